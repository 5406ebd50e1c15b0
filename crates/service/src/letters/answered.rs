//! The letter to who wrote remarks that the city answered.

use busola_domain::comment::Order;
use busola_domain::letter::{Kind, REMARKS_MAX, SENT_KEPT};
use busola_domain::receipt::Consulted;
use busola_storage::Session;
use busola_storage::comments::list::Place;
use busola_storage::comments::receipts::{self, Became, Told, Which};
use busola_storage::letters::{self as outbox, Marked, readers};
use busola_texts::Lang;
use uuid::Uuid;

use super::plain::plain;
use super::{Leaving, Prepared};
use crate::answers::decision_in_words;
use crate::mail::{Letter, Unasked};
use crate::{Error, Service};

impl Service {
    /// The letter about remarks as they stand now; `None` where none of them is still to be told about.
    pub(super) async fn answered_letter(&self, tx: &mut Session, leaving: &Leaving) -> Result<Option<Prepared>, Error> {
        let account = leaving.together.account;
        let Some(reader) = readers::reader(tx, account).await? else { return Ok(None) };
        let told = outbox::told(tx, &leaving.together, leaving.attempt, leaving.now.plus(-SENT_KEPT)).await?;
        let (which, place) = (Which::OfLetter(leaving.attempt), Place::start(Order::Newest));
        let mut remarks = receipts::page(tx, account, which, place, leaving.marked.len() as i64).await?;
        remarks.retain(|became| is_told_by(became, &leaving.marked));
        remarks.sort_unstable_by_key(|became| became.comment.number);
        let more = remarks.len().saturating_sub(REMARKS_MAX);
        remarks.truncate(REMARKS_MAX);
        let Some(consultation) = remarks.first().map(|became| became.consultation.clone()) else { return Ok(None) };

        let (receipts, unsubscribe, links) = self.remark_links(tx, leaving, consultation.id, Kind::Answered).await?;
        let answered = Answered {
            lang: Lang::from_tag(&reader.lang).unwrap_or_default(),
            site: &self.0.public_url,
            remarks: &remarks,
            more,
            told: &told,
            receipts: &receipts,
            unsubscribe: &unsubscribe,
        };
        let (subject, body) = answered.compose(&consultation);
        let unasked = Some(Unasked { id: leaving.id(), unsubscribe: Some(unsubscribe) });
        Ok(Some(Prepared { letter: Letter { to: reader.email, subject, body, unasked }, links }))
    }
}

/// Whether an entry of a letter says what became of a remark as it stands now. Where it was answered otherwise since,
/// there is a newer entry, which tells it.
fn is_told_by(became: &Became, marked: &[Marked]) -> bool {
    became.answer.as_ref().is_some_and(|answer| {
        let now = (became.comment.id.0, answer.id.0, answer.revision);
        marked.iter().any(|entry| (entry.subject, entry.cause, entry.revision) == now)
    })
}

/// What the letter is made of.
struct Answered<'a> {
    /// The reader's language.
    lang: Lang,
    /// The address of the site, without a slash at its end.
    site: &'a str,
    /// The remarks, in the order of their numbers.
    remarks: &'a [Became],
    /// How many more there are, which only the page shows.
    more: usize,
    /// The remarks about which the reader had a letter before.
    told: &'a [Uuid],
    /// The private link to all of the reader's remarks in this consultation.
    receipts: &'a str,
    /// The link that ends such letters.
    unsubscribe: &'a str,
}

impl Answered<'_> {
    /// The subject and the text.
    fn compose(&self, consultation: &Consulted) -> (String, String) {
        let lang = self.lang;
        let count = self.remarks.len() + self.more;
        let mut remarks: Vec<_> = self.remarks.iter().filter_map(|became| Some(self.remark(became, became.answer.as_ref()?))).collect();
        if self.more > 0 {
            remarks.push(lang.letter_more(self.more));
        }
        let subject = lang.letter_answered_subject(count, consultation.title.as_str());
        let remarks = remarks.join("\n\n");
        let body = lang.letter_answered_body(count, consultation.title.as_str(), remarks, self.receipts, self.unsubscribe);
        (subject, body)
    }

    fn remark(&self, became: &Became, answer: &Told) -> String {
        let (lang, comment) = (self.lang, &became.comment);
        let number = comment.number.to_string();
        let label = became.unit.as_ref().and_then(|unit| unit.label.as_deref());
        let mut lines = vec![match label {
            Some(label) => lang.letter_remark_on_unit(number, label),
            None => lang.letter_remark(number),
        }];
        lines.push(lang.letter_decision(decision_in_words(lang, answer.decision)));
        if self.told.contains(&comment.id.0) {
            lines.push(lang.letter_answer_changed());
        }
        lines.push(format!("\n{}\n", plain(&answer.justification)));
        let unit = became.unit.as_ref().filter(|unit| unit.present).map(|unit| format!("?unit={}", unit.id)).unwrap_or_default();
        let link = format!("{}/consultations/{}{unit}#u-{}", self.site, became.consultation.slug, comment.id);
        lines.push(lang.letter_remark_link(link));
        lines.join("\n")
    }
}
