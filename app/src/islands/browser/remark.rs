//! One remark on the page: made of the server's template, and changed in place.

use busola_domain::comment::EDIT_WINDOW;
use busola_domain::{Comment, Role, Status, Timestamp};
use leptos::prelude::*;
use leptos::web_sys::Element;

use super::page::Page;
use super::{answer, dom, list, panel, time, units};
use busola_browser::number;

/// A remark as an element, for a reader who wrote it or not, and who supports it or not.
pub(crate) fn build(page: Page, comment: &Comment, mine: bool, supported: bool) -> Option<Element> {
    let id = comment.id.to_string();
    let article = dom::from_template("remark-template", &id)?;
    let readable = is_readable(comment);
    let open = page.start.with_value(|start| start.open);
    let until = comment.created_at.plus(EDIT_WINDOW);
    // What a moderator has approved is not changed any more.
    let approved = page.start.with_value(|start| start.checked) && comment.status == Status::Published;
    let answered = comment.answer.as_ref();
    // What the city has answered stays as it was answered.
    let settled = approved || answer::has(answered, "answered");
    let editable = mine && open && readable && !settled && page.now() < until;
    let unit = comment.unit.filter(|_| comment.parent.is_none() && page.unit().is_none());

    for part in dom::all_in(&article, "[data-part]") {
        let has = match part.get_attribute("data-part").as_deref() {
            Some("moderator") => comment.author.role == Role::Moderator,
            Some("administrator") => comment.author.role == Role::Admin,
            Some("organisation") => comment.author.organisation.is_some(),
            Some("unit") => unit.is_some(),
            Some("edited") => comment.edited_at.is_some() && readable,
            Some("pending" | "approve") => comment.status == Status::Pending,
            Some("body" | "more") => readable,
            Some("hidden" | "unhide") => comment.status == Status::Hidden,
            Some("withdrawn") => comment.status == Status::Withdrawn,
            Some("support" | "reply") => comment.status == Status::Published,
            Some("edit") => editable,
            Some("correct") => comment.source.is_entered() && comment.status == Status::Published && !answer::has(answered, "answered"),
            Some("withdraw") => mine,
            Some(part @ ("paper" | "mail" | "meeting")) => comment.source.as_str() == part,
            Some("answer-new") => readable && answered.is_none(),
            Some("answer-change") => readable && answered.is_some(),
            Some(part @ ("answer" | "answered" | "draft" | "changed" | "accepted" | "partly" | "rejected" | "out_of_scope")) => {
                answer::has(answered, part)
            }
            _ => true,
        };
        if !has {
            part.remove();
        }
    }
    if let Some(foot) = dom::find(&article, ".remark-foot")
        && foot.first_element_child().is_none()
    {
        foot.remove();
    }

    dom::set(&article, "data-status", Some(comment.status.as_str()));
    dom::set(&article, "data-mine", mine.then_some(""));
    dom::set(&article, "data-source", comment.body.as_deref().filter(|_| editable));
    dom::text_of(&article, "h4", &comment.author.name);
    if let Some(element) = dom::find(&article, "time") {
        time::show(&element, comment.created_at, page.now());
    }
    let fill = |part: &str, words: &str| dom::text_of(&article, &format!("[data-part={part}]"), words);
    dom::text_of(&article, ".number", &page.say_with(|words| &words.number, &comment.number.to_string()));
    fill("organisation", comment.author.organisation.as_deref().unwrap_or_default());
    if let Some(at) = comment.edited_at {
        let when = if at.since(comment.created_at) < EDIT_WINDOW { time::clock(at) } else { time::exact(at) };
        fill("edited", &page.say_with(|words| &words.edited, &when));
        if let Some(note) = dom::find(&article, ".edited") {
            dom::set(&note, "data-at", Some(&at.0.to_string()));
        }
    }
    fill("hidden", &page.say_with(|words| &words.hidden, comment.hidden_reason.as_deref().unwrap_or_default()));
    dom::text_of(&article, ".received", &page.say_with(|words| &words.received, &time::exact(comment.created_at)));
    if let Some(body) = dom::find(&article, ".remark-body") {
        body.set_inner_html(comment.html.as_deref().unwrap_or_default());
    }
    if let (Some(answered), Some(section)) = (answered, dom::find(&article, ".answer")) {
        answer::fill(page, &section, answered);
    }
    if let (Some(unit), Some(link)) = (unit, dom::find(&article, ".on-unit a")) {
        dom::text(&link, &units::label(unit).unwrap_or_default());
        dom::set(&link, "href", Some(&panel::of_unit(page, Some(unit), &unit.to_string())));
    }
    if let Some(edit) = dom::find(&article, "[data-part=edit]") {
        dom::set(&edit, "data-until", Some(&until.0.to_string()));
        dom::text_of(&edit, "p", &page.say_with(|words| &words.editable_until, &time::clock(until)));
    }
    for (form, fragment) in [("reply", format!("reply-{id}")), ("edit", format!("u-{id}")), ("answer", format!("answer-{id}"))] {
        for link in dom::all_in(&article, &format!("a[data-do={form}]")) {
            dom::set(&link, "href", Some(&panel::address(page, &format!("&{form}={id}"), &fragment)));
        }
    }
    show_supports(page, &article, comment.supports);
    set_supported(&article, supported);
    Some(article.into())
}

