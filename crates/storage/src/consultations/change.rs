//! What was announced of a consultation, changed.

use super::Stored;
use crate::{Error, Session};

statements! {
    CHANGE = "update consultations set title = $2, summary = $3, notice = $4, audience = $5, moderation = $6, opens_at = $7, closes_at = $8, responsible = $9, revision = $10 where id = $1";
}

/// Writes what is announced of a consultation in the place of what was; its kind, its name in addresses, its draft and
/// its numbers stay.
///
/// # Errors
/// Whatever the database says.
pub async fn change(tx: &mut Session, stored: &Stored) -> Result<(), Error> {
    let notice = serde_json::to_string(&stored.notice).map_err(|_| Error::Corrupt("consultations.notice"))?;
    on_db!(tx, c => {
        sqlx::query(CHANGE)
            .bind(stored.id.0)
            .bind(&stored.title)
            .bind(&stored.summary)
            .bind(&notice)
            .bind(stored.audience.as_str())
            .bind(stored.moderation.as_str())
            .bind(stored.schedule.opens_at.0)
            .bind(stored.schedule.closes_at.0)
            .bind(stored.responsible.map(|account| account.0))
            .bind(stored.revision)
            .execute(c)
            .await?;
    });
    Ok(())
}
