//! Consultations: created, published, listed, found.

use busola_domain::consultation::Moderation;
use busola_domain::policy::Denied;
use busola_domain::time::DAY;
use busola_domain::{Consultation, ConsultationId, Notice, Phase, Problem, Timestamp};
use busola_service::Error;
use busola_service::consultations::{Key, NewConsultation};
use busola_storage::Db;

use crate::city::{CLOSES, City, NOW, OPENS, denied, draft_of, source};

on_both_databases!(
    a_consultation_is_created_with_its_draft,
    only_moderators_create_and_preview,
    every_bad_field_is_named_at_once,
    a_slug_is_readable_and_names_one_consultation,
    a_draft_is_there_for_moderators_until_it_is_published,
    phases_follow_from_the_clock_alone,
    the_list_comes_in_pages,
);

async fn a_consultation_is_created_with_its_draft(db: Db) {
    let city = City::new(db).await;
    let created = city.consultation().await;
    let labels: Vec<_> = created.draft.units.iter().map(|unit| (unit.depth, unit.label.as_str(), unit.text.as_str())).collect();
    assert_eq!(
        labels,
        [
            (0, "§ 1", "Program określa zasady."),
            (0, "§ 2", "Rada wydaje opinię:"),
            (1, "§ 2 pkt 1", "w terminie 14 dni;"),
            (1, "§ 2 pkt 2", "na piśmie."),
            (0, "§ 3", "Uchwała wchodzi w życie."),
        ]
    );
    assert_eq!((created.draft.version, created.phase, created.counts), (1, Phase::Open, Default::default()));
    for key in [created.id.to_string(), created.slug.clone()] {
        assert_eq!(city.service.consultation(None, &Key::parse(&key)).await.unwrap(), created);
    }
}

async fn only_moderators_create_and_preview(db: Db) {
    let city = City::new(db).await;
    let anna = city.resident("Anna").await;
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&anna), Denied::NotAllowed)] {
        assert_eq!(denied(city.service.create_consultation(who, draft_of(Moderation::Post)).await), no);
        assert_eq!(denied(city.service.preview(who, &source("§ 1. A."))), no);
    }
    let preview = city.service.preview(Some(&city.moderator), &source("§ 1. Raz.\n§ 3. Trzy.")).unwrap();
    assert_eq!((preview.units.len(), preview.notes.len()), (2, 1));
    assert!(city.service.consultations(Some(&city.moderator), None, None, 10).await.unwrap().items.is_empty());
}

async fn every_bad_field_is_named_at_once(db: Db) {
    let city = City::new(db).await;
    let bad = NewConsultation {
        title: " ".to_owned(),
        summary: "ż".repeat(2_001),
        notice: Notice { aim: "a\u{0}".to_owned(), ..Notice::default() },
        closes_at: OPENS,
        draft: source("\u{200B}"),
        ..draft_of(Moderation::Post)
    };
    let Err(Error::Invalid(errors)) = city.service.create_consultation(Some(&city.moderator), bad).await else {
        unreachable!("every field is bad")
    };
    let fields: Vec<_> = errors.into_iter().map(|error| (error.field, error.problem)).collect();
    let expected = [
        ("title", Problem::Required),
        ("summary", Problem::TooLong { max: 2_000 }),
        ("notice.aim", Problem::ForbiddenCharacters),
        ("closes_at", Problem::EndsBeforeStart),
        ("draft.source", Problem::EmptyDraft),
    ];
    assert_eq!(fields, expected.map(|(field, problem)| (field.to_owned(), problem)));
    assert!(city.service.consultations(Some(&city.moderator), None, None, 10).await.unwrap().items.is_empty());
}

async fn a_slug_is_readable_and_names_one_consultation(db: Db) {
    let city = City::new(db).await;
    let titled = async |title: &str| city.create(NewConsultation { title: title.to_owned(), ..draft_of(Moderation::Post) }).await.slug;
    assert_eq!(titled("Zażółć gęślą jaźń – 2027").await, "zazolc-gesla-jazn-2027");
    assert_eq!(titled("Zażółć gęślą jaźń – 2027").await, "zazolc-gesla-jazn-2027-2");
    assert_eq!(titled("Zażółć gęślą jaźń – 2027").await, "zazolc-gesla-jazn-2027-3");
    assert!(titled(&"bardzo długi tytuł ".repeat(15)).await.len() <= 80);
    // What would read as an id, or as nothing, gets a name all the same.
    for title in ["01977a3e-0000-7000-8000-000000000001", "???"] {
        let slug = titled(title).await;
        assert_eq!(Key::parse(&slug), Key::Slug(slug.clone()));
        assert!(city.service.consultation(None, &Key::parse(&slug)).await.is_ok(), "{slug}");
    }
}

async fn a_draft_is_there_for_moderators_until_it_is_published(db: Db) {
    let city = City::new(db).await;
    let draft = city.create(NewConsultation { publish: false, ..draft_of(Moderation::Post) }).await;
    assert_eq!(draft.phase, Phase::Draft);
    let key = Key::Slug(draft.slug.clone());
    let anna = city.resident("Anna").await;
    let listed = async |who| city.service.consultations(who, None, None, 10).await.unwrap().items.len();
    for who in [None, Some(&anna)] {
        assert_eq!(denied(city.service.consultation(who, &key).await), Denied::NotFound);
        assert_eq!(listed(who).await, 0);
    }
    assert_eq!(city.service.consultation(Some(&city.moderator), &key).await.unwrap(), draft);
    assert_eq!(listed(Some(&city.moderator)).await, 1);
    assert_eq!(denied(city.service.publish_consultation(Some(&anna), &key).await), Denied::NotAllowed);

    for _ in 0..2 {
        city.service.publish_consultation(Some(&city.moderator), &key).await.unwrap();
    }
    assert_eq!(city.service.consultation(None, &key).await.unwrap(), Consultation { phase: Phase::Open, ..draft.clone() });
    assert_eq!(listed(None).await, 1);
    assert_eq!(city.log(&draft).await.len(), 1);
}

async fn phases_follow_from_the_clock_alone(db: Db) {
    let city = City::new(db).await;
    let key = Key::Id(city.consultation().await.id);
    for (now, phase) in [(OPENS.plus(-1), Phase::Announced), (OPENS, Phase::Open), (CLOSES.plus(-1), Phase::Open), (CLOSES, Phase::Closed)]
    {
        city.clock.set(now);
        assert_eq!(city.service.consultation(None, &key).await.unwrap().phase, phase);
        for asked in [Phase::Draft, Phase::Announced, Phase::Open, Phase::Closed, Phase::Reported] {
            let listed = city.service.consultations(None, Some(asked), None, 10).await.unwrap().items;
            assert_eq!(listed.len(), usize::from(asked == phase), "{asked:?} at {now}");
        }
    }
}

async fn the_list_comes_in_pages(db: Db) {
    let city = City::new(db).await;
    let mut expected: Vec<(Timestamp, ConsultationId)> = Vec::new();
    for n in 0..7 {
        let closes_at = NOW.plus(DAY * (1 + n / 2));
        expected.push((closes_at, city.create(NewConsultation { closes_at, ..draft_of(Moderation::Post) }).await.id));
    }
    expected.sort();
    expected.reverse();
    let (mut seen, mut before) = (Vec::new(), None);
    loop {
        let page = city.service.consultations(None, None, before, 3).await.unwrap();
        seen.extend(page.items.iter().map(|consultation| (consultation.closes_at, consultation.id)));
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(seen, expected);
}
