//! What the address of the desk asks for.

use busola_desk::Filter;
use busola_domain::CommentId;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// What the address asks for. What can't be read is as if it were not there: addresses get cut and mistyped.
pub(super) struct Asked {
    /// The consultation.
    pub(super) slug: String,
    /// Which remarks the queue has.
    pub(super) filter: Filter,
    /// After which place its page begins.
    pub(super) after: Option<String>,
    /// The remark that is shown.
    pub(super) remark: Option<CommentId>,
}

impl Asked {
    /// Reads the address of the present page.
    pub(super) fn read() -> Self {
        use_query_map().with_untracked(|query| Self {
            slug: use_params_map().with_untracked(|params| params.get("slug")).unwrap_or_default(),
            filter: Filter {
                unit: query.get_str("unit").and_then(|id| id.parse().ok()),
                state: query.get_str("state").and_then(|name| name.parse().ok()).unwrap_or(Filter::default().state),
                source: query.get_str("source").and_then(|name| name.parse().ok()),
                search: query.get("search").unwrap_or_default().trim().to_owned(),
            },
            after: query.get("after").filter(|after| after.parse::<busola_service::answers::DeskPlace>().is_ok()),
            remark: query.get_str("remark").and_then(|id| id.parse().ok()),
        })
    }
}
