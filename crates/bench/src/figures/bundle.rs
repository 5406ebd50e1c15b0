//! What a browser loads beside the page, packed as browsers get it.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use reqwest::header::CONTENT_ENCODING;

use crate::city::City;
use crate::data::Consultation;
use crate::http::{self, Packing};
use crate::table::{Row, aim, number, ratio};

const LIMIT: usize = 150_000;

/// The files that a consultation's page links, but for fonts and the icon.
pub(crate) async fn figure(city: &City<'_>, consultation: &Consultation) -> Result<Vec<Row>> {
    let html = http::text(&city.page(consultation)).await?;
    let links = html.split('"').filter(|value| value.starts_with("/assets/"));
    let code: BTreeSet<_> = links.filter(|link| [".wasm", ".js", ".css"].iter().any(|end| link.ends_with(end))).collect();
    ensure!(!code.is_empty(), "the page links no files: is this a build without the browser's bundle?");
    let (browser, plain) = (http::client(Packing::Browser)?, http::client(Packing::Plain)?);
    let (mut packed_bytes, mut plain_bytes) = (0, 0);
    for link in &code {
        let url = format!("{}{link}", city.url);
        let packed = http::get(&browser, &url).await?;
        ensure!(packed.headers().get(CONTENT_ENCODING).is_some_and(|coding| coding == "br"), "{link} did not come in Brotli");
        packed_bytes += packed.bytes().await?.len();
        plain_bytes += http::get(&plain, &url).await?.bytes().await?.len();
    }
    Ok(vec![Row {
        figure: format!("Browser bundle of a consultation page, Brotli ({} files: wasm, JS, CSS)", code.len()),
        measured: format!("{} bytes", number(packed_bytes)),
        beside: format!("the same files not packed: {} bytes", number(plain_bytes)),
        ratio: ratio(packed_bytes as f64, plain_bytes as f64),
        aim: aim("≤ 150,000 bytes", packed_bytes <= LIMIT),
    }])
}
