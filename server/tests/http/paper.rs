//! Remarks from paper and files of them, by forms without JavaScript.

use busola_domain::Day;
use serde_json::{Value, json};

use crate::city::{City, on_sqlite};
use crate::fixture::{comments_of, consultation, counts, id, listed, new_id, now, unit};
use crate::person::{Answer, Person};
use crate::upload::send;

/// A moderator at a browser, with a token too.
async fn moderator(city: &City) -> (Person, Person) {
    let program = city.person("Ewa", "moderator");
    (program, Person::signed_in(city, "ewa@example.org").await)
}

fn page_of(made: &Value) -> String {
    format!("/consultations/{}/paper", made["slug"].as_str().unwrap())
}

async fn check(city: &City, who: &Person, made: &Value, name: &str, content: &[u8]) -> Answer {
    send(city, who, "/fn/check-import", &[("page", &page_of(made)), ("id", id(made))], Some((name, content))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_remark_is_entered_by_the_form_and_what_was_typed_stays() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        let made = consultation(&program).await;
        let (page, today) = (page_of(&made), Day::of(now()).to_string());
        assert_eq!(city.guest().get(&page).await.status, 401);
        let (remark, on) = (new_id(), unit(&made, "§ 7"));
        let sent = async |received_on: &str| {
            let fields = [
                ("consultation", id(&made)),
                ("id", &remark),
                ("unit", on),
                ("body", "Za mało\r\npieniędzy."),
                ("source", "meeting"),
                ("received_on", received_on),
                ("author", "Anna Nowak"),
                ("page", &page),
            ];
            ewa.form("/fn/enter-remark", &fields).await
        };
        let refused = sent("2020-01-01").await;
        assert_eq!(refused.status, 422);
        for typed in ["Za mało", "value=\"2020-01-01\"", "value=\"Anna Nowak\"", "was not open on that day"] {
            assert!(refused.text.contains(typed), "{typed}: {}", refused.text);
        }
        let entered = sent(&today).await;
        assert_eq!((entered.status, entered.header("location")), (303, format!("{page}?entered={remark}").as_str()), "{}", entered.text);
        assert_eq!(sent(&today).await.status, 303);
        assert_eq!(counts(&ewa, &made).await, (1, 1));
        let next = ewa.get(entered.header("location")).await;
        assert!(next.text.contains("Comment no. 1 was entered.") && next.text.contains(&format!("value=\"{today}\"")), "{}", next.text);
        let seen = city.guest().get(&format!("/consultations/{}?unit={on}", made["slug"].as_str().unwrap())).await.text;
        assert!(seen.contains("At a meeting, received ") && seen.contains("Anna Nowak"), "{seen}");
        assert_eq!(listed(&ewa, &made, &json!({ "id": remark })).await.unwrap()["body"], "Za mało\npieniędzy.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_shown_then_entered() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        let made = consultation(&program).await;
        let (page, today) = (page_of(&made), Day::of(now()).to_string());
        let template = ewa.get(&format!("{page}/template.csv")).await;
        assert!(template.header("content-disposition").starts_with("attachment;"));
        let heads = template.text.trim_start_matches('\u{FEFF}').trim_end().to_owned();
        assert_eq!(heads, "Comment;Unit;How it came;Date of receipt;Submitter");

        let bad = format!("{heads}\r\nZa krótko;§ 99;paper;{today};Anna\r\n;;fax;{today};\r\n");
        let read = check(&city, &ewa, &made, "uwagi.csv", bad.as_bytes()).await;
        assert_eq!(read.status, 303, "{}", read.text);
        let preview = ewa.get(read.header("location").split('#').next().unwrap()).await.text;
        assert!(preview.contains("3 errors") && preview.contains("Nothing was entered."), "{preview}");
        assert!(!preview.contains("/fn/import-remarks"), "{preview}");

        let good = format!("{heads}\r\nZa krótko & <drogo>;§ 7;paper;{today};Anna\r\nPopieram;;e-mail;{today};\r\n");
        let read = check(&city, &ewa, &made, "uwagi.csv", good.as_bytes()).await;
        let (way, _) = read.header("location").split_once('#').unwrap();
        let import = way.split_once("import=").unwrap().1.to_owned();
        let preview = ewa.get(way).await.text;
        assert!(preview.contains("2 comments to enter") && preview.contains("Enter 2 comments"), "{preview}");
        assert!(!preview.contains("<drogo>"));
        assert_eq!(counts(&ewa, &made).await, (0, 0));
        let fields = [("consultation", id(&made)), ("import", &import), ("page", way)];
        for expected in [2, 0] {
            let entered = ewa.form("/fn/import-remarks", &fields).await;
            assert_eq!(
                (entered.status, entered.header("location")),
                (303, format!("{page}?imported={expected}").as_str()),
                "{}",
                entered.text
            );
        }
        assert_eq!(counts(&ewa, &made).await, (2, 2));
        let numbers = ewa.get(&format!("{}?order=oldest", comments_of(&made))).await.expect(200);
        let bodies: Vec<_> = numbers["items"].as_array().unwrap().iter().map(|item| item["body"].as_str().unwrap()).collect();
        assert_eq!(bodies, ["Za krótko & <drogo>", "Popieram"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_table_is_refused_on_the_page() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        city.person("Anna", "resident");
        let anna = Person::signed_in(&city, "anna@example.org").await;
        let made = consultation(&program).await;
        let large = vec![b'a'; 5_000_001];
        for (name, content, words) in [
            ("uwagi.xlsx", b"PK\x03\x04 no workbook".as_slice(), "read safely"),
            ("uwagi.csv", b"%PDF-1.7".as_slice(), "another kind of file"),
            ("uwagi.csv", b"a;b;c\n1;2;3\n".as_slice(), "The first row must have heads"),
            ("uwagi.csv", large.as_slice(), "at most 5 MB"),
            ("", b"".as_slice(), "No file was chosen"),
        ] {
            let refused = check(&city, &ewa, &made, name, content).await;
            assert_eq!(refused.status, 422, "{words}");
            assert!(refused.text.contains(words), "{words}: {}", refused.text);
        }
        assert_eq!(check(&city, &anna, &made, "uwagi.csv", b"body;source;received_on\n").await.status, 403);
        assert_eq!(check(&city, &city.guest(), &made, "uwagi.csv", b"").await.status, 303);
        assert_eq!(ewa.get(&format!("{}?import={}", page_of(&made), new_id())).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_remark_is_corrected_by_the_form_and_what_was_typed_stays() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        let made = consultation(&program).await;
        let (on, today) = (unit(&made, "§ 7"), Day::of(now()).to_string());
        let letter =
            json!({ "id": new_id(), "unit": on, "body": "Za krutko", "source": "paper", "received_on": today, "author": "Anna Nowk" });
        let entered = program.post(&format!("{}/paper", comments_of(&made)), &letter).await.expect(201);
        let page = format!("/remarks/{}/correct", id(&entered));
        // The way there stands at the remark, for moderators alone.
        let home = format!("/consultations/{}", made["slug"].as_str().unwrap());
        let reading = format!("{home}?unit={on}");
        assert!(ewa.get(&reading).await.text.contains(&page) && !city.guest().get(&reading).await.text.contains(&page));
        assert_eq!(city.guest().get(&page).await.status, 401);
        let form = ewa.get(&page).await.text;
        for known in ["Za krutko", "value=\"Anna Nowk\"", &format!("value=\"{today}\"")] {
            assert!(form.contains(known), "{known}: {form}");
        }
        let (seq, remark) = (entered["seq"].to_string(), id(&entered).to_owned());
        let sent = async |seq: &str, body: &str, received_on: &str| {
            let fields = [
                ("id", remark.as_str()),
                ("seq", seq),
                ("unit", ""),
                ("body", body),
                ("source", "mail"),
                ("received_on", received_on),
                ("author", ""),
                ("page", &page),
            ];
            ewa.form("/fn/correct-remark", &fields).await
        };
        let refused = sent(&seq, "Za krótko", "2020-01-01").await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("Za krótko") && refused.text.contains("value=\"2020-01-01\""), "{}", refused.text);
        let saved = sent(&seq, "Za krótko", &today).await;
        assert_eq!((saved.status, saved.header("location")), (303, format!("{home}#u-{remark}").as_str()), "{}", saved.text);
        let seen = listed(&ewa, &made, &json!({ "id": remark })).await.unwrap();
        assert_eq!((&seen["body"], &seen["source"], &seen["unit"]), (&json!("Za krótko"), &json!("mail"), &Value::Null));
        assert!(!ewa.get(&home).await.text.contains("Nowk"));
        let log = ewa.get("/log").await.text;
        assert!(log.contains("How it came: was “on paper”; Comment; Submitter"), "{log}");

        // Who had the form open before is told, keeps what was typed, and sends it over what is there.
        let late = sent(&seq, "Za krótki termin", &today).await;
        assert_eq!(late.status, 409);
        let newer = seen["seq"].to_string();
        for kept in ["Za krótki termin", "Somebody else changed this comment meanwhile", &format!("name=\"seq\" value=\"{newer}\"")] {
            assert!(late.text.contains(kept), "{kept}: {}", late.text);
        }
        assert_eq!(sent(&newer, "Za krótki termin", &today).await.status, 303);
        assert_eq!(listed(&ewa, &made, &json!({ "id": remark })).await.unwrap()["body"], "Za krótki termin");
    })
    .await;
}
