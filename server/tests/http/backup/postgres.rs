//! A server has its own tools: what the documentation says is done word for word.

use std::process::Command;

use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use super::{Busy, at};
use crate::city::on_postgres;
use crate::commands::line;
use crate::fixture::id;

const GUIDE: &str = include_str!("../../../../docs/operators.en.md");
const GUIDE_PL: &str = include_str!("../../../../docs/operators.pl.md");

/// The blocks of SQL in a guide.
fn sql(guide: &str) -> Vec<&str> {
    guide.split("```sql\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

/// The command in the guide that begins with a word.
fn command(first: &str) -> &'static str {
    GUIDE.lines().find(|line| line.starts_with(first)).unwrap_or_else(|| panic!("no {first}"))
}

/// Runs a line of the guide in a folder.
fn run(line: &str, folder: &std::path::Path, settings: &[(&str, &str)]) {
    let done = Command::new("sh").args(["-c", line]).current_dir(folder).envs(settings.iter().copied()).output().unwrap();
    assert!(done.status.success(), "{line}: {}", String::from_utf8_lossy(&done.stderr));
}

async fn execute(url: &str, sql: &str) {
    let mut connection = PgConnection::connect(url).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

async fn number(url: &str, sql: &'static str) -> i64 {
    let mut connection = PgConnection::connect(url).await.unwrap();
    let number = sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    number
}

#[test]
fn both_guides_say_the_same() {
    assert_eq!(sql(GUIDE), sql(GUIDE_PL));
    for tool in ["pg_dump", "pg_restore"] {
        assert!(GUIDE_PL.contains(command(tool)), "{tool}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_is_backed_up_and_restored_as_the_guide_says() {
    on_postgres(|city| {
        Box::pin(async move {
            let busy = Busy::city(&city).await;
            let said = line(&city.run(&["backup", "busola.dump"]));
            assert!(said.contains(command("pg_dump")), "{said}");
            let said = line(&city.run(&["restore", "busola.dump"]));
            assert!(said.contains(command("pg_restore")), "{said}");

            let url = city.setting("DATABASE_URL");
            let [once, afterwards] = sql(GUIDE)[..] else { panic!("two blocks of SQL are expected") };
            execute(url, once).await;
            let (scheme, rest) = url.split_once("://").unwrap();
            let place = rest.split_once('@').map_or(rest, |(_, place)| place);
            let blind = format!("{scheme}://busola_backup@{place}");
            run(command("pg_dump"), city.folder(), &[("BACKUP_URL", &blind)]);
            // The site sees all of them as before.
            assert_eq!(number(url, "select count(*) from votes").await, 4);
            assert!(busy.seen_by_jan(&city).await["own"]["votes"][id(&busy.polls[0])].is_array());

            let name = url.split('?').next().unwrap().rsplit('/').next().unwrap();
            let again = url.replace(name, &format!("{name}_again"));
            execute(url, &format!("create database {name}_again")).await;
            run(command("pg_restore"), city.folder(), &[("DATABASE_URL", &again)]);
            execute(&again, afterwards).await;
            for (count, expected) in [
                ("select count(*) from votes", 2),
                ("select count(*) from ballots", 2),
                ("select coalesce(sum(ballots), 0)::bigint from polls where secret and closed_at is null", 0),
                ("select coalesce(sum(votes), 0)::bigint from poll_options where votes > 0", 4),
                ("select count(*) from comments", 5),
                ("select count(*) from sessions", 0),
            ] {
                assert_eq!(number(&again, count).await, expected, "{count}");
            }
            execute(url, &format!("drop database {name}_again")).await;
            execute(url, "drop role busola_backup").await;
            // The site goes on.
            at(&city, &busy.moderator).get("/api/v1/consultations").await.expect(200);
        })
    })
    .await;
}
