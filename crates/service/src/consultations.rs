//! Consultations: created and published by moderators, read by everyone.

use busola_domain::consultation::{Audience, Consultation, Counts, Kind, Moderation, SUMMARY_MAX, TITLE_MAX, Unit};
use busola_domain::draft::{self, DraftError, Format, Parsed};
use busola_domain::live::Channel;
use busola_domain::policy::{Action, allow};
use busola_domain::{
    Actor, ConsultationId, DraftId, EventKind, FieldError, Notice, Phase, Problem, Role, Schedule, Timestamp, UnitId, text,
};
use busola_storage::Session;
use busola_storage::audit::{self, NewEntry};
use busola_storage::consultations::{self, Filter, NewDraft, Stored};
use serde::Deserialize;
use uuid::Uuid;

pub use busola_storage::consultations::StoredUnit;

use crate::error::Conflict;
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

/// A draft as it is typed or pasted.
#[derive(Clone, Debug, Deserialize)]
pub struct NewSource {
    /// What it is written in.
    pub format: Format,
    /// The text.
    pub source: String,
}

/// A consultation by its id or by its name in addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// Its id.
    Id(ConsultationId),
    /// Its name.
    Slug(String),
}

impl Key {
    /// What stands in an address: an id if it reads as one.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        text.parse().map_or_else(|_| Self::Slug(text.to_owned()), Self::Id)
    }
}

/// A page of consultations.
pub struct ConsultationPage {
    /// The consultations, the last to close first.
    pub items: Vec<Consultation>,
    /// Where the next page begins.
    pub next: Option<(Timestamp, ConsultationId)>,
}

/// A consultation with all that its page shows beside the remarks.
pub struct Reading {
    /// The consultation.
    pub consultation: Consultation,
    /// Its units with their kinds, in document order.
    pub units: Vec<StoredUnit>,
    /// How many published remarks each unit has.
    pub unit_counts: Vec<(UnitId, i64)>,
    /// The number of its latest event.
    pub head: i64,
}

