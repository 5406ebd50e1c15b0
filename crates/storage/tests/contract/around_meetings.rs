//! What happens around meetings: changes, names for the hall, reminders, words of speakers, minutes.

use std::collections::BTreeSet;

use busola_domain::letter::Occasion;
use busola_domain::meeting::spoken::State;
use busola_domain::meeting::{AgendaItem, Course, Rules};
use busola_domain::time::DAY;
use busola_domain::{MeetingId, Role};
use busola_storage::meetings::reminders::Following;
use busola_storage::meetings::{self, Stored, members, minutes, questions, reminders, speakers, spoken};
use busola_storage::{Db, accounts, letters};

use crate::meetings::{asked, meetings_of_one, planned};
use crate::rows::{NOW, account, at_once, email, execute, id, insert, name, open_consultation};

on_both_databases!(
    a_change_keeps_the_items_that_stay_and_forgets_those_that_are_gone,
    public_meetings_are_found_from_a_moment_on,
    a_name_for_the_hall_is_an_account_of_its_session,
    who_signs_in_comes_into_the_meetings_of_the_other_account,
    the_sessions_of_names_for_the_hall_are_found_by_their_meeting,
    who_follows_a_meeting_is_reminded_at_a_moment_until_it_moves,
    who_waited_for_a_letter_before_waits_for_it_in_the_outbox,
    words_that_are_written_down_anew_keep_the_remark_that_they_are_to_become,
    minutes_of_one_revision_are_kept_once,
    of_many_who_keep_a_revision_at_once_one_does,
);

async fn a_change_keeps_the_items_that_stay_and_forgets_those_that_are_gone(db: Db) {
    let consultation = insert(&db, &open_consultation(1)).await;
    let person = account(&db, 1).await;
    let item = |n: u128, title: &str| AgendaItem { id: id(n), title: title.to_owned(), unit: None };
    let (before, other) = (planned(2, consultation), planned(1, consultation));
    let mut tx = db.write().await.unwrap();
    assert!(meetings::insert(&mut tx, &before, &[item(10, "Pierwszy"), item(11, "Drugi")], NOW).await.unwrap());
    assert!(meetings::insert(&mut tx, &other, &[item(12, "Inny")], NOW).await.unwrap());
    // One on the item that goes, one on that which stays, and one of another meeting.
    for (n, meeting, about) in [(1, before.id, 10), (2, before.id, 11), (3, other.id, 12)] {
        let question = questions::Stored { item: Some(id(about)), ..asked(n, meeting, person) };
        assert!(questions::insert(&mut tx, &question).await.unwrap());
    }
    let after = Stored {
        title: "Inny tytuł".to_owned(),
        place: "Plac 2".to_owned(),
        starts_at: NOW.plus(50),
        ends_at: None,
        rules: Rules::default(),
        revision: 1,
        ..before.clone()
    };
    // Another title and place in the order, behind a new one.
    let agenda = [item(20, "Nowy"), item(11, "Drugi, inaczej")];
    meetings::change(&mut tx, &after, &agenda).await.unwrap();
    tx.commit().await.unwrap();

    let mut session = db.read().await.unwrap();
    assert_eq!(meetings::by_id(&mut session, before.id).await.unwrap(), Some(after));
    assert_eq!(meetings::agenda(&mut session, before.id).await.unwrap(), agenda);
    assert_eq!(meetings::by_id(&mut session, other.id).await.unwrap().as_ref(), Some(&other));
    assert_eq!(meetings::agenda(&mut session, other.id).await.unwrap(), [item(12, "Inny")]);
    for (n, about) in [(1, None), (2, Some(id(11))), (3, Some(id(12)))] {
        let question = questions::get(&mut session, id(n)).await.unwrap().unwrap();
        assert_eq!((question.item, question.body), (about, format!("Pytanie {n}")));
    }
}

