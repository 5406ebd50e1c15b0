//! Files of a consultation: added by a form, saved from the page, whatever somebody sends.

use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE, ORIGIN};
use serde_json::{Value, json};

use crate::api::described::compare;
use crate::city::{City, on_sqlite};
use crate::fixture::{consultation, created, id, log};
use crate::person::{Answer, Person};
use crate::upload::{File, body, kind, send};

const ADD: &str = "/fn/add-attachment";
const PDF: &[u8] = b"%PDF-1.7\n% a plan\n";

/// A moderator at a browser, with a token too.
async fn moderator(city: &City) -> (Person, Person) {
    let program = city.person("Ewa", "moderator");
    (program, Person::signed_in(city, "ewa@example.org").await)
}

fn edit_page(of: &Value) -> String {
    format!("/consultations/{}/edit", of["slug"].as_str().unwrap())
}

async fn add(city: &City, who: &Person, to: &Value, caption: &str, file: Option<File<'_>>) -> Answer {
    let page = format!("{}#attachments", edit_page(to));
    send(city, who, ADD, &[("page", &page), ("id", id(to)), ("caption", caption)], file).await
}

async fn files(who: &Person, of: &Value) -> Vec<Value> {
    let list = who.get(&format!("/api/v1/consultations/{}/attachments", id(of))).await.expect(200);
    list["items"].as_array().unwrap().clone()
}

/// The path of a file on this site.
fn path(city: &City, file: &Value) -> String {
    file["address"].as_str().unwrap().strip_prefix(&city.url).unwrap().to_owned()
}

async fn a_file_is_added_listed_saved_and_removed(city: City) {
    let ((program, ewa), guest) = (moderator(&city).await, city.guest());
    let made = consultation(&program).await;
    let added = add(&city, &ewa, &made, "Mapa \"terenu\" <1>", Some(("Mapa śródmieścia.docx", PDF))).await;
    assert_eq!((added.status, added.header("location")), (303, format!("{}#attachments", edit_page(&made)).as_str()), "{}", added.text);
    let listed = files(&guest, &made).await;
    compare(&guest.get("/api/v1/openapi.json").await.expect(200), "Attachment", &listed[0]);
    assert_eq!(
        (&listed[0]["name"], &listed[0]["kind"], &listed[0]["bytes"]),
        (&json!("Mapa śródmieścia.pdf"), &json!("pdf"), &json!(PDF.len()))
    );
    assert_eq!(log(&guest, &made).await.last().unwrap()["kind"], "consultation.changed");

    let page = guest.get(&format!("/consultations/{}", made["slug"].as_str().unwrap())).await.text;
    let path = path(&city, &listed[0]);
    assert!(path.ends_with("/Mapa%20%C5%9Br%C3%B3dmie%C5%9Bcia.pdf"), "{path}");
    assert!(page.contains(&format!("href=\"{path}\"")) && page.contains("Mapa \"terenu\" &lt;1>") | page.contains("&lt;1&gt;"), "{page}");
    assert!(!page.contains("<1>"));
    let saved = guest.get(&path).await;
    assert_eq!((saved.status, saved.text.as_bytes()), (200, PDF));
    assert_eq!((saved.header("content-type"), saved.header("content-length")), ("application/pdf", PDF.len().to_string().as_str()));
    let disposition = saved.header("content-disposition");
    assert_eq!(disposition, "attachment; filename=\"Mapa _r_dmie_cia.pdf\"; filename*=UTF-8''Mapa%20%C5%9Br%C3%B3dmie%C5%9Bcia.pdf");
    assert_eq!(saved.header("x-content-type-options"), "nosniff");
    assert!(saved.header("content-security-policy").contains("sandbox"), "{:?}", saved.headers);
    assert!(saved.header("cache-control").contains("immutable") && !saved.header("cache-control").contains("public"));

    let report = program.get(&format!("/api/v1/consultations/{}/report.json", id(&made))).await;
    let report: Value = serde_json::from_str(&report.text).unwrap();
    assert_eq!(report["report"]["attachments"][0]["address"], listed[0]["address"]);
    let removed = ewa.form("/fn/remove-attachment", &[("id", id(&listed[0])), ("page", &edit_page(&made))]).await;
    assert_eq!(removed.status, 303, "{}", removed.text);
    assert_eq!(guest.get(&path).await.status, 404);
    assert_eq!(std::fs::read_dir(city.folder().join("attachments")).unwrap().count(), 0);
}

