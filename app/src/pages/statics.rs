//! Texts that stand still: the declaration of accessibility, and what becomes of personal data.

use leptos::prelude::*;

use super::typography::bind;
use super::{Width, main_part};
use crate::context::Site;

/// The declaration of accessibility. The ids are those that the law's technical conditions ask for, so that
/// programs which look for declarations find their parts.
pub(super) fn accessibility() -> AnyView {
    let Some(site) = use_context::<Site>() else { return ().into_any() };
    let lang = site.lang;
    let content = view! {
        <h1>{lang.accessibility_title()}</h1>
        <div class="prose">
            <p id="a11y-wstep">{bind(&lang.accessibility_intro())}</p>
            <h2 id="a11y-status">{lang.accessibility_status_title()}</h2>
            <p>{bind(&lang.accessibility_status())}</p>
            <p id="a11y-ocena">{bind(&lang.accessibility_assessment())}</p>
            <h2>{lang.accessibility_limits_title()}</h2>
            <ul>
                <li>{bind(&lang.accessibility_limit_remarks())}</li>
                <li>{bind(&lang.accessibility_limit_live())}</li>
                <li>{bind(&lang.accessibility_limit_review())}</li>
            </ul>
            <h2>{lang.accessibility_keyboard_title()}</h2>
            <p>{bind(&lang.accessibility_keyboard())}</p>
            <h2 id="a11y-kontakt">{lang.accessibility_contact_title()}</h2>
            <p>{bind(&lang.accessibility_contact())}</p>
            <h2 id="a11y-procedura">{lang.accessibility_complaint_title()}</h2>
            <p>{bind(&lang.accessibility_complaint())}</p>
        </div>
    };
    main_part(&site, &lang.accessibility_title(), Width::Narrow, content)
}

/// What is stored of a person, where, for how long, and who sees it.
pub(super) fn privacy() -> AnyView {
    let Some(site) = use_context::<Site>() else { return ().into_any() };
    let lang = site.lang;
    let content = view! {
        <h1>{lang.privacy_title()}</h1>
        <div class="prose">
            <p>{bind(&lang.privacy_intro())}</p>
            <h2>{lang.privacy_public_title()}</h2>
            <ul>
                <li>{bind(&lang.privacy_public_name())}</li>
                <li>{bind(&lang.privacy_public_remarks())}</li>
                <li>{bind(&lang.privacy_public_hidden())}</li>
            </ul>
            <h2>{lang.privacy_email_title()}</h2>
            <p>{bind(&lang.privacy_email())}</p>
            <h2>{lang.privacy_stored_title()}</h2>
            <ul>
                <li>{bind(&lang.privacy_stored_account())}</li>
                <li>{bind(&lang.privacy_stored_session())}</li>
                <li>{bind(&lang.privacy_stored_code())}</li>
                <li>{bind(&lang.privacy_stored_parked())}</li>
                <li>{bind(&lang.privacy_stored_presence())}</li>
                <li>{bind(&lang.privacy_stored_hall())}</li>
                <li>{bind(&lang.privacy_stored_log())}</li>
            </ul>
            <h2>{lang.privacy_cookies_title()}</h2>
            <p>{bind(&lang.privacy_cookies())}</p>
            <h2>{lang.privacy_rights_title()}</h2>
            <p>{bind(&lang.privacy_rights())}</p>
        </div>
    };
    main_part(&site, &lang.privacy_title(), Width::Narrow, content)
}
