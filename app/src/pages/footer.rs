//! The foot of every page.

use leptos::prelude::*;

use crate::context::Site;

/// The foot of every page.
pub(super) fn footer(site: &Site) -> impl IntoView + use<> {
    let lang = site.lang;
    let office = site.service.city().map(|city| format!("{} · ", city.name));
    view! {
        <footer class="site-footer">
            <div class="site-row">
                <p>{office} {lang.footer_about()}</p>
                <nav aria-label=lang.nav_about()>
                    <ul>
                        <li><a href="/accessibility">{lang.accessibility_title()}</a></li>
                        <li><a href="/privacy">{lang.privacy_title()}</a></li>
                        <li><a href="/api">{lang.footer_api()}</a></li>
                    </ul>
                </nav>
            </div>
        </footer>
    }
}
