//! The event log: rows that refer to what changed, numbered without a gap in each channel.

use std::collections::HashMap;

use busola_domain::live::Channel;
use busola_domain::{EventKind, Timestamp};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::{Error, Session};

statements! {
    NEXT = "insert into channels (name, seq) values ($1, $2) on conflict (name) do update set seq = channels.seq + $2 returning seq";
    HEAD = "select seq from channels where name = $1";
    AFTER = "select seq, at, kind, subject, revision from events where channel = $1 and seq > $2 order by seq limit $3";
    [SINCE] = ("select channel, kind, at, max(revision), count(*) from events where at > ? and channel in (", "?", ", ", ") group by channel, kind, at order by at, kind");
    [HEADS] = ("select name, seq from channels where name in (", "?", ", ", ")");
    [INSERT] = ("insert into events (channel, seq, at, kind, subject, revision) values ", "(?, ?, ?, ?, ?, ?)", ", ", "");
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

/// What a new row says.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What happened.
    pub kind: EventKind,
    /// The id of what it happened to.
    pub subject: Uuid,
    /// Which revision of that it refers to.
    pub revision: i64,
    /// When it happened.
    pub at: Timestamp,
}

/// Rows of one channel, kind and moment: what one change told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The channel.
    pub channel: Channel,
    /// What happened.
    pub kind: EventKind,
    /// When.
    pub at: Timestamp,
    /// The largest revision that they refer to.
    pub revision: i64,
    /// How many they are.
    pub count: i64,
}

/// Adds a row in the transaction of its change and gives its number.
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
    append_all(tx, channel, &[Entry { kind, subject, revision, at }]).await
}

/// Adds rows in the transaction of their changes and gives the number of the first one; the others count on.
///
/// The row lock on the channel is held until the commit, so that numbers become visible in their order.
///
/// # Errors
/// Whatever the database says.
pub async fn append_all(tx: &mut Session, channel: Channel, entries: &[Entry]) -> Result<i64, Error> {
    let name = channel.to_string();
    let count = entries.len() as i64;
    let last: i64 = on_db!(tx, c => sqlx::query_scalar(NEXT).bind(&name).bind(count).fetch_one(c).await?);
    let first = last - count + 1;
    let rows: Vec<(i64, &Entry)> = (first..).zip(entries).collect();
    for (sql, rows) in stretches(INSERT, &rows) {
        on_db!(tx, c => {
            rows.iter()
                .fold(sqlx::query(sql), |insert, (seq, entry)| {
                    insert.bind(&name).bind(*seq).bind(entry.at.0).bind(entry.kind.as_str()).bind(entry.subject).bind(entry.revision)
                })
                .execute(c)
                .await?;
        });
    }
    Ok(first)
}

/// The number of the latest row; 0 without any.
///
/// # Errors
/// Whatever the database says.
pub async fn head(session: &mut Session, channel: Channel) -> Result<i64, Error> {
    let head: Option<i64> = on_db!(session, c => sqlx::query_scalar(HEAD).bind(channel.to_string()).fetch_optional(c).await?);
    Ok(head.unwrap_or(0))
}

/// The numbers of the latest rows of some channels; those without any are left out.
///
/// # Errors
/// Whatever the database says.
pub async fn heads(session: &mut Session, channels: &[Channel]) -> Result<HashMap<Channel, i64>, Error> {
    let mut heads = HashMap::with_capacity(channels.len());
    for (sql, channels) in stretches(HEADS, channels) {
        let names = channels.iter().map(Channel::to_string);
        let rows: Vec<(String, i64)> =
            on_db!(session, c => names.fold(sqlx::query_as(sql), |select, name| select.bind(name)).fetch_all(c).await?);
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

/// What was told in some channels after a moment, in the order in which it happened.
///
/// # Errors
/// Whatever the database says.
pub async fn since(session: &mut Session, channels: &[Channel], since: Timestamp) -> Result<Vec<Told>, Error> {
    let mut told = Vec::new();
    for (sql, channels) in stretches(SINCE, channels) {
        let names = channels.iter().map(Channel::to_string);
        let rows: Vec<(String, String, i64, i64, i64)> =
            on_db!(session, c => names.fold(sqlx::query_as(sql).bind(since.0), |select, name| select.bind(name)).fetch_all(c).await?);
        for (channel, kind, at, revision, count) in rows {
            told.push(Told {
                channel: channel.parse().map_err(|()| Error::Corrupt("events.channel"))?,
                kind: kind.parse().map_err(|_| Error::Corrupt("events.kind"))?,
                at: Timestamp(at),
                revision,
                count,
            });
        }
    }
    told.sort_by_key(|told| told.at);
    Ok(told)
}
