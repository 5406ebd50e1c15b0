//! Announcing a meeting.

use busola_domain::meeting::{AgendaItem, Course, Focus, Meeting, NewMeeting};
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, AgendaItemId, EventKind, MeetingId};
use busola_storage::meetings::{self, Stored};

use super::{append, view};
use crate::consultations::{Key, take};
use crate::drafts::units;
use crate::{Error, Service};

impl Service {
    /// Announces a meeting of a consultation.
    ///
    /// # Errors
    /// The policy's no; every bad field.
    pub async fn create_meeting(&self, actor: Option<&Actor>, key: &Key, new: NewMeeting) -> Result<Meeting, Error> {
        let now = self.now();
        allow(actor, Action::RunMeetings, now)?;
        let mut tx = self.0.db.write().await?;
        let consultation = take(&mut tx, key).await?;
        let units = units(&self.0.drafts, &mut tx, &consultation).await?;
        let new = new.parse(|unit| units.iter().any(|known| known.unit.id == unit)).map_err(Error::Invalid)?;
        let agenda: Vec<_> =
            new.agenda.into_iter().map(|item| AgendaItem { id: AgendaItemId(self.new_id()), title: item.title, unit: item.unit }).collect();
        let mut stored = Stored {
            id: MeetingId(self.new_id()),
            consultation: consultation.id,
            title: new.title,
            place: new.place,
            starts_at: new.starts_at,
            ends_at: new.ends_at,
            public: new.public,
            code: String::new(),
            rules: new.rules,
            revision: 0,
            course: Course::default(),
            minutes_at: None,
            focus: Focus::default(),
        };
        // Another one where it is taken, also by somebody who takes it at this moment.
        loop {
            stored.code = self.0.random.hall_code();
            if meetings::insert(&mut tx, &stored, &agenda, now).await? {
                break;
            }
        }
        append(&mut tx, stored.id, EventKind::SessionChanged, stored.id.0, now).await?;
        self.record(&mut tx, actor, "session.create", stored.id.0, now).await?;
        tx.commit().await?;
        Ok(view::meeting(stored, agenda))
    }
}
