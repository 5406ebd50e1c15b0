//! A straw poll of a meeting: its rules, and what becomes of votes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::{MeetingId, OptionId, PollId};
use crate::problem::{FieldError, Problem};
use crate::text;
use crate::time::Timestamp;

/// The longest question of a poll, in characters.
pub const QUESTION_MAX: usize = 500;
/// The longest option, in characters.
pub const OPTION_MAX: usize = 200;
/// The most options of a poll.
pub const OPTIONS_MAX: usize = 30;
/// What may be marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = PollType))]
pub enum Type {
    /// For, against or abstaining.
    YesNo,
    /// One option.
    Single,
    /// Up to so many options.
    Multiple,
    /// One step of a scale.
    Scale,
}

/// When the numbers are public.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Visibility {
    /// While people vote.
    #[default]
    Live,
    /// Once it is closed.
    OnClose,
}

/// Who may vote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Electorate {
    /// Everybody who is signed in, once each.
    #[default]
    Everyone,
}

/// Where a poll is in its course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = PollState))]
pub enum State {
    /// Prepared; moderators see it.
    Prepared,
    /// Votes are taken.
    Open,
    /// No more.
    Closed,
}

macro_rules! names {
    ($($kind:ident { $($value:ident = $name:literal),* })*) => {$(
        impl $kind {
            /// The name in the API and in storage.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$value => $name,)* }
            }
        }

        impl std::str::FromStr for $kind {
            type Err = Problem;
            fn from_str(name: &str) -> Result<Self, Problem> {
                match name { $($name => Ok(Self::$value),)* _ => Err(Problem::Malformed) }
            }
        }
    )*};
}

names! {
    Type { YesNo = "yes_no", Single = "single", Multiple = "multiple", Scale = "scale" }
    Visibility { Live = "live", OnClose = "on_close" }
    State { Prepared = "prepared", Open = "open", Closed = "closed" }
}

/// When a poll was opened and closed: what its state follows from, to the millisecond.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// From when votes are taken.
    pub opened_at: Option<Timestamp>,
    /// From when no more.
    pub closed_at: Option<Timestamp>,
}

impl Course {
    /// The state.
    #[must_use]
    pub fn state(self) -> State {
        match (self.opened_at, self.closed_at) {
            (_, Some(_)) => State::Closed,
            (Some(_), None) => State::Open,
            (None, None) => State::Prepared,
        }
    }

    /// Whether a vote that was received at a moment counts.
    #[must_use]
    pub fn takes(self, received: Timestamp) -> bool {
        self.opened_at.is_some_and(|opened| received >= opened) && self.closed_at.is_none_or(|closed| received < closed)
    }
}

/// An option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PollOption {
    /// Its id.
    pub id: OptionId,
    /// What stands on it.
    pub text: String,
}

/// A poll, as everybody may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Poll {
    /// Its id.
    pub id: PollId,
    /// The meeting.
    pub session: MeetingId,
    /// What is asked.
    pub question: String,
    /// What may be marked.
    #[serde(rename = "type")]
    pub kind: Type,
    /// The options in their order.
    pub options: Vec<PollOption>,
    /// The most options that one may mark.
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub max: i64,
    /// When the numbers are public.
    pub visibility: Visibility,
    /// Who may vote.
    pub electorate: Electorate,
    /// Whether nobody can tell who voted how once it is closed.
    pub secret: bool,
    /// Whether everybody is told who voted how once it is closed.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub named: bool,
    /// Where it is in its course.
    pub state: State,
    /// When it was opened.
    pub opened_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// The numbers, once they are public: votes by option, and `ballots`.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Tally>))]
    pub tally: Option<BTreeMap<String, i64>>,
}

/// The numbers of a poll as far as they are public. Of a secret poll that is open they move in steps while there are fewer
/// than ten ballots.
#[cfg(feature = "openapi")]
#[derive(Serialize, utoipa::ToSchema)]
pub struct Tally {
    /// How many voted.
    #[schema(minimum = 0)]
    pub ballots: i64,
    /// How many marked an option, by its id.
    #[serde(flatten)]
    pub votes: BTreeMap<OptionId, i64>,
}

/// How somebody voted in a poll by name that is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedVote {
    /// The name that they chose for the public.
    pub name: String,
    /// The options that they marked.
    pub options: Vec<OptionId>,
}

