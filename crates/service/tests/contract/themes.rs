//! Themes tie remarks of all consultations, and a consultation says what it continues.

use busola_domain::earlier::NewEarlier;
use busola_domain::meeting::NewMeeting;
use busola_domain::policy::Denied;
use busola_domain::report::Step;
use busola_domain::theme::{NewTheme, State, Theme, ThemeChange};
use busola_domain::time::DAY;
use busola_domain::{CommentId, Decision, Problem, ThemeId};
use busola_service::consultations::Key;
use busola_service::report::PAGE;
use busola_service::{Conflict, Error};
use busola_storage::Db;
use uuid::Uuid;

use crate::answers::answer;
use crate::city::{CLOSES, City, denied, invalid, meeting_of};

on_both_databases!(
    a_theme_collects_remarks_of_all_consultations,
    what_is_hidden_or_withdrawn_is_neither_shown_nor_counted,
    only_moderators_tie_and_only_what_can_be_read,
    a_remark_is_about_the_themes_that_are_ticked,
    the_report_tells_of_themes,
    a_report_that_is_out_says_that_a_theme_changed,
    of_two_who_edit_a_theme_or_what_came_before_the_second_is_told,
    a_consultation_continues_what_was_here_and_elsewhere,
);

fn named(title: &str) -> NewTheme {
    NewTheme { title: title.to_owned(), description: String::new(), state: State::Open, words: String::new() }
}

async fn theme(city: &City, title: &str) -> Theme {
    city.service.create_theme(Some(&city.moderator), named(title)).await.unwrap()
}

async fn tie(city: &City, theme: &Theme, comments: &[CommentId]) -> u64 {
    city.service.tie_comments(Some(&city.moderator), &theme.slug, comments, city.service.now()).await.unwrap()
}

async fn a_theme_collects_remarks_of_all_consultations(db: Db) {
    let city = City::new(db).await;
    let (first, second) = (city.consultation().await, city.consultation().await);
    let anna = city.resident("Anna").await;
    let old = city.post(&anna, &first, "Potrzebne centrum").await;
    city.at(1);
    let new = city.post(&anna, &second, "Centrum **teraz**").await;
    let (centre, premises) = (theme(&city, "Centrum organizacji").await, theme(&city, "Lokale").await);
    assert_eq!(centre.slug, "centrum-organizacji");
    assert_eq!(theme(&city, "Centrum organizacji").await.slug, "centrum-organizacji-2");
    assert_eq!(tie(&city, &centre, &[old.id, new.id, old.id]).await, 2);
    assert_eq!(tie(&city, &centre, &[old.id]).await, 0);

    let page = city.service.theme(None, &centre.id.to_string(), None, 1).await.unwrap();
    assert_eq!((page.theme.comments, page.theme.consultations), (2, 2));
    assert_eq!((page.remarks[0].comment.id, &page.remarks[0].consultation.slug), (new.id, &second.slug));
    assert!(page.remarks[0].comment.html.as_ref().unwrap().contains("<strong>teraz</strong>"));
    let rest = city.service.theme(None, &centre.slug, page.next, 1).await.unwrap();
    assert_eq!((rest.remarks[0].comment.id, rest.next), (old.id, None));
    let all = city.service.themes(None).await.unwrap();
    assert_eq!(all.iter().map(|theme| theme.id).collect::<Vec<_>>()[..1], [centre.id]);
    let here = city.service.themes_of(None, &Key::Id(first.id)).await.unwrap();
    assert_eq!(here.iter().map(|raised| (raised.theme.id, raised.comments)).collect::<Vec<_>>(), [(centre.id, 1)]);

    let change = ThemeChange { state: Some(State::TakenUp), words: Some("Powstaje.".to_owned()), ..ThemeChange::default() };
    let changed = city.service.change_theme(Some(&city.moderator), &premises.slug, change).await.unwrap();
    assert_eq!((changed.state, changed.words.as_str(), changed.slug), (State::TakenUp, "Powstaje.", premises.slug));
    assert_eq!(invalid(city.service.create_theme(Some(&city.moderator), named(" ")).await), ("title".to_owned(), Problem::Required));
    assert_eq!(denied(city.service.theme(None, "nie-ma", None, 1).await), Denied::NotFound);
}

