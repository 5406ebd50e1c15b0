//! Server functions: what forms and islands ask of the server. Bodies of a few lines that call
//! `busola-service`.
//!
//! Each takes a plain form too: the server answers that with a redirection, or with the page again, its
//! fields and its errors in place. None answers to GET.
#![expect(missing_docs, reason = "the server macro makes a public struct of each function's arguments")]

pub mod account;
pub mod answers;
pub mod attachments;
pub mod city;
pub mod consultation;
pub mod deadlines;
pub mod desk;
pub mod drafts;
pub mod edit;
pub mod embed;
pub mod mapping;
pub mod meetings;
pub mod moderation;
pub mod paper;
pub mod people;
pub mod remarks;
pub mod report;
pub mod sign_in;
pub mod themes;

use serde::{Deserialize, Deserializer};

use crate::{context::Site, failure::Failure};

/// The failure of a use case, with its status on the response.
pub(crate) fn fail(site: &Site) -> impl Fn(busola_service::Error) -> Failure + use<> {
    let lang = site.lang;
    move |error| {
        let failure = Failure::of(lang, &error);
        crate::context::set_status(failure.status());
        failure
    }
}

/// Sends the reader on to a path of this site; to the start page where it is none.
pub(crate) fn go_to(path: &str) {
    leptos_axum::redirect(if is_local(path) { path } else { "/" });
}

/// Whether it is a path of this site: what comes in an address or a form must not lead elsewhere.
pub(crate) fn is_local(path: &str) -> bool {
    let plain = |c: char| c.is_ascii_graphic() && c != '\\';
    path.starts_with('/') && !path.starts_with("//") && path.chars().all(plain) && path.len() <= 2_000
}

/// A box of a form that may be ticked. The fields of a form that is taken as a whole come as texts, in which serde
/// finds no `bool`.
pub(crate) fn ticked<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    String::deserialize(deserializer).map(|sent| sent == "true")
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn only_paths_of_this_site_are_gone_to() {
        assert!(is_local("/consultations/a?unit=1#u"));
        for elsewhere in ["", "//example.org", "https://example.org", "/\\example.org", "/a\nSet-Cookie: x", "/\u{142}"] {
            assert!(!is_local(elsewhere), "{elsewhere:?}");
        }
    }
}
