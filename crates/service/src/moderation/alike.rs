//! Remarks that say nearly the same as an earlier one: found when a moderator looks, so that writing costs nothing more.

use std::collections::HashMap;

use busola_domain::moderation::alike::Sketch;
use busola_domain::{CommentId, ConsultationId, UnitId};
use busola_storage::Session;
use busola_storage::comments::Stored;
use busola_storage::moderation::latest_texts;

/// Among how many of a consultation's last remarks a like one is looked for.
const LOOKED_THROUGH: i64 = 500;

/// For each remark that says nearly the same as an earlier one on its unit, the number of the first such.
pub(crate) async fn likenesses(
    session: &mut Session,
    id: ConsultationId,
    comments: &[&Stored],
) -> Result<HashMap<CommentId, i64>, busola_storage::Error> {
    if comments.is_empty() {
        return Ok(HashMap::new());
    }
    let mut texts: HashMap<i64, (Option<UnitId>, Sketch)> = HashMap::new();
    for text in latest_texts(session, id, LOOKED_THROUGH).await? {
        texts.extend(Sketch::of(&text.body).map(|sketch| (text.number, (text.unit, sketch))));
    }
    for comment in comments {
        if !texts.contains_key(&comment.number)
            && let Some(sketch) = Sketch::of(&comment.body)
        {
            texts.insert(comment.number, (comment.unit, sketch));
        }
    }
    let mut numbers: Vec<_> = texts.keys().copied().collect();
    numbers.sort_unstable();
    let earlier = |comment: &Stored| {
        let (unit, sketch) = texts.get(&comment.number)?;
        let mut before = numbers.iter().take_while(|number| **number < comment.number);
        before.find(|number| texts.get(*number).is_some_and(|(other, like)| other == unit && like.is_like(sketch))).copied()
    };
    Ok(comments.iter().filter_map(|comment| Some((comment.id, earlier(comment)?))).collect())
}
