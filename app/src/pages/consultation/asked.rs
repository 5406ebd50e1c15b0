//! What the address of a consultation's page asks for.

use busola_domain::UnitId;
use busola_domain::comment::Order;
use busola_service::comments::Place;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::islands::start::OpenForm;

/// What the address asks for. What can't be read is as if it were not there: addresses get cut and mistyped.
pub(super) struct Asked {
    /// The consultation.
    pub(super) slug: String,
    /// The unit in focus.
    pub(super) unit: Option<UnitId>,
    /// The order of the remarks.
    pub(super) order: Order,
    /// After which remark the list begins.
    pub(super) after: Option<Place>,
    /// The form that is to be open.
    pub(super) open: Option<OpenForm>,
    /// A text that was kept while its author signed in.
    pub(super) parked: Option<String>,
    /// The path and query themselves; `None` where no page is shown.
    pub(super) page: Option<String>,
}

impl Asked {
    /// Reads the address of the present page, with its path and query.
    pub(super) fn read(page: String) -> Self {
        use_query_map().with_untracked(|query| {
            let reply = || Some(OpenForm::Reply(query.get_str("reply")?.parse().ok()?));
            let answer = || Some(OpenForm::Answer(query.get_str("answer")?.parse().ok()?));
            let edit = || Some(OpenForm::Edit(query.get_str("edit")?.parse().ok()?));
            Self {
                slug: use_params_map().with_untracked(|params| params.get("slug")).unwrap_or_default(),
                unit: query.get_str("unit").and_then(|id| id.parse().ok()),
                order: query.get_str("order").and_then(|name| name.parse().ok()).unwrap_or_default(),
                after: query.get_str("after").and_then(|cursor| cursor.parse().ok()),
                open: edit().or_else(reply).or_else(answer),
                parked: query.get("parked"),
                page: Some(page),
            }
        })
    }
}
