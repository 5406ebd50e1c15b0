//! Every statement of the crate is understood by both databases.

use std::collections::HashSet;

use busola_storage::{Db, statements};
use sqlx::{Executor as _, SqlSafeStr as _};

on_both_databases!(every_statement_can_be_prepared);

async fn every_statement_can_be_prepared(db: Db) {
    let mut refused = Vec::new();
    for (name, sql) in statements() {
        let outcome = match &db {
            Db::Sqlite { write, .. } => write.take().await.unwrap().prepare(sql.into_sql_str()).await.map(|_| ()),
            Db::Postgres(pool) => pool.prepare(sql.into_sql_str()).await.map(|_| ()),
        };
        if let Err(error) = outcome {
            refused.push(format!("{name}: {error}"));
        }
    }
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn every_statement_has_a_name_of_its_own() {
    let names: Vec<_> = statements().into_iter().map(|(name, _)| name).collect();
    assert!(names.len() > 60, "{}", names.len());
    assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len());
}