async fn public_meetings_are_found_from_a_moment_on(db: Db) {
    let (one, other) = (insert(&db, &open_consultation(1)).await, insert(&db, &open_consultation(2)).await);
    let mut tx = db.write().await.unwrap();
    // Those with an even number are public.
    for (n, consultation) in [(6, one), (3, one), (4, other), (2, one)] {
        assert!(meetings::insert(&mut tx, &planned(n, consultation), &[], NOW).await.unwrap());
    }
    for (from, limit, expected) in [(0, 9, vec![2, 4, 6]), (2, 9, vec![2, 4, 6]), (3, 9, vec![4, 6]), (0, 2, vec![2, 4]), (7, 9, vec![])] {
        let found: Vec<MeetingId> =
            meetings::upcoming(&mut tx, NOW.plus(from), limit).await.unwrap().into_iter().map(|found| found.id).collect();
        assert_eq!(found, expected.into_iter().map(id).collect::<Vec<MeetingId>>(), "{from}, {limit}");
    }
}

async fn a_name_for_the_hall_is_an_account_of_its_session(db: Db) {
    let resident = account(&db, 2).await;
    let mut tx = db.write().await.unwrap();
    accounts::insert_guest(&mut tx, id(1), &name("Ala z sali"), NOW).await.unwrap();
    for (n, who, hash) in [(5, id(1), b"guest"), (6, resident, b"other")] {
        accounts::insert_session(&mut tx, id(n), who, hash, NOW, NOW.plus(DAY)).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut session = db.read().await.unwrap();
    let actor = accounts::by_session(&mut session, b"guest", NOW).await.unwrap().unwrap().actor;
    assert_eq!((actor.account, actor.name.as_str(), actor.role), (id(1), "Ala z sali", Role::Guest));
    for (n, guest) in [(5, Some(id(1))), (6, None), (7, None)] {
        assert_eq!(accounts::guest_of_session(&mut session, id(n)).await.unwrap(), guest);
    }
}

async fn who_signs_in_comes_into_the_meetings_of_the_other_account(db: Db) {
    let here = meetings_of_one(&db, 3).await;
    let (guest, person) = (account(&db, 1).await, account(&db, 2).await);
    let mut tx = db.write().await.unwrap();
    for (meeting, who) in [(here[0], guest), (here[1], guest), (here[1], person)] {
        members::join(&mut tx, meeting, who).await.unwrap();
    }
    for _twice in 0..2 {
        members::hand_over(&mut tx, guest, person).await.unwrap();
    }
    for (at, is) in [(0, true), (1, true), (2, false)] {
        assert_eq!(members::is_member(&mut tx, here[at], person).await.unwrap(), is);
    }
    // The other account stays where it was.
    assert!(members::is_member(&mut tx, here[0], guest).await.unwrap());
}

async fn the_sessions_of_names_for_the_hall_are_found_by_their_meeting(db: Db) {
    let held = meetings_of_one(&db, 2).await;
    let person = account(&db, 1).await;
    let mut tx = db.write().await.unwrap();
    for n in [11, 12] {
        accounts::insert_guest(&mut tx, id(n), &name("Ala"), NOW).await.unwrap();
    }
    for (n, who, hash) in [(21, person, b"1"), (22, id(11), b"2"), (23, id(11), b"3"), (24, id(12), b"4")] {
        accounts::insert_session(&mut tx, id(n), who, hash, NOW, NOW.plus(DAY)).await.unwrap();
    }
    for (meeting, who) in [(held[0], person), (held[0], id(11)), (held[1], id(12))] {
        members::join(&mut tx, meeting, who).await.unwrap();
    }
    let found = members::guest_sessions(&mut tx, held[0]).await.unwrap();
    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), BTreeSet::from([id(22), id(23)]));
}

async fn who_follows_a_meeting_is_reminded_at_a_moment_until_it_moves(db: Db) {
    let held = meetings_of_one(&db, 2).await;
    let (one, other) = (account(&db, 1).await, account(&db, 2).await);
    let mut tx = db.write().await.unwrap();
    // Who asks again changes the language alone.
    for (meeting, person, lang, at) in
        [(held[0], one, "en", 500), (held[0], one, "pl", 900), (held[0], other, "en", 400), (held[1], one, "en", 300)]
    {
        reminders::put(&mut tx, meeting, person, lang, NOW.plus(at)).await.unwrap();
    }
    let following = |lang: &str, at: i64| Some(Following { lang: lang.to_owned(), due_at: NOW.plus(at) });
    assert_eq!(reminders::get(&mut tx, held[0], one).await.unwrap(), following("pl", 500));
    assert_eq!(reminders::get(&mut tx, held[1], other).await.unwrap(), None);
    let mut both = vec![one, other];
    both.sort_unstable();
    assert_eq!(reminders::followers(&mut tx, held[0]).await.unwrap(), both);

    reminders::again(&mut tx, held[0], NOW.plus(800)).await.unwrap();
    for _twice in 0..2 {
        reminders::delete(&mut tx, held[0], other).await.unwrap();
    }
    for (meeting, person, expected) in [(held[0], one, following("pl", 800)), (held[0], other, None), (held[1], one, following("en", 300))]
    {
        assert_eq!(reminders::get(&mut tx, meeting, person).await.unwrap(), expected);
    }
    assert_eq!(reminders::followers(&mut tx, held[0]).await.unwrap(), [one]);
}

