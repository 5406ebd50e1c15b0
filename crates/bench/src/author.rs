//! Somebody who calls the API and opens pages.

use std::time::Duration;

use anyhow::{Result, bail, ensure};
use reqwest::{Client, Method, StatusCode};
use serde_json::Value;
use tokio::time::sleep;

use crate::city::City;
use crate::http::{self, Packing};

/// How often a post comes again that is told to come later, and after how long: sooner than a browser, so that
/// what was put off still belongs to the load that is measured.
const LATER: u64 = 1_000;
const LATER_BY: Duration = Duration::from_millis(100);

/// Somebody who writes, on a connection of their own.
#[derive(Clone)]
pub(crate) struct Author {
    client: Client,
    url: String,
    token: String,
}

impl Author {
    /// Somebody by their bearer token.
    pub(crate) fn new(city: &City, token: &str) -> Result<Self> {
        Ok(Self { client: http::client(Packing::Plain)?, url: city.url.clone(), token: token.to_owned() })
    }

    /// Creates something.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Result<Value> {
        let (status, answer) = self.send(Method::POST, path, body).await?;
        ensure!(status == StatusCode::CREATED, "POST {path}: {status} {answer}");
        Ok(serde_json::from_str(&answer)?)
    }

    /// Does something that creates nothing, and gives what is changed by it.
    pub(crate) async fn act(&self, path: &str, body: &Value) -> Result<Value> {
        let (status, answer) = self.send(Method::POST, path, body).await?;
        ensure!(status == StatusCode::OK, "POST {path}: {status} {answer}");
        Ok(serde_json::from_str(&answer)?)
    }

    /// Creates something that may have been created by the same request before.
    pub(crate) async fn post_again(&self, path: &str, body: &Value) -> Result<Value> {
        let (status, answer) = self.send(Method::POST, path, body).await?;
        ensure!([StatusCode::CREATED, StatusCode::OK].contains(&status), "POST {path}: {status} {answer}");
        Ok(serde_json::from_str(&answer)?)
    }

    /// Creates something, as often as the server says to come later; tells how often that was.
    pub(crate) async fn post_when_it_can(&self, path: &str, body: &Value) -> Result<(Value, u64)> {
        for later in 0..LATER {
            let (status, answer) = self.send(Method::POST, path, body).await?;
            if [StatusCode::CREATED, StatusCode::OK].contains(&status) {
                return Ok((serde_json::from_str(&answer)?, later));
            }
            ensure!(status == StatusCode::SERVICE_UNAVAILABLE, "POST {path}: {status} {answer}");
            sleep(LATER_BY).await;
        }
        bail!("POST {path}: the server never has the time")
    }

    /// Changes something of what is there.
    pub(crate) async fn change(&self, path: &str, body: &Value) -> Result<()> {
        let (status, answer) = self.send(Method::PATCH, path, body).await?;
        ensure!(status == StatusCode::OK, "PATCH {path}: {status} {answer}");
        Ok(())
    }

    async fn send(&self, method: Method, path: &str, body: &Value) -> Result<(StatusCode, String)> {
        let request = self.client.request(method, format!("{}/api/v1{path}", self.url)).bearer_auth(&self.token).json(body);
        let response = request.send().await?;
        Ok((response.status(), response.text().await?))
    }

    /// Reads something.
    pub(crate) async fn get(&self, path: &str) -> Result<Value> {
        Ok(serde_json::from_str(&self.open(&format!("/api/v1{path}")).await?)?)
    }

    /// Opens a page of the site, to its last byte.
    pub(crate) async fn open(&self, path: &str) -> Result<String> {
        let response = self.client.get(format!("{}{path}", self.url)).bearer_auth(&self.token).send().await?;
        ensure!(response.status() == StatusCode::OK, "GET {path}: {}", response.status());
        Ok(response.text().await?)
    }

    /// Somebody else, by their token, on the same connection.
    pub(crate) fn with_token(&self, token: &str) -> Self {
        Self { token: token.to_owned(), ..self.clone() }
    }

    /// The same person on a connection of their own.
    pub(crate) fn apart(&self) -> Result<Self> {
        Ok(Self { client: http::client(Packing::Plain)?, ..self.clone() })
    }
}
