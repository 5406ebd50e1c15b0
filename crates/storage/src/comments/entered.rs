//! Remarks that moderators entered for who wrote them.

use std::collections::HashMap;

use busola_domain::{AccountId, ConsultationId};
use uuid::Uuid;

use crate::{Error, Session};

statements! {
    AUTHORS = "select distinct a.id, a.name from comments c join accounts a on a.id = c.account_id where c.consultation_id = $1 and c.received_on is not null order by a.id";
}

/// For whom remarks were entered in a consultation, by name; of several of one name the first.
///
/// # Errors
/// Whatever the database says.
pub async fn authors(session: &mut Session, id: ConsultationId) -> Result<HashMap<String, AccountId>, Error> {
    let rows: Vec<(Uuid, String)> = on_db!(session, c => sqlx::query_as(AUTHORS).bind(id.0).fetch_all(c).await?);
    let mut authors = HashMap::with_capacity(rows.len());
    for (account, name) in rows {
        authors.entry(name).or_insert(AccountId(account));
    }
    Ok(authors)
}
