//! New versions of a draft.

use busola_domain::comment::Order;
use busola_domain::draft::Format;
use busola_domain::policy::Denied;
use busola_domain::versions::{Kind, Op};
use busola_domain::{Comment, Consultation, EventKind, Problem, UnitId};
use busola_service::Error;
use busola_service::comments::NewComment;
use busola_service::consultations::{Key, Opened};
use busola_service::drafts::{Comparison, NewVersion, Published};
use busola_storage::Db;

use crate::city::{CLOSES, City, denied, invalid, remark, source, unit};

on_both_databases!(
    a_unit_keeps_its_id_under_another_number_and_its_remarks_go_with_it,
    a_new_version_is_told,
    a_remark_on_what_was_removed_stays_and_is_replied_to,
    a_remark_is_on_the_version_that_stood_on_its_authors_page,
    what_comes_back_word_for_word_has_its_id_again,
    a_draft_that_says_the_same_makes_no_version,
    a_version_that_cannot_be_read_changes_nothing,
    moderators_alone_publish_in_any_phase,
    versions_are_read_with_what_became_of_their_units,
    two_versions_are_compared_in_both_directions,
    a_change_names_the_remarks_that_led_to_it,
    a_consultation_that_is_not_public_tells_of_no_version,
);

/// The draft with a section put in, and all after it renumbered.
pub(crate) const INSERTED: &str = "§ 1. Program określa zasady.\n§ 2. Miasto prowadzi jawny rejestr organizacji pozarządowych.\n\
     § 3. Rada wydaje opinię:\n1) w terminie 14 dni;\n2) na piśmie.\n§ 4. Uchwała wchodzi w życie.";
/// The draft without its § 2.
const SHORTER: &str = "§ 1. Program określa zasady.\n§ 2. Uchwała wchodzi w życie.";

pub(crate) fn version(text: &str) -> NewVersion {
    NewVersion { format: Format::Text, source: text.to_owned(), note: String::new() }
}

impl City {
    /// Publishes the next version of a draft.
    pub(crate) async fn next_version(&self, of: &Consultation, text: &str) -> Published {
        self.service.publish_draft(Some(&self.moderator), &Key::Id(of.id), version(text)).await.unwrap()
    }

    /// A consultation as everybody reads it now.
    pub(crate) async fn read(&self, of: &Consultation) -> Consultation {
        self.service.consultation(None, &Key::Id(of.id)).await.unwrap()
    }

    /// A remark on a unit, by somebody of that name.
    pub(crate) async fn remark_on(&self, of: &Consultation, unit: UnitId, by: &str) -> Comment {
        let author = self.resident(by).await;
        let new = NewComment { unit: Some(unit), ..remark(self.service.new_id(), &format!("Uwaga: {by}")) };
        self.try_post(&author, of, new).await.unwrap().comment
    }

    /// The page of a consultation at a unit.
    pub(crate) async fn at_unit(&self, of: &Consultation, unit: UnitId) -> Opened {
        self.open(None, &Key::Id(of.id), Some(unit), Order::Oldest, None).await.unwrap()
    }

    async fn compare(&self, of: &Consultation, from: i64, to: i64) -> Comparison {
        self.service.compare(None, &Key::Id(of.id), from, to).await.unwrap()
    }
}

/// The remarks on a page.
pub(crate) fn shown(page: &Opened) -> Vec<&Comment> {
    page.threads.threads.iter().map(|thread| &thread.root.comment).collect()
}

fn id_of(published: &Published, label: &str) -> UnitId {
    published.units.iter().find(|unit| unit.label == label).unwrap().id
}

