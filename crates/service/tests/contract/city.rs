//! A city with a moderator and an open consultation: what most cases begin with.

mod meetings;

use std::path::PathBuf;

use busola_domain::comment::Order;
use busola_domain::consultation::{Audience, Kind, Moderation};
use busola_domain::draft::Format;
use busola_domain::live::Channel;
use busola_domain::meeting::poll::{Electorate, NewPoll, Type, Visibility};
use busola_domain::meeting::{NewItem, NewMeeting, Rules};
use busola_domain::policy::Denied;
use busola_domain::thread::ThreadPage;
use busola_domain::time::DAY;
use busola_domain::{Actor, Comment, CommentId, Consultation, Event, EventKind, Notice, Problem, QuestionId, Role, Timestamp, UnitId};
use busola_service::comments::{NewComment, Page, Place, Posted};
use busola_service::consultations::{Key, NewConsultation, NewSource, Opened};
use busola_service::meetings::NewQuestion;
use busola_service::report::Workshop;
use busola_service::{COMMIT_GROUP, Clock, Error, Mailer, Parts, Random, Service};
use busola_storage::Db;
use tempfile::TempDir;
use uuid::Uuid;

use crate::together::Change;

/// The moment at which cases begin.
pub(crate) const NOW: Timestamp = Timestamp(1_781_712_000_000);
pub(crate) const OPENS: Timestamp = Timestamp(NOW.0 - DAY);
pub(crate) const CLOSES: Timestamp = Timestamp(NOW.0 + DAY);

pub(crate) const DRAFT: &str =
    "§ 1. Program określa zasady.\n§ 2. Rada wydaje opinię:\n1) w terminie 14 dni;\n2) na piśmie.\n§ 3. Uchwała wchodzi w życie.";

pub(crate) struct City {
    pub(crate) service: Service,
    pub(crate) clock: Clock,
    pub(crate) db: Db,
    pub(crate) moderator: Actor,
    mail: TempDir,
}

impl City {
    pub(crate) async fn new(db: Db) -> Self {
        let mail = tempfile::tempdir().unwrap();
        let mailer = Mailer::files(mail.path().to_owned(), "Busola <busola@example.org>").unwrap();
        Self::with_mailer(db, mailer, mail).await
    }

    /// One that makes files of reports.
    pub(crate) async fn with_workshop(db: Db, workshop: Workshop) -> Self {
        let mail = tempfile::tempdir().unwrap();
        let mailer = Mailer::files(mail.path().to_owned(), "Busola <busola@example.org>").unwrap();
        Self::of(db, mailer, mail, Some(workshop)).await
    }

    /// One whose letters leave in another way.
    pub(crate) async fn with_mailer(db: Db, mailer: Mailer, mail: TempDir) -> Self {
        Self::of(db, mailer, mail, None).await
    }

    async fn of(db: Db, mailer: Mailer, mail: TempDir, workshop: Option<Workshop>) -> Self {
        let clock = Clock::manual(NOW);
        let service = Service::new(Parts {
            db: db.clone(),
            clock: clock.clone(),
            random: Random::seeded(7),
            mailer,
            workshop,
            attachments: mail.path().join("attachments"),
            public_url: "http://127.0.0.1:3000".to_owned(),
            commit_group: COMMIT_GROUP,
        });
        let moderator = person(&service, "Biuro Partycypacji", Role::Moderator).await;
        Self { service, clock, db, moderator, mail }
    }

    /// Another program on the same database by the same clock, such as the one that is started after a crash.
    pub(crate) fn another(&self, mailer: Mailer) -> Service {
        Service::new(Parts {
            db: self.db.clone(),
            clock: self.clock.clone(),
            random: Random::seeded(9),
            mailer,
            workshop: None,
            attachments: self.mail_folder().join("attachments"),
            public_url: "http://127.0.0.1:3000".to_owned(),
            commit_group: COMMIT_GROUP,
        })
    }

    /// The same, whose letters become files in the same folder.
    pub(crate) fn started_again(&self) -> Service {
        self.another(Mailer::files(self.mail_folder(), "Busola <busola@example.org>").unwrap())
    }

