//! How SQLite goes through what grows: along an index, and in its order. (PostgreSQL decides by the rows that it has.)

use busola_storage::{Db, statements};
use sqlx::AssertSqlSafe;

use crate::fresh::{on_sqlite, opened};

/// The steps of a statement of the crate.
async fn plan(db: &Db, name: &str) -> Vec<String> {
    let Db::Sqlite { write, .. } = db else { return Vec::new() };
    let sql = statements().into_iter().find(|(known, _)| *known == format!("busola_storage::{name}")).expect(name).1;
    let sql = AssertSqlSafe(format!("explain query plan {sql}"));
    let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(sql).fetch_all(&mut *write.take().await.unwrap()).await.unwrap();
    steps.into_iter().map(|(.., step)| step).collect()
}

/// That a statement takes these steps and does not sort.
async fn walks(db: &Db, name: &str, steps: &[&str]) {
    let plan = plan(db, name).await;
    for step in steps {
        assert!(plan.iter().any(|taken| taken.contains(step)), "{name}: {step}: {plan:#?}");
    }
    assert!(!plan.iter().any(|taken| taken.contains("TEMP B-TREE")), "{name}: {plan:#?}");
}

async fn what_grows_is_walked(db: Db) {
    // At the end of the desk: from one unit to the next, and then the remarks on those that are gone alone.
    let steps = [
        "SEARCH r USING COVERING INDEX comments_desk (consultation_id=? AND unit_id>?)",
        "SEARCH c USING INDEX comments_desk (consultation_id=? AND unit_id=?)",
    ];
    walks(&db, "comments::desk::GONE", &steps).await;
    // Ties of one theme in one consultation, and only when one of its remarks is moved.
    let steps = ["SEARCH t USING COVERING INDEX theme_comments_consultation (consultation_id=? AND theme_id=?)"];
    walks(&db, "themes::numbers::RECOUNT of 1", &steps).await;
    // Rows that were counted, none of them a tie or a remark.
    walks(&db, "themes::numbers::ALL", &["SCAN theme_consultations"]).await;
    let of_consultation = plan(&db, "themes::numbers::IN_CONSULTATION").await.join("\n");
    assert!(of_consultation.contains("INDEX theme_consultations_consultation (consultation_id=?)"), "{of_consultation}");
    assert!(!of_consultation.contains("SCAN"), "{of_consultation}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_grows_is_walked_along_an_index() {
    on_sqlite(|url| opened(url, what_grows_is_walked)).await;
}
