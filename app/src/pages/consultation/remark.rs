//! Threads of remarks.
//!
//! The browser makes what arrives live of the same view: of the [`template`], which has every part that a
//! remark can have, and from which `islands/browser/remark.rs` takes away what this remark has not.

use std::sync::{Arc, LazyLock};

use busola_domain::comment::{Author, Comment, EDIT_WINDOW, Order, Source};
use busola_domain::theme::Chip;
use busola_domain::thread::{Shown, Thread};
use busola_domain::{CommentId, Phase, Role, Status, Timestamp, UnitId};
use busola_texts::Lang;
use leptos::prelude::*;
use uuid::Uuid;

use super::start::Panel;
use super::{answer, background, doings, write};
use crate::islands::address;
use crate::islands::start::OpenForm;
use crate::pages::memo::Memo;
use crate::pages::paper::came;
use crate::pages::reason_in_words;
use crate::pages::rendered::Rendered as _;
use crate::pages::time;
use crate::pages::typography::bind;

/// Which parts of a remark are rendered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Parts {
    /// Those it has.
    Own,
    /// All there are, each named by `data-part`.
    All,
}

impl Parts {
    /// What a part is marked with, where it is rendered at all.
    pub(super) fn part(self, name: &'static str, has: bool) -> Option<Option<&'static str>> {
        match self {
            Self::Own => has.then_some(None),
            Self::All => Some(Some(name)),
        }
    }
}

/// The words of a remark, looked up once for all of them.
pub(super) struct Words {
    pub(super) support: String,
    pub(super) reply: String,
    pub(super) more: String,
    pub(super) permalink: String,
    moderator: String,
    administrator: String,
    pending: String,
    withdrawn: String,
}

impl Words {
    /// The words in a language.
    pub(super) fn of(lang: Lang) -> &'static Self {
        static WORDS: LazyLock<Vec<(Lang, Words)>> = LazyLock::new(|| Lang::ALL.map(|lang| (lang, Words::read(lang))).into());
        let known = WORDS.iter().find(|(known, _)| *known == lang);
        // Every language there is was read.
        known.map_or_else(|| &WORDS[0].1, |(_, words)| words)
    }

    fn read(lang: Lang) -> Self {
        Self {
            support: lang.live_support(),
            reply: lang.live_reply(),
            more: lang.live_more(),
            permalink: lang.live_permalink(),
            moderator: lang.live_moderator(),
            administrator: lang.live_administrator(),
            pending: lang.live_pending(),
            withdrawn: lang.live_withdrawn(),
        }
    }
}

/// All that the HTML of a remark is made from.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    shown: Shown,
    lang: Lang,
    phase: Phase,
    path: String,
    unit: Option<UnitId>,
    order: Order,
    after: Option<String>,
    label: Option<String>,
    changed: Option<String>,
    /// On which earlier version it was written.
    written: Option<String>,
    /// What it is about.
    themes: Vec<Chip>,
    /// The page to which a moderator's forms come back; other readers have no forms.
    moderated: Option<String>,
}

/// The threads as entries of the list, in HTML.
pub(super) fn threads(panel: &Panel) -> String {
    let mut html = String::new();
    for thread in &panel.page.threads {
        html.push_str("<li>");
        html.push_str(&kept(panel, &thread.root));
        let form = reply_form(panel, thread);
        html.push_str(if thread.replies.is_empty() && form.is_none() { "<ol class=\"replies\" hidden>" } else { "<ol class=\"replies\">" });
        for reply in &thread.replies {
            html.push_str("<li>");
            html.push_str(&kept(panel, reply));
            html.push_str("</li>");
        }
        html.push_str(&form.unwrap_or_default());
        html.push_str("</ol></li>");
    }
    html
}

/// The HTML of a remark; most readers see the same.
fn kept(panel: &Panel, shown: &Shown) -> Arc<str> {
    static KEPT: LazyLock<Memo<Key>> = LazyLock::new(|| Memo::new(2_000));
    let id = shown.comment.id;
    // With a form in it, it belongs to who writes in that.
    if panel.open.is_some_and(|form| [OpenForm::Edit(id), OpenForm::Hide(id), OpenForm::Answer(id)].contains(&form)) {
        return remark(panel, shown, Parts::Own).to_html().into();
    }
    let key = Key {
        shown: shown.clone(),
        lang: panel.lang,
        phase: panel.phase,
        path: panel.path.clone(),
        unit: panel.unit.as_ref().map(|unit| unit.id),
        order: panel.order,
        after: panel.after.clone(),
        label: label(panel, &shown.comment).map(str::to_owned),
        changed: shown.comment.answer.as_ref().and_then(|answer| panel.changed.get(&answer.unit?)).cloned(),
        written: written_on(panel, &shown.comment),
        themes: panel.themes.get(&id).cloned().unwrap_or_default(),
        moderated: panel.moderator.then(|| panel.page_path.clone()),
    };
    KEPT.html(key, |_| remark(panel, shown, Parts::Own))
}

