//! The event log as it is read: references become what may be read now.

use busola_domain::policy::Denied;
use busola_domain::{Consultation, Event, EventKind};
use busola_service::consultations::Key;
use busola_storage::Db;
use serde_json::Value;

use crate::city::{City, NOW, denied};

on_both_databases!(
    a_publication_is_the_first_event,
    an_event_of_a_remark_has_the_remark,
    an_earlier_event_has_the_earlier_text,
    what_was_removed_is_in_no_event_and_comes_back_with_the_remark,
    a_stretch_is_asked_for_by_number,
    a_log_that_may_not_be_read_is_not_there,
);

fn bodies(log: &[Event]) -> Vec<Option<&str>> {
    log.iter().skip(1).map(|event| event.data["body"].as_str()).collect()
}

async fn stretch(city: &City, of: &Consultation, after: i64, limit: usize) -> (Vec<i64>, i64) {
    let page = city.service.events(None, &Key::Id(of.id), after, limit).await.unwrap();
    (page.items.iter().map(|event| event.seq).collect(), page.head)
}

async fn a_publication_is_the_first_event(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let log = city.log(&consultation).await;
    assert_eq!(log.len(), 1);
    assert_eq!((log[0].seq, log[0].kind, log[0].at), (1, EventKind::DraftPublished, NOW));
    assert_eq!(log[0].data["version"], 1);
}

async fn an_event_of_a_remark_has_the_remark(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    let last = city.log(&consultation).await.pop().unwrap();
    assert_eq!((last.seq, last.kind), (2, EventKind::CommentPosted));
    assert_eq!(last.data, serde_json::to_value(&comment).unwrap());
}

async fn an_earlier_event_has_the_earlier_text(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Pierwszy").await;
    for (after, body) in [(1_000, "Drugi"), (2_000, "Trzeci")] {
        let at = city.at(after);
        city.service.edit_comment(Some(&anna), comment.id, body, at).await.unwrap();
    }
    let log = city.log(&consultation).await;
    assert_eq!(bodies(&log), [Some("Pierwszy"), Some("Drugi"), Some("Trzeci")]);
    let edited: Vec<_> = log.iter().skip(1).map(|event| &event.data["edited_at"]).collect();
    assert_eq!(edited, [&Value::Null, &"2026-06-17T16:00:01.000Z".into(), &"2026-06-17T16:00:02.000Z".into()]);
    assert_eq!(log[1].data["html"], "<p>Pierwszy</p>\n");
    // The same whichever stretch is asked for.
    let page = city.service.events(None, &Key::Id(consultation.id), 1, 1).await.unwrap();
    assert_eq!(page.items, [log[1].clone()]);
}

async fn what_was_removed_is_in_no_event_and_comes_back_with_the_remark(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Pierwszy").await;
    let other = city.post(&anna, &consultation, "Inna uwaga").await;
    city.service.edit_comment(Some(&anna), comment.id, "Drugi", NOW).await.unwrap();
    city.hide(&comment).await;

    let log = city.log(&consultation).await;
    assert_eq!(bodies(&log), [None, Some("Inna uwaga"), None, None]);
    let kinds: Vec<_> = log.iter().map(|event| (event.seq, event.kind.as_str())).collect();
    assert_eq!(kinds[1..], [(2, "comment.posted"), (3, "comment.posted"), (4, "comment.edited"), (5, "comment.hidden")]);
    let text = serde_json::to_string(&log).unwrap();
    assert!(!text.contains("Pierwszy") && !text.contains("Drugi"));
    assert!(log.iter().skip(1).all(|event| event.data.get("body").is_some()), "null, not left out");

    city.unhide(&comment).await;
    assert_eq!(bodies(&city.log(&consultation).await), [Some("Pierwszy"), Some("Inna uwaga"), Some("Drugi"), Some("Drugi"), Some("Drugi")]);
    city.service.withdraw_comment(Some(&anna), other.id, NOW).await.unwrap();
    assert_eq!(bodies(&city.log(&consultation).await)[1], None);
}

async fn a_stretch_is_asked_for_by_number(db: Db) {
    let city = City::new(db).await;
    let (consultation, empty) = (city.consultation().await, city.consultation().await);
    let anna = city.resident("Anna").await;
    for n in 0..5 {
        city.post(&anna, &consultation, &format!("Uwaga {n}")).await;
    }
    assert_eq!(stretch(&city, &consultation, 0, 4).await, (vec![1, 2, 3, 4], 6));
    assert_eq!(stretch(&city, &consultation, 4, 4).await, (vec![5, 6], 6));
    assert_eq!(stretch(&city, &consultation, 6, 4).await, (vec![], 6));
    assert_eq!(stretch(&city, &consultation, 99, 4).await, (vec![], 6));
    assert_eq!(stretch(&city, &empty, 0, 4).await, (vec![1], 1));
}

async fn a_log_that_may_not_be_read_is_not_there(db: Db) {
    let city = City::new(db).await;
    let draft = busola_service::consultations::NewConsultation {
        publish: false,
        ..crate::city::draft_of(busola_domain::consultation::Moderation::Post)
    };
    let draft = city.create(draft).await;
    let key = Key::Id(draft.id);
    assert_eq!(denied(city.service.events(None, &key, 0, 10).await), Denied::NotFound);
    assert_eq!(city.service.events(Some(&city.moderator), &key, 0, 10).await.unwrap().head, 0);
}
