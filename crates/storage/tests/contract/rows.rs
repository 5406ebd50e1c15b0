//! Rows that cases begin with.

use busola_domain::comment::Source;
use busola_domain::consultation::{Audience, Counts, Kind, Moderation};
use busola_domain::live::Channel;
use busola_domain::time::DAY;
use busola_domain::{AccountId, CommentId, ConsultationId, DisplayName, Email, EventKind, Notice, Role, Schedule, Status, Timestamp};
use busola_storage::consultations::Stored;
use busola_storage::{Db, Session, accounts, comments, consultations, events};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// The moment at which cases play.
pub(crate) const NOW: Timestamp = Timestamp(1_781_712_000_000);

/// The `n`th id of a kind. Their order is not that of their numbers, as it is not in life.
pub(crate) fn id<T: From<Uuid>>(n: u128) -> T {
    T::from(Uuid::from_u128(n.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)))
}

pub(crate) fn email(n: u128) -> Email {
    Email::parse(&format!("osoba{n}@example.org")).unwrap()
}

pub(crate) fn name(text: &str) -> DisplayName {
    DisplayName::parse(text).unwrap()
}

/// Writes the `n`th account.
pub(crate) async fn account(db: &Db, n: u128) -> AccountId {
    let mut tx = db.write().await.unwrap();
    assert!(accounts::insert(&mut tx, id(n), &email(n), &name(&format!("Osoba {n}")), Role::Resident, NOW).await.unwrap());
    tx.commit().await.unwrap();
    id(n)
}

/// A consultation that is open at [`NOW`].
pub(crate) fn open_consultation(n: u128) -> Stored {
    Stored {
        id: id(n),
        slug: format!("program-{n}"),
        kind: Kind::CooperationProgramme,
        title: format!("Program współpracy {n}"),
        summary: "Zmiany w programie.".to_owned(),
        notice: Notice { subject: "Program".to_owned(), forms: vec!["uwagi".to_owned(), "spotkanie".to_owned()], ..Notice::default() },
        audience: Audience::Everyone,
        moderation: Moderation::Post,
        schedule: Schedule {
            published_at: Some(NOW.plus(-2 * DAY)),
            opens_at: NOW.plus(-DAY),
            closes_at: NOW.plus(DAY),
            reported_at: None,
        },
        draft_version: 0,
        draft_revision: 0,
        numbers: 0,
        counts: Counts::default(),
        responsible: None,
        revision: 0,
        slow_seconds: 0,
    }
}

/// Writes a consultation.
pub(crate) async fn insert(db: &Db, stored: &Stored) -> ConsultationId {
    let mut tx = db.write().await.unwrap();
    assert!(consultations::insert(&mut tx, stored, NOW).await.unwrap());
    tx.commit().await.unwrap();
    stored.id
}

/// The `n`th published remark on the whole draft.
pub(crate) fn remark(n: u128, consultation: ConsultationId, account: AccountId) -> comments::New<'static> {
    comments::New {
        id: id(n),
        consultation,
        unit: None,
        parent: None,
        root: None,
        account,
        body: "Proszę o doprecyzowanie.",
        status: Status::Published,
        created_at: NOW,
        seq: None,
        number: n as i64,
        version: 1,
        source: Source::Online,
        received_on: None,
    }
}

/// Writes a remark, and with it its event when it is published.
pub(crate) async fn write(tx: &mut Session, new: &comments::New<'_>) {
    comments::insert(tx, std::slice::from_ref(new)).await.unwrap();
    if new.status == Status::Published {
        log(tx, new.consultation, EventKind::CommentPosted, new.id, 1).await;
    }
}

/// Adds an event about a remark.
pub(crate) async fn log(tx: &mut Session, consultation: ConsultationId, kind: EventKind, comment: CommentId, revision: i64) -> i64 {
    let seq = events::append(tx, Channel::Consultation(consultation), kind, comment.0, revision, NOW).await.unwrap();
    comments::set_seq(tx, comment, seq).await.unwrap();
    seq
}

/// A consultation with an account and one remark of it, all of them the first of their kind.
pub(crate) async fn one_remark(db: &Db) -> (ConsultationId, AccountId, CommentId) {
    let author = account(db, 1).await;
    let consultation = insert(db, &open_consultation(1)).await;
    let new = remark(1, consultation, author);
    let mut tx = db.write().await.unwrap();
    write(&mut tx, &new).await;
    tx.commit().await.unwrap();
    (consultation, author, new.id)
}

/// Runs SQL that the crate itself has no statement for.
pub(crate) async fn execute(db: &Db, sql: &str) {
    let sql = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
    match db {
        Db::Sqlite { write, .. } => sql.execute(&mut *write.take().await.unwrap()).await.map(|_| ()),
        Db::Postgres(pool) => sql.execute(pool).await.map(|_| ()),
    }
    .unwrap();
}

/// Runs `task` for each number below `count`, all at once, and gives what each returned.
pub(crate) async fn at_once<T: Send + 'static, F>(count: u128, task: impl Fn(u128) -> F) -> Vec<T>
where
    F: Future<Output = T> + Send + 'static,
{
    let tasks: Vec<_> = (0..count).map(|n| tokio::spawn(task(n))).collect();
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.unwrap());
    }
    outcomes
}
