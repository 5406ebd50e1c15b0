//! Answers: written, put under remarks, published; templates.

use busola_domain::live::Channel;
use busola_domain::{AccountId, AnswerId, CommentId, ConsultationId, Decision, EventKind};
use busola_storage::answers::{self, Stored, Written, drafted, templates};
use busola_storage::events::{self, Entry};
use busola_storage::{Db, comments};

use crate::desk::drafts_of;
use crate::rows::{NOW, id, one_remark, remark, write};

on_both_databases!(
    an_answer_is_read_as_it_was_written,
    each_public_text_is_kept_and_no_draft_is,
    what_was_public_first_stays_so,
    many_remarks_get_an_answer_and_the_numbers_of_their_events,
    what_no_remark_has_is_removed_unless_it_was_public,
    a_template_has_its_name_alone,
);

pub(crate) fn answer(n: u128, consultation: ConsultationId, by: AccountId) -> Stored {
    Stored {
        id: id(n),
        consultation,
        decision: Decision::Partly,
        justification: "Termin wydłużono.".to_owned(),
        unit: None,
        revision: 1,
        account: by,
        written_at: NOW,
        published_at: None,
    }
}

async fn an_answer_is_read_as_it_was_written(db: Db) {
    let (consultation, author, comment) = one_remark(&db).await;
    let new = Stored { unit: Some(id(77)), ..answer(5, consultation, author) };
    let mut tx = db.write().await.unwrap();
    answers::insert(&mut tx, &new).await.unwrap();
    answers::put(&mut tx, new.id, &[comment]).await.unwrap();
    assert_eq!(answers::by_ids(&mut tx, &[new.id, id(6)]).await.unwrap(), std::slice::from_ref(&new));
    let stored = comments::get(&mut tx, comment).await.unwrap().unwrap();
    assert_eq!((stored.answer, stored.answered_at), (Some(new.id), None));
    let written = answers::written(&mut tx, comment).await.unwrap();
    assert_eq!(written, Some(Written { name: "Osoba 1".to_owned(), at: NOW }));
    assert_eq!(answers::written(&mut tx, id(9)).await.unwrap(), None);
    assert!(!answers::is_shared(&mut tx, new.id, comment).await.unwrap());
    assert!(answers::is_shared(&mut tx, new.id, id(9)).await.unwrap());
    let changed = Stored { decision: Decision::Rejected, justification: "Nie.".to_owned(), unit: None, revision: 2, ..new };
    answers::change(&mut tx, &changed).await.unwrap();
    assert_eq!(answers::by_ids(&mut tx, &[changed.id]).await.unwrap(), std::slice::from_ref(&changed));
    tx.commit().await.unwrap();
}

async fn each_public_text_is_kept_and_no_draft_is(db: Db) {
    let (consultation, author, _) = one_remark(&db).await;
    let mut tx = db.write().await.unwrap();
    let mut stored = answer(5, consultation, author);
    answers::insert(&mut tx, &stored).await.unwrap();
    stored.revision = 2;
    answers::change(&mut tx, &stored).await.unwrap();
    assert!(answers::revisions(&mut tx, stored.id).await.unwrap().is_empty());
    answers::publish(&mut tx, &[stored.id], NOW).await.unwrap();
    // Published again as it is, under another remark for instance.
    answers::publish(&mut tx, &[stored.id], NOW.plus(1)).await.unwrap();
    stored.revision = 3;
    stored.justification = "Inaczej.".to_owned();
    answers::change(&mut tx, &stored).await.unwrap();
    answers::publish(&mut tx, &[stored.id], NOW.plus(2)).await.unwrap();
    let kept = answers::revisions(&mut tx, stored.id).await.unwrap();
    let kept: Vec<_> = kept.iter().map(|kept| (kept.revision, kept.justification.as_str(), kept.at)).collect();
    assert_eq!(kept, [(2, "Termin wydłużono.", NOW), (3, "Inaczej.", NOW.plus(2))]);
    assert_eq!(answers::by_ids(&mut tx, &[stored.id]).await.unwrap()[0].published_at, Some(NOW));
    tx.commit().await.unwrap();
}

