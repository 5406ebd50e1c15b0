//! Letters about answers leave once, over a real mail server.

use std::time::Duration;

use busola_domain::letter::Kind;
use busola_domain::time::{DAY, HOUR, MINUTE};
use busola_domain::{Actor, Comment, Consultation, Decision};
use busola_service::Mailer;
use busola_service::comments::NewComment;
use busola_service::letters::Wanted;
use busola_storage::Db;
use busola_texts::Lang;

use crate::answered::{Writing, address, addressed, bytes, execute, kept, publish};
use crate::city::{City, remark, unit};
use crate::post_office::{Mood, PostOffice};

on_both_databases!(
    an_answer_is_told_once_in_the_readers_language,
    remarks_of_one_person_that_are_answered_together_make_one_letter,
    what_is_put_off_is_tried_again_and_arrives_once,
    what_is_put_off_for_three_days_is_given_up,
    a_refused_address_is_given_up_at_once,
    what_may_have_left_is_not_sent_again,
    a_talk_that_breaks_off_before_the_letter_is_tried_again,
    a_server_that_is_away_costs_no_letter_an_attempt,
    of_two_who_send_at_once_one_sends,
    an_address_that_can_not_be_read_holds_nobody_up,
    a_letter_that_was_under_way_when_the_program_ended_is_not_sent_again,
    who_does_not_want_letters_gets_none,
    a_changed_answer_is_told_again_and_says_so,
    who_has_no_address_is_told_nothing,
);

#[tokio::test]
async fn a_mail_server_is_tried_without_a_letter() {
    let mut office = PostOffice::open().await;
    let mailer = Mailer::smtp_within(&office.url(), "Busola <busola@example.org>", Duration::from_secs(1)).unwrap();
    mailer.try_out().await.unwrap();
    assert!(office.arrived().is_empty());
    office.close().await;
    // What is wrong is told, with whom it is about.
    let told = mailer.try_out().await.unwrap_err().to_string();
    assert!(told.contains("127.0.0.1:") && told.contains("refused"), "{told}");
}

/// A city whose letters leave over a mail server of the case.
pub(crate) struct Scene {
    pub(crate) office: PostOffice,
    pub(crate) mailer: Mailer,
    pub(crate) city: City,
    consultation: Consultation,
    anna: Actor,
}

impl Scene {
    async fn new(db: Db) -> Self {
        Self::with_patience(db, Duration::from_secs(1)).await
    }

    /// One whose letters wait so long for each of the server's replies.
    pub(crate) async fn with_patience(db: Db, patience: Duration) -> Self {
        let office = PostOffice::open().await;
        let mailer = Mailer::smtp_within(&office.url(), "Busola <busola@example.org>", patience).unwrap();
        let city = City::with_mailer(db, mailer.clone(), tempfile::tempdir().unwrap()).await;
        let consultation = city.consultation().await;
        let anna = addressed(&city, "anna").await;
        Self { office, mailer, city, consultation, anna }
    }

    async fn remark(&self, author: &Actor, body: &str) -> Comment {
        self.city.post(author, &self.consultation, body).await
    }

    /// An answer to a new remark of Anna's.
    pub(crate) async fn answered(&self) -> Comment {
        let remark = self.remark(&self.anna, "Słowa uwagi").await;
        self.answer(&[&remark], "Uwaga zasadna, **zmieniamy**.").await;
        remark
    }

    async fn answer(&self, remarks: &[&Comment], justification: &str) {
        let answer = Writing { id: self.city.service.new_id(), revision: 1, decision: Decision::Accepted, justification, unit: None };
        publish(&self.city, remarks, &answer).await;
    }

    /// How many letters leave so many milliseconds after the beginning.
    pub(crate) async fn sent(&self, after: i64) -> usize {
        self.city.at(after);
        self.city.service.send_letters().await.unwrap()
    }

    /// Whether so many letters with an outcome were counted.
    pub(crate) fn counted(&self, outcome: &str, letters: usize) -> bool {
        let line = format!("busola_letters_total{{outcome=\"{outcome}\"}} {letters}");
        self.city.metrics().lines().any(|found| found == line)
    }
}

