//! How sockets talk to a server: Busola's protocol, plain frames, and Socket.IO's.

use serde_json::json;

use super::record::Record;

/// Stands on both sides of the number of what was published, within the text of the remark.
const MARK: char = '#';
/// Digits of that number.
const DIGITS: usize = 7;

/// A protocol over a WebSocket.
#[derive(Clone)]
pub(crate) enum Dialect {
    /// Busola's, with a subscription to one channel.
    Busola {
        /// Its name.
        channel: String,
    },
    /// The same with the channel of a live session, in which one poll is watched.
    Session {
        /// The channel's name.
        channel: String,
        /// The poll's id.
        poll: String,
    },
    /// Every text frame is an event; there is nothing to subscribe to.
    Plain,
    /// Socket.IO 4 over Engine.IO 4.
    SocketIo,
}

/// What a frame means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard<'a> {
    /// Something was published.
    Event {
        /// Its place in the log.
        seq: u64,
        /// The number of its publishing.
        number: usize,
        /// The peer's name for it, where sessions are kept.
        offset: Option<&'a str>,
    },
    /// Something happened in a live session.
    Happened {
        /// Its place in the log.
        seq: u64,
        /// Whether it is the closing of the poll that is watched.
        closes: bool,
    },
    /// The poll that is watched has so many ballots.
    Ballots(u64),
    /// The subscription is there.
    Welcome {
        /// The end of the log, where the server tells it.
        head: Option<u64>,
        /// The peer's name for the session.
        session: Option<&'a str>,
    },
    /// It must be answered.
    Question(String),
    /// Nothing that matters here.
    Nothing,
    /// Nothing that should ever come.
    Wrong,
}

/// A number as it stands in a remark.
pub(crate) fn mark(number: usize) -> String {
    format!("{MARK}{number:0DIGITS$}{MARK}")
}

impl Dialect {
    /// What is said first, if the server does not begin; `None` where there is nothing to say at all.
    pub(super) fn opening(&self, record: &Record) -> Option<String> {
        match self {
            Self::Busola { channel } | Self::Session { channel, .. } => {
                Some(json!({ "type": "subscribe", "channel": channel, "after": record.last() }).to_string())
            }
            Self::Plain | Self::SocketIo => None,
        }
    }

    /// Whether a socket is subscribed as soon as it is open.
    pub(super) fn is_silent(&self) -> bool {
        matches!(self, Self::Plain)
    }

    /// Understands a frame.
    pub(super) fn read<'a>(&self, text: &'a str, record: &Record) -> Heard<'a> {
        match self {
            Self::Busola { .. } => busola(text),
            Self::Session { poll, .. } => session(text, poll),
            Self::Plain => event(text, None),
            Self::SocketIo => socket_io(text, record),
        }
    }
}

fn busola(text: &str) -> Heard<'_> {
    let Some(kind) = between(text, r#"{"type":""#, "\"") else { return Heard::Wrong };
    match kind {
        "event" => event(text, None),
        "subscribed" => match number_after(text, r#""head":"#) {
            Some(head) => Heard::Welcome { head: Some(head), session: None },
            None => Heard::Wrong,
        },
        "tally" | "presence" => Heard::Nothing,
        // An error, or a resync, which would hide what was lost.
        _ => Heard::Wrong,
    }
}

