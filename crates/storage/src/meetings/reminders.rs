//! Who is to be reminded of meetings by mail.

use busola_domain::{AccountId, Email, MeetingId, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

statements! {
    PUT = "insert into reminders (meeting_id, account_id, lang, due_at) values ($1, $2, $3, $4) on conflict (meeting_id, account_id) do update set lang = excluded.lang";
    DELETE = "delete from reminders where meeting_id = $1 and account_id = $2";
    EXISTS = "select account_id from reminders where meeting_id = $1 and account_id = $2";
    AGAIN = "update reminders set due_at = $2, sent_at = $3 where meeting_id = $1";
    DUE = "select r.meeting_id, r.account_id from reminders r join meetings m on m.id = r.meeting_id where r.sent_at is null and r.due_at <= $1 and m.starts_at > $1 and m.started_at is null and m.ended_at is null and m.cancelled_at is null order by r.due_at, r.meeting_id, r.account_id limit $2";
    MARK = "update reminders set sent_at = $3 where meeting_id = $1 and account_id = $2 and sent_at is null and due_at <= $3";
    UNMARK = "update reminders set sent_at = null, due_at = $3 where meeting_id = $1 and account_id = $2 and sent_at is not null";
    ANNOUNCE = "update reminders set news = $2, news_at = $3 where meeting_id = $1";
    NEWS = "select meeting_id, account_id from reminders where news_at <= $1 order by news_at, meeting_id, account_id limit $2";
    TAKE_NEWS = "update reminders set news_at = null where meeting_id = $1 and account_id = $2 and news_at <= $3 returning news";
    PUT_NEWS_BACK = "update reminders set news_at = $4 where meeting_id = $1 and account_id = $2 and news = $3 and news_at is null";
    RECIPIENT = "select r.lang, c.email from reminders r join contacts c on c.account_id = r.account_id where r.meeting_id = $1 and r.account_id = $2";
}

/// Whom a letter goes to.
pub struct Recipient {
    /// The tag of the language in which they read.
    pub lang: String,
    /// Their address.
    pub email: Email,
}

/// What is told of a meeting that was announced otherwise before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Something else was announced of it.
    Changed,
    /// It was called off.
    Cancelled,
}

impl News {
    fn as_str(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Cancelled => "cancelled",
        }
    }

    fn parse(text: &str) -> Result<Self, Error> {
        [Self::Changed, Self::Cancelled].into_iter().find(|news| news.as_str() == text).ok_or(Error::Corrupt("reminders.news"))
    }
}

type Row = (String, String);

fn recipient((lang, email): Row) -> Result<Recipient, Error> {
    let email = Email::parse(&email).map_err(|_| Error::Corrupt("contacts.email"))?;
    Ok(Recipient { lang, email })
}

/// Has somebody reminded at a moment, in a language; who is reminded already has the language changed.
///
/// # Errors
/// Whatever the database says.
pub async fn put(tx: &mut Session, id: MeetingId, account: AccountId, lang: &str, due: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(PUT).bind(id.0).bind(account.0).bind(lang).bind(due.0).execute(c).await?; });
    Ok(())
}

/// Has somebody reminded no longer.
///
/// # Errors
/// Whatever the database says.
pub async fn delete(tx: &mut Session, id: MeetingId, account: AccountId) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(DELETE).bind(id.0).bind(account.0).execute(c).await?; });
    Ok(())
}

/// Whether somebody is to be reminded, or was.
///
/// # Errors
/// Whatever the database says.
pub async fn exists(session: &mut Session, id: MeetingId, account: AccountId) -> Result<bool, Error> {
    let found: Option<Uuid> = on_db!(session, c => sqlx::query_scalar(EXISTS).bind(id.0).bind(account.0).fetch_optional(c).await?);
    Ok(found.is_some())
}

/// Has everybody reminded anew at a moment, since the meeting is to begin at another time; with `sent`, they count as
/// reminded by then.
///
/// # Errors
/// Whatever the database says.
pub async fn again(tx: &mut Session, id: MeetingId, due: Timestamp, sent: Option<Timestamp>) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(AGAIN).bind(id.0).bind(due.0).bind(sent.map(|at| at.0)).execute(c).await?; });
    Ok(())
}

