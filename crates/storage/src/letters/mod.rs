//! The outbox: what is to be told by mail, and what came of that.

use busola_domain::letter::Occasion;
use busola_domain::{AccountId, ConsultationId, Timestamp};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::{Error, Session};

pub mod links;
pub mod readers;

statements! {
    DUE = "select kind, account_id, coalesce(consultation_id, subject) from outbox where due_at <= $1 and marked_at is null and gave_up_at is null group by kind, account_id, coalesce(consultation_id, subject) order by min(due_at), account_id limit $2";
    MARK = "update outbox set marked_at = $5, letter = $4, attempts = attempts + 1 where kind = $1 and account_id = $2 and coalesce(consultation_id, subject) = $3 and (due_at <= $5 or letter is not null) and marked_at is null and gave_up_at is null returning id, subject, cause, revision, due_at, attempts";
    TOLD = "select subject from outbox where kind = $1 and account_id = $2 and coalesce(consultation_id, subject) = $3 and sent_at is not null union select o.subject from outbox o join comments c on c.id = o.subject join answer_revisions r on r.answer_id = o.cause and r.revision = o.revision where o.letter = $4 and c.answered_at <= $5 and c.answered_at < r.at";
    SENT = "update outbox set sent_at = $2 where letter = $1";
    AGAIN = "update outbox set marked_at = null, due_at = $2, attempts = attempts - $3 where letter = $1 and sent_at is null and gave_up_at is null";
    GIVE_UP = "update outbox set gave_up_at = $2 where letter = $1 and sent_at is null and gave_up_at is null";
    ANY_LOST = "select id from outbox where marked_at <= $1 and sent_at is null and gave_up_at is null limit 1";
    LOSE = "update outbox set gave_up_at = $2 where marked_at <= $1 and sent_at is null and gave_up_at is null returning letter";
    FORGET = "delete from outbox where kind = $1 and coalesce(sent_at, gave_up_at) <= $2";
    [INSERT] = ("insert into outbox (id, kind, account_id, subject, cause, revision, consultation_id, due_at, attempts) values ", "(?, ?, ?, ?, ?, ?, ?, ?, 0)", ", ", " on conflict (kind, account_id, subject, cause, revision) do nothing");
    [REVISIONS] = ("select id, revision from answers where id in (", "?", ", ", ")");
}

/// Something to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct New {
    /// The entry's id.
    pub id: Uuid,
    /// By which letter.
    pub occasion: Occasion,
    /// Whom.
    pub account: AccountId,
    /// About what: a remark, a meeting, the mark of a deadline.
    pub subject: Uuid,
    /// What happened to it, such as an answer.
    pub cause: Uuid,
    /// In which of its revisions.
    pub revision: i64,
    /// The consultation, where all that is told of it leaves together.
    pub consultation: Option<ConsultationId>,
    /// From when on.
    pub due_at: Timestamp,
}

/// Entries that leave in one letter: those of one occasion, account and consultation, or subject where none is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Together {
    /// What the letter tells.
    pub occasion: Occasion,
    /// To whom.
    pub account: AccountId,
    /// About which consultation or subject.
    pub about: Uuid,
}

/// An entry that was marked.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Marked {
    /// Its id.
    pub id: Uuid,
    /// What it is about.
    pub subject: Uuid,
    /// What happened to that.
    pub cause: Uuid,
    /// In which of its revisions.
    pub revision: i64,
    /// Since when it was due, in milliseconds.
    pub due_at: i64,
    /// How often it was tried, this time too.
    pub attempts: i64,
}

/// Writes what is to be told, but for what was written before.
///
/// # Errors
/// Whatever the database says.
pub async fn queue(tx: &mut Session, new: &[New]) -> Result<(), Error> {
    for (sql, rows) in stretches(INSERT, new) {
        on_db!(tx, c => {
            rows.iter()
                .fold(sqlx::query(sql), |insert, new| {
                    insert
                        .bind(new.id)
                        .bind(new.occasion.as_str())
                        .bind(new.account.0)
                        .bind(new.subject)
                        .bind(new.cause)
                        .bind(new.revision)
                        .bind(new.consultation.map(|consultation| consultation.0))
                        .bind(new.due_at.0)
                })
                .execute(c)
                .await?;
        });
    }
    Ok(())
}

