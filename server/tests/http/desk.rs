//! The desk and its templates without JavaScript, and what its script asks for.

use serde_json::{Value, json};

use crate::city::{City, on_sqlite};
use crate::fixture::{comments_of, consultation, created, id, posted, remark_on, unit};
use crate::person::{Answer, Person};

/// A moderator at a browser, with a token too.
async fn moderator(city: &City) -> (Person, Person) {
    let program = city.person("Ewa", "moderator");
    (program, Person::signed_in(city, "ewa@example.org").await)
}

fn desk(consultation: &Value) -> String {
    format!("/consultations/{}/desk", consultation["slug"].as_str().unwrap())
}

/// A remark with a revision of its answer, as it stands in a form.
fn seen(comment: &Value, revision: i64) -> String {
    format!("{}_{revision}", id(comment))
}

/// Sends the form of an answer from the page of its remark, as that is now.
async fn answer(ewa: &Person, consultation: &Value, comment: &Value, action: &str, changes: &[(&str, &str)]) -> Answer {
    let page = format!("{}?remark={}", desk(consultation), id(comment));
    let seen = seen(comment, answer_of(ewa, consultation, comment).await["revision"].as_i64().unwrap_or(0));
    let mut fields = vec![("id", seen.as_str()), ("decision", "accepted"), ("justification", "Bo tak jest lepiej."), ("unit", "")];
    fields.extend([("action", action), ("next", "/next"), ("page", page.as_str())]);
    fields.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    fields.extend(changes);
    ewa.form("/fn/answer-remark", &fields).await
}

