//! People and what they may be.

use serde::{Deserialize, Serialize};

use crate::id::{AccountId, SessionId};
use crate::problem::Problem;
use crate::text;

/// What an account may do, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Role {
    /// Goes by a name for the hall, without an address: takes part in the meetings that they came into.
    Guest,
    /// Comments and supports.
    Resident,
    /// Runs consultations: publishes, answers, hides.
    Moderator,
    /// City IT. May do all that a moderator may.
    Admin,
}

impl Role {
    /// The name in the API, on the command line and in storage.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Guest => "guest",
            Self::Resident => "resident",
            Self::Moderator => "moderator",
            Self::Admin => "admin",
        }
    }
}

impl std::str::FromStr for Role {
    type Err = Problem;
    fn from_str(name: &str) -> Result<Self, Problem> {
        match name {
            "guest" => Ok(Self::Guest),
            "resident" => Ok(Self::Resident),
            "moderator" => Ok(Self::Moderator),
            "admin" => Ok(Self::Admin),
            _ => Err(Problem::Malformed),
        }
    }
}

/// A signed-in person, as far as rules ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub account: AccountId,
    /// The name that the person chose for the public.
    pub name: String,
    /// What they may be.
    pub role: Role,
    /// The browser session, when the request came with one and not with a bearer token.
    pub session: Option<SessionId>,
}

/// The longest display name, in characters.
pub const NAME_MAX: usize = 80;

/// The name a person chose to be seen under: their own, initials, a pseudonym.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisplayName(String);

impl DisplayName {
    /// One line, visible, at most [`NAME_MAX`] characters.
    ///
    /// # Errors
    /// The [`Problem`] to show beside the field.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let name = text::line(typed, NAME_MAX)?;
        // An address as a name would put personal data before the public, most often by mistake.
        if name.contains('@') {
            return Err(Problem::Malformed);
        }
        Ok(Self(name))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An e-mail address, as it is compared: without outer white space, in lower case.
///
/// It is no `Debug` on purpose: an address must not end in a log by accident.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

impl Email {
    /// Checks the outer form only; whether mail arrives is seen when it does.
    ///
    /// # Errors
    /// [`Problem::Required`], [`Problem::TooLong`] (RFC 5321: 254 octets) or [`Problem::Malformed`].
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let address = text::line(typed, 254)?.to_lowercase();
        if address.len() > 254 {
            return Err(Problem::TooLong { max: 254 });
        }
        let Some((local, host)) = address.rsplit_once('@') else { return Err(Problem::Malformed) };
        let plain = |c: char| !c.is_whitespace() && !matches!(c, '<' | '>' | ',' | ';' | ':' | '"' | '(' | ')' | '[' | ']' | '\\');
        let host_ok = host.split('.').count() >= 2 && host.split('.').all(|label| !label.is_empty());
        if local.is_empty() || local.len() > 64 || local.contains('@') || !address.chars().all(plain) || !host_ok {
            return Err(Problem::Malformed);
        }
        Ok(Self(address))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_compared_without_regard_to_case() {
        assert!(Email::parse(" Jan@Example.ORG ").unwrap() == Email::parse("jan@example.org").unwrap());
    }

    #[test]
    fn what_can_not_be_an_address_is_refused() {
        for typed in [
            "",
            "jan",
            "@example.org",
            "jan@",
            "jan@localhost",
            "a b@example.org",
            "jan@example..org",
            "<jan@example.org>",
            "jan@example.org\nBcc: x@example.org",
        ] {
            assert!(Email::parse(typed).is_err(), "{typed:?}");
        }
    }

    #[test]
    fn a_name_is_not_an_address() {
        assert!(DisplayName::parse("Anna z Czubów").is_ok());
        assert!(DisplayName::parse("anna@example.org").is_err());
        assert!(DisplayName::parse("\u{200B}").is_err());
    }
}
