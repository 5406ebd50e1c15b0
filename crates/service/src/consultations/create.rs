//! Creating a consultation.

use busola_domain::consultation::{Audience, Consultation, Counts, Facts, Kind, Moderation};
use busola_domain::draft::Parsed;
use busola_domain::live::Channel;
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, ConsultationId, EventKind, Notice, Schedule, Timestamp};
use busola_storage::consultations::{self, Stored};
use busola_storage::events;
use serde::Deserialize;
use uuid::Uuid;

use super::TooShort;
use super::draft::{NewSource, parse};
use crate::{Error, Service};

/// A consultation to create.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewConsultation {
    /// Its title, one line.
    #[cfg_attr(feature = "openapi", schema(max_length = 300))]
    pub title: String,
    /// What it is in law.
    pub kind: Kind,
    /// What it is about.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub summary: String,
    /// The facts of its notice.
    #[serde(default)]
    pub notice: Notice,
    /// Who may take part.
    pub audience: Audience,
    /// When remarks become public.
    pub moderation: Moderation,
    /// From when comments are received.
    pub opens_at: Timestamp,
    /// From when no more; after `opens_at`.
    pub closes_at: Timestamp,
    /// The text that is consulted.
    pub draft: NewSource,
    /// Whether it is public at once.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(default = false))]
    pub publish: bool,
}

impl Service {
    /// Creates a consultation with its first draft, and publishes it where asked to, whatever its period.
    ///
    /// # Errors
    /// The policy's no; every bad field.
    pub async fn create_consultation(&self, actor: Option<&Actor>, new: NewConsultation) -> Result<Consultation, Error> {
        self.create_weighed(actor, new, &TooShort::Taken).await
    }

    /// The same, where a period that is too short to be published may be refused.
    ///
    /// # Errors
    /// The policy's no; every bad field; [`Error::TooShort`].
    pub async fn create_weighed(&self, actor: Option<&Actor>, new: NewConsultation, short: &TooShort) -> Result<Consultation, Error> {
        let now = self.now();
        allow(actor, Action::ManageConsultations, now)?;
        let NewConsultation { title, kind, summary, notice, audience, moderation, opens_at, closes_at, draft, publish } = new;
        let facts = Facts { title, summary, notice, audience, moderation, opens_at, closes_at };
        let (Facts { title, summary, notice, .. }, parsed) = read(facts, &draft)?;

        let id = ConsultationId(self.new_id());
        let mut tx = self.0.db.write().await?;
        let name = slug(&title, "consultation", id.0);
        let mut stored = Stored {
            id,
            slug: name.clone(),
            kind,
            title,
            summary,
            notice,
            audience,
            moderation,
            schedule: Schedule { published_at: publish.then_some(now), opens_at, closes_at, reported_at: None },
            draft_version: 1,
            draft_revision: 0,
            numbers: 0,
            counts: Counts::default(),
            responsible: actor.map(|actor| actor.account),
            revision: 0,
            slow_seconds: 0,
        };
        if publish {
            self.weigh(&mut tx, actor, &stored, short, now).await?;
        }
        // A number where the name is taken, also by somebody who takes it at this moment.
        let mut number = 1_u32;
        while !consultations::insert(&mut tx, &stored, now).await? {
            number += 1;
            stored.slug = format!("{name}-{number}");
        }
        let units = self.first_version(&mut tx, id, &draft, parsed, now).await?;
        self.record(&mut tx, actor, "consultation.create", id.0, now).await?;
        if publish {
            events::append(&mut tx, Channel::Consultation(id), EventKind::DraftPublished, id.0, 1, now).await?;
        }
        tx.commit().await?;
        Ok(stored.view(units.into_iter().map(|unit| unit.unit).collect(), now))
    }
}

/// What is announced and the draft, or every field of both that can't be taken.
fn read(facts: Facts, draft: &NewSource) -> Result<(Facts, Parsed), Error> {
    match (facts.parse(), parse("draft.source", draft)) {
        (Ok(facts), Ok(parsed)) => Ok((facts, parsed)),
        (Ok(_), Err(error)) => Err(error),
        (Err(mut errors), parsed) => {
            if let Err(Error::Invalid(bad)) = parsed {
                errors.extend(bad);
            }
            Err(Error::Invalid(errors))
        }
    }
}

/// The longest slug, in characters; a title may be much longer.
const SLUG_MAX: usize = 80;

/// A name for addresses from the title of something that `noun` names.
pub(crate) fn slug(title: &str, noun: &str, id: Uuid) -> String {
    let mut slug = slug::slugify(title);
    if slug.len() > SLUG_MAX {
        // Cut at a word, so that the address stays readable.
        let cut = slug.get(..SLUG_MAX).and_then(|start| start.rfind('-')).filter(|at| *at > 20).unwrap_or(SLUG_MAX);
        slug.truncate(cut);
    }
    // A name that reads as an id would be looked up as one; an empty one names nothing.
    if slug.is_empty() || slug.parse::<Uuid>().is_ok() {
        slug = format!("{noun}-{}", &id.simple().to_string()[24..]);
    }
    slug
}
