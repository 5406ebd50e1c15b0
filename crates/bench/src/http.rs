//! Requests as this benchmark sends them.

use anyhow::{Result, ensure};
use reqwest::header::{ACCEPT_ENCODING, HeaderMap, HeaderValue};
use reqwest::{Client, Response};

/// How a client wants its answers packed.
#[derive(Clone, Copy)]
pub(crate) enum Packing {
    /// As they are.
    Plain,
    /// As browsers ask for pages and files.
    Browser,
}

/// A client that keeps its connection and gives bodies as they came.
pub(crate) fn client(packing: Packing) -> Result<Client> {
    let mut headers = HeaderMap::new();
    if let Packing::Browser = packing {
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip, deflate, br"));
    }
    Ok(Client::builder().default_headers(headers).no_proxy().no_gzip().no_brotli().no_deflate().no_zstd().build()?)
}

/// An answer that must be 200.
pub(crate) async fn get(client: &Client, url: &str) -> Result<Response> {
    let response = client.get(url).send().await?;
    ensure!(response.status() == 200, "{url}: {}", response.status());
    Ok(response)
}

/// The text of a page.
pub(crate) async fn text(url: &str) -> Result<String> {
    Ok(get(&client(Packing::Plain)?, url).await?.text().await?)
}
