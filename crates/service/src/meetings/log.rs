//! The log of a meeting as it is read: each event has what it is about, as it is now. So who was away and reads on is
//! in the present with the last one.

use std::collections::HashMap;

use busola_domain::event::{About, Event, SpeakerChanged};
use busola_domain::meeting::Meeting;
use busola_domain::{MeetingId, QuestionId, Subject, Timestamp};
use busola_storage::Session;
use busola_storage::events::Row;
use busola_storage::meetings::{self, polls, questions, speakers};
use serde_json::{Value, json};

use super::view;
use crate::Error;
use crate::events::Composed;

/// Composes rows of a meeting's log, as everyone may read it.
pub(crate) async fn compose(session: &mut Session, id: MeetingId, rows: Vec<Row>, now: Timestamp) -> Result<Vec<Composed>, Error> {
    let any = |about: About| rows.iter().any(|row| row.kind.about() == about);
    let Some(meeting) = meetings::by_id(session, id).await? else { return Ok(Vec::new()) };
    let asked: Vec<_> = rows.iter().filter(|row| row.kind.about() == About::Question).map(|row| QuestionId(row.subject)).collect();
    let asked: HashMap<_, _> = questions::by_ids(session, &asked).await?.into_iter().map(|question| (question.id, question)).collect();
    let queue = if any(About::Speaker) { speakers::of_meeting(session, id).await? } else { Vec::new() };
    let polls = if any(About::Poll) { polls::of_meeting(session, id).await? } else { Vec::new() };
    let order = view::queue(&meeting.rules, &queue);
    let agenda = if any(About::Meeting) { meetings::agenda(session, id).await? } else { Vec::new() };
    let facts = facts(&view::meeting(meeting, agenda));

    let data = |row: &Row| match row.kind.about() {
        About::Meeting => facts.clone(),
        About::Question => asked
            .get(&QuestionId(row.subject))
            .cloned()
            .and_then(|stored| view::question(stored, None, now))
            .map_or(Value::Null, |question| json!(question)),
        About::Speaker => {
            let speaker = queue.iter().find(|speaker| speaker.id.0 == row.subject).cloned().map(view::speaker);
            json!(SpeakerChanged { speaker, queue: order.clone() })
        }
        About::Poll => polls.iter().find(|poll| poll.id.0 == row.subject).map_or(Value::Null, |poll| json!(view::poll(poll))),
        About::Comment | About::Consultation => Value::Null,
    };
    Ok(rows
        .iter()
        .map(|row| {
            let words = (row.kind.about() == About::Question).then_some(Subject::Question(QuestionId(row.subject)));
            Composed { event: Event { seq: row.seq, at: row.at, kind: row.kind, data: data(row) }, words }
        })
        .collect())
}

/// A meeting without its code: that one is for who is shown the page, and never changes.
fn facts(meeting: &Meeting) -> Value {
    let mut facts = json!(meeting);
    if let Some(fields) = facts.as_object_mut() {
        fields.remove("code");
    }
    facts
}