on_both_databases!(a_file_is_added_listed_saved_and_removed);

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_taken_is_told_on_the_page_and_not_kept() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        let made = consultation(&program).await;
        let large = [PDF, &vec![b'x'; 25_000_000]].concat();
        for (name, content, words) in [
            ("plan.pdf", b"<html><script>alert(1)</script>".as_slice(), "another kind of file"),
            ("plan.jpg", b"\xFF\xD8\xFF\xE1\0\0".as_slice(), "be read safely"),
            ("", b"".as_slice(), "No file was chosen"),
            ("plan.pdf", large.as_slice(), "at most 25 MB"),
        ] {
            let refused = add(&city, &ewa, &made, "Plan miejscowy", Some((name, content))).await;
            assert_eq!(refused.status, 422, "{words}");
            assert!(refused.text.contains(words) && refused.text.contains("value=\"Plan miejscowy\""), "{words}: {}", refused.text);
        }
        let unnamed = add(&city, &ewa, &made, " ", Some(("plan.pdf", PDF))).await;
        assert!(unnamed.status == 422 && unnamed.text.contains("href=\"#caption\""), "{}", unnamed.text);
        assert_eq!(add(&city, &ewa, &made, "Plan", None).await.status, 422);
        assert_eq!(files(&ewa, &made).await, Vec::<Value>::new());
        assert_eq!(std::fs::read_dir(city.folder().join("attachments")).unwrap().count(), 0);
        // Another name than its own is none of a file's, and its path is nobody's.
        add(&city, &ewa, &made, "Plan", Some(("../../../busola.db", PDF))).await;
        let file = &files(&ewa, &made).await[0];
        assert_eq!(file["name"], "busola.pdf");
        let own = path(&city, file);
        let folder = own.strip_suffix("busola.pdf").unwrap();
        for name in ["other.pdf", "..%2Fbusola.pdf", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "busola.pdf%00", "busola.pdf/x"] {
            assert_eq!(ewa.get(&format!("{folder}{name}")).await.status, 404, "{name}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_with_a_file_is_for_moderators_on_this_site() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        city.person("Anna", "resident");
        let (anna, guest) = (Person::signed_in(&city, "anna@example.org").await, city.guest());
        let made = consultation(&program).await;
        let from_guest = add(&city, &guest, &made, "Plan", Some(("plan.pdf", PDF))).await;
        assert_eq!(from_guest.status, 303);
        let way = from_guest.header("location");
        assert!(way.starts_with("/sign-in?next=") && guest.get(way).await.text.contains("Nothing of it was kept."), "{way}");
        assert_eq!(add(&city, &anna, &made, "Plan", Some(("plan.pdf", PDF))).await.status, 403);
        let sent = |origin: &str, kind: String| {
            let request = ewa.request(Method::POST, ADD).header(ACCEPT, "text/html").header(ORIGIN, origin);
            Answer::of(request.header(CONTENT_TYPE, kind).body(body(&[("id", id(&made)), ("caption", "Plan")], Some(("plan.pdf", PDF)))))
        };
        assert_eq!(sent("https://elsewhere.example", kind()).await.status, 403);
        assert_eq!(sent(&city.url, "application/x-www-form-urlencoded".to_owned()).await.status, 400);
        assert_eq!(sent(&city.url, "multipart/form-data; boundary=another".to_owned()).await.status, 400);
        assert_eq!(files(&guest, &made).await, Vec::<Value>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_a_draft_is_not_there_for_others_nor_in_a_cache() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        let draft = created(&program, json!({ "publish": false })).await;
        assert_eq!(add(&city, &ewa, &draft, "Plan", Some(("plan.pdf", PDF))).await.status, 303);
        let path = path(&city, &files(&ewa, &draft).await[0]);
        assert_eq!(city.guest().get(&path).await.status, 404);
        let saved = ewa.get(&path).await;
        assert_eq!((saved.status, saved.header("cache-control")), (200, "private, no-store"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_of_a_real_program_is_known() {
    on_sqlite(|city| async move {
        let (program, ewa) = moderator(&city).await;
        let made = consultation(&program).await;
        // The report of the consultation itself is a document as Word opens it.
        let report = ewa.request(Method::GET, &format!("/api/v1/consultations/{}/report.docx", id(&made))).send().await.unwrap();
        let docx = report.bytes().await.unwrap();
        assert_eq!(add(&city, &ewa, &made, "Raport", Some(("raport", &docx[..]))).await.status, 303);
        assert_eq!(files(&ewa, &made).await[0]["name"], "raport.docx");
    })
    .await;
}
