//! What feeds tell to everybody: consultations, and the remarks of one.

use busola_domain::consultation::Kind;
use busola_domain::policy::{Action, allow};
use busola_domain::{CommentId, ConsultationId, Phase, Timestamp, UnitId};
use busola_storage::comments::Stored;
use busola_storage::feeds::{self, Fed};

use crate::consultations::{Key, readable};
use crate::drafts::units;
use crate::{Error, Service};

/// The most that a feed tells of.
pub const FEED_MAX: usize = 50;

/// A consultation as feeds tell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsultationNews {
    /// Its id.
    pub id: ConsultationId,
    /// Its name in addresses.
    pub slug: String,
    /// What it is in law.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// When it was published.
    pub published_at: Timestamp,
    /// When it became what it is: it was published or changed, has a new draft, opened, closed, or got its report.
    pub updated_at: Timestamp,
}

/// A remark as feeds tell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentNews {
    /// Its id.
    pub id: CommentId,
    /// Its number in the consultation.
    pub number: i64,
    /// The display name of its author.
    pub author: String,
    /// Its unit; `None` for the whole draft.
    pub unit: Option<UnitId>,
    /// What that is called in the present draft, which may not have it any more.
    pub label: Option<String>,
    /// Its text as safe HTML.
    pub html: String,
    /// When it was received.
    pub published_at: Timestamp,
    /// When it was last edited, or received.
    pub updated_at: Timestamp,
}

/// The feed of a consultation's remarks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentFeed {
    /// The consultation.
    pub of: ConsultationNews,
    /// The remarks, the last to be received first.
    pub items: Vec<CommentNews>,
    /// When something last changed, also by what is not there any more.
    pub updated_at: Timestamp,
}

impl Service {
    /// The consultations that everybody may read, the last to be published first; [`FEED_MAX`] at most.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn consultation_feed(&self) -> Result<Vec<ConsultationNews>, Error> {
        let now = self.now();
        let mut session = self.0.db.read().await?;
        let published = feeds::published(&mut session, FEED_MAX as i64).await?;
        let public = published.into_iter().filter(|fed| allow(None, Action::ReadConsultation(&fed.schedule), now).is_ok());
        Ok(public.filter_map(|fed| news(fed, now)).collect())
    }

    /// The public remarks of a consultation that everybody may read; [`FEED_MAX`] at most.
    ///
    /// # Errors
    /// "Not found" for any other.
    pub async fn comment_feed(&self, key: &Key) -> Result<CommentFeed, Error> {
        let now = self.now();
        let mut session = self.0.db.snapshot().await?;
        let stored = readable(&mut session, None, key, now).await?;
        let fed = feeds::by_id(&mut session, stored.id).await?;
        let of = fed.and_then(|fed| news(fed, now)).ok_or_else(Error::not_found)?;
        let units = units(&self.0.drafts, &mut session, &stored).await?;
        let comments = feeds::comments(&mut session, stored.id, FEED_MAX as i64).await?;
        let event = feeds::latest_event(&mut session, stored.id).await?;
        drop(session);
        let label = |id: UnitId| units.iter().find(|stored| stored.unit.id == id).map(|stored| stored.unit.label.clone());
        let comment = |comment: Stored| CommentNews {
            html: self.0.markup.html(comment.id, comment.revision, &comment.body),
            id: comment.id,
            number: comment.number,
            author: comment.author.name,
            unit: comment.unit,
            label: comment.unit.and_then(label),
            published_at: comment.created_at,
            updated_at: comment.edited_at.unwrap_or(comment.created_at),
        };
        let public = comments.into_iter().filter(|comment| allow(None, Action::ReadComment(comment.item()), now).is_ok());
        let updated_at = event.map_or(of.updated_at, |at| at.max(of.updated_at));
        Ok(CommentFeed { items: public.map(comment).collect(), of, updated_at })
    }
}

/// What is told of a consultation; nothing while it is not published.
fn news(fed: Fed, now: Timestamp) -> Option<ConsultationNews> {
    let published_at = fed.schedule.published_at?;
    let schedule = &fed.schedule;
    let began = match schedule.phase_at(now) {
        Phase::Draft | Phase::Announced => None,
        Phase::Open => Some(schedule.opens_at),
        Phase::Closed => Some(schedule.closes_at),
        Phase::Reported => schedule.reported_at,
    };
    // What was before the publication nobody was told of: the draft, and an opening in the past.
    let updated_at = [began, fed.changed_at, fed.draft_at].into_iter().flatten().fold(published_at, Timestamp::max);
    let Fed { id, slug, kind, title, summary, .. } = fed;
    Some(ConsultationNews { id, slug, kind, title, summary, published_at, updated_at })
}

#[cfg(test)]
mod tests {
    use busola_domain::Schedule;
    use uuid::Uuid;

    use super::*;

    fn updated(changed: Option<i64>, draft: Option<i64>, reported: Option<i64>, now: i64) -> i64 {
        let schedule = Schedule {
            published_at: Some(Timestamp(100)),
            opens_at: Timestamp(200),
            closes_at: Timestamp(300),
            reported_at: reported.map(Timestamp),
        };
        let fed = Fed {
            id: ConsultationId(Uuid::nil()),
            slug: String::new(),
            kind: Kind::Other,
            title: String::new(),
            summary: String::new(),
            schedule,
            changed_at: changed.map(Timestamp),
            draft_at: draft.map(Timestamp),
        };
        news(fed, Timestamp(now)).unwrap().updated_at.0
    }

    #[test]
    fn a_consultation_is_new_with_each_of_its_phases_and_changes() {
        assert_eq!(updated(None, Some(50), None, 150), 100);
        assert_eq!(updated(None, Some(50), None, 200), 200);
        assert_eq!(updated(None, None, None, 1_000), 300);
        assert_eq!(updated(None, None, Some(400), 1_000), 400);
        assert_eq!(updated(Some(250), None, None, 260), 250);
        assert_eq!(updated(Some(150), Some(270), None, 280), 270);
    }
}
