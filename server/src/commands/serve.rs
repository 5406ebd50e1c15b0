//! `busola serve`.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use busola_service::Service;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::{Instant, sleep, sleep_until, timeout};

use super::{Failed, service};
use crate::connections::HEAD_WITHIN;
use crate::observe::{self, Requests};
use crate::settings::{OnOff, Settings};
use crate::{app, connections};

/// How long requests and sockets may take to finish after SIGTERM.
const DRAIN: Duration = Duration::from_secs(8);
/// How long what waits to be written may take after that. What is cut off then was not acknowledged.
const LAST_WRITES: Duration = Duration::from_millis(1_500);
/// How often the sockets are counted that have not finished.
const LOOK: Duration = Duration::from_millis(20);
/// How often what has outlived its time is removed.
const SWEEP: Duration = Duration::from_secs(600);
/// How often it is looked for who is to be reminded of what is due.
const REMIND: Duration = Duration::from_secs(60);
/// How often it is looked what the law's calendar asks for: names that have to leave, a declaration to be looked through.
const CALENDAR: Duration = Duration::from_secs(3_600);
/// How often it is looked for letters that are due by now, or that another process put into the outbox.
const LETTERS: Duration = Duration::from_secs(30);
/// Open files below which a full hall does not fit.
const FILES_WANTED: u64 = 16_384;

pub(super) async fn serve(settings: &Settings) -> Result<(), Failed> {
    let service = service(settings).await?;
    service.read_city().await?;
    if settings.busola_rate_limits == OnOff::Off {
        tracing::warn!("rate limits are off: for load tests only");
    }
    raise_open_files();
    // Leptos renders on tokio.
    any_spawner::Executor::init_tokio()?;
    let requests = Requests::new();
    let router = app::router(settings, service.clone(), requests.clone());
    let listener = listen(settings.busola_listen, "BUSOLA_LISTEN").await?;
    let ended = signals()?;
    if let Some(address) = settings.busola_metrics_listen {
        tell_metrics(listen(address, "BUSOLA_METRICS_LISTEN").await?, observe::metrics(&service, &requests));
    }
    println!("Busola: {}", settings.public_url());

    let sweeper = tokio::spawn(sweep(service.clone()));
    let reminder = tokio::spawn(remind(service.clone()));
    let keeper = tokio::spawn(keep_the_calendar(service.clone()));
    let sender = tokio::spawn(send_letters(service.clone()));
    let shutdown = {
        let (service, mut ended) = (service.clone(), ended.clone());
        async move {
            // An error means that nobody can send a signal any more.
            let _ = ended.wait_for(Option::is_some).await;
            tracing::info!("ending: no new connections, open ones finish");
            service.hub().go_away();
            service.end_letters();
        }
    };
    let finished = async {
        connections::serve(listener, router, HEAD_WITHIN, shutdown).await;
        while service.hub().connections() > 0 {
            sleep(LOOK).await;
        }
        // Cut off in the middle, nobody would know whether a letter left.
        let _ = sender.await;
    };
    tokio::select! {
        () = finished => {}
        () = deadline(ended) => tracing::warn!("some connections, or a letter, did not finish in time"),
    }
    sweeper.abort();
    reminder.abort();
    keeper.abort();
    if timeout(LAST_WRITES, service.close()).await.is_err() {
        tracing::warn!("the database did not finish in time");
    }
    Ok(())
}

async fn listen(address: SocketAddr, setting: &str) -> Result<TcpListener, Failed> {
    let listener = TcpListener::bind(address).await;
    listener.map_err(|error| {
        let guess = match error.kind() {
            ErrorKind::AddrInUse => "another program listens there",
            ErrorKind::AddrNotAvailable => "this machine has no such address",
            ErrorKind::PermissionDenied => "ports below 1024 are for root",
            _ => "nothing can listen there",
        };
        Failed(format!("{address}: {error}: {guess}; set {setting}"))
    })
}

/// The moment of the first signal to end, once it came.
pub(super) fn signals() -> Result<watch::Receiver<Option<Instant>>, Failed> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let (came, ended) = watch::channel(None);
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        came.send_replace(Some(Instant::now()));
    });
    Ok(ended)
}

async fn deadline(mut ended: watch::Receiver<Option<Instant>>) {
    match ended.wait_for(Option::is_some).await.ok().and_then(|at| *at) {
        Some(at) => sleep_until(at + DRAIN).await,
        None => std::future::pending().await,
    }
}

fn tell_metrics(listener: TcpListener, router: Router) {
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, router).await {
            tracing::error!(%error, "metrics are not told any more");
        }
    });
}

async fn sweep(service: Service) {
    let mut every = tokio::time::interval(SWEEP);
    loop {
        every.tick().await;
        if let Err(error) = service.sweep().await {
            tracing::warn!(%error, "what is over could not be removed");
        }
    }
}

async fn keep_the_calendar(service: Service) {
    let mut every = tokio::time::interval(CALENDAR);
    loop {
        every.tick().await;
        match service.anonymise_due().await {
            Ok(0) => {}
            Ok(consultations) => tracing::info!(consultations, "names left old consultations"),
            Err(error) => tracing::warn!(%error, "names that have to leave old consultations did not; it is tried again"),
        }
        if let Err(error) = service.remind_of_review().await {
            tracing::warn!(%error, "nobody was reminded of the declaration of accessibility; it is tried again");
        }
    }
}

async fn remind(service: Service) {
    let mut every = tokio::time::interval(REMIND);
    loop {
        every.tick().await;
        // Another process may have been told who runs the site.
        if let Err(error) = service.read_city().await {
            tracing::warn!(%error, "who runs the site was not read");
        }
        match service.remind_of_deadlines().await {
            Ok(0) => {}
            Ok(letters) => tracing::info!(letters, "officers are reminded of what is due"),
            Err(error) => tracing::warn!(%error, "what is due was not found out"),
        }
    }
}

/// Sends what is in the outbox as soon as it is due, and looks for what waits for another attempt.
async fn send_letters(service: Service) {
    while !service.letters_ended() {
        match service.send_letters().await {
            Ok(0) => {}
            Ok(sent) => tracing::info!(sent, "letters left"),
            Err(error) => tracing::warn!(%error, "letters could not be sent; they are tried again"),
        }
        // In time or not: either is a reason to look again.
        let _ = timeout(LETTERS, service.wait_for_letters()).await;
    }
}

/// Each socket is an open file; what the system gives at first is often far below what it allows.
fn raise_open_files() {
    match rlimit::increase_nofile_limit(u64::MAX) {
        Ok(files) if files < FILES_WANTED => tracing::warn!(files, "few open files are allowed: so many connections at most"),
        Ok(_) => {}
        Err(error) => tracing::warn!(%error, "the number of open files could not be raised"),
    }
}
