//! The letter to who appealed against the hiding of a remark.

use busola_domain::comment::Order;
use busola_domain::letter::{Kind, REMARKS_MAX};
use busola_domain::moderation::Ruling;
use busola_domain::receipt::Consulted;
use busola_storage::Session;
use busola_storage::comments::list::Place;
use busola_storage::comments::receipts::{self, Became, Which};
use busola_storage::letters::readers;
use busola_texts::Lang;

use super::{Leaving, Prepared};
use crate::mail::{Letter, Unasked};
use crate::{Error, Service};

impl Service {
    /// The letter about appeals that were decided; `None` where there is none.
    pub(super) async fn appealed_letter(&self, tx: &mut Session, leaving: &Leaving) -> Result<Option<Prepared>, Error> {
        let account = leaving.together.account;
        let Some(reader) = readers::reader(tx, account).await? else { return Ok(None) };
        let (which, place) = (Which::OfLetter(leaving.attempt), Place::start(Order::Newest));
        let mut remarks = receipts::page(tx, account, which, place, leaving.marked.len() as i64).await?;
        remarks.retain(|became| became.appeal.as_ref().is_some_and(|appeal| appeal.ruling.is_some()));
        remarks.sort_unstable_by_key(|became| became.comment.number);
        let more = remarks.len().saturating_sub(REMARKS_MAX);
        remarks.truncate(REMARKS_MAX);
        let Some(consultation) = remarks.first().map(|became| became.consultation.clone()) else { return Ok(None) };

        let (receipts, unsubscribe, links) = self.remark_links(tx, leaving, consultation.id, Kind::Appealed).await?;
        let lang = Lang::from_tag(&reader.lang).unwrap_or_default();
        let appealed = Appealed { lang, remarks: &remarks, more, receipts: &receipts, unsubscribe: &unsubscribe };
        let (subject, body) = appealed.compose(&consultation);
        let unasked = Some(Unasked { id: leaving.id(), unsubscribe: Some(unsubscribe) });
        Ok(Some(Prepared { letter: Letter { to: reader.email, subject, body, unasked }, links }))
    }
}

/// What the letter is made of.
struct Appealed<'a> {
    /// The reader's language.
    lang: Lang,
    /// The remarks, in the order of their numbers.
    remarks: &'a [Became],
    /// How many more there are, which only the page shows.
    more: usize,
    /// The private link to all of the reader's remarks in this consultation.
    receipts: &'a str,
    /// The link that ends such letters.
    unsubscribe: &'a str,
}

impl Appealed<'_> {
    /// The subject and the text.
    fn compose(&self, consultation: &Consulted) -> (String, String) {
        let lang = self.lang;
        let mut remarks: Vec<_> = self.remarks.iter().filter_map(|became| self.remark(became)).collect();
        if self.more > 0 {
            remarks.push(lang.letter_more(self.more));
        }
        let subject = lang.letter_appealed_subject(consultation.title.as_str());
        (subject, lang.letter_appealed_body(consultation.title.as_str(), remarks.join("\n\n"), self.receipts, self.unsubscribe))
    }

    fn remark(&self, became: &Became) -> Option<String> {
        let lang = self.lang;
        let appeal = became.appeal.as_ref()?;
        let number = became.comment.number.to_string();
        let ruling = match appeal.ruling? {
            Ruling::Upheld => lang.letter_appeal_upheld(number),
            Ruling::Restored => lang.letter_appeal_restored(number),
        };
        Some(if appeal.reply.is_empty() { ruling } else { format!("{ruling}\n\n{}", appeal.reply) })
    }
}
