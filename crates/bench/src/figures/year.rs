//! A year of a city: each page beside the same page where nothing else is in the database.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use reqwest::Client;
use serde_json::json;

use crate::author::Author;
use crate::city::City;
use crate::data::{self, Consultation};
use crate::http::{self, Packing};
use crate::latency::Latency;
use crate::machine::{Machine, at_rest};
use crate::people;
use crate::table::{Row, aim, number};

/// Consultations that are open; all others are over.
const OPEN: usize = 5;
/// Requests of a page in a row, before it is the other city's turn.
const IN_A_ROW: usize = 25;
/// How many times as long a page may take.
const LIMIT: f64 = 1.5;

/// What a city has.
pub(crate) struct Size {
    /// Consultations, the last of which is looked at.
    pub(crate) consultations: usize,
    /// Remarks in that one, at least.
    pub(crate) looked_at: usize,
    /// Remarks in each of the others, at least.
    pub(crate) others: usize,
    /// People who wrote them in turn.
    pub(crate) people: usize,
}

/// How much is measured.
pub(crate) struct Scale {
    /// The city after a year.
    pub(crate) year: Size,
    /// One that has what pages show and nothing else: the start page lists as many consultations, the consultation that is
    /// looked at has as many remarks, and each person wrote as many.
    pub(crate) empty: Size,
    /// Rounds of requests.
    rounds: usize,
}

pub(crate) const FULL: Scale = Scale {
    year: Size { consultations: 50, looked_at: 1_000, others: 1_000, people: 5_000 },
    empty: Size { consultations: OPEN + 20, looked_at: 1_000, others: 0, people: 100 },
    rounds: 4,
};
pub(crate) const QUICK: Scale = Scale {
    year: Size { consultations: 30, looked_at: 200, others: 200, people: 600 },
    empty: Size { consultations: OPEN + 20, looked_at: 200, others: 0, people: 20 },
    rounds: 2,
};

/// Who opens a page.
#[derive(Clone, Copy)]
enum Who {
    Guest,
    Resident,
    Moderator,
}

/// Pages; `@` is the consultation that is looked at.
const PAGES: [(&str, Who, &str); 13] = [
    ("The start page", Who::Guest, "/"),
    ("A consultation", Who::Guest, "/consultations/@"),
    ("What changed between versions", Who::Guest, "/consultations/@/changes?from=1&to=2"),
    ("The sign-in", Who::Guest, "/sign-in"),
    ("The calendar", Who::Guest, "/calendar.ics"),
    ("The list of consultations (API)", Who::Guest, "/api/v1/consultations"),
    ("A hundred remarks (API)", Who::Guest, "/api/v1/consultations/@/comments?limit=100"),
    ("A hundred events (API)", Who::Guest, "/api/v1/consultations/@/events?limit=100"),
    ("One's own remarks", Who::Resident, "/account/remarks"),
    ("The desk", Who::Moderator, "/consultations/@/desk"),
    ("A search at the desk", Who::Moderator, "/consultations/@/desk?search=lokal"),
    ("The report", Who::Moderator, "/consultations/@/report"),
    ("The audit log", Who::Moderator, "/log"),
];

/// A city that runs.
pub(crate) struct Year<'a> {
    /// Its server.
    pub(crate) city: City<'a>,
    /// The consultation that is looked at; it is open.
    pub(crate) consultation: Consultation,
    /// Who writes there, some of all.
    pub(crate) residents: Vec<Author>,
    /// Remarks in all.
    pub(crate) remarks: usize,
    moderator: Author,
    guest: Client,
}

impl<'a> Year<'a> {
    /// Makes a city of a size, in a folder of this name.
    pub(crate) async fn make(machine: &'a Machine, name: &str, size: &Size) -> Result<Self> {
        crate::step(&format!("a city with {} consultations and {} people", number(size.consultations), number(size.people)));
        let mut city = City::new(machine, name)?;
        let tokens = data::tokens(&city)?.with_people(people::tokens(&city, size.people).await?);
        city.serve().await?;
        let moderator = tokens.moderator(&city)?;
        let (mut last, mut remarks) = (None, 0);
        for number in 1..=size.consultations {
            let mut consultation = data::create(&moderator, &format!("{name} {number}")).await?;
            let is_last = number == size.consultations;
            data::fill(&city, &tokens, &mut consultation, if is_last { size.looked_at } else { size.others }).await?;
            let path = format!("/consultations/{}", consultation.id);
            moderator.post(&format!("{path}/drafts"), &data::next_version()).await?;
            if number + OPEN <= size.consultations {
                moderator.change(&path, &json!({ "closes_at": data::OVER })).await?;
            }
            remarks += consultation.remarks;
            last = Some(consultation);
        }
        at_rest(city.pid()?).await?;
        let consultation = last.context("a city without a consultation")?;
        let residents = tokens.people(&city)?;
        Ok(Self { city, consultation, residents, remarks, moderator, guest: http::client(Packing::Plain)? })
    }

    /// What it has, in words.
    pub(crate) fn described(&self, size: &Size) -> String {
        format!("{} consultations, {} remarks, {} people", number(size.consultations), number(self.remarks), number(size.people))
    }

    /// Opens a page, and tells how long that took.
    async fn open(&self, who: Who, path: &str) -> Result<Duration> {
        let path = path.replace('@', &self.consultation.slug);
        let start = Instant::now();
        match who {
            Who::Guest => drop(http::get(&self.guest, &format!("{}{path}", self.city.url)).await?.bytes().await?),
            Who::Resident => drop(self.residents.first().context("nobody lives here")?.open(&path).await?),
            Who::Moderator => drop(self.moderator.open(&path).await?),
        }
        Ok(start.elapsed())
    }
}

/// Each page in both cities, in turn, by one reader alone.
pub(crate) async fn figures(machine: &Machine, scale: &Scale) -> Result<Vec<Row>> {
    let year = Year::make(machine, "year", &scale.year).await?;
    let empty = Year::make(machine, "empty", &scale.empty).await?;
    let mut rows = Vec::new();
    for (name, who, path) in PAGES {
        crate::step(&format!("a year: {path}"));
        let (mut full, mut alone) = (Vec::new(), Vec::new());
        // The first opens the connection, and has made what is made once.
        year.open(who, path).await?;
        empty.open(who, path).await?;
        for _ in 0..scale.rounds {
            for _ in 0..IN_A_ROW {
                full.push(year.open(who, path).await?);
            }
            for _ in 0..IN_A_ROW {
                alone.push(empty.open(who, path).await?);
            }
        }
        let (full, alone) = (Latency::of(full)?, Latency::of(alone)?);
        let times = full.median.as_secs_f64() / alone.median.as_secs_f64();
        rows.push(Row {
            figure: format!("{name}, in a city with {}", year.described(&scale.year)),
            measured: full.to_string(),
            beside: format!("{}: {alone}", empty.described(&scale.empty)),
            ratio: full.ratio(&alone),
            aim: aim(&format!("≤ {LIMIT} times"), times <= LIMIT),
        });
    }
    Ok(rows)
}
