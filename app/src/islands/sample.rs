//! Sample islands: one that provides a context, one in its children that uses it.

use leptos::prelude::*;

use crate::functions::double;

/// The number that a [`Counter`] shares with the islands in its children.
#[derive(Clone, Copy)]
struct Count(RwSignal<i32>);

/// A button that counts, around content of the server.
#[island]
pub(crate) fn Counter(
    /// The first number.
    initial: i32,
    children: Children,
) -> impl IntoView {
    let count = RwSignal::new(initial);
    provide_context(Count(count));
    view! {
        <button class="count" on:click=move |_| count.update(|n| *n += 1)>
            {count}
        </button>
        {children()}
    }
}

/// Shows the number of the [`Counter`] around it, and asks the server for its double.
#[island]
pub(crate) fn Reader() -> impl IntoView {
    let count = use_context::<Count>();
    let doubled = RwSignal::new(None);
    let ask = move |_| {
        leptos::task::spawn_local(async move {
            let value = count.map_or(-1, |count| count.0.get_untracked());
            if let Ok(answer) = double(value).await {
                doubled.set(Some(answer));
            }
        });
    };
    view! {
        <output class="read">{move || count.map_or(-1, |count| count.0.get())}</output>
        <button class="ask" on:click=ask>
            "×2"
        </button>
        <output class="doubled">{move || doubled.get()}</output>
    }
}
