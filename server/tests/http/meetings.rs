//! Forms of meetings without JavaScript: announcing and changing one, coming in, asking, preparing polls, writing minutes.

use reqwest::Method;
use serde_json::{Value, json};

use crate::city::{City, on_sqlite, with_settings};
use crate::fixture::{consultation, id};
use crate::person::{Answer, Person};

/// A moderator at a browser, with a token too.
async fn moderator(city: &City) -> (Person, Person) {
    let program = city.person("Ewa", "moderator");
    (program, Person::signed_in(city, "ewa@example.org").await)
}

/// Announces a meeting by its form; the boxes that are not named are not ticked.
async fn announce(ewa: &Person, consultation: &Value, title: &str, ticked: &[&str]) -> Answer {
    let page = format!("/consultations/{}/sessions/new", consultation["slug"].as_str().unwrap());
    let mut fields = vec![
        ("consultation", id(consultation)),
        ("title", title),
        ("starts_at", "2036-06-20T16:00"),
        ("ends_at", ""),
        ("place", ""),
        ("agenda", "§ 7: Pieniądze\r\nSprawy różne"),
        ("doors", "public"),
        ("speech_seconds", "120"),
        ("page", &page),
    ];
    fields.extend(ticked.iter().map(|name| (*name, "true")));
    ewa.form("/fn/create-meeting", &fields).await
}

