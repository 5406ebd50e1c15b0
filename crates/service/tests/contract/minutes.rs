//! The minutes of a meeting as they begin: what happened.

use busola_domain::consultation::Moderation;
use busola_domain::meeting::minutes::State;
use busola_domain::meeting::poll::NewPoll;
use busola_domain::meeting::{Meeting, Minutes, NewItem, NewMeeting, Poll, Rules};
use busola_domain::policy::Denied;
use busola_domain::time::{MINUTE, SECOND};
use busola_domain::{Actor, QuestionId};
use busola_service::Error;
use busola_service::comments::Support;
use busola_service::meetings::{FocusChange, Handling, NewQuestion};
use busola_storage::Db;
use serde_json::{Value, json};

use crate::city::{City, NOW, denied, draft_of, meeting_of, question, unit, yes_or_no};
use crate::polls::secret;

on_both_databases!(
    the_draft_tells_what_was_on_show_and_when,
    what_was_tried_before_the_beginning_is_not_told,
    of_a_meeting_that_nobody_began_it_is_not_told_when_it_was_held,
    the_draft_tells_who_spoke_and_how_long,
    the_draft_tells_what_was_asked_and_answered,
    the_draft_tells_the_numbers_of_polls_and_names_only_of_those_by_name,
    of_a_secret_poll_no_voter_is_in_the_minutes,
    the_draft_links_the_remarks_that_were_made,
    remarks_that_nobody_may_read_are_not_in_the_draft,
    what_people_typed_stands_there_as_they_typed_it,
    a_long_list_of_questions_is_one_list,
);

impl City {
    /// Shows everybody something else so many milliseconds after [`NOW`].
    async fn show(&self, of: &Meeting, sent: Value, after: i64) {
        let change: FocusChange = serde_json::from_value(sent).unwrap();
        self.service.focus_meeting(Some(&self.moderator), of.id, change, self.at(after)).await.unwrap();
    }

    /// Ends a meeting ten minutes after [`NOW`].
    pub(crate) async fn end(&self, meeting: &Meeting) {
        self.service.end_meeting(Some(&self.moderator), meeting.id, self.at(10 * MINUTE)).await.unwrap();
    }

    /// The minutes as somebody reads them.
    pub(crate) async fn minutes(&self, who: Option<&Actor>, of: &Meeting) -> Result<Minutes, Error> {
        self.service.minutes(who, of.id).await
    }

    /// What the minutes of a meeting begin with, once it is over.
    pub(crate) async fn told(&self, of: &Meeting) -> Minutes {
        self.end(of).await;
        self.minutes(Some(&self.moderator), of).await.unwrap()
    }
}

/// A part of a text, or a failure that shows the text.
#[track_caller]
fn assert_told(text: &str, part: &str) {
    assert!(text.contains(part), "{part}\n\nis not in\n\n{text}");
}

async fn the_draft_tells_what_was_on_show_and_when(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let consultation = city.consultation_of(&meeting).await;
    city.show(&meeting, json!({ "item": meeting.agenda[0].id }), MINUTE).await;
    city.show(&meeting, json!({ "unit": unit(&consultation, "§ 3") }), 4 * MINUTE).await;
    let minutes = city.told(&meeting).await;
    let expected = "- Konsultacje: Program współpracy na rok 2027
- Odbyło się: 17 czerwca 2026, 18:00–18:10
- Zapowiedziany początek: 18 czerwca 2026, godz. 18:00
- Miejsce: Rynek 1

# Przebieg spotkania

- 18:01–18:04 Zasady · § 1
- 18:04–18:10 Zasady · § 3
- Nie omówiono: Sprawy różne";
    assert_eq!(minutes.body, expected);
    assert_eq!((minutes.session, minutes.state, minutes.revision), (meeting.id, State::Derived, 0));
    assert_eq!((minutes.written_at, minutes.published_at), (None, None));
    assert_told(&minutes.html, "<h2>Przebieg spotkania</h2>");
}

