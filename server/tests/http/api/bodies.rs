//! What the text and the other members of a remark may be.

use serde_json::json;

use crate::city::on_sqlite;
use crate::fixture::{comments_of, consultation, new_id, remark, remark_on};

#[tokio::test(flavor = "multi_thread")]
async fn a_text_is_normalised_once() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let path = comments_of(&consultation(&moderator).await);
        let typed = remark(" \n Zaz\u{307}o\u{301}\u{142}c\u{301}\r\nge\u{328}s\u{301}l\u{105}\rdwa  odste\u{328}py \u{a0}\n");
        let comment = moderator.post(&path, &typed).await.expect(201);
        assert_eq!(comment["body"], "Zażółć\ngęślą\ndwa  odstępy");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_in_which_nothing_is_visible_is_refused() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let path = comments_of(&consultation(&moderator).await);
        let invisible = [
            "",
            " ",
            "\n\t\r\n",
            "\u{a0}",
            "\u{2800}",
            "\u{200b}\u{200d}",
            "\u{ad}",
            "\u{feff}",
            "\u{3164}",
            "\u{fe0f}",
            "\u{e0041}",
            "\u{2060} \u{2800}",
        ];
        for typed in invisible {
            assert_eq!(moderator.post(&path, &remark(typed)).await.bad_fields(), ["body"], "{typed:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_hide_the_meaning_of_a_text_is_refused() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let path = comments_of(&consultation(&moderator).await);
        for typed in ["a\u{202e}b", "a\u{202a}b", "a\u{2066}b", "a\u{2069}b", "a\u{0}b", "a\u{7}b", "a\u{1b}[31mb", "a\u{7f}b", "a\u{9b}b"]
        {
            assert_eq!(moderator.post(&path, &remark(typed)).await.bad_fields(), ["body"], "{typed:?}");
        }
        moderator.post(&path, &remark("👩\u{200d}🔧 \u{200f}שלום\ti tyle")).await.expect(201);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_characters_are_taken_and_one_more_is_not() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let path = comments_of(&consultation(&moderator).await);
        for letter in ["ż", "👩"] {
            let comment = moderator.post(&path, &remark(&letter.repeat(10_000))).await.expect(201);
            assert_eq!(comment["body"].as_str().unwrap().chars().count(), 10_000);
            assert_eq!(moderator.post(&path, &remark(&letter.repeat(10_001))).await.bad_fields(), ["body"]);
        }
        // It is counted after it was normalised.
        moderator.post(&path, &remark(&format!("  {}\n", "z\u{307}".repeat(10_000)))).await.expect(201);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_is_shown_as_harmless_html() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let path = comments_of(&consultation(&moderator).await);
        let typed =
            "<script>alert(1)</script> <img src=x onerror=alert(1)> [klik](javascript:alert(1))\n\n**tak** [klik](javascript:alert(1))";
        let comment = moderator.post(&path, &remark(typed)).await.expect(201);
        assert_eq!(comment["body"], typed);
        let html = comment["html"].as_str().unwrap();
        assert!(html.contains("<strong>tak</strong>"), "{html}");
        for harm in ["<script", "<img", "href=\"javascript"] {
            assert!(!html.contains(harm), "{html}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_bad_member_is_named() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let path = comments_of(&consultation(&moderator).await);
        let cases = [
            (remark_on(&new_id(), "Do niczego."), "unit"),
            (json!({ "id": new_id(), "unit": "paragraf", "body": "x" }), "unit"),
            (json!({ "id": new_id(), "parent": 7, "body": "x" }), "parent"),
            (json!({ "body": "x" }), "id"),
            (json!({ "id": "1", "body": "x" }), "id"),
            (json!({ "id": "00000000-0000-0000-0000-000000000000", "body": "x" }), "id"),
            (json!({ "id": new_id() }), "body"),
            (json!({ "id": new_id(), "body": null }), "body"),
            (json!({ "id": new_id(), "body": ["x"] }), "body"),
        ];
        for (new, field) in cases {
            assert_eq!(moderator.post(&path, &new).await.bad_fields(), [field], "{new}");
        }
    })
    .await;
}
