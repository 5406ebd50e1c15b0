//! The sites whose pages may show cards of consultations.

use busola_domain::embed::SiteOrigin;

use crate::repeated::stretches;
use crate::{Error, Session};

statements! {
    ORIGINS = "select origin from embed_origins order by origin";
    CLEAR = "delete from embed_origins";
    [INSERT] = ("insert into embed_origins (origin) values ", "(?)", ", ", " on conflict (origin) do nothing");
}

/// The sites, in the order of their names.
///
/// # Errors
/// Whatever the database says.
pub async fn origins(session: &mut Session) -> Result<Vec<SiteOrigin>, Error> {
    let rows: Vec<String> = on_db!(session, c => sqlx::query_scalar(ORIGINS).fetch_all(c).await?);
    rows.iter().map(|origin| SiteOrigin::parse(origin).ok_or(Error::Corrupt("embed_origins.origin"))).collect()
}

/// Writes the sites in the place of those that there were.
///
/// # Errors
/// Whatever the database says.
pub async fn set_origins(tx: &mut Session, origins: &[SiteOrigin]) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(CLEAR).execute(c).await?; });
    for (sql, origins) in stretches(INSERT, origins) {
        on_db!(tx, c => {
            origins.iter().fold(sqlx::query(sql), |insert, origin| insert.bind(origin.as_str())).execute(c).await?;
        });
    }
    Ok(())
}
