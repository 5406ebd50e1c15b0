//! The event log: rows that refer to what changed, numbered without a gap in each channel.

use std::collections::HashMap;

use busola_domain::live::Channel;
use busola_domain::{EventKind, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

statements! {
    LOCK = "insert into channels (name, seq) values ($1, 0) on conflict (name) do update set seq = channels.seq";
    NEXT = "insert into channels (name, seq) values ($1, 1) on conflict (name) do update set seq = channels.seq + 1 returning seq";
    HEAD = "select seq from channels where name = $1";
    HEADS = "select name, seq from channels where name in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    INSERT = "insert into events (channel, seq, at, kind, subject, revision) values ($1, $2, $3, $4, $5, $6)";
    AFTER = "select seq, at, kind, subject, revision from events where channel = $1 and seq > $2 order by seq limit $3";
}

/// A row of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number.
    pub seq: i64,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub kind: EventKind,
    /// The id of what it happened to.
    pub subject: Uuid,
    /// Which revision of that it refers to.
    pub revision: i64,
}

#[derive(sqlx::FromRow)]
struct EventRow {
    seq: i64,
    at: i64,
    kind: String,
    subject: Uuid,
    revision: i64,
}

/// Takes a channel until the commit, so that what is read from here on about its subject stays as it was read:
/// whoever changes what a channel is about takes it first.
///
/// Written as a write, since that is how both databases lock a row; on SQLite the transaction has the lock already.
///
/// # Errors
/// Whatever the database says.
pub async fn lock(tx: &mut Session, channel: Channel) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(LOCK).bind(channel.to_string()).execute(c).await?; });
    Ok(())
}

/// Adds a row in the transaction of its change and gives its number.
///
/// The row lock on the channel is held until the commit, so that numbers become visible in their order.
///
/// # Errors
/// Whatever the database says.
pub async fn append(
    tx: &mut Session,
    channel: Channel,
    kind: EventKind,
    subject: Uuid,
    revision: i64,
    at: Timestamp,
) -> Result<i64, Error> {
    let name = channel.to_string();
    Ok(on_db!(tx, c => {
        let seq: i64 = sqlx::query_scalar(NEXT).bind(&name).fetch_one(&mut *c).await?;
        sqlx::query(INSERT).bind(&name).bind(seq).bind(at.0).bind(kind.as_str()).bind(subject).bind(revision).execute(c).await?;
        seq
    }))
}

/// The number of the latest row; 0 without any.
///
/// # Errors
/// Whatever the database says.
pub async fn head(session: &mut Session, channel: Channel) -> Result<i64, Error> {
    let head: Option<i64> = on_db!(session, c => sqlx::query_scalar(HEAD).bind(channel.to_string()).fetch_optional(c).await?);
    Ok(head.unwrap_or(0))
}

/// How many places [`HEADS`] has.
const BATCH: usize = 16;

/// The numbers of the latest rows of some channels; those without any are left out.
///
/// # Errors
/// Whatever the database says.
pub async fn heads(session: &mut Session, channels: &[Channel]) -> Result<HashMap<Channel, i64>, Error> {
    let mut heads = HashMap::with_capacity(channels.len());
    for batch in channels.chunks(BATCH) {
        // The places that are left over repeat a name, which `in` finds once.
        let places = (0..BATCH).map(|place| batch[place % batch.len()].to_string());
        let rows: Vec<(String, i64)> =
            on_db!(session, c => places.fold(sqlx::query_as(HEADS), sqlx::query::QueryAs::bind).fetch_all(c).await?);
        heads.extend(rows.into_iter().filter_map(|(name, seq)| Some((name.parse().ok()?, seq))));
    }
    Ok(heads)
}

/// The rows after a number, in order.
///
/// # Errors
/// Whatever the database says.
pub async fn after(session: &mut Session, channel: Channel, after: i64, limit: i64) -> Result<Vec<Row>, Error> {
    let rows: Vec<EventRow> =
        on_db!(session, c => sqlx::query_as(AFTER).bind(channel.to_string()).bind(after).bind(limit).fetch_all(c).await?);
    rows.into_iter()
        .map(|row| {
            Ok(Row {
                seq: row.seq,
                at: Timestamp(row.at),
                kind: row.kind.parse().map_err(|_| Error::Corrupt("events.kind"))?,
                subject: row.subject,
                revision: row.revision,
            })
        })
        .collect()
}
