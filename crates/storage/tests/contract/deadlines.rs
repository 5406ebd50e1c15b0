//! Changes of what was announced, rules of deadlines, what is done of them, letters about them, opinions.

use busola_domain::consultation::{Audience, Kind, Moderation};
use busola_domain::deadlines::{Rule, What};
use busola_domain::opinion::{Opinion, Verdict};
use busola_domain::time::DAY;
use busola_domain::{AccountId, ConsultationId, Day, Role};
use busola_storage::consultations::Stored;
use busola_storage::deadlines::letters::{self, Mark};
use busola_storage::deadlines::{self, Met};
use busola_storage::{Db, accounts, consultations, opinions};
use uuid::Uuid;

use crate::rows::{NOW, account, at_once, email, execute, id, insert, name, open_consultation};

on_both_databases!(
    what_was_announced_is_changed_and_nothing_else,
    a_rule_is_set_and_set_anew,
    what_is_done_is_written_down_and_taken_back,
    an_opinion_is_read_as_it_was_written_last,
    only_what_somebody_is_responsible_for_is_watched,
    a_letter_is_marked_once,
    of_many_who_mark_a_letter_at_once_one_does,
    moderators_and_administrators_are_officers,
    who_created_a_consultation_before_is_responsible_for_it,
);

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

async fn what_was_announced_is_changed_and_nothing_else(db: Db) {
    let (first, second) = (open_consultation(1), open_consultation(2));
    insert(&db, &first).await;
    insert(&db, &second).await;
    let officer = account(&db, 1).await;
    let mut after = Stored {
        title: "Inny tytuł".to_owned(),
        summary: String::new(),
        audience: Audience::Organisations,
        moderation: Moderation::Pre,
        responsible: Some(officer),
        revision: 1,
        ..first.clone()
    };
    after.notice.aim = "Cel".to_owned();
    after.schedule.opens_at = NOW.plus(-3 * DAY);
    after.schedule.closes_at = NOW.plus(3 * DAY);
    let mut tx = db.write().await.unwrap();
    // What is not announced is not written.
    let wanted = Stored { slug: "inny".to_owned(), kind: Kind::Other, numbers: 7, ..after.clone() };
    consultations::change(&mut tx, &wanted).await.unwrap();
    assert_eq!(consultations::by_id(&mut tx, first.id).await.unwrap(), Some(after));
    assert_eq!(consultations::by_id(&mut tx, second.id).await.unwrap(), Some(second));
}

async fn a_rule_is_set_and_set_anew(db: Db) {
    let mut tx = db.write().await.unwrap();
    assert_eq!(deadlines::rules(&mut tx).await.unwrap(), []);
    let programme = Rule { source: "art. 5a ustawy".to_owned(), ..Rule::usual(Kind::CooperationProgramme) };
    let strategy = Rule::usual(Kind::Strategy);
    for rule in [&programme, &strategy, &Rule { min_days: Some(21), ..strategy.clone() }] {
        deadlines::set_rule(&mut tx, rule).await.unwrap();
    }
    assert_eq!(deadlines::rule(&mut tx, Kind::CooperationProgramme).await.unwrap(), Some(programme));
    assert_eq!(deadlines::rule(&mut tx, Kind::Strategy).await.unwrap(), Some(Rule { min_days: Some(21), ..strategy }));
    assert_eq!(deadlines::rule(&mut tx, Kind::Other).await.unwrap(), None);
    assert_eq!(deadlines::rules(&mut tx).await.unwrap().len(), 2);
}

async fn what_is_done_is_written_down_and_taken_back(db: Db) {
    let consultation = insert(&db, &open_consultation(1)).await;
    let officer = account(&db, 1).await;
    let met = |what, on| Met { consultation, what, on: day(on) };
    let mut tx = db.write().await.unwrap();
    for met in [met(What::Adoption, "2026-11-20"), met(What::YearlyReport, "2028-05-01"), met(What::Adoption, "2026-11-26")] {
        deadlines::set_met(&mut tx, &met, officer).await.unwrap();
    }
    let mut found = deadlines::met(&mut tx, consultation).await.unwrap();
    found.sort_by_key(|met| met.what);
    assert_eq!(found, [met(What::Adoption, "2026-11-26"), met(What::YearlyReport, "2028-05-01")]);
    deadlines::delete_met(&mut tx, consultation, What::Adoption).await.unwrap();
    assert_eq!(deadlines::met(&mut tx, consultation).await.unwrap(), [met(What::YearlyReport, "2028-05-01")]);
    assert_eq!(deadlines::met(&mut tx, id(2)).await.unwrap(), []);
}

fn asked() -> Opinion {
    Opinion {
        requested_on: day("2026-10-20"),
        due_on: Some(day("2026-11-03")),
        given_on: None,
        kind: None,
        text: String::new(),
        revision: 0,
    }
}

async fn an_opinion_is_read_as_it_was_written_last(db: Db) {
    let consultation = insert(&db, &open_consultation(1)).await;
    let officer = account(&db, 1).await;
    let given = Opinion {
        due_on: None,
        given_on: Some(day("2026-10-29")),
        kind: Some(Verdict::Remarks),
        text: "Za mało.".to_owned(),
        revision: 1,
        ..asked()
    };
    let mut tx = db.write().await.unwrap();
    assert_eq!(opinions::of_consultation(&mut tx, consultation).await.unwrap(), None);
    for opinion in [asked(), given] {
        opinions::put(&mut tx, consultation, &opinion, officer).await.unwrap();
        assert_eq!(opinions::of_consultation(&mut tx, consultation).await.unwrap(), Some(opinion));
    }
}

