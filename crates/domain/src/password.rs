//! Passwords: what is taken for one. Nothing is asked of what it is composed of; length is what counts, and that it is
//! none of those that are tried first (NIST SP 800-63B, section 5.1.1.2).

use unicode_normalization::UnicodeNormalization as _;

use crate::problem::Problem;

/// The fewest characters of a password.
pub const PASSWORD_MIN: usize = 12;
/// The most characters of a password.
pub const PASSWORD_MAX: usize = 128;

/// What people choose first, in Polish and in English: words, and longer ones as a whole.
const COMMON: &str = include_str!("password/common.txt");

/// Keys and signs that follow each other.
const ROWS: [&str; 8] = [
    "0123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "qwertyuiopasdfghjklzxcvbnm",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
];

/// The fewest different characters.
const DIFFERENT: usize = 5;

/// A password, in one form of Unicode (NFC), so that it is the same from every keyboard. It has no `Debug`, so that it
/// can't end in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// A password that somebody chooses.
    ///
    /// # Errors
    /// [`Problem::Required`]; [`Problem::TooShort`] and [`Problem::TooLong`]; [`Problem::TooCommon`] for what is tried
    /// first.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let password = Self::presented(typed);
        match password.0.chars().count() {
            0 => Err(Problem::Required),
            1..PASSWORD_MIN => Err(Problem::TooShort { min: PASSWORD_MIN }),
            PASSWORD_MIN..=PASSWORD_MAX if is_common(&password.0) => Err(Problem::TooCommon),
            PASSWORD_MIN..=PASSWORD_MAX => Ok(password),
            _ => Err(Problem::TooLong { max: PASSWORD_MAX }),
        }
    }

    /// A password that somebody shows, which may be any: one that is too long is cut off where it is too long already.
    #[must_use]
    pub fn presented(typed: &str) -> Self {
        Self(typed.nfc().take(PASSWORD_MAX + 1).collect())
    }

    /// The password itself, to be hashed.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// Whether a password is among those that are tried first: few different characters, a row of keys, or a common word with
/// signs around it, also said twice.
fn is_common(password: &str) -> bool {
    let password = password.to_lowercase();
    let mut different: Vec<char> = password.chars().collect();
    different.sort_unstable();
    different.dedup();
    let backwards: String = password.chars().rev().collect();
    let in_a_row = |row: &&str| {
        let again = row.repeat(PASSWORD_MAX / row.len() + 2);
        again.contains(&password) || again.contains(&backwards)
    };
    let word = password.trim_matches(|c: char| !c.is_alphabetic());
    let (first, second) = word.split_at_checked(word.len() / 2).unwrap_or((word, ""));
    let listed = |text: &str| COMMON.lines().any(|common| common == text);
    different.len() < DIFFERENT || ROWS.iter().any(in_a_row) || listed(&password) || listed(word) || (first == second && listed(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(typed: &str) -> Option<Problem> {
        Password::parse(typed).err()
    }

    #[test]
    fn length_is_all_that_is_asked_for() {
        assert_eq!(problem("kot je rosół"), None);
        assert_eq!(problem("kot je rosó"), Some(Problem::TooShort { min: 12 }));
        assert_eq!(problem(""), Some(Problem::Required));
        let long = "kot je rosół ".repeat(10);
        assert_eq!(problem(&long[..long.char_indices().nth(128).unwrap().0]), None);
        assert_eq!(problem(&long), Some(Problem::TooLong { max: 128 }));
        // Spaces at its ends are a part of it.
        assert!(Password::parse(" kot je rosół").unwrap() != Password::parse("kot je rosół ").unwrap());
    }

    #[test]
    fn the_same_letters_are_the_same_password_on_every_keyboard() {
        assert!(Password::parse("kot je roso\u{301}ł").unwrap() == Password::parse("kot je ros\u{f3}ł").unwrap());
    }

    #[test]
    fn what_is_tried_first_is_refused() {
        for common in [
            "aaaaaaaaaaaa",
            "abababababab",
            "123456789012",
            "210987654321",
            "qwertyuiop12345",
            "qwertyuiopqwertyuiop",
            "1qaz2wsx3edc",
            "Password1234",
            "!!Polska2026",
            "haslohaslo12",
            "Administrator1",
        ] {
            assert_eq!(problem(common), Some(Problem::TooCommon), "{common}");
        }
        for own in ["haslo do skrzynki", "polska jesień za oknem", "tr0ubador&3-wiosna"] {
            assert_eq!(problem(own), None, "{own}");
        }
    }

    #[test]
    fn the_list_is_as_it_is_compared() {
        assert!(COMMON.lines().all(|line| !line.is_empty() && line == line.to_lowercase() && line.trim() == line));
    }
}