fn reply_form(panel: &Panel, thread: &Thread) -> Option<String> {
    let Some(OpenForm::Reply(to)) = panel.open else { return None };
    let shown = std::iter::once(&thread.root).chain(&thread.replies).find(|shown| shown.comment.id == to)?;
    Some(view! { <li>{write::reply(panel, &shown.comment)}</li> }.to_html())
}

/// What the browser makes remarks of. Its id is nil wherever that of a remark is to stand.
pub(super) fn template(panel: &Panel) -> AnyView {
    let shown = Shown {
        comment: Comment {
            id: CommentId(Uuid::nil()),
            consultation: panel.consultation,
            number: 0,
            source: Source::Online,
            version: 0,
            unit: None,
            parent: None,
            author: Author { name: String::new(), role: Role::Resident, organisation: None },
            body: None,
            html: None,
            status: Status::Published,
            hidden_reason: None,
            supports: 0,
            answer: None,
            created_at: Timestamp(0),
            received_on: None,
            edited_at: None,
            seq: None,
        },
        supported: false,
        mine: false,
        editable_until: None,
    };
    view! { <template id="remark-template">{remark(panel, &shown, Parts::All)}</template> }.rendered()
}

fn remark(panel: &Panel, shown: &Shown, parts: Parts) -> AnyView {
    let comment = &shown.comment;
    let id = comment.id.to_string();
    let words = Words::of(panel.lang);
    let readable = matches!(comment.status, Status::Published | Status::Pending);
    let editing = panel.open == Some(OpenForm::Edit(comment.id)) && readable && shown.mine;
    // Its author may change it in place: the source is not in the HTML.
    let source = (shown.mine && shown.editable_until.is_some()).then(|| comment.body.clone()).flatten();
    let body = if editing {
        write::edit(panel, comment).rendered()
    } else {
        view! {
            {parts.part("pending", comment.status == Status::Pending).map(|part| view! { <p class="remark-note" data-part=part>{words.pending.as_str()}</p> })}
            {parts.part("body", readable).map(|part| {
                view! { <div class="remark-body prose" data-part=part lang=panel.lang.content() inner_html=comment.html.clone().unwrap_or_default()></div> }
            })}
            {gone(panel, comment, words, parts)}
            {answer::below(panel, comment, parts)}
            {doings::foot(panel, shown, words, parts)}
            {answer::form(panel, comment)}
        }
        .rendered()
    };
    view! {
        <article
            class="remark"
            id=format!("u-{id}")
            tabindex="-1"
            data-status=comment.status.as_str()
            data-mine=shown.mine
            data-supported=shown.supported
            data-source=source
            aria-labelledby=format!("u-{id}-author")
        >
            {head(panel, comment, words, parts)}
            {on_unit(panel, comment, parts)}
            {on_version(panel, comment, parts)}
            {entered(panel, comment, parts)}
            {readable.then(|| about(panel, comment)).flatten()}
            {edited(panel, comment, readable && !editing, parts)}
            {body}
        </article>
    }
    .rendered()
}

fn head(panel: &Panel, comment: &Comment, words: &'static Words, parts: Parts) -> impl IntoView + use<> {
    let id = comment.id.to_string();
    let author = &comment.author;
    let role = |name, role, words: &'static str| {
        parts.part(name, author.role == role).map(|part| view! { <span class="role" data-role="moderator" data-part=part>{words}</span> })
    };
    view! {
        <header class="remark-head">
            <h4 id=format!("u-{id}-author")>{panel.lang.person(&author.name)}</h4>
            {role("moderator", Role::Moderator, &words.moderator)}
            {role("administrator", Role::Admin, &words.administrator)}
            <span class="number">{panel.lang.answer_number(comment.number.to_string())}</span>
            <a class="when" href=format!("#u-{id}")>
                <time datetime=comment.created_at.to_string() title=time::exact(panel.lang, comment.created_at)>
                    {time::full(panel.lang, comment.created_at)}
                </time>
            </a>
            {parts
                .part("organisation", author.organisation.is_some())
                .map(|part| view! { <span class="organisation" data-part=part>{author.organisation.clone().unwrap_or_default()}</span> })}
        </header>
    }
}