async fn only_what_somebody_is_responsible_for_is_watched(db: Db) {
    let officer = account(&db, 1).await;
    let watched = Stored { responsible: Some(officer), ..open_consultation(1) };
    let mut draft = Stored { responsible: Some(officer), ..open_consultation(2) };
    draft.schedule.published_at = None;
    let mut old = Stored { responsible: Some(officer), ..open_consultation(3) };
    old.schedule.closes_at = NOW;
    let nobodys = open_consultation(4);
    let mut tx = db.write().await.unwrap();
    for (n, stored) in (11..).zip([&watched, &draft, &old, &nobodys]) {
        assert!(consultations::insert(&mut tx, stored, NOW).await.unwrap());
        opinions::put(&mut tx, stored.id, &asked(), officer).await.unwrap();
        deadlines::set_met(&mut tx, &Met { consultation: stored.id, what: What::Adoption, on: day("2026-11-20") }, officer).await.unwrap();
        assert_eq!(letters::mark(&mut tx, &[(id(n), letter(stored.id))], NOW).await.unwrap(), [id::<Uuid>(n)]);
    }
    assert_eq!(consultations::watched(&mut tx, NOW).await.unwrap(), std::slice::from_ref(&watched));
    let only = |ids: Vec<ConsultationId>| assert_eq!(ids, [watched.id]);
    only(opinions::of_watched(&mut tx, NOW).await.unwrap().into_iter().map(|(id, _)| id).collect());
    only(deadlines::met_of_watched(&mut tx, NOW).await.unwrap().into_iter().map(|met| met.consultation).collect());
    assert_eq!(letters::marked_of_watched(&mut tx, NOW).await.unwrap(), [letter(watched.id)]);
    assert_eq!(consultations::watched(&mut tx, NOW.plus(-1)).await.unwrap().len(), 2);
}

fn letter(consultation: ConsultationId) -> Mark {
    Mark { consultation, what: What::Report, on: day("2026-10-08"), days: 7 }
}

async fn a_letter_is_marked_once(db: Db) {
    let consultation = insert(&db, &open_consultation(1)).await;
    let first = letter(consultation);
    let (later, moved, other) = (Mark { days: 1, ..first }, Mark { on: day("2026-10-09"), ..first }, Mark { what: What::Opinion, ..first });
    let mut tx = db.write().await.unwrap();
    assert_eq!(letters::mark(&mut tx, &[(id(1), first)], NOW).await.unwrap(), [id::<Uuid>(1)]);
    // Among others too, it is new only once.
    let all: [(Uuid, Mark); 5] = [(id(2), first), (id(3), later), (id(4), moved), (id(5), other), (id(6), later)];
    let mut marked = letters::mark(&mut tx, &all, NOW).await.unwrap();
    let mut expected: Vec<Uuid> = vec![id(3), id(4), id(5)];
    marked.sort_unstable();
    expected.sort_unstable();
    assert_eq!(marked, expected);
    for (n, mark) in [(1, Some(first)), (2, None), (3, Some(later)), (5, Some(other))] {
        assert_eq!(letters::by_id(&mut tx, id(n)).await.unwrap(), mark, "{n}");
    }
}

async fn of_many_who_mark_a_letter_at_once_one_does(db: Db) {
    let letter = letter(insert(&db, &open_consultation(1)).await);
    let marked = at_once(10, |n| {
        let db = db.clone();
        async move {
            let mut tx = db.write().await.unwrap();
            let marked = letters::mark(&mut tx, &[(id(n), letter)], NOW).await.unwrap();
            tx.commit().await.unwrap();
            marked
        }
    })
    .await;
    assert_eq!(marked.concat().len(), 1);
}

async fn moderators_and_administrators_are_officers(db: Db) {
    let mut tx = db.write().await.unwrap();
    for (n, called, role) in [(1, "Zofia", Role::Moderator), (2, "Anna", Role::Resident), (3, "Ewa", Role::Admin)] {
        assert!(accounts::insert(&mut tx, id(n), &email(n), &name(called), role, NOW).await.unwrap());
    }
    let officers: Vec<_> = accounts::officers(&mut tx).await.unwrap().into_iter().map(|officer| (officer.account, officer.role)).collect();
    assert_eq!(officers, [(id(3), Role::Admin), (id(1), Role::Moderator)]);
    assert_eq!(accounts::by_id(&mut tx, id(2)).await.unwrap().map(|actor| actor.name).as_deref(), Some("Anna"));
    assert!(accounts::by_id(&mut tx, id(4)).await.unwrap().is_none());
}

/// The statement of the migration, on rows as they were before it.
async fn who_created_a_consultation_before_is_responsible_for_it(db: Db) {
    use busola_storage::audit::{self, NewEntry};
    let (first, second): (AccountId, AccountId) = (account(&db, 1).await, account(&db, 2).await);
    let (created, imported) = (insert(&db, &open_consultation(1)).await, insert(&db, &open_consultation(2)).await);
    let mut tx = db.write().await.unwrap();
    for (n, who, action, subject) in [
        (11, Some(first), "consultation.create", created),
        (12, Some(second), "consultation.publish", created),
        (13, None, "draft.import", imported),
    ] {
        let entry = NewEntry { id: id(n), at: NOW, account: who, action, subject: subject.0, detail: "" };
        audit::insert(&mut tx, &entry).await.unwrap();
    }
    tx.commit().await.unwrap();
    let migration = include_str!("../../../../migrations/sqlite/0006_deadlines.sql");
    let update = migration.split(';').find(|statement| statement.trim_start().starts_with("update ")).unwrap();
    execute(&db, update).await;
    let mut session = db.read().await.unwrap();
    let mut responsible = Vec::new();
    for id in [created, imported] {
        responsible.push(consultations::by_id(&mut session, id).await.unwrap().unwrap().responsible);
    }
    assert_eq!(responsible, [Some(first), None]);
}
