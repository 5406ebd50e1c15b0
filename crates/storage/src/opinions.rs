//! Opinions that the council was asked for.

use busola_domain::opinion::Opinion;
use busola_domain::{AccountId, ConsultationId, Day, Timestamp};
use uuid::Uuid;

use crate::{Error, Session};

statements! {
    OF_CONSULTATION = "select consultation_id, requested_on, due_on, given_on, kind, text, revision from opinions where consultation_id = $1";
    OF_WATCHED = "select o.consultation_id, o.requested_on, o.due_on, o.given_on, o.kind, o.text, o.revision from opinions o join consultations c on c.id = o.consultation_id where c.closes_at > $1 and c.published_at is not null and c.responsible is not null";
    PUT = "insert into opinions (consultation_id, requested_on, due_on, given_on, kind, text, revision, account_id) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (consultation_id) do update set requested_on = excluded.requested_on, due_on = excluded.due_on, given_on = excluded.given_on, kind = excluded.kind, text = excluded.text, revision = excluded.revision, account_id = excluded.account_id";
}

#[derive(sqlx::FromRow)]
struct Row {
    consultation_id: Uuid,
    requested_on: String,
    due_on: Option<String>,
    given_on: Option<String>,
    kind: Option<String>,
    text: String,
    revision: i64,
}

impl Row {
    fn opinion(self) -> Result<(ConsultationId, Opinion), Error> {
        let day = |text: String, column| text.parse::<Day>().map_err(|_| Error::Corrupt(column));
        let opinion = Opinion {
            requested_on: day(self.requested_on, "opinions.requested_on")?,
            due_on: self.due_on.map(|text| day(text, "opinions.due_on")).transpose()?,
            given_on: self.given_on.map(|text| day(text, "opinions.given_on")).transpose()?,
            kind: self.kind.map(|name| name.parse().map_err(|_| Error::Corrupt("opinions.kind"))).transpose()?,
            text: self.text,
            revision: self.revision,
        };
        Ok((ConsultationId(self.consultation_id), opinion))
    }
}

/// The opinion on a consultation, once it was asked for.
///
/// # Errors
/// Whatever the database says.
pub async fn of_consultation(session: &mut Session, id: ConsultationId) -> Result<Option<Opinion>, Error> {
    let row: Option<Row> = on_db!(session, c => sqlx::query_as(OF_CONSULTATION).bind(id.0).fetch_optional(c).await?);
    row.map(|row| row.opinion().map(|(_, opinion)| opinion)).transpose()
}

/// The opinions on all that [`crate::consultations::watched`] gives.
///
/// # Errors
/// Whatever the database says.
pub async fn of_watched(session: &mut Session, since: Timestamp) -> Result<Vec<(ConsultationId, Opinion)>, Error> {
    let rows: Vec<Row> = on_db!(session, c => sqlx::query_as(OF_WATCHED).bind(since.0).fetch_all(c).await?);
    rows.into_iter().map(Row::opinion).collect()
}

/// Writes an opinion in the place of what was written of it before.
///
/// # Errors
/// Whatever the database says.
pub async fn put(tx: &mut Session, id: ConsultationId, opinion: &Opinion, account: AccountId) -> Result<(), Error> {
    on_db!(tx, c => {
        sqlx::query(PUT)
            .bind(id.0)
            .bind(opinion.requested_on.to_string())
            .bind(opinion.due_on.map(|day| day.to_string()))
            .bind(opinion.given_on.map(|day| day.to_string()))
            .bind(opinion.kind.map(|kind| kind.as_str()))
            .bind(&opinion.text)
            .bind(opinion.revision)
            .bind(account.0)
            .execute(c)
            .await?;
    });
    Ok(())
}
