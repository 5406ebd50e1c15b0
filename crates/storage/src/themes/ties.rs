//! Which remarks are about which themes. What is hidden or withdrawn stays tied, and is neither shown nor counted.

use std::collections::{BTreeMap, HashMap};

use busola_domain::theme::Chip;
use busola_domain::{CommentId, ConsultationId, Day, Status, ThemeId, Timestamp};
use uuid::Uuid;

use super::numbers;
use crate::comments;
use crate::repeated::stretches;
use crate::{Error, Session};

statements! {
    UNTIE = "delete from theme_comments where theme_id = $1 and comment_id = $2";
    ANY = "select theme_id from theme_comments where consultation_id = $1 limit 1";
    BY_NUMBER = "select c.number, h.title from theme_comments t join comments c on c.id = t.comment_id join themes h on h.id = t.theme_id where t.consultation_id = $1 and c.status = 'published' and c.number > $2 and c.number <= $3 order by c.number, h.title, h.id";
    [TIE] = ("insert into theme_comments (theme_id, comment_id, consultation_id, received_at) values ", "(?, ?, ?, ?)", ", ", " on conflict (theme_id, comment_id) do nothing returning comment_id");
    [OF_COMMENTS] = ("select t.comment_id, h.id, h.slug, h.title from theme_comments t join themes h on h.id = t.theme_id where t.comment_id in (", "?", ", ", ") order by h.title, h.id");
}

/// By when a remark stands under its themes: its receipt, of one that came on paper the day of that. It never changes.
#[must_use]
pub fn received(remark: &comments::Stored) -> Timestamp {
    remark.received_on.map_or(remark.created_at, Day::start)
}

/// Ties remarks to a theme, in the transaction of whoever took their consultations, and says how many were not tied to it
/// before.
///
/// # Errors
/// Whatever the database says.
pub async fn tie(tx: &mut Session, theme: ThemeId, remarks: &[comments::Stored], now: Timestamp) -> Result<u64, Error> {
    let mut tied: Vec<Uuid> = Vec::new();
    for (sql, remarks) in stretches(TIE, remarks) {
        let new: Vec<Uuid> = on_db!(tx, c => remarks
            .iter()
            .fold(sqlx::query_scalar(sql), |insert, remark| {
                insert.bind(theme.0).bind(remark.id.0).bind(remark.consultation.0).bind(received(remark).0)
            })
            .fetch_all(c)
            .await?);
        tied.extend(new);
    }
    let mut by: BTreeMap<ConsultationId, i64> = BTreeMap::new();
    for remark in remarks.iter().filter(|remark| tied.contains(&remark.id.0)) {
        *by.entry(remark.consultation).or_default() += i64::from(remark.status == Status::Published);
    }
    numbers::add(tx, theme, &Vec::from_iter(by), now).await?;
    Ok(tied.len() as u64)
}

/// Unties a remark from a theme, in the transaction of whoever took its consultation; `false` when it was not tied to it.
///
/// # Errors
/// Whatever the database says.
pub async fn untie(tx: &mut Session, theme: ThemeId, remark: &comments::Stored, now: Timestamp) -> Result<bool, Error> {
    let rows = on_db!(tx, c => sqlx::query(UNTIE).bind(theme.0).bind(remark.id.0).execute(c).await?.rows_affected());
    if rows > 0 && remark.status == Status::Published {
        numbers::add(tx, theme, &[(remark.consultation, -1)], now).await?;
    }
    Ok(rows > 0)
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
