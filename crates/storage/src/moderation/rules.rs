//! The rules that hold remarks, each text of them that there was.

use busola_domain::moderation::Rules;
use busola_domain::{AccountId, Timestamp};

use crate::{Error, Session};

statements! {
    REVISION = "select coalesce(max(revision), 0) from moderation_rules";
    LATEST = "select revision, words, hosts, links from moderation_rules order by revision desc limit 1";
    INSERT = "insert into moderation_rules (revision, words, hosts, links, account_id, written_at) values ($1, $2, $3, $4, $5, $6) on conflict (revision) do nothing";
}

/// The number of the present text; 0 before the first.
///
/// # Errors
/// Whatever the database says.
pub async fn revision(session: &mut Session) -> Result<i64, Error> {
    Ok(on_db!(session, c => sqlx::query_scalar(REVISION).fetch_one(c).await?))
}

/// The present text and its number; no rules and 0 before the first.
///
/// # Errors
/// Whatever the database says.
pub async fn latest(session: &mut Session) -> Result<(i64, Rules), Error> {
    let row: Option<(i64, String, String, Option<i64>)> = on_db!(session, c => sqlx::query_as(LATEST).fetch_optional(c).await?);
    let Some((revision, words, hosts, links)) = row else { return Ok((0, Rules::default())) };
    let lines = |text: String| text.lines().map(str::to_owned).collect();
    Ok((revision, Rules { words: lines(words), hosts: lines(hosts), links }))
}

/// Writes a text under the next number; `false` when somebody else took that.
///
/// # Errors
/// Whatever the database says.
pub async fn insert(tx: &mut Session, revision: i64, rules: &Rules, by: AccountId, now: Timestamp) -> Result<bool, Error> {
    let rows = on_db!(tx, c => sqlx::query(INSERT)
        .bind(revision)
        .bind(rules.words.join("\n"))
        .bind(rules.hosts.join("\n"))
        .bind(rules.links)
        .bind(by.0)
        .bind(now.0)
        .execute(c)
        .await?
        .rows_affected());
    Ok(rows > 0)
}
