//! A page's socket: opened again when it breaks, and going on after the last number seen.

use std::cell::RefCell;
use std::time::Duration;

use busola_domain::live::{Channel, ClientMessage, CloseCode};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{CloseEvent, MessageEvent, VisibilityState, WebSocket};
use serde::Deserialize;
use wasm_bindgen::closure::Closure;

use crate::heard::Heard;
use crate::{Link, device};

/// How often the clock moves on.
const TICK: Duration = Duration::from_secs(30);
/// A clock that jumped further than this slept, and its socket with it.
const SLEPT: i64 = 90_000;
/// How long an answer may take on a line that was quiet; after that it is a dead one.
const ANSWER: Duration = Duration::from_secs(10);

/// The longest wait that a server may ask for.
const LONGEST_ASKED: Duration = Duration::from_secs(30);

/// The longest wait before something is tried again, in seconds.
const LONGEST_WAIT: f64 = 30.0;

/// A page that listens. A handle: copies are the same page.
pub trait Listener: Copy + 'static {
    /// What it listens to.
    fn channel(self) -> Channel;
    /// What else it listens to, of which it only wants what is now.
    fn also(self) -> Option<Channel> {
        None
    }
    /// The number of the latest event that it took in.
    fn last(self) -> i64;
    /// Takes in what the server says: `text` is the message, `heard` what was read of it.
    fn hear(self, heard: &Heard, text: &str);
    /// The state of its line, as it said last.
    fn link(self) -> Option<Link>;
    /// Says whether it is live.
    fn set_link(self, link: Link);
    /// The sign-in has ended.
    fn signed_out(self);
    /// The network is back: what waits can be sent.
    fn online(self) {}
    /// It listens now, or again.
    fn subscribed(self) {}
    /// Time goes by.
    fn tick(self);
}

/// What a server says that goes away.
#[derive(Deserialize)]
struct Away {
    retry_after_ms: u32,
}

#[derive(Default)]
struct Line {
    socket: Option<WebSocket>,
    /// Counts the sockets, so that what an old one still says is not heard.
    number: u32,
    tries: u32,
    retry: Option<leptos::leptos_dom::helpers::TimeoutHandle>,
    ticked: i64,
    /// Whether something came since this was last asked.
    heard: bool,
}

thread_local! {
    static LINE: RefCell<Line> = RefCell::default();
}

/// Opens the line and keeps it open.
pub fn open(page: impl Listener) {
    // They live as long as the page.
    window_event_listener_untyped("online", move |_| {
        connect(page);
        page.online();
    });
    window_event_listener_untyped("offline", move |_| {
        hang_up();
        page.set_link(Link::Offline);
    });
    let visible = move || {
        if document().visibility_state() == VisibilityState::Visible && page.link() == Some(Link::Reconnecting) {
            connect(page);
        }
    };
    let listener = Closure::<dyn Fn()>::new(visible).into_js_value();
    drop(document().add_event_listener_with_callback("visibilitychange", listener.unchecked_ref()));
    LINE.with_borrow_mut(|line| line.ticked = device::now());
    set_interval(
        move || {
            page.tick();
            let now = device::now();
            let before = LINE.with_borrow_mut(|line| std::mem::replace(&mut line.ticked, now));
            // The device slept: the server has closed the socket long ago, which nobody told this side.
            if now - before > SLEPT {
                connect(page);
            } else {
                probe(page);
            }
        },
        TICK,
    );
    connect(page);
}

/// Asks on a line on which nothing came for a while whether it still stands: a network that is gone tells nobody. The
/// server answers whoever subscribes twice, and sends nothing again.
fn probe(page: impl Listener) {
    let (number, heard) = LINE.with_borrow_mut(|line| (line.number, std::mem::take(&mut line.heard)));
    if heard || page.link() != Some(Link::Live) {
        return;
    }
    subscribe(page);
    set_timeout(
        move || {
            if LINE.with_borrow(|line| line.number == number && !line.heard) {
                connect(page);
            }
        },
        ANSWER,
    );
}