async fn what_is_hidden_or_withdrawn_is_neither_shown_nor_counted(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let mut ids = Vec::new();
    for body in ["Do ukrycia", "Do wycofania", "Zostaje"] {
        ids.push(city.post(&anna, &consultation, body).await);
    }
    let centre = theme(&city, "Centrum").await;
    tie(&city, &centre, &[ids[0].id, ids[1].id, ids[2].id]).await;
    city.hide(&ids[0]).await;
    city.service.withdraw_comment(Some(&anna), ids[1].id, city.service.now()).await.unwrap();
    for reader in [None, Some(&city.moderator)] {
        let page = city.service.theme(reader, &centre.slug, None, 10).await.unwrap();
        assert_eq!(page.theme.comments, 1);
        assert_eq!(page.remarks.iter().map(|remark| remark.comment.id).collect::<Vec<_>>(), [ids[2].id]);
    }
    city.unhide(&ids[0]).await;
    assert_eq!(city.service.theme(None, &centre.slug, None, 10).await.unwrap().remarks.len(), 2);
}

async fn only_moderators_tie_and_only_what_can_be_read(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let (comment, hidden) = (city.post(&anna, &consultation, "Uwaga").await, city.post(&anna, &consultation, "Inna").await);
    city.hide(&hidden).await;
    let centre = theme(&city, "Centrum").await;
    let now = city.service.now();
    let by = |actor, ids: Vec<CommentId>| {
        let (service, slug) = (city.service.clone(), centre.slug.clone());
        async move { service.tie_comments(actor, &slug, &ids, now).await }
    };
    assert_eq!(denied(by(None, vec![comment.id]).await), Denied::SignInNeeded);
    assert_eq!(denied(by(Some(&anna), vec![comment.id]).await), Denied::NotAllowed);
    assert_eq!(denied(city.service.create_theme(Some(&anna), named("Moje")).await), Denied::NotAllowed);
    assert_eq!(denied(by(Some(&city.moderator), vec![comment.id, hidden.id]).await), Denied::WrongState);
    assert_eq!(denied(by(Some(&city.moderator), vec![comment.id, CommentId(Uuid::from_u128(1))]).await), Denied::NotFound);
    assert_eq!(invalid(by(Some(&city.moderator), Vec::new()).await), ("comments".to_owned(), Problem::Required));
    // None of it was done by halves.
    assert_eq!(city.service.theme(None, &centre.slug, None, 10).await.unwrap().theme.comments, 0);
}

async fn a_remark_is_about_the_themes_that_are_ticked(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let comment = city.post(&city.resident("Anna").await, &consultation, "Uwaga").await;
    let (one, two, three) = (theme(&city, "A1").await, theme(&city, "B2").await, theme(&city, "C3").await);
    let moderator = Some(&city.moderator);
    for (shown, ticked, expected) in [
        (vec![], vec![one.id, two.id], vec!["A1", "B2"]),
        (vec![one.id, two.id], vec![two.id, three.id], vec!["B2", "C3"]),
        // Of a page that is older than the third one: that stays.
        (vec![two.id], vec![], vec!["C3"]),
        (vec![two.id, three.id], vec![], vec![]),
    ] {
        city.service.set_themes(moderator, comment.id, &ticked, &shown, city.service.now()).await.unwrap();
        let chips = city.service.themes_at(None, consultation.id, &[comment.id]).await.unwrap().remove(&comment.id).unwrap_or_default();
        assert_eq!(chips.iter().map(|chip| chip.title.as_str()).collect::<Vec<_>>(), expected);
    }
    let strange = city.service.set_themes(moderator, comment.id, &[ThemeId(Uuid::from_u128(1))], &[], city.service.now()).await;
    assert_eq!(invalid(strange), ("themes".to_owned(), Problem::UnknownTheme));
    tie(&city, &one, &[comment.id]).await;
    for _twice in 0..2 {
        city.service.untie_comment(moderator, &one.slug, comment.id, city.service.now()).await.unwrap();
    }
    assert!(city.service.themes_of(None, &Key::Id(consultation.id)).await.unwrap().is_empty());
    let log = city.service.audit_log(moderator, None).await.unwrap().items;
    assert_eq!(log.iter().filter(|entry| entry.action == "theme.untie").count(), 4);
}

