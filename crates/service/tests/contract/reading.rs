//! Lists of remarks as a page and the API read them.

use busola_domain::comment::{EDIT_WINDOW, Order};
use busola_domain::{Comment, Consultation};
use busola_service::comments::{NewComment, Place, Support, THREADS};
use busola_service::consultations::Key;
use busola_storage::Db;

use crate::city::{City, NOW, remark, unit};

on_both_databases!(
    every_order_shows_every_remark_once,
    a_unit_shows_its_own_remarks,
    threads_come_in_pages,
    an_author_is_told_until_when_they_may_edit,
);

async fn pages(city: &City, of: &Consultation, order: Order, limit: usize) -> Vec<Comment> {
    let (mut all, mut after): (Vec<Comment>, Option<Place>) = (Vec::new(), None);
    loop {
        let page = city.service.comments(None, &Key::Id(of.id), None, order, after, limit).await.unwrap();
        assert!(page.items.len() == limit || page.next.is_none());
        all.extend(page.items);
        after = match page.next {
            Some(next) => Some(next.to_string().parse().unwrap()),
            None => return all,
        };
    }
}

async fn every_order_shows_every_remark_once(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let mut posted = Vec::new();
    for n in 0..9 {
        city.at(n / 2);
        posted.push(city.post(&anna, &consultation, &format!("Uwaga {n}")).await.id);
    }
    for n in [4, 7] {
        city.service.support_comment(Some(&anna), posted[n], Support::Given, NOW).await.unwrap();
    }
    for (order, limit) in [(Order::Oldest, 3), (Order::Newest, 4), (Order::Supported, 2), (Order::Oldest, 9), (Order::Newest, 100)] {
        let read = pages(&city, &consultation, order, limit).await;
        let key = |comment: &Comment| match order {
            Order::Oldest => comment.created_at.0,
            Order::Newest => -comment.created_at.0,
            Order::Supported => -comment.supports,
        };
        assert!(read.is_sorted_by_key(key), "{order:?}");
        let mut ids: Vec<_> = read.iter().map(|comment| comment.id).collect();
        let mut all = posted.clone();
        ids.sort();
        all.sort();
        assert_eq!(ids, all, "{order:?}");
    }
}

async fn a_unit_shows_its_own_remarks(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let (first, third) = (unit(&consultation, "§ 1"), unit(&consultation, "§ 3"));
    for unit in [Some(first), Some(third), Some(first), None] {
        let new = NewComment { unit, ..remark(city.service.new_id(), "Uwaga") };
        city.try_post(&anna, &consultation, new).await.unwrap();
    }
    let key = Key::Id(consultation.id);
    for (unit, count) in [(Some(first), 2), (Some(third), 1), (Some(unit(&consultation, "§ 2")), 0), (None, 4)] {
        let flat = city.service.comments(None, &key, unit, Order::Oldest, None, 100).await.unwrap();
        let threads = city.threads(None, &key, unit, Order::Oldest, None).await.unwrap();
        assert_eq!((flat.items.len(), threads.threads.len()), (count, count));
        assert!(unit.is_none() || flat.items.iter().all(|comment| comment.unit == unit));
    }
}

async fn threads_come_in_pages(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let mut roots = Vec::new();
    for n in 0..THREADS + 2 {
        city.at(n as i64);
        roots.push(city.post(&anna, &consultation, &format!("Uwaga {n}")).await);
    }
    let reply = city.reply(&anna, &roots[THREADS], "Odpowiedź").await;
    let key = Key::Id(consultation.id);
    let first = city.threads(None, &key, None, Order::Oldest, None).await.unwrap();
    assert_eq!(first.threads.len(), THREADS);
    assert!(first.threads.iter().all(|thread| thread.replies.is_empty()));
    let place = first.next.unwrap().parse().unwrap();
    let second = city.threads(None, &key, None, Order::Oldest, Some(place)).await.unwrap();
    let ids: Vec<_> = second.threads.iter().map(|thread| thread.root.comment.id).collect();
    assert_eq!((ids, second.next), (roots[THREADS..].iter().map(|root| root.id).collect(), None));
    // The source of a remark is its author's; a page shows everybody the HTML.
    assert_eq!(second.threads[0].replies[0].comment, busola_domain::Comment { body: None, ..reply });
}

async fn an_author_is_told_until_when_they_may_edit(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    let shown = async |who| city.service.comment(who, comment.id).await.unwrap();
    let mine = shown(Some(&anna)).await;
    assert_eq!((mine.mine, mine.editable_until), (true, Some(NOW.plus(EDIT_WINDOW))));
    for other in [Some(&jan), None] {
        let shown = shown(other).await;
        assert_eq!((shown.mine, shown.editable_until), (false, None));
    }
    city.at(EDIT_WINDOW);
    assert_eq!(shown(Some(&anna)).await.editable_until, None);
}