fn session<'a>(text: &'a str, poll: &str) -> Heard<'a> {
    match between(text, r#"{"type":""#, "\"") {
        Some("event") => {
            let closes = between(text, r#""kind":""#, "\"") == Some("poll.closed") && text.contains(poll);
            number_after(text, r#""seq":"#).map_or(Heard::Wrong, |seq| Heard::Happened { seq, closes })
        }
        Some("tally") if between(text, r#""subject":"poll/"#, "\"") == Some(poll) => {
            number_after(text, r#""ballots":"#).map_or(Heard::Wrong, Heard::Ballots)
        }
        _ => busola(text),
    }
}

fn socket_io<'a>(text: &'a str, record: &Record) -> Heard<'a> {
    if text == "2" {
        return Heard::Question("3".to_owned());
    }
    if text.starts_with('0') {
        let known = record.session.as_ref().zip(record.offset.as_ref());
        let known = known.map(|(session, offset)| json!({ "pid": session, "offset": offset }).to_string());
        return Heard::Question(format!("40{}", known.unwrap_or_default()));
    }
    if text.starts_with("40") {
        return Heard::Welcome { head: None, session: between(text, r#""pid":""#, "\"") };
    }
    if text.starts_with("42[\"event\",") {
        let offset = text.strip_suffix("\"]").and_then(|text| text.rsplit_once("},\"")).map(|(_, offset)| offset);
        return event(text, offset);
    }
    Heard::Wrong
}

fn event<'a>(text: &str, offset: Option<&'a str>) -> Heard<'a> {
    let (seq, number) = (number_after(text, r#""seq":"#), marked(text));
    seq.zip(number).map_or(Heard::Wrong, |(seq, number)| Heard::Event { seq, number, offset })
}

fn marked(text: &str) -> Option<usize> {
    let (_, rest) = text.split_once(MARK)?;
    rest.get(..DIGITS)?.parse().ok().filter(|_| rest[DIGITS..].starts_with(MARK))
}

fn number_after(text: &str, key: &str) -> Option<u64> {
    let (_, rest) = text.split_once(key)?;
    let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].parse().ok()
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(inside, _)| inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENT: &str = r##"{"type":"event","channel":"consultation/1","seq":12,"data":{"body":"Remark #0000034#","seq":12}}"##;

    #[test]
    fn busola_tells_places_heads_and_nothing_else() {
        let dialect = Dialect::Busola { channel: "consultation/1".to_owned() };
        let mut record = Record::default();
        let read = |text| dialect.read(text, &Record::default());
        assert_eq!(read(EVENT), Heard::Event { seq: 12, number: 34, offset: None });
        assert_eq!(read(r#"{"type":"subscribed","channel":"c","head":5}"#), Heard::Welcome { head: Some(5), session: None });
        assert_eq!(read(r#"{"type":"presence","channel":"c","count":1,"units":{}}"#), Heard::Nothing);
        assert_eq!(read(r#"{"type":"resync","channel":"c","head":5}"#), Heard::Wrong);
        assert_eq!(dialect.opening(&record).as_deref(), Some(r#"{"after":null,"channel":"consultation/1","type":"subscribe"}"#));
        record.begin(5);
        assert_eq!(dialect.opening(&record).as_deref(), Some(r#"{"after":5,"channel":"consultation/1","type":"subscribe"}"#));
    }

    #[test]
    fn of_a_session_events_and_the_ballots_of_one_poll_are_heard() {
        let event =
            |kind: &str, poll: &str| format!(r#"{{"type":"event","channel":"c","seq":3,"kind":"{kind}","data":{{"id":"{poll}"}}}}"#);
        assert_eq!(session(&event("poll.closed", "p1"), "p1"), Heard::Happened { seq: 3, closes: true });
        assert_eq!(session(&event("poll.closed", "p2"), "p1"), Heard::Happened { seq: 3, closes: false });
        assert_eq!(session(&event("session.focused", "p1"), "p1"), Heard::Happened { seq: 3, closes: false });
        let tally = |subject: &str| format!(r#"{{"type":"tally","channel":"c","subject":"{subject}","values":{{"o1":4,"ballots":7}}}}"#);
        assert_eq!(session(&tally("poll/p1"), "p1"), Heard::Ballots(7));
        assert_eq!(session(&tally("poll/p2"), "p1"), Heard::Nothing);
        assert_eq!(session(&tally("desk/p1"), "p1"), Heard::Nothing);
        assert_eq!(session(r#"{"type":"subscribed","channel":"c","head":5}"#, "p1"), Heard::Welcome { head: Some(5), session: None });
        assert_eq!(session(r#"{"type":"event","channel":"c"}"#, "p1"), Heard::Wrong);
    }

    #[test]
    fn a_frame_without_its_number_is_wrong() {
        assert_eq!(Dialect::Plain.read(r#"{"seq":1}"#, &Record::default()), Heard::Wrong);
        assert_eq!(Dialect::Plain.read("{\"seq\":1,\"body\":\"#12#\"}", &Record::default()), Heard::Wrong);
        assert_eq!(
            Dialect::Plain.read(&format!(r#"{{"seq":1,"body":"{}"}}"#, mark(56)), &Record::default()),
            Heard::Event { seq: 1, number: 56, offset: None }
        );
    }

    #[test]
    fn socket_io_opens_answers_pings_and_goes_on_with_a_session() {
        let mut record = Record::default();
        assert_eq!(socket_io(r#"0{"sid":"a","upgrades":[],"pingInterval":25000}"#, &record), Heard::Question("40".to_owned()));
        assert_eq!(socket_io("2", &record), Heard::Question("3".to_owned()));
        assert_eq!(socket_io(r#"40{"sid":"b"}"#, &record), Heard::Welcome { head: None, session: None });
        assert_eq!(socket_io(r#"40{"sid":"b","pid":"p1"}"#, &record), Heard::Welcome { head: None, session: Some("p1") });
        (record.session, record.offset) = (Some("p1".to_owned()), Some("o9".to_owned()));
        assert_eq!(socket_io("0{}", &record), Heard::Question(r#"40{"offset":"o9","pid":"p1"}"#.to_owned()));
        assert_eq!(socket_io(r#"44{"message":"no"}"#, &record), Heard::Wrong);
    }

    #[test]
    fn socket_io_events_may_have_an_offset() {
        let record = Record::default();
        let plain = format!(r#"42["event",{EVENT}]"#);
        assert_eq!(socket_io(&plain, &record), Heard::Event { seq: 12, number: 34, offset: None });
        let kept = format!(r#"42["event",{EVENT},"P.x1"]"#);
        assert_eq!(socket_io(&kept, &record), Heard::Event { seq: 12, number: 34, offset: Some("P.x1") });
    }
}
