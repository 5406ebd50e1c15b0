//! Words that change with a number.

/// The forms of a phrase, each with `#` where its number stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plural {
    /// For 1.
    pub one: String,
    /// For 2, 3, 4, 22… in Polish.
    pub few: String,
    /// For 0, 5, 12, 25… in Polish.
    pub many: String,
    /// For all the rest.
    pub other: String,
}

impl Plural {
    /// The forms of a translation, which gets a number to choose by.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn of(say: impl Fn(i64) -> String) -> Self {
        // A number for each category of Unicode's rules; English has no "few" and no "many".
        Self { one: say(1), few: say(2), many: say(5), other: say(5) }
    }

    /// The phrase with its number, on the server.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn say_in(&self, lang: busola_texts::Lang, count: i64) -> String {
        self.of_category(&lang.plural_category(count)).replace('#', &number(count))
    }

    /// The phrase with its number.
    #[cfg(not(feature = "ssr"))]
    #[must_use]
    pub fn say(&self, count: i64) -> String {
        self.word(count).replace('#', &number(count))
    }

    /// The form for a number, by the rules of the page's language that the browser knows.
    #[cfg(not(feature = "ssr"))]
    #[must_use]
    pub fn word(&self, count: i64) -> &str {
        use js_sys::Intl::PluralRules;
        thread_local! {
            static RULES: PluralRules = PluralRules::new(&crate::device::locales(), &js_sys::Object::new());
        }
        let category = RULES.with(|rules| String::from(rules.select(count as f64)));
        self.of_category(&category)
    }

    fn of_category(&self, category: &str) -> &str {
        match category {
            "one" => &self.one,
            "few" => &self.few,
            "many" => &self.many,
            _ => &self.other,
        }
    }
}

/// A number with a narrow gap between its thousands, from five digits on, as both languages allow.
#[must_use]
pub fn number(count: i64) -> String {
    let digits = count.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut grouped = String::with_capacity(digits.len() + 4);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('\u{202F}');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    #[cfg(feature = "ssr")]
    #[test]
    fn the_form_follows_the_number() {
        use busola_texts::Lang;
        let forms = super::Plural::of(|count| Lang::Pl.hall_waiting(count, "#"));
        let said = [1, 2, 5, 12, 22, 112].map(|count| forms.say_in(Lang::Pl, count));
        assert_eq!(said, ["Czeka 1 osoba.", "Czekają 2 osoby.", "Czeka 5 osób.", "Czeka 12 osób.", "Czekają 22 osoby.", "Czeka 112 osób."]);
    }

    #[test]
    fn thousands_are_grouped_from_five_digits_on() {
        assert_eq!([7, 1_234, 10_000, 1_234_567].map(super::number), ["7", "1234", "10\u{202F}000", "1\u{202F}234\u{202F}567"]);
    }
}
