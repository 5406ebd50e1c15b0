//! Pages: rendered on the server, readable and usable without JavaScript.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::islands::sample::{Counter, Reader};

/// Chooses the page for the address of the request.
#[component]
pub(crate) fn Site() -> impl IntoView {
    view! {
        <Router>
            <main>
                <Routes fallback=|| "404">
                    <Route path=path!("/") view=Sample ssr=SsrMode::Async />
                </Routes>
            </main>
        </Router>
    }
}

#[component]
fn Sample() -> impl IntoView {
    let loaded = Resource::new(|| (), |()| async { "from a resource".to_owned() });
    view! {
        <Title text="Busola" />
        <Suspense>{move || Suspend::new(async move { view! { <p>{loaded.await}</p> } })}</Suspense>
        <section id="outer">
            <Counter initial=7>
                <p>"server's own text"</p>
                <Reader />
                <Counter initial=100>
                    <div id="inner">
                        <Reader />
                    </div>
                </Counter>
                <div id="after"><Reader /></div>
            </Counter>
        </section>
        <section id="alone">
            <Reader />
        </section>
    }
}