/// The id in the address that a form leads to.
fn led_to(location: &str) -> &str {
    location.split('/').nth(2).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_announced_and_changed() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        let consultation = consultation(&program).await;
        let refused = announce(&ewa, &consultation, "", &["anonymous_questions"]).await;
        assert_eq!(refused.status, 422);
        let is_ticked = |name: &str| {
            let name = format!("name=\"{name}\"");
            let tag = refused.text.split("<input").map(|tag| tag.split('>').next().unwrap()).find(|tag| tag.contains(&name)).unwrap();
            tag.contains(" checked")
        };
        assert!(is_ticked("anonymous_questions") && !is_ticked("guests") && !is_ticked("approve_questions"));

        let made = announce(&ewa, &consultation, "Spotkanie", &["guests"]).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let made = led_to(made.header("location")).to_owned();
        let path = format!("/api/v1/sessions/{made}");
        let before: Value = program.get(&path).await.expect(200);
        let rules = &before["rules"];
        assert_eq!((&rules["guests"], &rules["anonymous_questions"], &rules["speech_seconds"]), (&json!(true), &json!(false), &json!(120)));

        let page = format!("/sessions/{made}/edit");
        let fields = [
            ("id", made.as_str()),
            ("title", "Spotkanie"),
            ("starts_at", "2036-06-20T16:00"),
            ("ends_at", "2036-06-20T18:00"),
            ("place", "Ratusz"),
            ("agenda", "Sprawy różne\r\n§ 7: Pieniądze\r\nZakończenie"),
            ("approve_questions", "true"),
            ("speech_seconds", ""),
            ("page", &page),
        ];
        let changed = ewa.form("/fn/change-meeting", &fields).await;
        assert_eq!((changed.status, changed.header("location")), (303, format!("/sessions/{made}").as_str()));
        let after: Value = program.get(&path).await.expect(200);
        assert_eq!((&after["agenda"][0], &after["agenda"][1]), (&before["agenda"][1], &before["agenda"][0]));
        assert_eq!(after["ends_at"], "2036-06-20T16:00:00.000Z");
        // Somebody else had the form open before that: what they typed stays, over the present announcement.
        let stale: Vec<_> = fields
            .iter()
            .copied()
            .chain([("revision", "0")])
            .map(|field| if field.0 == "title" { ("title", "Inny tytuł") } else { field })
            .collect();
        let refused = ewa.form("/fn/change-meeting", &stale).await;
        assert_eq!(refused.status, 409);
        assert!(refused.text.contains("Inny tytuł") && refused.text.contains("name=\"revision\" value=\"1\""), "{}", refused.text);
        assert_eq!((&after["rules"]["guests"], &after["rules"]["approve_questions"]), (&json!(false), &json!(true)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_the_code_comes_in_under_a_name_for_the_hall() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        let consultation = consultation(&program).await;
        let made = announce(&ewa, &consultation, "Spotkanie", &["guests"]).await;
        let made = led_to(made.header("location")).to_owned();
        let page = format!("/sessions/{made}");
        let code = program.get(&format!("/api/v1/sessions/{made}")).await.expect(200)["code"].as_str().unwrap().to_owned();
        let mut guest = city.guest();
        let enter =
            async |guest: &Person, name: &str| guest.form("/fn/enter-meeting", &[("code", &code), ("name", name), ("page", &page)]).await;
        let refused = enter(&guest, "zofia@example.org").await;
        assert_eq!((refused.status, refused.cookie()), (422, None));
        assert!(refused.text.contains("zofia@example.org"), "what was typed stays in the form");
        let entered = enter(&guest, "Zofia").await;
        assert_eq!((entered.status, entered.header("location")), (303, page.as_str()));
        guest.cookie = entered.cookie();
        let asked = guest.form("/fn/ask-question", &[("meeting", &made), ("body", "Kiedy?"), ("page", &page)]).await;
        assert_eq!(asked.status, 303, "{}", asked.text);
        let meeting: Value = program.get(&format!("/api/v1/sessions/{made}")).await.expect(200);
        assert_eq!(meeting["questions"][0]["author"], "Zofia");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_comes_in_again_and_again_to_stuff_a_poll() {
    with_settings(&[("BUSOLA_RATE_LIMITS", "on")], |city| async move {
        let guest = city.guest();
        let mut sent = 0;
        loop {
            let answer = guest.form("/fn/enter-meeting", &[("code", "NIE MA"), ("page", "/privacy")]).await;
            if answer.status == 429 {
                break;
            }
            assert_eq!(answer.status, 404);
            sent += 1;
        }
        assert!((300..600).contains(&sent), "{sent}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_tries_one_code_after_the_other() {
    with_settings(&[("BUSOLA_RATE_LIMITS", "on")], |city| async move {
        let guest = city.guest();
        let mut tried = 0;
        let refused = loop {
            let answer = guest.get("/s/NIEMA").await;
            if answer.status == 429 {
                break answer;
            }
            assert_eq!(answer.status, 404);
            tried += 1;
        };
        assert!((600..900).contains(&tried), "{tried}");
        assert!(refused.text.contains("<main"), "{}", refused.text);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_edit_minutes_the_second_is_told_and_loses_nothing() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        let consultation = consultation(&program).await;
        let made = announce(&ewa, &consultation, "Spotkanie", &[]).await;
        let made = led_to(made.header("location")).to_owned();
        let page = format!("/sessions/{made}/minutes");
        // Nothing happened yet that could be told.
        assert_eq!(ewa.get(&page).await.status, 409);
        for step in ["start", "end"] {
            program.call(Method::POST, &format!("/api/v1/sessions/{made}/{step}")).await.expect(200);
        }
        assert_eq!((ewa.get(&page).await.status, city.guest().get(&page).await.status), (200, 404));
        let keep =
            async |body: &str| ewa.form("/fn/keep-minutes", &[("id", &made), ("revision", "0"), ("body", body), ("page", &page)]).await;
        assert_eq!(keep("Pierwszy tekst").await.status, 303);
        let refused = keep("Drugi <tekst>").await;
        assert_eq!(refused.status, 409);
        assert!(refused.text.contains("Drugi &lt;tekst>") && refused.text.contains("Pierwszy tekst"), "{}", refused.text);
        // The form is about the present one now.
        assert_eq!(refused.text.matches("name=\"revision\" value=\"1\"").count(), 1);
        let published = ewa.form("/fn/publish-minutes", &[("id", &made), ("revision", "1"), ("page", &page)]).await;
        assert_eq!(published.status, 303);
        let read = city.guest().get(&page).await;
        assert!(read.status == 200 && read.text.contains("Pierwszy tekst") && !read.text.contains("<textarea"));
    })
    .await;
}

/// What stands in the `textarea` of an id, as it is written in the page.
fn area<'a>(page: &'a Answer, id: &str) -> &'a str {
    let tag = page.text.split("<textarea").find(|tag| tag.contains(&format!("id=\"{id}\""))).unwrap();
    tag.split("</textarea>").next().unwrap().split_once('>').unwrap().1
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_in_the_hall_stands_in_its_form_again() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        let consultation = consultation(&program).await;
        let made = announce(&ewa, &consultation, "Spotkanie", &["guests", "anonymous_questions"]).await;
        let made = led_to(made.header("location")).to_owned();
        let page = format!("/sessions/{made}");
        let long = "x".repeat(1_000);
        let (body, written) = (format!("1 < 2 & 3?</textarea> {long}"), format!("\n1 &lt; 2 &amp; 3?&lt;/textarea> {long}"));
        let ask = [("meeting", made.as_str()), ("body", &body), ("anonymous", "true"), ("page", &page)];
        let refused = ewa.form("/fn/ask-question", &ask).await;
        assert_eq!((refused.status, area(&refused, "question")), (422, written.as_str()));
        let unsigned = refused.text.split("<input").find(|tag| tag.contains("id=\"anonymous\"")).unwrap();
        assert!(unsigned.split('>').next().unwrap().contains(" checked") && refused.text.contains("href=\"#question\""));
        assert_eq!(area(&ewa.get(&page).await, "question"), "\n");

        // A moderator's form, on the console.
        let console = format!("{page}/console");
        let poll = [("meeting", made.as_str()), ("question", "Czy \"tak\"?"), ("kind", "multiple"), ("options", "Tak"), ("page", &console)];
        let refused = ewa.form("/fn/create-poll", &poll).await;
        assert_eq!((refused.status, area(&refused, "poll-options")), (422, "\nTak"));
        assert!(refused.text.contains("value=\"Czy &quot;tak&quot;?\"") && refused.text.contains("href=\"#poll-options\""));

        // Once the meeting is over too.
        for step in ["start", "end"] {
            program.call(Method::POST, &format!("/api/v1/sessions/{made}/{step}")).await.expect(200);
        }
        let late = ewa.form("/fn/ask-question", &[("meeting", &made), ("body", "Kiedy?"), ("page", &page)]).await;
        assert_eq!((late.status, area(&late, "question")), (409, "\nKiedy?"));
        let form = late.text.split("<form").find(|form| form.contains("action=\"/fn/ask-question\"")).unwrap();
        assert!(!form.split('>').next().unwrap().contains("hidden"), "{form}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_before_the_sign_in_ended_waits_to_be_sent_again() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        let consultation = consultation(&program).await;
        let made = announce(&ewa, &consultation, "Spotkanie", &[]).await;
        let made = led_to(made.header("location")).to_owned();
        for step in ["start", "end"] {
            program.call(Method::POST, &format!("/api/v1/sessions/{made}/{step}")).await.expect(200);
        }
        let page = format!("/sessions/{made}/minutes");
        let fields = [("id", made.as_str()), ("revision", "0"), ("body", "Długi <protokół>"), ("page", &page)];
        city.person("Jan", "resident");
        let (nobody, jan) = (city.guest(), Person::signed_in(&city, "jan@example.org").await);
        for (who, status) in [(&nobody, 401), (&jan, 403)] {
            let kept = who.form("/fn/keep-minutes", &fields).await;
            assert_eq!((kept.status, area(&kept, "body")), (status, "\nDługi &lt;protokół>"));
            for hidden in [format!("name=\"id\" value=\"{made}\""), "name=\"revision\" value=\"0\"".to_owned()] {
                assert!(kept.text.contains(&hidden), "{}", kept.text);
            }
            assert!(kept.text.contains("action=\"/fn/keep-minutes\"") && kept.text.contains("/sign-in?next=%2Fsessions%2F"));
            // Nothing of what is not theirs to read.
            assert!(!kept.text.contains("Spotkanie"), "{}", kept.text);
        }
        assert_eq!(ewa.form("/fn/keep-minutes", &fields).await.status, 303);
        // What was only pressed leads to the sign-in at once.
        let pressed = nobody.form("/fn/publish-minutes", &[("id", &made), ("revision", "1"), ("page", &page)]).await;
        assert_eq!(pressed.status, 303);
        assert!(pressed.header("location").starts_with("/sign-in?next="));
    })
    .await;
}