/// The statements of the migration, on rows as they were before it: who waits to be reminded is, and so is told who was
/// not told of a change yet.
async fn who_waited_for_a_letter_before_waits_for_it_in_the_outbox(db: Db) {
    let held = meetings_of_one(&db, 2).await;
    let people = [account(&db, 1).await, account(&db, 2).await, account(&db, 3).await];
    let (migration, number) = match &db {
        Db::Sqlite { .. } => (include_str!("../../../../migrations/sqlite/0009_letters_of_dates.sql"), "integer"),
        Db::Postgres(_) => (include_str!("../../../../migrations/postgres/0009_letters_of_dates.sql"), "bigint"),
    };
    for column in [format!("sent_at {number}"), "news text".to_owned(), format!("news_at {number}")] {
        execute(&db, &format!("alter table reminders add column {column}")).await;
    }
    let mut tx = db.write().await.unwrap();
    let over = Stored { course: Course { ended_at: Some(NOW), ..Course::default() }, revision: 3, ..planned(2, id(1)) };
    meetings::set_course(&mut tx, &over).await.unwrap();
    for (meeting, at) in [(held[0], 500), (held[1], 400)] {
        for person in people {
            reminders::put(&mut tx, meeting, person, "en", NOW.plus(at)).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
    // The first waits for both, the second for neither, the third for the reminder.
    for (n, set) in [(1, format!("news = 'changed', news_at = {}", NOW.0)), (2, format!("sent_at = {}", NOW.0))] {
        let whose = format!("(select account_id from contacts where email = '{}')", email(n).as_str());
        execute(&db, &format!("update reminders set {set} where account_id = {whose}")).await;
    }
    let inserts: Vec<_> = migration.split(';').filter(|statement| statement.contains("insert into outbox")).collect();
    assert_eq!(inserts.len(), 2);
    for insert in inserts {
        execute(&db, insert).await;
    }

    let mut session = db.read().await.unwrap();
    let due = letters::due(&mut session, NOW.plus(1_000), 10).await.unwrap();
    let waits: BTreeSet<_> = due.iter().map(|due| (due.occasion, due.account, due.about)).collect();
    let expected = [
        (Occasion::MeetingSoon, people[0], held[0].0),
        (Occasion::MeetingSoon, people[2], held[0].0),
        (Occasion::MeetingNews, people[0], held[0].0),
        (Occasion::MeetingNews, people[0], held[1].0),
    ];
    assert_eq!(waits, BTreeSet::from(expected));
    assert!(letters::due(&mut session, NOW.plus(499), 10).await.unwrap().iter().all(|due| due.occasion == Occasion::MeetingNews));
}

async fn words_that_are_written_down_anew_keep_the_remark_that_they_are_to_become(db: Db) {
    let here = meetings_of_one(&db, 2).await;
    let person = account(&db, 1).await;
    let mut tx = db.write().await.unwrap();
    for (n, meeting) in [(1, here[0]), (2, here[1])] {
        assert!(speakers::insert(&mut tx, id(n), meeting, person, NOW).await.unwrap());
    }
    let first = spoken::Stored {
        speaker: id(1),
        meeting: here[0],
        account: person,
        name: "Osoba 1".to_owned(),
        unit: Some(id(20)),
        body: "Pierwsze słowa".to_owned(),
        state: State::Offered,
        comment: id(30),
    };
    spoken::put(&mut tx, &first, NOW).await.unwrap();
    assert_eq!(spoken::get(&mut tx, id(1)).await.unwrap().as_ref(), Some(&first));
    spoken::settle(&mut tx, id(1), State::Declined, &first.body).await.unwrap();
    assert_eq!(spoken::get(&mut tx, id(1)).await.unwrap().map(|stored| stored.state), Some(State::Declined));

    let again = spoken::Stored { unit: None, body: "Inne słowa".to_owned(), comment: id(31), ..first.clone() };
    spoken::put(&mut tx, &again, NOW.plus(1)).await.unwrap();
    let expected = spoken::Stored { comment: first.comment, ..again };
    assert_eq!(spoken::get(&mut tx, id(1)).await.unwrap().as_ref(), Some(&expected));
    assert_eq!(speakers::get(&mut tx, id(1)).await.unwrap().unwrap().remark, None);

    spoken::settle(&mut tx, id(1), State::Posted, "Moje słowa").await.unwrap();
    let posted = spoken::Stored { state: State::Posted, body: "Moje słowa".to_owned(), ..expected };
    assert_eq!(spoken::of_meeting(&mut tx, here[0]).await.unwrap(), [posted]);
    assert_eq!(spoken::of_meeting(&mut tx, here[1]).await.unwrap(), []);
    assert_eq!(spoken::get(&mut tx, id(2)).await.unwrap(), None);
    let speakers = [speakers::get(&mut tx, id(1)).await.unwrap().unwrap(), speakers::of_meeting(&mut tx, here[0]).await.unwrap().remove(0)];
    assert_eq!(speakers.map(|speaker| speaker.remark), [Some(first.comment); 2]);
}

async fn minutes_of_one_revision_are_kept_once(db: Db) {
    let here = meetings_of_one(&db, 2).await;
    let (one, other) = (account(&db, 1).await, account(&db, 2).await);
    let mut tx = db.write().await.unwrap();
    assert_eq!(minutes::latest(&mut tx, here[0]).await.unwrap(), None);
    assert!(minutes::insert(&mut tx, here[0], 1, "Pierwsze", one, NOW).await.unwrap());
    assert!(!minutes::insert(&mut tx, here[0], 1, "Inne", other, NOW.plus(1)).await.unwrap());
    // The transaction goes on.
    assert!(minutes::insert(&mut tx, here[1], 1, "Innego spotkania", other, NOW).await.unwrap());
    let first = minutes::Stored { revision: 1, body: "Pierwsze".to_owned(), written_at: NOW, published_at: None };
    assert_eq!(minutes::latest(&mut tx, here[0]).await.unwrap().as_ref(), Some(&first));
    assert_eq!(minutes::published(&mut tx, here[0]).await.unwrap(), None);

    minutes::publish(&mut tx, here[0], 1, NOW.plus(2)).await.unwrap();
    assert!(minutes::insert(&mut tx, here[0], 2, "Drugie", one, NOW.plus(3)).await.unwrap());
    let first = minutes::Stored { published_at: Some(NOW.plus(2)), ..first };
    let second = minutes::Stored { revision: 2, body: "Drugie".to_owned(), written_at: NOW.plus(3), published_at: None };
    assert_eq!(minutes::published(&mut tx, here[0]).await.unwrap(), Some(first));
    assert_eq!(minutes::latest(&mut tx, here[0]).await.unwrap().as_ref(), Some(&second));
    assert_eq!(meetings::by_id(&mut tx, here[0]).await.unwrap().unwrap().minutes_at, Some(NOW.plus(2)));
    minutes::publish(&mut tx, here[0], 2, NOW.plus(4)).await.unwrap();
    let second = minutes::Stored { published_at: Some(NOW.plus(4)), ..second };
    assert_eq!(minutes::published(&mut tx, here[0]).await.unwrap(), Some(second));
    assert_eq!(minutes::published(&mut tx, here[1]).await.unwrap(), None);
}

async fn of_many_who_keep_a_revision_at_once_one_does(db: Db) {
    let here = meetings_of_one(&db, 1).await[0];
    let person = account(&db, 1).await;
    let kept = at_once(8, |n| {
        let (db, meeting, by) = (db.clone(), here, person);
        async move {
            let mut tx = db.write().await.unwrap();
            let kept = minutes::insert(&mut tx, meeting, 1, &format!("Tekst {n}"), by, NOW).await.unwrap();
            tx.commit().await.unwrap();
            kept
        }
    })
    .await;
    assert_eq!(kept.into_iter().filter(|kept| *kept).count(), 1);
}
