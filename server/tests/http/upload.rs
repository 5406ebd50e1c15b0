//! Forms with a file, as a browser without JavaScript sends them.

use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE, ORIGIN};

use crate::city::City;
use crate::person::{Answer, Person};

const BOUNDARY: &str = "----end2end7MA4YWxkTrZu0gW";

/// A file in a form: its name and its content.
pub(crate) type File<'a> = (&'a str, &'a [u8]);

/// Sends a form with a file.
pub(crate) async fn send(city: &City, who: &Person, path: &str, fields: &[(&str, &str)], file: Option<File<'_>>) -> Answer {
    Answer::of(
        who.request(Method::POST, path)
            .header(ACCEPT, "text/html")
            .header(ORIGIN, &city.url)
            .header(CONTENT_TYPE, kind())
            .body(body(fields, file)),
    )
    .await
}

pub(crate) fn kind() -> String {
    format!("multipart/form-data; boundary={BOUNDARY}")
}

pub(crate) fn body(fields: &[(&str, &str)], file: Option<File<'_>>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
    }
    if let Some((name, content)) = file {
        body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n").into_bytes());
        // What a browser says of it counts for nothing.
        body.extend(b"Content-Type: text/html\r\n\r\n");
        body.extend(content);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    body
}
