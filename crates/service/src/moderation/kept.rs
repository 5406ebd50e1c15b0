//! The rules that hold remarks, ready to be asked: made anew when their text has another number.

use std::sync::{Arc, Mutex, PoisonError};

use busola_domain::moderation::Matcher;
use busola_storage::moderation::rules;
use busola_storage::{Error, Session};

/// What is kept of the rules: nothing holds before there are any.
#[derive(Default)]
pub(crate) struct Kept(Mutex<(i64, Arc<Matcher>)>);

impl Kept {
    fn of(&self, revision: i64) -> Option<Arc<Matcher>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (kept.0 == revision).then(|| Arc::clone(&kept.1))
    }

    fn keep(&self, revision: i64, matcher: &Arc<Matcher>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = (revision, Arc::clone(matcher));
    }
}

/// The rules as they are now: one short statement where they are kept.
pub(crate) async fn matcher(kept: &Kept, session: &mut Session) -> Result<Arc<Matcher>, Error> {
    let revision = rules::revision(session).await?;
    if let Some(matcher) = kept.of(revision) {
        return Ok(matcher);
    }
    let (revision, text) = rules::latest(session).await?;
    let matcher = Arc::new(Matcher::new(&text));
    kept.keep(revision, &matcher);
    Ok(matcher)
}
