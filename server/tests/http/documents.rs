//! The text of a draft from the document of a word processor: by the forms, by the API, by the command.

use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};

use crate::api::described::compare;
use crate::city::{City, on_sqlite};
use crate::fixture::{consultation, id, unit};
use crate::person::{Answer, Person};
use crate::upload;

const DOCUMENT: &[u8] = include_bytes!("../../../crates/docx/tests/files/projekt-uchwaly.docx");
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Sends a form with a document.
async fn send(city: &City, who: &Person, fields: &[(&str, &str)], file: &[u8]) -> Answer {
    upload::send(city, who, "/fn/read-document", fields, Some(("projekt.docx", file))).await
}

/// The form of a new consultation with something typed in it.
const NEW: [(&str, &str); 5] = [
    ("page", "/consultations/new"),
    ("title", "Program na rok 2027"),
    ("format", "text"),
    ("source", "Tekst wpisany wcześniej."),
    ("into", "/fn/create-consultation"),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_text_of_a_document_comes_into_the_form_with_what_was_typed() {
    on_sqlite(|city| async move {
        city.person("Ewa", "moderator");
        let ewa = Person::signed_in(&city, "ewa@example.org").await;
        let page = send(&city, &ewa, &NEW, DOCUMENT).await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(page.text.contains("value=\"Program na rok 2027\""), "what was typed is kept");
        assert!(page.text.contains("§ 1. Ilekroć w Programie jest mowa o:\n\n1) ustawie"), "numbers of lists are written out");
        assert!(!page.text.contains("Tekst wpisany wcześniej."));
        assert!(page.text.contains("The text of a footnote stands at the end of the unit."));
        assert!(page.text.contains("id=\"unit-0\""), "the tree stands beside the text");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_not_read_leaves_the_form_as_it_was() {
    on_sqlite(|city| async move {
        city.person("Ewa", "moderator");
        let ewa = Person::signed_in(&city, "ewa@example.org").await;
        let large = vec![0; 26 * 1024 * 1024];
        for (file, words) in [
            (&b""[..], "No file was chosen, or it is empty."),
            (b"%PDF-1.7 rest", "This is a PDF."),
            (b"PK\x03\x04rest", "The file is damaged."),
            (large.as_slice(), "The file is too large: at most 25 MB."),
        ] {
            let page = send(&city, &ewa, &NEW, file).await;
            assert_eq!(page.status, 422, "{words}");
            assert!(page.text.contains(words) && page.text.contains("Tekst wpisany wcześniej."), "{words}: {}", page.text);
        }
        let elsewhere = [("page", "/"), ("into", "/fn/sign-out")];
        assert_eq!(send(&city, &ewa, &elsewhere, DOCUMENT).await.status, 400);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_moderators_have_a_document_read_and_nobody_for_them() {
    on_sqlite(|city| async move {
        city.person("Anna", "resident");
        let anna = Person::signed_in(&city, "anna@example.org").await;
        for (who, status) in [(&anna, 403), (&city.guest(), 401)] {
            let page = send(&city, who, &NEW, DOCUMENT).await;
            assert_eq!(page.status, status, "{}", page.text);
            assert!(page.text.contains("Tekst wpisany wcześniej."), "what was typed comes back");
            assert!(!page.text.contains("Ilekroć"));
        }
        let body = upload::body(&NEW, Some(("projekt.docx", DOCUMENT)));
        let without = anna.request(Method::POST, "/fn/read-document").header(CONTENT_TYPE, upload::kind()).body(body);
        assert_eq!(Answer::of(without).await.status, 403, "without an origin");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_version_takes_the_text_of_a_document() {
    on_sqlite(|city| async move {
        let consultation = consultation(&city.person("Ewa", "moderator")).await;
        let ewa = Person::signed_in(&city, "ewa@example.org").await;
        let path = format!("/consultations/{}/draft", consultation["slug"].as_str().unwrap());
        let fields = [
            ("page", path.as_str()),
            ("id", id(&consultation)),
            ("seen", "0-1"),
            ("format", "text"),
            ("source", "x"),
            ("note", "Po uwagach rady."),
            ("into", "/fn/save-draft"),
        ];
        let page = send(&city, &ewa, &fields, DOCUMENT).await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(page.text.contains("§ 4a. Miasto podejmie") && page.text.contains("Po uwagach rady."));
        assert!(page.text.contains("What was read from the file"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_has_a_document_read_and_publishes_what_came_of_it() {
    on_sqlite(|city| async move {
        let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
        let consultation = consultation(&moderator).await;
        let drafts = format!("/api/v1/consultations/{}/drafts", id(&consultation));
        let import = format!("{drafts}/import");
        let send = async |who: &Person, kind: &str, file: &'static [u8]| {
            Answer::of(who.request(Method::POST, &import).header(CONTENT_TYPE, kind).body(file)).await
        };
        let read = send(&moderator, DOCX, DOCUMENT).await.expect(200);
        let described = city.guest().get("/api/v1/openapi.json").await.expect(200);
        compare(&described, "ReadDocument", &read);
        compare(&described, "DocumentNote", &read["notes"][0]);
        assert_eq!(read["notes"][0]["kind"], "footnote");
        assert_eq!(read["notes"][0]["unit"], "§ 1 pkt 1");
        let new = json!({ "format": read["format"], "source": read["source"], "note": "" });
        let published: Value = moderator.post(&drafts, &new).await.expect(201);
        let now = json!({ "draft": { "units": published["units"] } });
        for label in ["§ 1 pkt 3 lit. b tiret 2", "§ 2 ust. 3", "§ 4a"] {
            unit(&now, label);
        }
        assert_eq!(send(&moderator, DOCX, b"%PDF-1.7").await.bad_fields(), ["file"]);
        send(&moderator, "text/plain", DOCUMENT).await.problem(415);
        send(&anna, DOCX, DOCUMENT).await.problem(403);
        send(&city.guest(), DOCX, DOCUMENT).await.problem(401);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_imports_a_document_and_says_why_it_does_not() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let slug = consultation(&moderator).await["slug"].as_str().unwrap().to_owned();
        let import = |name: &str, content: &[u8]| {
            let file = city.folder().join(name);
            std::fs::write(&file, content).unwrap();
            city.run(&["draft", "import", "--consultation", &slug, file.to_str().unwrap()])
        };
        assert!(import("projekt.docx", DOCUMENT).status.success());
        let now = moderator.get(&format!("/api/v1/consultations/{slug}")).await.expect(200);
        assert_eq!(now["draft"]["version"], 2);
        unit(&now, "§ 1 pkt 3 lit. b tiret 2");
        let said = |name: &str, content: &[u8]| String::from_utf8(import(name, content).stderr).unwrap();
        assert!(said("pdf.docx", b"%PDF-1.7").contains("is a PDF"));
        // A file that is too large is not read: this one has no bytes at all.
        let file = city.folder().join("large.docx");
        std::fs::File::create(&file).unwrap().set_len(200 * 1024 * 1024).unwrap();
        let large = city.run(&["draft", "import", "--consultation", &slug, file.to_str().unwrap()]);
        assert!(!large.status.success() && String::from_utf8(large.stderr).unwrap().contains("too large"));
    })
    .await;
}
