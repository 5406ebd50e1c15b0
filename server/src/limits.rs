//! How much one person or one address may send.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use busola_domain::AccountId;
use busola_domain::report::Format;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::api::problem::Problem;
use crate::app::App;
use crate::caller::{Caller, NO_CALLER};

/// The counters. Those of people who have long been quiet are forgotten.
pub(crate) struct Limits {
    people: DefaultKeyedRateLimiter<AccountId>,
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    sign_ins: DefaultKeyedRateLimiter<IpAddr>,
    guests: DefaultKeyedRateLimiter<IpAddr>,
    codes: DefaultKeyedRateLimiter<IpAddr>,
    files: DefaultKeyedRateLimiter<Asker>,
    reports: DefaultKeyedRateLimiter<AccountId>,
    mailboxes: DefaultKeyedRateLimiter<String>,
    passwords: DefaultKeyedRateLimiter<String>,
    copies: DefaultKeyedRateLimiter<AccountId>,
}

/// Who asks: a person wherever they are, or whoever comes from a network.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Asker {
    Person(AccountId),
    Network(IpAddr),
}

/// At most `burst` at once, then one every `every`.
fn quota(burst: u32, every: Duration) -> Quota {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    // No period is none at all: then one a second.
    Quota::with_period(every).unwrap_or_else(|| Quota::per_second(NonZeroU32::MIN)).allow_burst(burst)
}

impl Limits {
    pub(crate) fn new() -> Self {
        Self {
            // A person writes at most a minute's worth at once; a hall behind one address writes like many.
            people: RateLimiter::keyed(quota(60, Duration::from_secs(1))),
            addresses: RateLimiter::keyed(quota(600, Duration::from_millis(50))),
            // A class of thirty that signs in together behind one address, twice.
            sign_ins: RateLimiter::keyed(quota(60, Duration::from_secs(10))),
            // A full hall behind one address comes in at once. Each name for the hall has a vote: who makes one after the
            // other to stuff a straw poll gets no more than a new one every other second.
            guests: RateLimiter::keyed(quota(300, Duration::from_secs(2))),
            // Codes of meetings are short: who tries one after the other finds none in time.
            codes: RateLimiter::keyed(quota(600, Duration::from_millis(500))),
            // All files of a report a few times over; a hall behind one address that is told of it, once. Each reads the
            // whole report, and may have a file made.
            files: RateLimiter::keyed(quota(60, Duration::from_secs(5))),
            // Who reports everything keeps moderators from what is worth it.
            reports: RateLimiter::keyed(quota(20, Duration::from_secs(60))),
            // Nobody's mailbox is filled by strangers.
            mailboxes: RateLimiter::keyed(quota(5, Duration::from_secs(180))),
            // Who tries passwords of one address gets ten at once, from wherever. Its owner still signs in by mail.
            passwords: RateLimiter::keyed(quota(10, Duration::from_secs(60))),
            // A copy of all that is kept of somebody reads much.
            copies: RateLimiter::keyed(quota(3, Duration::from_secs(300))),
        }
    }

    /// Seconds to wait before another letter goes to this address; `None` when one may.
    pub(crate) fn mailbox(&self, email: &str) -> Option<u64> {
        check(&self.mailboxes, &email.trim().to_lowercase())
    }

    /// Seconds to wait before another password is tried for this address or account; `None` when one may be.
    pub(crate) fn password(&self, whose: &str) -> Option<u64> {
        check(&self.passwords, &whose.trim().to_lowercase())
    }

    fn request(&self, caller: &Caller, path: &str) -> Option<u64> {
        let signing_in = matches!(
            path,
            "/fn/request-sign-in" | "/fn/confirm-code" | "/fn/confirm-link" | "/fn/sign-in-by-password" | "/fn/confirm-address"
        );
        let network = network(caller.address);
        let by_path = match path {
            _ if signing_in => check(&self.sign_ins, &network),
            "/fn/enter-meeting" if caller.actor.is_none() => check(&self.guests, &network),
            _ if is_report(path) => caller.actor.as_ref().and_then(|actor| check(&self.reports, &actor.account)),
            _ => None,
        };
        by_path.or_else(|| match &caller.actor {
            Some(actor) => check(&self.people, &actor.account),
            None => check(&self.addresses, &network),
        })
    }

