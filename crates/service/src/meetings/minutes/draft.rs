//! Minutes as they begin: what happened, in Markdown.

use std::fmt::Write as _;

use busola_domain::UnitId;
use busola_domain::meeting::minutes::BODY_MAX;
use busola_domain::meeting::poll::{NamedVote, PollOption};
use busola_domain::meeting::question::State as QuestionState;
use busola_domain::meeting::{Poll, Question, Speaker};
use busola_domain::time::SECOND;
use busola_storage::meetings::focuses::Shown;
use busola_texts::Lang;

use super::facts::{Facts, Remark};
use crate::moments::{clock, date, full};

/// The draft of the minutes, at most as long as minutes may be.
pub(super) fn markdown(lang: Lang, facts: &Facts) -> String {
    let parts = vec![
        head(lang, facts),
        course(lang, facts),
        speeches(lang, &facts.speakers),
        questions(lang, facts),
        polls(lang, &facts.polls),
        remarks(lang, facts),
    ];
    shortened(lang, parts)
}

/// The parts as one text that minutes may be. Where they are too long, the longest says so instead, under its heading: half
/// a table, or half a vote, would tell what is not true. The first part is never too long.
fn shortened(lang: Lang, mut parts: Vec<String>) -> String {
    parts.retain(|part| !part.is_empty());
    for _ in 1..parts.len() {
        if parts.iter().map(|part| part.chars().count() + 2).sum::<usize>() <= BODY_MAX {
            break;
        }
        if let Some(longest) = parts.iter_mut().skip(1).max_by_key(|part| part.chars().count()) {
            let heading = longest.lines().next().unwrap_or_default();
            *longest = format!("{heading}\n\n{}", lang.minutes_too_long());
        }
    }
    parts.join("\n\n")
}

fn head(lang: Lang, facts: &Facts) -> String {
    let meeting = &facts.meeting;
    let row = |label: String, words: String| format!("- {label}: {words}");
    let mut rows = vec![row(lang.minutes_consultation(), plain(&facts.consultation))];
    // Of one that nobody began nobody knows when it was held.
    if let Some(from) = meeting.started_at {
        let until = meeting.ended_at.map(|to| format!("–{}", clock(to))).unwrap_or_default();
        rows.push(row(lang.minutes_held(), format!("{}, {}{until}", date(lang, from), clock(from))));
    }
    rows.push(row(lang.minutes_announced(), full(lang, meeting.starts_at)));
    if !meeting.place.is_empty() {
        rows.push(row(lang.minutes_place(), plain(&meeting.place)));
    }
    rows.join("\n")
}

/// What was on show, from when until when. What was not reached is named.
fn course(lang: Lang, facts: &Facts) -> String {
    let title = |item| facts.meeting.agenda.iter().find(|known| known.id == item).map(|item| plain(&item.title));
    let label = |unit: UnitId| facts.labels.get(&unit).map(|label| plain(label));
    let during = during(facts);
    let mut rows = Vec::new();
    for (at, shown) in during.iter().enumerate() {
        let until = during.get(at + 1).map(|next| next.at).or(facts.meeting.ended_at);
        let words: Vec<_> = [shown.item.and_then(title), shown.unit.and_then(label)].into_iter().flatten().collect();
        if words.is_empty() {
            continue;
        }
        let span = until.map(|until| format!("–{}", clock(until))).unwrap_or_default();
        rows.push(format!("- {}{span} {}", clock(shown.at), words.join(" · ")));
    }
    let reached = |id| during.iter().any(|shown| shown.item == Some(id));
    for item in facts.meeting.agenda.iter().filter(|item| !reached(item.id)) {
        rows.push(format!("- {}: {}", lang.minutes_not_reached(), plain(&item.title)));
    }
    section(&lang.minutes_course(), rows.join("\n"))
}

/// What was on show since the meeting was begun; what was on show at that moment, from then on. What was tried before is no
/// part of its course.
fn during(facts: &Facts) -> Vec<Shown> {
    let Some(start) = facts.meeting.started_at else { return facts.shown.clone() };
    let tried = facts.shown.iter().take_while(|shown| shown.at <= start).count();
    facts.shown.iter().skip(tried.saturating_sub(1)).map(|shown| Shown { at: shown.at.max(start), ..*shown }).collect()
}

fn speeches(lang: Lang, speakers: &[Speaker]) -> String {
    let rows: String = speakers
        .iter()
        .filter_map(|speaker| {
            let (from, to) = (speaker.called_at?, speaker.ended_at?);
            Some(format!("\n| {} | {} | {} |", plain(&speaker.name), clock(from), span(to.since(from))))
        })
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    let table = format!("| {} | {} | {} |\n|---|---|---|{rows}", lang.minutes_who(), lang.minutes_from(), lang.minutes_how_long());
    section(&lang.minutes_speeches(), table)
}

