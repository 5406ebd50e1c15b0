//! All that is kept of somebody, for the copy of their data: in sections that all have the same form, each read page by
//! page.

use busola_domain::{AccountId, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

/// Every section says the same of an entry; what it has not is null.
macro_rules! section {
    ($id:literal, $at:literal, $last_at:literal, $place:literal, $kind:literal, $text:literal, $from:literal) => {
        concat!(
            "select ",
            $id,
            " as id, ",
            $at,
            " as at, ",
            $last_at,
            " as last_at, ",
            $place,
            " as place, ",
            $kind,
            " as kind, ",
            $text,
            " as text from ",
            $from,
            " limit $2 offset $3"
        )
    };
}

statements! {
    PROFILE = "select a.name, a.role, a.lang, a.created_at, c.email, e.email as next_email, p.set_at as password_set_at from accounts a left join contacts c on c.account_id = a.id left join email_changes e on e.account_id = a.id left join passwords p on p.account_id = a.id where a.id = $1";
    REMARKS = section!("c.id", "c.created_at", "c.edited_at", "k.slug", "case when c.hidden_reason is null then c.status else c.status || ': ' || c.hidden_reason end", "c.body", "comments c join consultations k on k.id = c.consultation_id where c.account_id = $1 order by c.created_at, c.id");
    REMARK_REVISIONS = section!("r.comment_id", "r.at", "null", "null", "cast(r.revision as text)", "r.body", "comment_revisions r join comments c on c.id = r.comment_id where c.account_id = $1 order by r.comment_id, r.revision");
    SUPPORTS = section!("s.comment_id", "s.created_at", "null", "null", "null", "null", "supports s where s.account_id = $1 order by s.created_at, s.comment_id");
    REPORTS = section!("r.comment_id", "r.at", "r.settled_at", "k.slug", "case when r.outcome is null then r.reason else r.reason || ': ' || r.outcome end", "r.words", "comment_reports r join consultations k on k.id = r.consultation_id where r.account_id = $1 order by r.at, r.comment_id");
    APPEALS = section!("p.comment_id", "p.at", "p.decided_at", "k.slug", "case when p.reply = '' then p.ruling else p.ruling || ': ' || p.reply end", "p.words", "appeals p join consultations k on k.id = p.consultation_id where p.account_id = $1 order by p.at, p.comment_id");
    QUESTIONS = section!("q.id", "q.created_at", "q.asked_at", "m.title", "q.state", "q.body", "questions q join meetings m on m.id = q.meeting_id where q.account_id = $1 order by q.created_at, q.id");
    QUESTION_SUPPORTS = section!("s.question_id", "s.created_at", "null", "null", "null", "null", "question_supports s where s.account_id = $1 order by s.created_at, s.question_id");
    SPEECHES = section!("s.id", "s.raised_at", "s.ended_at", "m.title", "r.state", "r.body", "speakers s join meetings m on m.id = s.meeting_id left join spoken_remarks r on r.speaker_id = s.id where s.account_id = $1 order by s.raised_at, s.id");
    VOTES = section!("v.poll_id", "v.cast_at", "null", "p.question", "null", "v.marks", "votes v join polls p on p.id = v.poll_id where v.account_id = $1 order by v.cast_at, v.poll_id");
    SECRET_POLLS = section!("v.poll_id", "null", "null", "p.question", "null", "null", "voters v join polls p on p.id = v.poll_id where v.account_id = $1 order by v.poll_id");
    MEETINGS = section!("j.meeting_id", "null", "null", "m.title", "null", "null", "meeting_members j join meetings m on m.id = j.meeting_id where j.account_id = $1 order by j.meeting_id");
    REMINDERS = section!("r.meeting_id", "r.due_at", "null", "m.title", "null", "null", "reminders r join meetings m on m.id = r.meeting_id where r.account_id = $1 order by r.meeting_id");
    LETTERS = section!("o.subject", "o.due_at", "o.sent_at", "null", "o.kind", "null", "outbox o where o.account_id = $1 order by o.due_at, o.id");
    LETTERS_OFF = section!("null", "l.off_at", "null", "null", "l.kind", "null", "letter_choices l where l.account_id = $1 order by l.kind");
    PRIVATE_LINKS = section!("null", "l.created_at", "l.expires_at", "null", "l.purpose", "null", "private_links l where l.account_id = $1 order by l.created_at, l.hash");
    SESSIONS = section!("s.id", "s.created_at", "s.seen_at", "null", "null", "null", "sessions s where s.account_id = $1 order by s.created_at, s.id");
    TOKENS = section!("t.id", "t.created_at", "null", "null", "null", "null", "tokens t where t.account_id = $1 order by t.created_at, t.id");
    SIGN_INS = section!("s.id", "s.created_at", "s.expires_at", "null", "null", "null", "sign_ins s join contacts c on c.email = s.email where c.account_id = $1 order by s.created_at, s.id");
    ANSWERS = section!("n.id", "n.written_at", "n.published_at", "k.slug", "n.decision", "n.justification", "answers n join consultations k on k.id = n.consultation_id where n.account_id = $1 order by n.written_at, n.id");
    ANSWER_REVISIONS = section!("r.answer_id", "r.at", "null", "null", "r.decision", "r.justification", "answer_revisions r where r.account_id = $1 order by r.answer_id, r.revision");
    MINUTES = section!("n.meeting_id", "n.written_at", "n.published_at", "m.title", "cast(n.revision as text)", "n.body", "minutes n join meetings m on m.id = n.meeting_id where n.account_id = $1 order by n.meeting_id, n.revision");
    OPINIONS = section!("o.consultation_id", "null", "null", "k.slug", "o.kind", "o.text", "opinions o join consultations k on k.id = o.consultation_id where o.account_id = $1 order by o.consultation_id");
    DEADLINES_MET = section!("d.consultation_id", "null", "null", "k.slug", "d.what", "d.met_on", "deadlines_met d join consultations k on k.id = d.consultation_id where d.account_id = $1 order by d.consultation_id, d.what");
    PREPARED_DRAFTS = section!("d.consultation_id", "d.written_at", "null", "k.slug", "cast(d.revision as text)", "d.source", "prepared_drafts d join consultations k on k.id = d.consultation_id where d.account_id = $1 order by d.consultation_id");
    ACTS = section!("l.subject", "l.at", "null", "null", "l.action", "l.detail", "audit l where l.account_id = $1 order by l.at, l.id");
}

/// A part of what is kept: its name, and what is in it.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// The name of the list in the copy.
    pub name: &'static str,
    sql: &'static str,
}