async fn what_was_tried_before_the_beginning_is_not_told(db: Db) {
    let city = City::new(db).await;
    let meeting = city.planned().await;
    city.show(&meeting, json!({ "item": meeting.agenda[1].id }), 0).await;
    city.show(&meeting, json!({ "item": meeting.agenda[0].id }), MINUTE).await;
    city.service.start_meeting(Some(&city.moderator), meeting.id, city.at(2 * MINUTE)).await.unwrap();
    let body = city.told(&meeting).await.body;
    assert_told(&body, "# Przebieg spotkania\n\n- 18:02–18:10 Zasady · § 1\n- Nie omówiono: Sprawy różne");
}

async fn of_a_meeting_that_nobody_began_it_is_not_told_when_it_was_held(db: Db) {
    let city = City::new(db).await;
    let meeting = city.planned().await;
    let body = city.told(&meeting).await.body;
    assert!(!body.contains("Odbyło się") && body.contains("Zapowiedziany początek"), "{body}");
}

async fn the_draft_tells_who_spoke_and_how_long(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let (anna, jan, ola) = (city.resident("Anna").await, city.resident("Jan").await, city.guest(&meeting, "Ola z sali").await);
    city.speech(&anna, &meeting, 3 * MINUTE, 6 * MINUTE + 20 * SECOND).await;
    city.service.raise_hand(Some(&jan), meeting.id, city.service.now()).await.unwrap();
    // The end of the meeting is that of the last speech.
    let hand = city.service.raise_hand(Some(&ola), meeting.id, city.at(9 * MINUTE)).await.unwrap();
    city.service.call_speaker(Some(&city.moderator), hand.id, city.service.now()).await.unwrap();
    let body = city.told(&meeting).await.body;
    let table = "| Kto | Od | Jak długo |\n|---|---|---|\n| Anna | 18:03 | 3:20 |\n| Ola z sali | 18:09 | 1:00 |";
    assert_told(&body, &format!("# Głosy w dyskusji\n\n{table}"));
    assert!(!body.contains("Jan"), "who never had the floor: {body}");
}

async fn the_draft_tells_what_was_asked_and_answered(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules { anonymous_questions: true, ..Rules::default() }).await;
    let (anna, zofia, jan) = (city.resident("Anna").await, city.resident("Zofia Skryta").await, city.resident("Jan").await);
    let handle = |id: QuestionId, handling| city.service.handle_question(Some(&city.moderator), id, handling, NOW);
    city.show(&meeting, json!({ "item": meeting.agenda[0].id }), 1).await;
    let first = city.ask(&anna, &meeting, "Kiedy wejdzie w życie?").await.id;
    city.service.support_question(Some(&jan), first, Support::Given, NOW).await.unwrap();
    handle(first, Handling::Answer).await.unwrap();
    let anonymous = NewQuestion { anonymous: true, ..question(city.service.new_id(), "Kto za to odpowiada?") };
    city.service.ask_question(Some(&zofia), meeting.id, anonymous, city.at(2)).await.unwrap();
    city.at(3);
    let third = city.ask(&jan, &meeting, "A pieniądze?").await.id;
    handle(third, Handling::InWriting { answer: Some("Napiszemy.\n\nDo maja.".to_owned()) }).await.unwrap();
    city.at(4);
    let hidden = city.ask(&jan, &meeting, "Obraźliwe słowa").await.id;
    handle(hidden, Handling::Hide).await.unwrap();

    let body = city.told(&meeting).await.body;
    let expected = "# Pytania

1. **Anna**, § 1, poparcia: 1 (odpowiedziano)

   Kiedy wejdzie w życie?

2. **Anonimowo**, § 1 (bez odpowiedzi na spotkaniu)

   Kto za to odpowiada?

