//! The removal of an account: who it was goes, what was public stays under another name.

use busola_domain::{AccountId, ConsultationId, MeetingId, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

statements! {
    ERASE = "update accounts set name = $2, lang = 'pl', erased_at = $3 where id = $1 and erased_at is null and role = 'resident'";
    SIGN_INS = "delete from sign_ins where email in (select c.email from contacts c where c.account_id = $1)";
    CONTACTS = "delete from contacts where account_id = $1";
    PASSWORDS = "delete from passwords where account_id = $1";
    EMAIL_CHANGES = "delete from email_changes where account_id = $1";
    TOKENS = "delete from tokens where account_id = $1";
    LETTER_CHOICES = "delete from letter_choices where account_id = $1";
    PRIVATE_LINKS = "delete from private_links where account_id = $1";
    OUTBOX = "delete from outbox where account_id = $1";
    REMINDERS = "delete from reminders where account_id = $1";
    MEETING_MEMBERS = "delete from meeting_members where account_id = $1";
    NEVER_PUBLIC_IN = "select distinct consultation_id from comments where account_id = $1 and status in ('pending', 'withdrawn') order by consultation_id";
    NEVER_PUBLIC = "update comments set status = 'withdrawn', body = '' where account_id = $1 and status in ('pending', 'withdrawn')";
    REVISIONS = "delete from comment_revisions where comment_id in (select c.id from comments c where c.account_id = $1 and c.status = 'withdrawn')";
    REPORTS = "update comment_reports set words = '' where account_id = $1";
    APPEALS = "update appeals set words = '' where account_id = $1";
    REMARKS = "select consultation_id, id from comments where account_id = $1 and seq is not null order by consultation_id";
    QUESTIONS = "select meeting_id, id from questions where account_id = $1 order by meeting_id";
    SPEAKERS = "select meeting_id, id from speakers where account_id = $1 order by meeting_id";
}

/// A thing, and the channel on which it is told.
type Pair = (Uuid, Uuid);

/// What is deleted with an account, in this order: a request to sign in is found by the address.
const DELETED: [&str; 10] =
    [SIGN_INS, CONTACTS, PASSWORDS, EMAIL_CHANGES, TOKENS, LETTER_CHOICES, PRIVATE_LINKS, OUTBOX, REMINDERS, MEETING_MEMBERS];

/// What was never public: it loses its text, and its row stays.
const EMPTIED: [&str; 4] = [NEVER_PUBLIC, REVISIONS, REPORTS, APPEALS];

/// What stays under another name, by where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traces {
    /// Remarks that are or were public.
    pub remarks: Vec<(ConsultationId, Uuid)>,
    /// Questions, and places in queues of speakers.
    pub said: Vec<(MeetingId, Uuid)>,
}

/// The consultations in which somebody has remarks whose text nobody is to read: such as wait, and such as were taken
/// back. They are taken before [`erase`].
///
/// # Errors
/// Whatever the database says.
pub async fn never_public_in(session: &mut Session, account: AccountId) -> Result<Vec<ConsultationId>, Error> {
    let ids: Vec<Uuid> = on_db!(session, c => sqlx::query_scalar(NEVER_PUBLIC_IN).bind(account.0).fetch_all(c).await?);
    Ok(ids.into_iter().map(ConsultationId).collect())
}

/// Removes an account that holds no office; `false`, and nothing is written, for any other. Its sessions are ended
/// beside this.
///
/// # Errors
/// Whatever the database says.
pub async fn erase(tx: &mut Session, account: AccountId, name: &str, now: Timestamp) -> Result<bool, Error> {
    Ok(on_db!(tx, c => {
        let erased = sqlx::query(ERASE).bind(account.0).bind(name).bind(now.0).execute(&mut *c).await?.rows_affected() > 0;
        if erased {
            for sql in DELETED.into_iter().chain(EMPTIED) {
                sqlx::query(sql).bind(account.0).execute(&mut *c).await?;
            }
        }
        erased
    }))
}

/// What somebody wrote and said where others can read it.
///
/// # Errors
/// Whatever the database says.
pub async fn traces(session: &mut Session, account: AccountId) -> Result<Traces, Error> {
    let (remarks, mut said, speeches): (Vec<Pair>, Vec<Pair>, Vec<Pair>) = on_db!(session, c => (
        sqlx::query_as(REMARKS).bind(account.0).fetch_all(&mut *c).await?,
        sqlx::query_as(QUESTIONS).bind(account.0).fetch_all(&mut *c).await?,
        sqlx::query_as(SPEAKERS).bind(account.0).fetch_all(&mut *c).await?,
    ));
    said.extend(speeches);
    Ok(Traces {
        remarks: remarks.into_iter().map(|(consultation, id)| (ConsultationId(consultation), id)).collect(),
        said: said.into_iter().map(|(meeting, id)| (MeetingId(meeting), id)).collect(),
    })
}
