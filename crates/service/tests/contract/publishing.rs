//! Publishing drafts of answers, many at once.

use busola_domain::comment::Source;
use busola_domain::policy::Denied;
use busola_domain::{Actor, Comment, Consultation, Decision, EventKind};
use busola_service::Error;
use busola_service::answers::Drafted;
use busola_service::comments::NewComment;
use busola_service::consultations::Key;
use busola_storage::Db;

use crate::answers::{answer, give, seen};
use crate::city::{City, denied, kinds, remark, unit};

on_both_databases!(
    the_drafts_that_are_chosen_are_counted_and_published,
    no_more_are_published_than_was_asked_for,
    what_was_saved_since_they_were_counted_stays_a_draft,
    many_are_published_in_several_goes_and_each_is_told,
);

impl City {
    /// Publishes all drafts of a consultation.
    pub(crate) async fn publish_all(&self, who: Option<&Actor>, key: &Key) -> Result<usize, Error> {
        self.service.publish_answers(who, key, &Drafted::default(), usize::MAX).await
    }

    /// Remarks with a draft each, the odd ones by somebody else than the even ones.
    async fn drafted(&self, on: &Consultation, count: usize, other: &Actor) -> Vec<Comment> {
        let anna = self.resident("Anna Nowak").await;
        let mut comments = Vec::new();
        for n in 0..count {
            let unit = (n == 0).then(|| unit(on, "§ 3"));
            let new = NewComment { unit, ..remark(self.service.new_id(), &format!("Uwaga {n}")) };
            let comment = self.try_post(&anna, on, new).await.unwrap().comment;
            let by = if n % 2 == 0 { &self.moderator } else { other };
            self.service.answer_comment(Some(by), comment.id, answer(Decision::Accepted, "Tak.", false)).await.unwrap();
            comments.push(comment);
        }
        comments
    }
}

async fn the_drafts_that_are_chosen_are_counted_and_published(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (key, adam) = (Key::Id(consultation.id), city.colleague("Adam").await);
    let comments = city.drafted(&consultation, 5, &adam).await;
    let search = |words: &str| Drafted { search: Some(words.to_owned()), ..Drafted::default() };
    let choices = [
        (Drafted::default(), 5),
        (Drafted { mine: true, ..Drafted::default() }, 2),
        (Drafted { unit: Some(unit(&consultation, "§ 3")), ..Drafted::default() }, 1),
        (Drafted { source: Some(Source::Paper), ..Drafted::default() }, 0),
        (search("UWAGA 3"), 1),
        (search("nowak"), 5),
        (search("#2"), 1),
        (search("  "), 5),
        (search("nic takiego"), 0),
    ];
    for (which, count) in &choices {
        assert_eq!(city.service.count_drafts(Some(&adam), &key, which).await.unwrap(), *count, "{which:?}");
    }
    assert_eq!(city.service.publish_answers(Some(&adam), &key, &search("uwaga 3"), usize::MAX).await.unwrap(), 1);
    assert_eq!(city.service.publish_answers(Some(&adam), &key, &choices[1].0, usize::MAX).await.unwrap(), 1);
    let mut public = Vec::new();
    for comment in &comments {
        public.push(seen(&city, None, comment).await.answer.is_some());
    }
    assert_eq!(public, [false, true, false, true, false]);
    let anna = city.resident("Zofia").await;
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&anna), Denied::NotAllowed)] {
        assert_eq!(denied(city.service.count_drafts(who, &key, &Drafted::default()).await), no);
        assert_eq!(denied(city.publish_all(who, &key).await), no);
    }
}

async fn no_more_are_published_than_was_asked_for(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (key, adam) = (Key::Id(consultation.id), city.colleague("Adam").await);
    let comments = city.drafted(&consultation, 5, &adam).await;
    let all = Drafted::default();
    let mut published = Vec::new();
    for _ in 0..4 {
        published.push(city.service.publish_answers(Some(&adam), &key, &all, 2).await.unwrap());
    }
    assert_eq!(published, [2, 2, 1, 0]);
    // By their numbers, and each once.
    let events = city.log(&consultation).await;
    let told = events.iter().filter(|event| event.kind == EventKind::AnswerPublished);
    let told: Vec<_> = told.map(|event| event.data["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(told, comments.iter().map(|comment| comment.id.to_string()).collect::<Vec<_>>());
}

async fn what_was_saved_since_they_were_counted_stays_a_draft(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (key, adam) = (Key::Id(consultation.id), city.colleague("Adam").await);
    let comments = city.drafted(&consultation, 3, &adam).await;
    let until = Drafted { until: Some(city.service.now()), ..Drafted::default() };
    assert_eq!(city.service.count_drafts(Some(&adam), &key, &until).await.unwrap(), 3);
    city.at(1);
    give(&city, &comments[0], answer(Decision::Rejected, "Jednak nie.", false)).await;
    assert_eq!(city.service.publish_answers(Some(&adam), &key, &until, usize::MAX).await.unwrap(), 2);
    assert_eq!(seen(&city, None, &comments[0]).await.answer, None);
    assert_eq!(city.publish_all(Some(&adam), &key).await.unwrap(), 1);
    assert_eq!(seen(&city, None, &comments[0]).await.answer.unwrap().justification, "Jednak nie.");
}

async fn many_are_published_in_several_goes_and_each_is_told(db: Db) {
    const COUNT: usize = 203;
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (key, adam) = (Key::Id(consultation.id), city.colleague("Adam").await);
    city.drafted(&consultation, COUNT, &adam).await;
    // What is looked for stands in the last of them.
    let last = Drafted { search: Some(format!("#{COUNT}")), ..Drafted::default() };
    assert_eq!(city.service.count_drafts(Some(&adam), &key, &last).await.unwrap(), 1);
    assert_eq!(city.service.publish_answers(Some(&adam), &key, &last, usize::MAX).await.unwrap(), 1);
    assert_eq!(city.publish_all(Some(&adam), &key).await.unwrap(), COUNT - 1);
    let told = kinds(&city.log(&consultation).await).into_iter().filter(|kind| *kind == EventKind::AnswerPublished).count();
    assert_eq!(told, COUNT);
    let progress = city.service.desk_progress(Some(&adam), &key).await.unwrap();
    assert_eq!((progress.needed, progress.answered, progress.drafted), (COUNT as i64, COUNT as i64, 0));
}