    /// Moves the clock to so many milliseconds after [`NOW`].
    pub(crate) fn at(&self, after: i64) -> Timestamp {
        self.clock.set(NOW.plus(after));
        self.service.now()
    }

    pub(crate) async fn resident(&self, name: &str) -> Actor {
        person(&self.service, name, Role::Resident).await
    }

    /// Another moderator.
    pub(crate) async fn colleague(&self, name: &str) -> Actor {
        person(&self.service, name, Role::Moderator).await
    }

    pub(crate) async fn admin(&self) -> Actor {
        person(&self.service, "Adam", Role::Admin).await
    }

    pub(crate) async fn residents(&self, count: usize) -> Vec<Actor> {
        let mut people = Vec::new();
        for n in 0..count {
            people.push(self.resident(&format!("Osoba {n}")).await);
        }
        people
    }

    /// An open consultation of [`DRAFT`].
    pub(crate) async fn consultation(&self) -> Consultation {
        self.create(draft_of(Moderation::Post)).await
    }

    pub(crate) async fn create(&self, new: NewConsultation) -> Consultation {
        self.service.create_consultation(Some(&self.moderator), new).await.unwrap()
    }

    /// The page of a consultation as somebody opens it.
    pub(crate) async fn open(
        &self,
        reader: Option<&Actor>,
        key: &Key,
        unit: Option<UnitId>,
        order: Order,
        after: Option<Place>,
    ) -> Result<Opened, Error> {
        self.service.open_consultation(reader, key, unit, &Page { order, after }).await
    }

    /// The threads on that page.
    pub(crate) async fn threads(
        &self,
        reader: Option<&Actor>,
        key: &Key,
        unit: Option<UnitId>,
        order: Order,
        after: Option<Place>,
    ) -> Result<ThreadPage, Error> {
        Ok(self.open(reader, key, unit, order, after).await?.threads)
    }

    pub(crate) async fn try_post(&self, author: &Actor, on: &Consultation, new: NewComment) -> Result<Posted, Error> {
        self.service.post_comment(Some(author), &Key::Id(on.id), new, self.service.now()).await
    }

    /// A remark that is sent, received at a moment, when this is first polled.
    pub(crate) fn posting(&self, author: &Actor, on: &Consultation, new: NewComment, received: Timestamp) -> Change<Result<Posted, Error>> {
        let (service, author, key) = (self.service.clone(), author.clone(), Key::Id(on.id));
        Box::pin(async move { service.post_comment(Some(&author), &key, new, received).await })
    }

    /// Posts a remark on the whole draft.
    pub(crate) async fn post(&self, author: &Actor, on: &Consultation, body: &str) -> Comment {
        self.try_post(author, on, remark(self.service.new_id(), body)).await.unwrap().comment
    }

    pub(crate) async fn reply(&self, author: &Actor, to: &Comment, body: &str) -> Comment {
        let new = NewComment { unit: to.unit, parent: Some(to.id), ..remark(self.service.new_id(), body) };
        let key = Key::Id(to.consultation);
        self.service.post_comment(Some(author), &key, new, self.service.now()).await.unwrap().comment
    }

    pub(crate) async fn hide(&self, comment: &Comment) -> Comment {
        self.service.hide_comment(Some(&self.moderator), comment.id, "obraża innych", self.service.now()).await.unwrap()
    }

    pub(crate) async fn unhide(&self, comment: &Comment) -> Comment {
        self.service.unhide_comment(Some(&self.moderator), comment.id, self.service.now()).await.unwrap()
    }

    /// The whole log, as everybody may read it.
    pub(crate) async fn log(&self, of: &Consultation) -> Vec<Event> {
        self.service.events(None, &Key::Id(of.id), 0, 1_000).await.unwrap().items
    }

    /// Comments and participants.
    pub(crate) async fn counts(&self, of: &Consultation) -> (i64, i64) {
        let counts = self.service.consultation(None, &Key::Id(of.id)).await.unwrap().counts;
        (counts.comments, counts.participants)
    }

    /// What Prometheus is told.
    pub(crate) fn metrics(&self) -> String {
        let mut registry = prometheus_client::registry::Registry::default();
        self.service.register_metrics(&mut registry);
        let mut text = String::new();
        prometheus_client::encoding::text::encode(&mut text, &registry).unwrap();
        text
    }

