//! The desk and its templates.

use busola_domain::Decision;
use busola_domain::answer::{Progress, State};
use busola_domain::comment::Source;
use busola_domain::policy::Denied;
use busola_service::answers::{DeskQuery, NewTemplate, TemplateChange};
use busola_service::comments::NewComment;
use busola_service::consultations::Key;
use busola_service::{Conflict, Error};
use busola_storage::Db;

use crate::answers::answer;
use crate::city::{City, denied, invalid, remark, source, unit};

on_both_databases!(
    the_desk_shows_what_is_asked_for_page_by_page,
    the_queue_is_by_unit_over_all_its_pages,
    words_are_found_whatever_their_case_and_marks,
    templates_are_kept_by_moderators,
);

fn everything() -> DeskQuery {
    DeskQuery { unit: None, state: State::All, source: None, search: None, after: None, limit: 10 }
}

async fn the_desk_shows_what_is_asked_for_page_by_page(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let key = Key::Id(consultation.id);
    let anna = city.resident("Anna").await;
    let mut posted = Vec::new();
    for n in 0..4 {
        city.at(n);
        posted.push(city.post(&anna, &consultation, &format!("Uwaga {n}")).await);
    }
    city.at(4);
    let on = NewComment { unit: Some(unit(&consultation, "§ 3")), ..remark(city.service.new_id(), "Do § 3") };
    posted.push(city.try_post(&anna, &consultation, on).await.unwrap().comment);
    city.reply(&anna, &posted[0], "Bez odpowiedzi").await;
    for (at, publish) in [(1, false), (2, true)] {
        city.service.answer_comment(Some(&city.moderator), posted[at].id, answer(Decision::Accepted, "Tak.", publish)).await.unwrap();
    }
    let shown = async |query: DeskQuery| {
        let page = city.service.desk(Some(&city.moderator), &key, query).await.unwrap();
        assert_eq!(page.progress, Progress { needed: 5, answered: 1, drafted: 1 });
        page.items.iter().map(|comment| comment.number).collect::<Vec<_>>()
    };
    assert_eq!(shown(everything()).await, [1, 2, 3, 4, 5]);
    assert_eq!(shown(DeskQuery { state: State::Waiting, ..everything() }).await, [1, 4, 5]);
    assert_eq!(shown(DeskQuery { state: State::Drafted, ..everything() }).await, [2]);
    assert_eq!(shown(DeskQuery { state: State::Answered, ..everything() }).await, [3]);
    assert_eq!(shown(DeskQuery { state: State::Unpublished, ..everything() }).await, [1, 2, 4, 5]);
    assert_eq!(shown(DeskQuery { unit: Some(unit(&consultation, "§ 3")), ..everything() }).await, [5]);
    assert_eq!(shown(DeskQuery { source: Some(Source::Paper), ..everything() }).await, [0_i64; 0]);
    // Page by page, with the drafts.
    let (mut after, mut pages) = (None, Vec::new());
    loop {
        let query = DeskQuery { after, limit: 2, ..everything() };
        let page = city.service.desk(Some(&city.moderator), &key, query).await.unwrap();
        pages.push(page.items.iter().map(|comment| (comment.number, comment.answer.is_some())).collect::<Vec<_>>());
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(pages, [vec![(1, false), (2, true)], vec![(3, true), (4, false)], vec![(5, false)]]);
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&anna), Denied::NotAllowed)] {
        assert_eq!(denied(city.service.desk(who, &key, everything()).await), no);
    }
}

/// All pages of the desk, by the numbers of their remarks.
async fn pages(city: &City, key: &Key, query: &DeskQuery) -> Vec<Vec<i64>> {
    let (mut after, mut pages) = (None, Vec::new());
    loop {
        let page = city.service.desk(Some(&city.moderator), key, DeskQuery { after, ..query.clone() }).await.unwrap();
        pages.push(page.items.iter().map(|comment| comment.number).collect());
        after = page.next;
        if after.is_none() {
            return pages;
        }
    }
}

