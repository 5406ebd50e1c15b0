//! `busola serve`.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::{Failed, service};
use crate::app;
use crate::settings::{OnOff, Settings};

/// How long requests may take to finish after SIGTERM.
const DRAIN: Duration = Duration::from_secs(8);
/// How often what has outlived its time is removed.
const SWEEP: Duration = Duration::from_secs(600);

pub(super) async fn serve(settings: &Settings) -> Result<(), Failed> {
    let service = service(settings).await?;
    if settings.busola_rate_limits == OnOff::Off {
        tracing::warn!("rate limits are off: for load tests only");
    }
    // Leptos renders on tokio.
    any_spawner::Executor::init_tokio()?;
    let router = app::router(settings, service.clone());
    let listener = TcpListener::bind(settings.busola_listen)
        .await
        .map_err(|error| Failed(format!("{}: {error}: is another program listening there? set BUSOLA_LISTEN", settings.busola_listen)))?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    println!("Busola: {}", settings.public_url());

    let sweeper = tokio::spawn({
        let service = service.clone();
        async move {
            let mut every = tokio::time::interval(SWEEP);
            loop {
                every.tick().await;
                if let Err(error) = service.sweep().await {
                    tracing::warn!(%error, "what is over could not be removed");
                }
            }
        }
    });
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let hub = service.hub().clone();
    let shutdown = async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("ending: no new connections, open ones finish");
        hub.go_away();
        stop.send_replace(true);
    };
    let server = axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>()).with_graceful_shutdown(shutdown);
    let deadline = async {
        let mut stopped = stopped;
        // An error means that the server ended by itself.
        if stopped.wait_for(|stopped| *stopped).await.is_ok() {
            tokio::time::sleep(DRAIN).await;
        } else {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        served = server => served?,
        () = deadline => tracing::warn!("some connections did not finish in time"),
    }
    sweeper.abort();
    service.close().await;
    Ok(())
}
