//! Ending letters by the link in one of them.

use leptos::prelude::*;

use super::{Width, main_part};
use crate::context::Site;
use crate::pages::rendered::Rendered as _;

/// Asks whoever followed the link to confirm: programs that look into mail follow links too. It is the same whether the
/// link works or not.
pub(super) fn page() -> AnyView {
    let Some(site) = use_context::<Site>() else { return ().rendered() };
    let lang = site.lang;
    let action = site.path.split('?').next().unwrap_or_default().to_owned();
    let content = view! {
        <h1>{lang.unsubscribe_title()}</h1>
        <p class="lead">{lang.unsubscribe_lead()}</p>
        <form method="post" action=action>
            <input type="hidden" name="List-Unsubscribe" value="One-Click" />
            <button class="button">{lang.unsubscribe_button()}</button>
        </form>
    };
    main_part(&site, &lang.unsubscribe_title(), Width::Narrow, content)
}

/// Says that it is done.
pub(super) fn done() -> AnyView {
    let Some(site) = use_context::<Site>() else { return ().rendered() };
    let lang = site.lang;
    let content = view! {
        <h1>{lang.unsubscribe_done()}</h1>
        <p class="lead">{lang.unsubscribe_done_lead()}</p>
        <div class="button-row"><a class="button button-quiet" href="/account#letters">{lang.unsubscribe_to_account()}</a></div>
    };
    main_part(&site, &lang.unsubscribe_done(), Width::Narrow, content)
}
