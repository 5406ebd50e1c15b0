//! Reports by readers: seen by moderators, settled by what they do with the remark, told to who reported.

use busola_domain::moderation::{Ground, OwnReport, REPORT_MAX};
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::thread::Shown;
use busola_domain::{Actor, CommentId, Problem, Timestamp, text};
use busola_storage::moderation::reports;
use serde::Deserialize;

use crate::{Conflict, Error, Service};

/// How many of one's reports are shown.
const SHOWN: i64 = 100;

/// A report.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewReport {
    /// Why.
    pub reason: Ground,
    /// In words.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub words: String,
}

/// A remark with what the reader reported of it.
pub struct Reported {
    /// The remark.
    pub shown: Shown,
    /// Its consultation, by the name in addresses.
    pub slug: String,
    /// Its consultation's title.
    pub title: String,
    /// The report, once there is one.
    pub report: Option<OwnReport>,
}

impl Service {
    /// Reports a remark to the moderators, once.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `words`; [`Conflict::ReportedBefore`].
    pub async fn report_comment(&self, actor: Option<&Actor>, id: CommentId, new: NewReport, now: Timestamp) -> Result<OwnReport, Error> {
        let words = match text::multiline(&new.words, REPORT_MAX) {
            Err(Problem::Required) => String::new(),
            other => other.map_err(|problem| Error::field("words", problem))?,
        };
        let mut tx = self.0.db.write().await?;
        // Taken, so that what is reported is not settled at the same moment.
        let (comment, consultation) = Self::take_comment(&mut tx, id).await?;
        allow(actor, Action::ReadConsultation(&consultation.schedule), now)?;
        allow(actor, Action::Report(comment.item()), now)?;
        let by = actor.ok_or(Denied::SignInNeeded)?.account;
        let report =
            OwnReport { comment: id, consultation: consultation.id, reason: new.reason, words, at: now, outcome: None, settled_at: None };
        if !reports::insert(&mut tx, by, &report).await? {
            return Err(Error::Conflict(Conflict::ReportedBefore));
        }
        tx.commit().await?;
        Ok(report)
    }

    /// One's own last reports, the latest first.
    ///
    /// # Errors
    /// [`Denied::SignInNeeded`].
    pub async fn own_reports(&self, actor: Option<&Actor>) -> Result<Vec<OwnReport>, Error> {
        let account = actor.ok_or(Denied::SignInNeeded)?.account;
        let mut session = self.0.db.read().await?;
        Ok(reports::of_account(&mut session, account, SHOWN).await?)
    }

    /// A remark that somebody wants to report, or has.
    ///
    /// # Errors
    /// The policy's no, also for who is not signed in.
    pub async fn reported(&self, actor: Option<&Actor>, id: CommentId) -> Result<Reported, Error> {
        let shown = self.comment(actor, id).await?;
        let account = actor.ok_or(Denied::SignInNeeded)?.account;
        let mut session = self.0.db.read().await?;
        let report = reports::own(&mut session, id, account).await?;
        let (_, consultation) = self.load(&mut session, id).await?;
        Ok(Reported { shown, slug: consultation.slug, title: consultation.title, report })
    }
}