async fn a_unit_keeps_its_id_under_another_number_and_its_remarks_go_with_it(db: Db) {
    let city = City::new(db).await;
    let before = city.consultation().await;
    let first = city.remark_on(&before, unit(&before, "§ 2"), "Anna").await;
    let published = city.next_version(&before, INSERTED).await;
    assert!(published.created);
    assert_eq!((published.version, published.units.len()), (2, 6));
    for (was, is) in [("§ 1", "§ 1"), ("§ 2", "§ 3"), ("§ 2 pkt 1", "§ 3 pkt 1"), ("§ 2 pkt 2", "§ 3 pkt 2"), ("§ 3", "§ 4")] {
        assert_eq!(unit(&before, was), id_of(&published, is), "{was} became {is}");
    }
    let added = id_of(&published, "§ 2");
    assert!(before.draft.units.iter().all(|old| old.id != added));
    let row = published.mapping.iter().find(|row| row.to_label.as_deref() == Some("§ 3")).unwrap();
    assert_eq!((row.from_label.as_deref(), row.kind, row.from), (Some("§ 2"), Kind::Moved, row.to));
    assert!(published.mapping.iter().any(|row| row.to == Some(added) && row.from.is_none() && row.kind == Kind::Added));

    let now = city.read(&before).await;
    assert_eq!((now.draft.version, &now.draft.units), (2, &published.units));
    let second = city.remark_on(&before, first.unit.unwrap(), "Jan").await;
    assert_eq!((first.version, second.version), (1, 2));
    let page = city.at_unit(&before, first.unit.unwrap()).await;
    assert_eq!(page.unit.as_ref().unwrap().label, "§ 3");
    assert_eq!(shown(&page).iter().map(|comment| comment.id).collect::<Vec<_>>(), [first.id, second.id]);
    // The first was written when it was § 2.
    assert_eq!(page.cited.get(&(first.unit.unwrap(), 1)).map(String::as_str), Some("§ 2"));
    assert_eq!((page.cited.len(), page.removed.len(), page.versions.len()), (1, 0, 2));
}

async fn a_new_version_is_told(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    city.at(1_000);
    let (parsed, published) = city.service.import_draft(&Key::Slug(consultation.slug.clone()), &source(SHORTER)).await.unwrap();
    assert_eq!((parsed.units.len(), published.version), (2, 2));
    let last = city.log(&consultation).await.pop().unwrap();
    assert_eq!((last.seq, last.kind), (2, EventKind::DraftPublished));
    assert_eq!(last.data["version"], 2);
    let entries = city.service.audit_log(Some(&city.moderator), None).await.unwrap().items;
    assert_eq!((entries[0].action.as_str(), entries[0].detail.as_str(), &entries[0].name), ("draft.import", "2", &None));
}

async fn a_remark_on_what_was_removed_stays_and_is_replied_to(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let gone = unit(&consultation, "§ 2");
    let first = city.remark_on(&consultation, gone, "Anna").await;
    let published = city.next_version(&consultation, SHORTER).await;
    let row = published.mapping.iter().find(|row| row.from == Some(gone)).unwrap();
    assert_eq!((row.kind, row.to, row.from_label.as_deref()), (Kind::Removed, None, Some("§ 2")));

    let page = city.at_unit(&consultation, gone).await;
    assert_eq!(page.unit.as_ref().map(|unit| unit.label.as_str()), Some("§ 2"));
    assert_eq!(shown(&page)[0].id, first.id);
    let removed = &page.removed[0];
    assert_eq!((removed.unit.unit.id, removed.version, page.removed.len()), (gone, 1, 1));
    // Also on the page of the whole draft, which says where it stood.
    let page = city.open(None, &Key::Id(consultation.id), None, Order::Oldest, None).await.unwrap();
    assert_eq!((page.removed.len(), page.reading.unit_counts.clone()), (1, vec![(gone, 1)]));

    let anna = city.resident("Zofia").await;
    let new = NewComment { unit: Some(gone), ..remark(city.service.new_id(), "Za późno") };
    assert_eq!(invalid(city.try_post(&anna, &consultation, new).await), ("unit".to_owned(), Problem::UnknownUnit));
    let reply = city.reply(&anna, &first, "Popieram").await;
    assert_eq!((reply.unit, reply.version), (Some(gone), 2));
    // A unit of another consultation is not one that this one had.
    let other = city.consultation().await;
    assert!(city.at_unit(&other, gone).await.unit.is_none());
}

