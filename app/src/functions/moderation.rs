//! Moderation: several remarks at once, reports, rules, slow mode, appeals.

use busola_domain::moderation::{Ground, Rules, Ruling};
use busola_domain::{CommentId, ConsultationId, Problem};
use busola_service::Error;
use busola_service::consultations::Key;
use busola_service::moderation::{Act, Decided, NewReport};
use busola_texts::Lang;
use leptos::prelude::*;

use super::{fail, go_to};
use crate::context::Site;
use crate::failure::Failure;
use crate::pages::ground_in_words;

/// Does one thing with several remarks of a consultation: `approve`, `hide`, `restore`. Gives with how many.
#[server(prefix = "/fn", endpoint = "moderate-comments")]
pub async fn moderate_comments(
    consultation: ConsultationId,
    #[server(default)] ids: Vec<CommentId>,
    #[server(default)] ground: String,
    #[server(default)] reason: String,
    act: String,
) -> Result<usize, Failure> {
    let site = Site::get()?;
    let act = match act.as_str() {
        "approve" => Act::Approve,
        "restore" => Act::Restore,
        _ => {
            let (ground, reason) = why_hidden(&ground, &reason).map_err(fail(&site))?;
            Act::Hide { ground, reason }
        }
    };
    let moderated = site.service.moderate_comments(site.actor.as_ref(), &Key::Id(consultation), &ids, act, site.received).await;
    moderated.map(|moderated| moderated.done.len()).map_err(fail(&site))
}

/// Why something is hidden, as it is counted and as it stands in the remark's place: in the language that consultations
/// are written in (pages say it in their reader's, `reason_in_words`) and, if the moderator adds any, in their words.
pub(super) fn why_hidden(ground: &str, words: &str) -> Result<(Ground, String), Error> {
    let ground = ground.parse::<Ground>().map_err(|_| Error::field("ground", Problem::Required))?;
    let named = ground_in_words(Lang::default(), ground);
    let reason = match (words.trim(), ground) {
        ("", Ground::Other) => String::new(),
        ("", _) => named,
        (words, Ground::Other) => words.to_owned(),
        (words, _) => format!("{named}. {words}"),
    };
    Ok((ground, reason))
}

/// Reports a remark to the moderators.
#[server(prefix = "/fn", endpoint = "report-comment")]
pub async fn report_comment(id: CommentId, #[server(default)] reason: String, #[server(default)] words: String) -> Result<(), Failure> {
    let site = Site::get()?;
    let reason = reason.parse::<Ground>().map_err(|_| fail(&site)(Error::field("reason", Problem::Required)))?;
    let new = NewReport { reason, words };
    site.service.report_comment(site.actor.as_ref(), id, new, site.received).await.map_err(fail(&site))?;
    go_to(&format!("/comments/{id}/report"));
    Ok(())
}

/// Says something against the hiding of one's remark.
#[server(prefix = "/fn", endpoint = "appeal-comment")]
pub async fn appeal_comment(id: CommentId, words: String) -> Result<(), Failure> {
    let site = Site::get()?;
    site.service.appeal_comment(site.actor.as_ref(), id, &words, site.received).await.map_err(fail(&site))?;
    go_to(&format!("/account/remarks#u-{id}"));
    Ok(())
}

/// Decides about an appeal.
#[server(prefix = "/fn", endpoint = "decide-appeal")]
pub async fn decide_appeal(id: CommentId, ruling: Ruling, #[server(default)] reply: String) -> Result<(), Failure> {
    let site = Site::get()?;
    let decided = Decided { ruling, reply };
    site.service.decide_appeal(site.actor.as_ref(), id, decided, site.received).await.map_err(fail(&site))
}

/// Sets the rules that hold remarks, one a line.
#[server(prefix = "/fn", endpoint = "set-moderation-rules")]
pub async fn set_moderation_rules(
    #[server(default)] words: String,
    #[server(default)] hosts: String,
    #[server(default)] links: String,
    #[server(default)] revision: Option<i64>,
) -> Result<(), Failure> {
    let site = Site::get()?;
    let lines = |text: &str| text.lines().map(str::to_owned).collect();
    let links = match links.trim() {
        "" => None,
        typed => Some(typed.parse::<i64>().map_err(|_| fail(&site)(Error::field("links", Problem::Malformed)))?),
    };
    let rules = Rules { words: lines(&words), hosts: lines(&hosts), links };
    site.service.set_moderation_rules(site.actor.as_ref(), revision, rules, site.received).await.map_err(fail(&site))?;
    go_to("/admin/moderation-rules?saved=1");
    Ok(())
}

/// Sets how many seconds lie between two remarks of one person.
#[server(prefix = "/fn", endpoint = "set-slow-mode")]
pub async fn set_slow_mode(consultation: ConsultationId, #[server(default)] slow_seconds: String) -> Result<i64, Failure> {
    let site = Site::get()?;
    let seconds = match slow_seconds.trim() {
        "" => 0,
        typed => typed.parse::<i64>().map_err(|_| fail(&site)(Error::field("slow_seconds", Problem::Malformed)))?,
    };
    site.service.set_slow_mode(site.actor.as_ref(), &Key::Id(consultation), seconds, site.received).await.map_err(fail(&site))
}
