//! `busola demo`: a city's consultations with people and remarks, loaded through the services.

mod content;
mod themes;

use std::collections::HashMap;

use busola_domain::consultation::Consultation;
use busola_domain::meeting::{NewItem, NewMeeting, Rules};
use busola_domain::schedule::local::{self, Side};
use busola_domain::time::{DAY, HOUR, MINUTE};
use busola_domain::{Actor, CommentId, Timestamp, UnitId};
use busola_service::comments::{NewComment, Support};
use busola_service::consultations::{Key, NewConsultation, NewSource};
use busola_service::drafts::NewVersion;
use busola_service::{Clock, Service};

use crate::commands::{Failed, explain, service, service_at};
use crate::settings::Settings;
use content::{Content, Item, Planned, Remark, Session};

/// The people whose sign-in links are printed.
const GUIDES: [&str; 2] = ["resident", "moderator"];

pub(crate) async fn command(settings: &Settings, if_empty: bool, print_links: bool) -> Result<(), Failed> {
    let content = Content::read()?;
    let service = service(settings).await?;
    let empty = service.is_empty().await.map_err(|error| explain(&error))?;
    if empty {
        // A clock that is set by hand gives the demo a past.
        let clock = Clock::manual(service.now());
        load(&service_at(settings, clock.clone()).await?, &clock, &content, service.now()).await?;
        eprintln!("demo: {} people, {} consultations, {} remarks", content.person.len(), content.consultation.len(), content.remark.len());
    } else if !if_empty {
        return Err(Failed("the database is not empty: demo data need an empty one (set DATABASE_URL to a new file)".to_owned()));
    }
    if print_links {
        for key in GUIDES {
            let Some(person) = content.person.iter().find(|person| person.key == key) else { continue };
            if service.has_account(&person.email).await.map_err(|error| explain(&error))? {
                let link = service.sign_in_link(&person.email, "/").await.map_err(|error| explain(&error))?;
                println!("{} ({}, {}): {link}", person.name, person.role.as_str(), person.email);
            }
        }
    }
    service.close().await;
    Ok(())
}

/// A consultation that is loaded, with what remarks need of it.
struct Loaded {
    consultation: Consultation,
    units: HashMap<String, UnitId>,
}

async fn load(service: &Service, clock: &Clock, content: &Content, now: Timestamp) -> Result<(), Failed> {
    let mut people: HashMap<&str, Actor> = HashMap::new();
    for person in &content.person {
        let account = service.create_user(&person.email, &person.name, person.role).await.map_err(|error| explain(&error))?;
        people.insert(&person.key, Actor { account, name: person.name.clone(), role: person.role, session: None });
    }
    let moderator = people.get("moderator").ok_or_else(|| Failed("demo: no moderator".to_owned()))?;
    let mut consultations = HashMap::new();
    for planned in &content.consultation {
        let new = announce(planned, now)?;
        // Announced a week before it opens, or now, whatever comes first.
        clock.set(new.opens_at.plus(-7 * DAY).min(now));
        let consultation = service.create_consultation(Some(moderator), new).await.map_err(|error| explain(&error))?;
        let units = consultation.draft.units.iter().map(|unit| (unit.label.clone(), unit.id)).collect();
        consultations.insert(planned.key.as_str(), Loaded { consultation, units });
    }

    let mut remarks: Vec<(Timestamp, &Remark)> = Vec::new();
    for remark in &content.remark {
        let loaded = find(&consultations, &remark.consultation)?;
        let after_opening = (remark.at_day * DAY as f64) as i64;
        remarks.push((loaded.consultation.opens_at.plus(after_opening), remark));
    }
    remarks.sort_by_key(|(at, _)| *at);
    let mut ids: HashMap<&str, CommentId> = HashMap::new();
    for &(at, remark) in &remarks {
        clock.set(at);
        let id = CommentId(service.new_id());
        let loaded = find(&consultations, &remark.consultation)?;
        let unit = remark
            .unit
            .as_ref()
            .map(|label| loaded.units.get(label).copied().ok_or_else(|| Failed(format!("demo: no unit {label}"))))
            .transpose()?;
        let parent = remark
            .reply_to
            .as_ref()
            .map(|key| ids.get(key.as_str()).copied().ok_or_else(|| Failed(format!("demo: no remark {key}"))))
            .transpose()?;
        let new = NewComment { id, unit, parent, body: remark.body.clone(), version: None };
        let author = find(&people, &remark.author)?;
        service.post_comment(Some(author), &Key::Id(loaded.consultation.id), new, at).await.map_err(|error| explain(&error))?;
        ids.insert(&remark.id, id);
    }
    follow_up(service, clock, content, &people, &consultations, &remarks, &ids).await?;
    clock.set(now);
    for session in &content.session {
        hold(service, clock, moderator, session, find(&consultations, &session.consultation)?, now).await?;
    }
    for planned in &content.consultation {
        let of = find(&consultations, &planned.key)?;
        for later in &planned.version {
            clock.set(moment(now, later.published_in_days, &later.published_at, Side::Start)?);
            let new = NewVersion { format: planned.format, source: content::draft(&later.draft)?.to_owned(), note: later.note.clone() };
            service.publish_draft(Some(moderator), &Key::Id(of.consultation.id), new).await.map_err(|error| explain(&error))?;
        }
    }
    clock.set(now);
    themes::load(service, moderator, content, &consultations, &ids, now).await
}

