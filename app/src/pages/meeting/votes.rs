//! Who voted how in a poll by name, once it is closed.

use busola_domain::PollId;
use busola_domain::meeting::poll::NamedVote;
use busola_service::Error;
use busola_service::meetings::NamedPoll;
use leptos::prelude::*;

use super::meeting_id;
use crate::context::Site;
use crate::pages::typography::bind;
use crate::pages::{Width, awaited, main_part};

/// The page.
pub(in crate::pages) fn page() -> AnyView {
    awaited(|site| {
        let ids = meeting_id(&site).zip(poll_id(&site));
        async move {
            let (id, poll) = ids.ok_or_else(Error::not_found)?;
            let named = site.service.named_votes(site.actor.as_ref(), poll).await?;
            // The poll may be another meeting's.
            if named.meeting.id != id {
                return Err(Error::not_found());
            }
            Ok(show(&site, &named))
        }
    })
}

/// The poll whose id stands in the address.
fn poll_id(site: &Site) -> Option<PollId> {
    site.path.split(['/', '?']).nth(4).and_then(|id| id.parse().ok())
}

fn show(site: &Site, named: &NamedPoll) -> AnyView {
    let (lang, NamedPoll { meeting, poll, votes }) = (site.lang, named);
    let row = |vote: &NamedVote| {
        let marked = poll.options.iter().filter(|option| vote.options.contains(&option.id));
        let marked = marked.map(|option| bind(&option.text)).collect::<Vec<_>>().join(", ");
        view! { <tr><td data-label=lang.minutes_who()>{vote.name.clone()}</td> <td data-label=lang.minutes_vote() lang=lang.content()>{marked}</td></tr> }
    };
    let rows: Vec<_> = votes.iter().map(row).collect();
    let content = view! {
        <p class="kind"><a href=format!("/sessions/{}", meeting.id) lang=lang.content()>{bind(&meeting.title)}</a></p>
        <h1 lang=lang.content()>{bind(&poll.question)}</h1>
        <table class="table">
            <caption>{lang.minutes_named()}</caption>
            <thead><tr><th scope="col">{lang.minutes_who()}</th> <th scope="col">{lang.minutes_vote()}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    };
    main_part(site, &poll.question, Width::Plain, content)
}
