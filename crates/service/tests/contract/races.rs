//! Two use cases that meet: whichever comes first, nothing is lost and nobody sees an error that is not theirs.
//!
//! On SQLite the one writer sets their order. On PostgreSQL both run, so there these cases look hardest.

use std::collections::BTreeSet;
use std::time::Duration;

use busola_domain::consultation::Moderation;
use busola_domain::policy::Denied;
use busola_domain::{Consultation, EventKind, Problem, Status};
use busola_service::Secret;
use busola_service::comments::{NewComment, Support};
use busola_service::consultations::Key;
use busola_service::drafts::Correction;
use busola_storage::{Db, consultations};

use crate::city::{City, NOW, denied, draft_of, invalid, remark, source, unit};
use crate::drafts::INSERTED;

on_both_databases!(
    consultations_of_one_title_at_once_get_a_name_each,
    first_sign_ins_of_one_address_at_once_are_one_account,
    a_new_version_and_a_remark_on_what_it_leaves_out_come_one_after_the_other,
    a_correction_and_a_remark_on_what_it_is_about_come_one_after_the_other,
    new_versions_at_once_are_counted_on,
    nobody_replies_to_what_was_hidden_before,
    an_edit_and_an_approval_are_both_seen,
    nobody_supports_what_was_hidden_before,
);

/// Lets two use cases begin, the first one sooner, while somebody else still has the consultation.
pub(crate) async fn meet<A: Send + 'static, B: Send + 'static>(
    city: &City,
    on: &Consultation,
    first: impl Future<Output = A> + Send + 'static,
    second: impl Future<Output = B> + Send + 'static,
) -> (A, B) {
    const BEGUN: Duration = Duration::from_millis(100);
    let mut tx = city.db.write().await.unwrap();
    consultations::take(&mut tx, on.id).await.unwrap();
    let first = tokio::spawn(first);
    tokio::time::sleep(BEGUN).await;
    let second = tokio::spawn(second);
    tokio::time::sleep(BEGUN).await;
    tx.commit().await.unwrap();
    (first.await.unwrap(), second.await.unwrap())
}

async fn consultations_of_one_title_at_once_get_a_name_each(db: Db) {
    const COUNT: usize = 8;
    let city = City::new(db).await;
    let tasks: Vec<_> = (0..COUNT)
        .map(|_| {
            let (service, moderator) = (city.service.clone(), city.moderator.clone());
            tokio::spawn(async move { service.create_consultation(Some(&moderator), draft_of(Moderation::Post)).await.unwrap() })
        })
        .collect();
    let mut names = BTreeSet::new();
    for task in tasks {
        let created = task.await.unwrap();
        assert_eq!(city.service.consultation(None, &Key::Slug(created.slug.clone())).await.unwrap(), created);
        names.insert(created.slug);
    }
    let base = "program-wspolpracy-na-rok-2027";
    let expected = (2..=COUNT).map(|number| format!("{base}-{number}")).chain([base.to_owned()]);
    assert_eq!(names, expected.collect());
}

async fn first_sign_ins_of_one_address_at_once_are_one_account(db: Db) {
    let city = City::new(db).await;
    let mut tokens = Vec::new();
    for _ in 0..8 {
        let link = city.service.sign_in_link("anna@example.org", "/").await.unwrap();
        tokens.push(Secret::presented(link.rsplit_once('=').unwrap().1));
    }
    let tasks: Vec<_> = tokens
        .into_iter()
        .map(|token| {
            let service = city.service.clone();
            tokio::spawn(async move { service.sign_in_by_link(&token, None).await.unwrap() })
        })
        .collect();
    let (mut accounts, mut new) = (BTreeSet::new(), 0);
    for task in tasks {
        let signed_in = task.await.unwrap();
        new += usize::from(signed_in.is_new);
        accounts.insert(city.service.actor_by_session(&signed_in.cookie).await.unwrap().unwrap().account);
    }
    assert_eq!((accounts.len(), new), (1, 1));
}

