//! `busola doctor`.

use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};

use crate::city::{City, free_port, on_sqlite};
use crate::fixture::{consultation, now, posted};

/// Whether all is well, and the lines.
fn examined(city: &City, flags: &[&str]) -> (bool, String) {
    let output = city.run(&[&["doctor"], flags].concat());
    let (told, said) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(said.lines().count(), usize::from(!output.status.success()), "{said}");
    (output.status.success(), told)
}

#[track_caller]
fn finds(city: &City, flags: &[&str], line: &str) {
    let (well, told) = examined(city, flags);
    assert!(!well && told.lines().any(|found| found.starts_with(line)), "{line} is not in\n{told}");
}

async fn execute(city: &City, sql: &str) {
    let (url, sql) = (city.setting("DATABASE_URL"), sqlx::raw_sql(AssertSqlSafe(sql.to_owned())));
    if url.starts_with("sqlite") {
        let mut connection = SqliteConnection::connect(url).await.unwrap();
        sql.execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    } else {
        let mut connection = PgConnection::connect(url).await.unwrap();
        sql.execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }
}

async fn a_city_is_examined_while_it_is_served(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    posted(&moderator, &consultation, "Uwaga.").await;
    let (well, told) = examined(&city, &[]);
    assert!(well, "{told}");
    for subject in ["database", "migrations", "clock", "data folder", "mail", "public URL", "trusted proxies"] {
        assert!(told.lines().any(|line| line.starts_with(&format!("ok       {subject}: "))), "{subject} is not in\n{told}");
    }
    assert!(told.contains("warning  rate limits: off"), "{told}");
    assert!(told.contains(" free for "), "{told}");
    assert!(told.contains("SQLite: version 3.") || told.contains("PostgreSQL: version "), "{told}");
    // No mail server is there, nor an address that others could use.
    finds(&city, &["--smtp-url", &format!("smtp://127.0.0.1:{}", free_port())], "FAILED   mail: ");
    finds(&city, &["--busola-public-url", "http://konsultacje.example"], "FAILED   public URL: ");
    finds(&city, &["--database-url", "mysql://localhost"], "FAILED   database: ");
    posted(&moderator, &consultation, "Nadal działa.").await;
}

async fn what_is_wrong_with_a_database_is_found(mut city: City) {
    let moderator = city.person("Ewa", "moderator");
    consultation(&moderator).await;
    city.terminate().await;
    let later = now().plus(busola_domain::time::HOUR);
    execute(&city, &format!("update events set at = {}", later.0)).await;
    finds(&city, &[], "FAILED   clock: ");
    execute(&city, "update _sqlx_migrations set version = 9999 where version = 1").await;
    finds(&city, &[], "FAILED   migrations: ");
}

on_both_databases!(a_city_is_examined_while_it_is_served, what_is_wrong_with_a_database_is_found);

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_yet_is_no_failure_and_stays_away() {
    on_sqlite(|city| async move {
        let nowhere = city.folder().join("new");
        let database = format!("sqlite://{}", nowhere.join("busola.db").display());
        let (well, told) = examined(&city, &["--database-url", &database, "--busola-data", nowhere.to_str().unwrap()]);
        assert!(well, "{told}");
        assert!(told.contains("warning  database: ") && told.contains("warning  data folder: "), "{told}");
        assert!(!nowhere.exists(), "looking makes nothing");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_file_is_found() {
    on_sqlite(|mut city| async move {
        city.terminate().await;
        let file = city.setting("DATABASE_URL").strip_prefix("sqlite://").unwrap().to_owned();
        let mut bytes = std::fs::read(&file).unwrap();
        // All but the first pages, which name the tables.
        let from = bytes.len() / 2;
        bytes[from..].fill(0x55);
        std::fs::write(&file, &bytes).unwrap();
        let (well, told) = examined(&city, &[]);
        assert!(!well && told.contains("FAILED   "), "{told}");
    })
    .await;
}