    pub(crate) fn mail_folder(&self) -> PathBuf {
        self.mail.path().to_owned()
    }
}

async fn person(service: &Service, name: &str, role: Role) -> Actor {
    let email = format!("{}@example.org", service.new_id().simple());
    service.create_user(&email, name, role).await.unwrap();
    let token = service.create_token(&email).await.unwrap();
    service.actor_by_token(&token).await.unwrap().unwrap()
}

/// A consultation of [`DRAFT`], open from [`OPENS`] to [`CLOSES`].
pub(crate) fn draft_of(moderation: Moderation) -> NewConsultation {
    NewConsultation {
        title: "Program współpracy na rok 2027".to_owned(),
        kind: Kind::CooperationProgramme,
        summary: "Zmiany w programie.".to_owned(),
        notice: Notice { subject: "Program".to_owned(), ..Notice::default() },
        audience: Audience::Everyone,
        moderation,
        opens_at: OPENS,
        closes_at: CLOSES,
        draft: source(DRAFT),
        publish: true,
    }
}

pub(crate) fn source(text: &str) -> NewSource {
    NewSource { format: Format::Text, source: text.to_owned() }
}

/// A remark on the whole draft.
pub(crate) fn remark(id: Uuid, body: &str) -> NewComment {
    NewComment { id: CommentId(id), unit: None, parent: None, body: body.to_owned(), version: None }
}

/// A public meeting with § 1 and something free on its agenda.
pub(crate) fn meeting_of(of: &Consultation) -> NewMeeting {
    let first = NewItem { id: None, title: "Zasady".to_owned(), unit: Some(unit(of, "§ 1")) };
    NewMeeting {
        title: "Spotkanie w ratuszu".to_owned(),
        starts_at: CLOSES,
        ends_at: None,
        place: "Rynek 1".to_owned(),
        agenda: vec![first, NewItem { id: None, title: "Sprawy różne".to_owned(), unit: None }],
        public: true,
        rules: Rules::default(),
    }
}

/// A question on what is on show.
pub(crate) fn question(id: Uuid, body: &str) -> NewQuestion {
    NewQuestion { id: Some(QuestionId(id)), unit: None, body: body.to_owned(), anonymous: false }
}

/// A poll for, against or neither, whose numbers are told while people vote.
pub(crate) fn yes_or_no() -> NewPoll {
    NewPoll {
        question: "Czy zostawić § 1?".to_owned(),
        kind: Type::YesNo,
        options: Vec::new(),
        max: None,
        visibility: Visibility::Live,
        electorate: Electorate::Everyone,
        secret: false,
        named: false,
    }
}

/// Does what is to be done at once, and gives what became of each in their order.
pub(crate) async fn all_at_once<T: Send + 'static>(changes: Vec<Change<T>>) -> Vec<T> {
    let tasks: Vec<_> = changes.into_iter().map(tokio::spawn).collect();
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.unwrap());
    }
    outcomes
}

/// What happened.
pub(crate) fn kinds(log: &[Event]) -> Vec<EventKind> {
    log.iter().map(|event| event.kind).collect()
}

/// The unit with a label.
pub(crate) fn unit(of: &Consultation, label: &str) -> UnitId {
    of.draft.units.iter().find(|unit| unit.label == label).unwrap().id
}

pub(crate) fn channel(of: &Consultation) -> Channel {
    Channel::Consultation(of.id)
}

/// The policy's no.
pub(crate) fn denied<T>(outcome: Result<T, Error>) -> Denied {
    match outcome.map(|_| ()) {
        Err(Error::Denied(denied)) => Some(denied),
        _ => None,
    }
    .expect("a no of the policy")
}

/// The one bad field and what is wrong with it.
pub(crate) fn invalid<T>(outcome: Result<T, Error>) -> (String, Problem) {
    match outcome.map(|_| ()) {
        Err(Error::Invalid(mut errors)) if errors.len() == 1 => errors.pop().map(|error| (error.field, error.problem)),
        _ => None,
    }
    .expect("one bad field")
}
