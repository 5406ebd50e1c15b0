//! Files that belong to consultations.

use busola_domain::ConsultationId;
use busola_domain::attachment::{Attachment, Kind};
use busola_storage::{Db, attachments};

use crate::rows::{NOW, account, id, insert, open_consultation};

on_both_databases!(files_are_listed_as_they_were_added, content_is_used_until_the_last_file_of_it_goes);

fn file(n: u128, consultation: ConsultationId, sha256: &str) -> Attachment {
    Attachment {
        id: id(n),
        consultation,
        caption: "Mapa „śródmieścia”".to_owned(),
        name: format!("mapa {n}.pdf"),
        kind: Kind::Pdf,
        bytes: 25_000_000,
        sha256: sha256.to_owned(),
        added_at: NOW.plus(-(n as i64)),
    }
}

async fn files_are_listed_as_they_were_added(db: Db) {
    let officer = account(&db, 1).await;
    let (here, there) = (insert(&db, &open_consultation(1)).await, insert(&db, &open_consultation(2)).await);
    let (later, earlier, other) = (file(1, here, "a"), file(2, here, "b"), file(3, there, "c"));
    let mut tx = db.write().await.unwrap();
    for file in [&later, &earlier, &other] {
        attachments::insert(&mut tx, file, officer).await.unwrap();
    }
    assert_eq!(attachments::of_consultation(&mut tx, here).await.unwrap(), [earlier.clone(), later]);
    assert_eq!(attachments::get(&mut tx, earlier.id).await.unwrap(), Some(earlier));
    assert_eq!(attachments::get(&mut tx, id(9)).await.unwrap(), None);
}

async fn content_is_used_until_the_last_file_of_it_goes(db: Db) {
    let officer = account(&db, 1).await;
    let consultation = insert(&db, &open_consultation(1)).await;
    let mut tx = db.write().await.unwrap();
    for n in [1, 2] {
        attachments::insert(&mut tx, &file(n, consultation, "same"), officer).await.unwrap();
    }
    for n in [1, 2] {
        assert!(attachments::has_content(&mut tx, "same").await.unwrap());
        attachments::delete(&mut tx, id(n)).await.unwrap();
    }
    assert!(!attachments::has_content(&mut tx, "same").await.unwrap());
}
