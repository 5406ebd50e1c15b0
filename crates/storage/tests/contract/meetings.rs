//! Meetings: one code each, one hand a person, and what becomes of questions.

use busola_domain::live::Channel;
use busola_domain::meeting::question::State;
use busola_domain::meeting::{AgendaItem, Course, Focus, Rules};
use busola_domain::{AccountId, ConsultationId, EventKind, MeetingId, QuestionId, SpeakerId};
use busola_storage::meetings::focuses::{self, Shown};
use busola_storage::meetings::{self, Stored, members, questions, speakers};
use busola_storage::{Db, Session, events};

use crate::rows::{NOW, account, at_once, id, insert, open_consultation};

on_both_databases!(
    a_meeting_is_read_as_it_was_written,
    what_changed_on_the_desk_is_counted,
    a_code_names_one_meeting,
    of_many_who_take_a_code_at_once_one_gets_it,
    what_was_on_show_is_remembered_in_order,
    who_came_in_by_the_invitation_is_known,
    a_person_has_one_hand_and_a_meeting_one_floor,
    the_course_of_a_speaker_is_read_as_it_was_written,
    a_question_is_written_once_and_read_as_it_was_written,
    a_person_supports_a_question_once,
    a_question_that_is_not_public_tells_no_number,
);

/// The `n`th meeting, with the code of that number.
pub(crate) fn planned(n: u128, consultation: ConsultationId) -> Stored {
    Stored {
        id: id(n),
        consultation,
        title: format!("Spotkanie {n}"),
        place: "Rynek 1".to_owned(),
        starts_at: NOW.plus(n as i64),
        ends_at: n.is_multiple_of(2).then(|| NOW.plus(100 + n as i64)),
        public: n.is_multiple_of(2),
        code: format!("KOD{n}"),
        rules: Rules { anonymous_questions: true, guests: false, first_speakers_first: false, speech_seconds: 90, ..Rules::default() },
        revision: 0,
        course: Course::default(),
        minutes_at: None,
        focus: Focus::default(),
    }
}

/// Writes the first meetings of a consultation, without agendas.
pub(crate) async fn meetings_of_one(db: &Db, count: u128) -> Vec<MeetingId> {
    let consultation = insert(db, &open_consultation(1)).await;
    let mut tx = db.write().await.unwrap();
    let mut ids = Vec::new();
    for n in 1..=count {
        let meeting = planned(n, consultation);
        assert!(meetings::insert(&mut tx, &meeting, &[], NOW).await.unwrap());
        ids.push(meeting.id);
    }
    tx.commit().await.unwrap();
    ids
}

async fn a_meeting_is_read_as_it_was_written(db: Db) {
    let consultation = insert(&db, &open_consultation(1)).await;
    let (mut first, second) = (planned(2, consultation), planned(1, consultation));
    let agenda: Vec<_> =
        (10..80).map(|n| AgendaItem { id: id(n), title: format!("Punkt {n}"), unit: n.is_multiple_of(3).then(|| id(1_000 + n)) }).collect();
    let mut tx = db.write().await.unwrap();
    assert!(meetings::insert(&mut tx, &first, &agenda, NOW).await.unwrap());
    assert!(meetings::insert(&mut tx, &second, &[], NOW).await.unwrap());
    first.course = Course { started_at: Some(NOW.plus(1)), ended_at: Some(NOW.plus(2)), cancelled_at: Some(NOW) };
    first.revision = 3;
    first.focus = Focus { item: Some(id(11)), unit: Some(id(12)), question: Some(id(13)), poll: None };
    meetings::set_course(&mut tx, &first).await.unwrap();
    meetings::set_focus(&mut tx, first.id, &first.focus).await.unwrap();
    assert_eq!(meetings::take(&mut tx, first.id).await.unwrap().as_ref(), Some(&first));
    assert_eq!(meetings::take(&mut tx, id(9)).await.unwrap(), None);
    tx.commit().await.unwrap();

    let mut session = db.read().await.unwrap();
    assert_eq!(meetings::agenda(&mut session, first.id).await.unwrap(), agenda);
    assert_eq!(meetings::agenda(&mut session, second.id).await.unwrap(), []);
    assert_eq!(meetings::by_id(&mut session, first.id).await.unwrap().as_ref(), Some(&first));
    assert_eq!(meetings::by_code(&mut session, "KOD1").await.unwrap().as_ref(), Some(&second));
    assert_eq!(meetings::by_code(&mut session, "KOD9").await.unwrap(), None);
    // The first to begin comes first.
    assert_eq!(meetings::of_consultation(&mut session, consultation).await.unwrap(), [second, first]);
    assert_eq!(meetings::of_consultation(&mut session, id(2)).await.unwrap(), []);
}