async fn the_report_tells_of_themes(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let (first, hidden) = (city.post(&anna, &consultation, "Uwaga").await, city.post(&anna, &consultation, "Inna").await);
    let (centre, premises) = (theme(&city, "Centrum").await, theme(&city, "Lokale").await);
    tie(&city, &centre, &[first.id, hidden.id]).await;
    tie(&city, &premises, &[first.id]).await;
    city.hide(&hidden).await;
    let gathered = city.service.report(Some(&city.moderator), &Key::Id(consultation.id)).await.unwrap();
    let told: Vec<_> = gathered.report.themes.iter().map(|theme| (theme.title.as_str(), theme.count)).collect();
    assert_eq!(told, [("Centrum", 1), ("Lokale", 1)]);
    let rows = city.service.report_rows(&gathered.table, 0, PAGE).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.themes.len()).collect::<Vec<_>>(), [2, 0]);
}

async fn a_report_that_is_out_says_that_a_theme_changed(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (key, moderator, anna) = (Key::Id(consultation.id), Some(&city.moderator), city.resident("Anna").await);
    let (first, other) = (city.post(&anna, &consultation, "Uwaga").await, city.post(&anna, &consultation, "Inna").await);
    for comment in [&first, &other] {
        city.service.answer_comment(moderator, comment.id, answer(Decision::Accepted, "Tak.", true)).await.unwrap();
    }
    let (centre, premises) = (theme(&city, "Centrum").await, theme(&city, "Lokale").await);
    tie(&city, &centre, &[first.id]).await;
    city.clock.set(CLOSES);
    city.service.publish_report(moderator, &key).await.unwrap();
    let told = async || {
        let report = city.service.report(None, &key).await.unwrap().report;
        let since = report.course.into_iter().filter(|milestone| milestone.what == Step::ThemeChanged);
        (report.head.changed_at, since.map(|milestone| (milestone.at, milestone.detail)).collect::<Vec<_>>())
    };
    let change = async |theme: &Theme, change: ThemeChange| {
        city.service.change_theme(moderator, &theme.slug, change).await.unwrap();
    };
    // The report says nothing of a description, nor of a theme that nobody raised here.
    city.at(DAY + 10);
    change(&centre, ThemeChange { description: Some("Jedno miejsce.".to_owned()), ..ThemeChange::default() }).await;
    change(&premises, ThemeChange { state: Some(State::TakenUp), ..ThemeChange::default() }).await;
    assert_eq!(told().await, (None, vec![]));

    let renamed = city.at(DAY + 20);
    change(&centre, ThemeChange { title: Some("Centrum organizacji".to_owned()), ..ThemeChange::default() }).await;
    assert_eq!(told().await, (Some(renamed), vec![(renamed, "Centrum organizacji".to_owned())]));
    let tied = city.at(DAY + 30);
    city.service.set_themes(moderator, other.id, &[premises.id], &[], tied).await.unwrap();
    let untied = city.at(DAY + 40);
    city.service.untie_comment(moderator, &centre.slug, first.id, untied).await.unwrap();
    let expected = vec![(tied, "Lokale".to_owned()), (untied, "Centrum organizacji".to_owned())];
    assert_eq!(told().await, (Some(untied), expected.clone()));
    // What is so already is no change.
    city.at(DAY + 50);
    assert_eq!(tie(&city, &premises, &[other.id]).await, 0);
    change(&premises, ThemeChange { state: Some(State::TakenUp), ..ThemeChange::default() }).await;
    assert_eq!(told().await, (Some(untied), expected));
}

