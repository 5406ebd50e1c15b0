//! The copy of all that is kept of oneself (GDPR, articles 15 and 20), read page by page while it is sent.

use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{AccountId, Actor, Timestamp};
use busola_storage::accounts::own::{self, Entry, SECTIONS};
use serde::Serialize;
use uuid::Uuid;

use crate::{Error, Service};

/// Entries that are read at once.
const PAGE: i64 = 500;

/// What is kept of oneself besides what one did. It has no `Debug`.
#[derive(Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnAccount {
    /// The account's id.
    pub id: AccountId,
    /// The name that one chose for the public.
    pub name: String,
    /// What one may be.
    #[cfg_attr(feature = "openapi", schema(value_type = busola_domain::Role))]
    pub role: String,
    /// The address.
    pub email: Option<String>,
    /// The address that it is to be, once it is confirmed.
    pub next_email: Option<String>,
    /// The tag of the language in which one reads.
    pub language: String,
    /// Since when there is the account.
    pub created_at: Timestamp,
    /// Since when there is a password; that itself is known to nobody.
    pub password_set_at: Option<Timestamp>,
}

/// What one did of one kind: an entry of one of the lists. What it does not have is left out.
#[derive(Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnEntry {
    /// What it is about, or itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub id: Option<Uuid>,
    /// When it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub at: Option<Timestamp>,
    /// When it was changed, used or ended last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub last_at: Option<Timestamp>,
    /// In which consultation, meeting or poll.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub place: Option<String>,
    /// Its state, kind or number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub kind: Option<String>,
    /// What it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub text: Option<String>,
}

/// How much of the copy was read.
#[derive(Clone, Copy, Debug)]
pub struct OwnData {
    account: AccountId,
    section: usize,
    after: i64,
}

/// Some entries of a list.
pub struct OwnPart {
    /// The list's name.
    pub name: &'static str,
    /// Whether the list begins with them.
    pub begins: bool,
    /// Whether it ends with them.
    pub ends: bool,
    /// The entries.
    pub entries: Vec<OwnEntry>,
}

/// The copy that it reads: the account, and every list.
#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for OwnData {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        use utoipa::openapi::{ArrayBuilder, ObjectBuilder, Ref};
        let account = ObjectBuilder::new().property("account", Ref::from_schema_name("OwnAccount")).required("account");
        let list = || ArrayBuilder::new().items(Ref::from_schema_name("OwnEntry"));
        SECTIONS.iter().fold(account, |copy, section| copy.property(section.name, list()).required(section.name)).into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for OwnData {
    fn schemas(schemas: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::Schema>)>) {
        use utoipa::PartialSchema as _;
        schemas.push(("OwnAccount".to_owned(), OwnAccount::schema()));
        schemas.push(("OwnEntry".to_owned(), OwnEntry::schema()));
        OwnAccount::schemas(schemas);
        OwnEntry::schemas(schemas);
    }
}

impl Service {
    /// Begins the copy of all that is kept of oneself.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn own_data(&self, actor: Option<&Actor>) -> Result<(OwnAccount, OwnData), Error> {
        allow(actor, Action::KeepAccount, self.now())?;
        let account = actor.ok_or(Denied::SignInNeeded)?.account;
        let mut session = self.0.db.read().await?;
        let profile = own::profile(&mut session, account).await?.ok_or_else(Error::not_found)?;
        let own = OwnAccount {
            id: account,
            name: profile.name,
            role: profile.role,
            email: profile.email,
            next_email: profile.next_email,
            language: profile.lang,
            created_at: Timestamp(profile.created_at),
            password_set_at: profile.password_set_at.map(Timestamp),
        };
        Ok((own, OwnData { account, section: 0, after: 0 }))
    }

    /// The next entries of the copy, every list at least once; `None` when there are no more.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn next_of_own(&self, data: &mut OwnData) -> Result<Option<OwnPart>, Error> {
        let Some(section) = SECTIONS.get(data.section) else { return Ok(None) };
        let mut session = self.0.db.read().await?;
        let entries = own::page(&mut session, section, data.account, PAGE, data.after).await?;
        drop(session);
        let (begins, ends) = (data.after == 0, (entries.len() as i64) < PAGE);
        if ends {
            *data = OwnData { section: data.section + 1, after: 0, ..*data };
        } else {
            data.after += PAGE;
        }
        Ok(Some(OwnPart { name: section.name, begins, ends, entries: entries.into_iter().map(OwnEntry::from).collect() }))
    }
}

impl From<Entry> for OwnEntry {
    fn from(entry: Entry) -> Self {
        Self { id: entry.id, at: entry.at, last_at: entry.last_at, place: entry.place, kind: entry.kind, text: entry.text }
    }
}
