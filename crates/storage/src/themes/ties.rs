//! Which remarks are about which themes. What is hidden or withdrawn stays tied, and is neither shown nor counted.

use std::collections::HashMap;

use busola_domain::theme::{Chip, Raised};
use busola_domain::{CommentId, ConsultationId, Day, ThemeId, Timestamp};
use uuid::Uuid;

use super::state_of;
use crate::comments;
use crate::repeated::stretches;
use crate::{Error, Session};

statements! {
    UNTIE = "delete from theme_comments where theme_id = $1 and comment_id = $2";
    COUNTS = "select t.theme_id, count(*), count(distinct t.consultation_id) from theme_comments t join comments c on c.id = t.comment_id where c.status = 'published' group by t.theme_id";
    COUNT = "select count(*), count(distinct t.consultation_id) from theme_comments t join comments c on c.id = t.comment_id where t.theme_id = $1 and c.status = 'published'";
    ANY = "select theme_id from theme_comments where consultation_id = $1 limit 1";
    IN_CONSULTATION = "select h.id, h.slug, h.title, h.state, h.words, count(*) from theme_comments t join comments c on c.id = t.comment_id join themes h on h.id = t.theme_id where t.consultation_id = $1 and c.status = 'published' group by h.id, h.slug, h.title, h.state, h.words order by count(*) desc, h.title, h.id";
    BY_NUMBER = "select c.number, h.title from theme_comments t join comments c on c.id = t.comment_id join themes h on h.id = t.theme_id where t.consultation_id = $1 and c.status = 'published' and c.number > $2 and c.number <= $3 order by c.number, h.title, h.id";
    [TIE] = ("insert into theme_comments (theme_id, comment_id, consultation_id, received_at) values ", "(?, ?, ?, ?)", ", ", " on conflict (theme_id, comment_id) do nothing");
    [OF_COMMENTS] = ("select t.comment_id, h.id, h.slug, h.title from theme_comments t join themes h on h.id = t.theme_id where t.comment_id in (", "?", ", ", ") order by h.title, h.id");
}

/// How much is about a theme; only public remarks count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Remarks.
    pub comments: i64,
    /// Consultations that they are in.
    pub consultations: i64,
}

/// By when a remark stands under its themes: its receipt, of one that came on paper the day of that. It never changes.
#[must_use]
pub fn received(remark: &comments::Stored) -> Timestamp {
    remark.received_on.map_or(remark.created_at, Day::start)
}

/// Ties remarks to a theme, and says how many were not tied to it before.
///
/// # Errors
/// Whatever the database says.
pub async fn tie(tx: &mut Session, theme: ThemeId, remarks: &[comments::Stored]) -> Result<u64, Error> {
    let mut tied = 0;
    for (sql, remarks) in stretches(TIE, remarks) {
        tied += on_db!(tx, c => remarks
            .iter()
            .fold(sqlx::query(sql), |insert, remark| {
                insert.bind(theme.0).bind(remark.id.0).bind(remark.consultation.0).bind(received(remark).0)
            })
            .execute(c)
            .await?
            .rows_affected());
    }
    Ok(tied)
}

/// Unties a remark from a theme; `false` when it was not tied to it.
///
/// # Errors
/// Whatever the database says.
pub async fn untie(tx: &mut Session, theme: ThemeId, remark: CommentId) -> Result<bool, Error> {
    Ok(on_db!(tx, c => sqlx::query(UNTIE).bind(theme.0).bind(remark.0).execute(c).await?.rows_affected()) > 0)
}

/// The numbers of every theme that has any.
///
/// # Errors
/// Whatever the database says.
pub async fn counts(session: &mut Session) -> Result<HashMap<ThemeId, Numbers>, Error> {
    let rows: Vec<(Uuid, i64, i64)> = on_db!(session, c => sqlx::query_as(COUNTS).fetch_all(c).await?);
    Ok(rows.into_iter().map(|(theme, comments, consultations)| (ThemeId(theme), Numbers { comments, consultations })).collect())
}

/// The numbers of one theme.
///
/// # Errors
/// Whatever the database says.
pub async fn count(session: &mut Session, theme: ThemeId) -> Result<Numbers, Error> {
    let (comments, consultations): (i64, i64) = on_db!(session, c => sqlx::query_as(COUNT).bind(theme.0).fetch_one(c).await?);
    Ok(Numbers { comments, consultations })
}

/// The themes of a consultation, the one with the most public remarks first.
///
/// # Errors
/// Whatever the database says.
pub async fn in_consultation(session: &mut Session, id: ConsultationId) -> Result<Vec<Raised>, Error> {
    let rows: Vec<(Uuid, String, String, String, String, i64)> =
        on_db!(session, c => sqlx::query_as(IN_CONSULTATION).bind(id.0).fetch_all(c).await?);
    rows.into_iter()
        .map(|(id, slug, title, state, words, comments)| {
            Ok(Raised { theme: Chip { id: ThemeId(id), slug, title }, state: state_of(&state)?, words, comments })
        })
        .collect()
}

/// The themes of some remarks of one consultation, by their titles; remarks without any are left out.
///
/// # Errors
/// Whatever the database says.
pub async fn of_comments(
    session: &mut Session,
    consultation: ConsultationId,
    ids: &[CommentId],
) -> Result<HashMap<CommentId, Vec<Chip>>, Error> {
    let mut found: HashMap<CommentId, Vec<Chip>> = HashMap::new();
    // Most consultations have none, and a page has many remarks.
    let any: Option<Uuid> = on_db!(session, c => sqlx::query_scalar(ANY).bind(consultation.0).fetch_optional(c).await?);
    if any.is_none() {
        return Ok(found);
    }
    for (sql, ids) in stretches(OF_COMMENTS, ids) {
        let rows: Vec<(Uuid, Uuid, String, String)> =
            on_db!(session, c => ids.iter().fold(sqlx::query_as(sql), |select, id| select.bind(id.0)).fetch_all(c).await?);
        for (comment, id, slug, title) in rows {
            found.entry(CommentId(comment)).or_default().push(Chip { id: ThemeId(id), slug, title });
        }
    }
    Ok(found)
}

/// The titles of the themes of a consultation's public remarks by their numbers, after one number and up to another.
///
/// # Errors
/// Whatever the database says.
pub async fn by_number(session: &mut Session, id: ConsultationId, after: i64, until: i64) -> Result<Vec<(i64, String)>, Error> {
    Ok(on_db!(session, c => sqlx::query_as(BY_NUMBER).bind(id.0).bind(after).bind(until).fetch_all(c).await?))
}
