//! Remarks that moderators entered for who wrote them.

use std::collections::HashMap;

use busola_domain::comment::Source;
use busola_domain::{AccountId, CommentId, ConsultationId, Day, Timestamp, UnitId};
use uuid::Uuid;

use crate::{Error, Session};

statements! {
    // Others, and where they were counted, stay while anything of theirs does.
    FORGET_COUNT = "delete from participants where account_id = $1 and not exists (select 1 from comments c where c.account_id = $1)";
    FORGET = "delete from accounts where id = $1 and role = 'guest' and not exists (select 1 from comments c where c.account_id = $1)";
    SET = "update comments set unit_id = $2, draft_version = $3, account_id = $4, source = $5, received_on = $6 where id = $1";
    MOVE_REPLIES = "update comments set unit_id = $2 where root_id = $1";
    AUTHORS = "select distinct a.id, a.name from comments c join accounts a on a.id = c.account_id where c.consultation_id = $1 and c.received_on is not null order by a.id";
}

/// For whom remarks were entered in a consultation, by name; of several of one name the first.
///
/// # Errors
/// Whatever the database says.
pub async fn authors(session: &mut Session, id: ConsultationId) -> Result<HashMap<String, AccountId>, Error> {
    let rows: Vec<(Uuid, String)> = on_db!(session, c => sqlx::query_as(AUTHORS).bind(id.0).fetch_all(c).await?);
    let mut authors = HashMap::with_capacity(rows.len());
    for (account, name) in rows {
        authors.entry(name).or_insert(AccountId(account));
    }
    Ok(authors)
}

/// How a remark was entered, but for its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entered {
    /// Its unit.
    pub unit: Option<UnitId>,
    /// The version of the draft that its author read.
    pub version: i64,
    /// Whose it is.
    pub account: AccountId,
    /// How it came.
    pub source: Source,
    /// When the office received it.
    pub received_on: Day,
}

/// Writes a remark as a moderator corrected it, and gives the number of this revision; the text before is kept
/// ([`super::edit`]). Its replies go with it to its unit.
///
/// # Errors
/// Whatever the database says.
pub async fn correct(tx: &mut Session, id: CommentId, entered: &Entered, body: &str, now: Timestamp) -> Result<i64, Error> {
    on_db!(tx, c => {
        sqlx::query(SET)
            .bind(id.0)
            .bind(entered.unit.map(|unit| unit.0))
            .bind(entered.version)
            .bind(entered.account.0)
            .bind(entered.source.as_str())
            .bind(entered.received_on.to_string())
            .execute(&mut *c)
            .await?;
        sqlx::query(MOVE_REPLIES).bind(id.0).bind(entered.unit.map(|unit| unit.0)).execute(c).await?;
    });
    super::edit(tx, id, body, now).await
}

/// Removes whom remarks were entered for once there is none left: their name must not stay.
///
/// # Errors
/// Whatever the database says.
pub async fn forget(tx: &mut Session, author: AccountId) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(FORGET_COUNT).bind(author.0).execute(&mut *c).await?;
        sqlx::query(FORGET).bind(author.0).execute(c).await?;
    });
    Ok(())
}
