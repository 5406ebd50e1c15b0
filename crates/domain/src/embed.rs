//! The sites whose pages may show cards of consultations.

use crate::problem::{FieldError, Problem};

/// The most sites that may show cards.
pub const ORIGINS_MAX: usize = 50;
/// The longest name of a host, in characters (RFC 1035, section 2.3.4).
const HOST_MAX: usize = 253;
/// The longest part of it between dots.
const LABEL_MAX: usize = 63;

/// The origin of a site (RFC 6454), as a policy of frames names it: `https://www.example.org`, with its port where that
/// is not the usual one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SiteOrigin(String);

impl SiteOrigin {
    /// Reads an origin: `https` with a host and perhaps a port, without a path. Plain `http` is for this machine alone,
    /// where things are tried out.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim().to_ascii_lowercase();
        let (scheme, rest) = typed.split_once("://")?;
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let (host, port) = rest.split_once(':').map_or((rest, None), |(host, port)| (host, Some(port)));
        let usual = match scheme {
            "https" => 443,
            "http" if matches!(host, "localhost" | "127.0.0.1") => 80,
            _ => return None,
        };
        if !is_host(host) {
            return None;
        }
        let port = match port {
            Some(digits) => Some(read_port(digits)?).filter(|port| *port != usual),
            None => None,
        };
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        Some(Self(format!("{scheme}://{host}{port}")))
    }

    /// The origin in its one spelling.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Names of letters, digits and hyphens (RFC 1123, section 2.1); others are typed as browsers send them, in Punycode.
fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        let plain = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        plain && !label.is_empty() && label.len() <= LABEL_MAX && !label.starts_with('-') && !label.ends_with('-')
    };
    host.len() <= HOST_MAX && host.split('.').all(is_label)
}

fn read_port(digits: &str) -> Option<u16> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|port| plain && *port != 0)
}

/// Reads a list of origins, one a line, and gives each of them once.
///
/// # Errors
/// The first line that is none; more than [`ORIGINS_MAX`].
pub fn parse_origins(typed: &str) -> Result<Vec<SiteOrigin>, FieldError> {
    let error = |problem| FieldError::new("origins", problem);
    let mut origins = Vec::new();
    for (line, text) in (1..).zip(typed.lines()) {
        if text.trim().is_empty() {
            continue;
        }
        origins.push(SiteOrigin::parse(text).ok_or_else(|| error(Problem::NotAnOrigin { line }))?);
    }
    origins.sort();
    origins.dedup();
    if origins.len() > ORIGINS_MAX {
        return Err(error(Problem::TooMany { max: ORIGINS_MAX }));
    }
    Ok(origins)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Option<String> {
        SiteOrigin::parse(typed).map(|origin| origin.as_str().to_owned())
    }

    #[test]
    fn an_origin_has_one_spelling() {
        for (typed, origin) in [
            ("https://www.lublin.eu", "https://www.lublin.eu"),
            (" HTTPS://WWW.Lublin.EU/ ", "https://www.lublin.eu"),
            ("https://www.lublin.eu:443", "https://www.lublin.eu"),
            ("https://intranet:8443", "https://intranet:8443"),
            ("http://localhost:8080", "http://localhost:8080"),
            ("http://127.0.0.1:80", "http://127.0.0.1"),
        ] {
            assert_eq!(read(typed).as_deref(), Some(origin), "{typed}");
        }
    }

    #[test]
    fn what_is_no_origin_or_would_be_more_than_one_is_refused() {
        let long = format!("https://{}.pl", "a".repeat(64));
        for typed in [
            "",
            "www.lublin.eu",
            "http://www.lublin.eu",
            "https://",
            "https://*",
            "https://*.lublin.eu",
            "https://www.lublin.eu/portal",
            "https://www.lublin.eu?x",
            "https://jan@lublin.eu",
            "https://lublin.eu https://example.org",
            "https://lublin.eu; script-src *",
            "https://lublin.eu\r\nX: y",
            "https://łódź.pl",
            "https://-a.pl",
            "https://a..pl",
            "https://lublin.eu:0",
            "https://lublin.eu:+1",
            "https://lublin.eu:65536",
            "https://lublin.eu:",
            "javascript://lublin.eu",
            &long,
        ] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_list_has_each_once_and_names_the_line_that_is_wrong() {
        let origins = parse_origins("https://b.pl\n\n https://a.pl/\r\nhttps://B.pl\n").unwrap();
        assert_eq!(origins.iter().map(SiteOrigin::as_str).collect::<Vec<_>>(), ["https://a.pl", "https://b.pl"]);
        assert_eq!(parse_origins(" \n"), Ok(Vec::new()));
        let error = parse_origins("https://a.pl\n\na.pl").unwrap_err();
        assert_eq!((error.field.as_str(), error.problem), ("origins", Problem::NotAnOrigin { line: 3 }));
        let many: String = (0..=ORIGINS_MAX).map(|n| format!("https://a{n}.pl\n")).collect();
        assert_eq!(parse_origins(&many).unwrap_err().problem, Problem::TooMany { max: ORIGINS_MAX });
    }
}
