//! Live sessions with their minutes and the results of their polls.

use busola_texts::Lang;

use super::numbers::{lying, table};
use super::{Block, Cell, Fact, Part, Section, markdown};
use crate::chart::{Bar, Shade};
use crate::model::{Poll, Session};
use crate::words;

/// Nothing where there was none.
pub(super) fn section(lang: Lang, sessions: &[Session]) -> Option<Section> {
    if sessions.is_empty() {
        return None;
    }
    let blocks = sessions.iter().flat_map(|session| one(lang, session)).collect();
    Some(Section { part: Part::Sessions, title: lang.report_sessions(), blocks })
}

fn one(lang: Lang, session: &Session) -> Vec<Block> {
    let mut blocks = vec![
        Block::heading(2, session.title.as_str()),
        Block::facts([
            Fact::value(lang.report_session_when(), &Cell::moment(lang, session.starts_at)),
            Fact::text(lang.minutes_place(), &session.place),
            Fact::text(lang.report_session_state(), &words::session_state(lang, session.state)),
        ]),
    ];
    blocks.extend(session.polls.iter().flat_map(|poll| result(lang, poll)));
    if let Some(minutes) = &session.minutes {
        blocks.push(Block::heading(3, lang.hall_minutes()));
        blocks.extend(markdown::blocks(minutes, 3));
    }
    blocks
}

fn result(lang: Lang, poll: &Poll) -> Vec<Block> {
    let title = format!("{}: {}", lang.report_poll(), poll.question);
    let voted = lang.hall_ballots(poll.ballots, words::number(lang, poll.ballots));
    let bar =
        |(text, votes): (&str, i64)| Bar { label: text.to_owned(), value: votes, words: words::number(lang, votes), shade: Shade::Plain };
    let options = poll.options.iter().map(|option| (option.text.as_str(), option.votes));
    let rows = options.clone().map(|(text, votes)| vec![Cell::words(text), Cell::number(lang, votes)]).collect();
    vec![
        Block::heading(3, title.as_str()),
        Block::paragraph(format!("{}. {voted}", words::openness(lang, poll))),
        lying(lang, poll.question.clone(), options.map(bar).collect()),
        table(&poll.question, lang.hall_poll_option(), lang.hall_poll_votes(), rows),
    ]
}
