//! A city that an older Busola left is brought up to date, and everything in it reads as before.

use std::collections::HashMap;
use std::path::Path;

use serde_json::Value;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};

use crate::city::{City, begun};
use crate::fresh;
use crate::person::Person;

/// A file that `server/tests/upgrade/make.mjs` made with an older Busola.
fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/upgrade").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}: server/tests/upgrade/make.mjs makes it", path.display()))
}

/// Where an answer differs from what was answered before; what was added to it does not count.
fn differences(at: &str, was: &Value, is: &Value, found: &mut Vec<String>) {
    match (was, is) {
        (Value::Object(was), Value::Object(is)) => {
            // The moment at which a report is told is that of the question.
            for (name, was) in was.iter().filter(|(name, _)| *name != "generated_at") {
                differences(&format!("{at}.{name}"), was, is.get(name).unwrap_or(&Value::Null), found);
            }
        }
        (Value::Array(was), Value::Array(is)) if was.len() == is.len() => {
            for (place, (was, is)) in was.iter().zip(is).enumerate() {
                differences(&format!("{at}[{place}]"), was, is, found);
            }
        }
        (was, is) if was == is => {}
        (was, is) => found.push(format!("{at}: {was} became {is}")),
    }
}

/// Puts the items of a page in the order of their numbers.
fn by_number(page: &mut Value) {
    page["items"].as_array_mut().unwrap().sort_by_key(|item| item["number"].as_i64());
}

/// Asks everything again that the older Busola was asked.
async fn reads_as_before(city: &City, told: &str) {
    let told: Vec<Value> = serde_json::from_str(&told.replace("SITE", &city.url)).unwrap();
    assert!(told.len() > 50, "{}", told.len());
    let (mut found, mut readers) = (Vec::new(), HashMap::from([("", city.guest())]));
    for before in &told {
        let (email, path) = (before["email"].as_str().unwrap(), before["path"].as_str().unwrap());
        let reader =
            readers.entry(email).or_insert_with(|| Person::with_token(&city.url, city.told(&["token", "create", "--email", email]).trim()));
        let now = reader.get(&format!("/api/v1{path}")).await;
        if before["status"] != now.status {
            found.push(format!("{email} {path}: {} became {}", before["status"], now.status));
        } else if !before["body"].is_null() {
            let (mut was, mut is) = (before["body"].clone(), serde_json::from_str(&now.text).unwrap());
            // The desk went by receipt then, and goes by the draft now.
            if path.contains("/desk") {
                by_number(&mut was);
                by_number(&mut is);
            }
            differences(&format!("{email} {path}"), &was, &is, &mut found);
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    // And it goes on from there.
    assert_eq!(city.guest().get("/").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_city_of_an_older_busola_reads_as_before_on_sqlite() {
    fresh::on_sqlite(|url| async move {
        let options: SqliteConnectOptions = url.parse().unwrap();
        let mut connection = SqliteConnection::connect_with(&options.create_if_missing(true)).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(file("sqlite.sql"))).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        reads_as_before(&begun(&url).await, &file("sqlite.json")).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_city_of_an_older_busola_reads_as_before_on_postgres() {
    fresh::on_postgres(|url| async move {
        let mut connection = PgConnection::connect(&url).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(file("postgres.sql"))).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        reads_as_before(&begun(&url).await, &file("postgres.json")).await;
    })
    .await;
}
