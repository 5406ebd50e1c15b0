//! Passwords, one's own account and people's offices, by the forms of `/account`, `/sign-in/password` and `/admin/people`,
//! `GET /account/data`, and `busola user create --password-stdin`.

use std::io::Write as _;

use serde_json::{Value, json};

use crate::city::{City, on_sqlite, with_settings};
use crate::fixture::{consultation, id, listed, log, posted};
use crate::person::Person;

const WORDS: &str = "kot je makaron z serem";
const ANNA: &str = "anna@example.org";

/// An account that is made with a password on standard input.
fn created(city: &City, name: &str, role: &str, password: &str) -> std::process::Output {
    let email = format!("{}@example.org", name.to_lowercase());
    let mut child = city.start_command(&["user", "create", "--email", &email, "--name", name, "--role", role, "--password-stdin"]);
    child.stdin.take().unwrap().write_all(format!("{password}\n").as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

async fn by_password(city: &City, email: &str, password: &str) -> Person {
    let mut person = city.guest();
    let fields = [("email", email), ("password", password), ("next", "/privacy"), ("page", "/sign-in/password")];
    let entered = person.form("/fn/sign-in-by-password", &fields).await;
    assert_eq!((entered.status, entered.header("location")), (303, "/privacy"), "{}", entered.text);
    person.cookie = entered.cookie();
    person
}

async fn an_administrator_made_by_the_command_signs_in_and_gives_offices(city: City) {
    assert!(created(&city, "Adam", "admin", WORDS).status.success());
    let (adam, anna) = (by_password(&city, "adam@example.org", WORDS).await, city.person("Anna", "resident"));
    let page = adam.get("/admin/people?q=ANNA").await;
    assert!(page.status == 200 && page.text.contains("Anna") && !page.text.contains("@example.org"), "{}", page.text);
    let found = adam.get("/admin/people?q=anna%40example.org").await;
    let whom = found.text.split("name=\"whom\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let give = async |by: &Person, whom: &str, role: &str| {
        by.form("/fn/give-office", &[("whom", whom), ("role", role), ("sought", "anna"), ("page", "/admin/people?q=anna")]).await
    };
    assert_eq!(anna.get("/log").await.status, 403);
    let given = give(&adam, &whom, "moderator").await;
    assert_eq!((given.status, given.header("location")), (303, "/admin/people?q=anna&saved=1"), "{}", given.text);
    assert_eq!(anna.get("/log").await.status, 200, "with the token that she had");
    assert_eq!(give(&anna, &whom, "admin").await.status, 403);
    assert_eq!(anna.get("/admin/people").await.status, 403);
    assert_eq!(city.guest().get("/admin/people").await.status, 401);
    // Nobody takes their own office.
    let adams = adam.get("/admin/people?q=adam").await;
    assert!(!adams.text.contains("name=\"whom\""), "{}", adams.text);
    let own = adam.get("/api/v1/account/data").await.expect(200)["account"]["id"].as_str().unwrap().to_owned();
    let refused = give(&adam, &own, "resident").await;
    assert!(refused.status == 409 && refused.text.contains("Nobody changes their own role"), "{}", refused.text);
}

async fn an_account_is_removed_by_a_form_and_its_remarks_stay(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    let by_token = city.person("Anna", "resident");
    let comment = posted(&by_token, &consultation, "Uwaga").await;
    let anna = Person::signed_in(&city, ANNA).await;
    let page = anna.get("/account/remove").await;
    assert!(page.status == 200 && page.text.contains("/fn/request-proof") && !page.text.contains("/fn/erase-account"), "{}", page.text);
    let asked = anna.form("/fn/request-proof", &[("to", "/account/remove"), ("page", "/account/remove")]).await;
    let page = asked.header("location").to_owned();
    let request = page.strip_prefix("/account/remove?proof=").unwrap();
    let letter = city.letter(ANNA).await;
    let code = letter.split_once("Code: ").unwrap().1.lines().next().unwrap().trim();
    let send = async |word: &str, code: &str| {
        anna.form("/fn/erase-account", &[("word", word), ("proof", request), ("code", code), ("page", &page)]).await
    };
    let refused = send("delete", code).await;
    assert!(refused.status == 422 && refused.text.contains("value=\"delete\""), "{}", refused.text);
    let refused = send("remove", "00000000").await;
    assert!(refused.status == 422 && !refused.text.contains(code), "{}", refused.text);
    let removed = send("remove", code).await;
    assert_eq!((removed.status, removed.header("location")), (303, "/account/remove?done=1"), "{}", removed.text);
    assert!(removed.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(anna.get("/account").await.status, 401);
    assert!(city.guest().get("/account/remove?done=1").await.text.contains("The account is removed"));
    by_token.get("/api/v1/receipts").await.problem(401);
    let stays = listed(&moderator, &consultation, &comment).await.unwrap();
    assert_eq!((&stays["author"]["name"], &stays["body"]), (&json!("konto usunięte"), &json!("Uwaga")));
    assert!(!Value::from(log(&moderator, &consultation).await).to_string().contains("Anna"));
    let shown = city.guest().get(&format!("/consultations/{}", consultation["slug"].as_str().unwrap())).await.text;
    assert!(shown.contains("account removed") && !shown.contains("Anna"), "{shown}");
    assert_eq!(moderator.get("/account/remove").await.status, 200);
}

on_both_databases!(an_administrator_made_by_the_command_signs_in_and_gives_offices, an_account_is_removed_by_a_form_and_its_remarks_stay);

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_is_none_makes_no_account() {
    on_sqlite(|city| async move {
        for (password, said) in [("short", "12 to 128"), ("Password1234", "tried first")] {
            let output = created(&city, "Ola", "resident", password);
            let error = String::from_utf8(output.stderr).unwrap();
            assert!(!output.status.success() && error.contains(said) && error.trim_end().lines().count() == 1, "{error}");
            assert!(!error.contains(password));
        }
        assert!(created(&city, "Ola", "resident", WORDS).status.success());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_comes_back_but_not_the_password() {
    on_sqlite(|city| async move {
        created(&city, "Anna", "resident", WORDS);
        let mut pages = Vec::new();
        for email in [ANNA, "nikt@example.org"] {
            let fields = [("email", email), ("password", "zupełnie inne słowa"), ("next", "/log"), ("page", "/sign-in/password")];
            let refused = city.guest().form("/fn/sign-in-by-password", &fields).await;
            assert_eq!((refused.status, refused.cookie()), (422, None));
            assert!(refused.text.contains(email) && refused.text.contains("value=\"/log\"") && !refused.text.contains("zupełnie"));
            pages.push(refused.text.replace(email, "").split("nonce").next().unwrap().to_owned());
        }
        assert_eq!(pages[0], pages[1], "nobody learns whether an address is known");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_changed_by_a_form_that_asks_for_the_present_one() {
    on_sqlite(|city| async move {
        created(&city, "Anna", "resident", WORDS);
        let anna = by_password(&city, ANNA, WORDS).await;
        let other = by_password(&city, ANNA, WORDS).await;
        let change = async |present: &str, new: &str| {
            anna.form("/fn/set-password", &[("password", present), ("new_password", new), ("page", "/account/password")]).await
        };
        let refused = change(WORDS, "krótkie").await;
        assert!(refused.status == 422 && refused.text.contains("at least 12") && !refused.text.contains("krótkie"), "{}", refused.text);
        assert_eq!(change("nie to, a inne słowa", "inne słowa na później").await.status, 422);
        let changed = change(WORDS, "inne słowa na później").await;
        assert_eq!((changed.status, changed.header("location")), (303, "/account?saved=password"), "{}", changed.text);
        assert_eq!((anna.get("/account").await.status, other.get("/account").await.status), (200, 401));
        let removed =
            anna.form("/fn/remove-password", &[("password", "inne słowa na później"), ("new_password", ""), ("page", "/account/password")]);
        assert_eq!(removed.await.header("location"), "/account?saved=no-password");
        assert!(anna.get("/account/password").await.text.contains("/fn/request-proof"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_tries_passwords_is_slowed_down_and_the_code_still_comes() {
    with_settings(&[("BUSOLA_RATE_LIMITS", "on")], |city| async move {
        created(&city, "Anna", "resident", WORDS);
        let guest = city.guest();
        let mut last = None;
        for _ in 0..11 {
            let fields = [("email", ANNA), ("password", "zgadywane hasło"), ("page", "/sign-in/password")];
            last = Some(guest.form("/fn/sign-in-by-password", &fields).await);
        }
        let refused = last.unwrap();
        assert!(refused.status == 429 && refused.text.contains(ANNA), "{}", refused.text);
        assert!(refused.header("retry-after").parse::<u64>().unwrap() > 0);
        Person::signed_in(&city, ANNA).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_copy_of_ones_data_is_a_file_and_not_asked_for_too_often() {
    with_settings(&[("BUSOLA_RATE_LIMITS", "on")], |city| async move {
        let consultation = consultation(&city.person("Ewa", "moderator")).await;
        let anna = city.person("Anna", "resident");
        let comment = posted(&anna, &consultation, "Uwaga").await;
        let copy = anna.get("/api/v1/account/data").await;
        assert!(copy.header("content-disposition").starts_with("attachment"));
        let copy = copy.expect(200);
        assert_eq!((&copy["account"]["email"], &copy["remarks"][0]["id"]), (&json!(ANNA), &json!(id(&comment))));
        let described = city.guest().get("/api/v1/openapi.json").await.expect(200);
        crate::api::described::compare(&described, "OwnData", &copy);
        crate::api::described::compare(&described, "OwnAccount", &copy["account"]);
        city.guest().get("/api/v1/account/data").await.problem(401);
        for _ in 0..2 {
            anna.get("/api/v1/account/data").await.expect(200);
        }
        anna.get("/api/v1/account/data").await.problem(429);
        anna.get("/api/v1/receipts").await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_changed_by_the_links_of_both_letters() {
    on_sqlite(|city| async move {
        city.person("Anna", "resident");
        let anna = Person::signed_in(&city, ANNA).await;
        let asked = anna.form("/fn/request-address", &[("email", "nowa@example.org"), ("page", "/account/address")]).await;
        assert_eq!((asked.status, asked.header("location")), (303, "/account/address?sent=1"), "{}", asked.text);
        let page = anna.get("/account/address").await.text;
        assert!(page.contains("/fn/keep-address") && !page.contains("nowa@"), "{page}");
        // The old one first: its letter names the new one too.
        let guest = city.guest();
        for (address, done) in [(ANNA, "one"), ("nowa@example.org", "both")] {
            let letter = city.letter(address).await;
            let token = letter.split_once("confirm?token=").unwrap().1.split_whitespace().next().unwrap().to_owned();
            let link = format!("/account/address/confirm?token={token}");
            assert_eq!(guest.get(&link).await.status, 200);
            let confirmed = guest.form("/fn/confirm-address", &[("token", &token), ("page", &link)]).await;
            assert_eq!(confirmed.header("location"), format!("/account/address/confirm?done={done}"), "{}", confirmed.text);
        }
        assert!(city.letter(ANNA).await.contains("has another address now"));
        assert_eq!(guest.get("/account/address/confirm?token=x").await.status, 410);
        let again = Person::signed_in(&city, "nowa@example.org").await;
        assert_eq!(again.get("/api/v1/account/data").await.expect(200)["account"]["name"], "Anna");
    })
    .await;
}
