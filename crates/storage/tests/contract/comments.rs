//! Remarks: written once, edited, moved from status to status.

use busola_domain::live::Channel;
use busola_domain::{CommentId, EventKind, Role, Status};
use busola_storage::comments::{self, New, Revision};
use busola_storage::{Db, accounts, supports};

use crate::rows::{NOW, account, at_once, id, insert, log, name, one_remark, open_consultation, remark};

on_both_databases!(
    a_remark_is_read_as_it_was_written,
    a_remark_shows_its_author_under_the_present_name,
    the_same_id_is_written_once,
    of_many_who_write_an_id_at_once_one_does,
    many_are_written_at_once,
    an_edit_keeps_the_text_before_it,
    a_remark_is_known_by_every_text_it_had,
    a_status_changes_only_from_where_it_is,
    of_two_changes_at_once_one_wins,
    replies_are_counted_at_the_root,
    a_stretch_of_the_log_gives_the_remarks_it_refers_to,
    what_no_event_tells_of_is_read_beside_them,
);

async fn a_remark_is_read_as_it_was_written(db: Db) {
    let (consultation, author, root) = one_remark(&db).await;
    let new = New {
        unit: Some(id(7)),
        parent: Some(root),
        root: Some(root),
        body: "Zażółć\n„gęślą” jaźń 🙂",
        status: Status::Pending,
        created_at: NOW.plus(5),
        ..remark(2, consultation, author)
    };
    let mut tx = db.write().await.unwrap();
    comments::insert(&mut tx, std::slice::from_ref(&new)).await.unwrap();
    tx.commit().await.unwrap();

    let mut session = db.read().await.unwrap();
    let read = comments::get(&mut session, new.id).await.unwrap().unwrap();
    assert_eq!((read.id, read.consultation, read.unit, read.account), (new.id, consultation, new.unit, author));
    assert_eq!((read.parent, read.root), (Some(root), Some(root)));
    assert_eq!((read.body.as_str(), read.revision, read.status), (new.body, 1, Status::Pending));
    assert_eq!((read.created_at, read.edited_at, read.seq), (NOW.plus(5), None, None));
    assert_eq!((read.supports, read.replies, read.hidden_reason), (0, 0, None));
    assert_eq!(comments::get(&mut session, id(99)).await.unwrap(), None);
}

async fn a_remark_shows_its_author_under_the_present_name(db: Db) {
    let (_, author, comment) = one_remark(&db).await;
    let mut tx = db.write().await.unwrap();
    accounts::rename(&mut tx, author, &name("A. K.")).await.unwrap();
    let shown = comments::get(&mut tx, comment).await.unwrap().unwrap().author;
    assert_eq!((shown.name.as_str(), shown.role, shown.organisation), ("A. K.", Role::Resident, None));
}

async fn the_same_id_is_written_once(db: Db) {
    let (consultation, author, comment) = one_remark(&db).await;
    let mut tx = db.write().await.unwrap();
    let again = New { body: "Coś zupełnie innego.", ..remark(1, consultation, author) };
    let refused = comments::insert(&mut tx, &[remark(2, consultation, author), again]).await.unwrap_err();
    // Trying again would not help.
    assert!(!refused.is_temporary());
    drop(tx);
    let mut session = db.read().await.unwrap();
    assert_eq!(comments::get(&mut session, comment).await.unwrap().unwrap().body, "Proszę o doprecyzowanie.");
    assert_eq!(comments::get(&mut session, id(2)).await.unwrap(), None);
}

