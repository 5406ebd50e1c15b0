//! What became of somebody's remarks, or of those about a theme: each with its answer and its unit, in one statement a page.

use busola_domain::moderation::Appealed;
use busola_domain::receipt::{Consulted, NamedUnit};
use busola_domain::{AccountId, AnswerId, ConsultationId, Decision, ThemeId, Timestamp, UnitId};
use uuid::Uuid;

use super::list::Place;
use super::{Row, Stored, columns};
use crate::{Error, Session};

/// A unit is looked for in the latest version of the draft (`d`), and in the one that the author read (`o`).
macro_rules! select {
    ($filter:literal, $order:literal) => {
        select!("comments c", "c.account_id = $1 and ", $filter, $order)
    };
    ($from:literal, $whose:literal, $filter:literal, $order:literal) => {
        concat!(
            "select ",
            columns!(),
            ", k.slug, k.title, k.draft_version as latest, coalesce(u.label, w.label) as label, u.id is not null as present",
            ", n.decision, n.justification, n.revision as answer_revision",
            ", n.unit_id as changed, m.label as changed_label",
            ", l.at as appeal_at, l.ruling, l.reply, l.decided_at",
            " from ",
            $from,
            " join accounts a on a.id = c.account_id join consultations k on k.id = c.consultation_id",
            " left join answers n on n.id = c.answer_id and c.answered_at is not null",
            " left join drafts d on d.consultation_id = c.consultation_id and d.version = k.draft_version",
            " left join units u on u.draft_id = d.id and u.id = c.unit_id",
            " left join drafts o on o.consultation_id = c.consultation_id and o.version = c.draft_version",
            " left join units w on w.draft_id = o.id and w.id = c.unit_id",
            " left join units m on m.draft_id = d.id and m.id = n.unit_id",
            " left join appeals l on l.comment_id = c.id",
            " where ",
            $whose,
            $filter,
            " order by ",
            $order,
            " limit $4"
        )
    };
}

statements! {
    ALL = select!("(c.created_at, c.id) < ($2, $3)", "c.created_at desc, c.id desc");
    IN_CONSULTATION = select!("(c.created_at, c.id) < ($2, $3) and c.consultation_id = $5", "c.created_at desc, c.id desc");
    OF_THEME = select!("theme_comments t join comments c on c.id = t.comment_id", "t.theme_id = $1 and ", "(t.received_at, t.comment_id) < ($2, $3) and c.status = 'published'", "t.received_at desc, t.comment_id desc");
    OF_LETTER = select!("(c.created_at, c.id) < ($2, $3) and c.id in (select e.subject from outbox e where e.letter = $5)", "c.created_at desc, c.id desc");
}

/// The city's answer, where it is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The answer.
    pub id: AnswerId,
    /// In which of its revisions.
    pub revision: i64,
    /// What was decided.
    pub decision: Decision,
    /// Why, as it was typed.
    pub justification: String,
    /// The unit that changed.
    pub changed: Option<NamedUnit>,
}

/// A remark with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Became {
    /// The remark.
    pub comment: Stored,
    /// Its consultation.
    pub consultation: Consulted,
    /// Its unit by its name.
    pub unit: Option<NamedUnit>,
    /// The answer to it.
    pub answer: Option<Told>,
    /// What its author said against its hiding, and what became of that.
    pub appeal: Option<Appealed>,
}

#[derive(sqlx::FromRow)]
struct BecameRow {
    #[sqlx(flatten)]
    comment: Row,
    slug: String,
    title: String,
    latest: i64,
    label: Option<String>,
    present: bool,
    decision: Option<String>,
    justification: Option<String>,
    answer_revision: Option<i64>,
    changed: Option<Uuid>,
    changed_label: Option<String>,
    appeal_at: Option<i64>,
    ruling: Option<String>,
    reply: Option<String>,
    decided_at: Option<i64>,
}

impl BecameRow {
    fn appeal(&self) -> Result<Option<Appealed>, Error> {
        let Some(at) = self.appeal_at.map(Timestamp) else { return Ok(None) };
        let ruling = self.ruling.as_deref().map(|name| name.parse().map_err(|_| Error::Corrupt("appeals.ruling"))).transpose()?;
        let reply = self.reply.clone().unwrap_or_default();
        Ok(Some(Appealed { at, ruling, reply, decided_at: self.decided_at.map(Timestamp) }))
    }
}

impl TryFrom<BecameRow> for Became {
    type Error = Error;
    fn try_from(row: BecameRow) -> Result<Self, Error> {
        let appeal = row.appeal()?;
        let comment: Stored = row.comment.try_into()?;
        let consultation = Consulted { id: comment.consultation, slug: row.slug, title: row.title, version: row.latest };
        let unit = comment.unit.map(|id| NamedUnit { id, label: row.label, present: row.present });
        let changed = row.changed.map(|id| NamedUnit { id: UnitId(id), present: row.changed_label.is_some(), label: row.changed_label });
        let answer = match (comment.answer, row.decision, row.justification, row.answer_revision) {
            (Some(id), Some(decision), Some(justification), Some(revision)) => Some(Told {
                id,
                revision,
                decision: decision.parse().map_err(|_| Error::Corrupt("answers.decision"))?,
                justification,
                changed,
            }),
            _ => None,
        };
        Ok(Self { comment, consultation, unit, answer, appeal })
    }
}

/// Which of somebody's remarks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All.
    All,
    /// Those in a consultation.
    In(ConsultationId),
    /// Those that a letter is about.
    OfLetter(Uuid),
}

/// A page of somebody's remarks, the last received first.
///
/// # Errors
/// Whatever the database says.
pub async fn page(session: &mut Session, account: AccountId, which: Which, after: Place, limit: i64) -> Result<Vec<Became>, Error> {
    let (sql, fifth) = match which {
        Which::All => (ALL, None),
        Which::In(consultation) => (IN_CONSULTATION, Some(consultation.0)),
        Which::OfLetter(letter) => (OF_LETTER, Some(letter)),
    };
    let rows: Vec<BecameRow> = on_db!(session, c => {
        let select = sqlx::query_as(sql).bind(account.0).bind(after.key).bind(after.id.0).bind(limit);
        match fifth {
            Some(fifth) => select.bind(fifth).fetch_all(c).await?,
            None => select.fetch_all(c).await?,
        }
    });
    rows.into_iter().map(TryInto::try_into).collect()
}

/// A page of the public remarks about a theme, the last received first.
///
/// # Errors
/// Whatever the database says.
pub async fn of_theme(session: &mut Session, theme: ThemeId, after: Place, limit: i64) -> Result<Vec<Became>, Error> {
    let rows: Vec<BecameRow> =
        on_db!(session, c => sqlx::query_as(OF_THEME).bind(theme.0).bind(after.key).bind(after.id.0).bind(limit).fetch_all(c).await?);
    rows.into_iter().map(TryInto::try_into).collect()
}