async fn what_was_public_first_stays_so(db: Db) {
    let (consultation, author, comment) = one_remark(&db).await;
    let mut tx = db.write().await.unwrap();
    answers::insert(&mut tx, &answer(5, consultation, author)).await.unwrap();
    answers::put(&mut tx, id(5), &[comment]).await.unwrap();
    assert_eq!(drafted::count(&mut tx, &drafts_of(consultation)).await.unwrap(), 1);
    for later in [0, 7] {
        answers::show(&mut tx, &[comment], NOW.plus(later)).await.unwrap();
    }
    assert_eq!(comments::get(&mut tx, comment).await.unwrap().unwrap().answered_at, Some(NOW));
    assert_eq!(drafted::count(&mut tx, &drafts_of(consultation)).await.unwrap(), 0);
    tx.commit().await.unwrap();
}

async fn many_remarks_get_an_answer_and_the_numbers_of_their_events(db: Db) {
    const COUNT: u128 = 85;
    let (consultation, author, _) = one_remark(&db).await;
    let mut tx = db.write().await.unwrap();
    let ids: Vec<CommentId> = (2..2 + COUNT).map(id).collect();
    for n in 2..2 + COUNT {
        write(&mut tx, &remark(n, consultation, author)).await;
    }
    answers::insert(&mut tx, &answer(5, consultation, author)).await.unwrap();
    answers::put(&mut tx, id(5), &ids).await.unwrap();
    answers::show(&mut tx, &ids, NOW).await.unwrap();
    let channel = Channel::Consultation(consultation);
    let entries: Vec<_> = ids.iter().map(|id| Entry { kind: EventKind::AnswerPublished, subject: id.0, revision: 1, at: NOW }).collect();
    let first = events::append_all(&mut tx, channel, &entries).await.unwrap();
    comments::set_seqs(&mut tx, &channel.to_string(), first, first + COUNT as i64 - 1).await.unwrap();
    for (seq, comment) in (first..).zip(&ids) {
        let stored = comments::get(&mut tx, *comment).await.unwrap().unwrap();
        assert_eq!((stored.seq, stored.answer, stored.answered_at), (Some(seq), Some(id(5)), Some(NOW)));
    }
    // The one that was not among them.
    assert_eq!(comments::get(&mut tx, id(1)).await.unwrap().unwrap().answer, None);
    tx.commit().await.unwrap();
}

async fn what_no_remark_has_is_removed_unless_it_was_public(db: Db) {
    let (consultation, author, comment) = one_remark(&db).await;
    let mut tx = db.write().await.unwrap();
    for n in [5, 6, 7] {
        answers::insert(&mut tx, &answer(n, consultation, author)).await.unwrap();
    }
    answers::put(&mut tx, id(5), &[comment]).await.unwrap();
    answers::publish(&mut tx, &[id(6)], NOW).await.unwrap();
    let all = [id(5), id(6), id(7)];
    answers::delete_unused(&mut tx, &all).await.unwrap();
    let mut left: Vec<_> = answers::by_ids(&mut tx, &all).await.unwrap().into_iter().map(|answer| answer.id).collect();
    left.sort_unstable();
    let mut expected: Vec<AnswerId> = vec![id(5), id(6)];
    expected.sort_unstable();
    assert_eq!(left, expected);
    tx.commit().await.unwrap();
}

async fn a_template_has_its_name_alone(db: Db) {
    let mut tx = db.write().await.unwrap();
    let new =
        |n: u128, name: &str| templates::Stored { id: id(n), name: name.to_owned(), decision: None, justification: "Bo tak.".to_owned() };
    assert!(templates::insert(&mut tx, &new(1, "Termin"), NOW).await.unwrap());
    assert!(!templates::insert(&mut tx, &new(2, "Termin"), NOW).await.unwrap());
    assert!(templates::insert(&mut tx, &new(3, "Budżet"), NOW).await.unwrap());
    assert!(!templates::change(&mut tx, &new(3, "Termin")).await.unwrap());
    let changed = templates::Stored { decision: Some(Decision::OutOfScope), ..new(3, "Budżet") };
    assert!(templates::change(&mut tx, &changed).await.unwrap());
    assert_eq!(templates::all(&mut tx, 10).await.unwrap(), [changed, new(1, "Termin")]);
    assert_eq!(templates::count(&mut tx).await.unwrap(), 2);
    assert!(templates::delete(&mut tx, id(1)).await.unwrap());
    assert!(!templates::delete(&mut tx, id(1)).await.unwrap());
    assert_eq!(templates::get(&mut tx, id(1)).await.unwrap(), None);
    tx.commit().await.unwrap();
}
