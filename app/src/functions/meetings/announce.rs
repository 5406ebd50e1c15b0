//! What is announced of a meeting: at first, changed, and called off.

use busola_domain::meeting::{AgendaItem, Meeting, MeetingChange, NewItem, NewMeeting, Rules};
use busola_domain::schedule::local::{self, Side};
use busola_domain::{ConsultationId, FieldError, MeetingId, Problem, Timestamp, UnitId};
use busola_service::Error;
use busola_service::consultations::Key;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::context::Site;
use crate::failure::Failure;
use crate::functions::{fail, go_to, ticked};

/// The form of a meeting, as it is typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MeetingForm {
    /// The consultation of a new one.
    pub consultation: Option<ConsultationId>,
    /// The revision of the announcement that is edited; empty when that does not matter.
    pub revision: String,
    /// What it is called.
    pub title: String,
    /// When it is to begin, as local time.
    pub starts_at: String,
    /// When it is to end, as local time; empty for no announced end.
    pub ends_at: String,
    /// Where.
    pub place: String,
    /// The agenda, an item a line; what stands before the first colon may be the citation of a unit.
    pub agenda: String,
    /// Who finds it: `public` or `invited`. It stays what it was at first.
    pub doors: String,
    /// Whether questions wait for a moderator.
    #[serde(deserialize_with = "ticked")]
    pub approve_questions: bool,
    /// Whether questions may be asked without a public name.
    #[serde(deserialize_with = "ticked")]
    pub anonymous_questions: bool,
    /// Whether names for the hall are taken.
    #[serde(deserialize_with = "ticked")]
    pub guests: bool,
    /// Seconds that a speaker has.
    pub speech_seconds: String,
}

impl MeetingForm {
    /// The form of a meeting that is there.
    #[must_use]
    pub fn of(meeting: &Meeting) -> Self {
        let titles: Vec<_> = meeting.agenda.iter().map(|item| item.title.as_str()).collect();
        Self {
            consultation: None,
            revision: String::new(),
            title: meeting.title.clone(),
            starts_at: local::field(meeting.starts_at),
            ends_at: meeting.ends_at.map(local::field).unwrap_or_default(),
            place: meeting.place.clone(),
            agenda: titles.join("\n"),
            doors: if meeting.public { "public" } else { "invited" }.to_owned(),
            approve_questions: meeting.rules.approve_questions,
            anonymous_questions: meeting.rules.anonymous_questions,
            guests: meeting.rules.guests,
            speech_seconds: meeting.rules.speech_seconds.to_string(),
        }
    }
}

/// Announces a meeting.
#[server(prefix = "/fn", endpoint = "create-meeting")]
pub async fn create_meeting(#[server(flatten)] form: MeetingForm) -> Result<(), Failure> {
    let site = Site::get()?;
    let actor = site.actor.as_ref();
    let Some(id) = form.consultation else { return Err(fail(&site)(Error::not_found())) };
    let consultation = site.service.consultation(actor, &Key::Id(id)).await.map_err(fail(&site))?;
    let units: Vec<_> = consultation.draft.units.into_iter().map(|unit| (unit.label, unit.id)).collect();
    let agenda = agenda(&form.agenda, &units, &[]);
    let new = parse(form, None, agenda).map_err(|errors| fail(&site)(by_fields(Error::Invalid(errors))))?;
    let created = site.service.create_meeting(actor, &Key::Id(id), new).await.map_err(by_fields);
    let meeting = created.map_err(fail(&site))?;
    go_to(&format!("/sessions/{}/console", meeting.id));
    Ok(())
}

/// Changes what was announced of a meeting.
#[server(prefix = "/fn", endpoint = "change-meeting")]
pub async fn change_meeting(id: MeetingId, #[server(flatten)] form: MeetingForm) -> Result<(), Failure> {
    let site = Site::get()?;
    let actor = site.actor.as_ref();
    let page = site.service.meeting(actor, id).await.map_err(fail(&site))?;
    let known = page.snapshot.meeting;
    let units: Vec<_> = page.units.into_iter().map(|stored| (stored.unit.label, stored.unit.id)).collect();
    let agenda = agenda(&form.agenda, &units, &known.agenda);
    let revision = form.revision.trim().parse().ok();
    let wanted = parse(form, Some(&known), agenda).map_err(|errors| fail(&site)(by_fields(Error::Invalid(errors))))?;
    let change = MeetingChange {
        title: Some(wanted.title),
        starts_at: Some(wanted.starts_at),
        ends_at: Some(wanted.ends_at),
        place: Some(wanted.place),
        agenda: Some(wanted.agenda),
        rules: Some(wanted.rules),
        revision,
    };
    let changed = site.service.change_meeting(actor, id, change, site.received).await.map_err(by_fields);
    changed.map_err(fail(&site))?;
    go_to(&format!("/sessions/{id}"));
    Ok(())
}

