//! The letter to who wrote remarks that the city answered.

use busola_domain::receipt::Consulted;
use busola_storage::comments::receipts::{Became, Told};
use busola_texts::Lang;
use uuid::Uuid;

use super::plain::plain;
use crate::answers::decision_in_words;

/// What the letter is made of.
pub(super) struct Answered<'a> {
    /// The reader's language.
    pub(super) lang: Lang,
    /// The address of the site, without a slash at its end.
    pub(super) site: &'a str,
    /// The remarks, in the order of their numbers.
    pub(super) remarks: &'a [Became],
    /// How many more there are, which only the page shows.
    pub(super) more: usize,
    /// The remarks about which the reader had a letter before.
    pub(super) told: &'a [Uuid],
    /// The private link to all of the reader's remarks in this consultation.
    pub(super) receipts: &'a str,
    /// The link that ends such letters.
    pub(super) unsubscribe: &'a str,
}

impl Answered<'_> {
    /// The subject and the text.
    pub(super) fn compose(&self, consultation: &Consulted) -> (String, String) {
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
