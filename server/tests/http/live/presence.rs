//! How many are here, and what they look at.

use serde_json::{Value, json};

use super::socket::{Socket, channel};
use crate::city::on_sqlite;
use crate::fixture::{consultation, id, posted, unit};
use crate::person::Person;

/// Waits until a socket was told so.
async fn told(socket: &mut Socket, count: i64, units: Value) {
    loop {
        let presence = socket.next_of("presence").await;
        if presence["count"] == count && presence["units"] == units {
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_looks_and_leaves_is_counted() {
    on_sqlite(|city| async move {
        let consultation = consultation(&city.person("Ewa", "moderator")).await;
        let section = unit(&consultation, "§ 7");
        let focus = |unit: Value| json!({ "type": "focus", "channel": channel(&consultation), "unit": unit });
        let mut first = Socket::subscribed(&city, &consultation, None).await;
        let presence = first.next().await;
        assert_eq!(presence, json!({ "type": "presence", "channel": channel(&consultation), "count": 1, "units": {} }));

        let mut second = Socket::subscribed(&city, &consultation, Some(0)).await;
        told(&mut first, 2, json!({})).await;
        told(&mut second, 2, json!({})).await;
        second.say(&focus(json!(section))).await;
        told(&mut first, 2, json!({ section: 1 })).await;
        first.say(&focus(json!(section))).await;
        told(&mut second, 2, json!({ section: 2 })).await;
        first.say(&focus(Value::Null)).await;
        told(&mut second, 2, json!({ section: 1 })).await;
        drop(second);
        told(&mut first, 1, json!({})).await;

        let mut third = Socket::subscribed(&city, &consultation, None).await;
        told(&mut first, 2, json!({})).await;
        third.say(&json!({ "type": "unsubscribe", "channel": channel(&consultation) })).await;
        told(&mut first, 1, json!({})).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn moderators_tell_each_other_what_they_work_on_and_nobody_else() {
    on_sqlite(|city| async move {
        let (ewa, adam) = (city.person("Ewa", "moderator"), city.person("Adam", "moderator"));
        let anna = city.person("Anna", "resident");
        let consultation = consultation(&ewa).await;
        let comment = posted(&anna, &consultation, "Uwaga").await;
        let desk = format!("desk/{}", id(&consultation));
        let subscribe = json!({ "type": "subscribe", "channel": desk, "after": null });
        let open = async |who: &Person| {
            let bearer = who.bearer.clone().unwrap();
            Socket::open_with(&city, &[("authorization", bearer.as_str())]).await.unwrap()
        };
        let (mut hers, mut his, mut residents) = (open(&ewa).await, open(&adam).await, open(&anna).await);
        residents.say(&subscribe).await;
        assert_eq!(residents.error().await.0, "unknown_channel");

        hers.say(&subscribe).await;
        assert_eq!(hers.next_of("subscribed").await["channel"], desk);
        assert_eq!(hers.next_of("locks").await, json!({ "type": "locks", "channel": desk, "locks": [] }));
        his.say(&subscribe).await;
        his.say(&json!({ "type": "focus", "channel": desk, "unit": id(&comment) })).await;
        let told = loop {
            let told = hers.next_of("locks").await;
            if told["locks"] != json!([]) {
                break told;
            }
        };
        assert_eq!((&told["locks"][0]["name"], &told["locks"][0]["comment"]), (&json!("Adam"), &comment["id"]));
        drop(his);
        while hers.next_of("locks").await["locks"] != json!([]) {}
    })
    .await;
}
