//! Appeals: what the author of a hidden remark says against that, decided by somebody else than who hid it.

use busola_domain::moderation::{APPEAL_MAX, Appealed, Deed, Ruling};
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{Actor, Comment, CommentId, Problem, Timestamp, text};
use busola_storage::comments;
use busola_storage::moderation::{appeals, log};
use serde::Deserialize;

use super::Act;
use crate::answers::Answers;
use crate::comments::view;
use crate::consultations::{Key, readable};
use crate::{Conflict, Error, Service};

/// How many appeals are shown at once; the others come when these are decided.
const SHOWN: i64 = 50;

/// An appeal that is not decided, as moderators see it.
pub struct OpenAppeal {
    /// The remark, with its text.
    pub comment: Comment,
    /// What its author says.
    pub words: String,
    /// When it was made.
    pub at: Timestamp,
    /// Whether this moderator may decide: not who hid the remark.
    pub may_decide: bool,
}

/// What was decided about an appeal, as moderators see it.
pub struct DecidedAppeal {
    /// The remark's number in its consultation.
    pub number: i64,
    /// What was decided.
    pub appeal: Appealed,
    /// Who decided.
    pub by: String,
}

/// What a moderator decides about an appeal.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = AppealDecision))]
pub struct Decided {
    /// Whether it stays hidden.
    pub ruling: Ruling,
    /// Why; needed where it stays hidden.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub reply: String,
}

impl Service {
    /// Says something against the hiding of one's remark, once.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `words`; [`Conflict::AppealedBefore`].
    pub async fn appeal_comment(&self, actor: Option<&Actor>, id: CommentId, words: &str, now: Timestamp) -> Result<(), Error> {
        let mut tx = self.0.db.write().await?;
        let (comment, consultation) = Self::take_comment(&mut tx, id).await?;
        allow(actor, Action::Appeal(&consultation.schedule, comment.item()), now)?;
        let words = text::multiline(words, APPEAL_MAX).map_err(|problem| Error::field("words", problem))?;
        if !appeals::insert(&mut tx, &comment, &words, now).await? {
            return Err(Error::Conflict(Conflict::AppealedBefore));
        }
        tx.commit().await?;
        Ok(())
    }

    /// Whether somebody may still appeal against the hiding of a remark; gives the consultation's title and its name in
    /// addresses.
    ///
    /// # Errors
    /// The policy's no; [`Conflict::AppealedBefore`].
    pub async fn may_appeal(&self, actor: Option<&Actor>, id: CommentId, now: Timestamp) -> Result<(String, String), Error> {
        let mut session = self.0.db.read().await?;
        let (comment, consultation) = self.load(&mut session, id).await?;
        allow(actor, Action::Appeal(&consultation.schedule, comment.item()), now)?;
        if appeals::is_there(&mut session, id).await? {
            return Err(Error::Conflict(Conflict::AppealedBefore));
        }
        Ok((consultation.title, consultation.slug))
    }

    /// The appeals of a consultation that are not decided, the first first.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn open_appeals(&self, actor: Option<&Actor>, key: &Key) -> Result<Vec<OpenAppeal>, Error> {
        let now = self.now();
        allow(actor, Action::Moderate, now)?;
        let mut session = self.0.db.read().await?;
        let consultation = readable(&mut session, actor, key, now).await?;
        let open = appeals::open(&mut session, consultation.id, SHOWN).await?;
        drop(session);
        let appeal = |open: appeals::Open| {
            let html = self.0.markup.html(open.comment.id, open.comment.revision, &open.comment.body);
            let may_decide = allow(actor, Action::DecideAppeal(open.comment.item(), open.hidden_by), now).is_ok();
            let mut comment = view(&self.0.markup, open.comment, &Answers::default(), actor, now);
            comment.html.get_or_insert(html);
            OpenAppeal { comment, words: open.words, at: open.at, may_decide }
        };
        Ok(open.into_iter().map(appeal).collect())
    }

    /// What a colleague decided about the appeal of a remark; `None` while nobody has.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn decided_appeal(&self, actor: Option<&Actor>, id: CommentId) -> Result<Option<DecidedAppeal>, Error> {
        allow(actor, Action::Moderate, self.now())?;
        let mut session = self.0.db.snapshot().await?;
        let Some(comment) = comments::get(&mut session, id).await? else { return Ok(None) };
        let decided = appeals::decided(&mut session, id).await?;
        Ok(decided.map(|(appeal, by)| DecidedAppeal { number: comment.number, appeal, by }))
    }

    /// Decides about an appeal; its author is told by a letter.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `reply`, which is needed where the remark stays hidden;
    /// [`Conflict::AppealDecided`]; [`Denied::WrongState`] once the remark is shown again, and while what it replies to was
    /// never public.
    pub async fn decide_appeal(&self, actor: Option<&Actor>, id: CommentId, decided: Decided, now: Timestamp) -> Result<(), Error> {
        allow(actor, Action::Moderate, now)?;
        let by = actor.ok_or(Denied::SignInNeeded)?.account;
        let reply = match text::multiline(&decided.reply, APPEAL_MAX) {
            Err(Problem::Required) if decided.ruling == Ruling::Restored => String::new(),
            other => other.map_err(|problem| Error::field("reply", problem))?,
        };
        let mut tx = self.0.db.write().await?;
        let (comment, consultation) = Self::take_comment(&mut tx, id).await?;
        // Before what became of the remark: who was too late is told why.
        if appeals::decided(&mut tx, id).await?.is_some() {
            return Err(Error::Conflict(Conflict::AppealDecided));
        }
        let hidden_by = log::hidden_by(&mut tx, id).await?;
        allow(actor, Action::DecideAppeal(comment.item(), hidden_by), now)?;
        if !appeals::decide(&mut tx, id, decided.ruling, &reply, by, now).await? {
            return Err(Error::Conflict(Conflict::AppealDecided));
        }
        let deed = match decided.ruling {
            Ruling::Upheld => Deed::Upheld,
            Ruling::Restored => Deed::Granted,
        };
        let entry = log::New {
            id: self.0.random.id(now),
            consultation: consultation.id,
            comment: id,
            at: now,
            deed,
            reason: "",
            account: Some(by),
        };
        log::insert(&mut tx, &[entry]).await?;
        self.record(&mut tx, actor, "comment.decide_appeal", id.0, now).await?;
        self.appeal_decided(&mut tx, &comment, now).await?;
        if decided.ruling == Ruling::Restored {
            allow(actor, Action::Show(&consultation.schedule, comment.item()), now)?;
            let shown = self.act(&mut tx, actor, &consultation, vec![comment], &Act::Restore, now).await?;
            if shown.is_empty() {
                return Err(Denied::WrongState.into());
            }
        }
        tx.commit().await?;
        if decided.ruling == Ruling::Restored {
            self.acted(consultation.id, &[id], &Act::Restore).await;
        }
        self.letters_are_there();
        Ok(())
    }
}