async fn an_answer_is_told_once_in_the_readers_language(db: Db) {
    let scene = Scene::new(db).await;
    let jan = addressed(&scene.city, "jan").await;
    scene.city.service.reads_in(jan.account, Lang::En).await.unwrap();
    let on_unit = NewComment { unit: Some(unit(&scene.consultation, "§ 1")), ..remark(scene.city.service.new_id(), "Słowa uwagi") };
    let first = scene.city.try_post(&scene.anna, &scene.consultation, on_unit).await.unwrap().comment;
    let second = scene.remark(&jan, "Inna uwaga").await;
    scene.answer(&[&first, &second], "Uwaga zasadna, **zmieniamy**.").await;
    assert_eq!((scene.sent(0).await, scene.sent(0).await, scene.sent(DAY).await), (2, 0, 0));

    let mut arrived = scene.office.arrived();
    arrived.sort_unstable_by(|one, other| one.to.cmp(&other.to));
    assert_eq!(arrived.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), [address("anna"), address("jan")]);
    let (polish, english) = (&arrived[0].letter, &arrived[1].letter);
    let page = format!("/consultations/{}?unit={}#u-{}", scene.consultation.slug, first.unit.unwrap(), first.id);
    for (letter, expected) in [
        (
            polish,
            [
                "urząd odpowiedział na Twoją uwagę",
                "Uwaga nr 1, § 1",
                "Rozstrzygnięcie: Uwzględniona",
                "Uwaga zasadna, zmieniamy.",
                page.as_str(),
            ],
        ),
        (english, ["the office has answered your comment", "Comment no. 2, on the whole draft", "Decision: Accepted", "zmieniamy.", "#u-"]),
    ] {
        for words in expected.iter().copied().chain(["Program współpracy na rok 2027", "http://127.0.0.1:3000/receipts/"]) {
            assert!(letter.text.contains(words), "{words} is not in {}", letter.text);
        }
        assert!(!letter.text.contains('@'), "{}", letter.text);
        let link = letter.text.lines().find_map(|line| line.trim().strip_prefix("http://127.0.0.1:3000/unsubscribe/")).unwrap();
        for header in [
            format!("List-Unsubscribe: <http://127.0.0.1:3000/unsubscribe/{link}>\n"),
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click\n".to_owned(),
            "Auto-Submitted: auto-generated\n".to_owned(),
        ] {
            assert!(letter.header.contains(&header), "{header} is not in {}", letter.header);
        }
        assert!(!letter.text.contains("Słowa uwagi") && !letter.text.contains("Inna uwaga"), "{}", letter.text);
        // No address and no token is kept.
        assert!(!kept(&scene.city).await.contains(link));
    }
    assert!(scene.counted("sent", 2));
}

async fn remarks_of_one_person_that_are_answered_together_make_one_letter(db: Db) {
    let scene = Scene::new(db).await;
    let mut remarks = Vec::new();
    for n in 0..52 {
        remarks.push(scene.remark(&scene.anna, &format!("Uwaga {n}")).await);
    }
    scene.answer(&remarks.iter().collect::<Vec<_>>(), "Wspólne uzasadnienie.").await;
    assert_eq!(scene.sent(0).await, 1);
    let letters = scene.office.accepted();
    assert_eq!(letters.len(), 1);
    let text = &letters[0].text;
    assert_eq!(text.matches("Wspólne uzasadnienie.").count(), 50);
    assert!(text.contains("Uwaga nr 1,") && text.contains("Uwaga nr 50,") && !text.contains("Uwaga nr 51,"), "{text}");
    assert!(text.contains("I jeszcze 2 uwagi"), "{text}");
}

async fn what_is_put_off_is_tried_again_and_arrives_once(db: Db) {
    let scene = Scene::new(db).await;
    scene.answered().await;
    scene.office.next(&[Mood::AtRecipient(450), Mood::AfterData(451)]);
    let mut ids = Vec::new();
    let mut at = 0;
    for (wait, sent) in [(0, 0), (MINUTE - 1, 0), (1, 0), (5 * MINUTE - 1, 0), (1, 1), (DAY, 0)] {
        at += wait;
        assert_eq!(scene.sent(at).await, sent, "{at}");
        let arrived = scene.office.arrived();
        ids.extend(
            arrived.iter().map(|arrived| arrived.letter.header.lines().find(|line| line.starts_with("Message-ID:")).unwrap().to_owned()),
        );
    }
    // Once put off and once taken, and a copy would be known as one.
    assert_eq!(ids.len(), 2);
    assert_eq!(ids[0], ids[1]);
    // The links of a letter that did not leave are gone.
    assert_eq!(kept(&scene.city).await.matches("receipt").count(), 1);
    assert!(scene.counted("put_off", 2) && scene.counted("sent", 1));
}

