//! The pages of versions: what changed, and the next version while it is prepared.

use serde_json::{Value, json};

use crate::city::{City, on_sqlite};
use crate::fixture::{comments_of, consultation, id, new_id, remark_on, unit};
use crate::person::{Answer, Person};

/// The draft of the fixture with a section put in and all after it renumbered, and without its last one.
const NEXT: &str = "\
Rozdział 1
Postanowienia ogólne
§ 1. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, które są w rejestrze.
§ 2. Miasto prowadzi jawny rejestr organizacji, które biorą udział w konsultacjach.
§ 3. 1. Współpraca opiera się na zasadzie pomocniczości.
2. Formy współpracy:
1) konsultowanie projektów;
2) zlecanie zadań.
";

struct Place {
    /// Ewa in her browser.
    ewa: Person,
    /// Ewa's program.
    program: Person,
    consultation: Value,
    path: String,
}

/// A consultation, and Ewa, who moderates, in her browser.
async fn place(city: &City) -> Place {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    let path = format!("/consultations/{}", consultation["slug"].as_str().unwrap());
    Place { ewa: Person::signed_in(city, "ewa@example.org").await, program: moderator, consultation, path }
}

impl Place {
    fn page(&self) -> String {
        format!("{}/draft", self.path)
    }

    /// Sends the form of the next version as a browser does.
    async fn send(&self, by: &Person, action: &str, seen: &str, source: &str, more: &[(&str, &str)]) -> Answer {
        let page = format!("{}#mapping", self.page());
        let fixed =
            [("page", page.as_str()), ("id", id(&self.consultation)), ("seen", seen), ("format", "text"), ("source", source), ("note", "")];
        by.form(action, &[fixed.as_slice(), more].concat()).await
    }
}