/// A poll to prepare.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewPoll {
    /// What is asked, one line.
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub question: String,
    /// What may be marked.
    #[serde(rename = "type")]
    pub kind: Type,
    /// Two at least, in their order. Of `yes_no` three, or none for the usual ones.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 30, max_length = 200))]
    pub options: Vec<String>,
    /// The most options that one may mark: of `multiple` all by default, of others 1.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub max: Option<i64>,
    /// When the numbers are public.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(default = "live"))]
    pub visibility: Visibility,
    /// Who may vote.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(default = "everyone"))]
    pub electorate: Electorate,
    /// Whether nobody can tell who voted how once it is closed.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(default = false))]
    pub secret: bool,
    /// Whether everybody is told who voted how once it is closed; not together with `secret`.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(default = false))]
    pub named: bool,
}

impl NewPoll {
    /// Normalises and checks what was typed. `answers` are the options of a yes or no for which none were given:
    /// for, against, abstaining, in the city's language.
    ///
    /// # Errors
    /// Every bad field.
    pub fn parse(mut self, answers: [&str; 3]) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        match text::line(&self.question, QUESTION_MAX) {
            Ok(question) => self.question = question,
            Err(problem) => errors.push(FieldError::new("question", problem)),
        }
        if self.kind == Type::YesNo && self.options.is_empty() {
            self.options = answers.map(str::to_owned).to_vec();
        }
        for (at, option) in self.options.iter_mut().enumerate() {
            match text::line(option, OPTION_MAX) {
                Ok(text) => *option = text,
                Err(problem) => errors.push(FieldError::new(format!("options.{at}"), problem)),
            }
        }
        let least = if self.kind == Type::YesNo { 3 } else { 2 };
        if self.options.len() > OPTIONS_MAX || (self.kind == Type::YesNo && self.options.len() > 3) {
            errors.push(FieldError::new("options", Problem::TooMany { max: if self.kind == Type::YesNo { 3 } else { OPTIONS_MAX } }));
        } else if self.options.len() < least {
            errors.push(FieldError::new("options", Problem::TooFew { min: least }));
        }
        let count = self.options.len() as i64;
        let max = self.max.unwrap_or(if self.kind == Type::Multiple { count } else { 1 });
        let fits = if self.kind == Type::Multiple { (1..=count).contains(&max) } else { max == 1 };
        if !fits && errors.is_empty() {
            errors.push(FieldError::new("max", Problem::Malformed));
        }
        self.max = Some(max);
        if self.named && self.secret {
            errors.push(FieldError::new("named", Problem::Malformed));
        }
        if errors.is_empty() { Ok(self) } else { Err(errors) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(kind: Type, options: &[&str], max: Option<i64>) -> NewPoll {
        NewPoll {
            question: "Czy?".to_owned(),
            kind,
            options: options.iter().map(|text| (*text).to_owned()).collect(),
            max,
            visibility: Visibility::Live,
            electorate: Electorate::Everyone,
            secret: false,
            named: false,
        }
    }

    #[test]
    fn a_vote_counts_from_opening_to_the_last_millisecond() {
        let course = Course { opened_at: Some(Timestamp(10)), closed_at: Some(Timestamp(20)) };
        assert_eq!([9, 10, 19, 20].map(|at| course.takes(Timestamp(at))), [false, true, true, false]);
        assert!(!Course::default().takes(Timestamp(10)));
    }

    #[test]
    fn a_yes_or_no_has_its_three_answers() {
        let poll = new(Type::YesNo, &[], None).parse(["Za", "Przeciw", "Wstrzymuję się"]).unwrap();
        assert_eq!((poll.options.len(), poll.max), (3, Some(1)));
    }

    #[test]
    fn the_bounds_of_a_poll_are_checked() {
        let fields =
            |new: NewPoll| new.parse(["a", "b", "c"]).map_err(|errors| errors.into_iter().map(|error| error.field).collect::<Vec<_>>());
        assert_eq!(fields(new(Type::Single, &["jeden"], None)).unwrap_err(), ["options"]);
        assert_eq!(fields(new(Type::Multiple, &["a", "b"], Some(3))).unwrap_err(), ["max"]);
        assert_eq!(fields(new(Type::Single, &["a", "b"], Some(2))).unwrap_err(), ["max"]);
        assert_eq!(fields(new(Type::Single, &["a", " "], None)).unwrap_err(), ["options.1"]);
        assert_eq!(fields(NewPoll { secret: true, named: true, ..new(Type::Single, &["a", "b"], None) }).unwrap_err(), ["named"]);
        assert_eq!(new(Type::Multiple, &["a", "b", "c"], None).parse(["", "", ""]).unwrap().max, Some(3));
    }
}
