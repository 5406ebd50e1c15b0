//! How much is about a theme: one row a consultation, so that a list of themes reads as many rows as it shows and not every
//! tie. Only public remarks count; ties keep these rows ([`super::ties`]), and so does whatever moves remarks to another
//! status.

use std::collections::HashMap;

use busola_domain::theme::{Chip, Raised};
use busola_domain::{CommentId, ConsultationId, ThemeId, Timestamp};
use uuid::Uuid;

use super::state_of;
use crate::repeated::stretches;
use crate::{Error, Session};

statements! {
    ALL = "select theme_id, cast(sum(comments) as bigint), count(*) from theme_consultations where comments > 0 group by theme_id";
    OF_THEME = "select cast(coalesce(sum(comments), 0) as bigint), count(*) from theme_consultations where theme_id = $1 and comments > 0";
    IN_CONSULTATION = "select h.id, h.slug, h.title, h.state, h.words, n.comments from theme_consultations n join themes h on h.id = n.theme_id where n.consultation_id = $1 and n.comments > 0 order by n.comments desc, h.title, h.id";
    CHANGED = "update theme_consultations set changed_at = $2 where theme_id = $1 and comments > 0";
    CHANGED_SINCE = "select n.changed_at, h.title from theme_consultations n join themes h on h.id = n.theme_id where n.consultation_id = $1 and n.changed_at > $2 order by n.changed_at, h.title, h.id";
    [ADD] = ("insert into theme_consultations (theme_id, consultation_id, comments, changed_at) values ", "(?, ?, ?, ?)", ", ", " on conflict (theme_id, consultation_id) do update set comments = theme_consultations.comments + excluded.comments, changed_at = coalesce(excluded.changed_at, theme_consultations.changed_at)");
    // Counted anew, so that it does not matter what they were before.
    [RECOUNT] = ("update theme_consultations set comments = (select count(*) from theme_comments t join comments c on c.id = t.comment_id where t.consultation_id = theme_consultations.consultation_id and t.theme_id = theme_consultations.theme_id and c.status = 'published') where (theme_id, consultation_id) in (select b.theme_id, b.consultation_id from theme_comments b where b.comment_id in (", "?", ", ", "))");
}

/// How much is about a theme; only public remarks count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Remarks.
    pub comments: i64,
    /// Consultations that they are in.
    pub consultations: i64,
}

/// Counts public remarks about a theme in or out by their consultations, which is to be seen in the reports of these; 0 where
/// only such are tied as are not public, which [`recount`] counts once they are.
pub(super) async fn add(tx: &mut Session, theme: ThemeId, by: &[(ConsultationId, i64)], now: Timestamp) -> Result<(), Error> {
    for (sql, by) in stretches(ADD, by) {
        on_db!(tx, c => {
            by.iter()
                .fold(sqlx::query(sql), |add, (consultation, by)| {
                    add.bind(theme.0).bind(consultation.0).bind(*by).bind((*by != 0).then_some(now.0))
                })
                .execute(c)
                .await?;
        });
    }
    Ok(())
}

/// Counts what some remarks are about, after they became public or stopped being so. What becomes of a remark is told
/// by its own event.
pub(crate) async fn recount(tx: &mut Session, remarks: &[CommentId]) -> Result<(), Error> {
    for (sql, remarks) in stretches(RECOUNT, remarks) {
        on_db!(tx, c => {
            remarks.iter().fold(sqlx::query(sql), |count, id| count.bind(id.0)).execute(c).await?;
        });
    }
    Ok(())
}

/// Writes down that what reports say of a theme is something else from now on.
///
/// # Errors
/// Whatever the database says.
pub async fn changed(tx: &mut Session, theme: ThemeId, now: Timestamp) -> Result<(), Error> {
    on_db!(tx, c => { sqlx::query(CHANGED).bind(theme.0).bind(now.0).execute(c).await?; });
    Ok(())
}

/// The titles of the themes of which a consultation's report says something else since a moment, each with when that last
/// became so, in that order.
///
/// # Errors
/// Whatever the database says.
pub async fn changed_since(session: &mut Session, id: ConsultationId, since: Timestamp) -> Result<Vec<(Timestamp, String)>, Error> {
    let rows: Vec<(i64, String)> = on_db!(session, c => sqlx::query_as(CHANGED_SINCE).bind(id.0).bind(since.0).fetch_all(c).await?);
    Ok(rows.into_iter().map(|(at, title)| (Timestamp(at), title)).collect())
}

/// The numbers of all themes; those without a public remark are left out.
///
/// # Errors
/// Whatever the database says.
pub async fn all(session: &mut Session) -> Result<HashMap<ThemeId, Numbers>, Error> {
    let rows: Vec<(Uuid, i64, i64)> = on_db!(session, c => sqlx::query_as(ALL).fetch_all(c).await?);
    Ok(rows.into_iter().map(|(theme, comments, consultations)| (ThemeId(theme), Numbers { comments, consultations })).collect())
}

/// The numbers of one theme.
///
/// # Errors
/// Whatever the database says.
pub async fn of_theme(session: &mut Session, theme: ThemeId) -> Result<Numbers, Error> {
    let (comments, consultations): (i64, i64) = on_db!(session, c => sqlx::query_as(OF_THEME).bind(theme.0).fetch_one(c).await?);
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
