//! How the units of a draft are set: as chapters, sections or the rest, and how far in.

use busola_domain::draft::UnitKind;

/// How a unit is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Rank {
    /// A heading over sections.
    Chapter,
    /// What is counted through the whole act.
    Section,
    /// What lies in a section.
    Unit,
}

impl Rank {
    /// The rank of a kind.
    pub(super) fn of(kind: UnitKind) -> Self {
        match kind {
            UnitKind::Annex | UnitKind::Part | UnitKind::Division | UnitKind::Chapter | UnitKind::Subchapter | UnitKind::Heading => {
                Self::Chapter
            }
            UnitKind::Article | UnitKind::Section => Self::Section,
            _ => Self::Unit,
        }
    }

    /// The name in the markup.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Chapter => "chapter",
            Self::Section => "section",
            Self::Unit => "unit",
        }
    }
}

/// The deepest indent that the styles know.
const INDENT_MAX: u8 = 3;

/// How far in each unit is set: by the points, letters, dashes and entries that it is or lies in.
pub(in crate::pages) fn indents(units: impl Iterator<Item = (UnitKind, i64)>) -> Vec<u8> {
    let mut above: Vec<(i64, u8)> = Vec::new();
    let mut indents = Vec::new();
    for (kind, depth) in units {
        while above.last().is_some_and(|(level, _)| *level >= depth) {
            above.pop();
        }
        let enumerated = matches!(kind, UnitKind::Point | UnitKind::Letter | UnitKind::Indent | UnitKind::Item);
        let indent = above.last().map_or(0, |(_, indent)| *indent) + u8::from(enumerated);
        let indent = indent.min(INDENT_MAX);
        above.push((depth, indent));
        indents.push(indent);
    }
    indents
}

/// A citation in two parts: where the unit lies, and its own last part ("§ 7", "ust. 2").
pub(in crate::pages) fn split_label(label: &str) -> (&str, &str) {
    // What tells a repeated number from the first belongs to it: "§ 4 (…)".
    let end = label.find(" (").unwrap_or(label.len());
    let words = label.get(..end).unwrap_or(label);
    let number = words.rfind(' ').unwrap_or(0);
    let mut start = words.get(..number).and_then(|before| before.rfind(' '));
    // "Annex no. 1" has three words.
    if let Some(at) = start
        && !words.contains(['§', '.'])
        && words.get(..at).is_some_and(|before| !before.contains(' '))
        && words.get(at + 1..number).is_some_and(|word| word.chars().count() == 2)
    {
        start = None;
    }
    start.map_or(("", label), |at| (label.get(..at).unwrap_or_default(), label.get(at + 1..).unwrap_or(label)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_part_of_a_citation_stands_out() {
        for (label, parts) in [
            ("§ 7", ("", "§ 7")),
            ("§ 7 ust. 2", ("§ 7", "ust. 2")),
            ("§ 1 ust. 1 pkt 2", ("§ 1 ust. 1", "pkt 2")),
            ("Rozdział 1", ("", "Rozdział 1")),
            ("Załącznik nr 1", ("", "Załącznik nr 1")),
            ("Załącznik nr 1 § 4", ("Załącznik nr 1", "§ 4")),
            ("§ 4 (wystąpienie 2)", ("", "§ 4 (wystąpienie 2)")),
            ("akapit", ("", "akapit")),
        ] {
            assert_eq!(split_label(label), parts, "{label}");
        }
    }

    #[test]
    fn points_letters_and_dashes_are_set_in_and_what_follows_is_not() {
        use UnitKind::{Chapter, Indent, Letter, Point, Section, Subsection};
        let units =
            [(Chapter, 0), (Section, 1), (Subsection, 2), (Point, 3), (Letter, 4), (Indent, 5), (Indent, 6), (Subsection, 2), (Section, 1)];
        assert_eq!(indents(units.into_iter()), [0, 0, 0, 1, 2, 3, 3, 0, 0]);
    }
}