async fn the_queue_is_by_unit_over_all_its_pages(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let key = Key::Id(consultation.id);
    let anna = city.resident("Anna").await;
    for place in [Some("§ 3"), None, Some("§ 1"), Some("§ 2 pkt 1"), Some("§ 1"), None, Some("§ 2")] {
        let unit = place.map(|label| unit(&consultation, label));
        let new = NewComment { unit, ..remark(city.service.new_id(), "Uwaga") };
        city.try_post(&anna, &consultation, new).await.unwrap();
    }
    let by_two = DeskQuery { limit: 2, ..everything() };
    assert_eq!(pages(&city, &key, &by_two).await, [vec![2, 6], vec![3, 5], vec![7, 4], vec![1]]);
    let searched = DeskQuery { search: Some("uwaga".to_owned()), limit: 3, ..everything() };
    assert_eq!(pages(&city, &key, &searched).await, [vec![2, 6, 3], vec![5, 7, 4], vec![1]]);
    let on_first = DeskQuery { unit: Some(unit(&consultation, "§ 1")), limit: 1, ..everything() };
    assert_eq!(pages(&city, &key, &on_first).await, [vec![3], vec![5]]);
    // In the next version § 3 is § 2, and that is gone: what was said of it comes last.
    let next = "§ 1. Program określa zasady.\n§ 2. Uchwała wchodzi w życie.";
    city.service.import_draft(&key, &source(next)).await.unwrap();
    let now = pages(&city, &key, &by_two).await.concat();
    assert_eq!(now[..5], [2, 6, 3, 5, 1]);
    assert!(now[5..] == [7, 4] || now[5..] == [4, 7], "{now:?}");
}

async fn words_are_found_whatever_their_case_and_marks(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let key = Key::Id(consultation.id);
    let (anna, zofia) = (city.resident("Anna Nowak").await, city.resident("Żofia Łąka").await);
    city.post(&anna, &consultation, "Źródło finansowania").await;
    city.at(1);
    let gone = city.post(&anna, &consultation, "zrodlo wiedzy").await;
    for n in 2..5 {
        city.at(n);
        city.post(&zofia, &consultation, &format!("Nr {n}")).await;
    }
    let found = async |words: &str, limit| {
        let query = DeskQuery { search: Some(words.to_owned()), limit, ..everything() };
        let page = city.service.desk(Some(&city.moderator), &key, query).await.unwrap();
        (page.items.iter().map(|comment| comment.number).collect::<Vec<_>>(), page.next.is_some())
    };
    assert_eq!(found("ZRÓDŁO", 10).await, (vec![1, 2], false));
    assert_eq!(found("zofia laka", 2).await, (vec![3, 4], true));
    assert_eq!(found("#4", 10).await, (vec![4], false));
    assert_eq!(found("  ", 10).await.0.len(), 5);
    assert_eq!(found("finansowania wiedzy", 10).await, (vec![], false));
    city.hide(&gone).await;
    assert_eq!(found("źródło", 10).await, (vec![1], false));
}

async fn templates_are_kept_by_moderators(db: Db) {
    let city = City::new(db).await;
    let anna = city.resident("Anna").await;
    let moderator = Some(&city.moderator);
    let new = |name: &str| NewTemplate { name: name.to_owned(), decision: Some(Decision::Rejected), justification: "Nie.".to_owned() };
    let made = city.service.create_template(moderator, new(" Budżet\n")).await.unwrap();
    assert_eq!((made.name.as_str(), made.decision), ("Budżet", Some(Decision::Rejected)));
    let taken = city.service.create_template(moderator, new("Budżet")).await;
    assert!(matches!(taken, Err(Error::Conflict(Conflict::TemplateNameTaken))), "{taken:?}");
    assert_eq!(invalid(city.service.create_template(moderator, new("")).await).0, "name");
    let change = TemplateChange { decision: Some(None), ..TemplateChange::default() };
    let changed = city.service.change_template(moderator, made.id, change).await.unwrap();
    assert_eq!((changed.name.as_str(), changed.decision, changed.justification.as_str()), ("Budżet", None, "Nie."));
    assert_eq!(city.service.templates(moderator).await.unwrap(), [changed]);
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&anna), Denied::NotAllowed)] {
        assert_eq!(denied(city.service.templates(who).await), no);
        assert_eq!(denied(city.service.create_template(who, new("Inny")).await), no);
        assert_eq!(denied(city.service.delete_template(who, made.id).await), no);
    }
    for _ in 0..2 {
        city.service.delete_template(moderator, made.id).await.unwrap();
    }
    assert_eq!(denied(city.service.change_template(moderator, made.id, TemplateChange::default()).await), Denied::NotFound);
}