async fn a_remark_is_on_the_version_that_stood_on_its_authors_page(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let (kept, gone) = (unit(&consultation, "§ 1"), unit(&consultation, "§ 2"));
    city.next_version(&consultation, SHORTER).await;
    let new = |unit, version| NewComment { unit, version, ..remark(city.service.new_id(), "Uwaga") };
    let cases = [
        (Some(kept), Some(1), 1),
        (Some(kept), Some(2), 2),
        (None, Some(1), 1),
        // Whose page does not say it, or says what can't be, had the present one.
        (Some(kept), None, 2),
        (Some(kept), Some(3), 2),
        (Some(kept), Some(0), 2),
        // What they typed is not lost because the unit went meanwhile.
        (Some(gone), Some(1), 1),
    ];
    for (unit, said, version) in cases {
        let posted = city.try_post(&anna, &consultation, new(unit, said)).await.unwrap().comment;
        assert_eq!((posted.unit, posted.version), (unit, version), "{said:?}");
    }
    for said in [None, Some(2), Some(9)] {
        assert_eq!(invalid(city.try_post(&anna, &consultation, new(Some(gone), said)).await).1, Problem::UnknownUnit);
    }
    // A unit that came later was not before the eyes of who had an earlier one.
    let third = city.next_version(&consultation, INSERTED).await;
    let added = id_of(&third, "§ 2");
    assert_eq!(city.try_post(&anna, &consultation, new(Some(added), Some(1))).await.unwrap().comment.version, 3);
    // The same sent again, from another page for instance, is the same remark.
    let sent = new(Some(kept), Some(2));
    let first = city.try_post(&anna, &consultation, sent.clone()).await.unwrap().comment;
    let again = city.try_post(&anna, &consultation, NewComment { version: Some(3), ..sent }).await.unwrap();
    assert_eq!((again.created, again.comment), (false, first));
}

async fn what_comes_back_word_for_word_has_its_id_again(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let gone = unit(&consultation, "§ 2 pkt 1");
    city.next_version(&consultation, SHORTER).await;
    let again = city.next_version(&consultation, crate::city::DRAFT).await;
    assert_eq!((again.version, id_of(&again, "§ 2 pkt 1")), (3, gone));
    assert_eq!(id_of(&again, "§ 2"), unit(&consultation, "§ 2"));
    assert!(again.mapping.iter().any(|row| row.to == Some(gone) && row.from.is_none() && row.kind == Kind::Added));
}

async fn a_draft_that_says_the_same_makes_no_version(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let first = city.next_version(&consultation, INSERTED).await;
    let again = city.next_version(&consultation, &format!("{INSERTED}\n\n")).await;
    assert_eq!((again.created, again.version, &again.units, &again.mapping), (false, 2, &first.units, &first.mapping));
    assert_eq!(city.log(&consultation).await.len(), 2);
}

async fn a_version_that_cannot_be_read_changes_nothing(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let key = Key::Id(consultation.id);
    let publish = |new| city.service.publish_draft(Some(&city.moderator), &key, new);
    assert_eq!(invalid(publish(version(" ")).await), ("source".to_owned(), Problem::EmptyDraft));
    let long = NewVersion { note: "x".repeat(2_001), ..version(INSERTED) };
    assert_eq!(invalid(publish(long).await), ("note".to_owned(), Problem::TooLong { max: 2_000 }));
    let nowhere = city.service.import_draft(&Key::Slug("nie-ma".to_owned()), &source(INSERTED)).await;
    assert_eq!(denied(nowhere), Denied::NotFound);
    assert_eq!(city.read(&consultation).await, consultation);
    assert_eq!(city.log(&consultation).await.len(), 1);
}

async fn moderators_alone_publish_in_any_phase(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let key = Key::Id(consultation.id);
    assert_eq!(denied(city.service.publish_draft(Some(&anna), &key, version(INSERTED)).await), Denied::NotAllowed);
    assert_eq!(denied(city.service.publish_draft(None, &key, version(INSERTED)).await), Denied::SignInNeeded);
    city.clock.set(CLOSES.plus(1));
    assert_eq!(city.next_version(&consultation, INSERTED).await.version, 2);
}

async fn versions_are_read_with_what_became_of_their_units(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let key = Key::Id(consultation.id);
    let at = city.at(5_000);
    let new = NewVersion { note: " Po uwagach rady. ".to_owned(), ..version(INSERTED) };
    let published = city.service.publish_draft(Some(&city.moderator), &key, new).await.unwrap();
    let versions = city.service.versions(None, &key).await.unwrap();
    let told: Vec<_> = versions.iter().map(|version| (version.version, version.note.as_str(), version.units)).collect();
    assert_eq!(told, [(1, "", 5), (2, "Po uwagach rady.", 6)]);
    assert_eq!(versions[1].created_at, at);
    let second = city.service.draft_version(None, &key, 2).await.unwrap();
    assert_eq!((&second.units, &second.mapping, second.created_at), (&published.units, &published.mapping, at));
    let first = city.service.draft_version(None, &key, 1).await.unwrap();
    assert_eq!((first.units, first.mapping.len()), (consultation.draft.units, 0));
    for version in [0, 3, -1] {
        assert_eq!(denied(city.service.draft_version(None, &key, version).await), Denied::NotFound);
    }
}