fn questions(lang: Lang, facts: &Facts) -> String {
    let entry = |(number, question): (usize, &Question)| {
        let author = question.author.as_deref().map_or_else(|| lang.hall_anonymous_author(), plain);
        let unit = question.unit.and_then(|unit| facts.labels.get(&unit)).map(|label| format!(", {}", plain(label)));
        let supports = if question.supports > 0 { format!(", {}", lang.minutes_supports(question.supports)) } else { String::new() };
        let became = match question.state {
            QuestionState::Answered => Some(lang.hall_answered()),
            QuestionState::InWriting if question.answer.is_none() => Some(lang.hall_in_writing()),
            QuestionState::Merged => Some(lang.hall_merged()),
            QuestionState::Open => Some(lang.minutes_unanswered()),
            QuestionState::InWriting | QuestionState::Pending | QuestionState::Hidden => None,
        };
        let became = became.map(|words| format!(" ({words})")).unwrap_or_default();
        // What belongs to an entry stands as far to the right as its first word.
        let margin = " ".repeat(format!("{number}. ").len());
        let body = question.body.as_deref().map(|words| indented(words, &margin)).unwrap_or_default();
        let mut entry = format!("{number}. **{author}**{}{supports}{became}\n\n{body}", unit.unwrap_or_default());
        if let Some(answer) = &question.answer {
            let _infallible = write!(entry, "\n\n{margin}**{}**\n\n{}", lang.hall_answer(), indented(answer, &margin));
        }
        entry
    };
    let entries: Vec<_> = (1_usize..).zip(&facts.questions).map(entry).collect();
    section(&lang.hall_questions(), entries.join("\n\n"))
}

fn polls(lang: Lang, polls: &[(Poll, Vec<NamedVote>)]) -> String {
    let entries: Vec<_> = polls.iter().map(|(poll, named)| one_poll(lang, poll, named)).collect();
    section(&lang.hall_polls(), entries.join("\n\n"))
}

fn one_poll(lang: Lang, poll: &Poll, named: &[NamedVote]) -> String {
    let tally = poll.tally.clone().unwrap_or_default();
    let votes = |option: &PollOption| tally.get(&option.id.to_string()).copied().unwrap_or(0);
    let rows: String = poll.options.iter().map(|option| format!("\n| {} | {} |", plain(&option.text), votes(option))).collect();
    let kind = match (poll.secret, poll.named) {
        (true, _) => lang.minutes_secret(),
        (false, true) => lang.minutes_named(),
        (false, false) => lang.minutes_not_secret(),
    };
    let span = match (poll.opened_at, poll.closed_at) {
        (Some(from), Some(to)) => format!("{}–{}", clock(from), clock(to)),
        _ => String::new(),
    };
    let ballots = tally.get("ballots").copied().unwrap_or(0);
    let mut text = format!(
        "## {}\n\n{kind}, {span}. {}\n\n| {} | {} |\n|---|--:|{rows}",
        plain(&poll.question),
        lang.hall_ballots(ballots, ballots),
        lang.hall_poll_option(),
        lang.hall_poll_votes(),
    );
    if !named.is_empty() {
        let marked = |vote: &NamedVote| {
            let options = poll.options.iter().filter(|option| vote.options.contains(&option.id));
            options.map(|option| plain(&option.text)).collect::<Vec<_>>().join(", ")
        };
        let rows: String = named.iter().map(|vote| format!("\n| {} | {} |", plain(&vote.name), marked(vote))).collect();
        let _infallible = write!(text, "\n\n| {} | {} |\n|---|---|{rows}", lang.minutes_who(), lang.minutes_vote());
    }
    text
}

fn remarks(lang: Lang, facts: &Facts) -> String {
    let row = |remark: &Remark| {
        let unit = remark.unit.and_then(|unit| facts.labels.get(&unit)).map_or_else(|| lang.minutes_whole_draft(), |label| plain(label));
        // The page of a consultation has the remarks of one unit at a time.
        let place = remark.unit.map(|unit| format!("?unit={unit}")).unwrap_or_default();
        format!("- {}: [{unit}]({}{place}#u-{})", plain(&remark.author), facts.address, remark.comment)
    };
    let rows: Vec<_> = facts.remarks.iter().map(row).collect();
    section(&lang.minutes_remarks(), rows.join("\n"))
}

/// A part under its heading; nothing without content.
fn section(heading: &str, content: String) -> String {
    if content.is_empty() { content } else { format!("# {heading}\n\n{content}") }
}

/// Words that somebody typed, on one line, so that they stand there as they were typed: Markdown's signs are escaped.
fn plain(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for sign in words.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(sign, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~') {
            text.push('\\');
        }
        text.push(sign);
    }
    text
}

/// Lines of a list's entry.
fn indented(words: &str, margin: &str) -> String {
    let lines = words.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| format!("{margin}{}", beginning(plain(line)))).collect::<Vec<_>>().join("\n\n")
}

/// A line that begins with no sign of a list, a heading or a rule: what looks like one is escaped.
fn beginning(line: String) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes().get(digits) {
        Some(b'-' | b'+' | b'=') if digits == 0 => format!("\\{line}"),
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
        _ => line,
    }
}

/// A span of time, as `3:20`.
fn span(millis: i64) -> String {
    let seconds = millis.max(0) / SECOND;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use busola_domain::meeting::minutes::BODY_MAX;
    use busola_texts::Lang;

    use super::shortened;

    #[test]
    fn the_longest_part_of_what_is_too_long_says_so() {
        let lang = Lang::default();
        let part = |heading: &str, sign: &str, length| format!("# {heading}\n\n{}", sign.repeat(length));
        let (short, long) = (part("Krótka", "ż", 10), part("Długa", "ż", BODY_MAX - 100));
        let text = shortened(lang, vec!["Początek".to_owned(), short.clone(), String::new(), long.clone()]);
        assert_eq!(text, format!("Początek\n\n{short}\n\n{long}"));
        let half = part("Połowa", "ż", BODY_MAX / 2);
        let text = shortened(lang, vec!["Początek".to_owned(), part("Pytania", "a", BODY_MAX), short.clone(), half.clone()]);
        assert_eq!(text, format!("Początek\n\n# Pytania\n\n{}\n\n{short}\n\n{half}", lang.minutes_too_long()));
    }
}
