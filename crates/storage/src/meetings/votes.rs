//! Votes in straw polls, and what is left of them when a secret one is closed.

use busola_domain::meeting::vote::Marks;
use busola_domain::{AccountId, MeetingId, PollId, Timestamp};
use uuid::Uuid;

use crate::repeated::stretches;
use crate::{Error, Session};

statements! {
    OF_POLL = "select account_id, marks from votes where poll_id = $1 order by account_id";
    NAMED = "select a.name, v.marks from votes v join accounts a on a.id = v.account_id where v.poll_id = $1 order by a.name, v.account_id";
    BALLOTS = "select marks from ballots where poll_id = $1 order by number";
    INSERT_VOTERS = "insert into voters (poll_id, account_id) select poll_id, account_id from votes where poll_id = $1";
    TOOK_PART = "select account_id from voters where poll_id = $1 and account_id = $2";
    OPEN_OF = "select distinct p.meeting_id from votes v join polls p on p.id = v.poll_id where v.account_id = $1 and p.closed_at is null order by p.meeting_id";
    HAND_OVER = "update votes set account_id = $2 where account_id = $1 and poll_id in (select id from polls where closed_at is null) and not exists (select 1 from votes own where own.poll_id = votes.poll_id and own.account_id = $2)";
    LEFT_OF = "select v.poll_id, v.marks from votes v join polls p on p.id = v.poll_id where v.account_id = $1 and p.closed_at is null order by v.poll_id";
    REMOVE = "delete from votes where poll_id = $1 and account_id = $2";
    DELETE = "delete from votes where poll_id = $1";
    [GIVEN] = ("select poll_id, account_id, marks from votes where ", "(poll_id = ? and account_id = ?)", " or ", "");
    [PUT] = ("insert into votes (poll_id, account_id, marks, cast_at) values ", "(?, ?, ?, ?)", ", ", " on conflict (poll_id, account_id) do update set marks = excluded.marks, cast_at = excluded.cast_at");
    [INSERT_BALLOTS] = ("insert into ballots (poll_id, number, marks) values ", "(?, ?, ?)", ", ", "");
}

/// Whose vote in which poll.
pub type Pair = (PollId, AccountId);

fn marks(stored: &str) -> Result<Marks, Error> {
    stored.parse().map_err(|_| Error::Corrupt("votes.marks"))
}

/// The votes that some people have in some polls.
///
/// # Errors
/// Whatever the database says.
pub async fn given(session: &mut Session, pairs: &[Pair]) -> Result<Vec<(Pair, Marks)>, Error> {
    let mut given = Vec::new();
    for (sql, pairs) in stretches(GIVEN, pairs) {
        let rows: Vec<(Uuid, Uuid, String)> = on_db!(session, c => pairs
            .iter()
            .fold(sqlx::query_as(sql), |select, (poll, account)| select.bind(poll.0).bind(account.0))
            .fetch_all(c)
            .await?);
        for (poll, account, stored) in rows {
            given.push(((PollId(poll), AccountId(account)), marks(&stored)?));
        }
    }
    Ok(given)
}

/// Writes votes, each in place of an earlier one of the same person. Nobody is named twice.
///
/// # Errors
/// Whatever the database says.
pub async fn put(tx: &mut Session, votes: &[(Pair, Marks, Timestamp)]) -> Result<(), Error> {
    for (sql, votes) in stretches(PUT, votes) {
        on_db!(tx, c => {
            votes
                .iter()
                .fold(sqlx::query(sql), |put, ((poll, account), marks, at)| {
                    put.bind(poll.0).bind(account.0).bind(marks.to_string()).bind(at.0)
                })
                .execute(c)
                .await?;
        });
    }
    Ok(())
}

/// Every vote of a poll that is open, or was not secret.
///
/// # Errors
/// Whatever the database says.
pub async fn of_poll(session: &mut Session, poll: PollId) -> Result<Vec<(AccountId, Marks)>, Error> {
    let rows: Vec<(Uuid, String)> = on_db!(session, c => sqlx::query_as(OF_POLL).bind(poll.0).fetch_all(c).await?);
    rows.into_iter().map(|(account, stored)| Ok((AccountId(account), marks(&stored)?))).collect()
}

/// Makes the votes of one account those of another one, in polls that are open and in which that one has none; the others
/// are taken away and given, so that they are counted out. Each meeting is taken first, as for a vote, so that nobody
/// closes a poll or votes in it meanwhile.
///
/// # Errors
/// Whatever the database says.
pub async fn hand_over(tx: &mut Session, from: AccountId, to: AccountId) -> Result<Vec<(PollId, Marks)>, Error> {
    let meetings: Vec<Uuid> = on_db!(tx, c => sqlx::query_scalar(OPEN_OF).bind(from.0).fetch_all(&mut *c).await?);
    for meeting in meetings {
        super::take(tx, MeetingId(meeting)).await?;
    }
    let left: Vec<(Uuid, String)> = on_db!(tx, c => {
        sqlx::query(HAND_OVER).bind(from.0).bind(to.0).execute(&mut *c).await?;
        let left: Vec<(Uuid, String)> = sqlx::query_as(LEFT_OF).bind(from.0).fetch_all(&mut *c).await?;
        for (poll, _) in &left {
            // Polls that are open at once are few.
            sqlx::query(REMOVE).bind(*poll).bind(from.0).execute(&mut *c).await?;
        }
        left
    });
    left.into_iter().map(|(poll, stored)| Ok((PollId(poll), marks(&stored)?))).collect()
}

/// Who voted how, by the names that they chose for the public.
///
/// # Errors
/// Whatever the database says.
pub async fn named(session: &mut Session, poll: PollId) -> Result<Vec<(String, Marks)>, Error> {
    let rows: Vec<(String, String)> = on_db!(session, c => sqlx::query_as(NAMED).bind(poll.0).fetch_all(c).await?);
    rows.into_iter().map(|(name, stored)| Ok((name, marks(&stored)?))).collect()
}

/// Leaves of a secret poll its ballots, in the order in which they are given, and who took part; not who voted how.
///
/// # Errors
/// Whatever the database says.
pub async fn seal(tx: &mut Session, poll: PollId, ballots: &[Marks]) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(INSERT_VOTERS).bind(poll.0).execute(&mut *c).await?;
        sqlx::query(DELETE).bind(poll.0).execute(c).await?;
    });
    let ballots: Vec<_> = (1_i64..).zip(ballots).collect();
    for (sql, ballots) in stretches(INSERT_BALLOTS, &ballots) {
        on_db!(tx, c => {
            ballots
                .iter()
                .fold(sqlx::query(sql), |insert, (number, marks)| insert.bind(poll.0).bind(*number).bind(marks.to_string()))
                .execute(c)
                .await?;
        });
    }
    Ok(())
}

/// The ballots that are left of a secret poll.
///
/// # Errors
/// Whatever the database says.
pub async fn ballots(session: &mut Session, poll: PollId) -> Result<Vec<Marks>, Error> {
    let rows: Vec<String> = on_db!(session, c => sqlx::query_scalar(BALLOTS).bind(poll.0).fetch_all(c).await?);
    rows.iter().map(|stored| marks(stored)).collect()
}

/// Whether somebody took part in a secret poll that is closed.
///
/// # Errors
/// Whatever the database says.
pub async fn took_part(session: &mut Session, (poll, account): Pair) -> Result<bool, Error> {
    let found: Option<Uuid> = on_db!(session, c => sqlx::query_scalar(TOOK_PART).bind(poll.0).bind(account.0).fetch_optional(c).await?);
    Ok(found.is_some())
}