/// Calls a meeting off that was not begun.
#[server(prefix = "/fn", endpoint = "cancel-meeting")]
pub async fn cancel_meeting(id: MeetingId) -> Result<(), Failure> {
    let site = Site::get()?;
    site.service.cancel_meeting(site.actor.as_ref(), id, site.received).await.map_err(fail(&site))?;
    go_to(&format!("/sessions/{id}"));
    Ok(())
}

/// What the form says; of a meeting that is there, over what it does not say.
fn parse(form: MeetingForm, known: Option<&Meeting>, agenda: Vec<NewItem>) -> Result<NewMeeting, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut moment = |field: &str, typed: &str, was: Option<Timestamp>, side: Side| match was {
        // Where nobody touched it, it stays to the millisecond, and in the hour that autumn has twice.
        Some(was) if local::field(was) == typed.trim() => Some(was),
        _ => local::parse(typed, side).map_err(|problem| errors.push(FieldError::new(field, problem))).ok(),
    };
    let starts_at = moment("starts_at", &form.starts_at, known.map(|known| known.starts_at), Side::Start);
    let ends_at = match form.ends_at.trim() {
        "" => None,
        typed => moment("ends_at", typed, known.and_then(|known| known.ends_at), Side::End),
    };
    let seconds = match form.speech_seconds.trim() {
        "" => Ok(0),
        typed => typed.parse().map_err(|_| errors.push(FieldError::new("speech_seconds", Problem::Malformed))),
    };
    let new = NewMeeting {
        title: form.title,
        starts_at: starts_at.unwrap_or(Timestamp(0)),
        ends_at,
        place: form.place,
        agenda,
        public: known.map_or(form.doors != "invited", |known| known.public),
        rules: Rules {
            approve_questions: form.approve_questions,
            anonymous_questions: form.anonymous_questions,
            guests: form.guests,
            speech_seconds: seconds.unwrap_or(0),
            ..known.map(|known| known.rules).unwrap_or_default()
        },
    };
    if errors.is_empty() {
        return Ok(new);
    }
    // What else is wrong is told at the same time.
    errors.extend(new.parse(|_| true).err().unwrap_or_default());
    Err(errors)
}

/// The agenda as it was typed: `§ 5: Rules` is about § 5, `Other` about no unit. A line that says what an item of the
/// agenda before says is that item, with its unit; one whose words changed is still found by its unit or its place.
fn agenda(typed: &str, units: &[(String, UnitId)], known: &[AgendaItem]) -> Vec<NewItem> {
    let lines: Vec<&str> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let same = same_items(&lines, units, known);
    let mut items = Vec::with_capacity(lines.len());
    for (line, same) in lines.into_iter().zip(same) {
        let named = cited(line, units);
        let unit = match same {
            Some(item) if item.title == line => item.unit.or(named),
            // A unit that the words before named goes with them; one that was given besides stays.
            Some(item) if cited(&item.title, units).is_none() => named.or(item.unit),
            _ => named,
        };
        items.push(NewItem { id: same.map(|item| item.id), title: line.to_owned(), unit });
    }
    items
}

/// The unit whose citation stands before the first colon.
fn cited(line: &str, units: &[(String, UnitId)]) -> Option<UnitId> {
    let citation = line.split_once(':').map_or(line, |(citation, _)| citation);
    let citation = citation.split_whitespace().collect::<Vec<_>>().join(" ");
    units.iter().find(|(label, _)| *label == citation).map(|(_, id)| *id)
}

/// Which item of the agenda before each line is, each item once: the one with the same words; of what is left one about
/// the unit that the line cites; and where there are as many lines as items, the one in the same place.
fn same_items<'a>(lines: &[&str], units: &[(String, UnitId)], known: &'a [AgendaItem]) -> Vec<Option<&'a AgendaItem>> {
    let mut same: Vec<Option<&'a AgendaItem>> = vec![None; lines.len()];
    let mut left: Vec<&'a AgendaItem> = known.iter().collect();
    for (line, same) in lines.iter().zip(same.iter_mut()) {
        *same = left.iter().position(|item| item.title == *line).map(|at| left.remove(at));
    }
    for (line, same) in lines.iter().zip(same.iter_mut()).filter(|(_, same)| same.is_none()) {
        let Some(unit) = cited(line, units) else { continue };
        *same = left.iter().position(|item| item.unit == Some(unit)).map(|at| left.remove(at));
    }
    if lines.len() == known.len() {
        for (item, same) in known.iter().zip(same.iter_mut()).filter(|(_, same)| same.is_none()) {
            *same = left.iter().position(|free| free.id == item.id).map(|at| left.remove(at));
        }
    }
    same
}

