//! The forms in which one writes. What is typed stays where it is, whatever happens on the page.

use std::time::Duration;

use busola_domain::text::BODY_MAX;
use busola_domain::{CommentId, UnitId};
use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlElement};

use super::draft_store::{self, Draft, Place};
use super::page::Page;
use super::post::{self, SendState};
use super::{dom, list, panel, units};
use crate::islands::icons::{ALERT, CHECK, INFO};
use crate::islands::start::PANEL;
use busola_browser::device;
use busola_browser::number;

/// From how many characters on the counter is shown.
const COUNTED_FROM: usize = BODY_MAX * 9 / 10;

/// The place that a form is for.
pub(crate) fn place(form: &Element) -> Place {
    let value = |name: &str| dom::input(form, name).filter(|input| !input.disabled()).map(|input| input.value());
    let unit = value("unit").and_then(|unit| unit.parse().ok());
    match (value("parent").and_then(|id| id.parse().ok()), id(form)) {
        (Some(parent), _) => Place::Reply(parent, unit),
        (None, Some(id)) if form.get_attribute("action").as_deref() == Some("/fn/edit-comment") => Place::Edit(id),
        _ => unit.map_or(Place::Whole, Place::Unit),
    }
}

/// The id under which a form posts.
fn id(form: &Element) -> Option<CommentId> {
    dom::input(form, "id")?.value().parse().ok()
}

/// The text of a form as it stands there.
fn draft(form: &Element) -> Option<Draft> {
    let version = dom::input(form, "version").and_then(|input| input.value().parse().ok());
    Some(Draft { id: id(form)?, body: dom::field(form)?.value(), sender: None, version })
}

fn set_id(form: &Element, id: CommentId) {
    if let Some(input) = dom::input(form, "id") {
        input.set_value(&id.to_string());
    }
}

/// The form for a place, if it is on the page.
fn of(wanted: Place) -> Option<HtmlElement> {
    dom::all("form.write").find(|form| place(form) == wanted)
}

/// Brings back what was typed in the forms that are on the page.
pub(crate) fn begin_all(page: Page) {
    for form in dom::all("form.write") {
        begin(page, &form);
        // Its text waits to be sent. `autofocus` does nothing at an address with a fragment.
        if form.has_attribute("data-typed")
            && let Some(field) = dom::field(&form)
        {
            drop(field.focus());
        }
    }
    // It is on this device now: a page that is loaded again must not bring an older text back.
    dom::drop_query("parked");
}

/// Brings back what was typed for the place of a form, and shows what became of it.
fn begin(page: Page, form: &HtmlElement) {
    let (place, Some(field)) = (place(form), dom::field(form)) else { return };
    // A text that the server sent back, or kept over a sign-in, is the latest there is.
    let from_server = form.has_attribute("data-typed");
    if !from_server && !matches!(place, Place::Edit(_)) {
        // A page that was gone back to has the id of what was posted from it.
        set_id(form, CommentId(device::new_id()));
    }
    let value = field.value();
    let typed_early = Ok(&value) != field.default_value().as_ref();
    match draft_store::load(page, place) {
        Some(draft) if !from_server && (!typed_early || draft.body == value) => {
            form.set_hidden(false);
            field.set_value(&draft.body);
            set_id(form, draft.id);
            if draft.sender.is_some() && draft.sender == reader(page) {
                post::send(page, place, draft);
            }
        }
        _ if typed_early || from_server => keep(page, form),
        _ => {}
    }
    count(page, form);
    if let Some(state) = post::state_of(page, place) {
        show(page, form, Some(&state));
    }
}

fn reader(page: Page) -> Option<String> {
    page.start.with_value(|start| start.reader.clone())
}

fn keep(page: Page, form: &Element) {
    if let Some(draft) = draft(form) {
        draft_store::save(page, place(form), &draft);
    }
}

/// Something was typed in a form.
pub(crate) fn typed(page: Page, form: &HtmlElement) {
    post::forget_failure(page, place(form));
    show(page, form, None);
    count(page, form);
    keep(page, form);
}

fn count(page: Page, form: &Element) {
    let Some(field) = dom::field(form) else { return };
    let chars = field.value().chars().count();
    let words = if chars > COUNTED_FROM { page.say_with(|words| &words.characters, &number(chars as i64)) } else { String::new() };
    if let Some(counter) = dom::find(form, ".counter") {
        dom::text(&counter, &words);
        dom::set(&counter, "data-over", (chars > BODY_MAX).then_some(""));
    }
}

