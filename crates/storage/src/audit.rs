//! Who did what when: written beside every act of office, read by moderators.

use busola_domain::{AccountId, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

statements! {
    INSERT = "insert into audit (id, at, account_id, action, subject, detail) values ($1, $2, $3, $4, $5, $6)";
    MOMENTS = "select at from audit where subject = $1 and action = $2 and at > $3 order by at";
    PAGE = "select l.id, l.at, a.name, l.action, l.subject, l.detail, k.slug, k.title, c.number, c.unit_id from audit l left join accounts a on a.id = l.account_id left join comments c on c.id = l.subject left join consultations k on k.id = coalesce(c.consultation_id, l.subject) where (l.at, l.id) < ($1, $2) order by l.at desc, l.id desc limit $3";
}

/// An entry to write.
#[derive(Clone, Debug)]
pub struct NewEntry<'a> {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// Who; `None` for a command of the operator.
    pub account: Option<AccountId>,
    /// What, as a name (`comment.hide`).
    pub action: &'a str,
    /// The id of what it was done to.
    pub subject: Uuid,
    /// More, without the text of anybody's remark.
    pub detail: &'a str,
}

/// An entry as it is read.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Entry {
    /// Its id.
    pub id: Uuid,
    /// When, as Unix milliseconds.
    pub at: i64,
    /// The name of who did it.
    pub name: Option<String>,
    /// What.
    pub action: String,
    /// To what.
    pub subject: Uuid,
    /// More.
    pub detail: String,
    /// The name in its address of the consultation that it is about, or of the remark's.
    pub slug: Option<String>,
    /// The title of that.
    pub title: Option<String>,
    /// The number of the remark that it is about.
    pub number: Option<i64>,
    /// The unit that the remark is on.
    pub unit_id: Option<Uuid>,
}

/// Writes an entry.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(tx: &mut Session, entry: &NewEntry<'_>) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(INSERT)
            .bind(entry.id)
            .bind(entry.at.0)
            .bind(entry.account.map(|account| account.0))
            .bind(entry.action)
            .bind(entry.subject)
            .bind(entry.detail)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// A page of entries, the latest first, before a place in the log.
///
/// # Errors
/// Whatever the database says.
pub async fn page(session: &mut Session, before: (Timestamp, Uuid), limit: i64) -> Result<Vec<Entry>, Error> {
    Ok(on_db!(session, c => sqlx::query_as(PAGE).bind(before.0.0).bind(before.1).bind(limit).fetch_all(c).await?))
}

/// When something was done to a subject, after a moment and in order.
///
/// # Errors
/// Whatever the database says.
pub async fn moments(session: &mut Session, subject: Uuid, action: &str, since: Timestamp) -> Result<Vec<Timestamp>, Error> {
    let moments: Vec<i64> = on_db!(session, c => sqlx::query_scalar(MOMENTS).bind(subject).bind(action).bind(since.0).fetch_all(c).await?);
    Ok(moments.into_iter().map(Timestamp).collect())
}
