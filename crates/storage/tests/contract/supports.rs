//! Supports: one a person, however often and however many at once.

use busola_domain::live::Channel;
use busola_domain::{AccountId, CommentId, ConsultationId, EventKind, Status};
use busola_storage::{Db, comments, consultations, supports};

use crate::rows::{NOW, account, at_once, id, insert, log, one_remark, open_consultation, remark, write};

on_both_databases!(
    supporting_again_changes_nothing,
    one_person_fifty_times_at_once_is_one_support,
    fifty_people_at_once_are_fifty_supports,
    many_are_given_and_taken_back_at_once,
    a_change_remembers_the_head_of_its_channel,
    a_remark_that_is_not_public_tells_no_number,
    the_numbers_of_many_remarks_are_read_at_once,
);

/// Gives a support as the use case does: alone with its consultation, in and counted when it is new.
async fn support(db: &Db, consultation: ConsultationId, comment: CommentId, account: AccountId) -> bool {
    let mut tx = db.write().await.unwrap();
    consultations::take(&mut tx, consultation).await.unwrap();
    let new = supports::given(&mut tx, &[(comment, account)]).await.unwrap().is_empty();
    if new {
        supports::insert(&mut tx, &[((comment, account), NOW)]).await.unwrap();
        supports::count(&mut tx, comment, 1, &Channel::Consultation(consultation).to_string()).await.unwrap();
    }
    tx.commit().await.unwrap();
    new
}

async fn number(db: &Db, comment: CommentId) -> i64 {
    let mut session = db.read().await.unwrap();
    comments::get(&mut session, comment).await.unwrap().unwrap().supports
}

async fn supporting_again_changes_nothing(db: Db) {
    let (consultation, author, comment) = one_remark(&db).await;
    assert!(support(&db, consultation, comment, author).await);
    assert!(!support(&db, consultation, comment, author).await);
    assert_eq!(number(&db, comment).await, 1);
    let mut tx = db.write().await.unwrap();
    for _twice in 0..2 {
        supports::delete(&mut tx, &[(comment, author)]).await.unwrap();
        assert_eq!(supports::given(&mut tx, &[(comment, author)]).await.unwrap(), []);
    }
    assert_eq!(supports::count(&mut tx, comment, -1, "").await.unwrap(), 0);
}

async fn one_person_fifty_times_at_once_is_one_support(db: Db) {
    let (consultation, author, comment) = one_remark(&db).await;
    let new = at_once(50, |_| {
        let db = db.clone();
        async move { support(&db, consultation, comment, author).await }
    })
    .await;
    assert_eq!(new.into_iter().filter(|new| *new).count(), 1);
    assert_eq!(number(&db, comment).await, 1);
}

async fn fifty_people_at_once_are_fifty_supports(db: Db) {
    let (consultation, _, comment) = one_remark(&db).await;
    at_once(50, |n| {
        let db = db.clone();
        async move {
            let person = account(&db, n + 10).await;
            assert!(support(&db, consultation, comment, person).await);
        }
    })
    .await;
    assert_eq!(number(&db, comment).await, 50);
}

async fn many_are_given_and_taken_back_at_once(db: Db) {
    let (consultation, author, first) = one_remark(&db).await;
    let second = remark(2, consultation, author);
    let mut people = Vec::new();
    for n in 10..50 {
        people.push(account(&db, n).await);
    }
    let mut tx = db.write().await.unwrap();
    write(&mut tx, &second).await;
    let of = |comment: CommentId, numbers: std::ops::Range<usize>| people[numbers].iter().map(move |person| (comment, *person));
    let given: Vec<_> = of(first, 0..40).chain(of(second.id, 0..37)).collect();
    let rows: Vec<_> = given.iter().map(|pair| (*pair, NOW)).collect();
    supports::insert(&mut tx, &rows).await.unwrap();
    let back: Vec<_> = of(first, 5..40).chain(of(second.id, 0..1)).collect();
    supports::delete(&mut tx, &back).await.unwrap();

    let asked: Vec<_> = of(first, 0..40).chain(of(second.id, 0..40)).collect();
    let mut left = supports::given(&mut tx, &asked).await.unwrap();
    let mut expected: Vec<_> = of(first, 0..5).chain(of(second.id, 1..37)).collect();
    left.sort();
    expected.sort();
    assert_eq!(left, expected);
    // What is there is not added again.
    assert!(supports::insert(&mut tx, &[((first, people[0]), NOW)]).await.is_err());
}

async fn changed(db: &Db, consultation: ConsultationId, since: i64) -> Vec<(CommentId, i64)> {
    let mut session = db.read().await.unwrap();
    let changed = supports::changed_since(&mut session, consultation, since).await.unwrap();
    assert!(changed.iter().all(|number| number.head >= since));
    let mut changed: Vec<_> = changed.into_iter().map(|number| (number.comment, number.supports)).collect();
    changed.sort();
    changed
}

async fn a_change_remembers_the_head_of_its_channel(db: Db) {
    let (consultation, author, first) = one_remark(&db).await;
    assert_eq!(changed(&db, consultation, 0).await, []);
    support(&db, consultation, first, author).await;

    let second = remark(2, consultation, author);
    let mut tx = db.write().await.unwrap();
    write(&mut tx, &second).await;
    tx.commit().await.unwrap();
    support(&db, consultation, second.id, author).await;

    let mut both = vec![(first, 1), (second.id, 1)];
    both.sort();
    assert_eq!(changed(&db, consultation, 1).await, both);
    assert_eq!(changed(&db, consultation, 2).await, [(second.id, 1)]);
    assert_eq!(changed(&db, consultation, 3).await, []);
    assert_eq!(changed(&db, id(9), 0).await, []);
}

async fn a_remark_that_is_not_public_tells_no_number(db: Db) {
    let (consultation, author, comment) = one_remark(&db).await;
    support(&db, consultation, comment, author).await;
    let mut tx = db.write().await.unwrap();
    comments::set_status(&mut tx, comment, Status::Published, Status::Hidden, Some("obraża")).await.unwrap();
    log(&mut tx, consultation, EventKind::CommentHidden, comment, 1).await;
    tx.commit().await.unwrap();
    assert_eq!(changed(&db, consultation, 0).await, []);
    assert_eq!(number(&db, comment).await, 1);
}

async fn the_numbers_of_many_remarks_are_read_at_once(db: Db) {
    let author = account(&db, 1).await;
    let consultation = insert(&db, &open_consultation(1)).await;
    let mut expected = Vec::new();
    let mut tx = db.write().await.unwrap();
    for n in 0..120 {
        let status = if n % 10 == 3 { Status::Hidden } else { Status::Published };
        let new = comments::New { status, ..remark(n, consultation, author) };
        write(&mut tx, &new).await;
        supports::count(&mut tx, new.id, n as i64, "").await.unwrap();
        if status == Status::Published {
            expected.push((new.id, n as i64));
        }
    }
    // More than fit into one statement, one that is not there, and only so many as are asked for.
    let all: Vec<CommentId> = (0..121).map(id).collect();
    for asked in [&all[..], &all[..1], &all[4..54], &all[7..58], &[]] {
        let numbers = supports::numbers(&mut tx, asked).await.unwrap();
        let mut numbers: Vec<_> = numbers.into_iter().map(|number| (number.comment, number.supports)).collect();
        let mut expected: Vec<_> = expected.iter().copied().filter(|(id, _)| asked.contains(id)).collect();
        numbers.sort();
        expected.sort();
        assert_eq!(numbers, expected);
    }
}