async fn of_many_who_write_an_id_at_once_one_does(db: Db) {
    let author = account(&db, 1).await;
    let consultation = insert(&db, &open_consultation(1)).await;
    let written = at_once(20, |_| {
        let db = db.clone();
        async move {
            let new = remark(1, consultation, author);
            let mut tx = db.write().await.unwrap();
            let written = comments::insert(&mut tx, std::slice::from_ref(&new)).await.is_ok();
            if written {
                log(&mut tx, consultation, EventKind::CommentPosted, new.id, 1).await;
                tx.commit().await.unwrap();
            } else {
                drop(tx);
            }
            // Whoever came too late sees what is there.
            assert!(comments::get(&mut db.read().await.unwrap(), new.id).await.unwrap().is_some());
            written
        }
    })
    .await;
    assert_eq!(written.into_iter().filter(|written| *written).count(), 1);
    let mut session = db.read().await.unwrap();
    assert_eq!(comments::get(&mut session, id(1)).await.unwrap().unwrap().seq, Some(1));
}

async fn many_are_written_at_once(db: Db) {
    let (consultation, author, first) = one_remark(&db).await;
    let bodies: Vec<String> = (2..150).map(|n| format!("Uwaga {n}")).collect();
    // Each replies to the one before it.
    let new: Vec<_> = (2..150)
        .zip(&bodies)
        .map(|(n, body)| New { parent: Some(id(n - 1)), root: Some(first), body, seq: Some(n as i64), ..remark(n, consultation, author) })
        .collect();
    let mut tx = db.write().await.unwrap();
    comments::insert(&mut tx, &new).await.unwrap();
    let asked: Vec<CommentId> = (0..160).map(id).collect();
    let mut read = comments::by_ids(&mut tx, &asked).await.unwrap();
    read.sort_by_key(|comment| comment.seq);
    let read: Vec<_> = read.iter().skip(1).map(|comment| (comment.id, comment.parent, comment.body.as_str(), comment.seq)).collect();
    let expected: Vec<_> = new.iter().map(|new| (new.id, new.parent, new.body, new.seq)).collect();
    assert_eq!(read, expected);
}

async fn an_edit_keeps_the_text_before_it(db: Db) {
    let (consultation, _, comment) = one_remark(&db).await;
    let mut tx = db.write().await.unwrap();
    assert_eq!(comments::edit(&mut tx, comment, "Drugi tekst.", NOW.plus(10)).await.unwrap(), 2);
    assert_eq!(comments::edit(&mut tx, comment, "Trzeci tekst.", NOW.plus(20)).await.unwrap(), 3);
    log(&mut tx, consultation, EventKind::CommentEdited, comment, 3).await;
    tx.commit().await.unwrap();

    let mut session = db.read().await.unwrap();
    let read = comments::get(&mut session, comment).await.unwrap().unwrap();
    assert_eq!((read.body.as_str(), read.revision, read.edited_at), ("Trzeci tekst.", 3, Some(NOW.plus(20))));
    let channel = Channel::Consultation(consultation).to_string();
    let mut revisions = comments::revisions_of_events(&mut session, &channel, 0, 2).await.unwrap();
    revisions.sort_by_key(|revision| revision.revision);
    let revision = |revision, body: &str, after| Revision { comment, revision, body: body.to_owned(), at: NOW.plus(after) };
    assert_eq!(revisions, [revision(1, "Proszę o doprecyzowanie.", 0), revision(2, "Drugi tekst.", 10), revision(3, "Trzeci tekst.", 20)]);
}

async fn a_remark_is_known_by_every_text_it_had(db: Db) {
    let (consultation, author, comment) = one_remark(&db).await;
    let other = New { body: "Cudzy tekst.", ..remark(2, consultation, author) };
    let mut tx = db.write().await.unwrap();
    crate::rows::write(&mut tx, &other).await;
    comments::edit(&mut tx, comment, "Drugi tekst.", NOW.plus(10)).await.unwrap();
    let known = [("Proszę o doprecyzowanie.", true), ("Drugi tekst.", true), ("Cudzy tekst.", false), ("", false)];
    for (body, expected) in known {
        assert_eq!(comments::had_body(&mut tx, comment, body).await.unwrap(), expected, "{body}");
    }
}

