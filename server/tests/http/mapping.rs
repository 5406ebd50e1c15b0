//! The page on which a moderator checks which unit of a public version is which.

use serde_json::{Value, json};

use crate::city::{City, on_sqlite};
use crate::fixture::{comments_of, created, id, remark_on, unit};
use crate::person::{Answer, Person};
use crate::versions::hidden;

const RULES: &str = "§ 1. Rada opiniuje projekty uchwał.\n§ 2. Kadencja rady trwa trzy lata.\n§ 3. Obsługę zapewnia urząd miasta.";
/// The same with a wholly new § 2, of which a person has to say whether it is the same, and one section more.
const NEXT: &str = "§ 1. Rada opiniuje projekty uchwał.\n§ 2. Protokoły ogłasza się niezwłocznie.\n§ 3. Obsługę zapewnia urząd miasta.\n\
     § 4. Członków wybierają organizacje pozarządowe.";

struct Place {
    /// Ewa in her browser.
    ewa: Person,
    /// Ewa's program.
    program: Person,
    consultation: Value,
    path: String,
}

/// A consultation with a second version that came by the API, and Ewa, who moderates, in her browser.
async fn place(city: &City) -> Place {
    let program = city.person("Ewa", "moderator");
    let consultation = created(&program, json!({ "draft": { "format": "text", "source": RULES } })).await;
    let anna = city.person("Anna", "resident");
    anna.post(&comments_of(&consultation), &remark_on(unit(&consultation, "§ 2"), "Za krótko.")).await.expect(201);
    let path = format!("/consultations/{}", consultation["slug"].as_str().unwrap());
    let place = Place { ewa: Person::signed_in(city, "ewa@example.org").await, program, consultation, path };
    place.publish(NEXT).await;
    place
}

impl Place {
    async fn publish(&self, source: &str) {
        let drafts = format!("/api/v1/consultations/{}/drafts", id(&self.consultation));
        self.program.post(&drafts, &json!({ "format": "text", "source": source })).await.expect(201);
    }

    fn page(&self) -> String {
        format!("{}/versions/2/mapping", self.path)
    }

    /// Sends what was chosen for pairs, each with the citation of another unit, if any.
    async fn send(&self, by: &Person, revision: &str, pairs: &[(&str, &str, &str)], more: &[(&str, &str)]) -> Answer {
        let page = format!("{}?saved=1", self.page());
        let mut fields = vec![("page", page.as_str()), ("id", id(&self.consultation)), ("version", "2"), ("revision", revision)];
        for (row, choice, cited) in pairs {
            fields.extend([("rows[]", *row), ("choices[]", *choice), ("cited[]", *cited)]);
        }
        fields.extend(more);
        by.form("/fn/correct-mapping", &fields).await
    }

    /// The id of a unit as it is now.
    async fn unit(&self, city: &City, label: &str) -> String {
        let now = city.guest().get(&format!("/api/v1/consultations/{}", id(&self.consultation))).await.expect(200);
        unit(&now, label).to_owned()
    }

    /// How many remarks stand on a unit.
    async fn remarks(&self, city: &City, unit: &str) -> usize {
        let page = city.guest().get(&format!("{}?unit={unit}", comments_of(&self.consultation))).await.expect(200);
        page["items"].as_array().unwrap().len()
    }
}