/// The same with errors at the fields of the form, of which the whole agenda is one.
fn by_fields(error: Error) -> Error {
    match error {
        Error::Invalid(mut errors) => {
            for bad in errors.iter_mut().filter(|bad| bad.field.starts_with("agenda.")) {
                bad.field = "agenda".to_owned();
            }
            errors.dedup();
            Error::Invalid(errors)
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use busola_domain::AgendaItemId;
    use uuid::Uuid;

    fn form() -> MeetingForm {
        MeetingForm { title: "Meeting".to_owned(), starts_at: "2027-06-20T16:00".to_owned(), ..MeetingForm::default() }
    }

    #[test]
    fn an_item_of_the_agenda_that_begins_with_a_citation_is_about_that_unit() {
        let unit = UnitId(Uuid::from_u128(5));
        let units = [("§ 5 ust. 1".to_owned(), unit)];
        let items = agenda("§ 5  ust. 1: rules\n\n§ 5 ust. 1\nOther: talk", &units, &[]);
        let units: Vec<_> = items.iter().map(|item| item.unit).collect();
        assert_eq!(units, [Some(unit), Some(unit), None]);
        assert_eq!(items[0].title, "§ 5  ust. 1: rules");
    }

    #[test]
    fn a_line_that_stays_is_the_item_that_it_was_once() {
        let (id, unit) = (AgendaItemId(Uuid::from_u128(1)), UnitId(Uuid::from_u128(5)));
        let known = [AgendaItem { id, title: "Money".to_owned(), unit: Some(unit) }];
        let items = agenda("Rules\r\n Money \r\nMoney", &[], &known);
        let read: Vec<_> = items.iter().map(|item| (item.id, item.unit)).collect();
        assert_eq!(read, [(None, None), (Some(id), Some(unit)), (None, None)]);
    }

    #[test]
    fn a_line_with_a_typo_corrected_stays_the_item_that_it_was() {
        let unit = |n| UnitId(Uuid::from_u128(n));
        let units = [("§ 5".to_owned(), unit(5)), ("§ 7".to_owned(), unit(7))];
        let item = |n, title: &str, unit| AgendaItem { id: AgendaItemId(Uuid::from_u128(n)), title: title.to_owned(), unit };
        let known = [item(1, "§ 5: Ruls", Some(unit(5))), item(2, "Mony", Some(unit(7))), item(3, "Other", None)];
        let read = |typed: &str| {
            let items = agenda(typed, &units, &known);
            items.iter().map(|item| (item.id.map(|id| id.0.as_u128()), item.unit)).collect::<Vec<_>>()
        };
        // In its place, with the unit that it was given besides its words.
        assert_eq!(read("Other\nMoney\n§ 5: Rules"), [(Some(3), None), (Some(2), Some(unit(7))), (Some(1), Some(unit(5)))]);
        // By its unit, where a line was added; what has neither is another item.
        assert_eq!(read("Opening\n§ 5: Rules\nMoney\nOther"), [(None, None), (Some(1), Some(unit(5))), (None, None), (Some(3), None)]);
        // A unit that the words named goes with them.
        assert_eq!(read("Rules\nMony\nOther")[0], (Some(1), None));
    }

    #[test]
    fn everything_that_can_not_be_read_is_named_at_once_at_its_field() {
        let form = MeetingForm { title: String::new(), ends_at: "?".to_owned(), speech_seconds: "x".to_owned(), ..form() };
        let long = NewItem { id: None, title: "x".repeat(1_000), unit: None };
        let errors = parse(form, None, vec![long.clone(), long]).unwrap_err();
        let Error::Invalid(errors) = by_fields(Error::Invalid(errors)) else { panic!("other fields") };
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["ends_at", "speech_seconds", "title", "agenda"]);
    }

    #[test]
    fn a_box_that_is_ticked_comes_as_a_word() {
        let form: MeetingForm = serde_json::from_str(r#"{"title": "Meeting", "guests": "true"}"#).unwrap();
        assert_eq!((form.guests, form.approve_questions), (true, false));
    }

    #[test]
    fn an_end_may_be_left_out() {
        let new = parse(form(), None, Vec::new()).unwrap();
        assert_eq!((new.starts_at.to_string().as_str(), new.ends_at), ("2027-06-20T14:00:00.000Z", None));
    }
}
