//! Writing themes.

use busola_domain::policy::{Action, allow};
use busola_domain::theme::{NewTheme, THEMES_MAX, Theme, ThemeChange};
use busola_domain::{Actor, Problem, ThemeId};
use busola_storage::themes::{self, Stored, numbers};

use super::{find, view};
use crate::consultations::slug;
use crate::{Conflict, Error, Service};

impl Service {
    /// Keeps a theme.
    ///
    /// # Errors
    /// The policy's no; every bad field, and [`Problem::TooMany`] at `title` when there are too many.
    pub async fn create_theme(&self, actor: Option<&Actor>, new: NewTheme) -> Result<Theme, Error> {
        let now = self.now();
        allow(actor, Action::ManageThemes, now)?;
        let NewTheme { title, description, state, words } = new.parse().map_err(Error::Invalid)?;
        let id = ThemeId(self.0.random.id(now));
        let mut tx = self.0.db.write().await?;
        if themes::count(&mut tx).await? >= THEMES_MAX as i64 {
            return Err(Error::field("title", Problem::TooMany { max: THEMES_MAX }));
        }
        let name = slug(&title, "theme", id.0);
        let mut stored = Stored { id, slug: name.clone(), title, description, state, words, revision: 1 };
        // A number where the name is taken, also by somebody who takes it at this moment.
        let mut number = 1_u32;
        while !themes::insert(&mut tx, &stored, now).await? {
            number += 1;
            stored.slug = format!("{name}-{number}");
        }
        self.record(&mut tx, actor, "theme.create", id.0, now).await?;
        tx.commit().await?;
        Ok(view(stored, numbers::Numbers::default()))
    }

    /// Changes a theme; its name in addresses stays. What changes nothing leaves no trace; what reports say of it has
    /// changed in those that are out.
    ///
    /// # Errors
    /// The policy's no; [`Conflict::ThemeChanged`] when another revision was edited; every bad field.
    pub async fn change_theme(&self, actor: Option<&Actor>, key: &str, change: ThemeChange) -> Result<Theme, Error> {
        let now = self.now();
        allow(actor, Action::ManageThemes, now)?;
        let mut tx = self.0.db.write().await?;
        let before = find(&mut tx, key).await?;
        if change.revision.is_some_and(|edited| edited != before.revision) {
            return Err(Error::Conflict(Conflict::ThemeChanged));
        }
        let known = before.clone();
        let known = NewTheme { title: known.title, description: known.description, state: known.state, words: known.words };
        let NewTheme { title, description, state, words } = change.onto(known).parse().map_err(Error::Invalid)?;
        let mut after = Stored { title, description, state, words, ..before.clone() };
        if after != before {
            // Somebody else may have written it since it was read.
            if !themes::change(&mut tx, &after).await? {
                return Err(Error::Conflict(Conflict::ThemeChanged));
            }
            after.revision += 1;
            // Its description is on its own page alone.
            if (&after.title, after.state, &after.words) != (&before.title, before.state, &before.words) {
                numbers::changed(&mut tx, after.id, now).await?;
            }
            self.record(&mut tx, actor, "theme.change", after.id.0, now).await?;
        }
        let numbers = numbers::of_theme(&mut tx, after.id).await?;
        tx.commit().await?;
        Ok(view(after, numbers))
    }
}
