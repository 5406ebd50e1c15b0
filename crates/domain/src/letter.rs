//! Letters that the city sends of itself: which there are, when one is tried again, what their links open.

use crate::names::names;
use crate::time::{DAY, HOUR, MINUTE};

names! {
    /// A kind of letters that everybody switches off and on for themselves.
    Kind {
        /// The city answered remarks of the reader's.
        Answered = "answered",
        /// An appeal of the reader's was decided.
        Appealed = "appealed",
    }
}

names! {
    /// What a letter tells.
    Occasion {
        /// The city answered remarks of the reader's.
        Answered = "answered",
        /// An appeal of the reader's was decided.
        Appealed = "appealed",
        /// A meeting that the reader follows by mail begins soon.
        MeetingSoon = "meeting_soon",
        /// What was announced of such a meeting has changed, or it was called off.
        MeetingNews = "meeting_news",
        /// Something is due of a consultation for which the reader is responsible.
        Deadline = "deadline",
        /// The declaration of accessibility is to be looked through: to administrators.
        Review = "review",
        /// The reader's account has a password now.
        PasswordSet = "password_set",
        /// It has another one.
        PasswordChanged = "password_changed",
        /// It has none any more.
        PasswordRemoved = "password_removed",
    }
}

impl Occasion {
    /// The kind of letters that it belongs to. Those about a meeting are asked for and ended at that meeting; those about
    /// a deadline are part of an officer's duty; those about a password come to whoever has the account, so that who did not
    /// change it hears of it.
    #[must_use]
    pub fn kind(self) -> Option<Kind> {
        match self {
            Self::Answered => Some(Kind::Answered),
            Self::Appealed => Some(Kind::Appealed),
            Self::MeetingSoon
            | Self::MeetingNews
            | Self::Deadline
            | Self::Review
            | Self::PasswordSet
            | Self::PasswordChanged
            | Self::PasswordRemoved => None,
        }
    }

    /// How long it is known that such a letter left or was given up, in milliseconds. Where what is told can come up again,
    /// that is what keeps a second letter from leaving: the declaration is asked about for a year.
    #[must_use]
    pub fn kept(self) -> i64 {
        match self {
            Self::Review => 400 * DAY,
            _ => SENT_KEPT,
        }
    }
}

names! {
    /// What a link of a letter opens, for whoever has the link.
    Purpose {
        /// What became of one's remarks in a consultation.
        Receipt = "receipt",
        /// The end of letters of a kind, or about a meeting.
        Unsubscribe = "unsubscribe",
    }
}

/// How long it is usually known who had a letter about what, in milliseconds: personal data are kept no longer than they are
/// needed (GDPR, article 5(1)(c) and (e)). A month is as long as somebody asks an office why a letter did not come.
pub const SENT_KEPT: i64 = 30 * DAY;

/// How long a link to receipts opens them, in milliseconds.
pub const RECEIPT_LIFE: i64 = 180 * DAY;

/// How long a link ends letters, in milliseconds: an old letter is as good a reason as a new one.
pub const UNSUBSCRIBE_LIFE: i64 = 3 * 365 * DAY;

/// The most remarks that stand in one letter; the others are on the page that it links to.
pub const REMARKS_MAX: usize = 50;

/// How long a letter waits that a server put off, each time longer.
const WAITS: [i64; 5] = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR];

/// How often a letter is tried: for three days, as mail servers do.
const ATTEMPTS: i64 = 16;

/// After how many milliseconds a letter is tried again that was put off for the `attempts`th time; `None` when it is
/// given up.
#[must_use]
pub fn again(attempts: i64) -> Option<i64> {
    let before = usize::try_from(attempts.max(1) - 1).unwrap_or(usize::MAX);
    (attempts < ATTEMPTS).then(|| WAITS[before.min(WAITS.len() - 1)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_waits_longer_each_time_and_three_days_at_most() {
        let waits: Vec<_> = (1..).map_while(again).collect();
        assert_eq!(waits[..6], [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 6 * HOUR]);
        let whole: i64 = waits.iter().sum();
        assert!((2 * DAY..=3 * DAY).contains(&whole), "{whole}");
        assert_eq!((again(16), again(i64::MAX)), (None, None));
        assert_eq!(again(0), Some(MINUTE));
    }

    #[test]
    fn what_left_is_known_until_nobody_asks_and_nothing_is_told_twice() {
        assert!(Occasion::ALL.iter().all(|occasion| occasion.kept() >= SENT_KEPT));
        // A year's letter about the declaration is due for as long as the year, and the next one is another.
        assert!(Occasion::Review.kept() > 366 * DAY);
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        assert!(Kind::ALL.iter().all(|kind| kind.as_str().parse() == Ok(*kind)));
        assert!(Occasion::ALL.iter().all(|occasion| occasion.as_str().parse() == Ok(*occasion)));
        assert!(Purpose::ALL.iter().all(|purpose| purpose.as_str().parse() == Ok(*purpose)));
    }
}