3. **Jan**, § 1

   A pieniądze?

   **Odpowiedź:**

   Napiszemy.

   Do maja.";
    assert_told(&body, expected);
    assert!(!body.contains("Obraźliwe") && !body.contains("Skryta") && !body.contains("\n4. "), "{body}");
}

/// A poll of a question, in the table of the minutes: its options with their numbers.
fn table(poll: &Poll, kind: &str) -> String {
    let tally = poll.tally.as_ref().unwrap();
    let rows: Vec<_> = poll.options.iter().map(|option| format!("| {} | {} |", option.text, tally[&option.id.to_string()])).collect();
    let ballots = "Zagłosowały 3 osoby.";
    format!("## {}\n\n{kind}, 18:07–18:09. {ballots}\n\n| Odpowiedź | Głosy |\n|---|--:|\n{}", poll.question, rows.join("\n"))
}

async fn the_draft_tells_the_numbers_of_polls_and_names_only_of_those_by_name(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let people = city.residents(3).await;
    let about = |question: &str, new: NewPoll| NewPoll { question: question.to_owned(), ..new };
    city.at(7 * MINUTE);
    let open = city.poll(&meeting, about("Jawnie?", yes_or_no())).await;
    let named = city.poll(&meeting, about("Imiennie?", NewPoll { named: true, ..yes_or_no() })).await;
    let secret = city.poll(&meeting, about("Tajnie?", secret())).await;
    city.prepare(&meeting, about("Nigdy?", yes_or_no())).await;
    for (poll, places) in [(&open, [0, 0, 1]), (&named, [2, 0, 0]), (&secret, [1, 1, 0])] {
        for (person, place) in people.iter().zip(places) {
            city.vote(person, poll, &[place]).await.unwrap();
        }
    }
    city.at(9 * MINUTE);
    let (open, named, secret) =
        (city.close_poll(&open).await.unwrap(), city.close_poll(&named).await.unwrap(), city.close_poll(&secret).await.unwrap());
    let body = city.told(&meeting).await.body;
    assert_told(&body, &table(&open, "Głosowanie jawne, bez podania nazwisk"));
    assert_told(&body, &table(&secret, "Głosowanie tajne"));
    let votes = "| Kto | Głos |\n|---|---|\n| Osoba 0 | Wstrzymuję się |\n| Osoba 1 | Za |\n| Osoba 2 | Za |";
    assert_told(&body, &format!("{}\n\n{votes}", table(&named, "Głosowanie imienne")));
    assert_eq!(body.matches("Osoba").count(), 3, "{body}");
    assert!(!body.contains("Nigdy"), "{body}");
}

async fn of_a_secret_poll_no_voter_is_in_the_minutes(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let poll = city.poll(&meeting, secret()).await;
    for (n, person) in city.residents(4).await.iter().enumerate() {
        city.vote(person, &poll, &[n % 3]).await.unwrap();
    }
    let derived = city.told(&meeting).await;
    let public = city.publish(&meeting, 0).await.unwrap();
    for minutes in [derived, public] {
        assert_told(&minutes.body, "Głosowanie tajne");
        assert!(!json!(minutes).to_string().contains("Osoba"), "{}", minutes.body);
    }
    assert_eq!(denied(city.service.named_votes(Some(&city.moderator), poll.id).await), Denied::NotFound);
}

