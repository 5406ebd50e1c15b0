//! Themes: what people ask for again and again, with the remarks about it over consultations and years. One use case a file.

mod read;
mod tie;
mod write;

use busola_domain::ThemeId;
use busola_domain::theme::{THEMES_MAX, Theme};
use busola_storage::Session;
use busola_storage::themes::{self, Stored, numbers::Numbers};

pub use read::{ThemePage, ThemeRemark};

use crate::Error;

/// The stored theme of an address: by its id, or by its name.
async fn find(session: &mut Session, key: &str) -> Result<Stored, Error> {
    let stored = match key.parse::<ThemeId>() {
        Ok(id) => themes::by_id(session, id).await?,
        Err(_) => themes::by_slug(session, key).await?,
    };
    stored.ok_or_else(Error::not_found)
}

/// Every stored theme.
pub(crate) async fn all(session: &mut Session) -> Result<Vec<Stored>, Error> {
    Ok(themes::all(session, THEMES_MAX as i64).await?)
}

fn view(stored: Stored, numbers: Numbers) -> Theme {
    let Stored { id, slug, title, description, state, words, revision } = stored;
    let Numbers { comments, consultations } = numbers;
    Theme { id, slug, title, description, state, words, comments, consultations, revision }
}
