//! Remarks that are entered for who wrote them, and what was read of files of them.

use busola_domain::comment::Source;
use busola_domain::time::DAY;
use busola_domain::{AccountId, Day, Role};
use busola_storage::comments::entered::{self, Entered};
use busola_storage::comments::{self, New};
use busola_storage::{Db, accounts, consultations, imports};

use crate::rows::{NOW, account, id, insert, name, one_remark, open_consultation, remark, write};

on_both_databases!(
    who_wrote_what_was_entered_is_found_by_name,
    a_correction_moves_a_thread_and_keeps_the_text_before,
    who_has_nothing_left_is_forgotten,
    what_was_read_of_a_file_is_kept_for_its_time,
);

async fn who_wrote_what_was_entered_is_found_by_name(db: Db) {
    let resident = account(&db, 1).await;
    let (here, there) = (insert(&db, &open_consultation(1)).await, insert(&db, &open_consultation(2)).await);
    let guests: Vec<(AccountId, _)> = (11..=20).map(|n| (id(n), name(&format!("Osoba {n}")))).collect();
    let day: Day = "2026-06-12".parse().unwrap();
    let mut tx = db.write().await.unwrap();
    accounts::insert_guests(&mut tx, &guests, NOW).await.unwrap();
    let on_paper = |n, of, account| New { source: Source::Paper, received_on: Some(day), ..remark(n, of, account) };
    write(&mut tx, &on_paper(1, here, id(11))).await;
    write(&mut tx, &on_paper(2, here, id(11))).await;
    write(&mut tx, &on_paper(3, there, id(12))).await;
    write(&mut tx, &remark(4, here, resident)).await;

    let known = entered::authors(&mut tx, here).await.unwrap();
    assert_eq!(known.into_iter().collect::<Vec<_>>(), [("Osoba 11".to_owned(), id(11))]);
    let read = comments::get(&mut tx, id(1)).await.unwrap().unwrap();
    assert_eq!((read.received_on, read.source, read.author.role), (Some(day), Source::Paper, Role::Guest));
    assert_eq!(comments::get(&mut tx, id(4)).await.unwrap().unwrap().received_on, None);
    let mut on_that_day = 0;
    comments::table::each_fact(&mut tx, here, |fact| on_that_day += usize::from(fact.received_on == Some(day))).await.unwrap();
    assert_eq!(on_that_day, 2);
}

async fn a_correction_moves_a_thread_and_keeps_the_text_before(db: Db) {
    let (consultation, author, root) = one_remark(&db).await;
    let mut tx = db.write().await.unwrap();
    accounts::insert_guests(&mut tx, &[(id(11), name("Osoba 11"))], NOW).await.unwrap();
    write(&mut tx, &New { parent: Some(root), root: Some(root), ..remark(2, consultation, author) }).await;
    let right =
        Entered { unit: Some(id(7)), version: 2, account: id(11), source: Source::Mail, received_on: "2026-06-13".parse().unwrap() };
    for (revision, body) in [(2, "Drugi tekst"), (3, "Trzeci tekst")] {
        assert_eq!(entered::correct(&mut tx, root, &right, body, NOW.plus(revision)).await.unwrap(), revision);
    }
    let read = comments::get(&mut tx, root).await.unwrap().unwrap();
    let written = Entered {
        unit: read.unit,
        version: read.version,
        account: read.account,
        source: read.source,
        received_on: read.received_on.unwrap(),
    };
    assert_eq!((written, read.body.as_str(), read.edited_at), (right, "Trzeci tekst", Some(NOW.plus(3))));
    assert_eq!(comments::get(&mut tx, id(2)).await.unwrap().unwrap().unit, Some(id(7)));
    for body in ["Proszę o doprecyzowanie.", "Drugi tekst", "Trzeci tekst"] {
        assert!(comments::had_body(&mut tx, root, body).await.unwrap(), "{body}");
    }
}

async fn who_has_nothing_left_is_forgotten(db: Db) {
    let resident = account(&db, 1).await;
    let consultation = insert(&db, &open_consultation(1)).await;
    let mut tx = db.write().await.unwrap();
    accounts::insert_guests(&mut tx, &[(id(11), name("Osoba 11")), (id(12), name("Osoba 12"))], NOW).await.unwrap();
    write(&mut tx, &remark(1, consultation, id(11))).await;
    for gone in [id(11), id(12)] {
        consultations::count(&mut tx, consultation, &[], &[(gone, 1)], 0).await.unwrap();
        consultations::count(&mut tx, consultation, &[], &[(gone, -1)], 0).await.unwrap();
    }
    for (person, stays) in [(id(11), true), (id(12), false), (resident, true)] {
        entered::forget(&mut tx, person).await.unwrap();
        assert_eq!(accounts::by_id(&mut tx, person).await.unwrap().is_some(), stays);
    }
}

async fn what_was_read_of_a_file_is_kept_for_its_time(db: Db) {
    let consultation = insert(&db, &open_consultation(1)).await;
    let mut tx = db.write().await.unwrap();
    for (n, life) in [(1, DAY), (2, DAY + 1)] {
        imports::insert(&mut tx, id(n), consultation, r#"[{"body":"Zażółć\u0000"}]"#, NOW.plus(life)).await.unwrap();
    }
    let kept = Some((consultation, r#"[{"body":"Zażółć\u0000"}]"#.to_owned()));
    assert_eq!(imports::get(&mut tx, id(1), NOW.plus(DAY - 1)).await.unwrap(), kept);
    assert_eq!(imports::get(&mut tx, id(1), NOW.plus(DAY)).await.unwrap(), None);
    imports::delete_expired(&mut tx, NOW.plus(DAY)).await.unwrap();
    assert_eq!(imports::get(&mut tx, id(1), NOW).await.unwrap(), None);
    assert_eq!(imports::get(&mut tx, id(2), NOW).await.unwrap(), kept);
}