async fn a_new_version_and_a_remark_on_what_it_leaves_out_come_one_after_the_other(db: Db) {
    let city = City::new(db).await;
    let anna = city.resident("Anna").await;
    for import_first in [true, false] {
        let consultation = city.consultation().await;
        let key = Key::Id(consultation.id);
        let importing = {
            let (service, key) = (city.service.clone(), key.clone());
            async move { service.import_draft(&key, &source("§ 1. Zostaje.")).await }
        };
        let posting = {
            let (service, key, anna) = (city.service.clone(), key.clone(), anna.clone());
            let new = NewComment { unit: Some(unit(&consultation, "§ 3")), ..remark(service.new_id(), "Uwaga") };
            async move { service.post_comment(Some(&anna), &key, new, NOW).await }
        };
        let (imported, posted) = if import_first {
            meet(&city, &consultation, importing, posting).await
        } else {
            let (posted, imported) = meet(&city, &consultation, posting, importing).await;
            (imported, posted)
        };
        let now = city.service.consultation(None, &key).await.unwrap();
        assert_eq!((imported.unwrap().1.version, now.draft.version), (2, 2));
        if let Ok(posted) = posted {
            // It was there first: it stands where it was written, though nobody can write there any more.
            assert_eq!((posted.comment.version, now.counts.comments), (1, 1));
            let page = city.at_unit(&consultation, posted.comment.unit.unwrap()).await;
            assert_eq!(page.threads.threads[0].root.comment.id, posted.comment.id);
        } else {
            assert_eq!(invalid(posted), ("unit".to_owned(), Problem::UnknownUnit));
            assert_eq!(now.counts.comments, 0);
        }
    }
}

async fn a_correction_and_a_remark_on_what_it_is_about_come_one_after_the_other(db: Db) {
    let city = City::new(db).await;
    let anna = city.resident("Anna").await;
    for correct_first in [true, false] {
        let consultation = city.consultation().await;
        let (key, first) = (Key::Id(consultation.id), unit(&consultation, "§ 1"));
        city.next_version(&consultation, INSERTED).await;
        let correcting = {
            let (service, key, moderator) = (city.service.clone(), key.clone(), city.moderator.clone());
            let pairs = [Correction { to: Some(first), from: None }];
            async move { service.correct_draft(Some(&moderator), &key, 2, None, &pairs).await.unwrap().units[0].id }
        };
        let posting = {
            let (service, key, anna) = (city.service.clone(), key.clone(), anna.clone());
            let new = NewComment { unit: Some(first), ..remark(service.new_id(), "Uwaga") };
            async move { service.post_comment(Some(&anna), &key, new, NOW).await }
        };
        let (new, posted) = if correct_first {
            meet(&city, &consultation, correcting, posting).await
        } else {
            let (posted, new) = meet(&city, &consultation, posting, correcting).await;
            (new, posted)
        };
        if let Ok(posted) = posted {
            let now = city.service.comment(None, posted.comment.id).await.unwrap();
            assert_eq!(now.comment.unit, Some(new));
        } else {
            assert_eq!(invalid(posted), ("unit".to_owned(), Problem::UnknownUnit));
        }
    }
}

async fn new_versions_at_once_are_counted_on(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let importing = |text: &'static str| {
        let (service, key) = (city.service.clone(), Key::Id(consultation.id));
        async move { service.import_draft(&key, &source(text)).await.unwrap().1.version }
    };
    let (one, other) = meet(&city, &consultation, importing("§ 1. Raz."), importing("§ 1. Dwa.")).await;
    assert_eq!(BTreeSet::from([one, other]), BTreeSet::from([2, 3]));
    assert_eq!(city.service.consultation(None, &Key::Id(consultation.id)).await.unwrap().draft.version, 3);
}

