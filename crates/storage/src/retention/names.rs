//! Names leave a consultation: each account that stands in it is replaced by another one, which nothing ties to a person.

use busola_domain::{AccountId, ConsultationId, Role, Timestamp};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::{Error, Session};

/// The meetings of a consultation, or of some.
macro_rules! meetings {
    () => {
        meetings!("= $1")
    };
    ($($which:tt)+) => {
        concat!("(select m.id from meetings m where m.consultation_id ", $($which)+, ")")
    };
}

/// Who stands in a consultation, or in some.
macro_rules! people {
    ($($which:tt)+) => {
        concat!(
            " from accounts a where a.role in ('resident', 'guest') and a.erased_at is null and a.id in (",
            "select c.account_id from comments c where c.consultation_id ", $($which)+,
            " union select s.account_id from supports s join comments c on c.id = s.comment_id where c.consultation_id ", $($which)+,
            " union select t.account_id from participants t where t.consultation_id ", $($which)+,
            " union select e.account_id from meeting_members e where e.meeting_id in ", meetings!($($which)+),
            " union select q.account_id from questions q where q.meeting_id in ", meetings!($($which)+),
            " union select u.account_id from question_supports u join questions q on q.id = u.question_id where q.meeting_id in ", meetings!($($which)+),
            " union select k.account_id from speakers k where k.meeting_id in ", meetings!($($which)+),
            " union select v.account_id from votes v join polls o on o.id = v.poll_id where o.meeting_id in ", meetings!($($which)+),
            " union select w.account_id from voters w join polls o on o.id = w.poll_id where o.meeting_id in ", meetings!($($which)+),
            ")"
        )
    };
}

/// The consultations in which names stay for as long as is usual in the city.
macro_rules! usual {
    () => {
        "in (select r.id from consultations r where r.reported_at is not null and r.anonymised_at is null and r.retention_years is null)"
    };
}

/// Gives the rows of a table their new accounts, where a condition says that they are of the consultation.
macro_rules! replace {
    ($table:literal, $($of:tt)+) => {
        concat!(
            "update ", $table, " set account_id = p.pseudonym_id from pseudonyms p where p.account_id = ", $table, ".account_id and ", $table,
            ".", $($of)+
        )
    };
}

statements! {
    PEOPLE = concat!("select a.id, a.role", people!("= $1"), " order by a.id");
    COUNT = concat!("select count(*)", people!("= $1"));
    COUNT_USUAL = concat!("select count(*)", people!(usual!()));
    COMMENTS = replace!("comments", "consultation_id = $1");
    SUPPORTS = replace!("supports", "comment_id in (select c.id from comments c where c.consultation_id = $1)");
    PARTICIPANTS = replace!("participants", "consultation_id = $1");
    MEMBERS = replace!("meeting_members", "meeting_id in ", meetings!());
    QUESTIONS = replace!("questions", "meeting_id in ", meetings!());
    QUESTION_SUPPORTS = replace!("question_supports", "question_id in (select q.id from questions q where q.meeting_id in ", meetings!(), ")");
    SPEAKERS = replace!("speakers", "meeting_id in ", meetings!());
    VOTES = replace!("votes", "poll_id in (select o.id from polls o where o.meeting_id in ", meetings!(), ")");
    VOTERS = replace!("voters", "poll_id in (select o.id from polls o where o.meeting_id in ", meetings!(), ")");
    REMINDERS = concat!("delete from reminders where meeting_id in ", meetings!());
    LINKS = concat!("delete from private_links where consultation_id = $1 or meeting_id in ", meetings!());
    REPORTS = "delete from comment_reports where consultation_id = $1";
    APPEALS = "delete from appeals where consultation_id = $1";
    LETTERS = concat!(
        "delete from outbox where consultation_id = $1 or subject in (select c.id from comments c where c.consultation_id = $1)",
        " or subject in ", meetings!()
    );
    GUESTS = concat!(
        "delete from accounts where role = 'guest' and id in (select p.account_id from pseudonyms p)",
        " and not exists (select 1 from sessions s where s.account_id = accounts.id)",
        " and not exists (select 1 from meeting_members e where e.account_id = accounts.id)",
        " and not exists (select 1 from questions q where q.account_id = accounts.id)",
        " and not exists (select 1 from question_supports u where u.account_id = accounts.id)",
        " and not exists (select 1 from speakers k where k.account_id = accounts.id)",
        " and not exists (select 1 from votes v where v.account_id = accounts.id)",
        " and not exists (select 1 from voters w where w.account_id = accounts.id)",
        " and not exists (select 1 from comments c where c.account_id = accounts.id)"
    );
    FORGET = "delete from pseudonyms";
    DONE = "update consultations set anonymised_at = $2 where id = $1 and anonymised_at is null";
    [INSERT] = ("insert into accounts (id, name, role, created_at, erased_at) values ", "(?, ?, ?, ?, ?)", ", ", "");
    [REMEMBER] = ("insert into pseudonyms (account_id, pseudonym_id) values ", "(?, ?)", ", ", "");
}

