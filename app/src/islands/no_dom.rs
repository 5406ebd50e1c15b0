//! The server's side of `dom`: handlers and effects are compiled there too and never run.

use busola_domain::{CommentId, UnitId};
use leptos::web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent};

pub(crate) fn is_plain(_: &MouseEvent) -> bool {
    false
}

pub(crate) fn is_escape(_: &KeyboardEvent) -> bool {
    false
}

pub(crate) fn is_send(_: &KeyboardEvent) -> bool {
    false
}

pub(crate) fn by_id(_: &str) -> Option<HtmlElement> {
    None
}

pub(crate) fn focus_soon(_: String) {}

pub(crate) fn section(_: UnitId) -> Option<HtmlElement> {
    None
}

pub(crate) fn cited(_: &Element) -> (Option<String>, String) {
    (None, String::new())
}

pub(crate) fn move_panel(_: &Element, _: Option<&Element>, _: Option<&Element>) {}

pub(crate) fn panel_scrolls() -> bool {
    false
}

pub(crate) fn is_typing() -> bool {
    false
}

pub(crate) fn push_address(_: &str) {}

pub(crate) fn query(_: &str) -> Option<String> {
    None
}

pub(crate) fn reload() {}

pub(crate) fn new_comment_id() -> CommentId {
    uuid::Uuid::nil().into()
}

pub(crate) fn stored(_: &str) -> Option<String> {
    None
}

pub(crate) fn store(_: &str, _: Option<&str>) {}

pub(crate) fn device_now() -> i64 {
    0
}

pub(crate) fn heading(_: &str) {}

pub(crate) fn focus_inside(_: &Element, _: &str) {}

pub(crate) fn mark_current(_: &Element, _: bool) {}
