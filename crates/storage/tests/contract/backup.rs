//! Copies of a database in one file, and putting one in the place of another.

use std::path::{Path, PathBuf};

use busola_domain::meeting::poll::Course;
use busola_domain::{AccountId, PollId};
use busola_storage::backup::{self, beside};
use busola_storage::meetings::{polls, votes};
use busola_storage::{Db, Error, accounts};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, SqliteConnection};

use crate::fresh::{on_postgres, on_sqlite};
use crate::rows::{NOW, account, email, execute, id};
use crate::votes::{marks, prepared, two_polls};

fn url_of(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

/// The file of a URL.
fn file_of(url: &str) -> PathBuf {
    url.trim_start_matches("sqlite://").into()
}

/// Whether there is the account of a number in a database.
async fn knows(url: &str, n: u128) -> bool {
    let db = Db::open(url).await.unwrap();
    let found = accounts::by_email(&mut db.read().await.unwrap(), &email(n)).await.unwrap().is_some();
    db.close().await;
    found
}

/// A poll that is open and one that is secret and open, with two ballots each that were told; one that was secret and is
/// closed; somebody who is signed in, and somebody who is about to.
async fn voted(db: &Db) -> (PollId, PollId, PollId, Vec<AccountId>) {
    let (open, secret, people) = two_polls(db, 2).await;
    let meeting = polls::get(&mut db.read().await.unwrap(), open).await.unwrap().unwrap().meeting;
    let closed = prepared(4, meeting);
    let mut tx = db.write().await.unwrap();
    polls::insert(&mut tx, &closed, NOW).await.unwrap();
    for poll in [open, secret, closed.id] {
        polls::set_course(&mut tx, poll, Course { opened_at: Some(NOW), closed_at: None }).await.unwrap();
        let cast: Vec<_> = people.iter().map(|person| ((poll, *person), marks("0 2"), NOW)).collect();
        votes::put(&mut tx, &cast).await.unwrap();
        polls::count(&mut tx, poll, 2, &[(0, 2), (2, 2)]).await.unwrap();
        polls::tell(&mut tx, poll).await.unwrap();
    }
    polls::set_course(&mut tx, closed.id, Course { opened_at: Some(NOW), closed_at: Some(NOW.plus(1)) }).await.unwrap();
    votes::seal(&mut tx, closed.id, &[marks("0 2"), marks("0 2")]).await.unwrap();
    tx.commit().await.unwrap();
    execute(db, "insert into sessions select x'05', id, x'06', 1, 1, 2 from accounts limit 1").await;
    execute(db, "insert into sign_ins values (x'07', 'nobody-yet@example.org', x'08', x'09', 0, '/', 1, 2)").await;
    (open, secret, closed.id, people)
}

/// Whether a file has a row of votes or voters in it, or what is left of one: both begin with poll and person.
fn links(bytes: &[u8], poll: PollId, person: AccountId) -> bool {
    let row = [*poll.0.as_bytes(), *person.0.as_bytes()].concat();
    bytes.windows(row.len()).any(|found| found == row)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_is_made_beside_a_writer_and_leaves_out_who_votes_how_in_secret() {
    on_sqlite(|url| async move {
        let db = Db::open(&url).await.unwrap();
        let (open, secret, closed, people) = voted(&db).await;
        let another = Db::open(&url).await.unwrap();
        let folder = tempfile::tempdir().unwrap();

        // Somebody is writing all the time, and is not held up.
        let mut tx = db.write().await.unwrap();
        assert!(
            accounts::insert(&mut tx, id(90), &email(90), &crate::rows::name("Ktoś"), busola_domain::Role::Resident, NOW).await.unwrap()
        );
        let copied = backup::copy(&another, folder.path()).await.unwrap();
        tx.commit().await.unwrap();
        another.close().await;
        db.close().await;

        let bytes = std::fs::read(&copied.file).unwrap();
        let source = std::fs::read(file_of(&url)).unwrap();
        // In these cases the first person has the id of the meeting, which stands behind that of each poll in any database.
        for person in people.into_iter().skip(1) {
            for (poll, kept) in [(open, true), (secret, false), (closed, true)] {
                assert!(links(&source, poll, person));
                assert_eq!(links(&bytes, poll, person), kept, "{poll:?}");
            }
        }
        assert!(!bytes.windows(10).any(|found| found == b"nobody-yet"));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "the copy is alone");

        assert_eq!(copied.schema, newest(&copied.file).await);
        let copy = Db::open(&url_of(&copied.file)).await.unwrap();
        let mut session = copy.read().await.unwrap();
        assert_eq!(votes::of_poll(&mut session, open).await.unwrap().len(), 2);
        assert_eq!(votes::of_poll(&mut session, secret).await.unwrap(), []);
        assert_eq!(votes::ballots(&mut session, closed).await.unwrap(), [marks("0 2"), marks("0 2")]);
        for (poll, ballots) in [(open, 2), (secret, 0), (closed, 2)] {
            let poll = polls::get(&mut session, poll).await.unwrap().unwrap();
            assert_eq!((poll.ballots.now, poll.ballots.told), (ballots, ballots));
            let counted: Vec<_> = poll.options.iter().map(|option| (option.votes.now, option.votes.told)).collect();
            assert_eq!(counted, [(ballots, ballots), (0, 0), (ballots, ballots)]);
        }
        // What was not committed when it was made is not in it.
        assert!(accounts::by_email(&mut session, &email(90)).await.unwrap().is_none());
        drop(session);
        copy.close().await;
        assert_eq!(rows(&copied.file, "select count(*) from sessions").await, 0);
    })
    .await;
}

async fn rows(file: &Path, count: &'static str) -> i64 {
    let mut connection = SqliteConnection::connect(&url_of(file)).await.unwrap();
    let rows = sqlx::query_scalar(count).fetch_one(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    rows
}

async fn newest(file: &Path) -> i64 {
    rows(file, "select max(version) from _sqlx_migrations").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_somebody_has_open_is_not_replaced() {
    on_sqlite(|url| async move {
        assert!(backup::hold(&url).await.unwrap().is_empty(), "no file at all");
        let db = Db::open(&url).await.unwrap();
        assert!(matches!(backup::hold(&url).await.map(|_| ()), Err(Error::InUse)));
        account(&db, 1).await;
        db.close().await;
        assert!(!backup::hold(&url).await.unwrap().is_empty());
        // Another program, which does nothing but having it open.
        let mut other = SqliteConnection::connect(&url).await.unwrap();
        let _: i64 = sqlx::query_scalar("select count(*) from accounts").fetch_one(&mut other).await.unwrap();
        assert!(matches!(backup::hold(&url).await.map(|_| ()), Err(Error::InUse)));
        other.close().await.unwrap();
        // Whoever comes while it is held waits.
        let held = backup::hold(&url).await.unwrap();
        let waits = tokio::spawn({
            let url = url.clone();
            async move { knows(&url, 1).await }
        });
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        assert!(!waits.is_finished());
        drop(held);
        assert!(waits.await.unwrap());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_replaced_is_kept_with_its_log() {
    on_sqlite(|url| async move {
        let db = Db::open(&url).await.unwrap();
        account(&db, 1).await;
        let folder = tempfile::tempdir_in(file_of(&url).parent().unwrap()).unwrap();
        let copied = backup::copy(&db, folder.path()).await.unwrap();
        account(&db, 2).await;
        db.close().await;
        backup::make_ready(&copied.file).await.unwrap();
        let aside = beside(&file_of(&url), ".before");
        assert!(backup::hold(&url).await.unwrap().replace(&copied.file, &aside).await.unwrap());
        assert!(knows(&url, 1).await && !knows(&url, 2).await);
        assert!(knows(&url_of(&aside), 1).await && knows(&url_of(&aside), 2).await);

        // A file that can't be read any more, and the log that a crash left beside it.
        let unread = beside(&file_of(&url), ".unread");
        std::fs::write(file_of(&url), "no database").unwrap();
        std::fs::write(beside(&file_of(&url), "-wal"), "a log").unwrap();
        std::fs::write(beside(&file_of(&url), "-shm"), "an index").unwrap();
        let held = backup::hold(&url).await.unwrap();
        assert!(!held.is_empty());
        assert!(held.replace(&aside, &unread).await.unwrap());
        assert!(["-wal", "-shm"].iter().all(|ending| !beside(&file_of(&url), ending).exists()));
        assert!(knows(&url, 2).await);
        assert_eq!(std::fs::read(&unread).unwrap(), b"no database");
    })
    .await;
}

#[tokio::test]
async fn only_a_whole_database_of_this_program_or_an_older_one_is_made_ready() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("busola.db");
    Db::open(&url_of(&file)).await.unwrap().close().await;
    backup::make_ready(&file).await.unwrap();

    let mut newer = SqliteConnection::connect(&url_of(&file)).await.unwrap();
    sqlx::query(
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (9999, 'later', true, '', 0)",
    )
    .execute(&mut newer)
    .await
    .unwrap();
    newer.close().await.unwrap();
    assert!(matches!(backup::make_ready(&file).await, Err(Error::NewerSchema { found: 9999, .. })));

    let other = folder.path().join("other.db");
    let options = SqliteConnectOptions::new().filename(&other).create_if_missing(true);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::query("create table t (a)").execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    assert!(matches!(backup::make_ready(&other).await, Err(Error::Damaged(_))));

    std::fs::write(&other, "Konsultacje ".repeat(1_000)).unwrap();
    assert!(backup::make_ready(&other).await.is_err());
}

#[tokio::test]
async fn a_server_is_not_copied_or_replaced() {
    on_postgres(|url| async move {
        let db = Db::open(&url).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(backup::copy(&db, folder.path()).await.map(|_| ()), Err(Error::NotOneFile)));
        assert!(matches!(backup::hold(&url).await.map(|_| ()), Err(Error::NotOneFile)));
        db.close().await;
    })
    .await;
}