/// Among the remarks on all units each says which one it is on.
fn on_unit(panel: &Panel, comment: &Comment, parts: Parts) -> Option<impl IntoView + use<>> {
    let label = label(panel, comment);
    let part = parts.part("unit", label.is_some())?;
    let href = comment.unit.map(|unit| address::of_panel(&panel.path, Some(unit), panel.order, "", &unit.to_string()));
    Some(view! { <p class="remark-note on-unit" data-part=part><a href=href>{label.unwrap_or_default().to_owned()}</a></p> })
}

/// One that was written on an earlier version says so quietly: its author read another text. Not of the template: what
/// arrives live is on the present version, but for what somebody wrote while that was published.
fn on_version(panel: &Panel, comment: &Comment, parts: Parts) -> Option<impl IntoView + use<>> {
    let words = written_on(panel, comment).filter(|_| parts == Parts::Own)?;
    Some(view! { <p class="remark-note on-version">{bind(&words)}</p> })
}

/// The themes of a remark. Not of the template either: the server alone says them.
fn about(panel: &Panel, comment: &Comment) -> Option<impl IntoView + use<>> {
    let chips = panel.themes.get(&comment.id).filter(|chips| !chips.is_empty())?;
    Some(view! { <p class="remark-note about">{panel.lang.theme_chips()} " " {background::links(panel.lang, chips)}</p> })
}

/// One that a moderator entered says how it came and when. What arrives live says how alone: the day is in the server's words.
fn entered(panel: &Panel, comment: &Comment, parts: Parts) -> impl IntoView + use<> {
    let ways = Source::ALL.iter().filter(|source| source.is_entered()).filter_map(|source| {
        let part = parts.part(source.as_str(), comment.source == *source)?;
        Some(view! { <p class="remark-note entered" data-part=part>{came(panel.lang, *source, comment.received_on)}</p> })
    });
    ways.collect_view()
}

fn written_on(panel: &Panel, comment: &Comment) -> Option<String> {
    if comment.parent.is_some() || comment.version >= panel.version {
        return None;
    }
    let label = comment.unit.and_then(|unit| panel.cited.get(&(unit, comment.version)));
    Some(match label {
        Some(label) => panel.lang.version_written_on_unit(comment.version, label.clone()),
        None => panel.lang.version_written_on(comment.version),
    })
}

fn label<'a>(panel: &'a Panel, comment: &Comment) -> Option<&'a str> {
    comment.unit.filter(|_| comment.parent.is_none()).and_then(|unit| panel.labels.get(&unit)).map(String::as_str)
}

fn edited(panel: &Panel, comment: &Comment, readable: bool, parts: Parts) -> Option<impl IntoView + use<>> {
    let at = comment.edited_at.filter(|_| readable);
    let part = parts.part("edited", at.is_some())?;
    // What was put right on another day says on which.
    let soon = |at: Timestamp| at.since(comment.created_at) < EDIT_WINDOW;
    let when = at.map(|at| if soon(at) { time::clock(at) } else { time::full(panel.lang, at) }).unwrap_or_default();
    let at = at.map(|at| at.0.to_string());
    Some(view! { <p class="remark-note edited" data-part=part data-at=at>{panel.lang.live_edited(when)}</p> })
}

/// What stands in the place of a text that is not shown.
fn gone(panel: &Panel, comment: &Comment, words: &'static Words, parts: Parts) -> impl IntoView + use<> {
    let lang = panel.lang;
    let reason = reason_in_words(lang, comment.hidden_reason.as_deref().unwrap_or_default());
    view! {
        {parts
            .part("hidden", comment.status == Status::Hidden)
            .map(|part| view! { <p class="remark-gone" data-part=part>{lang.live_hidden(reason)}</p> })}
        {parts
            .part("withdrawn", comment.status == Status::Withdrawn)
            .map(|part| view! { <p class="remark-gone" data-part=part>{words.withdrawn.as_str()}</p> })}
    }
}

/// Whether the city's report is out: nothing is taken back any more.
pub(super) fn is_reported(panel: &Panel) -> bool {
    panel.phase == Phase::Reported
}