async fn what_is_put_off_for_three_days_is_given_up(db: Db) {
    let scene = Scene::new(db).await;
    scene.answered().await;
    scene.office.next(&[Mood::AtRecipient(450); 40]);
    for hour in 0..100 {
        assert_eq!(scene.sent(hour * HOUR).await, 0);
    }
    assert!(scene.counted("given_up", 1), "{}", scene.city.metrics());
    assert_eq!(scene.sent(30 * DAY).await, 0);
    assert!(scene.office.arrived().is_empty());
}

async fn a_refused_address_is_given_up_at_once(db: Db) {
    let scene = Scene::new(db).await;
    let jan = addressed(&scene.city, "jan").await;
    let (first, second) = (scene.remark(&scene.anna, "Uwaga").await, scene.remark(&jan, "Uwaga").await);
    scene.office.next(&[Mood::AtRecipient(550)]);
    scene.answer(&[&first, &second], "Tak.").await;
    // It holds up nobody else.
    assert_eq!((scene.sent(0).await, scene.sent(DAY).await), (1, 0));
    assert_eq!(scene.office.accepted().len(), 1);
    assert!(scene.counted("given_up", 1) && scene.counted("sent", 1));
}

async fn what_may_have_left_is_not_sent_again(db: Db) {
    let scene = Scene::new(db).await;
    for (n, mood) in [Mood::DropAfterData, Mood::HangAfterData].into_iter().enumerate() {
        scene.city.at(0);
        scene.answered().await;
        scene.office.next(&[mood]);
        assert_eq!((scene.sent(0).await, scene.sent(5 * DAY).await), (0, 0), "{mood:?}");
        assert_eq!(scene.office.arrived().len(), 1, "{mood:?}");
        assert!(scene.counted("unknown", n + 1), "{}", scene.city.metrics());
    }
    // It may have arrived: then its links work.
    assert_eq!(kept(&scene.city).await.matches("receipt").count(), 2);
}

async fn a_talk_that_breaks_off_before_the_letter_is_tried_again(db: Db) {
    let scene = Scene::new(db).await;
    scene.answered().await;
    scene.office.next(&[Mood::DropAtRecipient]);
    assert_eq!((scene.sent(0).await, scene.sent(MINUTE).await), (0, 1));
    assert_eq!(scene.office.accepted().len(), 1);
}

async fn a_server_that_is_away_costs_no_letter_an_attempt(db: Db) {
    let mut scene = Scene::new(db).await;
    scene.answered().await;
    scene.office.close().await;
    for minute in 0..30 {
        assert_eq!(scene.sent(minute * MINUTE).await, 0);
    }
    scene.office.open_again().await;
    assert_eq!(scene.sent(30 * MINUTE).await, 1);
    assert_eq!(scene.office.accepted().len(), 1);
    // Away again between two letters: a connection that was kept is found to be broken.
    scene.office.close().await;
    scene.answered().await;
    assert_eq!(scene.sent(30 * MINUTE).await, 0);
    scene.office.open_again().await;
    assert_eq!(scene.sent(31 * MINUTE).await, 1);
    assert_eq!(scene.office.accepted().len(), 1);
}

async fn of_two_who_send_at_once_one_sends(db: Db) {
    let scene = Scene::new(db).await;
    for _ in 0..5 {
        scene.answered().await;
        let senders: Vec<_> = (0..4)
            .map(|_| {
                let service = scene.city.service.clone();
                tokio::spawn(async move { service.send_letters().await.unwrap() })
            })
            .collect();
        let mut sent = 0;
        for sender in senders {
            sent += sender.await.unwrap();
        }
        assert_eq!((sent, scene.office.arrived().len()), (1, 1));
    }
}

async fn a_letter_that_was_under_way_when_the_program_ended_is_not_sent_again(db: Db) {
    let scene = Scene::new(db).await;
    scene.answered().await;
    // As a program leaves it that ended between the mark and what came of it.
    let letter = bytes(&scene.city, scene.city.service.new_id());
    execute(&scene.city, &format!("update outbox set marked_at = {}, letter = {letter}, attempts = 1", scene.city.service.now().0)).await;
    assert_eq!((scene.sent(MINUTE).await, scene.sent(29 * MINUTE).await), (0, 0));
    assert!(!scene.counted("unknown", 1));
    assert_eq!((scene.sent(30 * MINUTE).await, scene.sent(5 * DAY).await), (0, 0));
    assert!(scene.counted("unknown", 1), "{}", scene.city.metrics());
    assert!(scene.office.arrived().is_empty());
}

