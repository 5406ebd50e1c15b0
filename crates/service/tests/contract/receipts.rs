//! What became of one's remarks is told to their author, and to who has the private link, and to nobody else.

use busola_domain::policy::Denied;
use busola_domain::time::DAY;
use busola_domain::{Decision, Status};
use busola_service::Secret;
use busola_service::comments::NewComment;
use busola_storage::Db;

use crate::answered::{Writing, addressed, publish};
use crate::city::{City, NOW, denied, remark, unit};
use crate::letters::letters;

on_both_databases!(
    an_author_sees_what_became_of_each_remark_and_nobody_elses,
    the_list_goes_on_where_the_page_before_ended,
    a_private_link_opens_one_consultation_until_it_is_over,
);

async fn an_author_sees_what_became_of_each_remark_and_nobody_elses(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, jan) = (addressed(&city, "anna").await, addressed(&city, "jan").await);
    let section = unit(&consultation, "§ 2");
    let on_unit = NewComment { unit: Some(section), ..remark(city.service.new_id(), "Z jednostką") };
    let answered = city.try_post(&anna, &consultation, on_unit).await.unwrap().comment;
    city.at(1);
    let hidden = city.post(&anna, &consultation, "Do ukrycia").await;
    city.at(2);
    let withdrawn = city.post(&anna, &consultation, "Do wycofania").await;
    city.post(&jan, &consultation, "Cudza").await;
    city.hide(&hidden).await;
    city.service.withdraw_comment(Some(&anna), withdrawn.id, city.service.now()).await.unwrap();
    let answer =
        Writing { id: city.service.new_id(), revision: 1, decision: Decision::Partly, justification: "Bo **tak**.", unit: Some(section) };
    publish(&city, &[&answered], &answer).await;

    let found = city.service.receipts(Some(&anna), None, 20).await.unwrap();
    assert!(found.next.is_none());
    let told: Vec<_> = found.items.iter().map(|receipt| (receipt.number, receipt.status, receipt.waits_for_answer())).collect();
    assert_eq!(told, [(3, Status::Withdrawn, false), (2, Status::Hidden, false), (1, Status::Published, false)]);
    assert_eq!(found.items[1].hidden_reason.as_deref(), Some("obraża innych"));
    let receipt = &found.items[2];
    assert_eq!((&receipt.consultation.slug, receipt.consultation.version), (&consultation.slug, 1));
    let named = receipt.unit.as_ref().unwrap();
    assert_eq!((named.id, named.label.as_deref(), named.present), (section, Some("§ 2"), true));
    let told = receipt.answer.as_ref().unwrap();
    assert_eq!((told.decision, told.justification.as_str(), told.unit), (Decision::Partly, "Bo **tak**.", Some(section)));
    assert!(told.html.contains("<strong>tak</strong>"));
    assert_eq!(receipt.changed.as_ref().unwrap().label.as_deref(), Some("§ 2"));

    let others = city.service.receipts(Some(&jan), None, 20).await.unwrap().items;
    assert_eq!(others.len(), 1);
    assert!(others[0].waits_for_answer());
    assert_eq!(denied(city.service.receipts(None, None, 20).await), Denied::SignInNeeded);
}

async fn the_list_goes_on_where_the_page_before_ended(db: Db) {
    let city = City::new(db).await;
    let anna = addressed(&city, "anna").await;
    let both = [city.consultation().await, city.consultation().await];
    for n in 0..7 {
        city.at(n / 2);
        city.post(&anna, &both[(n % 2) as usize], "Uwaga").await;
    }
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = city.service.receipts(Some(&anna), after, 3).await.unwrap();
        seen.extend(page.items.iter().map(|receipt| (receipt.created_at, receipt.id)));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 7);
    assert!(seen.is_sorted_by(|one, next| one > next), "{seen:?}");
}

async fn a_private_link_opens_one_consultation_until_it_is_over(db: Db) {
    let city = City::new(db).await;
    let anna = addressed(&city, "anna").await;
    let (first, second) = (city.consultation().await, city.consultation().await);
    let (here, _elsewhere) = (city.post(&anna, &first, "Tu").await, city.post(&anna, &second, "Tam").await);
    let answer = Writing { id: city.service.new_id(), revision: 1, decision: Decision::Rejected, justification: "Nie.", unit: None };
    publish(&city, &[&here], &answer).await;
    assert_eq!(city.service.send_letters().await.unwrap(), 1);
    let letter = letters(&city.mail_folder(), 1).await.remove(0);
    let token = |path: &str| Secret::presented(letter.text.split_once(path).unwrap().1.lines().next().unwrap());
    let (receipts, unsubscribe) = (token("/receipts/"), token("/unsubscribe/"));

    let found = city.service.receipts_by_link(&receipts, None, 20).await.unwrap().unwrap();
    assert_eq!(found.consultation.id, first.id);
    assert_eq!(found.page.items.iter().map(|receipt| receipt.id).collect::<Vec<_>>(), [here.id]);
    for wrong in [&unsubscribe, &Secret::presented("wrong"), &Secret::presented("")] {
        assert!(city.service.receipts_by_link(wrong, None, 20).await.unwrap().is_none());
    }
    city.at(180 * DAY - 1);
    assert!(city.service.receipts_by_link(&receipts, None, 20).await.unwrap().is_some());
    assert_eq!(city.at(180 * DAY), NOW.plus(180 * DAY));
    assert!(city.service.receipts_by_link(&receipts, None, 20).await.unwrap().is_none());
    city.service.sweep().await.unwrap();
    assert!(city.service.receipts_by_link(&receipts, None, 20).await.unwrap().is_none());
}