async fn the_draft_links_the_remarks_that_were_made(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let consultation = city.consultation_of(&meeting).await;
    let (anna, jan, ola) = (city.resident("Anna").await, city.resident("Jan").await, city.resident("Ola").await);
    let mut posted = Vec::new();
    for (at, person, about) in [(1, &anna, Some(unit(&consultation, "§ 2"))), (3, &jan, None)] {
        let speech = city.speech(person, &meeting, at * MINUTE, (at + 1) * MINUTE).await;
        city.write_down(&speech, about, "Słowa").await.unwrap();
        posted.push(city.consent(person, &speech, "Słowa").await.unwrap().comment.unwrap());
    }
    let speech = city.speech(&ola, &meeting, 5 * MINUTE, 6 * MINUTE).await;
    city.write_down(&speech, None, "Tajne słowa").await.unwrap();
    let minutes = city.told(&meeting).await;
    let address = format!("http://127.0.0.1:3000/consultations/{}", consultation.slug);
    let of_anna = format!("{address}?unit={}#u-{}", unit(&consultation, "§ 2"), posted[0]);
    let rows = format!("- Anna: [§ 2]({of_anna})\n- Jan: [cały projekt]({address}#u-{})", posted[1]);
    assert!(minutes.body.ends_with(&format!("# Uwagi zgłoszone na spotkaniu\n\n{rows}")), "{}", minutes.body);
    assert_told(&minutes.html, &format!("href=\"{of_anna}\""));
    assert!(!minutes.body.contains("Tajne"), "{}", minutes.body);
}

async fn remarks_that_nobody_may_read_are_not_in_the_draft(db: Db) {
    let city = City::new(db).await;
    let consultation = city.create(draft_of(Moderation::Pre)).await;
    let meeting = city.announce(&consultation, meeting_of(&consultation)).await;
    city.service.start_meeting(Some(&city.moderator), meeting.id, NOW).await.unwrap();
    let anna = city.resident("Anna").await;
    let speech = city.speech(&anna, &meeting, MINUTE, 2 * MINUTE).await;
    city.write_down(&speech, None, "Słowa").await.unwrap();
    let remark = city.consent(&anna, &speech, "Słowa").await.unwrap().comment.unwrap().to_string();
    let pending = city.told(&meeting).await.body;
    assert!(!pending.contains(&remark), "{pending}");
    city.service.approve_comment(Some(&city.moderator), remark.parse().unwrap(), NOW).await.unwrap();
    assert_told(&city.minutes(Some(&city.moderator), &meeting).await.unwrap().body, &remark);
}

async fn what_people_typed_stands_there_as_they_typed_it(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let place = "# <script>alert(1)</script> [x](javascript:alert(1))";
    let new = NewMeeting {
        place: place.to_owned(),
        agenda: vec![NewItem { id: None, title: "| *a* `b` & ~c~".to_owned(), unit: None }],
        ..meeting_of(&consultation)
    };
    let meeting = city.announce(&consultation, new).await;
    city.service.start_meeting(Some(&city.moderator), meeting.id, NOW).await.unwrap();
    let strange = city.resident("*|<b>").await;
    city.speech(&strange, &meeting, MINUTE, 2 * MINUTE).await;
    let anna = city.resident("Anna").await;
    city.ask(&anna, &meeting, "- raz\n2. dwa\n# <img src=x onerror=alert(1)>\n---\n**trzy**").await;
    let minutes = city.told(&meeting).await;
    for part in [
        "<li>Miejsce: # &lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:alert(1))</li>",
        "Nie omówiono: | *a* `b` &amp; ~c~</li>",
        "<td>*|&lt;b&gt;</td>",
        "<p>- raz</p>",
        "<p>2. dwa</p>",
        "<p># &lt;img src=x onerror=alert(1)&gt;</p>",
        "<p>---</p>",
        "<p>**trzy**</p>",
    ] {
        assert_told(&minutes.html, part);
    }
    for tag in ["<script", "<img", "<b>", "<hr", "<a ", "style="] {
        assert!(!minutes.html.contains(tag), "{tag} is in {}", minutes.html);
    }
}

async fn a_long_list_of_questions_is_one_list(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let anna = city.resident("Anna").await;
    for n in 1..=11 {
        city.at(n);
        city.ask(&anna, &meeting, &format!("Pytanie {n}?")).await;
    }
    let html = city.told(&meeting).await.html;
    assert_eq!(html.matches("<ol").count(), 1, "{html}");
    for n in [1, 9, 10, 11] {
        assert_told(&html, &format!("<p>Pytanie {n}?</p>\n</li>"));
    }
}
