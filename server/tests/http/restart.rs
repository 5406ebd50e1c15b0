//! Ending and starting again.

use std::time::Duration;

use crate::city::City;
use crate::fixture::{consultation, listed, posted};
use crate::live::socket::Socket;

async fn the_program_ends_in_time_with_sockets_open(mut city: City) {
    let moderator = city.person("Ewa", "moderator");
    let consultation = consultation(&moderator).await;
    let comment = posted(&moderator, &consultation, "Przed końcem.").await;
    let mut sockets = Vec::new();
    for _ in 0..20 {
        sockets.push(Socket::subscribed(&city, &consultation, Some(0)).await);
    }
    // One that never reads, and a connection on which nothing is ever asked.
    let _deaf = Socket::subscribed(&city, &consultation, Some(0)).await;
    let _idle = tokio::net::TcpStream::connect(city.url.strip_prefix("http://").unwrap()).await.unwrap();
    let (status, took) = city.terminate().await;
    assert_eq!(status.code(), Some(0), "{}", city.printed());
    assert!(took < Duration::from_secs(10), "it took {took:?}");
    for mut socket in sockets {
        assert_eq!(socket.closed().await, 1001);
    }
    city.serve().await;
    assert_eq!(listed(&city.guest(), &consultation, &comment).await.unwrap(), comment);
}

on_both_databases!(the_program_ends_in_time_with_sockets_open);