/// Gives the text of a place another id to be posted under.
pub(crate) fn renew_id(place: Place, id: CommentId) {
    if let Some(form) = of(place) {
        set_id(&form, id);
    }
}

/// Puts the keyboard's focus into the field for a place.
pub(crate) fn focus(place: Place) {
    if let Some(field) = of(place).and_then(|form| dom::field(&form)) {
        drop(field.focus());
    }
}

/// Sends what stands in a form. Whether that was done: who is not signed in goes to the sign-in with the form itself.
pub(crate) fn send(page: Page, form: &HtmlElement) -> bool {
    if reader(page).is_none() {
        return false;
    }
    if let Some(draft) = draft(form) {
        post::send(page, place(form), draft);
    }
    true
}

/// Shows what became of the text of a place, where its form is on the page.
pub(crate) fn show_at(page: Page, place: Place, state: Option<&SendState>) {
    if let Some(form) = of(place) {
        show(page, &form, state);
    }
}

fn show(page: Page, form: &Element, state: Option<&SendState>) {
    let under_way = state.is_some_and(SendState::is_under_way);
    let error = match state {
        Some(SendState::Refused(message)) => Some(message.as_str()),
        _ => None,
    };
    if let Some(field) = dom::field(form) {
        field.set_read_only(under_way);
        dom::set(&field, "aria-invalid", error.map(|_| "true"));
    }
    if let Some(around) = dom::find(form, ".field") {
        dom::set(&around, "data-invalid", error.map(|_| ""));
    }
    dom::show(form, ".error-text", error.is_some());
    dom::text_of(form, ".error-text span", error.unwrap_or_default());
    if let Some(button) = dom::find(form, ".write-foot button") {
        dom::set(&button, "aria-disabled", under_way.then_some("true"));
        let words = if under_way { page.say(|words| &words.sending) } else { button.get_attribute("data-words").unwrap_or_default() };
        dom::text(&button, &words);
    }
    let (name, icon, words) = match state {
        None | Some(SendState::Sending | SendState::Refused(_)) => ("", INFO, String::new()),
        Some(SendState::Waiting) => ("waiting", INFO, page.say(|words| &words.waiting)),
        Some(SendState::SignIn) => ("failed", ALERT, page.say(|words| &words.sign_in_again)),
        Some(SendState::Failed(message)) => ("failed", ALERT, message.clone()),
        Some(SendState::Sent) => ("sent", CHECK, page.say(|words| &words.sent)),
    };
    let Some(line) = dom::find(form, ".send-state") else { return };
    dom::set(&line, "data-state", Some(name));
    if let Ok(Some(path)) = line.query_selector("path") {
        dom::set(&path, "d", Some(icon));
    }
    line.set_hidden(words.is_empty());
    dom::text_of(&line, "span", &words);
    if let Some(link) = dom::find(&line, "a") {
        dom::set(&link, "href", Some(&panel::sign_in(page)));
        link.set_hidden(state != Some(&SendState::SignIn));
    }
}

/// A text is at the server: its form is emptied for the next one, or goes.
pub(crate) fn sent(page: Page, place: Place, id: CommentId) {
    let Some(form) = of(place) else { return };
    if matches!(place, Place::Reply(..) | Place::Edit(_)) {
        close(&form);
        dom::focus(&format!("u-{id}"));
        return;
    }
    empty(page, &form);
    show(page, &form, Some(&SendState::Sent));
}

fn empty(page: Page, form: &Element) {
    if let Some(field) = dom::field(form) {
        field.set_default_value("").unwrap_or_default();
        field.set_value("");
    }
    dom::set(form, "data-typed", None);
    set_id(form, CommentId(device::new_id()));
    count(page, form);
}

