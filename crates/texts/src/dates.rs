//! Dates in words.

use crate::Lang;

impl Lang {
    /// The month in the genitive, as a date has it ("10 czerwca"); 1 is January.
    #[must_use]
    pub fn month(self, month: i8) -> String {
        self.by_name(&format!("month-{month}")).unwrap_or_default()
    }

    /// A date with its time: "10 czerwca 2026, godz. 16:00".
    #[must_use]
    pub fn date_time(self, year: i16, month: i8, day: i8, hour: i8, minute: i8) -> String {
        self.date_and_time(i64::from(day), self.month(month), i64::from(year), format!("{hour:02}:{minute:02}"))
    }

    /// A date: "10 czerwca 2026".
    #[must_use]
    pub fn date(self, year: i16, month: i8, day: i8) -> String {
        self.date_only(i64::from(day), self.month(month), i64::from(year))
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn dates_stand_in_full() {
        assert_eq!(Lang::Pl.date_time(2026, 6, 10, 16, 0), "10 czerwca 2026, godz. 16:00");
        assert_eq!(Lang::En.date(2026, 9, 8), "8 September 2026");
    }
}
