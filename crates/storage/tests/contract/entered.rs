//! Remarks that are entered for who wrote them, and what was read of files of them.

use busola_domain::comment::Source;
use busola_domain::time::DAY;
use busola_domain::{AccountId, Day, Role};
use busola_storage::comments::{self, New, entered};
use busola_storage::{Db, accounts, imports};

use crate::rows::{NOW, account, id, insert, name, open_consultation, remark, write};

on_both_databases!(who_wrote_what_was_entered_is_found_by_name, what_was_read_of_a_file_is_kept_for_its_time);

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
    let facts = comments::table::facts(&mut tx, here).await.unwrap();
    assert_eq!(facts.iter().filter(|fact| fact.received_on == Some(day)).count(), 2);
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
