//! A mail server on this machine that takes letters, or does not, as a case wants it (RFC 5321, as far as one client needs
//! it).

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use crate::letters::{Letter, parse};

/// What the server does with a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    /// Takes it.
    Accept,
    /// Answers this code to the recipient.
    AtRecipient(u16),
    /// Answers this code when it has the letter.
    AfterData(u16),
    /// Has the letter, and ends the connection without a word.
    DropAfterData,
    /// Has the letter, and says nothing any more.
    HangAfterData,
    /// Ends the connection when it hears of the recipient.
    DropAtRecipient,
    /// Says nothing any more when it hears of the recipient.
    HangAtRecipient,
}

/// A letter that came in whole, whatever was answered to it.
pub(crate) struct Arrived {
    /// To which address.
    pub(crate) to: String,
    /// The letter.
    pub(crate) letter: Letter,
    /// What the server did with it.
    pub(crate) mood: Mood,
}

#[derive(Default)]
struct Inside {
    moods: Mutex<VecDeque<Mood>>,
    arrived: Mutex<Vec<Arrived>>,
    asked: Notify,
}

/// The server. Once it is closed, nobody answers at its address.
pub(crate) struct PostOffice {
    port: u16,
    inside: Arc<Inside>,
    open: Option<JoinHandle<()>>,
}

impl PostOffice {
    /// A server that accepts.
    pub(crate) async fn open() -> Self {
        let mut office = Self { port: 0, inside: Arc::default(), open: None };
        office.open_again().await;
        office
    }

    /// At the same address as before.
    pub(crate) async fn open_again(&mut self) {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.unwrap();
        self.port = listener.local_addr().unwrap().port();
        let inside = Arc::clone(&self.inside);
        self.open = Some(tokio::spawn(async move {
            let mut talks = tokio::task::JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                // Dropped with this task: a server that is away talks to nobody.
                talks.spawn(talk(stream, Arc::clone(&inside)));
            }
        }));
    }

    pub(crate) async fn close(&mut self) {
        let open = self.open.take().unwrap();
        open.abort();
        let _ = open.await;
    }

    pub(crate) fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// What it does with the next letters; afterwards it accepts.
    pub(crate) fn next(&self, moods: &[Mood]) {
        self.inside.moods.lock().unwrap().extend(moods);
    }

    /// Waits until it hears of a recipient.
    pub(crate) async fn asked(&self) {
        self.inside.asked.notified().await;
    }

    /// The letters that came in whole since this was asked last.
    pub(crate) fn arrived(&self) -> Vec<Arrived> {
        std::mem::take(&mut *self.inside.arrived.lock().unwrap())
    }

    /// The letters that it took since this was asked last.
    pub(crate) fn accepted(&self) -> Vec<Letter> {
        self.arrived().into_iter().filter(|arrived| arrived.mood == Mood::Accept).map(|arrived| arrived.letter).collect()
    }
}

struct Talk {
    lines: Lines<BufReader<OwnedReadHalf>>,
    out: OwnedWriteHalf,
}

impl Talk {
    async fn say(&mut self, line: &str) {
        // Who has gone hears nothing.
        let _ = self.out.write_all(format!("{line}\r\n").as_bytes()).await;
    }

    async fn hear(&mut self) -> Option<String> {
        self.lines.next_line().await.ok().flatten()
    }

    /// The letter up to its final dot.
    async fn letter(&mut self) -> Option<String> {
        let mut letter = String::new();
        loop {
            let line = self.hear().await?;
            if line == "." {
                return Some(letter);
            }
            letter.push_str(line.strip_prefix('.').unwrap_or(&line));
            letter.push('\n');
        }
    }
}

async fn talk(stream: TcpStream, inside: Arc<Inside>) {
    let (read, out) = stream.into_split();
    let mut talk = Talk { lines: BufReader::new(read).lines(), out };
    talk.say("220 localhost").await;
    let (mut mood, mut to) = (Mood::Accept, String::new());
    while let Some(line) = talk.hear().await {
        let said = line.to_ascii_uppercase();
        if said.starts_with("EHLO") {
            talk.say("250 localhost").await;
        } else if said.starts_with("MAIL") {
            mood = inside.moods.lock().unwrap().pop_front().unwrap_or(Mood::Accept);
            talk.say("250 ok").await;
        } else if said.starts_with("RCPT") {
            to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
            inside.asked.notify_one();
            match mood {
                Mood::AtRecipient(code) => talk.say(&format!("{code} <{to}> not now")).await,
                Mood::DropAtRecipient => return,
                Mood::HangAtRecipient => std::future::pending().await,
                _ => talk.say("250 ok").await,
            }
        } else if said == "DATA" {
            talk.say("354 go on").await;
            let Some(letter) = talk.letter().await else { return };
            inside.arrived.lock().unwrap().push(Arrived { to: to.clone(), letter: parse(&letter), mood });
            match mood {
                Mood::AfterData(code) => talk.say(&format!("{code} said of <{to}>")).await,
                Mood::DropAfterData => return,
                Mood::HangAfterData => std::future::pending().await,
                _ => talk.say("250 taken").await,
            }
        } else if said == "QUIT" {
            talk.say("221 bye").await;
            return;
        } else {
            talk.say("250 ok").await;
        }
    }
}
