//! Remarks with answers, for the cases of letters and receipts, and people who have addresses.

use busola_domain::{Actor, Comment, Decision, Role, Timestamp, UnitId};
use busola_storage::comments;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

use crate::city::City;

pub(crate) fn address(name: &str) -> String {
    format!("{name}@example.org")
}

/// Somebody whose address has their name.
pub(crate) async fn addressed(city: &City, name: &str) -> Actor {
    let email = address(name);
    city.service.create_user(&email, name, Role::Resident).await.unwrap();
    let token = city.service.create_token(&email).await.unwrap();
    city.service.actor_by_token(&token).await.unwrap().unwrap()
}

/// An answer to write under remarks.
pub(crate) struct Writing<'a> {
    pub(crate) id: Uuid,
    pub(crate) revision: i64,
    pub(crate) decision: Decision,
    pub(crate) justification: &'a str,
    pub(crate) unit: Option<UnitId>,
}

/// Publishes an answer to remarks and has their authors told, as one change.
pub(crate) async fn publish(city: &City, remarks: &[&Comment], answer: &Writing<'_>) {
    let now = city.service.now();
    write(city, remarks, answer, now).await;
    let ids: Vec<_> = remarks.iter().map(|remark| remark.id).collect();
    let mut tx = city.db.write().await.unwrap();
    let stored = comments::by_ids(&mut tx, &ids).await.unwrap();
    city.service.answered(&mut tx, &stored, now).await.unwrap();
    tx.commit().await.unwrap();
    city.service.letters_are_there();
}

/// The rows that the answers' own use case will write.
async fn write(city: &City, remarks: &[&Comment], answer: &Writing<'_>, now: Timestamp) {
    let Writing { id, revision, decision, justification, unit } = answer;
    let (consultation, account) = (remarks[0].consultation.0, city.moderator.account.0);
    let unit = unit.map_or_else(|| "null".to_owned(), |unit| bytes(city, unit.0));
    let (id, consultation, account) = (bytes(city, *id), bytes(city, consultation), bytes(city, account));
    let justification = justification.replace('\'', "''");
    execute(
        city,
        &format!(
            "insert into answers (id, consultation_id, decision, justification, unit_id, revision, account_id, written_at, published_at) \
             values ({id}, {consultation}, '{}', '{justification}', {unit}, {revision}, {account}, {now}, {now}) \
             on conflict (id) do update set decision = excluded.decision, justification = excluded.justification, revision = excluded.revision",
            decision.as_str(),
            now = now.0,
        ),
    )
    .await;
    for remark in remarks {
        let comment = bytes(city, remark.id.0);
        execute(city, &format!("update comments set answer_id = {id}, answered_at = {} where id = {comment}", now.0)).await;
    }
}

/// An id as each database writes it.
pub(crate) fn bytes(city: &City, id: Uuid) -> String {
    match &city.db {
        busola_storage::Db::Sqlite { .. } => format!("x'{}'", id.simple()),
        busola_storage::Db::Postgres(_) => format!("'{id}'"),
    }
}

/// Runs SQL that storage has no statement for.
pub(crate) async fn execute(city: &City, sql: &str) {
    let sql = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
    match &city.db {
        busola_storage::Db::Sqlite { write, .. } => sql.execute(&mut *write.take().await.unwrap()).await.map(|_| ()),
        busola_storage::Db::Postgres(pool) => sql.execute(pool).await.map(|_| ()),
    }
    .unwrap();
}

/// All that the outbox and the links hold, as text.
pub(crate) async fn kept(city: &City) -> String {
    let mut rows: Vec<String> = Vec::new();
    for sql in [
        "select kind || ' ' || coalesce(cast(sent_at as text), '-') || ' ' || coalesce(cast(gave_up_at as text), '-') from outbox order by id",
        "select purpose || ' ' || coalesce(kind, '-') from private_links order by created_at, purpose",
    ] {
        let found: Vec<String> = match &city.db {
            busola_storage::Db::Sqlite { write, .. } => {
                sqlx::query_scalar(AssertSqlSafe(sql.to_owned())).fetch_all(&mut *write.take().await.unwrap()).await.unwrap()
            }
            busola_storage::Db::Postgres(pool) => sqlx::query_scalar(AssertSqlSafe(sql.to_owned())).fetch_all(pool).await.unwrap(),
        };
        rows.extend(found);
    }
    rows.join("\n")
}