async fn a_code_names_one_meeting(db: Db) {
    let taken = meetings_of_one(&db, 1).await[0];
    let item = AgendaItem { id: id(10), title: "Punkt".to_owned(), unit: None };
    let mut tx = db.write().await.unwrap();
    let second = Stored { code: "KOD1".to_owned(), ..planned(2, id(1)) };
    assert!(!meetings::insert(&mut tx, &second, std::slice::from_ref(&item), NOW).await.unwrap());
    assert_eq!(meetings::by_id(&mut tx, second.id).await.unwrap(), None);
    assert_eq!(meetings::agenda(&mut tx, second.id).await.unwrap(), []);
    // The transaction goes on with another code.
    let second = Stored { code: "WOLNY".to_owned(), ..second };
    assert!(meetings::insert(&mut tx, &second, &[item], NOW).await.unwrap());
    tx.commit().await.unwrap();
    let mut session = db.read().await.unwrap();
    for (code, meeting) in [("KOD1", taken), ("WOLNY", second.id)] {
        assert_eq!(meetings::by_code(&mut session, code).await.unwrap().map(|found| found.id), Some(meeting));
    }
}

async fn of_many_who_take_a_code_at_once_one_gets_it(db: Db) {
    insert(&db, &open_consultation(1)).await;
    let taken = at_once(10, |n| {
        let db = db.clone();
        async move {
            let mut tx = db.write().await.unwrap();
            let taken = meetings::insert(&mut tx, &Stored { code: "KOD".to_owned(), ..planned(n, id(1)) }, &[], NOW).await.unwrap();
            tx.commit().await.unwrap();
            taken
        }
    })
    .await;
    assert_eq!(taken.into_iter().filter(|taken| *taken).count(), 1);
}

async fn what_was_on_show_is_remembered_in_order(db: Db) {
    let meetings_here = meetings_of_one(&db, 2).await;
    let shown = [(4, Some(id(10)), Some(id(20))), (7, Some(id(11)), None), (9, None, None)]
        .map(|(seq, item, unit)| (seq, Shown { at: NOW.plus(seq), item, unit }));
    let mut tx = db.write().await.unwrap();
    for (seq, shown) in shown.iter().rev() {
        focuses::insert(&mut tx, meetings_here[0], *seq, shown).await.unwrap();
    }
    assert_eq!(focuses::of_meeting(&mut tx, meetings_here[0]).await.unwrap(), shown.map(|(_, shown)| shown));
    assert_eq!(focuses::of_meeting(&mut tx, meetings_here[1]).await.unwrap(), []);
}

async fn what_changed_on_the_desk_is_counted(db: Db) {
    let here = meetings_of_one(&db, 2).await;
    let mut tx = db.write().await.unwrap();
    for _twice in 0..2 {
        meetings::touch_desk(&mut tx, here[0]).await.unwrap();
    }
    for (meeting, changes) in [(here[0], Some(2)), (here[1], Some(0)), (id(9), None)] {
        assert_eq!(meetings::desk(&mut tx, meeting).await.unwrap(), changes);
    }
}

async fn who_came_in_by_the_invitation_is_known(db: Db) {
    let here = meetings_of_one(&db, 2).await;
    let (one, other) = (account(&db, 1).await, account(&db, 2).await);
    let mut tx = db.write().await.unwrap();
    for _twice in 0..2 {
        members::join(&mut tx, here[0], one).await.unwrap();
    }
    for (meeting, person, is) in [(here[0], one, true), (here[0], other, false), (here[1], one, false)] {
        assert_eq!(members::is_member(&mut tx, meeting, person).await.unwrap(), is);
    }
    let asked: Vec<_> = here.iter().map(|meeting| (*meeting, one)).collect();
    assert_eq!(members::joined(&mut tx, &asked).await.unwrap(), [(here[0], one)]);
}

