//! Who may open a socket, and as whom.

use serde_json::json;

use super::socket::{Socket, channel};
use crate::city::on_sqlite;
use crate::fixture::created;
use crate::person::Person;

#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_page_is_refused_before_the_upgrade() {
    on_sqlite(|city| async move {
        let token = city.person("Ewa", "moderator").bearer.unwrap();
        for origin in ["https://example.org", "http://127.0.0.1", "null", "http://localhost:3000"] {
            assert_eq!(Socket::open_with(&city, &[("origin", origin)]).await.err(), Some(403), "{origin}");
            assert_eq!(Socket::open_with(&city, &[("origin", origin), ("authorization", &token)]).await.err(), Some(403), "{origin}");
        }
        assert!(Socket::open_with(&city, &[("origin", &city.url)]).await.is_ok());
        assert_eq!(Socket::open_with(&city, &[("authorization", "Bearer nothing")]).await.err(), Some(401));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cookie_counts_with_the_sites_own_origin_only() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        // A draft is there for moderators only, so it tells who one is.
        let draft = created(&moderator, json!({ "publish": false })).await;
        let cookie = Person::signed_in(&city, "ewa@example.org").await.cookie.unwrap();
        let token = moderator.bearer.clone().unwrap();
        let subscribe = json!({ "type": "subscribe", "channel": channel(&draft), "after": 0 });

        let mut own_page = Socket::open_with(&city, &[("cookie", &cookie), ("origin", &city.url)]).await.unwrap();
        own_page.say(&subscribe).await;
        assert_eq!(own_page.next().await["type"], "subscribed");
        let mut program = Socket::open_with(&city, &[("authorization", &token)]).await.unwrap();
        program.say(&subscribe).await;
        assert_eq!(program.next().await["type"], "subscribed");
        let mut nobody = Socket::open_with(&city, &[("cookie", &cookie)]).await.unwrap();
        nobody.say(&subscribe).await;
        assert_eq!(nobody.error().await, ("unknown_channel".to_owned(), json!(channel(&draft))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_ended_from_another_browser_by_its_owner_alone() {
    on_sqlite(|city| async move {
        city.person("Anna", "resident");
        city.person("Jan", "resident");
        let lost = Person::signed_in(&city, "anna@example.org").await;
        let here = Person::signed_in(&city, "anna@example.org").await;
        let jan = Person::signed_in(&city, "jan@example.org").await;
        let cookie = lost.cookie.clone().unwrap();
        let mut socket = Socket::open_with(&city, &[("cookie", &cookie), ("origin", &city.url)]).await.unwrap();
        let account = here.get("/account").await.text;
        let session = account.split_once("action=\"/fn/end-session\"").unwrap().1.split_once("name=\"id\" value=\"").unwrap().1;
        let fields = [("id", session.split('"').next().unwrap()), ("page", "/account")];

        assert_eq!(jan.form("/fn/end-session", &fields).await.status, 404);
        assert_eq!(lost.get("/account").await.status, 200);
        let ended = here.form("/fn/end-session", &fields).await;
        assert_eq!((ended.status, ended.header("location")), (303, "/account#sessions"), "{}", ended.text);
        assert_eq!(socket.closed().await, 4001);
        assert_eq!((lost.get("/account").await.status, here.get("/account").await.status), (401, 200));
        assert!(!here.get("/account").await.text.contains("end-session"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_socket_is_told_so_as_a_problem() {
    on_sqlite(|city| async move {
        let guest = Person::nobody(&city.url);
        guest.get("/live").await.problem(400);
        guest.script("/live", &[]).await.problem(405);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_closes_the_sockets_of_that_session() {
    on_sqlite(|city| async move {
        city.person("Anna", "resident");
        let here = Person::signed_in(&city, "anna@example.org").await;
        let elsewhere = Person::signed_in(&city, "anna@example.org").await;
        let open = async |person: &Person| {
            let cookie = person.cookie.clone().unwrap();
            Socket::open_with(&city, &[("cookie", &cookie), ("origin", &city.url)]).await.unwrap()
        };
        let mut sockets = [open(&here).await, open(&here).await];
        let mut other = open(&elsewhere).await;
        let left = here.form("/fn/sign-out", &[("page", "/")]).await;
        assert_eq!((left.status, left.header("location")), (303, "/"));
        for socket in &mut sockets {
            assert_eq!(socket.closed().await, 4001);
        }
        other.say(&json!({ "type": "hello" })).await;
        assert_eq!(other.error().await.0, "unknown_type");
        // The cookie is worth nothing any more.
        let account = here.get("/account").await;
        assert_eq!(account.status, 401, "{}", account.text);
    })
    .await;
}