    /// Of what is only read, just files of reports, the copy of one's data, the short addresses of meetings and private links
    /// are limited.
    fn reading(&self, caller: &Caller, path: &str) -> Option<u64> {
        if is_report_file(path) {
            let network = || Asker::Network(network(caller.address));
            return check(&self.files, &caller.actor.as_ref().map_or_else(network, |actor| Asker::Person(actor.account)));
        }
        if let (Some(actor), "/api/v1/account/data") = (&caller.actor, path) {
            return check(&self.copies, &actor.account);
        }
        let tried = ["/s/", "/receipts/"].iter().any(|tried| path.starts_with(tried));
        if caller.actor.is_some() || !tried {
            return None;
        }
        check(&self.codes, &network(caller.address))
    }
}

/// Whether a path is that of a file of a report, or of the page that has one made.
fn is_report_file(path: &str) -> bool {
    let Some((place, name)) = path.rsplit_once('/') else { return false };
    let format = match name.strip_prefix("report.") {
        Some(format) if place.starts_with("/api/v1/consultations/") => format,
        None if place.starts_with("/consultations/") && place.ends_with("/report") => name,
        _ => return false,
    };
    format.parse::<Format>().is_ok()
}

/// Whether a request reports a remark.
fn is_report(path: &str) -> bool {
    path == "/fn/report-comment" || (path.starts_with("/api/v1/comments/") && path.ends_with("/reports"))
}

/// What an address counts as: with IPv6 a household or an office has a whole /64, and may use another address of it for
/// each request.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::from((u128::from(address) & !u128::from(u64::MAX)).to_be_bytes()),
        address @ IpAddr::V4(_) => address,
    }
}

fn check<K: std::hash::Hash + Eq + Clone>(limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Option<u64> {
    // Memory stays bounded: who has been quiet long enough to start anew needs no counter.
    if limiter.len() > 10_000 {
        limiter.retain_recent();
    }
    let wait = limiter.check_key(key).err()?.wait_time_from(DefaultClock::default().now());
    Some(wait.as_secs() + 1)
}

/// Answers 429 with Retry-After past the limits; of what is read little is limited.
pub(crate) async fn limit(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let Some(limits) = app.limits() else { return next.run(request).await };
    let Some(caller) = request.extensions().get::<Caller>() else { return NO_CALLER.into_response() };
    let path = request.uri().path();
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let wait = if reads { limits.reading(caller, path) } else { limits.request(caller, path) };
    match wait {
        None => next.run(request).await,
        Some(seconds) if path.starts_with("/fn/") || (reads && !path.starts_with("/api/")) => {
            // A page says it; a form is shown again with what was typed: what renders them does that.
            request.extensions_mut().insert(TooMany(seconds));
            next.run(request).await
        }
        Some(seconds) => too_many(seconds, &caller.lang.failure_too_many(seconds)),
    }
}

/// Marks a form, or the request of a page, that came too soon.
#[derive(Clone, Copy)]
pub(crate) struct TooMany(pub(crate) u64);

/// 429 as problem+json.
fn too_many(seconds: u64, detail: &str) -> Response {
    let mut response = Problem::new(StatusCode::TOO_MANY_REQUESTS, "too-many-requests", detail).into_response();
    response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    response
}

#[cfg(test)]
mod tests {
    use super::{is_report_file, network};

    #[test]
    fn files_of_reports_are_told_from_other_addresses() {
        for path in ["/api/v1/consultations/program-2027/report.pdf", "/api/v1/consultations/x/report.csv", "/consultations/x/report/docx"]
        {
            assert!(is_report_file(path), "{path}");
        }
        for path in ["/consultations/x/report", "/api/v1/consultations/x/report", "/api/v1/report-schema.json", "/consultations/pdf", "/"] {
            assert!(!is_report_file(path), "{path}");
        }
    }

    #[test]
    fn a_network_counts_as_one() {
        let network = |address: &str| network(address.parse().unwrap()).to_string();
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(network("2001:db8:1:2:ffff::1"), network("2001:db8:1:2::"));
        assert_ne!(network("2001:db8:1:3::1"), network("2001:db8:1:2::1"));
        assert_eq!((network("203.0.113.7"), network("::ffff:203.0.113.7")), ("203.0.113.7".to_owned(), "203.0.113.7".to_owned()));
    }
}