/// In which revision answers stand.
///
/// # Errors
/// Whatever the database says.
pub async fn revisions(session: &mut Session, answers: &[Uuid]) -> Result<Vec<(Uuid, i64)>, Error> {
    let mut found = Vec::with_capacity(answers.len());
    for (sql, ids) in stretches(REVISIONS, answers) {
        let rows: Vec<(Uuid, i64)> =
            on_db!(session, c => ids.iter().fold(sqlx::query_as(sql), |select, id| select.bind(*id)).fetch_all(c).await?);
        found.extend(rows);
    }
    Ok(found)
}

/// Up to `limit` letters of which something is due at `now`, the first to be due first.
///
/// # Errors
/// Whatever the database says.
pub async fn due(session: &mut Session, now: Timestamp, limit: i64) -> Result<Vec<Together>, Error> {
    let rows: Vec<(String, Uuid, Uuid)> = on_db!(session, c => sqlx::query_as(DUE).bind(now.0).bind(limit).fetch_all(c).await?);
    rows.into_iter()
        .map(|(kind, account, about)| {
            let occasion = kind.parse().map_err(|_| Error::Corrupt("outbox.kind"))?;
            Ok(Together { occasion, account: AccountId(account), about })
        })
        .collect()
}

/// Marks what is to leave together by `now` and did not yet, also what waits for another attempt, with the letter that
/// takes it. What somebody else has marked is not in it: the mark decides who sends.
///
/// # Errors
/// Whatever the database says.
pub async fn mark(tx: &mut Session, of: &Together, letter: Uuid, now: Timestamp) -> Result<Vec<Marked>, Error> {
    Ok(on_db!(tx, c => sqlx::query_as(MARK)
        .bind(of.occasion.as_str())
        .bind(of.account.0)
        .bind(of.about)
        .bind(letter)
        .bind(now.0)
        .fetch_all(c)
        .await?))
}

/// About which subjects somebody had a letter before: of those that left it is known, as long as that is kept; what was
/// answered before `kept_since`, and otherwise than a letter that is marked tells, was told of then.
///
/// # Errors
/// Whatever the database says.
pub async fn told(session: &mut Session, of: &Together, letter: Uuid, kept_since: Timestamp) -> Result<Vec<Uuid>, Error> {
    Ok(on_db!(session, c => sqlx::query_scalar(TOLD)
        .bind(of.occasion.as_str())
        .bind(of.account.0)
        .bind(of.about)
        .bind(letter)
        .bind(kept_since.0)
        .fetch_all(c)
        .await?))
}

/// Forgets letters of an occasion that left, or were given up, by `until`.
///
/// # Errors
/// Whatever the database says.
pub async fn forget(tx: &mut Session, occasion: Occasion, until: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(FORGET).bind(occasion.as_str()).bind(until.0).execute(c).await?; });
    Ok(())
}

/// Writes that a letter left.
///
/// # Errors
/// Whatever the database says.
pub async fn sent(tx: &mut Session, letter: Uuid, now: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(SENT).bind(letter).bind(now.0).execute(c).await?; });
    Ok(())
}

/// Takes the marks of a letter back that did not leave: its entries are due again at a moment. The last `uncounted`
/// attempts were none.
///
/// # Errors
/// Whatever the database says.
pub async fn again(tx: &mut Session, letter: Uuid, due: Timestamp, uncounted: i64) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(AGAIN).bind(letter).bind(due.0).bind(uncounted).execute(c).await?; });
    Ok(())
}

/// Writes that a letter is not tried any more.
///
/// # Errors
/// Whatever the database says.
pub async fn give_up(tx: &mut Session, letter: Uuid, now: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(GIVE_UP).bind(letter).bind(now.0).execute(c).await?; });
    Ok(())
}

/// Whether something was marked by `before` of which nobody wrote what came of it.
///
/// # Errors
/// Whatever the database says.
pub async fn any_lost(session: &mut Session, before: Timestamp) -> Result<bool, Error> {
    let found: Option<Uuid> = on_db!(session, c => sqlx::query_scalar(ANY_LOST).bind(before.0).fetch_optional(c).await?);
    Ok(found.is_some())
}

/// Gives up what was marked by `before` and of which nobody wrote what came of it: its sender ended in between. Gives how
/// many letters that were.
///
/// # Errors
/// Whatever the database says.
pub async fn lose(tx: &mut Session, before: Timestamp, now: Timestamp) -> Result<usize, Error> {
    let mut letters: Vec<Option<Uuid>> = on_db!(tx, c => sqlx::query_scalar(LOSE).bind(before.0).bind(now.0).fetch_all(c).await?);
    letters.sort_unstable();
    letters.dedup();
    Ok(letters.len())
}
