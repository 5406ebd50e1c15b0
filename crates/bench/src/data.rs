//! What is read and written in the benchmark: the demo's draft and remarks, made through the API.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::author::Author;
use crate::city::City;
use crate::table;

/// Remarks of the consultation whose page shows them all.
pub(crate) const SHORT_THREAD: usize = 150;
/// Connections that write the long thread.
const WRITERS: usize = 32;
/// The name of who manages consultations.
pub(crate) const MODERATOR: &str = "moderator";
/// A moment at which the consultations had begun, and that is past.
pub(crate) const OVER: &str = "2026-01-01T00:00:00.000Z";
/// People who write.
const PEOPLE: usize = 8;
/// How long the long thread may take to be made.
const TIME_LIMIT: Duration = Duration::from_secs(120);
/// Remarks are made in threes, one of which is a reply: so a page of 100 threads has 150 remarks.
const GROUP: usize = 3;

const DRAFT: &str = include_str!("../../../server/demo/program-2027.md");
const REMARKS: &str = include_str!("../../../server/demo/demo.toml");

#[derive(Deserialize)]
struct Demo {
    remark: Vec<DemoRemark>,
}

#[derive(Deserialize)]
struct DemoRemark {
    body: String,
}

/// The address of an account by its name.
pub(crate) fn address(name: &str) -> String {
    format!("{name}@bench.example")
}

/// Bearer tokens.
pub(crate) struct Tokens {
    moderator: String,
    people: Arc<[String]>,
}

impl Tokens {
    /// Who manages consultations.
    pub(crate) fn moderator(&self, city: &City) -> Result<Author> {
        Author::new(city, &self.moderator)
    }

    /// Who writes: some where there are many.
    pub(crate) fn people(&self, city: &City) -> Result<Vec<Author>> {
        self.people.iter().take(PEOPLE).map(|token| Author::new(city, token)).collect()
    }

    /// The same moderator, with other people.
    pub(crate) fn with_people(self, people: Arc<[String]>) -> Self {
        Self { people, ..self }
    }
}

/// Makes accounts and tokens by the program's own commands.
pub(crate) fn tokens(city: &City) -> Result<Tokens> {
    let token = |name: &str, role: &str| {
        let email = address(name);
        city.told(&["user", "create", "--email", &email, "--name", name, "--role", role])?;
        city.told(&["token", "create", "--email", &email])
    };
    let people = (1..=PEOPLE).map(|number| token(&format!("resident-{number}"), "resident")).collect::<Result<_>>()?;
    Ok(Tokens { moderator: token(MODERATOR, "moderator")?, people })
}

/// A consultation with remarks.
#[derive(Clone)]
pub(crate) struct Consultation {
    /// Its id.
    pub(crate) id: String,
    /// Its name in addresses.
    pub(crate) slug: String,
    /// How many remarks were made.
    pub(crate) remarks: usize,
    /// The ids of its draft's units.
    pub(crate) units: Arc<[String]>,
}

/// All that was made.
pub(crate) struct Data {
    /// A consultation whose page shows all its remarks.
    pub(crate) short: Consultation,
    /// One with a long thread.
    pub(crate) long: Consultation,
    /// One in which is written while it is measured.
    pub(crate) written: Consultation,
    /// Who writes there.
    pub(crate) author: Author,
    bodies: Arc<[String]>,
    wanted: usize,
    took: Duration,
}

impl Data {
    /// Makes the consultations and their remarks.
    pub(crate) async fn make(city: &City<'_>, tokens: &Tokens, long_thread: usize) -> Result<Self> {
        let bodies = bodies()?;
        let moderator = tokens.moderator(city)?;
        let author = tokens.people(city)?.into_iter().next().context("nobody writes")?;
        let written = create(&moderator, "written").await?;
        let mut short = create(&moderator, "short").await?;
        let mut long = create(&moderator, "long").await?;
        groups(&author, &mut short, &bodies, 0..SHORT_THREAD / GROUP).await?;

        crate::step(&format!("{} remarks", table::number(long_thread)));
        let started = Instant::now();
        // The newest, which the page shows, are made one after another: the same shape as in the short thread.
        let at_once = (long_thread - SHORT_THREAD) / GROUP;
        let made = write_at_once(city, tokens, &long, &bodies, at_once).await?;
        long.remarks = made * GROUP;
        groups(&author, &mut long, &bodies, made..made + SHORT_THREAD / GROUP).await?;
        Ok(Self { short, long, written, author, bodies, wanted: long_thread, took: started.elapsed() })
    }

    /// What must be known of the long thread.
    pub(crate) fn note(&self) -> String {
        let Self { long, wanted, took, .. } = self;
        let cut = if long.remarks < *wanted {
            format!(" ({} were wanted, but the time was over)", table::number(*wanted))
        } else {
            String::new()
        };
        format!(
            "Long thread: {} remarks{cut}, made through the API by {WRITERS} connections in {:.0} s.",
            table::number(long.remarks),
            took.as_secs_f64()
        )
    }

    /// Another remark, not yet sent.
    pub(crate) fn remark(&self) -> Value {
        remark(&self.written, &self.bodies, usize::try_from(NEXT.load(Ordering::Relaxed)).unwrap_or_default(), None)
    }
}

