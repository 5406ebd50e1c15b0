//! Lists of remarks: every order, every scope, every reader, page by page.

use std::collections::HashSet;

use busola_domain::comment::Order;
use busola_domain::live::Channel;
use busola_domain::{AccountId, CommentId, ConsultationId, Status, UnitId};
use busola_storage::comments::list::{self, Listed, Place, Query, Scope};
use busola_storage::comments::{self, New, Stored};
use busola_storage::{Db, supports};

use crate::rows::{NOW, account, id, insert, open_consultation, remark, write};

on_both_databases!(
    pages_show_every_remark_once_in_its_order,
    a_waiting_remark_is_seen_by_its_author_and_moderators,
    what_was_never_public_is_not_listed_after_it_was_hidden,
    replies_of_a_page_are_those_of_its_threads,
    a_reader_sees_what_they_support,
);

/// Who wrote what in [`thread`].
struct Talk {
    consultation: ConsultationId,
    authors: [AccountId; 3],
    all: Vec<Stored>,
}

/// Remarks of three people on two units and on the whole: some at the same moment, some with as many supports,
/// a third of them replies, a seventh waiting.
async fn talk(db: &Db) -> Talk {
    let authors = [account(db, 1).await, account(db, 2).await, account(db, 3).await];
    let consultation = insert(db, &open_consultation(1)).await;
    let other = insert(db, &open_consultation(2)).await;
    let channel = Channel::Consultation(consultation).to_string();
    let mut tx = db.write().await.unwrap();
    let mut roots: Vec<New<'_>> = Vec::new();
    let mut ids = Vec::new();
    for n in 0..64_u128 {
        let author = authors[n as usize % 3];
        let status = if n % 7 == 5 { Status::Pending } else { Status::Published };
        let mut new = New { created_at: NOW.plus(n as i64 / 5), status, ..remark(n + 1, consultation, author) };
        new.unit = [None, Some(id(11)), Some(id(12))][(n / 3) as usize % 3];
        if n % 3 == 2 {
            let root = roots.iter().rev().find(|root| root.unit == new.unit);
            (new.parent, new.root) = (root.map(|root| root.id), root.map(|root| root.id));
        }
        write(&mut tx, &new).await;
        if n % 5 > 0 {
            supports::count(&mut tx, new.id, (n % 5) as i64, &channel).await.unwrap();
        }
        ids.push(new.id);
        if new.parent.is_none() && status == Status::Published {
            roots.push(new);
        }
    }
    // What is said elsewhere belongs to none of these lists.
    write(&mut tx, &remark(1_000, other, authors[0])).await;
    let mut all = Vec::new();
    for id in ids {
        all.push(comments::get(&mut tx, id).await.unwrap().unwrap());
    }
    tx.commit().await.unwrap();
    Talk { consultation, authors, all }
}

impl Talk {
    fn query(&self, scope: Scope, order: Order, reader: Option<AccountId>) -> Query {
        Query { consultation: self.consultation, scope, order, after: Place::start(order), limit: 7, reader, staff: false }
    }

    /// What a list must hold, worked out without a database.
    fn expected(&self, query: &Query) -> Vec<CommentId> {
        let on = |unit: UnitId, comment: &&Stored| comment.unit == Some(unit);
        let mut list: Vec<&Stored> = self
            .all
            .iter()
            .filter(|comment| match query.scope {
                Scope::All => true,
                Scope::Unit(unit) => on(unit, comment),
                Scope::Roots => comment.parent.is_none(),
                Scope::UnitRoots(unit) => comment.parent.is_none() && on(unit, comment),
                Scope::Replies(root) => comment.root == Some(root),
            })
            .filter(|comment| comment.status != Status::Pending || query.staff || query.reader == Some(comment.account))
            .collect();
        match query.order {
            Order::Oldest => list.sort_by_key(|comment| (comment.created_at, comment.id)),
            Order::Newest => list.sort_by_key(|comment| std::cmp::Reverse((comment.created_at, comment.id))),
            Order::Supported => list.sort_by_key(|comment| std::cmp::Reverse((comment.supports, comment.id))),
        }
        list.into_iter().map(|comment| comment.id).collect()
    }
}

/// Follows the cursors from page to page, as text, as a client does.
async fn pages(db: &Db, mut query: Query) -> Vec<Vec<Listed>> {
    let mut session = db.read().await.unwrap();
    let mut pages = Vec::new();
    loop {
        let page = list::page(&mut session, &query).await.unwrap();
        assert!(page.len() <= query.limit as usize);
        let Some(last) = page.last() else { return pages };
        query.after = Place::of(query.order, &last.comment).to_string().parse().unwrap();
        pages.push(page);
    }
}

