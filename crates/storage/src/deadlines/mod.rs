//! What the rules say about the dates of consultations, and what of it is done.

pub mod letters;

use busola_domain::consultation::Kind;
use busola_domain::day::YearDay;
use busola_domain::deadlines::{Rule, What};
use busola_domain::{AccountId, ConsultationId, Day, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

statements! {
    RULES = "select kind, min_days, report_days, opinion_days, adopted_by, reported_by, source from deadline_rules";
    RULE = "select kind, min_days, report_days, opinion_days, adopted_by, reported_by, source from deadline_rules where kind = $1";
    SET_RULE = "insert into deadline_rules (kind, min_days, report_days, opinion_days, adopted_by, reported_by, source) values ($1, $2, $3, $4, $5, $6, $7) on conflict (kind) do update set min_days = excluded.min_days, report_days = excluded.report_days, opinion_days = excluded.opinion_days, adopted_by = excluded.adopted_by, reported_by = excluded.reported_by, source = excluded.source";
    MET = "select consultation_id, what, met_on from deadlines_met where consultation_id = $1";
    MET_OF_WATCHED = "select m.consultation_id, m.what, m.met_on from deadlines_met m join consultations c on c.id = m.consultation_id where c.closes_at > $1 and c.published_at is not null and c.responsible is not null";
    SET_MET = "insert into deadlines_met (consultation_id, what, met_on, account_id) values ($1, $2, $3, $4) on conflict (consultation_id, what) do update set met_on = excluded.met_on, account_id = excluded.account_id";
    DELETE_MET = "delete from deadlines_met where consultation_id = $1 and what = $2";
}

#[derive(sqlx::FromRow)]
struct RuleRow {
    kind: String,
    min_days: Option<i64>,
    report_days: Option<i64>,
    opinion_days: Option<i64>,
    adopted_by: Option<String>,
    reported_by: Option<String>,
    source: String,
}

impl TryFrom<RuleRow> for Rule {
    type Error = Error;
    fn try_from(row: RuleRow) -> Result<Self, Error> {
        let day = |text: Option<String>, column| text.map(|text| text.parse::<YearDay>().map_err(|_| Error::Corrupt(column))).transpose();
        Ok(Self {
            kind: row.kind.parse().map_err(|_| Error::Corrupt("deadline_rules.kind"))?,
            min_days: row.min_days,
            report_days: row.report_days,
            opinion_days: row.opinion_days,
            adopted_by: day(row.adopted_by, "deadline_rules.adopted_by")?,
            reported_by: day(row.reported_by, "deadline_rules.reported_by")?,
            source: row.source,
        })
    }
}

/// What an officer wrote down as done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Met {
    /// Of which consultation.
    pub consultation: ConsultationId,
    /// What.
    pub what: What,
    /// On which day.
    pub on: Day,
}

type MetRow = (Uuid, String, String);

fn met_of((consultation, what, on): MetRow) -> Result<Met, Error> {
    Ok(Met {
        consultation: ConsultationId(consultation),
        what: what.parse().map_err(|_| Error::Corrupt("deadlines_met.what"))?,
        on: on.parse().map_err(|_| Error::Corrupt("deadlines_met.met_on"))?,
    })
}

/// The rules that somebody has set, in any order.
///
/// # Errors
/// Whatever the database says.
pub async fn rules(session: &mut Session) -> Result<Vec<Rule>, Error> {
    let rows: Vec<RuleRow> = on_db!(session, c => sqlx::query_as(RULES).fetch_all(c).await?);
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The rule of a kind, where somebody has set it.
///
/// # Errors
/// Whatever the database says.
pub async fn rule(session: &mut Session, kind: Kind) -> Result<Option<Rule>, Error> {
    let row: Option<RuleRow> = on_db!(session, c => sqlx::query_as(RULE).bind(kind.as_str()).fetch_optional(c).await?);
    row.map(TryInto::try_into).transpose()
}

/// Sets the rule of a kind.
///
/// # Errors
/// Whatever the database says.
pub async fn set_rule(tx: &mut Session, rule: &Rule) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(SET_RULE)
            .bind(rule.kind.as_str())
            .bind(rule.min_days)
            .bind(rule.report_days)
            .bind(rule.opinion_days)
            .bind(rule.adopted_by.map(|day| day.to_string()))
            .bind(rule.reported_by.map(|day| day.to_string()))
            .bind(&rule.source)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// What is done of a consultation.
///
/// # Errors
/// Whatever the database says.
pub async fn met(session: &mut Session, id: ConsultationId) -> Result<Vec<Met>, Error> {
    let rows: Vec<MetRow> = on_db!(session, c => sqlx::query_as(MET).bind(id.0).fetch_all(c).await?);
    rows.into_iter().map(met_of).collect()
}

/// What is done of all that [`crate::consultations::watched`] gives.
///
/// # Errors
/// Whatever the database says.
pub async fn met_of_watched(session: &mut Session, since: Timestamp) -> Result<Vec<Met>, Error> {
    let rows: Vec<MetRow> = on_db!(session, c => sqlx::query_as(MET_OF_WATCHED).bind(since.0).fetch_all(c).await?);
    rows.into_iter().map(met_of).collect()
}

/// Writes that something is done, in the place of what was written of it before.
///
/// # Errors
/// Whatever the database says.
pub async fn set_met(tx: &mut Session, met: &Met, account: AccountId) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(SET_MET)
            .bind(met.consultation.0)
            .bind(met.what.as_str())
            .bind(met.on.to_string())
            .bind(account.0)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// Takes back that something is done.
///
/// # Errors
/// Whatever the database says.
pub async fn delete_met(tx: &mut Session, id: ConsultationId, what: What) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(DELETE_MET).bind(id.0).bind(what.as_str()).execute(c).await?; });
    Ok(())
}