/// What people of the demo wrote.
pub(crate) fn bodies() -> Result<Arc<[String]>> {
    Ok(toml::from_str::<Demo>(REMARKS)?.remark.into_iter().map(|remark| remark.body).collect())
}

/// A consultation of the demo's draft that is always open, not yet created.
pub(crate) fn consultation(title: &str) -> Value {
    json!({
        "title": title,
        "kind": "cooperation_programme",
        "summary": "",
        "notice": { "subject": title, "aim": "", "legal_basis": "", "territory": "", "unit": "", "contact": "", "forms": [] },
        "audience": "everyone",
        "moderation": "post",
        "opens_at": "2020-01-01T00:00:00.000Z",
        "closes_at": "2100-01-01T00:00:00.000Z",
        "draft": { "format": "markdown", "source": DRAFT },
        "publish": true,
    })
}

/// Creates a consultation.
pub(crate) async fn create(moderator: &Author, title: &str) -> Result<Consultation> {
    let answer = moderator.post("/consultations", &consultation(title)).await?;
    let text = |value: &Value| value.as_str().map(str::to_owned).context("the answer was not understood");
    let units = answer["draft"]["units"].as_array().context("the answer has no units")?;
    let units = units.iter().map(|unit| text(&unit["id"])).collect::<Result<_>>()?;
    Ok(Consultation { id: text(&answer["id"])?, slug: text(&answer["slug"])?, remarks: 0, units })
}

/// The next version of the demo's draft, not yet published: another city's name throughout.
pub(crate) fn next_version() -> Value {
    json!({ "format": "markdown", "source": DRAFT.replace("Lublin", "Leszno"), "note": "" })
}

/// Fills a consultation with at least so many remarks, on many connections.
pub(crate) async fn fill(city: &City<'_>, tokens: &Tokens, consultation: &mut Consultation, remarks: usize) -> Result<()> {
    let wanted = remarks.div_ceil(GROUP);
    let made = write_at_once(city, tokens, consultation, &bodies()?, wanted).await?;
    ensure!(made == wanted, "{} of {} remarks were made in time", made * GROUP, wanted * GROUP);
    consultation.remarks += made * GROUP;
    Ok(())
}

/// The number of the next id.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// An id as the site makes them: rising with time.
pub(crate) fn new_id() -> Uuid {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let mut rest = [0; 10];
    rest[2..].copy_from_slice(&number.to_be_bytes());
    uuid::Builder::from_unix_timestamp_millis(1_600_000_000_000 + number, &rest).into_uuid()
}

fn remark(consultation: &Consultation, bodies: &[String], number: usize, parent: Option<&Value>) -> Value {
    // The root is on one of the units or on the whole draft, a reply where its parent is.
    let unit = consultation.units.get(number % (consultation.units.len() + 1)).map_or(Value::Null, |unit| json!(unit));
    let unit = parent.map_or(unit, |parent| parent["unit"].clone());
    let body = bodies.get(number % bodies.len().max(1));
    json!({ "id": new_id(), "unit": unit, "parent": parent.map(|parent| &parent["id"]), "body": body })
}

async fn group(author: &Author, consultation: &Consultation, bodies: &[String], number: usize) -> Result<()> {
    let path = format!("/consultations/{}/comments", consultation.id);
    let first = number * GROUP;
    let root = author.post(&path, &remark(consultation, bodies, first, None)).await?;
    author.post(&path, &remark(consultation, bodies, first + 1, Some(&root))).await?;
    author.post(&path, &remark(consultation, bodies, first + 2, None)).await?;
    Ok(())
}

async fn groups(author: &Author, consultation: &mut Consultation, bodies: &[String], numbers: std::ops::Range<usize>) -> Result<()> {
    for number in numbers {
        group(author, consultation, bodies, number).await?;
        consultation.remarks += GROUP;
    }
    Ok(())
}

/// Whose turn it is to write, over all consultations.
static TURN: AtomicUsize = AtomicUsize::new(0);

/// Writes groups on many connections until all are there or the time is over; tells how many there are.
async fn write_at_once(
    city: &City<'_>,
    tokens: &Tokens,
    consultation: &Consultation,
    bodies: &Arc<[String]>,
    wanted: usize,
) -> Result<usize> {
    let started = Instant::now();
    let next = Arc::new(AtomicUsize::new(0));
    let mut writers = JoinSet::new();
    for _ in 0..WRITERS {
        let (writer, people) = (tokens.moderator(city)?, Arc::clone(&tokens.people));
        let (consultation, bodies, next) = (consultation.clone(), Arc::clone(bodies), Arc::clone(&next));
        writers.spawn(async move {
            let mut made = 0;
            while started.elapsed() < TIME_LIMIT {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= wanted {
                    break;
                }
                let turn = TURN.fetch_add(1, Ordering::Relaxed);
                let token = people.get(turn % people.len().max(1)).context("nobody writes")?;
                group(&writer.with_token(token), &consultation, &bodies, number).await?;
                made += 1;
            }
            anyhow::Ok(made)
        });
    }
    let mut made = 0;
    while let Some(writer) = writers.join_next().await {
        made += writer??;
    }
    Ok(made)
}