async fn a_status_changes_only_from_where_it_is(db: Db) {
    let (_, _, comment) = one_remark(&db).await;
    let mut tx = db.write().await.unwrap();
    assert!(!comments::set_status(&mut tx, comment, Status::Pending, Status::Published, None).await.unwrap());
    assert!(comments::set_status(&mut tx, comment, Status::Published, Status::Hidden, Some("obraża")).await.unwrap());
    let hidden = comments::get(&mut tx, comment).await.unwrap().unwrap();
    assert_eq!((hidden.status, hidden.hidden_reason.as_deref()), (Status::Hidden, Some("obraża")));
    assert!(!comments::set_status(&mut tx, comment, Status::Published, Status::Withdrawn, None).await.unwrap());
    assert!(comments::set_status(&mut tx, comment, Status::Hidden, Status::Published, None).await.unwrap());
    let shown = comments::get(&mut tx, comment).await.unwrap().unwrap();
    assert_eq!((shown.status, shown.hidden_reason), (Status::Published, None));
}

async fn of_two_changes_at_once_one_wins(db: Db) {
    let (_, _, comment) = one_remark(&db).await;
    let changed = at_once(10, |n| {
        let db = db.clone();
        async move {
            let to = if n % 2 == 0 { Status::Hidden } else { Status::Withdrawn };
            let mut tx = db.write().await.unwrap();
            let changed = comments::set_status(&mut tx, comment, Status::Published, to, None).await.unwrap();
            tx.commit().await.unwrap();
            changed.then_some(to)
        }
    })
    .await;
    let winners: Vec<_> = changed.into_iter().flatten().collect();
    assert_eq!(winners.len(), 1);
    let mut session = db.read().await.unwrap();
    assert_eq!(comments::get(&mut session, comment).await.unwrap().unwrap().status, winners[0]);
}

async fn replies_are_counted_at_the_root(db: Db) {
    let (_, _, root) = one_remark(&db).await;
    let mut tx = db.write().await.unwrap();
    for by in [1, 1, -1] {
        comments::count_reply(&mut tx, root, by).await.unwrap();
    }
    assert_eq!(comments::get(&mut tx, root).await.unwrap().unwrap().replies, 1);
}

async fn a_stretch_of_the_log_gives_the_remarks_it_refers_to(db: Db) {
    let (consultation, author, first) = one_remark(&db).await;
    let mut tx = db.write().await.unwrap();
    let (second, third) = (remark(2, consultation, author), remark(3, consultation, author));
    crate::rows::write(&mut tx, &second).await;
    log(&mut tx, consultation, EventKind::CommentHidden, first, 1).await;
    crate::rows::write(&mut tx, &third).await;
    tx.commit().await.unwrap();

    let channel = Channel::Consultation(consultation).to_string();
    let mut session = db.read().await.unwrap();
    for (after, until, expected) in [(0, 1, vec![first]), (1, 3, vec![first, second.id]), (3, 4, vec![third.id]), (4, 9, vec![])] {
        let stretch = comments::of_events(&mut session, &channel, after, until).await.unwrap();
        let mut found: Vec<_> = stretch.into_iter().map(|comment| comment.id).collect();
        let mut expected = expected;
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "after {after} until {until}");
    }
}

async fn what_no_event_tells_of_is_read_beside_them(db: Db) {
    let (consultation, author, comment) = one_remark(&db).await;
    let mut tx = db.write().await.unwrap();
    supports::count(&mut tx, comment, 2, &Channel::Consultation(consultation).to_string()).await.unwrap();
    accounts::rename(&mut tx, author, &name("A. K.")).await.unwrap();
    // One that was never public is not told of.
    let waiting = New { status: Status::Pending, ..remark(2, consultation, author) };
    comments::insert(&mut tx, std::slice::from_ref(&waiting)).await.unwrap();
    tx.commit().await.unwrap();
    let mut session = db.read().await.unwrap();
    let told = comments::table::untold(&mut session, consultation).await.unwrap();
    assert_eq!(told, [(1, 2, "A. K.".to_owned(), "resident".to_owned())]);
}
