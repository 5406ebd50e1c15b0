//! The commands of the program.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Output;

use sqlx::Connection as _;

use crate::city::{City, on_sqlite, with_settings};
use crate::fixture::{consultation, id, posted, unit};

/// The one line that a failed command says.
#[track_caller]
pub(crate) fn line(output: &Output) -> String {
    assert!(!output.status.success());
    assert!(output.stdout.is_empty());
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
    said
}

async fn a_newer_database_is_refused_by_every_command(mut city: City) {
    city.kill();
    let database = city.setting("DATABASE_URL").to_owned();
    let newer = "update _sqlx_migrations set version = 99990101000000 where version = (select max(version) from _sqlx_migrations)";
    if database.starts_with("sqlite") {
        let mut connection = sqlx::SqliteConnection::connect(&database).await.unwrap();
        sqlx::query(newer).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    } else {
        let mut connection = sqlx::PgConnection::connect(&database).await.unwrap();
        sqlx::query(newer).execute(&mut connection).await.unwrap();
    }
    let email = ["--email", "anna@example.org"];
    for command in
        [&["serve"][..], &["migrate"], &["demo"], &["user", "create", email[0], email[1]], &["token", "create", email[0], email[1]]]
    {
        let said = line(&city.run(command));
        assert!(said.contains("newer"), "{command:?}: {said}");
    }
}

async fn migrating_twice_changes_nothing(city: City) {
    assert_eq!(city.told(&["migrate"]), "");
    assert_eq!(city.told(&["migrate"]), "");
    city.guest().get("/api/v1/consultations").await.expect(200);
}

async fn a_draft_is_imported_and_what_people_wrote_stays(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    let slug = consultation["slug"].as_str().unwrap().to_owned();
    let file = city.folder().join("projekt.txt");
    let import = || city.run(&["draft", "import", "--consultation", &slug, file.to_str().unwrap()]);
    std::fs::write(&file, "§ 1. Nowa treść.\n§ 7. Na program przeznacza się 200 000 zł.\n§ 8. Dodany.\n").unwrap();
    assert!(import().status.success());
    let now = moderator.get(&format!("/api/v1/consultations/{slug}")).await.expect(200);
    assert_eq!(now["draft"]["version"], 2);
    assert_eq!(unit(&now, "§ 7"), unit(&consultation, "§ 7"), "a unit keeps its id");
    let remark = crate::fixture::remark_on(unit(&now, "§ 8"), "Do § 8.");
    moderator.post(&crate::fixture::comments_of(&now), &remark).await.expect(201);
    // A version without what a remark stands on is taken, and the remark stays.
    std::fs::write(&file, "§ 1. Nowa treść.\n§ 7. Na program przeznacza się 200 000 zł.\n").unwrap();
    assert!(import().status.success());
    let later = moderator.get(&format!("/api/v1/consultations/{slug}")).await.expect(200);
    assert_eq!(later["draft"]["version"], 3);
    assert_eq!(later["counts"]["comments"], 1);
    let listed = moderator.get(&format!("{}?unit={}", crate::fixture::comments_of(&now), unit(&now, "§ 8"))).await.expect(200);
    assert_eq!(listed["items"][0]["body"], "Do § 8.");
    // The same again is no new version.
    assert!(String::from_utf8(import().stderr).unwrap().contains("says the same"));
}

