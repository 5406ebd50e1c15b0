//! What a form asks for before something that can't be taken back: the present password, or a code that comes by mail.

use busola_texts::Lang;
use leptos::prelude::*;

use super::super::form::{Filled, Tone, Words, field, message, page_field, summary};
use crate::context::Site;
use crate::pages::rendered::Rendered as _;

/// How somebody shows that it is them.
pub(super) enum Proof {
    /// By the password that they have.
    Password,
    /// By the code from the letter of a request, which the address names.
    Code(String),
    /// A code has to be asked for first.
    Nothing,
}

impl Proof {
    /// What the page is to ask for; `request` is the one that its address names.
    pub(super) fn of(request: Option<String>, has_password: bool) -> Self {
        match request.filter(|request| !request.is_empty()) {
            Some(request) => Self::Code(request),
            None if has_password => Self::Password,
            None => Self::Nothing,
        }
    }

    /// The field of a form; none where a code has to be asked for first.
    pub(super) fn field(&self, lang: Lang, filled: &Filled) -> Option<AnyView> {
        match self {
            Self::Password => {
                let words = Words::label(lang.proof_password_label()).hint(lang.proof_password_hint());
                Some(field("password", words, filled.error("password"), |ties| {
                    view! {
                        <input id="password" name="password" type="password" autocomplete="current-password" required
                            aria-describedby=ties.described_by aria-invalid=ties.invalid />
                    }
                    .rendered()
                }))
            }
            Self::Code(request) => {
                let words = Words::label(lang.code_label()).hint(lang.proof_code_hint());
                let control = field("code", words, filled.error("code"), |ties| {
                    view! {
                        <input class="code-input" id="code" name="code" inputmode="numeric" autocomplete="one-time-code"
                            pattern="[0-9 ]*" maxlength="11" required aria-describedby=ties.described_by aria-invalid=ties.invalid />
                    }
                    .rendered()
                });
                Some(view! { <input type="hidden" name="proof" value=request.clone() /> {control} }.rendered())
            }
            Self::Nothing => None,
        }
    }

    /// What stands beside the form: the way to a code.
    pub(super) fn ask(&self, site: &Site) -> AnyView {
        let lang = site.lang;
        let refused = Filled::of("/fn/request-proof").0.map(|form| summary(lang, &form.failure, |_| None));
        let (words, quiet) = match self {
            Self::Password => (lang.proof_instead(), true),
            Self::Code(_) => return message(Tone::Info, view! { <p>{lang.proof_sent()}</p> }),
            Self::Nothing => (lang.proof_lead(), false),
        };
        let class = if quiet { "button button-quiet button-small" } else { "button" };
        let to = site.path.split('?').next().unwrap_or_default().to_owned();
        view! {
            {refused}
            <form class="form" method="post" action="/fn/request-proof">
                {page_field(&site.path)}
                <input type="hidden" name="to" value=to />
                <p>{words}</p>
                <p><button class=class>{lang.proof_send()}</button></p>
            </form>
        }
        .rendered()
    }
}