async fn raise(tx: &mut Session, n: u128, meeting: MeetingId, person: AccountId) -> bool {
    speakers::insert(tx, id(n), meeting, person, NOW.plus(n as i64)).await.unwrap()
}

async fn a_person_has_one_hand_and_a_meeting_one_floor(db: Db) {
    let here = meetings_of_one(&db, 2).await;
    let (one, other) = (account(&db, 1).await, account(&db, 2).await);
    let mut tx = db.write().await.unwrap();
    assert!(raise(&mut tx, 1, here[0], one).await && raise(&mut tx, 2, here[1], one).await && raise(&mut tx, 3, here[0], other).await);
    assert!(!raise(&mut tx, 4, here[0], one).await);
    speakers::call(&mut tx, id(1), NOW, 90).await.unwrap();
    // Who speaks has no hand to raise, and nobody else speaks here.
    assert!(!raise(&mut tx, 5, here[0], one).await);
    speakers::call(&mut tx, id(2), NOW, 90).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = db.write().await.unwrap();
    assert!(speakers::call(&mut tx, id(3), NOW, 90).await.is_err());
    drop(tx);
    let mut tx = db.write().await.unwrap();
    speakers::end(&mut tx, id(1), NOW.plus(9)).await.unwrap();
    speakers::call(&mut tx, id(3), NOW.plus(9), 90).await.unwrap();
    assert!(raise(&mut tx, 6, here[0], one).await);
}

async fn the_course_of_a_speaker_is_read_as_it_was_written(db: Db) {
    let here = meetings_of_one(&db, 2).await;
    let (one, other) = (account(&db, 1).await, account(&db, 2).await);
    let mut tx = db.write().await.unwrap();
    assert!(raise(&mut tx, 2, here[0], other).await && raise(&mut tx, 1, here[0], one).await && raise(&mut tx, 3, here[1], one).await);
    speakers::set_place(&mut tx, id(2), Some(7)).await.unwrap();
    speakers::call(&mut tx, id(1), NOW.plus(5), 90).await.unwrap();
    speakers::end(&mut tx, id(1), NOW.plus(6)).await.unwrap();
    let all = speakers::of_meeting(&mut tx, here[0]).await.unwrap();
    assert_eq!(all.iter().map(|speaker| speaker.id).collect::<Vec<_>>(), [id::<SpeakerId>(1), id(2)]);
    let (first, second) = (&all[0], &all[1]);
    assert_eq!((first.account, first.name.as_str(), first.seconds, first.place), (one, "Osoba 1", 90, None));
    let course = (first.course.raised_at, first.course.called_at, first.course.ended_at);
    assert_eq!(course, (NOW.plus(1), Some(NOW.plus(5)), Some(NOW.plus(6))));
    assert_eq!((second.place, second.course.called_at, second.seconds), (Some(7), None, 0));
    assert_eq!(speakers::get(&mut tx, id(2)).await.unwrap().as_ref(), Some(second));
    assert_eq!(speakers::get(&mut tx, id(9)).await.unwrap(), None);
    speakers::set_place(&mut tx, id(2), None).await.unwrap();
    assert_eq!(speakers::get(&mut tx, id(2)).await.unwrap().unwrap().place, None);
}

/// The `n`th question.
pub(crate) fn asked(n: u128, meeting: MeetingId, account: AccountId) -> questions::Stored {
    questions::Stored {
        id: id(n),
        meeting,
        item: Some(id(10)),
        unit: None,
        account,
        name: "Osoba 1".to_owned(),
        anonymous: n.is_multiple_of(2),
        body: format!("Pytanie {n}"),
        state: State::Open,
        merged_into: None,
        answer: None,
        supports: 0,
        created_at: NOW.plus(n as i64),
        asked_at: n.is_multiple_of(2).then_some(NOW),
    }
}