async fn two_versions_are_compared_in_both_directions(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    city.next_version(&consultation, INSERTED).await;
    let text = INSERTED.replace("w terminie 14 dni", "w terminie 30 dni od otrzymania");
    city.next_version(&consultation, &text).await;
    let texts = |version: i64| {
        let (service, key) = (city.service.clone(), Key::Id(consultation.id));
        async move { service.draft_version(None, &key, version).await.unwrap().units }
    };
    for (from, to) in [(1, 2), (2, 3), (1, 3), (3, 1), (2, 2)] {
        let (old, new) = (texts(from).await, texts(to).await);
        let compared = city.compare(&consultation, from, to).await;
        assert_eq!((compared.from, compared.to), (from, to));
        for (units, op) in [(&old, Op::Delete), (&new, Op::Insert)] {
            let side = |unit: &&busola_service::drafts::Compared| if op == Op::Delete { unit.from } else { unit.to };
            assert_eq!(compared.units.iter().filter(|unit| side(unit).is_some()).count(), units.len(), "{from} {to}");
            for unit in units {
                let found = compared.units.iter().find(|found| side(found) == Some(unit.id)).unwrap();
                let words = found.words.iter().filter(|words| words.op == Op::Equal || words.op == op);
                assert_eq!(words.map(|words| words.text.as_str()).collect::<String>(), unit.text, "{from} {to} {}", unit.label);
            }
        }
        assert!(compared.units.iter().all(|unit| match unit.kind {
            Kind::Removed => unit.to.is_none(),
            Kind::Added => unit.from.is_none(),
            _ => unit.from == unit.to,
        }));
    }
    let key = Key::Id(consultation.id);
    for (from, to) in [(0, 1), (1, 4), (-1, 2)] {
        assert_eq!(denied(city.service.compare(None, &key, from, to).await), Denied::NotFound);
    }
}

async fn a_change_names_the_remarks_that_led_to_it(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (on, elsewhere) = (unit(&consultation, "§ 2 pkt 1"), unit(&consultation, "§ 3"));
    let first = city.remark_on(&consultation, on, "Anna").await;
    let hidden = city.remark_on(&consultation, on, "Jan").await;
    city.hide(&hidden).await;
    city.reply(&city.resident("Ola").await, &first, "Popieram").await;
    city.remark_on(&consultation, elsewhere, "Ewa").await;
    let text = crate::city::DRAFT.replace("w terminie 14 dni", "w terminie 30 dni");
    city.next_version(&consultation, &text).await;
    // Written on the text as it became.
    city.remark_on(&consultation, on, "Piotr").await;
    for (from, to) in [(1, 2), (2, 1)] {
        let compared = city.compare(&consultation, from, to).await;
        let led: Vec<_> =
            compared.units.iter().filter(|unit| !unit.comments.is_empty()).map(|unit| (unit.to, unit.comments.clone())).collect();
        assert_eq!(led.len(), 1);
        assert_eq!((led[0].0, led[0].1[0].number, led[0].1[0].id, led[0].1.len()), (Some(on), first.number, first.id, 1));
    }
}

async fn a_consultation_that_is_not_public_tells_of_no_version(db: Db) {
    let city = City::new(db).await;
    let new = busola_service::consultations::NewConsultation {
        publish: false,
        ..crate::city::draft_of(busola_domain::consultation::Moderation::Post)
    };
    let consultation = city.create(new).await;
    city.next_version(&consultation, INSERTED).await;
    let key = Key::Id(consultation.id);
    assert_eq!(denied(city.service.versions(None, &key).await), Denied::NotFound);
    assert_eq!(denied(city.service.draft_version(None, &key, 1).await), Denied::NotFound);
    assert!(matches!(city.service.compare(None, &key, 1, 2).await, Err(Error::Denied(Denied::NotFound))));
    assert_eq!(city.service.versions(Some(&city.moderator), &key).await.unwrap().len(), 2);
    // Nothing of it is in the log before it is public.
    assert_eq!(city.service.events(Some(&city.moderator), &key, 0, 10).await.unwrap().head, 0);
}
