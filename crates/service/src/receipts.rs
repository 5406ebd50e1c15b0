//! What became of one's remarks: for who is signed in, and by a private link for one consultation.

use busola_domain::comment::Order;
use busola_domain::letter::Purpose;
use busola_domain::policy::Denied;
use busola_domain::receipt::Consulted;
use busola_domain::{AccountId, Actor, Answer, Receipt};
use busola_storage::Session;
use busola_storage::comments::list::Place;
use busola_storage::comments::receipts::{self, Became, Which};
use busola_storage::letters::links;

use crate::consultations::{Key, find};
use crate::markup::Markup;
use crate::{Error, Secret, Service};

/// A page of receipts, the last received remark first.
pub struct ReceiptPage {
    /// The receipts.
    pub items: Vec<Receipt>,
    /// Where the next page begins.
    pub next: Option<Place>,
}

/// What a private link opens.
pub struct Linked {
    /// The consultation.
    pub consultation: Consulted,
    /// Its author's remarks in it.
    pub page: ReceiptPage,
}

impl Service {
    /// What became of one's remarks, in all consultations.
    ///
    /// # Errors
    /// [`Denied::SignInNeeded`].
    pub async fn receipts(&self, actor: Option<&Actor>, after: Option<Place>, limit: usize) -> Result<ReceiptPage, Error> {
        let actor = actor.ok_or(Denied::SignInNeeded)?;
        let mut session = self.0.db.read().await?;
        page(&self.0.markup, &mut session, actor.account, Which::All, after, limit).await
    }

    /// What a private link opens, whoever has it; `None` when it is over or there never was one.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn receipts_by_link(&self, token: &Secret, after: Option<Place>, limit: usize) -> Result<Option<Linked>, Error> {
        let now = self.now();
        let mut session = self.0.db.snapshot().await?;
        let link = links::get(&mut session, &token.hash(), Purpose::Receipt, now).await?;
        let Some((account, id)) = link.and_then(|link| Some((link.account, link.consultation?))) else { return Ok(None) };
        let stored = find(&mut session, &Key::Id(id)).await?;
        let page = page(&self.0.markup, &mut session, account, Which::In(id), after, limit).await?;
        let consultation = Consulted { id, slug: stored.slug, title: stored.title, version: stored.draft_version };
        Ok(Some(Linked { consultation, page }))
    }
}

async fn page(
    markup: &Markup,
    session: &mut Session,
    account: AccountId,
    which: Which,
    after: Option<Place>,
    limit: usize,
) -> Result<ReceiptPage, Error> {
    let after = after.unwrap_or_else(|| Place::start(Order::Newest));
    // One more than asked for tells whether there is a next page.
    let mut items = receipts::page(session, account, which, after, limit as i64 + 1).await?;
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|last| Place::of(Order::Newest, &last.comment));
    Ok(ReceiptPage { items: items.into_iter().map(|became| receipt(markup, became)).collect(), next })
}

fn receipt(markup: &Markup, became: Became) -> Receipt {
    let Became { comment, consultation, unit, answer, appeal } = became;
    let changed = answer.as_ref().and_then(|told| told.changed.clone());
    let answer = answer.map(|told| Answer {
        decision: told.decision,
        html: markup.answer(told.id, told.revision, &told.justification),
        justification: told.justification,
        unit: told.changed.map(|unit| unit.id),
        published_at: comment.answered_at,
        revision: told.revision,
    });
    Receipt {
        id: comment.id,
        number: comment.number,
        consultation,
        unit,
        parent: comment.parent,
        version: comment.version,
        status: comment.status,
        hidden_reason: comment.hidden_reason,
        created_at: comment.created_at,
        answer,
        changed,
        appeal,
    }
}
