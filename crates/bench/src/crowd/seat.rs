//! One socket of a crowd: it comes, listens, and comes again when it was closed.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use futures_util::{SinkExt, StreamExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::Notify;
use tokio::time::sleep;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use super::dialect::Heard;
use super::record::Record;
use super::{Place, Shared};

/// The sockets come from so many addresses, 127.0.0.2 and the next.
const ADDRESSES: usize = 16;
/// What the system holds for those that stop reading: little, so that the server notices in this life.
const STOPPING_BUFFER: u32 = 8 * 1024;
/// How long before a refused socket tries again: at first, and at most.
const PAUSE: Duration = Duration::from_millis(20);
const PAUSE_MAX: Duration = Duration::from_secs(1);
/// The close code of a reader who is too slow.
const TOO_SLOW: u16 = 4000;

/// A connection.
type Socket = WebSocketStream<TcpStream>;

/// A socket over all its connections.
pub(super) struct Seat {
    /// Whether it is one of those that can stop reading.
    pub(super) stops: bool,
    /// Whether it does not read now.
    pub(super) asleep: AtomicBool,
    /// Tells it to look again.
    pub(super) wake: Notify,
    number: usize,
    record: Mutex<Record>,
}

impl Seat {
    pub(super) fn new(number: usize, stops: bool) -> Self {
        Self { stops, asleep: AtomicBool::new(false), wake: Notify::new(), number, record: Mutex::new(Record::default()) }
    }

    /// What it got.
    pub(super) fn record(&self) -> MutexGuard<'_, Record> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Opens a socket from one of several addresses of this machine.
async fn connect(place: &Place, number: usize, receive_buffer: Option<u32>) -> Result<Socket> {
    let tcp = TcpSocket::new_v4()?;
    if let Some(bytes) = receive_buffer {
        tcp.set_recv_buffer_size(bytes)?;
    }
    let last = u8::try_from(2 + number % ADDRESSES)?;
    tcp.bind(SocketAddr::from((Ipv4Addr::new(127, 0, 0, last), 0)))?;
    let stream = tcp.connect(place.host).await?;
    let config = WebSocketConfig::default().read_buffer_size(4096).write_buffer_size(0);
    let (socket, _) = client_async_with_config(&place.url, stream, Some(config)).await?;
    Ok(socket)
}

/// Comes and listens, again and again, until the task is ended.
pub(super) async fn sit(shared: Arc<Shared>, seat: Arc<Seat>) {
    let mut pause = PAUSE;
    loop {
        match enter(&shared, &seat).await {
            Ok(socket) => {
                let ended = listen(&shared, &seat, socket).await;
                seat.record().is_present = false;
                let mut tally = shared.ledger.tally();
                tally.ended += 1;
                tally.too_slow += u64::from(ended == Some(TOO_SLOW));
                pause = PAUSE;
            }
            Err(error) => shared.ledger.tally().refused = Some(format!("{error:#}")),
        }
        // Not all at the same moment.
        let spread = Duration::from_millis(u64::try_from(seat.number % 64).unwrap_or_default());
        sleep(pause + spread).await;
        pause = PAUSE_MAX.min(2 * pause);
    }
}

/// Connects and subscribes.
async fn enter(shared: &Shared, seat: &Seat) -> Result<Socket> {
    let _door = shared.doors.acquire().await?;
    let mut socket = connect(&shared.place, seat.number, seat.stops.then_some(STOPPING_BUFFER)).await?;
    if shared.place.dialect.is_silent() {
        welcome(shared, seat, None, None);
        return Ok(socket);
    }
    let opening = shared.place.dialect.opening(&seat.record());
    if let Some(opening) = opening {
        socket.send(Message::text(opening)).await?;
    }
    while !seat.record().is_present {
        let message = socket.next().await.context("closed")??;
        if let Message::Text(text) = &message {
            hear(shared, seat, text, &mut socket).await?;
        } else if message.is_close() {
            bail!("closed");
        }
    }
    Ok(socket)
}

/// Listens until the connection ends; tells the code with which the server closed it.
async fn listen(shared: &Shared, seat: &Seat, mut socket: Socket) -> Option<u16> {
    loop {
        while seat.asleep.load(Ordering::Relaxed) {
            seat.wake.notified().await;
        }
        match socket.next().await? {
            Ok(Message::Text(text)) => hear(shared, seat, &text, &mut socket).await.ok()?,
            Ok(Message::Close(frame)) => return frame.map(|frame| u16::from(frame.code)),
            Ok(_) => {}
            Err(_) => return None,
        }
    }
}

async fn hear(shared: &Shared, seat: &Seat, text: &str, socket: &mut Socket) -> Result<()> {
    let heard = shared.place.dialect.read(text, &seat.record());
    match heard {
        Heard::Event { seq, number, offset } => take(shared, seat, seq, Some(number), offset),
        Heard::Happened { seq, closes } => {
            take(shared, seat, seq, None, None);
            if closes {
                seat.record().poll.closed.get_or_insert_with(Instant::now);
            }
        }
        Heard::Ballots(ballots) => {
            let at = Instant::now();
            seat.record().poll.ballots.push((at, ballots));
        }
        Heard::Welcome { head, session } => welcome(shared, seat, head, session),
        Heard::Question(answer) => socket.send(Message::text(answer)).await?,
        Heard::Nothing => {}
        Heard::Wrong => {
            let start: String = text.chars().take(200).collect();
            shared.ledger.fail(format!("a socket got {start}"));
            bail!("not understood");
        }
    }
    Ok(())
}

fn take(shared: &Shared, seat: &Seat, seq: u64, number: Option<usize>, offset: Option<&str>) {
    let at = Instant::now();
    let mut record = seat.record();
    let verdict = record.check(seq);
    if let Some(offset) = offset {
        record.offset = Some(offset.to_owned());
    }
    let has_returned = record.awaited.is_some_and(|awaited| seq >= awaited);
    if has_returned {
        record.awaited = None;
        record.has_returned = true;
    }
    drop(record);
    shared.ledger.deliver(&verdict, number.filter(|_| !seat.stops), at);
    if has_returned {
        shared.ledger.returned();
    }
}

fn welcome(shared: &Shared, seat: &Seat, head: Option<u64>, session: Option<&str>) {
    let acknowledged = shared.ledger.acknowledged();
    let mut record = seat.record();
    record.is_present = true;
    record.begin(head.unwrap_or(acknowledged));
    let is_forgotten = record.session.is_some() && record.session.as_deref() != session;
    record.session = session.map(str::to_owned);
    if shared.ledger.is_dropped() && !record.has_returned {
        let has_all = record.last() >= Some(acknowledged);
        record.awaited = (!has_all).then_some(acknowledged);
        record.has_returned = has_all;
        drop(record);
        if has_all {
            shared.ledger.returned();
        }
    } else {
        drop(record);
    }
    if is_forgotten {
        shared.ledger.tally().forgotten += 1;
    }
}
