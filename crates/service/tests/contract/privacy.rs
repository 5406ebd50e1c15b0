//! Nobody's address is in anything that the public gets.

use busola_domain::comment::Order;
use busola_service::Secret;
use busola_service::consultations::Key;
use busola_storage::Db;

use crate::city::City;
use crate::page::Page;

on_both_databases!(no_address_leaves_with_a_remark_or_an_event);

async fn no_address_leaves_with_a_remark_or_an_event(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let mut page = Page::open(&city, &consultation).await;
    // One account of an operator, one of a first sign-in.
    let anna = city.resident("Anna").await;
    let link = city.service.sign_in_link("jan.kowalski@example.org", "/").await.unwrap();
    let signed_in = city.service.sign_in_by_link(&Secret::presented(link.rsplit_once('=').unwrap().1), None).await.unwrap();
    let jan = city.service.actor_by_session(&signed_in.cookie).await.unwrap().unwrap();

    let root = city.post(&anna, &consultation, "Uwaga").await;
    let reply = city.reply(&jan, &root, "Odpowiedź").await;
    city.service.edit_comment(Some(&jan), reply.id, "Inna odpowiedź", city.service.now()).await.unwrap();
    city.hide(&reply).await;

    let key = Key::Id(consultation.id);
    let mut all = vec![
        serde_json::to_string(&root).unwrap(),
        serde_json::to_string(&reply).unwrap(),
        serde_json::to_string(&city.log(&consultation).await).unwrap(),
        serde_json::to_string(&city.threads(Some(&jan), &key, None, Order::Oldest, None).await.unwrap()).unwrap(),
        serde_json::to_string(&city.service.consultation(None, &key).await.unwrap()).unwrap(),
    ];
    all.extend(page.events(4).await.iter().map(ToString::to_string));
    let mut late = Page::back(&city, &consultation, 0).await;
    all.extend(late.events(5).await.iter().map(ToString::to_string));
    assert_eq!(all.len(), 14);
    for text in all {
        assert!(!text.contains('@') && !text.contains("example.org") && !text.contains("kowalski"), "{text}");
    }
}
