//! What becomes of personal data: what the program does with them, and what the city says of itself.

use busola_domain::city::City;
use busola_domain::contact::tel;
use busola_texts::Lang;
use leptos::prelude::*;

use super::typography::bind;
use super::{Width, main_part};
use crate::context::Site;
use crate::pages::rendered::Rendered as _;

/// What is stored of a person, where, for how long, and who sees it.
pub(super) fn page() -> AnyView {
    let Some(site) = use_context::<Site>() else { return ().rendered() };
    let lang = site.lang;
    let city = site.service.city();
    let content = view! {
        <h1>{lang.privacy_title()}</h1>
        <div class="prose">
            {controller(lang, city.as_deref())}
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
                <li>{bind(&lang.privacy_stored_letters())}</li>
                <li>{bind(&lang.privacy_stored_reports())}</li>
                <li>{bind(&lang.privacy_stored_log())}</li>
            </ul>
            <h2>{lang.law_privacy_time_title()}</h2>
            <p>{bind(&how_long(lang, city.as_deref()))}</p>
            <h2>{lang.privacy_cookies_title()}</h2>
            <p>{bind(&lang.privacy_cookies())}</p>
            <h2>{lang.privacy_rights_title()}</h2>
            <p>{bind(&lang.privacy_rights())}</p>
        </div>
    };
    main_part(&site, &lang.privacy_title(), Width::Narrow, content)
}

/// Who the controller is and how to reach them.
fn controller(lang: Lang, city: Option<&City>) -> AnyView {
    let Some(city) = city.cloned() else {
        return view! { <p>{bind(&lang.privacy_intro())}</p> <p>{bind(&lang.law_privacy_unsaid())}</p> }.rendered();
    };
    let City { name, address, email, phone, officer, .. } = city;
    let phone = (!phone.is_empty()).then(|| view! { <dt>{lang.law_city_phone()}</dt> <dd><a href=tel(&phone)>{phone.clone()}</a></dd> });
    // It may be an address, a number or a name with both.
    let officer = match busola_domain::contact::email(&officer) {
        Ok(email) => view! { <a href=format!("mailto:{email}")>{officer}</a> }.rendered(),
        Err(_) => officer.rendered(),
    };
    let address = address.lines().map(|line| view! { {line.to_owned()} <br /> }).collect_view();
    view! {
        <p>{bind(&lang.law_privacy_controller())}</p>
        <dl>
            <dt>{lang.law_city_name()}</dt>
            <dd><strong>{name}</strong></dd>
            <dt>{lang.law_city_address()}</dt>
            <dd>{address}</dd>
            <dt>{lang.law_city_email()}</dt>
            <dd><a href=format!("mailto:{email}")>{email.clone()}</a></dd>
            {phone}
            <dt>{lang.law_city_officer()}</dt>
            <dd>{officer}</dd>
        </dl>
        <p>{bind(&lang.law_privacy_basis())}</p>
    }
    .rendered()
}

/// For how long names stay under what was said.
fn how_long(lang: Lang, city: Option<&City>) -> String {
    city.map_or_else(|| lang.law_privacy_time_unsaid(), |city| lang.law_privacy_time(city.retention_years))
}
