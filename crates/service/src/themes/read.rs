//! Reading themes.

use std::cmp::Reverse;
use std::collections::HashMap;

use busola_domain::comment::Order;
use busola_domain::policy::{Action, allow};
use busola_domain::receipt::{Consulted, NamedUnit};
use busola_domain::theme::{Chip, Occasion, Raised, Theme};
use busola_domain::{Actor, Comment, CommentId, ConsultationId};
use busola_storage::comments::list::Place;
use busola_storage::comments::receipts;
use busola_storage::earlier;
use busola_storage::themes::{numbers, ties};

use super::{all, find, view};
use crate::answers::{Answers, named};
use crate::consultations::{Key, readable};
use crate::{Error, Service};

/// A remark about a theme, where it was made.
pub struct ThemeRemark {
    /// The remark with its answer.
    pub comment: Comment,
    /// Its consultation.
    pub consultation: Consulted,
    /// Its unit by its name; `None` for the whole draft.
    pub unit: Option<NamedUnit>,
}

/// A theme with a page of what is about it.
pub struct ThemePage {
    /// The theme.
    pub theme: Theme,
    /// Where it was raised besides remarks.
    pub occasions: Vec<Occasion>,
    /// The remarks of the page, the last received first.
    pub remarks: Vec<ThemeRemark>,
    /// Where the next page begins.
    pub next: Option<Place>,
}

impl Service {
    /// All themes, the one with the most remarks first.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn themes(&self, actor: Option<&Actor>) -> Result<Vec<Theme>, Error> {
        allow(actor, Action::ReadThemes, self.now())?;
        let mut session = self.0.db.snapshot().await?;
        let stored = all(&mut session).await?;
        let counts = numbers::all(&mut session).await?;
        let numbered = stored.into_iter().map(|theme| {
            let numbers = counts.get(&theme.id).copied().unwrap_or_default();
            view(theme, numbers)
        });
        let mut themes: Vec<_> = numbered.collect();
        // Those with as many stay in the order of their titles.
        themes.sort_by_key(|theme| Reverse(theme.comments));
        Ok(themes)
    }

    /// A theme, by its id or its name in addresses, with a page of the public remarks about it.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn theme(&self, actor: Option<&Actor>, key: &str, after: Option<Place>, limit: usize) -> Result<ThemePage, Error> {
        let now = self.now();
        allow(actor, Action::ReadThemes, now)?;
        let mut session = self.0.db.snapshot().await?;
        let stored = find(&mut session, key).await?;
        let numbers = numbers::of_theme(&mut session, stored.id).await?;
        let occasions = earlier::of_theme(&mut session, stored.id).await?;
        let after = after.unwrap_or_else(|| Place::start(Order::Newest));
        // One more than asked for tells whether there is a next page.
        let mut found = receipts::of_theme(&mut session, stored.id, after, limit as i64 + 1).await?;
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| more).map(|last| Place { key: ties::received(&last.comment).0, id: last.comment.id });
        let answers = Answers::read(&mut session, &named(found.iter().map(|became| &became.comment))).await?;
        drop(session);
        let remarks = found.into_iter().map(|became| ThemeRemark {
            comment: crate::comments::view(&self.0.markup, became.comment, &answers, actor, now),
            consultation: became.consultation,
            unit: became.unit,
        });
        Ok(ThemePage { theme: view(stored, numbers), occasions, remarks: remarks.collect(), next })
    }

    /// The themes of a consultation, the one with the most public remarks first.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn themes_of(&self, actor: Option<&Actor>, key: &Key) -> Result<Vec<Raised>, Error> {
        let mut session = self.0.db.read().await?;
        let consultation = readable(&mut session, actor, key, self.now()).await?;
        Ok(numbers::in_consultation(&mut session, consultation.id).await?)
    }

    /// The themes that some remarks of a consultation are about; remarks without any are left out.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn themes_at(
        &self,
        actor: Option<&Actor>,
        consultation: ConsultationId,
        comments: &[CommentId],
    ) -> Result<HashMap<CommentId, Vec<Chip>>, Error> {
        allow(actor, Action::ReadThemes, self.now())?;
        let mut session = self.0.db.read().await?;
        Ok(ties::of_comments(&mut session, consultation, comments).await?)
    }
}
