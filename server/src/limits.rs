//! How much one person or one address may send.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use busola_domain::AccountId;
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
    mailboxes: DefaultKeyedRateLimiter<String>,
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
            // Nobody's mailbox is filled by strangers.
            mailboxes: RateLimiter::keyed(quota(5, Duration::from_secs(180))),
        }
    }

    /// Seconds to wait before another letter goes to this address; `None` when one may.
    pub(crate) fn mailbox(&self, email: &str) -> Option<u64> {
        check(&self.mailboxes, &email.trim().to_lowercase())
    }

    fn request(&self, caller: &Caller, path: &str) -> Option<u64> {
        let signing_in = matches!(path, "/fn/request-sign-in" | "/fn/confirm-code" | "/fn/confirm-link");
        let by_path = match path {
            _ if signing_in => check(&self.sign_ins, &caller.address),
            "/fn/enter-meeting" if caller.actor.is_none() => check(&self.guests, &caller.address),
            _ => None,
        };
        by_path.or_else(|| match &caller.actor {
            Some(actor) => check(&self.people, &actor.account),
            None => check(&self.addresses, &caller.address),
        })
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

/// Answers 429 with Retry-After past the limits; reading is not limited.
pub(crate) async fn limit(State(app): State<App>, request: Request, next: Next) -> Response {
    let (Some(limits), false) = (app.limits(), matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS)) else {
        return next.run(request).await;
    };
    let Some(caller) = request.extensions().get::<Caller>() else { return NO_CALLER.into_response() };
    match limits.request(caller, request.uri().path()) {
        None => next.run(request).await,
        Some(seconds) if request.uri().path().starts_with("/fn/") => {
            // The form is shown again with what was typed; the forms wrapper does that.
            let mut request = request;
            request.extensions_mut().insert(TooMany(seconds));
            next.run(request).await
        }
        Some(seconds) => too_many(seconds, &caller.lang.failure_too_many(seconds)),
    }
}

/// Marks a form that came too soon.
#[derive(Clone, Copy)]
pub(crate) struct TooMany(pub(crate) u64);

/// 429 as problem+json.
fn too_many(seconds: u64, detail: &str) -> Response {
    let mut response = Problem::new(StatusCode::TOO_MANY_REQUESTS, "too-many-requests", detail).into_response();
    response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    response
}
