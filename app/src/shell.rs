//! The document around every page.
//!
//! The tags for the browser's bundle are written here and not by Leptos: names carry content hashes, nothing is
//! inline, and `crossorigin` must agree with how `boot.js` fetches, or the preloads are fetched twice.

use busola_texts::Lang;
use leptos::prelude::*;
use leptos_meta::MetaTags;

use crate::context::Site;
use crate::pages::Pages;

/// Where the files of the browser's bundle are served; given by the server through a context.
#[derive(Clone, Copy, Debug)]
pub struct Assets {
    /// What reading pages load.
    pub reading: Bundle,
    /// What the pages of meetings load.
    pub hall: Bundle,
    /// What their consoles and big screens load.
    pub console: Bundle,
    /// What the desk loads, on which remarks are answered, and the queue of moderation.
    pub desk: Bundle,
    /// The style sheet of every page.
    pub style: &'static str,
    /// What pages of meetings load after it.
    pub session: &'static str,
    /// What pages of moderators load after it, and the big screen.
    pub office: &'static str,
    /// The icon, if there is one.
    pub icon: Option<&'static str>,
    /// The fonts that the first text needs.
    pub fonts: &'static [&'static str],
}

impl Assets {
    /// The bundle of the page at a path, and its sheet besides that of every page.
    fn of(&self, path: &str) -> (Bundle, Option<&'static str>) {
        let path = path.split('?').next().unwrap_or_default();
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        let (session, office) = (Some(self.session), Some(self.office));
        match parts.as_slice() {
            ["consultations", _, "desk" | "moderation"] => (self.desk, office),
            ["sessions", _, "console" | "screen"] => (self.console, office),
            ["sessions", _] => (self.hall, session),
            ["sessions", _, ..] => (self.reading, session),
            // What moderators write has nothing live on it.
            ["consultations", "new"] | ["consultations", _, "draft"] | ["consultations", _, "desk", "drafts"] | ["answer-templates"] => {
                (self.reading, office)
            }
            _ => (self.reading, None),
        }
    }
}

/// The islands of a page. A page loads one bundle.
#[derive(Clone, Copy, Debug)]
pub struct Bundle {
    /// The module that hydrates the islands.
    pub boot: &'static str,
    /// The bindings that `boot` imports.
    pub loader: &'static str,
    /// The WebAssembly that the bindings start.
    pub wasm: &'static str,
}

/// The whole document.
pub fn shell() -> impl IntoView {
    // Leptos takes a page for hydrated as a whole unless told otherwise; here only islands are.
    if let Some(context) = Owner::current_shared_context() {
        context.set_is_hydrating(false);
    }
    leptos_meta::provide_meta_context();
    let site = use_context::<Site>();
    let lang = site.as_ref().map(|site| site.lang).unwrap_or_default();
    let path = site.map(|site| site.path).unwrap_or_default();
    view! {
        <!DOCTYPE html>
        <html lang=lang.tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                {use_context::<Assets>().map(|assets| head_links(assets, assets.of(&path)))}
                {feed(lang, &path)}
                <MetaTags />
            </head>
            <body>
                <Pages />
            </body>
        </html>
    }
}

/// Tells news readers of the feed that says the same as the page at a path. (An element of `leptos_meta` that is made after
/// waiting comes too late for the head.)
fn feed(lang: Lang, path: &str) -> Option<impl IntoView + use<>> {
    let parts: Vec<&str> = path.split('?').next().unwrap_or_default().trim_matches('/').split('/').collect();
    let (title, href) = match parts.as_slice() {
        [""] => (lang.feed_consultations_link(), "/consultations.atom".to_owned()),
        ["consultations", key] if *key != "new" => (lang.feed_comments_link(), format!("/consultations/{key}/comments.atom")),
        _ => return None,
    };
    Some(view! { <link rel="alternate" r#type="application/atom+xml" title=title href=href /> })
}

fn head_links(assets: Assets, (bundle, sheet): (Bundle, Option<&'static str>)) -> impl IntoView {
    view! {
        <link rel="stylesheet" href=assets.style />
        {sheet.map(|sheet| view! { <link rel="stylesheet" href=sheet /> })}
        {assets.icon.map(|icon| view! { <link rel="icon" href=icon r#type="image/svg+xml" /> })}
        {assets
            .fonts
            .iter()
            .map(|&font| view! { <link rel="preload" href=font r#as="font" r#type="font/woff2" crossorigin="" /> })
            .collect_view()}
        <link rel="modulepreload" href=bundle.loader />
        <link rel="preload" href=bundle.wasm r#as="fetch" r#type="application/wasm" crossorigin="" />
        <script type="module" src=bundle.boot></script>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle(boot: &'static str) -> Bundle {
        Bundle { boot, loader: "", wasm: "" }
    }

    #[test]
    fn each_page_loads_the_bundle_that_is_live_on_it() {
        let (reading, hall, console, desk) = (bundle("reading"), bundle("hall"), bundle("console"), bundle("desk"));
        let assets = Assets { reading, hall, console, desk, style: "", session: "session", office: "office", icon: None, fonts: &[] };
        for (path, boot, sheet) in [
            ("/", "reading", ""),
            ("/consultations/desk", "reading", ""),
            ("/consultations/program?unit=1", "reading", ""),
            ("/consultations/program?next=/desk", "reading", ""),
            ("/consultations/program/changes", "reading", ""),
            ("/consultations/program/report", "reading", ""),
            ("/consultations/program/moderation-log", "reading", ""),
            ("/consultations/new", "reading", "office"),
            ("/consultations/program/draft", "reading", "office"),
            ("/consultations/program/desk/drafts?which=mine", "reading", "office"),
            ("/answer-templates", "reading", "office"),
            ("/consultations/program/desk", "desk", "office"),
            ("/consultations/program/desk?search=a/b", "desk", "office"),
            ("/consultations/program/moderation?shelf=hidden", "desk", "office"),
            ("/sessions/1", "hall", "session"),
            ("/sessions/1?x=/console", "hall", "session"),
            ("/sessions/1/console", "console", "office"),
            ("/sessions/1/screen", "console", "office"),
            ("/sessions/1/edit", "reading", "session"),
            ("/sessions/1/votes/2", "reading", "session"),
            ("/consultations/program/sessions/new", "reading", ""),
        ] {
            let (bundle, loaded) = assets.of(path);
            assert_eq!((bundle.boot, loaded.unwrap_or_default()), (boot, sheet), "{path}");
        }
    }
}
