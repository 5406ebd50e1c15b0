//! Justifications that are written again and again.

use busola_domain::answer::{JUSTIFICATION_MAX, TEMPLATE_NAME_MAX, TEMPLATES_MAX, Template};
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, Decision, Problem, TemplateId, text};
use busola_storage::answers::templates::{self, Stored};
use serde::{Deserialize, Deserializer};

use crate::error::Conflict;
use crate::{Error, Service};

/// A template to keep.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewTemplate {
    /// What it is found by, one line; no other has it.
    #[cfg_attr(feature = "openapi", schema(max_length = 100))]
    pub name: String,
    /// The decision that it goes with.
    #[serde(default)]
    pub decision: Option<Decision>,
    /// Why. The same subset of Markdown is shown as in comments.
    #[cfg_attr(feature = "openapi", schema(max_length = 20000))]
    pub justification: String,
}

/// What is to be another of a template.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TemplateChange {
    /// What it is found by, one line; no other has it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 100))]
    pub name: Option<String>,
    /// The decision that it goes with.
    #[serde(default, deserialize_with = "given")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Decision>))]
    pub decision: Option<Option<Decision>>,
    /// Why. The same subset of Markdown is shown as in comments.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 20000))]
    pub justification: Option<String>,
}

/// Tells a null that is there from nothing.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<Decision>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

impl Service {
    /// All templates by their names.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn templates(&self, actor: Option<&Actor>) -> Result<Vec<Template>, Error> {
        allow(actor, Action::Moderate, self.now())?;
        let mut session = self.0.db.read().await?;
        let stored = templates::all(&mut session, TEMPLATES_MAX as i64).await?;
        Ok(stored.into_iter().map(view).collect())
    }

    /// Keeps a template.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `name` or `justification`, and at `name` when there are too many;
    /// [`Conflict::TemplateNameTaken`].
    pub async fn create_template(&self, actor: Option<&Actor>, new: NewTemplate) -> Result<Template, Error> {
        let now = self.now();
        allow(actor, Action::Moderate, now)?;
        let id = TemplateId(self.0.random.id(now));
        let stored = Stored { id, name: name(&new.name)?, decision: new.decision, justification: justification(&new.justification)? };
        let mut tx = self.0.db.write().await?;
        if templates::count(&mut tx).await? >= TEMPLATES_MAX as i64 {
            return Err(Error::field("name", Problem::TooMany { max: TEMPLATES_MAX }));
        }
        if !templates::insert(&mut tx, &stored, now).await? {
            return Err(Error::Conflict(Conflict::TemplateNameTaken));
        }
        self.record(&mut tx, actor, "template.create", id.0, now).await?;
        tx.commit().await?;
        Ok(view(stored))
    }

    /// Changes a template.
    ///
    /// # Errors
    /// As [`Service::create_template`]; "not found" where it is not there.
    pub async fn change_template(&self, actor: Option<&Actor>, id: TemplateId, change: TemplateChange) -> Result<Template, Error> {
        let now = self.now();
        allow(actor, Action::Moderate, now)?;
        let mut tx = self.0.db.write().await?;
        let mut stored = templates::get(&mut tx, id).await?.ok_or_else(Error::not_found)?;
        if let Some(typed) = change.name {
            stored.name = name(&typed)?;
        }
        if let Some(decision) = change.decision {
            stored.decision = decision;
        }
        if let Some(typed) = change.justification {
            stored.justification = justification(&typed)?;
        }
        if !templates::change(&mut tx, &stored).await? {
            return Err(Error::Conflict(Conflict::TemplateNameTaken));
        }
        self.record(&mut tx, actor, "template.change", id.0, now).await?;
        tx.commit().await?;
        Ok(view(stored))
    }

    /// Removes a template; one that is not there is gone already.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn delete_template(&self, actor: Option<&Actor>, id: TemplateId) -> Result<(), Error> {
        let now = self.now();
        allow(actor, Action::Moderate, now)?;
        let mut tx = self.0.db.write().await?;
        if templates::delete(&mut tx, id).await? {
            self.record(&mut tx, actor, "template.delete", id.0, now).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

fn name(typed: &str) -> Result<String, Error> {
    text::line(typed, TEMPLATE_NAME_MAX).map_err(|problem| Error::field("name", problem))
}

fn justification(typed: &str) -> Result<String, Error> {
    text::multiline(typed, JUSTIFICATION_MAX).map_err(|problem| Error::field("justification", problem))
}

fn view(stored: Stored) -> Template {
    let Stored { id, name, decision, justification } = stored;
    Template { id, name, decision, justification }
}
