//! The letter to who appealed against the hiding of a remark.

use busola_domain::moderation::Ruling;
use busola_domain::receipt::Consulted;
use busola_storage::comments::receipts::Became;
use busola_texts::Lang;

/// What the letter is made of.
pub(super) struct Appealed<'a> {
    /// The reader's language.
    pub(super) lang: Lang,
    /// The remarks, in the order of their numbers.
    pub(super) remarks: &'a [Became],
    /// The private link to all of the reader's remarks in this consultation.
    pub(super) receipts: &'a str,
    /// The link that ends such letters.
    pub(super) unsubscribe: &'a str,
}

impl Appealed<'_> {
    /// The subject and the text.
    pub(super) fn compose(&self, consultation: &Consulted) -> (String, String) {
        let lang = self.lang;
        let remarks = self.remarks.iter().filter_map(|became| self.remark(became)).collect::<Vec<_>>().join("\n\n");
        let subject = lang.letter_appealed_subject(consultation.title.as_str());
        (subject, lang.letter_appealed_body(consultation.title.as_str(), remarks, self.receipts, self.unsubscribe))
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