/// Whether an option of a list is chosen.
fn is_chosen(page: &Answer, value: &str) -> bool {
    let value = format!("value=\"{value}\"");
    let mut tags = page.text.split("<option").skip(1).map(|option| option.split('>').next().unwrap());
    tags.any(|tag| tag.contains(&value) && tag.contains("selected"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_is_led_to_what_is_in_doubt_and_corrects_it_by_plain_forms() {
    on_sqlite(|city| async move {
        let place = place(&city).await;
        let second = unit(&place.consultation, "§ 2").to_owned();
        let link = format!("href=\"{}\"", place.page());
        for path in ["", "/versions", "/changes", "/desk"] {
            let page = place.ewa.get(&format!("{}{path}", place.path)).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(page.text.contains(&link) && page.text.contains("1 uncertain match: check it"), "{path}: {}", page.text);
        }
        let page = place.ewa.get(&place.page()).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("Kadencja") && page.text.contains("Protokoły"), "both texts: {}", page.text);
        assert!(page.text.contains("1 comment") && !page.text.contains("Członków"), "only what is in doubt: {}", page.text);
        let saved = place.send(&place.ewa, &hidden(&page, "revision"), &[("to § 2", "new", "")], &[]).await;
        assert_eq!((saved.status, saved.header("location")), (303, format!("{}?saved=1", place.page()).as_str()));
        let done = place.ewa.get(saved.header("location")).await;
        assert!(done.text.contains("Nothing is in doubt") && done.text.contains("Saved."), "{}", done.text);
        assert_ne!(place.unit(&city, "§ 2").await, second);
        // The remark is on what was removed, until it is said what that became.
        let all = place.ewa.get(&format!("{}?show=all", place.page())).await;
        let revision = hidden(&all, "revision");
        assert!(all.text.contains("value=\"is § 2\"") && all.text.contains("Członków"), "{}", all.text);
        let saved = place.send(&place.ewa, &revision, &[("to § 1", "", ""), ("to § 4", "", "  §  2 ")], &[]).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        assert_eq!((place.unit(&city, "§ 4").await, place.remarks(&city, &second).await), (second, 1));
        let log = place.ewa.get("/log").await;
        assert!(log.text.contains("2: § 2") && log.text.contains("2: § 4"), "{}", log.text);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_shown_is_confirmed_at_once_but_for_what_was_chosen() {
    on_sqlite(|city| async move {
        let place = place(&city).await;
        let second = unit(&place.consultation, "§ 2").to_owned();
        let page = place.ewa.get(&place.page()).await;
        // Nothing is confirmed that nobody spoke of.
        let saved = place.send(&place.ewa, &hidden(&page, "revision"), &[("to § 2", "", "")], &[]).await;
        assert_eq!(saved.status, 303);
        assert!(place.ewa.get(&place.path).await.text.contains("1 uncertain match"));
        let saved = place.send(&place.ewa, &hidden(&page, "revision"), &[("to § 2", "", "")], &[("rest", "keep")]).await;
        assert_eq!(saved.status, 303);
        assert!(!place.ewa.get(&place.path).await.text.contains("uncertain match"));
        assert_eq!(place.unit(&city, "§ 2").await, second);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_chosen_stays_where_it_is_refused() {
    on_sqlite(|city| async move {
        let place = place(&city).await;
        city.person("Piotr", "moderator");
        let piotr = Person::signed_in(&city, "piotr@example.org").await;
        let seen = hidden(&place.ewa.get(&place.page()).await, "revision");
        let unknown = place.send(&place.ewa, &seen, &[("to § 2", "", "§ 99"), ("to § 4", "is § 3", "")], &[]).await;
        assert_eq!(unknown.status, 422);
        assert!(unknown.text.contains("§ 99") && unknown.text.contains("id=\"cited-0-error\""), "{}", unknown.text);
        assert!(is_chosen(&unknown, "is § 3"), "{}", unknown.text);
        let twice = place.send(&place.ewa, &seen, &[("to § 2", "is § 3", ""), ("to § 4", "is § 3", "")], &[]).await;
        assert_eq!(twice.status, 422);
        assert!(twice.text.contains("id=\"choice-1-error\"") && twice.text.contains("chosen in another place too"), "{}", twice.text);

        // Piotr is first; Ewa learns of it and sends it again.
        assert_eq!(place.send(&piotr, &seen, &[("to § 2", "keep", "")], &[]).await.status, 303);
        let told = place.send(&place.ewa, &seen, &[("to § 2", "new", "")], &[]).await;
        assert_eq!(told.status, 409);
        assert!(told.text.contains("Somebody else corrected") && is_chosen(&told, "new"), "{}", told.text);
        let again = place.send(&place.ewa, &hidden(&told, "revision"), &[("to § 2", "new", "")], &[]).await;
        assert_eq!(again.status, 303, "{}", again.text);
        assert_ne!(place.unit(&city, "§ 2").await, unit(&place.consultation, "§ 2"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_latest_version_is_corrected_and_by_moderators_alone() {
    on_sqlite(|city| async move {
        let place = place(&city).await;
        city.person("Jan", "resident");
        let jan = Person::signed_in(&city, "jan@example.org").await;
        let seen = hidden(&place.ewa.get(&place.page()).await, "revision");
        assert_eq!((jan.get(&place.page()).await.status, city.guest().get(&place.page()).await.status), (403, 401));
        for path in ["", "/versions", "/changes"] {
            assert!(!jan.get(&format!("{}{path}", place.path)).await.text.contains("/mapping\""), "{path}");
        }
        assert_eq!(place.send(&jan, &seen, &[("to § 2", "new", "")], &[]).await.status, 403);
        // Whose sign-in ended keeps what they chose, and finds a way to sign in beside it.
        let kept = place.send(&city.guest(), &seen, &[("to § 2", "is § 3", "")], &[]).await;
        assert_eq!(kept.status, 401);
        assert!(kept.text.contains("value=\"is § 3\"") && kept.text.contains("/sign-in?next="), "{}", kept.text);
        for nowhere in ["1", "3", "x"] {
            assert_eq!(place.ewa.get(&format!("{}/versions/{nowhere}/mapping", place.path)).await.status, 404, "{nowhere}");
        }

        place.publish(RULES).await;
        let late = place.send(&place.ewa, &seen, &[("to § 2", "new", "")], &[]).await;
        assert_eq!(late.status, 409);
        for page in [late, place.ewa.get(&place.page()).await] {
            assert!(page.text.contains("Version 3 is published by now") && page.text.contains("/versions/3/mapping"), "{}", page.text);
            assert!(!page.text.contains("rows[]"), "{}", page.text);
        }
    })
    .await;
}