/// What ties somebody to what they did in a consultation, in this order.
const REPLACED: [&str; 9] = [SUPPORTS, COMMENTS, PARTICIPANTS, MEMBERS, QUESTION_SUPPORTS, QUESTIONS, SPEAKERS, VOTES, VOTERS];
/// What goes altogether: who wanted letters, links that open something without signing in, letters that told of something,
/// and what was said to moderators alone.
const DELETED: [&str; 5] = [REMINDERS, LINKS, LETTERS, REPORTS, APPEALS];

/// An account, and the one that takes its place: as one that was removed, so nobody finds it among people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pseudonym {
    /// Whose place it takes.
    pub of: AccountId,
    /// The new account's id.
    pub id: AccountId,
    /// What it is called.
    pub name: String,
    /// What it may be: as the one before.
    pub role: Role,
}

/// Who stands in a consultation: residents, names for the hall and on paper, each once. Officers act for the city and stay, and
/// of a removed account there is nothing left to take away.
///
/// # Errors
/// Whatever the database says.
pub async fn people(session: &mut Session, id: ConsultationId) -> Result<Vec<(AccountId, Role)>, Error> {
    let rows: Vec<(Uuid, String)> = on_db!(session, c => sqlx::query_as(PEOPLE).bind(id.0).fetch_all(c).await?);
    rows.into_iter().map(|(id, role)| Ok((AccountId(id), role.parse().map_err(|_| Error::Corrupt("accounts.role"))?))).collect()
}

/// How many stand in a consultation.
///
/// # Errors
/// Whatever the database says.
pub async fn count(session: &mut Session, id: ConsultationId) -> Result<i64, Error> {
    Ok(on_db!(session, c => sqlx::query_scalar(COUNT).bind(id.0).fetch_one(c).await?))
}

/// How many stand in the consultations whose names stay for as long as is usual, each once.
///
/// # Errors
/// Whatever the database says.
pub async fn count_usual(session: &mut Session) -> Result<i64, Error> {
    Ok(on_db!(session, c => sqlx::query_scalar(COUNT_USUAL).fetch_one(c).await?))
}

/// Replaces who stands in a consultation, removes what ties anybody to it, and writes down when. Nothing tells afterwards
/// who became whom. The consultation is taken before.
///
/// # Errors
/// Whatever the database says.
pub async fn replace(tx: &mut Session, id: ConsultationId, people: &[Pseudonym], now: Timestamp) -> Result<(), Error> {
    for (sql, some) in stretches(INSERT, people) {
        on_db!(tx, c => {
            some.iter()
                .fold(sqlx::query(sql), |insert, new| insert.bind(new.id.0).bind(&new.name).bind(new.role.as_str()).bind(now.0).bind(now.0))
                .execute(c)
                .await?;
        });
    }
    for (sql, some) in stretches(REMEMBER, people) {
        on_db!(tx, c => {
            some.iter().fold(sqlx::query(sql), |insert, new| insert.bind(new.of.0).bind(new.id.0)).execute(c).await?;
        });
    }
    on_db!(tx, c => {
        for sql in REPLACED.into_iter().chain(DELETED) {
            sqlx::query(sql).bind(id.0).execute(&mut *c).await?;
        }
        sqlx::query(GUESTS).execute(&mut *c).await?;
        sqlx::query(FORGET).execute(&mut *c).await?;
        sqlx::query(DONE).bind(id.0).bind(now.0).execute(c).await?;
    });
    Ok(())
}