on_both_databases!(
    a_newer_database_is_refused_by_every_command,
    migrating_twice_changes_nothing,
    a_draft_is_imported_and_what_people_wrote_stays
);

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_all_that_is_printed() {
    on_sqlite(|city| async move {
        city.told(&["user", "create", "--email", "Anna@Example.org", "--name", "Anna", "--role", "moderator"]);
        let printed = city.told(&["token", "create", "--email", "anna@example.org"]);
        let token = printed.strip_suffix('\n').unwrap();
        assert!(token.len() >= 40 && token.chars().all(|c| c.is_ascii_graphic()), "{printed:?}");
        let anna = crate::person::Person::with_token(&city.url, token);
        let consultation = consultation(&anna).await;
        let comment = posted(&anna, &consultation, "Uwaga.").await;
        assert_eq!(comment["author"]["name"], "Anna");
        assert_eq!(id(&comment).len(), 36);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_says_why_in_one_line() {
    on_sqlite(|city| async move {
        city.person("Anna", "resident");
        let create = |email: &str, more: &[&str]| city.run(&[&["user", "create", "--email", email], more].concat());
        assert!(line(&create("anna@example.org", &[])).contains("account"));
        line(&create("not an address", &[]));
        line(&create("ola@example.org", &["--name", "ola@example.org"]));
        line(&city.run(&["token", "create", "--email", "nobody@example.org"]));
        line(&city.run(&["draft", "import", "--consultation", "nothing", "nothing.txt"]));
        line(&city.run(&["demo"]));
        for none in ["king", "guest"] {
            assert!(line(&create("ola@example.org", &["--role", none])).contains("resident, moderator or admin"));
        }
        assert!(line(&city.run(&["user", "create"])).contains("--email"));
        line(&city.run(&["sing"]));
        // Of a setting, its name.
        let file = city.folder().join("file");
        std::fs::write(&file, "").unwrap();
        let settings = [
            ("--database-url", "mysql://localhost", "DATABASE_URL"),
            ("--busola-public-url", "https://a.example/path", "BUSOLA_PUBLIC_URL"),
            ("--busola-public-url", "konsultacje.example", "https://host"),
            ("--busola-data", file.to_str().unwrap(), "BUSOLA_DATA"),
            ("--smtp-url", "mail.example", "SMTP_URL"),
            ("--smtp-from", "nobody", "SMTP_FROM"),
            ("--busola-trusted-proxies", "everybody", "BUSOLA_TRUSTED_PROXIES"),
            ("--busola-rate-limits", "perhaps", "BUSOLA_RATE_LIMITS"),
            ("--busola-commit-group", "0", "BUSOLA_COMMIT_GROUP"),
            ("--busola-commit-group", "10001", "from 1 to 10000"),
            ("--busola-listen", "here", "BUSOLA_LISTEN"),
            ("--busola-listen", "3000", "127.0.0.1:3000"),
            // A server that is not there is told at once, not after half a minute of trying.
            ("--database-url", "postgres://nobody@127.0.0.1:9/x", "refused"),
        ];
        for (flag, value, name) in settings {
            let said = line(&city.run(&["serve", flag, value]));
            assert!(said.contains(name), "{flag}: {said}");
        }
        let elsewhere = line(&city.run(&["serve", "--busola-rate-limits", "on", "--busola-listen", "192.0.2.1:3000"]));
        assert!(elsewhere.contains("no such address") && elsewhere.contains("BUSOLA_LISTEN"), "{elsewhere}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_setting_that_is_set_to_nothing_is_not_set() {
    let none = ["SMTP_URL", "SMTP_FROM", "BUSOLA_TRUSTED_PROXIES", "BUSOLA_METRICS_LISTEN", "BUSOLA_COMMIT_GROUP", "BUSOLA_LOG"];
    with_settings(&none.map(|name| (name, "")), |city| async move { assert_eq!(city.guest().get("/healthz").await.status, 200) }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_holds_addresses_is_its_owners_alone() {
    on_sqlite(|city| async move {
        city.person("Anna", "resident");
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let database = city.setting("DATABASE_URL").strip_prefix("sqlite://").unwrap().to_owned();
        assert_eq!(mode(Path::new(&database)), 0o600);
        assert_eq!(mode(Path::new(&format!("{database}-wal"))), 0o600);
        assert_eq!(mode(&Path::new(city.setting("BUSOLA_DATA")).join("mail")), 0o700);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_printed_of_the_api_is_what_is_served() {
    on_sqlite(|city| async move {
        let printed: serde_json::Value = serde_json::from_str(&city.told(&["openapi"])).unwrap();
        assert_eq!(printed, city.guest().get("/api/v1/openapi.json").await.expect(200));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_command_explains_itself() {
    on_sqlite(|city| async move {
        let commands: [&[&str]; 8] =
            [&[], &["serve"], &["migrate"], &["demo"], &["user", "create"], &["token", "create"], &["draft", "import"], &["draft"]];
        let more: [&[&str]; 4] = [&["backup"], &["restore"], &["doctor"], &["openapi"]];
        for command in commands.into_iter().chain(more) {
            assert!(city.told(&[command, &["--help"]].concat()).contains("Usage: busola"), "{command:?}");
        }
    })
    .await;
}
