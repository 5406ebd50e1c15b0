//! What the city's portal takes from here: feeds, the calendar of all dates, cards.

use busola_domain::consultation::Moderation;
use busola_domain::policy::Denied;
use busola_domain::time::{DAY, HOUR};
use busola_domain::{Actor, Problem, Timestamp};
use busola_service::Error;
use busola_service::comments::NewComment;
use busola_service::consultations::{Key, NewConsultation};
use busola_storage::Db;
use serde_json::json;

use crate::city::{CLOSES, City, NOW, OPENS, denied, draft_of, invalid, remark, unit};

on_both_databases!(
    a_feed_has_what_everybody_may_read_and_says_when_it_became_so,
    remarks_are_fed_as_long_as_they_are_public,
    the_calendar_of_all_has_what_is_published_and_not_long_past,
    a_card_is_for_the_sites_that_an_administrator_named,
);

async fn a_feed_has_what_everybody_may_read_and_says_when_it_became_so(db: Db) {
    let city = City::new(db).await;
    let here = city.consultation().await;
    city.create(NewConsultation { publish: false, ..draft_of(Moderation::Post) }).await;
    let fed = async || {
        let feed = city.service.consultation_feed().await.unwrap();
        feed.into_iter().map(|news| (news.id, news.title, news.published_at, news.updated_at)).collect::<Vec<_>>()
    };
    let title = "Program współpracy na rok 2027".to_owned();
    assert_eq!(fed().await, [(here.id, title, NOW, NOW)]);
    let changed = city.at(HOUR);
    city.alter(&here, json!({ "title": "Program" })).await.unwrap();
    city.at(2 * HOUR);
    assert_eq!(fed().await, [(here.id, "Program".to_owned(), NOW, changed)]);
    city.at(CLOSES.since(NOW));
    assert_eq!(fed().await, [(here.id, "Program".to_owned(), NOW, CLOSES)]);
}

async fn remarks_are_fed_as_long_as_they_are_public(db: Db) {
    let city = City::new(db).await;
    let (here, checked) = (city.consultation().await, city.create(draft_of(Moderation::Pre)).await);
    let anna = city.resident("Anna").await;
    let first = city.post(&anna, &here, "Pierwsza **uwaga**").await;
    city.at(HOUR);
    let on_a_unit = NewComment { unit: Some(unit(&here, "§ 1")), ..remark(city.service.new_id(), "Druga") };
    let second = city.try_post(&anna, &here, on_a_unit).await.unwrap().comment;
    city.post(&anna, &checked, "Czeka").await;

    let feed = async |of: Key| city.service.comment_feed(&of).await.unwrap();
    let key = || Key::Slug(here.slug.clone());
    let fed = feed(key()).await;
    let seen: Vec<_> = fed.items.iter().map(|item| (item.id, item.author.as_str(), item.label.as_deref(), item.html.trim())).collect();
    let expected = [(second.id, "Anna", Some("§ 1"), "<p>Druga</p>"), (first.id, "Anna", None, "<p>Pierwsza <strong>uwaga</strong></p>")];
    assert_eq!(seen, expected);
    assert_eq!((fed.updated_at, fed.items[0].number), (second.created_at, second.number));
    assert!(feed(Key::Id(checked.id)).await.items.is_empty());

    let hidden = city.at(2 * HOUR);
    city.hide(&second).await;
    let fed = feed(key()).await;
    assert_eq!(fed.items.iter().map(|item| item.id).collect::<Vec<_>>(), [first.id]);
    // That something was taken away is a change.
    assert_eq!(fed.updated_at, hidden);

    let draft = city.create(NewConsultation { publish: false, ..draft_of(Moderation::Post) }).await;
    assert_eq!(denied(city.service.comment_feed(&Key::Id(draft.id)).await), Denied::NotFound);
}

async fn the_calendar_of_all_has_what_is_published_and_not_long_past(db: Db) {
    let city = City::new(db).await;
    let here = city.consultation().await;
    city.create(NewConsultation { publish: false, ..draft_of(Moderation::Post) }).await;
    let past =
        |days: i64| NewConsultation { opens_at: NOW.plus(-200 * DAY), closes_at: NOW.plus(-days * DAY), ..draft_of(Moderation::Post) };
    let closed = city.create(past(89)).await;
    city.create(past(91)).await;
    let dated = async || {
        let dates = city.service.public_dates().await.unwrap();
        dates.into_iter().map(|dated| (dated.consultation.id, dated.consultation.opens_at, dated.revision)).collect::<Vec<_>>()
    };
    let early: Timestamp = NOW.plus(-200 * DAY);
    assert_eq!(dated().await, [(here.id, OPENS, 0), (closed.id, early, 0)]);
    city.alter(&here, json!({ "closes_at": NOW.plus(3 * DAY) })).await.unwrap();
    assert_eq!(dated().await[0], (here.id, OPENS, 1));
}

async fn a_card_is_for_the_sites_that_an_administrator_named(db: Db) {
    let city = City::new(db).await;
    let (here, admin) = (city.consultation().await, city.admin().await);
    let set = async |who: Option<&Actor>, typed: &str| city.service.set_embed_origins(who, typed, NOW).await;
    assert_eq!(denied(set(None, "").await), Denied::SignInNeeded);
    assert_eq!(denied(set(Some(&city.moderator), "").await), Denied::NotAllowed);
    assert_eq!(denied(city.service.embed_origins(Some(&city.moderator), NOW).await), Denied::NotAllowed);
    assert_eq!(invalid(set(Some(&admin), "https://a.pl\na.pl/b").await), ("origins".to_owned(), Problem::NotAnOrigin { line: 2 }));

    let card = async |of| city.service.card(&Key::Id(of)).await.unwrap();
    let shown = card(here.id).await;
    assert!(shown.origins.is_empty());
    assert_eq!(shown.consultation.unwrap().title, here.title);
    set(Some(&admin), "https://B.pl/\n\nhttps://a.pl").await.unwrap();
    let names: Vec<_> = card(here.id).await.origins.iter().map(|origin| origin.as_str().to_owned()).collect();
    assert_eq!(names, ["https://a.pl", "https://b.pl"]);
    let log = city.service.audit_log(Some(&city.moderator), None).await.unwrap().items;
    let set: Vec<_> = log.iter().filter(|entry| entry.action == "embed.set").map(|entry| entry.detail.as_str()).collect();
    assert_eq!(set, ["https://a.pl, https://b.pl"]);

    let draft = city.create(NewConsultation { publish: false, ..draft_of(Moderation::Post) }).await;
    assert!(matches!(card(draft.id).await.consultation, Err(Error::Denied(Denied::NotFound))));
}