fn subscribe(page: impl Listener) {
    say(&ClientMessage::Subscribe { channel: page.channel().to_string(), after: Some(page.last()) });
    if let Some(channel) = page.also() {
        say(&ClientMessage::Subscribe { channel: channel.to_string(), after: None });
    }
}

/// Says something to the server, if the line stands.
pub fn say(message: &ClientMessage) {
    LINE.with_borrow(|line| {
        if let Some(socket) = line.socket.as_ref().filter(|socket| socket.ready_state() == WebSocket::OPEN)
            && let Ok(json) = serde_json::to_string(message)
        {
            // One that closes meanwhile tells so by itself.
            drop(socket.send_with_str(&json));
        }
    });
}

/// Ends the present socket, if there is one, and forgets a try that waits.
fn hang_up() -> u32 {
    let (number, socket) = LINE.with_borrow_mut(|line| {
        line.number += 1;
        if let Some(retry) = line.retry.take() {
            retry.clear();
        }
        (line.number, line.socket.take())
    });
    if let Some(socket) = socket {
        drop(socket.close());
    }
    number
}

fn connect(page: impl Listener) {
    let number = hang_up();
    if !window().navigator().on_line() {
        return page.set_link(Link::Offline);
    }
    // The first time nothing is said: "reconnecting" would be a lie.
    if page.link().is_some() {
        page.set_link(Link::Reconnecting);
    }
    let Some(socket) = address().and_then(|address| WebSocket::new(&address).ok()) else {
        return retry(page, number, None);
    };
    let is_current = move || LINE.with_borrow(|line| line.number == number);

    let on_open = Closure::<dyn Fn()>::new(move || {
        if is_current() {
            subscribe(page);
        }
    });
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let Some(text) = event.data().as_string() else { return };
        if is_current()
            && let Ok(heard) = serde_json::from_str::<Heard>(&text)
        {
            LINE.with_borrow_mut(|line| line.heard = true);
            let subscribed = heard.what == "subscribed";
            page.hear(&heard, &text);
            if subscribed {
                LINE.with_borrow_mut(|line| line.tries = 0);
                page.subscribed();
            }
        }
    });
    let on_close = Closure::<dyn Fn(CloseEvent)>::new(move |event: CloseEvent| {
        if is_current() {
            if event.code() == CloseCode::SignedOut as u16 {
                page.signed_out();
            }
            LINE.with_borrow_mut(|line| line.socket = None);
            retry(page, number, asked_to_wait(&event));
        }
    });
    // Handed over to JavaScript, which drops them with the socket.
    socket.set_onopen(Some(on_open.into_js_value().unchecked_ref()));
    socket.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
    socket.set_onclose(Some(on_close.into_js_value().unchecked_ref()));
    LINE.with_borrow_mut(|line| line.socket = Some(socket));
}

/// The moment at which a server that is going away wants this page back: all pages at once would be too many.
fn asked_to_wait(event: &CloseEvent) -> Option<Duration> {
    let told: Away = serde_json::from_str(&event.reason()).ok()?;
    Some(Duration::from_millis(told.retry_after_ms.into()).min(LONGEST_ASKED))
}

fn retry(page: impl Listener, number: u32, asked: Option<Duration>) {
    page.set_link(if window().navigator().on_line() { Link::Reconnecting } else { Link::Offline });
    let tries = LINE.with_borrow_mut(|line| {
        line.tries += 1;
        line.tries
    });
    let again = move || {
        if LINE.with_borrow(|line| line.number == number) {
            connect(page);
        }
    };
    // Unless it was told when, the first try comes within a second: most often the network was gone for a moment.
    let handle = set_timeout_with_handle(again, asked.unwrap_or_else(|| wait(tries - 1))).ok();
    LINE.with_borrow_mut(|line| line.retry = handle);
}

fn address() -> Option<String> {
    let location = location();
    let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
    Some(format!("{scheme}://{}/live", location.host().ok()?))
}

/// How long to wait before the next try: longer each time, and not all devices at once.
#[must_use]
pub fn wait(tries: u32) -> Duration {
    let longest = f64::from(2_u32.saturating_pow(tries.min(10))).min(LONGEST_WAIT);
    Duration::from_secs_f64(longest * (0.5 + 0.5 * js_sys::Math::random()))
}
