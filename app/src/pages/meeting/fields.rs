//! The fields of a meeting: of a new one, and of one that is there.

use busola_domain::meeting::{PLACE_MAX, TITLE_MAX};
use busola_texts::Lang;
use leptos::prelude::*;

use crate::failure::Failure;
use crate::functions::meetings::announce::MeetingForm;
use crate::pages::form::{Filled, Words, as_content, field};
use crate::pages::rendered::Rendered as _;

/// The name of a field, as it stands above it.
pub(super) fn label_of(lang: Lang, name: &str) -> Option<String> {
    lang.by_name(&format!("meeting-{}", name.replace('_', "-")))
}

/// What stands in the fields: what was sent, where that was refused, else what they begin with.
pub(super) fn standing(filled: &Filled, begin: MeetingForm) -> MeetingForm {
    if filled.0.is_none() {
        return begin;
    }
    let typed = |name: &str| filled.value(name).unwrap_or_default();
    // A box that is not ticked is not sent.
    let ticked = |name: &str| filled.value(name).is_some();
    // After a conflict what was typed is kept over the present announcement next.
    let conflict = filled.0.as_ref().is_some_and(|form| matches!(form.failure, Failure::Conflict { .. }));
    let revision = filled.value("revision").filter(|_| !conflict).unwrap_or(begin.revision);
    MeetingForm {
        consultation: begin.consultation,
        revision,
        title: typed("title"),
        starts_at: typed("starts_at"),
        ends_at: typed("ends_at"),
        place: typed("place"),
        agenda: typed("agenda"),
        doors: typed("doors"),
        approve_questions: ticked("approve_questions"),
        anonymous_questions: ticked("anonymous_questions"),
        guests: ticked("guests"),
        speech_seconds: typed("speech_seconds"),
    }
}

/// Every field, filled in; `doors` says who may follow, which is chosen at first and stays.
pub(super) fn fields(lang: Lang, filled: &Filled, form: MeetingForm, doors: AnyView) -> impl IntoView + use<> {
    let place = Words::label(lang.meeting_place()).optional(lang);
    let seconds = Words::label(lang.meeting_speech_seconds()).optional(lang);
    view! {
        {line(filled, "title", Words::label(lang.meeting_title()), TITLE_MAX, form.title)}
        <div class="field-pair">
            {moment(filled, "starts_at", Words::label(lang.meeting_starts_at()), form.starts_at)}
            {moment(filled, "ends_at", Words::label(lang.meeting_ends_at()).optional(lang), form.ends_at)}
        </div>
        {line(filled, "place", place, PLACE_MAX, form.place)}
        {agenda(lang, filled, &form.agenda)}
        {doors}
        {check("approve_questions", lang.meeting_approve_questions(), form.approve_questions)}
        {check("anonymous_questions", lang.meeting_anonymous_questions(), form.anonymous_questions)}
        {check("guests", lang.meeting_guests(), form.guests)}
        {field("speech_seconds", seconds, filled.error("speech_seconds"), |ties| {
            view! {
                <input id="speech_seconds" name="speech_seconds" inputmode="numeric" size="5" value=form.speech_seconds
                    aria-describedby=ties.described_by aria-invalid=ties.invalid />
            }
            .rendered()
        })}
    }
}

fn line(filled: &Filled, name: &'static str, words: Words, max: usize, value: String) -> AnyView {
    let required = words.optional.is_none();
    field(name, words, filled.error(name), |ties| {
        view! {
            <input id=name name=name maxlength=max.to_string() required=required value=value
                aria-describedby=ties.described_by aria-invalid=ties.invalid />
        }
        .rendered()
    })
}

fn moment(filled: &Filled, name: &'static str, words: Words, value: String) -> AnyView {
    let required = words.optional.is_none();
    // A browser takes no other second than the one that is there, unless it is told that seconds count.
    let step = (value.len() > "2027-06-20T16:00".len()).then_some("1");
    field(name, words, filled.error(name), |ties| {
        view! {
            <input type="datetime-local" id=name name=name step=step required=required value=value
                aria-describedby=ties.described_by aria-invalid=ties.invalid />
        }
        .rendered()
    })
}

fn agenda(lang: Lang, filled: &Filled, typed: &str) -> AnyView {
    let words = Words::label(lang.meeting_agenda()).hint(lang.meeting_agenda_hint()).optional(lang);
    field("agenda", words, filled.error("agenda"), |ties| {
        view! {
            <textarea id="agenda" name="agenda" rows="8" aria-describedby=ties.described_by aria-invalid=ties.invalid
                inner_html=as_content(typed)></textarea>
        }
        .rendered()
    })
}

fn check(name: &'static str, words: String, checked: bool) -> impl IntoView + use<> {
    view! {
        <div class="choice">
            <input type="checkbox" id=name name=name value="true" checked=checked /> <label for=name>{words}</label>
        </div>
    }
}
