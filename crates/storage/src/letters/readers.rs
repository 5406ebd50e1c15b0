//! Who reads letters: where they go, in which language, and which are not wanted.

use busola_domain::letter::Kind;
use busola_domain::{AccountId, Email, Timestamp};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::{Error, Session};

statements! {
    READER = "select c.email, a.lang from contacts c join accounts a on a.id = c.account_id where c.account_id = $1";
    SET_LANG = "update accounts set lang = $2 where id = $1 and lang <> $2";
    OFF_OF = "select kind from letter_choices where account_id = $1";
    SWITCH_OFF = "insert into letter_choices (account_id, kind, off_at) values ($1, $2, $3) on conflict (account_id, kind) do nothing";
    SWITCH_ON = "delete from letter_choices where account_id = $1 and kind = $2";
    [ADDRESSED] = ("select account_id from contacts where account_id in (", "?", ", ", ")");
    [OFF] = ("select account_id, kind from letter_choices where account_id in (", "?", ", ", ")");
}

/// Whom a letter goes to.
pub struct Reader {
    /// Their address, as it is now.
    pub email: Email,
    /// The tag of the language in which they read.
    pub lang: String,
}

/// Where letters to an account go; `None` for one without an address.
///
/// # Errors
/// Whatever the database says.
pub async fn reader(session: &mut Session, account: AccountId) -> Result<Option<Reader>, Error> {
    let row: Option<(String, String)> = on_db!(session, c => sqlx::query_as(READER).bind(account.0).fetch_optional(c).await?);
    row.map(|(email, lang)| {
        let email = Email::parse(&email).map_err(|_| Error::Corrupt("contacts.email"))?;
        Ok(Reader { email, lang })
    })
    .transpose()
}

/// Writes in which language somebody reads.
///
/// # Errors
/// Whatever the database says.
pub async fn set_lang(tx: &mut Session, account: AccountId, lang: &str) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(SET_LANG).bind(account.0).bind(lang).execute(c).await?; });
    Ok(())
}

/// Those among some accounts, each named once, who have an address and want letters of a kind.
///
/// # Errors
/// Whatever the database says.
pub async fn wanting(session: &mut Session, kind: Kind, accounts: &[AccountId]) -> Result<Vec<AccountId>, Error> {
    let (mut found, mut off) = (Vec::new(), Vec::new());
    for (sql, ids) in stretches(ADDRESSED, accounts) {
        let rows: Vec<Uuid> =
            on_db!(session, c => ids.iter().fold(sqlx::query_scalar(sql), |select, id| select.bind(id.0)).fetch_all(c).await?);
        found.extend(rows);
    }
    for (sql, ids) in stretches(OFF, accounts) {
        let rows: Vec<(Uuid, String)> =
            on_db!(session, c => ids.iter().fold(sqlx::query_as(sql), |select, id| select.bind(id.0)).fetch_all(c).await?);
        off.extend(rows.into_iter().filter(|(_, switched)| switched == kind.as_str()).map(|(account, _)| account));
    }
    Ok(found.into_iter().filter(|account| !off.contains(account)).map(AccountId).collect())
}

/// The kinds of letters that somebody does not want.
///
/// # Errors
/// Whatever the database says.
pub async fn off(session: &mut Session, account: AccountId) -> Result<Vec<Kind>, Error> {
    let kinds: Vec<String> = on_db!(session, c => sqlx::query_scalar(OFF_OF).bind(account.0).fetch_all(c).await?);
    kinds.iter().map(|kind| kind.parse().map_err(|_| Error::Corrupt("letter_choices.kind"))).collect()
}

/// Writes that somebody wants no letters of a kind. Idempotent.
///
/// # Errors
/// Whatever the database says.
pub async fn switch_off(tx: &mut Session, account: AccountId, kind: Kind, now: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(SWITCH_OFF).bind(account.0).bind(kind.as_str()).bind(now.0).execute(c).await?; });
    Ok(())
}

/// Writes that somebody wants letters of a kind again. Idempotent.
///
/// # Errors
/// Whatever the database says.
pub async fn switch_on(tx: &mut Session, account: AccountId, kind: Kind) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(SWITCH_ON).bind(account.0).bind(kind.as_str()).execute(c).await?; });
    Ok(())
}
