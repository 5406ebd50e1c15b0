//! What stands in the place of a page whose form came from somebody who may not see that page: most often the sign-in
//! had ended meanwhile. What was typed is kept there, to be sent again after signing in in another tab.

use busola_domain::policy::Denied;
use leptos::prelude::*;

use super::form::{Filled, Words, as_content, field, summary};
use super::{Width, address, main_part};
use crate::context::{FailedForm, Site};
use crate::failure::Failure;
use crate::pages::rendered::Rendered as _;

/// The form that was refused, where somebody typed at length in it or chose much.
pub(super) fn form() -> Option<FailedForm> {
    use_context::<FailedForm>().filter(|form| form.is_kept())
}

/// In the place of a page that might be shown, but not with that form to whoever sent it.
pub(super) fn in_place(site: &Site) -> Option<AnyView> {
    let form = form()?;
    let denied = matches!(form.failure, Failure::Denied { denied: Denied::SignInNeeded | Denied::NotAllowed, .. });
    (denied || site.actor.is_none()).then(|| page(site, form))
}

/// The form with all that was sent, its text in sight.
pub(super) fn page(site: &Site, form: FailedForm) -> AnyView {
    let lang = site.lang;
    let refused = summary(lang, &form.failure, |_| None);
    let (action, fields) = (form.action.clone(), form.fields.clone());
    let typed = form.at_length();
    let hidden = fields.into_iter().filter(|(name, _)| Some(name.as_str()) != typed);
    let hidden = hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view();
    let filled = Filled(Some(form));
    let control = typed.map(|name| {
        let text = as_content(&filled.value(name).unwrap_or_default());
        field(name, Words::label(lang.again_text()), filled.error(name), |ties| {
            view! {
                <textarea id=name name=name rows="12" aria-describedby=ties.described_by aria-invalid=ties.invalid inner_html=text></textarea>
            }
            .rendered()
        })
    });
    let content = view! {
        <h1>{lang.again_title()}</h1>
        {refused}
        <p class="lead">{lang.again_lead()}</p>
        <p><a class="button button-quiet" href=address::sign_in(&site.path) target="_blank">{lang.again_sign_in()}</a></p>
        <form class="form" method="post" action=action>
            {hidden}
            {control}
            <p><button class="button">{lang.again_send()}</button></p>
        </form>
    };
    main_part(site, &lang.again_title(), Width::Narrow, content)
}