/// Every part. Votes are those of polls that are open or were not secret; of secret ones that are closed is known that
/// somebody took part.
pub const SECTIONS: &[Section] = &[
    Section { name: "remarks", sql: REMARKS },
    Section { name: "remark_revisions", sql: REMARK_REVISIONS },
    Section { name: "supports", sql: SUPPORTS },
    Section { name: "reports", sql: REPORTS },
    Section { name: "appeals", sql: APPEALS },
    Section { name: "questions", sql: QUESTIONS },
    Section { name: "question_supports", sql: QUESTION_SUPPORTS },
    Section { name: "speeches", sql: SPEECHES },
    Section { name: "votes", sql: VOTES },
    Section { name: "secret_polls", sql: SECRET_POLLS },
    Section { name: "meetings", sql: MEETINGS },
    Section { name: "reminders", sql: REMINDERS },
    Section { name: "letters", sql: LETTERS },
    Section { name: "letters_off", sql: LETTERS_OFF },
    Section { name: "private_links", sql: PRIVATE_LINKS },
    Section { name: "sessions", sql: SESSIONS },
    Section { name: "tokens", sql: TOKENS },
    Section { name: "sign_ins", sql: SIGN_INS },
    Section { name: "answers", sql: ANSWERS },
    Section { name: "answer_revisions", sql: ANSWER_REVISIONS },
    Section { name: "minutes", sql: MINUTES },
    Section { name: "opinions", sql: OPINIONS },
    Section { name: "deadlines_met", sql: DEADLINES_MET },
    Section { name: "prepared_drafts", sql: PREPARED_DRAFTS },
    Section { name: "acts", sql: ACTS },
];

/// What is kept of somebody besides what they did. It has no `Debug`.
#[derive(sqlx::FromRow)]
pub struct Profile {
    /// The name that they chose for the public.
    pub name: String,
    /// What they may be.
    pub role: String,
    /// The tag of the language in which they read.
    pub lang: String,
    /// Since when there is the account, as Unix milliseconds.
    pub created_at: i64,
    /// The address.
    pub email: Option<String>,
    /// The address that it is to be.
    pub next_email: Option<String>,
    /// Since when there is a password, as Unix milliseconds.
    pub password_set_at: Option<i64>,
}

/// An entry of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is about, or itself.
    pub id: Option<Uuid>,
    /// When it began.
    pub at: Option<Timestamp>,
    /// When it was changed, used or ended last.
    pub last_at: Option<Timestamp>,
    /// In which consultation, meeting or poll.
    pub place: Option<String>,
    /// Its state, kind or number.
    pub kind: Option<String>,
    /// What it says.
    pub text: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Option<Uuid>,
    at: Option<i64>,
    last_at: Option<i64>,
    place: Option<String>,
    kind: Option<String>,
    text: Option<String>,
}

/// What is kept of somebody besides what they did.
///
/// # Errors
/// Whatever the database says.
pub async fn profile(session: &mut Session, account: AccountId) -> Result<Option<Profile>, Error> {
    Ok(on_db!(session, c => sqlx::query_as(PROFILE).bind(account.0).fetch_optional(c).await?))
}

/// Up to `limit` entries of a section, after so many.
///
/// # Errors
/// Whatever the database says.
pub async fn page(session: &mut Session, section: &Section, account: AccountId, limit: i64, after: i64) -> Result<Vec<Entry>, Error> {
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(section.sql).bind(account.0).bind(limit).bind(after).fetch_all(c).await?);
    Ok(rows
        .into_iter()
        .map(|row| Entry {
            id: row.id,
            at: row.at.map(Timestamp),
            last_at: row.last_at.map(Timestamp),
            place: row.place,
            kind: row.kind,
            text: row.text,
        })
        .collect())
}