/// What stands in a hidden field.
pub(crate) fn hidden(page: &Answer, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    page.text.split(&mark).nth(1).unwrap_or_else(|| panic!("no {name}: {}", page.text)).split('"').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_version_is_prepared_checked_and_published_by_plain_forms() {
    on_sqlite(|city| async move {
        let place = place(&city).await;
        let first = place.ewa.get(&place.page()).await;
        assert_eq!(first.status, 200);
        assert!(first.text.contains("100 000 zł"), "the present text is there to begin with");
        let seen = hidden(&first, "seen");
        assert_eq!(seen, "0-1");
        let saved = place.send(&place.ewa, "/fn/save-draft", &seen, NEXT, &[]).await;
        assert_eq!((saved.status, saved.header("location")), (303, format!("{}#mapping", place.page()).as_str()));

        let checked = place.ewa.get(&place.page()).await;
        assert!(checked.text.contains("id=\"mapping\"") && checked.text.contains("Publish version 2"), "{}", checked.text);
        let seen = hidden(&checked, "seen");
        // What is published is what was looked at: another text is saved and shown first.
        let other = NEXT.replace("jawny", "publiczny");
        let changed = place.send(&place.ewa, "/fn/publish-draft", &seen, &other, &[]).await;
        assert_eq!(changed.status, 303, "{}", changed.text);
        assert!(changed.header("location").contains("changed=1"), "{}", changed.header("location"));
        let again = place.ewa.get(&format!("{}?changed=1", place.page())).await;
        assert!(again.text.contains("publiczny rejestr") && again.text.contains("has changed since it was checked"));
        // Decided by hand: § 1 is new, and § 3 too, by its citation.
        let by_hand = [("pins[]", "new § 1"), ("pins[]", ""), ("pair[]", " §  3 "), ("pair[]", "")];
        let saved = place.send(&place.ewa, "/fn/save-draft", &hidden(&again, "seen"), &other, &by_hand).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        let decided = place.ewa.get(&place.page()).await;
        assert!(decided.text.matches("decided by hand").count() >= 2, "{}", decided.text);
        let again = [("pins[]", "new § 1"), ("pins[]", "new § 3")];
        let published = place.send(&place.ewa, "/fn/publish-draft", &hidden(&decided, "seen"), &other, &again).await;
        assert_eq!(published.status, 303, "{}", published.text);
        assert!(published.header("location").ends_with("/changes?from=1&to=2"), "{}", published.header("location"));
        let now = city.guest().get(&format!("/api/v1/consultations/{}", id(&place.consultation))).await.expect(200);
        assert_eq!(now["draft"]["version"], 2);
        for label in ["§ 1", "§ 3"] {
            let known = place.consultation["draft"]["units"].as_array().unwrap().iter().any(|old| old["id"] == unit(&now, label));
            assert!(!known, "{label}");
        }
        assert_eq!(unit(&now, "§ 3 ust. 1"), unit(&place.consultation, "§ 2 ust. 1"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_moderators_the_second_keeps_what_they_typed_and_reads_the_other_text() {
    on_sqlite(|city| async move {
        let place = place(&city).await;
        city.person("Piotr", "moderator");
        let piotr = Person::signed_in(&city, "piotr@example.org").await;
        let seen = hidden(&place.ewa.get(&place.page()).await, "seen");
        assert_eq!(place.send(&place.ewa, "/fn/save-draft", &seen, NEXT, &[]).await.status, 303);
        let refused = place.send(&piotr, "/fn/save-draft", &seen, "§ 1. Tekst Piotra.", &[]).await;
        assert_eq!(refused.status, 409);
        assert!(refused.text.contains("Tekst Piotra.") && refused.text.contains("jawny rejestr"), "{}", refused.text);
        assert_eq!(place.send(&piotr, "/fn/save-draft", &hidden(&refused, "seen"), "§ 1. Tekst Piotra.", &[]).await.status, 303);
        let long = "x".repeat(2_001);
        let page = place.ewa.get(&place.page()).await;
        let fields = [("page", place.page()), ("id", id(&place.consultation).to_owned()), ("seen", hidden(&page, "seen"))];
        let mut fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fields.extend([("format", "text"), ("source", "§ 1. Nowy."), ("note", &long)]);
        let invalid = place.ewa.form("/fn/save-draft", &fields).await;
        assert_eq!(invalid.status, 422);
        assert!(invalid.text.contains("§ 1. Nowy.") && invalid.text.contains(&long));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_prepared_is_seen_by_moderators_alone() {
    on_sqlite(|city| async move {
        let place = place(&city).await;
        city.person("Jan", "resident");
        let jan = Person::signed_in(&city, "jan@example.org").await;
        let seen = hidden(&place.ewa.get(&place.page()).await, "seen");
        place.send(&place.ewa, "/fn/save-draft", &seen, NEXT, &[]).await;
        assert_eq!(jan.get(&place.page()).await.status, 403);
        assert_eq!(city.guest().get(&place.page()).await.status, 401);
        for path in ["", "/versions", "/changes"] {
            let page = jan.get(&format!("{}{path}", place.path)).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(!page.text.contains("jawny rejestr") && !page.text.contains("/draft\""), "{path}");
        }
        // Whose sign-in ended keeps the text, and finds a way to sign in beside it.
        let kept = place.send(&city.guest(), "/fn/save-draft", &seen, NEXT, &[("pins[]", "new § 1")]).await;
        assert_eq!(kept.status, 401);
        assert!(kept.text.contains("jawny rejestr") && kept.text.contains("/sign-in?next="), "{}", kept.text);
        assert!(kept.text.contains("new § 1"));
        // Who may not is told, and nothing of what others prepare.
        let refused = place.send(&jan, "/fn/save-draft", &seen, "§ 1. Inny.", &[]).await;
        assert_eq!(refused.status, 403);
        assert!(!refused.text.contains("jawny rejestr"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_changes_are_read_in_one_text_and_side_by_side_with_what_led_to_them() {
    on_sqlite(|city| async move {
        let place = place(&city).await;
        let anna = city.person("Anna", "resident");
        let on = |label: &str| remark_on(unit(&place.consultation, label), "Uwaga.");
        let first = anna.post(&comments_of(&place.consultation), &on("§ 1")).await.expect(201);
        let gone = unit(&place.consultation, "§ 7");
        let second = anna.post(&comments_of(&place.consultation), &on("§ 7")).await.expect(201);
        let drafts = format!("/api/v1/consultations/{}/drafts", id(&place.consultation));
        place.program.post(&drafts, &json!({ "format": "text", "source": NEXT, "note": "Po uwagach rady." })).await.expect(201);

        let guest = city.guest();
        let page = guest.get(&place.path).await;
        assert!(page.text.contains("/changes?from=1&amp;to=2") && page.text.contains("version 2 of"), "{}", page.text);
        // What was removed is there with the remarks on it.
        assert!(page.text.contains("id=\"gone\"") && page.text.contains(&format!("?unit={gone}#{gone}")), "{}", page.text);
        let at = guest.get(&format!("{}?unit={gone}", place.path)).await;
        assert!(at.text.contains(&format!("u-{}", id(&second))) && at.text.contains("on version 1"), "{}", at.text);

        let changes = guest.get(&format!("{}/changes", place.path)).await;
        assert_eq!(changes.status, 200);
        assert!(changes.text.contains("<ins>") && changes.text.contains("<del>") && changes.text.contains("Po uwagach rady."));
        assert!(changes.text.contains(&format!("#u-{}", id(&first))) && changes.text.contains(&format!("#u-{}", id(&second))));
        let sides = guest.get(&format!("{}/changes?from=2&to=1&view=two", place.path)).await;
        assert!(sides.text.contains("data-view=\"two\"") && sides.text.contains("class=\"sides\""));
        for nowhere in ["from=1&to=3", "from=x", "to=0"] {
            assert_eq!(guest.get(&format!("{}/changes?{nowhere}", place.path)).await.status, 404, "{nowhere}");
        }
        assert_eq!(guest.get("/consultations/nothing/versions").await.status, 404);
        assert!(guest.get(&format!("{}/versions", place.path)).await.text.contains("Po uwagach rady."));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_remark_from_a_page_that_was_opened_before_is_on_the_version_of_that_page() {
    on_sqlite(|city| async move {
        let place = place(&city).await;
        city.person("Anna", "resident");
        let anna = Person::signed_in(&city, "anna@example.org").await;
        let on = unit(&place.consultation, "§ 7");
        let page = format!("{}?unit={on}", place.path);
        let opened = anna.get(&page).await;
        assert_eq!(hidden(&opened, "version"), "1");
        let next = json!({ "format": "text", "source": NEXT, "note": "" });
        place.program.post(&format!("/api/v1/consultations/{}/drafts", id(&place.consultation)), &next).await.expect(201);
        let (remark, version) = (new_id(), hidden(&opened, "version"));
        let body = ("body", "Pisane długo.");
        let fields =
            [("consultation", id(&place.consultation)), ("id", &remark), ("unit", on), ("version", &version), body, ("page", &page)];
        let sent = anna.form("/fn/post-comment", &fields).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        let listed = city.guest().get(&format!("{}?unit={on}", comments_of(&place.consultation))).await.expect(200);
        assert_eq!((&listed["items"][0]["body"], &listed["items"][0]["version"]), (&json!("Pisane długo."), &json!(1)));
    })
    .await;
}
