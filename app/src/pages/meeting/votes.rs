//! Who voted how in a poll by name, once it is closed.

use busola_domain::PollId;
use busola_domain::meeting::poll::NamedVote;
use busola_domain::meeting::{Meeting, Poll};
use busola_service::Error;
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
            let actor = site.actor.as_ref();
            let votes = site.service.named_votes(actor, poll).await?;
            let snapshot = site.service.meeting(actor, id).await?.snapshot;
            // The poll may be another meeting's.
            let poll = snapshot.polls.iter().find(|known| known.id == poll).ok_or_else(Error::not_found)?;
            Ok(show(&site, &snapshot.meeting, poll, &votes))
        }
    })
}

/// The poll whose id stands in the address.
fn poll_id(site: &Site) -> Option<PollId> {
    site.path.split(['/', '?']).nth(4).and_then(|id| id.parse().ok())
}

fn show(site: &Site, meeting: &Meeting, poll: &Poll, votes: &[NamedVote]) -> AnyView {
    let lang = site.lang;
    let row = |vote: &NamedVote| {
        let marked = poll.options.iter().filter(|option| vote.options.contains(&option.id));
        let marked = marked.map(|option| bind(&option.text)).collect::<Vec<_>>().join(", ");
        view! { <tr><td data-label=lang.minutes_who()>{vote.name.clone()}</td> <td data-label=lang.minutes_vote()>{marked}</td></tr> }
    };
    let rows: Vec<_> = votes.iter().map(row).collect();
    let content = view! {
        <p class="kind"><a href=format!("/sessions/{}", meeting.id)>{bind(&meeting.title)}</a></p>
        <h1>{bind(&poll.question)}</h1>
        <table class="table">
            <caption>{lang.minutes_named()}</caption>
            <thead><tr><th scope="col">{lang.minutes_who()}</th> <th scope="col">{lang.minutes_vote()}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    };
    main_part(site, &poll.question, Width::Plain, content)
}
