//! What is pressed and typed on the page. The page listens once for all its links, buttons and forms, so that
//! those that arrive later work like those that were there.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent, SubmitEvent};
use wasm_bindgen::closure::Closure;

use super::page::{Loading, Page};
use super::{dom, form, list, panel, post, remark, units};
use crate::islands::start::PANEL;
use busola_browser::request::call;

/// Listens to everything; as long as the page lives.
pub(crate) fn listen(page: Page) {
    on("click", move |event| clicked(page, event.unchecked_ref()));
    on("submit", move |event| submitted(page, event.unchecked_ref()));
    on("input", move |event| {
        if let Some(form) = target(event).and_then(|field| dom::around(&field, "form.write")) {
            form::typed(page, &form);
        }
    });
    on("keydown", move |event| pressed(page, event.unchecked_ref()));
}

fn on(name: &str, listener: impl Fn(&Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| listener(&event)).into_js_value();
    drop(document().add_event_listener_with_callback(name, listener.unchecked_ref()));
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Whether a press is the page's to handle: with another button or a key the browser opens a tab or a window.
fn is_plain(event: &MouseEvent) -> bool {
    event.button() == 0 && !event.ctrl_key() && !event.meta_key() && !event.shift_key() && !event.alt_key()
}

fn clicked(page: Page, event: &MouseEvent) {
    if !is_plain(event) || event.default_prevented() {
        return;
    }
    let Some(pressed) = target(event).and_then(|target| dom::around(&target, "[data-do]")) else { return };
    if act(page, &pressed).is_some() {
        event.prevent_default();
    }
}

/// Does what a link or a button says; `None` where the browser has to follow it.
fn act(page: Page, pressed: &HtmlElement) -> Option<()> {
    let href = || pressed.get_attribute("href").unwrap_or_default();
    match pressed.get_attribute("data-do")?.as_str() {
        "unit" => units::open(page, pressed),
        "whole" => {
            dom::push_address(&href());
            units::show(page, None, None);
        }
        "order" => {
            dom::push_address(&href());
            let order = pressed.get_attribute("data-order")?.parse().ok()?;
            page.state.update(|state| state.order = order);
            panel::load(page, None);
        }
        "arrived" => list::show_arrived(page),
        "again" => panel::load(page, page.state.with_untracked(|state| state.next.clone())),
        "reload" => dom::reload(),
        "more" => {
            let (loading, next) = page.state.with_untracked(|state| (state.loading, state.next.clone()));
            if loading != Loading::Yes {
                panel::load(page, next);
            }
        }
        "reply" => form::open_reply(page, &remark::of(pressed)?)?,
        "edit" => form::open_edit(page, &remark::of(pressed)?)?,
        "cancel" => form::cancel(page, &dom::around(pressed, "form.write")?),
        _ => return None,
    }
    Some(())
}

fn pressed(page: Page, event: &KeyboardEvent) {
    let Some(target) = target(event) else { return };
    let sends = event.key() == "Enter" && (event.ctrl_key() || event.meta_key());
    if sends && let Some(form) = dom::around(&target, "form.write") {
        if form::send(page, &form) {
            event.prevent_default();
        } else if let Ok(form) = form.dyn_into::<leptos::web_sys::HtmlFormElement>() {
            drop(form.request_submit());
        }
    }
    // Gives the keyboard back to the unit that the panel stands at.
    if event.key() == "Escape" && !event.is_composing() && target.closest(&format!("#{PANEL}")).ok().flatten().is_some() {
        let section = page.unit().and_then(units::section);
        if let Some(link) = section.and_then(|section| dom::find(&section, ".unit-count")) {
            drop(link.focus());
        }
    }
}

fn submitted(page: Page, event: &SubmitEvent) {
    let Some(sent) = target(event).and_then(|form| form.dyn_into::<HtmlElement>().ok()) else { return };
    if sent.class_list().contains("write") {
        if form::send(page, &sent) {
            event.prevent_default();
        }
        return;
    }
    // Sent by the browser itself, with the button that was pressed.
    if sent.class_list().contains("answering-form") {
        return;
    }
    let button = event.submitter().and_then(|button| remark::of(&button).map(|article| (button, article)));
    let Some((button, article)) = button else { return };
    event.prevent_default();
    let id = button.get_attribute("value").unwrap_or_default();
    // Not `id()`: in a form that is the field of that name.
    match sent.get_attribute("id").unwrap_or_default().as_str() {
        "support" => support(page, article, id, true),
        "support-no-more" => support(page, article, id, false),
        _ if sent.class_list().contains("hide") => hide(page, &sent),
        name => moderate(page, article, format!("/fn/{name}-comment"), id),
    }
}

/// Shows the change at once, and takes it back when the server says no.
fn support(page: Page, article: Element, id: String, wanted: bool) {
    let change = |article: &Element, wanted: bool| {
        remark::set_supported(article, wanted);
        remark::add_support(article, if wanted { 1 } else { -1 });
    };
    remark::say_problem(page, &article, None);
    change(&article, wanted);
    spawn_local(async move {
        let answer = call("/fn/support-comment", &[("id", &id), ("wanted", if wanted { "true" } else { "false" })]).await;
        // An event may have put another element in its place.
        let article = dom::by_id(&article.id()).map_or(article, Into::into);
        let unchanged = article.has_attribute("data-supported") == wanted;
        match answer {
            // Pressed again meanwhile: the answer to that is the one that counts.
            Ok(supports) if unchanged => {
                if let Ok(supports) = supports.parse() {
                    remark::set_supports(page, &id, supports);
                }
            }
            Err(refusal) if unchanged => {
                change(&article, !wanted);
                let sign_in = refusal.sign_in;
                remark::say_problem(page, &article, Some((&post::in_words(page, refusal), sign_in)));
            }
            _ => {}
        }
    });
}

fn moderate(page: Page, article: Element, function: String, id: String) {
    remark::say_problem(page, &article, None);
    spawn_local(async move {
        match call(&function, &[("id", &id)]).await {
            Ok(answer) => remark::answered(page, &answer),
            Err(refusal) => {
                let sign_in = refusal.sign_in;
                // An event may have put another element in its place.
                let article = dom::by_id(&article.id()).map_or(article, Into::into);
                remark::say_problem(page, &article, Some((&post::in_words(page, refusal), sign_in)));
            }
        }
    });
}

/// Hides a remark; what is wrong with the reason stands at its field.
fn hide(page: Page, form: &HtmlElement) {
    let (Some(field), Some(id)) = (dom::field(form), dom::input(form, "id").map(|input| input.value())) else { return };
    // One is chosen: the browser sends no form before that.
    let ground = dom::find(form, "option:checked").and_then(|option| option.get_attribute("value")).unwrap_or_default();
    let form = form.clone();
    spawn_local(async move {
        let answer = call("/fn/hide-comment", &[("id", &id), ("ground", &ground), ("reason", &field.value())]).await;
        let error = match answer {
            Ok(answer) => {
                // It is no text to keep any more: its remark may be drawn anew.
                field.set_value("");
                return remark::answered(page, &answer);
            }
            Err(refusal) => post::in_words(page, refusal),
        };
        dom::show(&form, ".error-text", true);
        dom::text_of(&form, ".error-text span", &error);
        dom::set(&field, "aria-invalid", Some("true"));
        set_timeout(move || drop(field.focus()), Duration::ZERO);
    });
}
