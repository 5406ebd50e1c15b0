//! Views that become HTML at once.

use leptos::prelude::{AnyView, IntoAny as _, RenderHtml};
use leptos::tachys::html::InertElement;

/// A part of a page as the HTML it will be.
///
/// Nothing of a page waits or changes once it is built, and islands keep their own marks, so its parts need not
/// carry their types to the page: `into_any` would compile a dozen ways of rendering for each of them, of which
/// the server uses one. That made this crate three times as slow to build and as large.
pub(super) trait Rendered {
    /// Renders now.
    fn rendered(self) -> AnyView;
}

impl<V: RenderHtml> Rendered for V {
    fn rendered(self) -> AnyView {
        InertElement::new(self.to_html()).into_any()
    }
}