/// Up to `limit` of those who are to be reminded by `now` and were not yet, while their meeting is still to begin.
///
/// # Errors
/// Whatever the database says.
pub async fn due(session: &mut Session, now: Timestamp, limit: i64) -> Result<Vec<(MeetingId, AccountId)>, Error> {
    let rows: Vec<(Uuid, Uuid)> = on_db!(session, c => sqlx::query_as(DUE).bind(now.0).bind(limit).fetch_all(c).await?);
    Ok(rows.into_iter().map(|(meeting, account)| (MeetingId(meeting), AccountId(account))).collect())
}

/// Marks somebody as reminded and gives them, unless they were marked already or are to be reminded later.
///
/// # Errors
/// Whatever the database says.
pub async fn mark(tx: &mut Session, id: MeetingId, account: AccountId, now: Timestamp) -> Result<Option<Recipient>, Error> {
    let row: Option<Row> = on_db!(tx, c => {
        let marked = sqlx::query(MARK).bind(id.0).bind(account.0).bind(now.0).execute(&mut *c).await?.rows_affected() > 0;
        if marked { sqlx::query_as(RECIPIENT).bind(id.0).bind(account.0).fetch_optional(c).await? } else { None }
    });
    row.map(recipient).transpose()
}

/// Takes a mark back, when the letter did not leave: it is due again at a moment. Who is to be reminded at another time
/// since then stays so.
///
/// # Errors
/// Whatever the database says.
pub async fn unmark(tx: &mut Session, id: MeetingId, account: AccountId, due: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(UNMARK).bind(id.0).bind(account.0).bind(due.0).execute(c).await?; });
    Ok(())
}

/// Has everybody who follows a meeting by mail told of news, in place of older news that did not leave yet. Gives
/// whether anybody follows it.
///
/// # Errors
/// Whatever the database says.
pub async fn announce(tx: &mut Session, id: MeetingId, news: News, now: Timestamp) -> Result<bool, Error> {
    let told = on_db!(tx, c => sqlx::query(ANNOUNCE).bind(id.0).bind(news.as_str()).bind(now.0).execute(c).await?.rows_affected());
    Ok(told > 0)
}

/// Up to `limit` of those who are to be told of news by `now`, the first to be told first.
///
/// # Errors
/// Whatever the database says.
pub async fn with_news(session: &mut Session, now: Timestamp, limit: i64) -> Result<Vec<(MeetingId, AccountId)>, Error> {
    let rows: Vec<(Uuid, Uuid)> = on_db!(session, c => sqlx::query_as(NEWS).bind(now.0).bind(limit).fetch_all(c).await?);
    Ok(rows.into_iter().map(|(meeting, account)| (MeetingId(meeting), AccountId(account))).collect())
}

/// Marks somebody as told and gives them with the news, unless they were told already or are to be told later.
///
/// # Errors
/// Whatever the database says.
pub async fn take_news(tx: &mut Session, id: MeetingId, account: AccountId, now: Timestamp) -> Result<Option<(Recipient, News)>, Error> {
    let taken: Option<String> =
        on_db!(tx, c => sqlx::query_scalar(TAKE_NEWS).bind(id.0).bind(account.0).bind(now.0).fetch_optional(c).await?);
    let Some(news) = taken else { return Ok(None) };
    let row: Option<Row> = on_db!(tx, c => sqlx::query_as(RECIPIENT).bind(id.0).bind(account.0).fetch_optional(c).await?);
    let Some(row) = row else { return Ok(None) };
    Ok(Some((recipient(row)?, News::parse(&news)?)))
}

/// Takes that back, when the letter did not leave: the news are due again at a moment. Newer ones stay as they are.
///
/// # Errors
/// Whatever the database says.
pub async fn put_news_back(tx: &mut Session, id: MeetingId, account: AccountId, news: News, due: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(PUT_NEWS_BACK).bind(id.0).bind(account.0).bind(news.as_str()).bind(due.0).execute(c).await?;
    });
    Ok(())
}