/// Announces a live session, with its polls prepared, and holds it if it was held.
async fn hold(service: &Service, clock: &Clock, moderator: &Actor, session: &Session, of: &Loaded, now: Timestamp) -> Result<(), Failed> {
    let item = |item: &Item| {
        let unit = item.unit.as_ref().map(|label| of.units.get(label).copied().ok_or_else(|| Failed(format!("demo: no unit {label}"))));
        Ok(NewItem { id: None, title: item.title.clone(), unit: unit.transpose()? })
    };
    let starts_at = moment(now, session.starts_in_days, &session.starts_at, Side::Start)?;
    // Announced a week before, or now, whatever comes first.
    clock.set(starts_at.plus(-7 * DAY).min(now));
    let new = NewMeeting {
        title: session.title.clone(),
        starts_at,
        ends_at: None,
        place: session.place.clone(),
        agenda: session.agenda.iter().map(item).collect::<Result<_, Failed>>()?,
        public: true,
        rules: Rules { anonymous_questions: true, ..Rules::default() },
    };
    let meeting = service.create_meeting(Some(moderator), &Key::Id(of.consultation.id), new).await.map_err(|error| explain(&error))?;
    for poll in &session.poll {
        service.create_poll(Some(moderator), meeting.id, poll.clone(), now).await.map_err(|error| explain(&error))?;
    }
    if session.held {
        clock.set(starts_at);
        service.start_meeting(Some(moderator), meeting.id, starts_at).await.map_err(|error| explain(&error))?;
        let ends_at = starts_at.plus(2 * HOUR);
        clock.set(ends_at);
        service.end_meeting(Some(moderator), meeting.id, ends_at).await.map_err(|error| explain(&error))?;
    }
    Ok(())
}

/// Supports, hiding and taking back come when the conversation is there.
async fn follow_up(
    service: &Service,
    clock: &Clock,
    content: &Content,
    people: &HashMap<&str, Actor>,
    consultations: &HashMap<&str, Loaded>,
    remarks: &[(Timestamp, &Remark)],
    ids: &HashMap<&str, CommentId>,
) -> Result<(), Failed> {
    let moderator = find(people, "moderator")?;
    for (turn, &(at, remark)) in remarks.iter().enumerate() {
        let id = *find(ids, &remark.id)?;
        let loaded = find(consultations, &remark.consultation)?;
        let soon = at.plus(MINUTE).min(loaded.consultation.closes_at.plus(-1));
        clock.set(soon);
        let supporters = content.person.iter().cycle().skip(turn * 7).filter(|person| person.key != remark.author);
        for person in supporters.take(remark.supports) {
            let supporter = find(people, &person.key)?;
            service.support_comment(Some(supporter), id, Support::Given, soon).await.map_err(|error| explain(&error))?;
        }
    }
    for &(at, remark) in remarks {
        let id = *find(ids, &remark.id)?;
        let later = at.plus(30 * MINUTE);
        clock.set(later);
        if let Some(reason) = &remark.hidden {
            service.hide_comment(Some(moderator), id, reason, later).await.map_err(|error| explain(&error))?;
        }
        if remark.withdrawn {
            let author = find(people, &remark.author)?;
            service.withdraw_comment(Some(author), id, later).await.map_err(|error| explain(&error))?;
        }
    }
    Ok(())
}

/// A planned consultation with its dates around today.
fn announce(planned: &Planned, now: Timestamp) -> Result<NewConsultation, Failed> {
    Ok(NewConsultation {
        title: planned.title.clone(),
        kind: planned.kind,
        summary: planned.summary.clone(),
        notice: planned.notice.clone(),
        audience: planned.audience,
        moderation: planned.moderation,
        opens_at: moment(now, planned.opens_in_days, &planned.opens_at, Side::Start)?,
        closes_at: moment(now, planned.closes_in_days, &planned.closes_at, Side::End)?,
        draft: NewSource { format: planned.format, source: content::draft(&planned.draft)?.to_owned() },
        publish: true,
    })
}

/// A time of the day so many days from now, by the city's clocks.
fn moment(now: Timestamp, days: i64, time: &str, side: Side) -> Result<Timestamp, Failed> {
    let date = local::civil(now).date().saturating_add(jiff::Span::new().days(days));
    local::parse(&format!("{date}T{time}"), side).map_err(|problem| Failed(format!("demo: {date} {time}: {problem:?}")))
}

fn find<'a, T>(map: &'a HashMap<&str, T>, key: &str) -> Result<&'a T, Failed> {
    map.get(key).ok_or_else(|| Failed(format!("demo: {key} is not there")))
}