async fn an_address_that_can_not_be_read_holds_nobody_up(db: Db) {
    let scene = Scene::new(db).await;
    let jan = addressed(&scene.city, "jan").await;
    let (first, second) = (scene.remark(&scene.anna, "Uwaga").await, scene.remark(&jan, "Uwaga").await);
    scene.answer(&[&first, &second], "Tak.").await;
    let write = async |email: &str| {
        let whose = bytes(&scene.city, scene.anna.account.0);
        execute(&scene.city, &format!("update contacts set email = '{email}' where account_id = {whose}")).await;
    };
    write("nobody").await;
    assert_eq!((scene.sent(0).await, scene.sent(0).await), (1, 0));
    assert!(scene.counted("put_off", 1), "{}", scene.city.metrics());
    write(&address("anna")).await;
    assert_eq!((scene.sent(MINUTE - 1).await, scene.sent(MINUTE).await), (0, 1));
    assert_eq!(scene.office.accepted().len(), 2);
}

async fn who_does_not_want_letters_gets_none(db: Db) {
    let scene = Scene::new(db).await;
    let service = &scene.city.service;
    scene.answered().await;
    // Switched off while the letter waits, and before an answer.
    service.choose_letters(Some(&scene.anna), Kind::Answered, Wanted::No).await.unwrap();
    scene.answered().await;
    assert_eq!(scene.sent(0).await, 0);
    let choices = service.letter_choices(Some(&scene.anna)).await.unwrap();
    assert_eq!(choices.iter().map(|choice| choice.wanted).collect::<Vec<_>>(), [Wanted::No, Wanted::Yes]);
    service.choose_letters(Some(&scene.anna), Kind::Answered, Wanted::Yes).await.unwrap();
    assert_eq!(scene.sent(HOUR).await, 0);
    scene.answered().await;
    assert_eq!(scene.sent(HOUR).await, 1);
    // One click in it, twice.
    let letter = scene.office.accepted().remove(0);
    let token = letter.text.split_once("/unsubscribe/").unwrap().1.lines().next().unwrap().trim().to_owned();
    for token in [token.as_str(), token.as_str(), "wrong"] {
        service.unsubscribe(&busola_service::Secret::presented(token)).await.unwrap();
    }
    scene.answered().await;
    assert_eq!(scene.sent(2 * HOUR).await, 0);
    assert!(scene.office.arrived().is_empty());
}

async fn a_changed_answer_is_told_again_and_says_so(db: Db) {
    let scene = Scene::new(db).await;
    let remark = scene.remark(&scene.anna, "Uwaga").await;
    let id = scene.city.service.new_id();
    let write = |revision, justification| Writing { id, revision, decision: Decision::Partly, justification, unit: None };
    let changed = "To zmieniona odpowiedź.";
    // Twice the same is told once; what changes before the letter leaves is told as it is then.
    for (revision, justification) in [(1, "Pierwsza."), (1, "Pierwsza."), (2, "Druga.")] {
        publish(&scene.city, &[&remark], &write(revision, justification)).await;
    }
    assert_eq!(scene.sent(0).await, 1);
    let text = scene.office.accepted().remove(0).text;
    assert!(text.contains("Druga.") && !text.contains("Pierwsza.") && !text.contains(changed), "{text}");
    publish(&scene.city, &[&remark], &write(3, "Trzecia.")).await;
    assert_eq!((scene.sent(0).await, scene.sent(DAY).await), (1, 0));
    let text = scene.office.accepted().remove(0).text;
    assert!(text.contains("Trzecia.") && text.contains(changed) && text.contains("Uwzględniona częściowo"), "{text}");
}

async fn who_has_no_address_is_told_nothing(db: Db) {
    let scene = Scene::new(db).await;
    let remark = scene.answered().await;
    execute(&scene.city, &format!("delete from contacts where account_id = {}", bytes(&scene.city, scene.anna.account.0))).await;
    scene.answer(&[&remark], "Inaczej.").await;
    assert_eq!(scene.sent(0).await, 0);
    assert!(scene.office.arrived().is_empty());
}