impl Service {
    /// Reads a source as a draft, without keeping anything: the preview.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `draft.source`.
    pub fn preview(&self, actor: Option<&Actor>, draft: &NewSource) -> Result<Parsed, Error> {
        allow(actor, Action::ManageConsultations, self.now())?;
        parse(draft)
    }

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
        let parsed = parse(&new.draft)
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
        let stored = Stored {
            id,
            slug: free_slug(&mut tx, &title, id).await?,
            kind: new.kind,
            title,
            summary,
            notice,
            audience: new.audience,
            moderation: new.moderation,
            schedule,
            draft_version: 1,
            counts: Counts::default(),
        };
        consultations::insert(&mut tx, &stored, now).await?;
        let units = self.units_of(parsed, &[], now);
        let draft = NewDraft {
            id: DraftId(self.new_id()),
            consultation: id,
            version: 1,
            format: new.draft.format,
            source: &new.draft.source,
            units: &units,
        };
        consultations::insert_draft(&mut tx, &draft, now).await?;
        self.record(&mut tx, actor, "consultation.create", id.0, now).await?;
        if new.publish {
            busola_storage::events::append(&mut tx, Channel::Consultation(id), EventKind::DraftPublished, id.0, 1, now).await?;
        }
        tx.commit().await?;
        Ok(stored.view(units.into_iter().map(|unit| unit.unit).collect(), now))
    }

    /// Makes a consultation public; one that is stays so.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn publish_consultation(&self, actor: Option<&Actor>, key: &Key) -> Result<(), Error> {
        let now = self.now();
        allow(actor, Action::ManageConsultations, now)?;
        let mut tx = self.0.db.write().await?;
        let stored = find(&mut tx, key).await?;
        if consultations::publish(&mut tx, stored.id, now).await? {
            let channel = Channel::Consultation(stored.id);
            busola_storage::events::append(&mut tx, channel, EventKind::DraftPublished, stored.id.0, stored.draft_version, now).await?;
            self.record(&mut tx, actor, "consultation.publish", stored.id.0, now).await?;
        }
        tx.commit().await?;
        self.0.hub.wake(Channel::Consultation(stored.id));
        Ok(())
    }

    /// Gives a consultation the next version of its draft, as `busola draft import` does. A unit whose
    /// citation stays keeps its id.
    ///
    /// # Errors
    /// [`Conflict::CommentsWouldBeLost`] when remarks stand on a unit that the new version does not have.
    pub async fn import_draft(&self, key: &Key, source: &NewSource) -> Result<(Parsed, i64), Error> {
        let now = self.now();
        let parsed = parse(source)?;
        let mut tx = self.0.db.write().await?;
        let stored = find(&mut tx, key).await?;
        let present = consultations::units(&mut tx, stored.id, stored.draft_version).await?;
        let units = self.units_of(parsed.clone(), &present, now);
        let commented = consultations::units_with_comments(&mut tx, stored.id).await?;
        if commented.iter().any(|id| !units.iter().any(|unit| unit.unit.id == *id)) {
            return Err(Error::Conflict(Conflict::CommentsWouldBeLost));
        }
        let version = stored.draft_version + 1;
        let draft = NewDraft {
            id: DraftId(self.new_id()),
            consultation: stored.id,
            version,
            format: source.format,
            source: &source.source,
            units: &units,
        };
        consultations::insert_draft(&mut tx, &draft, now).await?;
        self.record(&mut tx, None, "draft.import", stored.id.0, now).await?;
        if stored.schedule.published_at.is_some() {
            busola_storage::events::append(&mut tx, Channel::Consultation(stored.id), EventKind::DraftPublished, stored.id.0, version, now)
                .await?;
        }
        tx.commit().await?;
        self.0.hub.wake(Channel::Consultation(stored.id));
        Ok((parsed, version))
    }

    /// A page of the consultations that `actor` may see, with the units left out.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn consultations(
        &self,
        actor: Option<&Actor>,
        phase: Option<Phase>,
        before: Option<(Timestamp, ConsultationId)>,
        limit: usize,
    ) -> Result<ConsultationPage, Error> {
        let now = self.now();
        let filter = Filter {
            before: before.unwrap_or((Timestamp(i64::MAX), ConsultationId(Uuid::max()))),
            drafts: actor.is_some_and(|actor| actor.role >= Role::Moderator),
            phase,
            now,
            limit: limit as i64 + 1,
        };
        let mut session = self.0.db.read().await?;
        let mut items = consultations::page(&mut session, &filter).await?;
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(|last| (last.schedule.closes_at, last.id));
        Ok(ConsultationPage { items: items.into_iter().map(|stored| stored.view(Vec::new(), now)).collect(), next })
    }

    /// A consultation with its draft.
    ///
    /// # Errors
    /// The policy's no, which is "not found" for a draft.
    pub async fn consultation(&self, actor: Option<&Actor>, key: &Key) -> Result<Consultation, Error> {
        Ok(self.reading(actor, key).await?.consultation)
    }

    /// A consultation with all that its page shows beside the remarks.
    ///
    /// # Errors
    /// As [`Service::consultation`].
    pub async fn reading(&self, actor: Option<&Actor>, key: &Key) -> Result<Reading, Error> {
        let now = self.now();
        let mut session = self.0.db.read().await?;
        let stored = find(&mut session, key).await?;
        allow(actor, Action::ReadConsultation(&stored.schedule), now)?;
        // The head comes first: what happens while the rest is read is then sent again, never left out.
        let head = busola_storage::events::head(&mut session, Channel::Consultation(stored.id)).await?;
        let unit_counts = consultations::unit_counts(&mut session, stored.id).await?;
        let units = consultations::units(&mut session, stored.id, stored.draft_version).await?;
        let consultation = stored.view(units.iter().map(|unit| unit.unit.clone()).collect(), now);
        Ok(Reading { consultation, units, unit_counts, head })
    }

    fn units_of(&self, parsed: Parsed, present: &[StoredUnit], now: Timestamp) -> Vec<StoredUnit> {
        let mut known: std::collections::HashMap<&str, UnitId> =
            present.iter().map(|unit| (unit.unit.label.as_str(), unit.unit.id)).collect();
        parsed
            .units
            .into_iter()
            .map(|unit| StoredUnit {
                kind: unit.kind,
                unit: Unit {
                    id: known.remove(unit.label.as_str()).unwrap_or_else(|| UnitId(self.0.random.id(now))),
                    label: unit.label,
                    depth: i64::from(unit.depth),
                    text: unit.text,
                },
            })
            .collect()
    }

    pub(crate) async fn record(
        &self,
        tx: &mut Session,
        actor: Option<&Actor>,
        action: &str,
        subject: Uuid,
        now: Timestamp,
    ) -> Result<(), Error> {
        self.record_with(tx, actor, action, subject, "", now).await
    }

    pub(crate) async fn record_with(
        &self,
        tx: &mut Session,
        actor: Option<&Actor>,
        action: &str,
        subject: Uuid,
        detail: &str,
        now: Timestamp,
    ) -> Result<(), Error> {
        let entry = NewEntry { id: self.0.random.id(now), at: now, account: actor.map(|actor| actor.account), action, subject, detail };
        Ok(audit::insert(tx, &entry).await?)
    }
}

/// The stored consultation of a key.
pub(crate) async fn find(session: &mut Session, key: &Key) -> Result<Stored, Error> {
    let stored = match key {
        Key::Id(id) => consultations::by_id(session, *id).await?,
        Key::Slug(slug) => consultations::by_slug(session, slug).await?,
    };
    stored.ok_or_else(Error::not_found)
}

fn parse(draft: &NewSource) -> Result<Parsed, Error> {
    draft::parse(draft.format, &draft.source).map_err(|error| {
        let problem = match error {
            DraftError::TooLong { .. } | DraftError::TooManyUnits { .. } => Problem::DraftTooLarge,
            _ => Problem::EmptyDraft,
        };
        Error::field("draft.source", problem)
    })
}

/// The longest slug, in characters; a title may be much longer.
const SLUG_MAX: usize = 80;

/// A name for addresses from the title, with a number where it is taken.
async fn free_slug(tx: &mut Session, title: &str, id: ConsultationId) -> Result<String, Error> {
    let mut base = slug::slugify(title);
    if base.len() > SLUG_MAX {
        // Cut at a word, so that the address stays readable.
        let cut = base.get(..SLUG_MAX).and_then(|start| start.rfind('-')).filter(|at| *at > 20).unwrap_or(SLUG_MAX);
        base.truncate(cut);
    }
    // A name that reads as an id would be looked up as one; an empty one names nothing.
    if base.is_empty() || base.parse::<Uuid>().is_ok() {
        base = format!("consultation-{}", &id.0.simple().to_string()[24..]);
    }
    let mut slug = base.clone();
    let mut number = 2_u32;
    while consultations::slug_taken(tx, &slug).await? {
        slug = format!("{base}-{number}");
        number += 1;
    }
    Ok(slug)
}
