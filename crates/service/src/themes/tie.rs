//! Saying which themes remarks are about.

use std::collections::{BTreeSet, HashSet};

use busola_domain::policy::{Action, allow};
use busola_domain::theme::TIED_MAX;
use busola_domain::{Actor, CommentId, Problem, ThemeId, Timestamp};
use busola_storage::comments;
use busola_storage::themes::ties;

use super::{all, find};
use crate::consultations::{Key, take};
use crate::{Error, Service};

impl Service {
    /// Ties remarks of any consultations to a theme: all of them or none. Those that are tied already stay so. Answers
    /// how many were not.
    ///
    /// # Errors
    /// The policy's no, of a remark that is hidden or withdrawn too; "not found" where one is not there;
    /// [`Error::Invalid`] at `comments` for none and for too many.
    pub async fn tie_comments(&self, actor: Option<&Actor>, key: &str, ids: &[CommentId], now: Timestamp) -> Result<u64, Error> {
        allow(actor, Action::ManageThemes, now)?;
        let wanted: HashSet<_> = ids.iter().copied().collect();
        if wanted.is_empty() {
            return Err(Error::field("comments", Problem::Required));
        }
        if wanted.len() > TIED_MAX {
            return Err(Error::field("comments", Problem::TooMany { max: TIED_MAX }));
        }
        let wanted: Vec<_> = wanted.into_iter().collect();
        let mut tx = self.0.db.write().await?;
        let theme = find(&mut tx, key).await?;
        let remarks = comments::by_ids(&mut tx, &wanted).await?;
        if remarks.len() < wanted.len() {
            return Err(Error::not_found());
        }
        // Always in the same order, so that of two who tie neither waits for the other.
        let consultations: BTreeSet<_> = remarks.iter().map(|remark| remark.consultation).collect();
        for consultation in consultations {
            take(&mut tx, &Key::Id(consultation)).await?;
        }
        // As they are now that nobody else moves them.
        let remarks = comments::by_ids(&mut tx, &wanted).await?;
        for remark in &remarks {
            allow(actor, Action::TieComment(remark.item()), now)?;
        }
        let tied = ties::tie(&mut tx, theme.id, &remarks, now).await?;
        if tied > 0 {
            self.record_with(&mut tx, actor, "theme.tie", theme.id.0, &tied.to_string(), now).await?;
        }
        tx.commit().await?;
        Ok(tied)
    }

    /// Unties a remark from a theme; one that is not tied is so already.
    ///
    /// # Errors
    /// The policy's no; "not found" where there is no such theme or remark.
    pub async fn untie_comment(&self, actor: Option<&Actor>, key: &str, id: CommentId, now: Timestamp) -> Result<(), Error> {
        allow(actor, Action::ManageThemes, now)?;
        let mut tx = self.0.db.write().await?;
        let theme = find(&mut tx, key).await?;
        let (remark, _) = Self::take_comment(&mut tx, id).await?;
        if ties::untie(&mut tx, theme.id, &remark, now).await? {
            self.record_with(&mut tx, actor, "theme.untie", theme.id.0, "1", now).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Ties a remark to what is ticked, and unties it from what was shown as ticked and is not any more. So what somebody
    /// else ticked meanwhile stays.
    ///
    /// # Errors
    /// The policy's no, of a remark that is hidden or withdrawn too; [`Problem::UnknownTheme`] at `themes`.
    pub async fn set_themes(
        &self,
        actor: Option<&Actor>,
        id: CommentId,
        ticked: &[ThemeId],
        shown: &[ThemeId],
        now: Timestamp,
    ) -> Result<(), Error> {
        allow(actor, Action::ManageThemes, now)?;
        let mut tx = self.0.db.write().await?;
        let (remark, _) = Self::take_comment(&mut tx, id).await?;
        allow(actor, Action::TieComment(remark.item()), now)?;
        let there: HashSet<_> = all(&mut tx).await?.into_iter().map(|theme| theme.id).collect();
        if !ticked.iter().all(|theme| there.contains(theme)) {
            return Err(Error::field("themes", Problem::UnknownTheme));
        }
        for theme in ticked.iter().filter(|theme| !shown.contains(theme)) {
            if ties::tie(&mut tx, *theme, std::slice::from_ref(&remark), now).await? > 0 {
                self.record_with(&mut tx, actor, "theme.tie", theme.0, "1", now).await?;
            }
        }
        for theme in shown.iter().filter(|theme| !ticked.contains(theme)) {
            if ties::untie(&mut tx, *theme, &remark, now).await? {
                self.record_with(&mut tx, actor, "theme.untie", theme.0, "1", now).await?;
            }
        }
        tx.commit().await?;
        Ok(())
    }
}