async fn a_question_is_written_once_and_read_as_it_was_written(db: Db) {
    let here = meetings_of_one(&db, 2).await;
    let person = account(&db, 1).await;
    let (mut first, second) = (asked(2, here[0], person), asked(1, here[0], person));
    let mut tx = db.write().await.unwrap();
    for question in [&first, &second, &asked(3, here[1], person)] {
        assert!(questions::insert(&mut tx, question).await.unwrap());
        let again = questions::Stored { body: "Inne".to_owned(), ..question.clone() };
        assert!(!questions::insert(&mut tx, &again).await.unwrap());
    }
    assert_eq!(questions::of_meeting(&mut tx, here[0]).await.unwrap(), [second.clone(), first.clone()]);
    first.state = State::Merged;
    first.merged_into = Some(second.id);
    first.answer = Some("W maju.".to_owned());
    first.asked_at = Some(NOW.plus(9));
    questions::set_state(&mut tx, &first).await.unwrap();
    assert_eq!(questions::get(&mut tx, first.id).await.unwrap().as_ref(), Some(&first));
    assert_eq!(questions::get(&mut tx, id(9)).await.unwrap(), None);
    let mut found = questions::by_ids(&mut tx, &[id(9), first.id, second.id]).await.unwrap();
    found.sort_by_key(|question| question.created_at);
    assert_eq!(found, [second, first]);
}

async fn a_person_supports_a_question_once(db: Db) {
    let here = meetings_of_one(&db, 2).await;
    let (one, other) = (account(&db, 1).await, account(&db, 2).await);
    let mut tx = db.write().await.unwrap();
    for question in [asked(1, here[0], one), asked(2, here[0], one), asked(3, here[1], one)] {
        questions::insert(&mut tx, &question).await.unwrap();
        assert!(questions::support(&mut tx, question.id, one, NOW).await.unwrap());
        assert!(!questions::support(&mut tx, question.id, one, NOW.plus(1)).await.unwrap());
    }
    assert!(questions::support(&mut tx, id(1), other, NOW).await.unwrap());
    assert!(questions::unsupport(&mut tx, id(2), one).await.unwrap());
    assert!(!questions::unsupport(&mut tx, id(2), one).await.unwrap());
    for (meeting, person, supported) in [(here[0], one, vec![id(1)]), (here[1], one, vec![id(3)]), (here[1], other, vec![])] {
        assert_eq!(questions::supported_by(&mut tx, meeting, person).await.unwrap(), supported);
    }
}

async fn a_question_that_is_not_public_tells_no_number(db: Db) {
    let here = meetings_of_one(&db, 1).await[0];
    let person = account(&db, 1).await;
    let channel = Channel::Meeting(here);
    let mut tx = db.write().await.unwrap();
    let states = [State::Open, State::Hidden, State::Pending, State::Answered, State::Merged, State::InWriting];
    // Each is counted at another head: from 1 on.
    for (n, state) in (1..).zip(states) {
        let question = questions::Stored { state, ..asked(n, here, person) };
        questions::insert(&mut tx, &question).await.unwrap();
        events::append(&mut tx, channel, EventKind::QuestionAsked, question.id.0, 1, NOW).await.unwrap();
        questions::count(&mut tx, question.id, 5, &channel.to_string()).await.unwrap();
        questions::count(&mut tx, question.id, -(n as i64), &channel.to_string()).await.unwrap();
    }
    // One that nobody ever supported.
    questions::insert(&mut tx, &asked(7, here, person)).await.unwrap();
    let all: Vec<QuestionId> = (0..9).map(id).collect();
    let told = |numbers: Vec<questions::Number>| {
        let mut told: Vec<_> = numbers.into_iter().map(|number| (number.head, number.supports, number.question)).collect();
        told.sort_unstable();
        told
    };
    let public = [(1, 4, all[1]), (4, 1, all[4]), (5, 0, all[5]), (6, -1, all[6])];
    for (since, from) in [(0, 0), (1, 0), (2, 1), (4, 1), (5, 2), (6, 3), (7, 4)] {
        assert_eq!(told(questions::changed_since(&mut tx, here, since).await.unwrap()), public[from..], "{since}");
    }
    assert_eq!(told(questions::numbers(&mut tx, &all).await.unwrap()), [&[(-1, 0, all[7])][..], &public[..]].concat());
    assert_eq!(questions::changed_since(&mut tx, id(9), 0).await.unwrap(), []);
}
