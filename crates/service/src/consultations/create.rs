//! Creating a consultation.

use busola_domain::consultation::{Audience, Consultation, Counts, Kind, Moderation, SUMMARY_MAX, TITLE_MAX};
use busola_domain::live::Channel;
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, ConsultationId, EventKind, FieldError, Notice, Problem, Schedule, Timestamp, text};
use busola_storage::consultations::{self, Stored};
use busola_storage::events;
use serde::Deserialize;
use uuid::Uuid;

use super::draft::{NewSource, parse};
use crate::{Error, Service};

/// What a moderator gives to create a consultation.
#[derive(Clone, Debug, Deserialize)]
pub struct NewConsultation {
    /// Its title.
    pub title: String,
    /// What it is in law.
    pub kind: Kind,
    /// What it is about.
    #[serde(default)]
    pub summary: String,
    /// The facts of its notice.
    #[serde(default)]
    pub notice: Notice,
    /// Who may take part.
    pub audience: Audience,
    /// When remarks become public.
    pub moderation: Moderation,
    /// From when remarks are received.
    pub opens_at: Timestamp,
    /// From when no more.
    pub closes_at: Timestamp,
    /// The text that is consulted.
    pub draft: NewSource,
    /// Whether it is public at once.
    #[serde(default)]
    pub publish: bool,
}

impl Service {
    /// Creates a consultation with its first draft, and publishes it where asked to.
    ///
    /// # Errors
    /// The policy's no; every bad field.
    pub async fn create_consultation(&self, actor: Option<&Actor>, new: NewConsultation) -> Result<Consultation, Error> {
        let now = self.now();
        allow(actor, Action::ManageConsultations, now)?;
        let mut errors = Vec::new();
        let title = text::line(&new.title, TITLE_MAX).unwrap_or_else(|problem| {
            errors.push(FieldError::new("title", problem));
            String::new()
        });
        let summary = match text::multiline(&new.summary, SUMMARY_MAX) {
            Ok(summary) => summary,
            Err(Problem::Required) => String::new(),
            Err(problem) => {
                errors.push(FieldError::new("summary", problem));
                String::new()
            }
        };
        let notice = new.notice.parse().unwrap_or_else(|bad| {
            errors.extend(bad);
            Notice::default()
        });
        let schedule =
            Schedule::new(new.opens_at, new.closes_at).map_err(|problem| errors.push(FieldError::new("closes_at", problem))).ok();
        let parsed = parse("draft.source", &new.draft)
            .map_err(|error| {
                if let Error::Invalid(bad) = error {
                    errors.extend(bad)
                }
            })
            .ok();
        let (Some(mut schedule), Some(parsed), true) = (schedule, parsed, errors.is_empty()) else {
            return Err(Error::Invalid(errors));
        };
        schedule.published_at = new.publish.then_some(now);

        let id = ConsultationId(self.new_id());
        let mut tx = self.0.db.write().await?;
        let name = slug(&title, id);
        let mut stored = Stored {
            id,
            slug: name.clone(),
            kind: new.kind,
            title,
            summary,
            notice,
            audience: new.audience,
            moderation: new.moderation,
            schedule,
            draft_version: 1,
            draft_revision: 0,
            numbers: 0,
            counts: Counts::default(),
        };
        // A number where the name is taken, also by somebody who takes it at this moment.
        let mut number = 1_u32;
        while !consultations::insert(&mut tx, &stored, now).await? {
            number += 1;
            stored.slug = format!("{name}-{number}");
        }
        let units = self.first_version(&mut tx, id, &new.draft, parsed, now).await?;
        self.record(&mut tx, actor, "consultation.create", id.0, now).await?;
        if new.publish {
            events::append(&mut tx, Channel::Consultation(id), EventKind::DraftPublished, id.0, 1, now).await?;
        }
        tx.commit().await?;
        Ok(stored.view(units.into_iter().map(|unit| unit.unit).collect(), now))
    }
}

/// The longest slug, in characters; a title may be much longer.
const SLUG_MAX: usize = 80;

/// A name for addresses from the title.
fn slug(title: &str, id: ConsultationId) -> String {
    let mut slug = slug::slugify(title);
    if slug.len() > SLUG_MAX {
        // Cut at a word, so that the address stays readable.
        let cut = slug.get(..SLUG_MAX).and_then(|start| start.rfind('-')).filter(|at| *at > 20).unwrap_or(SLUG_MAX);
        slug.truncate(cut);
    }
    // A name that reads as an id would be looked up as one; an empty one names nothing.
    if slug.is_empty() || slug.parse::<Uuid>().is_ok() {
        slug = format!("consultation-{}", &id.0.simple().to_string()[24..]);
    }
    slug
}
