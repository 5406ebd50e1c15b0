//! A straw poll: its card to vote on, and its numbers.

use busola_domain::PollId;
use busola_domain::meeting::Poll;
use leptos::prelude::*;

use crate::state::Hall;

/// The numbers: a table, each row with its bar, so that nothing depends on a picture or a colour.
pub(crate) fn chart(hall: Hall, id: PollId) -> impl IntoView {
    let poll = move || hall.poll(id);
    let told = move || poll().is_some_and(|poll| poll.tally.is_some());
    let rows = move || {
        let Some(Poll { options, tally: Some(tally), .. }) = poll() else { return Vec::new() };
        let number = |name: &str| tally.get(name).copied().unwrap_or(0);
        let most = options.iter().map(|option| number(&option.id.to_string())).max().unwrap_or(0).max(1);
        options
            .into_iter()
            .map(|option| {
                let votes = number(&option.id.to_string());
                let width = (1_000 * votes / most).to_string();
                view! {
                    <tr>
                        <th scope="row" lang=hall.content_lang()>{option.text}</th>
                        <td class="figures">{votes}</td>
                        <td class="poll-bar" aria-hidden="true">
                            <svg viewBox="0 0 1000 10" preserveAspectRatio="none"><rect width=width height="10" /></svg>
                        </td>
                    </tr>
                }
            })
            .collect()
    };
    let ballots = move || {
        let count = poll()?.tally?.get("ballots").copied()?;
        Some(hall.count(|words| &words.ballots, count))
    };
    view! {
        <div class="poll-chart" hidden=move || !told()>
            <table>
                <caption class="visually-hidden">{hall.say(|words| &words.poll_result)}</caption>
                <thead class="visually-hidden">
                    <tr>
                        <th scope="col">{hall.say(|words| &words.poll_option)}</th>
                        <th scope="col">{hall.say(|words| &words.poll_votes)}</th>
                        <td></td>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="poll-ballots">{ballots}</p>
        </div>
    }
}
