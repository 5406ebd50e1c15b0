//! Themes with the remarks about them, and what consultations continue.

use std::collections::HashMap;

use busola_domain::earlier::NewEarlier;
use busola_domain::time::DAY;
use busola_domain::{Actor, CommentId, Day, ThemeId, Timestamp};
use busola_service::Service;
use busola_service::consultations::Key;

use super::content::Content;
use super::{Loaded, find};
use crate::commands::{Failed, explain};

pub(super) async fn load(
    service: &Service,
    moderator: &Actor,
    content: &Content,
    consultations: &HashMap<&str, Loaded>,
    remarks: &HashMap<&str, CommentId>,
    now: Timestamp,
) -> Result<(), Failed> {
    let mut themes: HashMap<&str, ThemeId> = HashMap::new();
    for planned in &content.theme {
        let theme = service.create_theme(Some(moderator), planned.new.clone()).await.map_err(|error| explain(&error))?;
        let about = planned.remarks.iter().map(|id| find(remarks, id).copied()).collect::<Result<Vec<_>, Failed>>()?;
        service.tie_comments(Some(moderator), &theme.id.to_string(), &about, now).await.map_err(|error| explain(&error))?;
        themes.insert(&planned.key, theme.id);
    }
    for planned in &content.earlier {
        let of = find(consultations, &planned.consultation)?;
        let was = planned.was.as_ref().map(|key| find(consultations, key)).transpose()?;
        let new = NewEarlier {
            title: planned.title.clone(),
            held_on: Some(Day::of(now.plus(planned.held_in_days * DAY))),
            place: planned.place.clone(),
            words: planned.words.clone(),
            link: was.map(|was| format!("/consultations/{}", was.consultation.slug)),
            themes: planned.themes.iter().map(|key| find(&themes, key).copied()).collect::<Result<_, Failed>>()?,
            revision: None,
        };
        service.add_earlier(Some(moderator), &Key::Id(of.consultation.id), new).await.map_err(|error| explain(&error))?;
    }
    Ok(())
}
