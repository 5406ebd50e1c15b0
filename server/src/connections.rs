//! Connections: HTTP/1.1 over TCP.

use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::http::Request;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower::ServiceExt as _;

/// How long the head of a request may take to come, also of the next one on a connection that is kept: somewhat
/// longer than a proxy keeps one (nginx: 60 s), so that it does not send a request on one that is closed at that moment.
pub(crate) const HEAD_WITHIN: Duration = Duration::from_secs(75);

/// Serves until `ended`; then takes nobody in any more, and returns when all requests are answered.
pub(crate) async fn serve(mut listener: TcpListener, router: Router, head_within: Duration, ended: impl Future<Output = ()>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(head_within);
    let (ending, end) = watch::channel(());
    let mut ended = pin!(ended);
    loop {
        let (stream, peer) = tokio::select! {
            // Where the system has no file left for it, this waits and tries again.
            accepted = Listener::accept(&mut listener) => accepted,
            () = &mut ended => break,
        };
        // A remark is small and is to leave at once.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection was gone at once");
        }
        let router = router.clone();
        let answer = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo::<SocketAddr>(peer));
            router.clone().oneshot(request)
        });
        let connection = http.serve_connection(TokioIo::new(stream), answer).with_upgrades();
        let mut end = end.clone();
        tokio::spawn(async move {
            let mut connection = pin!(connection);
            let served = tokio::select! {
                served = connection.as_mut() => served,
                _ = end.changed() => {
                    connection.as_mut().graceful_shutdown();
                    connection.await
                }
            };
            if let Err(error) = served {
                tracing::debug!(%error, "a connection broke");
            }
        });
    }
    drop((listener, end));
    ending.send_replace(());
    // Each connection holds the other end until it is over.
    ending.closed().await;
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use axum::routing::get;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;
    use tokio::sync::oneshot;

    use super::*;

    const WITHIN: Duration = Duration::from_millis(300);

    async fn start() -> (SocketAddr, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (end, ended) = oneshot::channel::<()>();
        let router = Router::new().route("/", get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.ip().to_string() }));
        let server = tokio::spawn(serve(listener, router, WITHIN, async move {
            let _ = ended.await;
        }));
        (address, end, server)
    }

    #[tokio::test]
    async fn a_request_that_is_never_finished_ends_its_connection() {
        let (address, _end, _server) = start().await;
        let mut line = TcpStream::connect(address).await.unwrap();
        line.write_all(b"GET / HTTP/1.1\r\nHost: here\r\nX-Slow: ").await.unwrap();
        let began = Instant::now();
        let mut answer = Vec::new();
        line.read_to_end(&mut answer).await.unwrap();
        assert!(began.elapsed() >= WITHIN / 2, "not at once");
        assert!(!answer.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&answer));
    }

    #[tokio::test]
    async fn a_connection_is_kept_for_the_next_request_and_closed_when_none_comes() {
        let (address, _end, _server) = start().await;
        let mut line = TcpStream::connect(address).await.unwrap();
        for _ in 0..2 {
            line.write_all(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n").await.unwrap();
            let mut answer = [0; 1024];
            let read = line.read(&mut answer).await.unwrap();
            let answer = String::from_utf8_lossy(&answer[..read]).into_owned();
            assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("127.0.0.1"), "{answer}");
        }
        let mut rest = Vec::new();
        line.read_to_end(&mut rest).await.unwrap();
        assert!(rest.is_empty(), "nothing was asked: {}", String::from_utf8_lossy(&rest));
    }

    #[tokio::test]
    async fn it_ends_when_it_is_told_to_and_takes_nobody_in_then() {
        let (address, end, server) = start().await;
        let _idle = TcpStream::connect(address).await.unwrap();
        end.send(()).unwrap();
        server.await.unwrap();
        assert!(TcpStream::connect(address).await.is_err());
    }
}