async fn of_two_who_edit_a_theme_or_what_came_before_the_second_is_told(db: Db) {
    let city = City::new(db).await;
    let moderator = Some(&city.moderator);
    let centre = theme(&city, "Centrum").await;
    let change = async |words: &str, revision| {
        let change = ThemeChange { words: Some(words.to_owned()), revision, ..ThemeChange::default() };
        city.service.change_theme(moderator, &centre.slug, change).await
    };
    assert_eq!(change("Pierwszy", Some(centre.revision)).await.unwrap().revision, centre.revision + 1);
    assert!(matches!(change("Drugi", Some(centre.revision)).await, Err(Error::Conflict(Conflict::ThemeChanged))));
    assert_eq!(city.service.theme(None, &centre.slug, None, 1).await.unwrap().theme.words, "Pierwszy");
    // Who does not say from what, changes what is there; what stays as it is, is no revision.
    assert_eq!(change("Trzeci", None).await.unwrap().revision, centre.revision + 2);
    assert_eq!(change("Trzeci", Some(centre.revision + 2)).await.unwrap().revision, centre.revision + 2);

    let key = Key::Id(city.consultation().await.id);
    let written = |title: &str, revision| NewEarlier { title: title.to_owned(), revision, ..NewEarlier::default() };
    let march = city.service.add_earlier(moderator, &key, written("Marzec", None)).await.unwrap();
    let rewrite = async |title: &str, revision| city.service.change_earlier(moderator, march.id, written(title, revision)).await;
    assert_eq!(rewrite("Kwiecień", Some(march.revision)).await.unwrap().revision, march.revision + 1);
    assert!(matches!(rewrite("Maj", Some(march.revision)).await, Err(Error::Conflict(Conflict::EarlierChanged))));
    assert_eq!(city.service.continues(None, &key).await.unwrap()[0].title, "Kwiecień");
    assert_eq!(rewrite("Maj", None).await.unwrap().revision, march.revision + 2);
}

async fn a_consultation_continues_what_was_here_and_elsewhere(db: Db) {
    let city = City::new(db).await;
    let (here, before) = (city.consultation().await, city.consultation().await);
    let meeting = city.announce(&before, meeting_of(&before)).await;
    let private = city.announce(&before, NewMeeting { public: false, ..meeting_of(&before) }).await;
    let centre = theme(&city, "Centrum").await;
    let (moderator, key) = (Some(&city.moderator), Key::Id(here.id));
    let march = |link: Option<String>| NewEarlier {
        title: "Spotkanie w marcu".to_owned(),
        held_on: Some("2026-03-14".parse().unwrap()),
        link,
        themes: vec![centre.id],
        ..NewEarlier::default()
    };
    let plain = city.service.add_earlier(moderator, &key, march(None)).await.unwrap();
    assert_eq!((plain.link.as_ref(), plain.themes[0].id, plain.consultation), (None, centre.id, here.id));
    for (link, path) in [
        (format!("http://127.0.0.1:3000/consultations/{}", before.slug), format!("/consultations/{}", before.slug)),
        (format!("/sessions/{}", meeting.id), format!("/sessions/{}", meeting.id)),
    ] {
        let linked = city.service.change_earlier(moderator, plain.id, march(Some(link))).await.unwrap();
        assert_eq!(linked.link, Some(path));
    }
    for link in [format!("/sessions/{}", private.id), "/consultations/nie-ma".to_owned(), "https://example.org/".to_owned()] {
        let refused = city.service.change_earlier(moderator, plain.id, march(Some(link))).await;
        assert_eq!(invalid(refused), ("link".to_owned(), Problem::UnknownAddress));
    }
    let occasions = city.service.theme(None, &centre.slug, None, 1).await.unwrap().occasions;
    assert_eq!(occasions.iter().map(|occasion| &occasion.consultation_slug).collect::<Vec<_>>(), [&here.slug]);
    let anna = city.resident("Anna").await;
    assert_eq!(denied(city.service.add_earlier(Some(&anna), &key, march(None)).await), Denied::NotAllowed);
    assert_eq!(denied(city.service.remove_earlier(Some(&anna), plain.id).await), Denied::NotAllowed);
    for _twice in 0..2 {
        city.service.remove_earlier(moderator, plain.id).await.unwrap();
    }
    assert!(city.service.continues(None, &key).await.unwrap().is_empty());
}