async fn pages_show_every_remark_once_in_its_order(db: Db) {
    let talk = talk(&db).await;
    let busiest =
        talk.all.iter().filter_map(|comment| comment.root).max_by_key(|root| talk.all.iter().filter(|c| c.root == Some(*root)).count());
    let scopes = [Scope::All, Scope::Unit(id(11)), Scope::Roots, Scope::UnitRoots(id(12)), Scope::Unit(id(99))];
    let mut queries: Vec<_> = scopes.into_iter().flat_map(|scope| Order::ALL.map(|order| talk.query(scope, order, None))).collect();
    queries.push(Query { limit: 2, ..talk.query(Scope::Replies(busiest.unwrap()), Order::Oldest, None) });
    for query in queries {
        let seen: Vec<_> = pages(&db, query).await.into_iter().flatten().map(|listed| listed.comment.id).collect();
        assert_eq!(seen, talk.expected(&query), "{:?} {:?}", query.scope, query.order);
        assert_eq!(seen.is_empty(), query.scope == Scope::Unit(id(99)));
    }
}

async fn a_waiting_remark_is_seen_by_its_author_and_moderators(db: Db) {
    let talk = talk(&db).await;
    let mut seen_by = Vec::new();
    for (reader, staff) in [(None, false), (Some(talk.authors[1]), false), (Some(id(77)), false), (Some(talk.authors[0]), true)] {
        for order in Order::ALL {
            let query = Query { staff, limit: 100, ..talk.query(Scope::All, order, reader) };
            let seen: Vec<_> = pages(&db, query).await.into_iter().flatten().map(|listed| listed.comment.id).collect();
            assert_eq!(seen, talk.expected(&query), "{reader:?} {staff} {order:?}");
            seen_by.push(seen.len());
        }
    }
    // Nobody, its author, a stranger, a moderator.
    assert!(seen_by[0] < seen_by[3] && seen_by[6] == seen_by[0] && seen_by[9] == talk.all.len(), "{seen_by:?}");
}

async fn what_was_never_public_is_not_listed_after_it_was_hidden(db: Db) {
    let (author, stranger) = (account(&db, 1).await, account(&db, 2).await);
    let consultation = insert(&db, &open_consultation(1)).await;
    let mut tx = db.write().await.unwrap();
    for (n, status) in [(1, Status::Hidden), (2, Status::Withdrawn)] {
        let new = New { status: Status::Pending, ..remark(n, consultation, author) };
        write(&mut tx, &new).await;
        assert!(comments::set_status(&mut tx, new.id, Status::Pending, status, None).await.unwrap());
    }
    tx.commit().await.unwrap();
    for (reader, staff, seen) in [(None, false, 0), (Some(stranger), false, 0), (Some(author), false, 2), (Some(stranger), true, 2)] {
        let order = Order::Oldest;
        let query = Query { consultation, scope: Scope::All, order, after: Place::start(order), limit: 10, reader, staff };
        assert_eq!(pages(&db, query).await.concat().len(), seen, "{reader:?} {staff}");
    }
}

async fn replies_of_a_page_are_those_of_its_threads(db: Db) {
    let talk = talk(&db).await;
    let mut session = db.read().await.unwrap();
    for scope in [Scope::Roots, Scope::UnitRoots(id(11))] {
        for order in Order::ALL {
            let mut query = Query { limit: 4, ..talk.query(scope, order, Some(talk.authors[2])) };
            let mut all = Vec::new();
            for page in pages(&db, query).await {
                let roots: HashSet<_> = page.iter().map(|listed| listed.comment.id).collect();
                let replies = list::replies_to_page(&mut session, &query).await.unwrap();
                let seen: Vec<_> = replies.into_iter().map(|listed| listed.comment).collect();
                let readable = talk.expected(&talk.query(Scope::All, Order::Oldest, query.reader));
                let expected: Vec<_> = readable
                    .into_iter()
                    .filter(|id| talk.all.iter().any(|comment| comment.id == *id && comment.root.is_some_and(|root| roots.contains(&root))))
                    .collect();
                assert_eq!(seen.iter().map(|comment| comment.id).collect::<Vec<_>>(), expected, "{scope:?} {order:?}");
                all.extend(expected);
                query.after = page.last().map(|last| Place::of(order, &last.comment)).unwrap();
            }
            assert!(!all.is_empty());
        }
    }
}

async fn a_reader_sees_what_they_support(db: Db) {
    let talk = talk(&db).await;
    let reader = talk.authors[0];
    let supported: Vec<CommentId> = talk.all.iter().map(|comment| comment.id).step_by(4).collect();
    let mut tx = db.write().await.unwrap();
    for comment in &supported {
        supports::insert(&mut tx, &[((*comment, reader), NOW)]).await.unwrap();
    }
    tx.commit().await.unwrap();
    for (who, expected) in [(Some(reader), supported.as_slice()), (Some(talk.authors[1]), &[]), (None, &[])] {
        let query = Query { staff: true, limit: 100, ..talk.query(Scope::All, Order::Oldest, who) };
        let listed = pages(&db, query).await.concat();
        let seen: HashSet<_> = listed.iter().filter(|listed| listed.supported).map(|listed| listed.comment.id).collect();
        assert_eq!(seen, expected.iter().copied().collect(), "{who:?}");
    }
}
