//! What administrators say of the city: every text as it was published, of which the last one counts.

use busola_domain::{AccountId, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

statements! {
    LATEST = "select revision, body from city_texts where kind = $1 order by revision desc limit 1";
    KEEP = "insert into city_texts (kind, revision, body, account_id, written_at) values ($1, $2, $3, $4, $5) on conflict (kind, revision) do nothing";
    ADMINISTRATORS = "select a.id from accounts a join contacts c on c.account_id = a.id where a.role = 'admin' order by a.id";
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Who runs the site.
    City,
    /// The declaration of accessibility.
    Accessibility,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::Accessibility => "accessibility",
        }
    }
}

/// The text that counts, as JSON, with its revision from 1.
///
/// # Errors
/// Whatever the database says.
pub async fn latest(session: &mut Session, kind: Kind) -> Result<Option<(i64, String)>, Error> {
    Ok(on_db!(session, c => sqlx::query_as(LATEST).bind(kind.as_str()).fetch_optional(c).await?))
}

/// Writes a text that counts from now on; `false`, and nothing is written, where there is one of that revision.
///
/// # Errors
/// Whatever the database says.
pub async fn keep(tx: &mut Session, kind: Kind, revision: i64, body: &str, account: AccountId, now: Timestamp) -> Result<bool, Error> {
    let rows = on_db!(tx, c => sqlx::query(KEEP)
        .bind(kind.as_str())
        .bind(revision)
        .bind(body)
        .bind(account.0)
        .bind(now.0)
        .execute(c)
        .await?
        .rows_affected());
    Ok(rows > 0)
}

/// The administrators to whom letters can be sent.
///
/// # Errors
/// Whatever the database says.
pub async fn administrators(session: &mut Session) -> Result<Vec<AccountId>, Error> {
    let ids: Vec<Uuid> = on_db!(session, c => sqlx::query_scalar(ADMINISTRATORS).fetch_all(c).await?);
    Ok(ids.into_iter().map(AccountId).collect())
}
