//! How an office is reached: what stands in a `mailto:` or `tel:` link.

use crate::account::Email;
use crate::problem::Problem;
use crate::text;

/// The longest telephone number as it is written, in characters.
pub const PHONE_MAX: usize = 40;
/// The digits of a Polish number without the country's.
const POLISH: usize = 9;

/// The address of an office, as [`Email`] reads it. It is public, unlike a person's.
///
/// # Errors
/// As [`Email::parse`].
pub fn email(typed: &str) -> Result<String, Problem> {
    Email::parse(typed).map(|email| email.as_str().to_owned())
}

/// A telephone number, as people write it: digits in groups, a country's number after `+`. One number, without an extension.
///
/// # Errors
/// [`Problem::Malformed`] unless it has 9 to 15 digits (ITU-T E.164) and nothing but what groups them.
pub fn phone(typed: &str) -> Result<String, Problem> {
    let phone = text::line(typed, PHONE_MAX)?;
    let plain = |(at, c): (usize, char)| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')') || (c == '+' && at == 0);
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    if phone.chars().enumerate().all(plain) && (POLISH..=15).contains(&digits) { Ok(phone) } else { Err(Problem::Malformed) }
}

/// The address of a telephone number (RFC 3966); one without a country's number is Polish.
#[must_use]
pub fn tel(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let country = if digits.len() == POLISH && !phone.starts_with('+') { "48" } else { "" };
    format!("tel:+{country}{digits}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_people_do_and_dialled_as_machines_do() {
        for (typed, dialled) in
            [("81 466 10 00", "tel:+48814661000"), ("+48 (81) 466-10-00", "tel:+48814661000"), ("48 814661000", "tel:+48814661000")]
        {
            assert_eq!(tel(&phone(typed).unwrap()), dialled, "{typed}");
        }
    }

    #[test]
    fn what_nobody_can_dial_is_refused() {
        assert_eq!(phone(" "), Err(Problem::Required));
        for typed in ["112", "pokój 5", "81 466 10 00 wew. 7", "81+4661000", "1234567890123456", "81/466 10 00"] {
            assert_eq!(phone(typed), Err(Problem::Malformed), "{typed}");
        }
    }

    #[test]
    fn an_offices_address_is_one_line_without_anything_around_it() {
        assert_eq!(email(" Biuro@Miasto.Example ").as_deref(), Ok("biuro@miasto.example"));
        assert_eq!(email("Biuro <biuro@miasto.example>"), Err(Problem::Malformed));
    }
}