/// Brings the panel's form to a unit, or to the whole draft, with what was typed there.
pub(crate) fn bring_to(page: Page, unit: Option<UnitId>) {
    let Some(form) = dom::by_id(PANEL).and_then(|panel| dom::find(&panel, ":scope > form.write")) else { return };
    let label = page.say(|words| if unit.is_some() { &words.your_remark } else { &words.your_remark_on_all });
    dom::text_of(&form, "label", &label);
    if let Some(input) = dom::input(&form, "unit") {
        input.set_disabled(unit.is_none());
        input.set_value(&unit.map(|unit| unit.to_string()).unwrap_or_default());
    }
    set_page(page, &form, PANEL);
    // A text that was shown though nothing can be written now belongs to its own place.
    let gone = unit.and_then(units::section).is_some_and(|section| section.has_attribute("data-gone"));
    form.set_hidden(gone || !page.start.with_value(|start| start.open));
    empty(page, &form);
    show(page, &form, None);
    begin(page, &form);
}

fn set_page(page: Page, form: &Element, fragment: &str) {
    if let Some(input) = dom::input(form, "page") {
        input.set_value(&panel::address(page, "", fragment));
    }
}

/// Opens the form for a reply to a remark.
pub(crate) fn open_reply(page: Page, article: &Element) -> Option<()> {
    close_others();
    let id = article.id().strip_prefix("u-")?.to_owned();
    let entry = dom::from_template("reply-template", &id)?;
    let form = dom::find(&entry, "form.write")?;
    let name = dom::find(article, "h4").and_then(|name| name.text_content()).unwrap_or_default();
    if let Some(label) = dom::find(&form, "label") {
        dom::text(&label, &label.text_content().unwrap_or_default().replace('#', &name));
    }
    // The unit of the remark: the panel's, or the one that it says it is on.
    let thread = dom::around(article, "ol.thread > li")?;
    let on = dom::find(&thread, ".on-unit a").and_then(|link| link.get_attribute("href"));
    let unit = page.unit().or_else(|| on?.rsplit('#').next()?.parse().ok());
    if let Some(input) = dom::input(&form, "unit") {
        input.set_disabled(unit.is_none());
        input.set_value(&unit.map(|unit| unit.to_string()).unwrap_or_default());
    }
    set_page(page, &form, &format!("u-{id}"));
    let replies = dom::find(&thread, "ol.replies")?;
    replies.append_child(&entry).ok()?;
    replies.set_hidden(false);
    begin(page, &form);
    dom::field(&form)?.focus().ok()
}

/// Opens the form in the place of a remark's text.
pub(crate) fn open_edit(page: Page, article: &Element) -> Option<()> {
    close_others();
    let id = article.id().strip_prefix("u-")?.to_owned();
    let form = dom::from_template("edit-template", &id)?;
    let field = dom::field(&form)?;
    field.set_default_value(&article.get_attribute("data-source")?).ok()?;
    set_page(page, &form, &format!("u-{id}"));
    for part in dom::all_in(article, ".remark-body, .remark-foot, .edited") {
        part.set_hidden(true);
    }
    article.append_child(&form).ok()?;
    begin(page, &form);
    field.focus().ok()
}

/// Forms under remarks are open one at a time.
fn close_others() {
    for form in dom::all(".thread form.write") {
        let article = dom::around(&form, "article.remark");
        // One that the server opened in the place of a text has no text behind it.
        if article.is_none_or(|article| dom::find(&article, ".remark-body").is_some()) {
            close(&form);
        }
    }
}

/// Closes the form of a reply or of a change.
fn close(form: &HtmlElement) {
    let entry = dom::around(form, "ol.replies > li:has(> [id^=reply-])");
    if let Some((entry, replies)) = entry.zip(dom::around(form, "ol.replies")) {
        entry.remove();
        return replies.set_hidden(replies.first_element_child().is_none());
    }
    if let Some(article) = dom::around(form, "article.remark") {
        for part in dom::all_in(&article, ".remark-body, .remark-foot, .edited") {
            part.set_hidden(false);
        }
    }
    form.remove();
}

/// Closes a form without sending it.
pub(crate) fn cancel(page: Page, form: &HtmlElement) {
    let place = place(form);
    let (Place::Reply(id, _) | Place::Edit(id)) = place else { return };
    if matches!(place, Place::Edit(_)) {
        draft_store::forget(page, place);
    }
    // One that the server opened in the place of a text has no text behind it.
    let behind = list::find(id).is_some_and(|article| dom::find(&article, ".remark-body").is_some());
    if !behind {
        return drop(window().location().set_href(&panel::address(page, "", &format!("u-{id}"))));
    }
    close(form);
    set_timeout(move || dom::focus(&format!("u-{id}")), Duration::ZERO);
}