async fn nobody_replies_to_what_was_hidden_before(db: Db) {
    let city = City::new(db).await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    for hide_first in [true, false] {
        let consultation = city.consultation().await;
        let root = city.post(&anna, &consultation, "Uwaga").await;
        let hiding = {
            let (service, moderator) = (city.service.clone(), city.moderator.clone());
            async move { service.hide_comment(Some(&moderator), root.id, "obraża innych", NOW).await.unwrap() }
        };
        let replying = {
            let (service, jan, key) = (city.service.clone(), jan.clone(), Key::Id(consultation.id));
            let new = NewComment { parent: Some(root.id), ..remark(service.new_id(), "Odpowiedź") };
            async move { service.post_comment(Some(&jan), &key, new, NOW).await }
        };
        let (hidden, replied) = if hide_first {
            meet(&city, &consultation, hiding, replying).await
        } else {
            let (replied, hidden) = meet(&city, &consultation, replying, hiding).await;
            (hidden, replied)
        };
        if let Ok(replied) = replied {
            assert!(replied.comment.seq < hidden.seq, "{:?} after {:?}", replied.comment.seq, hidden.seq);
        } else {
            assert_eq!(invalid(replied), ("parent".to_owned(), Problem::UnknownParent));
        }
    }
}

async fn an_edit_and_an_approval_are_both_seen(db: Db) {
    let city = City::new(db).await;
    let anna = city.resident("Anna").await;
    for approve_first in [true, false] {
        let consultation = city.create(draft_of(Moderation::Pre)).await;
        let waiting = city.post(&anna, &consultation, "Pierwsza wersja").await;
        let approving = {
            let (service, moderator) = (city.service.clone(), city.moderator.clone());
            async move { service.approve_comment(Some(&moderator), waiting.id, NOW).await.unwrap() }
        };
        let editing = {
            let (service, anna) = (city.service.clone(), anna.clone());
            async move { service.edit_comment(Some(&anna), waiting.id, "Druga wersja", NOW).await }
        };
        let (approved, edited) = if approve_first {
            meet(&city, &consultation, approving, editing).await
        } else {
            let (edited, approved) = meet(&city, &consultation, editing, approving).await;
            (approved, edited)
        };
        let body = if edited.is_ok() {
            "Druga wersja"
        } else {
            // What was approved is not edited any more.
            assert_eq!(denied(edited), Denied::WrongState);
            "Pierwsza wersja"
        };
        let now = city.service.comment(None, waiting.id).await.unwrap().comment;
        assert_eq!((now.status, now.body.as_deref()), (Status::Published, Some(body)));
        // What the moderator was answered, what the log says and what stands there is one and the same.
        assert_eq!(now, approved);
        let log = city.log(&consultation).await;
        assert_eq!((log.len(), log[1].kind), (2, EventKind::CommentPosted));
        assert_eq!(log[1].data, serde_json::to_value(&now).unwrap());
    }
}

async fn nobody_supports_what_was_hidden_before(db: Db) {
    let city = City::new(db).await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    for hide_first in [true, false] {
        let consultation = city.consultation().await;
        let comment = city.post(&anna, &consultation, "Uwaga").await;
        let hiding = {
            let (service, moderator) = (city.service.clone(), city.moderator.clone());
            async move { service.hide_comment(Some(&moderator), comment.id, "obraża innych", NOW).await.unwrap() }
        };
        let supporting = {
            let (service, jan) = (city.service.clone(), jan.clone());
            async move { service.support_comment(Some(&jan), comment.id, Support::Given, NOW).await }
        };
        let (hidden, supported) = if hide_first {
            meet(&city, &consultation, hiding, supporting).await
        } else {
            let (supported, hidden) = meet(&city, &consultation, supporting, hiding).await;
            (hidden, supported)
        };
        // What a moderator saw when they hid it is what there is.
        if hide_first {
            assert_eq!(denied(supported), Denied::WrongState);
            assert_eq!(hidden.supports, 0);
        } else {
            assert_eq!((supported.unwrap(), hidden.supports), (1, 1));
        }
        assert_eq!(city.unhide(&hidden).await.supports, hidden.supports);
    }
}
