//! Somebody who sends requests, and the answers they get.

use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, COOKIE, HeaderMap, LOCATION, ORIGIN, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::Value;

use crate::city::City;

/// Somebody with a bearer token, with a session cookie, or with neither.
#[derive(Clone)]
pub(crate) struct Person {
    client: Client,
    url: String,
    /// The value of `Authorization`.
    pub(crate) bearer: Option<String>,
    /// The value of `Cookie`.
    pub(crate) cookie: Option<String>,
}

impl Person {
    /// Somebody who has not signed in.
    pub(crate) fn nobody(url: &str) -> Self {
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        Self { client, url: url.to_owned(), bearer: None, cookie: None }
    }

    /// Somebody with a token.
    pub(crate) fn with_token(url: &str, token: &str) -> Self {
        Self { bearer: Some(format!("Bearer {token}")), ..Self::nobody(url) }
    }

    /// Signs in through the forms of the site, with the code from the letter.
    pub(crate) async fn signed_in(city: &City, email: &str) -> Self {
        let mut person = Self::nobody(&city.url);
        let asked = person.form("/fn/request-sign-in", &[("email", email), ("next", "/"), ("page", "/sign-in")]).await;
        assert_eq!(asked.status, 303, "{}", asked.text);
        let id = asked.header(LOCATION.as_str()).split_once("id=").unwrap().1.to_owned();
        let letter = city.letter(email).await;
        let code = letter.split_once("Code: ").unwrap().1.lines().next().unwrap().trim();
        let confirmed = person.form("/fn/confirm-code", &[("id", &id), ("code", code), ("page", "/sign-in/code")]).await;
        assert_eq!(confirmed.status, 303, "{}", confirmed.text);
        person.cookie = confirmed.cookie();
        assert!(person.cookie.is_some());
        person
    }

    /// A request with what this person shows of themselves.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let mut request = self.client.request(method, format!("{}{path}", self.url)).header(ACCEPT_LANGUAGE, "en");
        if let Some(bearer) = &self.bearer {
            request = request.header(AUTHORIZATION, bearer);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, cookie);
        }
        request
    }

    /// Reads.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        Answer::of(self.request(Method::GET, path)).await
    }

    /// Sends JSON.
    pub(crate) async fn send(&self, method: Method, path: &str, body: &Value) -> Answer {
        Answer::of(self.request(method, path).json(body)).await
    }

    /// Sends JSON by POST.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(Method::POST, path, body).await
    }

    /// Does what needs no body.
    pub(crate) async fn call(&self, method: Method, path: &str) -> Answer {
        Answer::of(self.request(method, path)).await
    }

    /// Sends a form as a browser without JavaScript does.
    pub(crate) async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        Answer::of(self.plain_form(path, fields).header(ORIGIN, &self.url)).await
    }

    /// The same as the page's script sends it.
    pub(crate) async fn script(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self.request(Method::POST, path).header(ACCEPT, "application/json").header(ORIGIN, &self.url);
        Answer::of(request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body)).await
    }

    /// The same without an origin.
    pub(crate) fn plain_form(&self, path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self.request(Method::POST, path).header(ACCEPT, "text/html,application/xhtml+xml");
        request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body)
    }
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    /// Sends a request and reads its answer.
    pub(crate) async fn of(request: RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, text: response.text().await.unwrap() }
    }

    /// A header, empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The cookies that the answer sets, as they are to be sent.
    pub(crate) fn cookie(&self) -> Option<String> {
        let cookies: Vec<_> =
            self.headers.get_all(SET_COOKIE).iter().filter_map(|cookie| cookie.to_str().unwrap().split(';').next()).collect();
        (!cookies.is_empty()).then(|| cookies.join("; "))
    }

    /// The JSON of an answer with this status.
    #[track_caller]
    pub(crate) fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        assert_eq!(self.header("content-type"), "application/json");
        serde_json::from_str(&self.text).unwrap()
    }

    /// An answer without content.
    #[track_caller]
    pub(crate) fn nothing(&self) {
        assert_eq!((self.status, self.text.as_str()), (204, ""));
    }

    /// The problem of an answer with this status (RFC 9457).
    #[track_caller]
    pub(crate) fn problem(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text);
        let problem: Value = serde_json::from_str(&self.text).unwrap();
        assert_eq!(problem["status"], status);
        for member in ["type", "title", "detail"] {
            assert!(problem[member].is_string(), "{member}: {problem}");
        }
        problem
    }

    /// The fields that a 422 names.
    #[track_caller]
    pub(crate) fn bad_fields(&self) -> Vec<String> {
        let problem = self.problem(422);
        let errors = problem["errors"].as_array().unwrap();
        assert!(errors.iter().all(|error| !error["message"].as_str().unwrap().is_empty()), "{problem}");
        errors.iter().map(|error| error["field"].as_str().unwrap().to_owned()).collect()
    }
}
