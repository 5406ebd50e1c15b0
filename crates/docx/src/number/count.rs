//! Counting: what number a paragraph of a list has.

use super::{Form, Label, show};

/// How many levels a list may have, in the format that has more.
pub(crate) const LEVELS: usize = 10;

/// A piece of what a level shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// Characters as they are.
    Text(String),
    /// The number of a level, from 0.
    Number(usize),
}

/// A level of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Level {
    /// Its first number.
    pub(crate) start: u32,
    /// How its own number is shown.
    pub(crate) form: Form,
    /// What stands before the text.
    pub(crate) pattern: Vec<Pattern>,
    /// Whether the numbers of other levels in it are shown as digits, whatever their form.
    pub(crate) legal: bool,
    /// It begins anew after a number of a level before this one.
    pub(crate) restart: usize,
    /// Where its text begins, in twentieths of a point.
    pub(crate) left: Option<i32>,
    /// The style whose paragraphs are of this level.
    pub(crate) style: Option<String>,
}

/// The present numbers of a list; `None` where a level has not begun, or begins anew.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts([Option<u32>; LEVELS]);

impl Counts {
    /// Goes on with a level: the number after the last one, or `anew`.
    pub(crate) fn step<'l>(&mut self, levels: &impl Fn(usize) -> Option<&'l Level>, at: usize, anew: Option<u32>) -> Label {
        let start = levels(at).map_or(1, |level| level.start);
        let value = anew.unwrap_or_else(|| self.0.get(at).copied().flatten().map_or(start, |last| last.saturating_add(1)));
        for (deeper, count) in self.0.iter_mut().enumerate().skip(at) {
            if deeper == at {
                *count = Some(value);
            } else if levels(deeper).is_none_or(|level| at < level.restart) {
                *count = None;
            }
        }
        self.label(levels, at, value)
    }

    fn label<'l>(&self, levels: &impl Fn(usize) -> Option<&'l Level>, at: usize, value: u32) -> Label {
        let Some(level) = levels(at) else { return Label { shown: String::new(), form: Form::Nothing, value } };
        let mut shown = String::new();
        for piece in &level.pattern {
            match piece {
                Pattern::Text(text) => shown.push_str(text),
                Pattern::Number(of) => {
                    let other = levels(*of);
                    let number = self.0.get(*of).copied().flatten().unwrap_or_else(|| other.map_or(1, |other| other.start));
                    let form = other.map_or(Form::Decimal, |other| other.form);
                    let digits = level.legal && *of != at && !matches!(form, Form::Bullet | Form::Nothing);
                    shown.push_str(&show(if digits { Form::Decimal } else { form }, number));
                }
            }
        }
        Label { shown, form: level.form, value }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(at: usize, form: Form, pattern: Vec<Pattern>) -> Level {
        Level { start: 1, form, pattern, legal: false, restart: at, left: None, style: None }
    }

    fn texts(levels: &[Level], steps: &[usize]) -> Vec<String> {
        let mut counts = Counts::default();
        let level = |at: usize| levels.get(at);
        steps.iter().map(|at| counts.step(&level, *at, None).shown).collect()
    }

    #[test]
    fn deeper_levels_begin_anew_after_a_higher_one() {
        use Pattern::{Number, Text};
        let levels = [
            level(0, Form::UpperRoman, vec![Number(0), Text(".".to_owned())]),
            level(1, Form::Decimal, vec![Number(0), Text(".".to_owned()), Number(1)]),
            level(2, Form::LowerLetter, vec![Number(2), Text(")".to_owned())]),
        ];
        assert_eq!(texts(&levels, &[0, 1, 1, 2, 2, 1, 2, 0, 1]), ["I.", "I.1", "I.2", "a)", "b)", "I.3", "a)", "II.", "II.1"]);
        let legal = [levels[0].clone(), Level { legal: true, ..levels[1].clone() }];
        assert_eq!(texts(&legal, &[0, 0, 1]), ["I.", "II.", "2.1"]);
        let on = [levels[0].clone(), Level { restart: 0, ..levels[1].clone() }];
        assert_eq!(texts(&on, &[0, 1, 0, 1]), ["I.", "I.1", "II.", "II.2"]);
    }
}