fn is_readable(comment: &Comment) -> bool {
    matches!(comment.status, Status::Published | Status::Pending)
}

/// Shows what became of a remark that is on the page.
pub(crate) fn change(page: Page, known: &Element, comment: &Comment) {
    let Some(article) = build(page, comment, known.has_attribute("data-mine"), known.has_attribute("data-supported")) else { return };
    answer::keep_draft(known, &article, comment);
    // Somebody changes it, answers it, or is about to say why it is hidden: under their hands only the texts are new.
    if is_readable(comment) && (dom::has_typed(known) || dom::find(known, ".answering").is_some()) {
        if let Some(body) = dom::find(known, ".remark-body") {
            body.set_inner_html(comment.html.as_deref().unwrap_or_default());
        }
        return answer::bring(known, &article);
    }
    // What it is about and on which version it was written the server alone says.
    if let Some(head) = dom::find(&article, ".remark-head") {
        for note in [".about", ".on-version"].into_iter().filter_map(|note| dom::find(known, note)) {
            drop(head.insert_adjacent_element("afterend", &note));
        }
    }
    // And on which day something came in on paper: until that may have been corrected.
    let edited = |remark: &Element| dom::find(remark, ".edited").and_then(|note| note.get_attribute("data-at"));
    if edited(known) == edited(&article)
        && let (Some(note), Some(bare)) = (dom::find(known, ".entered"), dom::find(&article, ".entered"))
    {
        dom::text(&bare, &note.text_content().unwrap_or_default());
    }
    let had_focus = dom::has_focus(known);
    answer::keep_form(known, &article, || drop(known.replace_with_with_node_1(&article)));
    if had_focus && !dom::has_focus(&article) {
        dom::focus(&article.id());
    }
}

/// A new number of supports.
pub(crate) fn set_supports(page: Page, id: &str, supports: i64) {
    if let Some(article) = dom::by_id(&format!("u-{id}")) {
        show_supports(page, &article, supports);
    }
}

fn show_supports(page: Page, article: &Element, supports: i64) {
    dom::text_of(article, "button .figures", &number(supports));
    // Where nobody can support any more it is a phrase.
    dom::text_of(article, ".remark-foot > .figures", &page.count(|words| &words.supports, supports));
}

/// Shows whether the reader supports a remark, and makes its button ask for the opposite.
pub(crate) fn set_supported(article: &Element, supported: bool) {
    dom::set(article, "data-supported", supported.then_some(""));
    if let Some(button) = dom::find(article, "button.support") {
        dom::set(&button, "aria-pressed", Some(if supported { "true" } else { "false" }));
        dom::set(&button, "form", Some(if supported { "support-no-more" } else { "support" }));
    }
}

/// Adds to the number that stands beside the button, before the server has counted.
pub(crate) fn add_support(article: &Element, by: i64) {
    if let Some(figure) = dom::find(article, "button .figures") {
        let digits: String = figure.text_content().unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
        dom::text(&figure, &number(digits.parse::<i64>().unwrap_or(0) + by));
    }
}

/// Takes the way to change a remark away when its time is over.
pub(crate) fn end_editing(now: Timestamp) {
    for part in dom::all("[data-until]").filter(|part| Timestamp(dom::number(part, "data-until")) <= now) {
        part.remove();
    }
}

/// Says under a remark why something was not done; `None` takes that away.
pub(crate) fn say_problem(page: Page, article: &Element, problem: Option<(&str, bool)>) {
    if let Some(old) = dom::find(article, ".problem") {
        old.remove();
    }
    let Some((message, sign_in)) = problem else { return };
    let Some(words) = dom::from_template("problem-template", "") else { return };
    dom::text_of(&words, "span", message);
    if let Some(link) = dom::find(&words, "a") {
        dom::set(&link, "href", Some(&panel::sign_in(page)));
        link.set_hidden(!sign_in);
    }
    drop(article.append_child(&words));
}

/// The remark in which something stands.
pub(crate) fn of(element: &Element) -> Option<Element> {
    dom::around(element, "article.remark").map(Into::into)
}

/// Shows what the server answered with.
pub(crate) fn answered(page: Page, answer: &str) {
    if let Ok(comment) = serde_json::from_str::<Comment>(answer)
        && let Some(known) = list::find(comment.id)
    {
        change(page, &known, &comment);
    }
}
