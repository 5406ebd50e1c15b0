//! A report with awkward content, for the tests of every format.

use busola_domain::answer::Decision;
use busola_domain::comment::{Source, Status};
use busola_domain::consultation::{Audience, Kind};
use busola_domain::meeting::{State, poll};
use busola_domain::opinion::Standing;
use busola_domain::theme;
use busola_domain::versions::{self, Op, Words};
use busola_domain::{Day, Notice, Phase, Role, Timestamp};

use crate::model::{
    Attachment, Change, Head, Milestone, Numbers, OfDay, OfDecision, OfSource, OfTheme, OfUnit, Opinion, Poll, PollOption, Report, Row,
    Session, Step,
};

/// 17 June 2026, 18:00 in Warsaw.
pub(crate) const AT: Timestamp = Timestamp(1_781_712_000_000);
/// Every letter that Polish has and English has not.
pub(crate) const LETTERS: &str = "ąćęłńóśźż ĄĆĘŁŃÓŚŹŻ";
/// What a format may choke on.
pub(crate) const AWKWARD: &str =
    "=1+1\t„cudzysłów” \"q\"; <b>&amp;</b> #strong[x] $x$ {\"a\"}\r\n\u{0}\u{B}\u{1F}\u{FFFE} 👩\u{200D}🔧 שלום مرحبا привіт 中文";

/// A report.
pub(crate) fn report() -> Report {
    Report {
        head: head(),
        course: vec![
            Milestone { at: AT, what: Step::Announced, detail: String::new() },
            Milestone { at: AT, what: Step::DraftPublished, detail: "2".to_owned() },
        ],
        numbers: Numbers {
            comments: 10_000,
            participants: 2,
            organisations: 1,
            residents: 1,
            hidden: 1,
            withdrawn: 1,
            by_unit: vec![OfUnit { label: Some("§ 6".to_owned()), count: 9_000 }, OfUnit { label: None, count: 1_000 }],
            by_day: vec![OfDay { day: day("2026-06-17"), count: 9_999 }, OfDay { day: day("2026-06-19"), count: 1 }],
            by_decision: vec![OfDecision { decision: Some(Decision::Partly), count: 9_999 }, OfDecision { decision: None, count: 1 }],
            by_source: vec![OfSource { source: Source::Online, count: 10_000 }],
        },
        themes: vec![
            OfTheme {
                title: "Centrum organizacji".to_owned(),
                state: theme::State::TakenUp,
                words: "Powstaje.\nW śródmieściu.".to_owned(),
                count: 3,
            },
            OfTheme { title: "=Fundusze <zewnętrzne>".to_owned(), state: theme::State::Open, words: String::new(), count: 1 },
        ],
        changes: vec![Change {
            from_label: Some("§ 5".to_owned()),
            to_label: Some("§ 6".to_owned()),
            kind: versions::Kind::Changed,
            words: vec![word(Op::Equal, "w terminie "), word(Op::Delete, "14 "), word(Op::Insert, "30 "), word(Op::Equal, "dni")],
            remarks: vec![1],
        }],
        sessions: vec![session()],
        opinion: Some(Opinion {
            requested_on: day("2026-06-01"),
            due_on: Some(day("2026-06-15")),
            given_on: None,
            kind: None,
            text: None,
            state: Standing::Silent,
        }),
        attachments: vec![Attachment {
            caption: format!("Plan <miejscowy> {LETTERS}"),
            name: "plan 1.pdf".to_owned(),
            mime: "application/pdf".to_owned(),
            bytes: 1_400_000,
            sha256: "ab".repeat(32),
            address: "https://konsultacje.example/consultations/program-2027/attachments/018f0000-0000-7000-8000-000000000001/plan%201.pdf"
                .to_owned(),
        }],
    }
}

fn head() -> Head {
    Head {
        slug: "program-2027".to_owned(),
        title: format!("Program współpracy {LETTERS}"),
        summary: "W skrócie:\n+ rok".to_owned(),
        kind: Kind::CooperationProgramme,
        phase: Phase::Closed,
        notice: Notice {
            subject: AWKWARD.to_owned(),
            aim: "Cel".to_owned(),
            forms: vec!["uwagi".to_owned(), "spotkanie".to_owned()],
            ..Notice::default()
        },
        audience: Audience::Everyone,
        opens_at: AT,
        closes_at: AT.plus(1),
        versions: 2,
        address: "https://konsultacje.example/consultations/program-2027".to_owned(),
        reported_at: None,
        changed_at: None,
        generated_at: AT,
    }
}

fn session() -> Session {
    Session {
        title: "Spotkanie otwarte".to_owned(),
        starts_at: AT,
        place: "Ratusz, sala 1".to_owned(),
        state: State::Ended,
        minutes: Some(format!("# Przebieg\n\nPani **Anna** {LETTERS}.\n\n- raz\n  1. dwa\n\n| Kto | Jak |\n|---|---|\n| A | {AWKWARD} |")),
        polls: vec![Poll {
            question: "Czy 30 dni?".to_owned(),
            kind: poll::Type::YesNo,
            secret: false,
            named: false,
            options: vec![PollOption { text: "Za".to_owned(), votes: 12 }, PollOption { text: "Przeciw".to_owned(), votes: 0 }],
            ballots: 12,
        }],
    }
}

/// Remarks: an ordinary one, an awkward one, a very long one, and two that are not to be read.
pub(crate) fn rows() -> Vec<Row> {
    vec![
        Row {
            number: 1,
            received_at: AT,
            submitter: "Anna z Czubów".to_owned(),
            organisation: Some("Stowarzyszenie „Most”".to_owned()),
            role: Role::Resident,
            source: Source::Online,
            unit_label: Some("§ 6".to_owned()),
            unit_label_at_writing: Some("§ 5".to_owned()),
            remark: Some(format!("Termin jest za krótki.\n{LETTERS}")),
            status: Status::Published,
            reply_to: None,
            supports: 7,
            decision: Some(Decision::Partly),
            justification: Some("Termin wydłużono.".to_owned()),
            change: Some("§ 6: 30 dni".to_owned()),
            group: Some(1),
            themes: vec!["Centrum organizacji".to_owned(), "Lokale; dostępne".to_owned()],
        },
        row(2, Status::Published, AWKWARD),
        row(3, Status::Published, &"Ż".repeat(10_000)),
        row(4, Status::Hidden, "To jest tajne."),
        row(5, Status::Withdrawn, "To też jest tajne."),
    ]
}

fn row(number: i64, status: Status, remark: &str) -> Row {
    Row {
        number,
        received_at: AT,
        submitter: "=cmd|' /C calc'!A0".to_owned(),
        organisation: None,
        role: Role::Resident,
        source: Source::Paper,
        unit_label: None,
        unit_label_at_writing: None,
        remark: Some(remark.to_owned()),
        status,
        reply_to: None,
        supports: 0,
        decision: None,
        justification: None,
        change: None,
        group: None,
        themes: Vec::new(),
    }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn word(op: Op, text: &str) -> Words {
    Words { op, text: text.to_owned() }
}