/// The answer to a remark, as somebody reads it.
async fn answer_of(reader: &Person, consultation: &Value, comment: &Value) -> Value {
    crate::fixture::listed(reader, consultation, comment).await.unwrap()["answer"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_is_for_moderators() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        city.person("Jan", "resident");
        let consultation = consultation(&program).await;
        let comment = posted(&program, &consultation, "Uwaga").await;
        let jan = Person::signed_in(&city, "jan@example.org").await;
        for path in [desk(&consultation), "/answer-templates".to_owned()] {
            assert_eq!(city.guest().get(&path).await.status, 401, "{path}");
            assert_eq!(jan.get(&path).await.status, 403, "{path}");
            assert_eq!(ewa.get(&path).await.status, 200, "{path}");
        }
        assert_eq!(ewa.get("/consultations/nothing/desk").await.status, 404);
        for action in ["draft", "publish", "next", "template"] {
            assert_eq!(answer(&jan, &consultation, &comment, action, &[]).await.status, 403, "{action}");
        }
        for (function, field) in
            [("/fn/desk-queue", "consultation"), ("/fn/desk-progress", "consultation"), ("/fn/publish-drafts", "consultation")]
        {
            assert_eq!(jan.script(function, &[(field, id(&consultation))]).await.status, 403, "{function}");
        }
        assert_eq!(answer_of(&program, &consultation, &comment).await, json!(null));
        // The way there stands on the consultation's page.
        let page = format!("/consultations/{}", consultation["slug"].as_str().unwrap());
        assert!(ewa.get(&page).await.text.contains(&desk(&consultation)));
        assert!(!jan.get(&page).await.text.contains(&desk(&consultation)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_remark_is_found_drafted_and_published_by_forms() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        let consultation = consultation(&program).await;
        let first = posted(&program, &consultation, "Więcej drzew").await;
        let on_unit = program.post(&comments_of(&consultation), &remark_on(unit(&consultation, "§ 7"), "Mniej betonu")).await.expect(201);
        let path = desk(&consultation);
        let page = ewa.get(&path).await.text;
        assert!(page.contains("Więcej drzew") && page.contains("Mniej betonu") && page.contains("Answered: 0 of 2"), "{page}");
        // Its address filters it.
        let lines = |text: &str| text.matches("class=\"desk-line\"").count();
        for (query, count) in
            [("search=drzew", 1), ("search=%232", 1), ("state=answered", 0), ("state=all", 2), ("source=paper", 0), ("state=?", 2)]
        {
            assert_eq!(lines(&ewa.get(&format!("{path}?{query}")).await.text), count, "{query}");
        }
        assert_eq!(lines(&ewa.get(&format!("{path}?unit={}", unit(&consultation, "§ 7"))).await.text), 1);

        let drafted = answer(&ewa, &consultation, &first, "draft", &[]).await;
        assert_eq!((drafted.status, drafted.header("location")), (303, format!("{path}?remark={}", id(&first)).as_str()));
        assert_eq!(answer_of(&city.guest(), &consultation, &first).await, json!(null));
        assert_eq!(lines(&ewa.get(&format!("{path}?state=drafted")).await.text), 1);
        let published = answer(&ewa, &consultation, &first, "next", &[("decision", "partly")]).await;
        assert_eq!((published.status, published.header("location")), (303, "/next"));
        let public = answer_of(&city.guest(), &consultation, &first).await;
        assert_eq!((&public["decision"], &public["justification"]), (&json!("partly"), &json!("Bo tak jest lepiej.")));
        assert!(ewa.get(&path).await.text.contains("Answered: 1 of 2"));

        assert_eq!(answer(&ewa, &consultation, &on_unit, "draft", &[]).await.status, 303);
        assert_eq!(lines(&ewa.get(&format!("{path}?state=unpublished")).await.text), 1);
        let all = ewa.form("/fn/publish-drafts", &[("consultation", id(&consultation)), ("page", &path)]).await;
        assert_eq!(all.status, 303);
        assert!(ewa.get(all.header("location")).await.text.contains("1 answer is published."));
        assert_ne!(answer_of(&city.guest(), &consultation, &on_unit).await, json!(null));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_refused_stays_in_its_form() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        let consultation = consultation(&program).await;
        let (one, two) = (posted(&program, &consultation, "Raz").await, posted(&program, &consultation, "Dwa").await);
        let marked = seen(&two, 0);
        let refused = answer(&ewa, &consultation, &one, "publish", &[("decision", ""), ("together[]", &marked)]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("Bo tak jest lepiej.") && refused.text.contains("answer-error"), "{}", refused.text);
        let box_of = |comment: &Value| {
            let tags = refused.text.split("<input").map(|tag| tag.split('>').next().unwrap());
            tags.filter(|tag| tag.contains("together[]")).find(|tag| tag.contains(id(comment))).unwrap().contains(" checked")
        };
        assert!(box_of(&two) && !box_of(&one));
        assert_eq!(answer_of(&program, &consultation, &one).await, json!(null));

        let together = answer(&ewa, &consultation, &one, "publish", &[("together[]", &marked)]).await;
        assert_eq!(together.status, 303);
        assert_eq!(answer_of(&program, &consultation, &one).await["html"], answer_of(&program, &consultation, &two).await["html"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_is_kept_put_in_changed_and_removed() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        let consultation = consultation(&program).await;
        let comment = posted(&program, &consultation, "Uwaga").await;
        let page = ("page", "/answer-templates");
        let words = [("name", "Poza zakresem"), ("decision", "out_of_scope"), ("justification", "To nie jest w tym projekcie.")];
        let saved = ewa.form("/fn/save-template", &[&words[..], &[page]].concat()).await;
        assert_eq!((saved.status, saved.header("location")), (303, "/answer-templates"));
        let again = ewa.form("/fn/save-template", &[&words[..], &[page]].concat()).await;
        assert_eq!(again.status, 409);
        assert!(again.text.contains("value=\"Poza zakresem\""), "{}", again.text);
        let templates = program.get("/api/v1/answer-templates").await.expect(200);
        let template = id(&templates["items"][0]);

        let with = answer(&ewa, &consultation, &comment, "template", &[("decision", ""), ("template", template)]).await;
        assert_eq!(with.status, 200);
        assert!(with.text.contains("Bo tak jest lepiej.\n\nTo nie jest w tym projekcie."), "{}", with.text);
        let chosen = with.text.split("<input").map(|tag| tag.split('>').next().unwrap()).find(|tag| tag.contains("out_of_scope")).unwrap();
        assert!(chosen.contains(" checked"), "{chosen}");
        assert_eq!(answer_of(&program, &consultation, &comment).await, json!(null));

        let form = ewa.get(&format!("/answer-templates?edit={template}")).await.text;
        assert!(form.contains(&format!("name=\"id\" value=\"{template}\"")), "{form}");
        let changed = [("id", template), ("name", "Inna nazwa"), ("decision", ""), ("justification", "Krótko."), page];
        assert_eq!(ewa.form("/fn/save-template", &changed).await.status, 303);
        let templates = program.get("/api/v1/answer-templates").await.expect(200);
        assert_eq!((&templates["items"][0]["name"], &templates["items"][0]["decision"]), (&json!("Inna nazwa"), &json!(null)));
        assert_eq!(ewa.form("/fn/delete-template", &[("id", template), page]).await.status, 303);
        assert_eq!(program.get("/api/v1/answer-templates").await.expect(200)["items"], json!([]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_script_gets_the_queue_page_by_page_and_answers_in_it() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        let consultation = created(&program, json!({ "title": "Długa kolejka" })).await;
        for n in 0..32 {
            posted(&program, &consultation, &format!("Uwaga {n}")).await;
        }
        let asked = [("consultation", id(&consultation))];
        let first = ewa.script("/fn/desk-queue", &asked).await.expect(200);
        assert_eq!(first["entries"].as_array().unwrap().len(), 30);
        let after = first["next"].as_str().unwrap();
        let rest = ewa.script("/fn/desk-queue", &[asked[0], ("after", after)]).await.expect(200);
        assert_eq!((rest["entries"].as_array().unwrap().len(), &rest["next"]), (2, &json!(null)));
        assert_eq!(rest["entries"][1]["excerpt"], "Uwaga 31");

        let entry = &first["entries"][0];
        let seen = seen(entry, 0);
        let fields = [("id", seen.as_str()), ("decision", "rejected"), ("justification", "Nie."), ("unit", ""), ("action", "publish")];
        let answered = ewa.script("/fn/answer-remark", &fields).await.expect(200);
        assert_eq!((&answered[0]["id"], &answered[0]["answer"]["decision"]), (&entry["id"], &json!("rejected")));
        let progress = ewa.script("/fn/desk-progress", &asked).await.expect(200);
        assert_eq!(progress, json!({ "needed": 32, "answered": 1, "drafted": 0 }));
        let page = ewa.get(&format!("{}?after={after}", desk(&consultation))).await.text;
        assert_eq!(page.matches("class=\"desk-line\"").count(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_moderators_the_second_reads_both_answers_and_saves_theirs_knowingly() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        city.person("Adam", "moderator");
        let adam = Person::signed_in(&city, "adam@example.org").await;
        let consultation = consultation(&program).await;
        let (one, two) = (posted(&program, &consultation, "Raz").await, posted(&program, &consultation, "Dwa").await);
        assert_eq!(answer(&ewa, &consultation, &one, "draft", &[]).await.status, 303);

        // His page was opened before.
        let (before, his) = (seen(&one, 0), ("justification", "Adam uważa inaczej."));
        let refused = answer(&adam, &consultation, &one, "draft", &[("id", &before), his]).await;
        assert_eq!(refused.status, 409, "{}", refused.text);
        for words in ["Somebody else answered comment no. 1", "Bo tak jest lepiej.", "Adam uważa inaczej.", ", Ewa."] {
            assert!(refused.text.contains(words), "{words}: {}", refused.text);
        }
        assert_eq!(answer_of(&program, &consultation, &one).await["justification"], "Bo tak jest lepiej.");
        let now = seen(&one, 1);
        assert!(refused.text.contains(&format!("name=\"id\" value=\"{now}\"")), "{}", refused.text);
        assert_eq!(answer(&adam, &consultation, &one, "draft", &[("id", &now), his]).await.status, 303);
        assert_eq!(answer_of(&program, &consultation, &one).await["justification"], "Adam uważa inaczej.");

        // Ewa marked it on a page from before that, to answer it together with another.
        let refused = answer(&ewa, &consultation, &two, "draft", &[("together[]", &now)]).await;
        assert_eq!(refused.status, 409, "{}", refused.text);
        assert!(refused.text.contains("comment no. 1") && refused.text.contains("Adam uważa inaczej."), "{}", refused.text);
        let boxes = refused.text.split("<input").map(|tag| tag.split('>').next().unwrap()).filter(|tag| tag.contains("together[]"));
        let marked: Vec<_> = boxes.filter(|tag| tag.contains(" checked")).collect();
        assert!(!marked.is_empty() && marked.iter().all(|tag| tag.contains(&seen(&one, 2))), "{marked:?}");
        assert_eq!(answer_of(&program, &consultation, &two).await, json!(null));

        // The script is told which remark it was.
        let fields = [("id", before.as_str()), ("decision", "rejected"), ("justification", "Nie."), ("action", "draft")];
        let told = ewa.script("/fn/answer-remark", &fields).await.expect(409);
        assert_eq!(told["answered"], one["id"]);
        let entry = ewa.script("/fn/desk-remark", &[("id", id(&one))]).await.expect(200);
        assert_eq!(entry["answer"]["revision"], 2);
        assert!(entry["written"].as_str().unwrap().ends_with(", Adam."), "{entry}");
        let jan = {
            city.person("Jan", "resident");
            Person::signed_in(&city, "jan@example.org").await
        };
        assert_eq!(jan.script("/fn/desk-remark", &[("id", id(&one))]).await.status, 403);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_are_counted_chosen_and_published_by_a_form() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        city.person("Adam", "moderator");
        let adam = Person::signed_in(&city, "adam@example.org").await;
        let consultation = consultation(&program).await;
        let path = format!("{}/drafts", desk(&consultation));
        assert_eq!(city.guest().get(&path).await.status, 401);
        assert!(ewa.get(&path).await.text.contains("There are no drafts to publish."));
        let mut comments = Vec::new();
        for (n, by) in [&ewa, &ewa, &adam].into_iter().enumerate() {
            let comment = posted(&program, &consultation, &format!("Uwaga {n}")).await;
            assert_eq!(answer(by, &consultation, &comment, "draft", &[]).await.status, 303);
            comments.push(comment);
        }
        assert!(ewa.get(&desk(&consultation)).await.text.contains(&format!("href=\"{path}\"")));
        let page = ewa.get(&format!("{path}?search=uwaga%201")).await.text;
        for words in ["Publish 3 answers", "Publish 2 answers", "Publish 1 answer", "Search: uwaga 1"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        // Each form is sent as it stands there.
        let form = |which: &str| {
            let form = page.split("<form").find(|form| form.contains(&format!("name=\"which\" value=\"{which}\""))).unwrap();
            let fields = form.split("name=\"").skip(1).map(|rest| {
                let (name, rest) = rest.split_once("\" value=\"").unwrap();
                (name.to_owned(), rest.split('"').next().unwrap().replace("&amp;", "&"))
            });
            fields.collect::<Vec<_>>()
        };
        let send = async |which: &str| {
            let fields = form(which);
            let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            ewa.form("/fn/publish-drafts", &fields).await
        };
        let public = async || {
            let mut public = Vec::new();
            for comment in &comments {
                public.push(!answer_of(&city.guest(), &consultation, comment).await.is_null());
            }
            public
        };
        assert_eq!(send("found").await.status, 303);
        assert_eq!(public().await, [false, true, false]);
        let done = send("mine").await;
        assert_eq!(public().await, [true, true, false]);
        let page = ewa.get(done.header("location")).await.text;
        assert!(page.contains("1 answer is published.") && page.contains("Publish 1 answer"), "{page}");
        // What was changed since the page counted it is not published by it.
        assert_eq!(answer(&adam, &consultation, &comments[2], "draft", &[("decision", "partly")]).await.status, 303);
        assert_eq!(send("all").await.status, 303);
        assert_eq!(public().await, [true, true, false]);
    })
    .await;
}
