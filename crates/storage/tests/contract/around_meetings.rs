//! What happens around meetings: changes, names for the hall, reminders, words of speakers, minutes.

use std::collections::BTreeSet;

use busola_domain::meeting::spoken::State;
use busola_domain::meeting::{AgendaItem, Course, Rules};
use busola_domain::time::DAY;
use busola_domain::{AccountId, MeetingId, Role};
use busola_storage::meetings::reminders::News;
use busola_storage::meetings::{self, Stored, members, minutes, questions, reminders, speakers, spoken};
use busola_storage::{Db, Session, accounts};

use crate::meetings::{asked, meetings_of_one, planned};
use crate::rows::{NOW, account, at_once, id, insert, name, open_consultation};

on_both_databases!(
    a_change_keeps_the_items_that_stay_and_forgets_those_that_are_gone,
    public_meetings_are_found_from_a_moment_on,
    a_name_for_the_hall_is_an_account_of_its_session,
    who_signs_in_comes_into_the_meetings_of_the_other_account,
    the_sessions_of_names_for_the_hall_are_found_by_their_meeting,
    a_reminder_is_due_once_until_its_meeting_moves,
    who_has_no_address_gets_no_letter,
    news_are_told_once_and_the_latest_wins,
    of_a_meeting_that_will_not_begin_nobody_is_reminded,
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

/// Writes a meeting that begins a second after [`NOW`].
async fn in_a_second(tx: &mut Session, n: u128) -> Stored {
    let meeting = Stored { starts_at: NOW.plus(1_000), ..planned(n, id(1)) };
    assert!(meetings::insert(tx, &meeting, &[], NOW).await.unwrap());
    meeting
}

/// Who is to be reminded so many milliseconds after [`NOW`].
async fn due(tx: &mut Session, after: i64) -> Vec<(MeetingId, AccountId)> {
    reminders::due(tx, NOW.plus(after), 10).await.unwrap()
}

/// The address and the language of who is marked, if anybody is.
async fn mark(tx: &mut Session, meeting: MeetingId, person: AccountId, after: i64) -> Option<(String, String)> {
    let marked = reminders::mark(tx, meeting, person, NOW.plus(after)).await.unwrap()?;
    Some((marked.email.as_str().to_owned(), marked.lang))
}

async fn a_reminder_is_due_once_until_its_meeting_moves(db: Db) {
    insert(&db, &open_consultation(1)).await;
    let (one, other) = (account(&db, 1).await, account(&db, 2).await);
    let mut tx = db.write().await.unwrap();
    let meeting = in_a_second(&mut tx, 1).await.id;
    // Who asks again changes the language alone.
    for (person, lang, at) in [(one, "en", 500), (one, "pl", 900), (other, "en", 400)] {
        reminders::put(&mut tx, meeting, person, lang, NOW.plus(at)).await.unwrap();
    }
    let (first, second) = ((meeting, other), (meeting, one));
    for (after, expected) in [(399, vec![]), (499, vec![first]), (500, vec![first, second]), (999, vec![first, second]), (1_000, vec![])] {
        assert_eq!(due(&mut tx, after).await, expected, "{after}");
    }
    assert_eq!(reminders::due(&mut tx, NOW.plus(999), 1).await.unwrap(), [first]);

    assert_eq!(mark(&mut tx, meeting, one, 499).await, None);
    assert_eq!(mark(&mut tx, meeting, one, 500).await, Some(("osoba1@example.org".to_owned(), "pl".to_owned())));
    assert_eq!(mark(&mut tx, meeting, one, 501).await, None);
    assert_eq!(due(&mut tx, 600).await, [first]);
    // Its letter did not leave: it comes behind the other.
    reminders::unmark(&mut tx, meeting, one, NOW.plus(550)).await.unwrap();
    assert_eq!((due(&mut tx, 549).await, due(&mut tx, 550).await), (vec![first], vec![first, second]));

    assert!(mark(&mut tx, meeting, other, 600).await.is_some());
    reminders::again(&mut tx, meeting, NOW.plus(800), None).await.unwrap();
    // Nobody who is to be reminded at another time by now is so sooner.
    reminders::unmark(&mut tx, meeting, other, NOW.plus(700)).await.unwrap();
    assert_eq!((due(&mut tx, 799).await.len(), due(&mut tx, 800).await.len()), (0, 2));
    assert!(mark(&mut tx, meeting, other, 800).await.is_some());
    reminders::delete(&mut tx, meeting, one).await.unwrap();
    assert_eq!(due(&mut tx, 900).await, []);
    for (person, is) in [(one, false), (other, true)] {
        assert_eq!(reminders::exists(&mut tx, meeting, person).await.unwrap(), is);
    }
}

async fn who_has_no_address_gets_no_letter(db: Db) {
    insert(&db, &open_consultation(1)).await;
    let person = account(&db, 1).await;
    let mut tx = db.write().await.unwrap();
    let (meeting, elsewhere) = (in_a_second(&mut tx, 1).await.id, in_a_second(&mut tx, 2).await.id);
    accounts::insert_guest(&mut tx, id(3), &name("Ala z sali"), NOW).await.unwrap();
    for (of, who) in [(meeting, person), (meeting, id(3)), (elsewhere, id(3))] {
        reminders::put(&mut tx, of, who, "en", NOW).await.unwrap();
    }
    for of in [meeting, elsewhere] {
        assert!(reminders::announce(&mut tx, of, News::Changed, NOW).await.unwrap());
    }
    for (of, who, is_told) in [(meeting, person, true), (meeting, id(3), false), (elsewhere, id(3), false)] {
        assert_eq!(reminders::take_news(&mut tx, of, who, NOW).await.unwrap().is_some(), is_told);
    }
    // Nor are they looked up again and again.
    assert_eq!(reminders::with_news(&mut tx, NOW, 10).await.unwrap(), []);
    assert_eq!(mark(&mut tx, meeting, id(3), 1).await, None);
}

async fn news_are_told_once_and_the_latest_wins(db: Db) {
    insert(&db, &open_consultation(1)).await;
    let person = account(&db, 1).await;
    let mut tx = db.write().await.unwrap();
    let meeting = in_a_second(&mut tx, 1).await.id;
    assert!(!reminders::announce(&mut tx, meeting, News::Changed, NOW).await.unwrap());
    reminders::put(&mut tx, meeting, person, "en", NOW.plus(500)).await.unwrap();
    reminders::announce(&mut tx, meeting, News::Changed, NOW).await.unwrap();
    assert!(reminders::take_news(&mut tx, meeting, person, NOW.plus(-1)).await.unwrap().is_none());
    let (told, news) = reminders::take_news(&mut tx, meeting, person, NOW).await.unwrap().unwrap();
    assert_eq!((told.lang.as_str(), news), ("en", News::Changed));
    assert!(reminders::take_news(&mut tx, meeting, person, NOW).await.unwrap().is_none());
    // Its letter did not leave.
    reminders::put_news_back(&mut tx, meeting, person, News::Changed, NOW.plus(5)).await.unwrap();
    for (at, expected) in [(4, vec![]), (5, vec![(meeting, person)])] {
        assert_eq!(reminders::with_news(&mut tx, NOW.plus(at), 10).await.unwrap(), expected);
    }
    // It was called off while a letter about a change was under way.
    assert!(reminders::take_news(&mut tx, meeting, person, NOW.plus(5)).await.unwrap().is_some());
    reminders::announce(&mut tx, meeting, News::Cancelled, NOW.plus(6)).await.unwrap();
    reminders::put_news_back(&mut tx, meeting, person, News::Changed, NOW.plus(99)).await.unwrap();
    let (_, news) = reminders::take_news(&mut tx, meeting, person, NOW.plus(6)).await.unwrap().unwrap();
    assert_eq!(news, News::Cancelled);
}

async fn of_a_meeting_that_will_not_begin_nobody_is_reminded(db: Db) {
    insert(&db, &open_consultation(1)).await;
    let person = account(&db, 1).await;
    let mut tx = db.write().await.unwrap();
    let (at, none) = (Some(NOW), Course::default());
    let courses = [Course { started_at: at, ..none }, Course { ended_at: at, ..none }, Course { cancelled_at: at, ..none }];
    for (n, course) in (1..).zip(courses) {
        let meeting = Stored { course, ..in_a_second(&mut tx, n).await };
        reminders::put(&mut tx, meeting.id, person, "en", NOW).await.unwrap();
        assert_eq!(due(&mut tx, 1).await, [(meeting.id, person)]);
        meetings::set_course(&mut tx, &meeting).await.unwrap();
        assert_eq!(due(&mut tx, 1).await, [], "{course:?}");
    }
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
