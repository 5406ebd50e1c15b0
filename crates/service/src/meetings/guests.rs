//! Names for the hall: who has the code of a meeting takes part without an address.

use busola_domain::policy::{Action, allow};
use busola_domain::{AccountId, Actor, DisplayName, MeetingId, SessionId, Timestamp};
use busola_storage::accounts;
use busola_storage::meetings::{self, members};

use super::completed;
use crate::accounts::SESSION_LIFE;
use crate::{Error, Secret, Service};

/// Somebody who came into a meeting.
pub struct Entered {
    /// The meeting.
    pub meeting: MeetingId,
    /// For who got a name for the hall just now: the value of the session cookie, and until when it is valid without
    /// being used.
    pub session: Option<(Secret, Timestamp)>,
}

/// Where the code of a meeting leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayIn {
    /// To the meeting, which the person may follow.
    Follow(MeetingId),
    /// Into it by a press.
    Enter,
    /// To signing in first.
    SignIn,
}

impl Service {
    /// Comes into a meeting by its code. Who is not signed in gets a name for the hall, which holds in this browser;
    /// an empty one is a name that says nothing.
    ///
    /// # Errors
    /// "Not found" for a code that no meeting has; [`Error::Invalid`] at `name`; the policy's no where names for the
    /// hall are not taken.
    pub async fn enter_meeting(&self, actor: Option<&Actor>, code: &str, name: &str) -> Result<Entered, Error> {
        // By a reader: a code that no meeting has waits for nobody who writes.
        let id = self.meeting_by_code(actor, code).await?;
        let now = self.now();
        let mut tx = self.0.db.write().await?;
        let meeting = meetings::take(&mut tx, id).await?.ok_or_else(Error::not_found)?;
        let found = completed(&mut tx, meeting, actor).await?;
        allow(actor, Action::Enter(found.doors(), found.meeting.course.state()), now)?;
        if let Some(person) = actor {
            members::join(&mut tx, id, person.account).await?;
            tx.commit().await?;
            return Ok(Entered { meeting: id, session: None });
        }
        let account = AccountId(self.new_id());
        let name = if name.trim().is_empty() { neutral_name(account) } else { DisplayName::parse(name) };
        let name = name.map_err(|problem| Error::field("name", problem))?;
        accounts::insert_guest(&mut tx, account, &name, now).await?;
        members::join(&mut tx, id, account).await?;
        let (cookie, expires_at) = (self.0.random.secret(), now.plus(SESSION_LIFE));
        accounts::insert_session(&mut tx, SessionId(self.new_id()), account, &cookie.hash(), now, expires_at).await?;
        tx.commit().await?;
        Ok(Entered { meeting: id, session: Some((cookie, expires_at)) })
    }

    /// Where the code of a meeting leads somebody.
    ///
    /// # Errors
    /// "Not found" for a code that no meeting has, or that of a consultation which is not public yet.
    pub async fn way_in(&self, actor: Option<&Actor>, code: &str) -> Result<WayIn, Error> {
        let now = self.now();
        let mut session = self.0.db.read().await?;
        let meeting = meetings::by_code(&mut session, &plain(code)).await?.ok_or_else(Error::not_found)?;
        let found = completed(&mut session, meeting, actor).await?;
        allow(actor, Action::ReadConsultation(&found.consultation.schedule), now)?;
        if allow(actor, Action::FollowMeeting(found.doors()), now).is_ok() {
            return Ok(WayIn::Follow(found.meeting.id));
        }
        let enter = Action::Enter(found.doors(), found.meeting.course.state());
        Ok(if allow(actor, enter, now).is_ok() { WayIn::Enter } else { WayIn::SignIn })
    }
}

/// A code as it is stored; people type it with spaces, in small letters.
pub(super) fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase()
}

/// A name that says nothing, until the person has chosen one.
pub(crate) fn neutral_name(id: AccountId) -> Result<DisplayName, busola_domain::Problem> {
    DisplayName::parse(&format!("#{:04}", id.0.as_u128() % 10_000))
}
