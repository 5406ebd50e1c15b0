//! Forms with a file, read piece by piece. Who may not send the file is answered before it comes: of their form no more is
//! read than a form without a file has.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::StatusCode;
use busola_domain::policy::Denied;
use busola_domain::{ConsultationId, Problem};
use busola_service::Error;
use busola_service::attachments::Upload;
use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use tokio::time::timeout;

use crate::app::{App, unread};
use crate::forms;

/// How much is read of who may not send a file: what they typed comes back to them.
const STRANGERS_MAX: usize = 256 * 1024;
/// How long what is still on its way may run out after the answer. A browser looks for one once it has sent all, and a line
/// that is cut before that has none for it.
const RUN_OUT: Duration = Duration::from_secs(5);
/// What usually stands around a file.
pub(crate) const TEXTS: Texts = Texts { most: 20, longest: 16 * 1024, all: 256 * 1024 };

/// What may stand around a file in a form, in bytes where it is not a number.
#[derive(Clone, Copy)]
pub(crate) struct Texts {
    /// How many texts.
    pub(crate) most: usize,
    /// How long one may be.
    pub(crate) longest: usize,
    /// How long all of them and the heads of the parts may be: how long one head is, the library does not limit.
    pub(crate) all: usize,
}

/// The texts of a form, by name.
pub(crate) type Fields = Vec<(String, String)>;

/// Where a file goes.
pub(crate) enum To {
    Nowhere,
    Memory(Vec<u8>),
    Disk(Upload),
}

/// A file that came.
pub(crate) struct File {
    to: To,
    /// Its name, as a browser sent it.
    name: String,
}

impl File {
    /// What came, where it was kept in memory.
    pub(crate) fn into_bytes(self) -> Result<Vec<u8>, Error> {
        match self.to {
            To::Memory(bytes) => Ok(bytes),
            To::Nowhere | To::Disk(_) => Err(missing()),
        }
    }

    /// What came and its name, where it went to the disk.
    pub(crate) fn into_upload(self) -> Result<(Upload, String), Error> {
        match self.to {
            To::Disk(upload) => Ok((upload, self.name)),
            To::Nowhere | To::Memory(_) => Err(missing()),
        }
    }
}

fn missing() -> Error {
    Error::field("file", Problem::FileMissing)
}

fn too_large(bytes: usize) -> Error {
    Error::field("file", Problem::FileTooLarge { megabytes: bytes / 1_000_000 })
}

/// A form, as far as it was read.
pub(crate) struct Form {
    /// Its texts.
    pub(crate) fields: Fields,
    /// Its file, or why it was not taken.
    pub(crate) file: Result<File, Error>,
    /// Whether something behind what was read is lost.
    pub(crate) cut: bool,
}

/// Reads a form with a file of at most `most` bytes, from who `may` send one. When the file begins, `begin` is asked where it
/// goes, with the consultation that the form has named by then; its no ends the reading.
///
/// # Errors
/// The status for what is no such form, or stopped.
pub(crate) async fn read<Begun: Future<Output = Result<To, Error>>>(
    app: &App,
    request: Request,
    (most, texts): (usize, Texts),
    may: &Result<(), Denied>,
    begin: impl FnOnce(Option<ConsultationId>) -> Begun,
) -> Result<Form, StatusCode> {
    let (parts, body) = request.into_parts();
    let sent = Sent::new(body, if may.is_ok() { most + texts.all } else { STRANGERS_MAX });
    let request = Request::from_parts(parts, Body::from_stream(sent.clone()));
    let mut form = Multipart::from_request(request, app).await.map_err(|rejection| rejection.status())?;
    let mut reading = Reading { most, texts, fields: Fields::new(), to: None, name: String::new(), failed: None };
    let read = reading.parts(&mut form, begin).await;
    let too_much = sent.is_cut();
    let cut = match read {
        Ok(end) => end == End::Refused,
        Err(_) if too_much => true,
        Err(error) => return Err(unread(&error, StatusCode::BAD_REQUEST)),
    };
    if too_much {
        reading.failed.get_or_insert(too_large(most));
    }
    if cut {
        sent.run_out();
    }
    let Reading { fields, to, name, failed, .. } = reading;
    let file = match may.map_err(Error::from).err().or(failed) {
        Some(error) => Err(error),
        None => Ok(File { to: to.unwrap_or(To::Nowhere), name }),
    };
    Ok(Form { fields, file, cut })
}

/// How far a form was read.
#[derive(PartialEq, Eq)]
enum End {
    /// To its end.
    Whole,
    /// To the file, which nobody wants.
    Refused,
}

/// A form while it is read.
struct Reading {
    most: usize,
    texts: Texts,
    fields: Fields,
    to: Option<To>,
    name: String,
    /// What kept the file from being taken; the rest of it goes nowhere.
    failed: Option<Error>,
}

impl Reading {
    async fn parts<Begun: Future<Output = Result<To, Error>>>(
        &mut self,
        form: &mut Multipart,
        begin: impl FnOnce(Option<ConsultationId>) -> Begun,
    ) -> Result<End, MultipartError> {
        let mut begin = Some(begin);
        while let Some(mut part) = form.next_field().await? {
            let name = part.name().unwrap_or_default().to_owned();
            if name == "file" {
                if let Some(begin) = begin.take() {
                    self.name = part.file_name().unwrap_or_default().to_owned();
                    match begin(forms::field(&self.fields, "id").and_then(|id| id.parse().ok())).await {
                        Ok(to) => self.to = Some(to),
                        Err(error) => {
                            self.failed = Some(error);
                            return Ok(End::Refused);
                        }
                    }
                }
                while let Some(piece) = part.chunk().await? {
                    self.take(&piece).await;
                }
                continue;
            }
            let mut text = Vec::new();
            while let Some(piece) = part.chunk().await? {
                if text.len() + piece.len() <= self.texts.longest {
                    text.extend_from_slice(&piece);
                }
            }
            if self.fields.len() < self.texts.most {
                self.fields.push((name, String::from_utf8_lossy(&text).into_owned()));
            }
        }
        Ok(End::Whole)
    }

    async fn take(&mut self, piece: &[u8]) {
        if self.failed.is_some() {
            return;
        }
        let taken = match &mut self.to {
            None | Some(To::Nowhere) => Ok(()),
            Some(To::Memory(bytes)) if bytes.len() + piece.len() > self.most => Err(too_large(self.most)),
            Some(To::Memory(bytes)) => {
                bytes.extend_from_slice(piece);
                Ok(())
            }
            Some(To::Disk(upload)) => upload.write(piece).await,
        };
        if let Err(error) = taken {
            // What came of it so far is of no use to anybody.
            self.to = None;
            self.failed = Some(error);
        }
    }
}

/// A body of which so much is read; who has it can let the rest run out.
#[derive(Clone)]
struct Sent(Arc<Mutex<Coming>>);

struct Coming {
    body: BodyDataStream,
    /// How much of it may still be read.
    left: usize,
    cut: bool,
}

impl Sent {
    fn new(body: Body, most: usize) -> Self {
        Self(Arc::new(Mutex::new(Coming { body: body.into_data_stream(), left: most, cut: false })))
    }

    fn coming(&self) -> MutexGuard<'_, Coming> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether more came than may.
    fn is_cut(&self) -> bool {
        self.coming().cut
    }

    /// Throws away what comes for a while longer; nothing of it is kept.
    fn run_out(self) {
        let rest = async move {
            let mut next = std::future::poll_fn(|context| self.coming().body.poll_next_unpin(context)).await;
            while let Some(Ok(_)) = next {
                next = std::future::poll_fn(|context| self.coming().body.poll_next_unpin(context)).await;
            }
        };
        tokio::spawn(timeout(RUN_OUT, rest));
    }
}

impl Stream for Sent {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut coming = self.coming();
        let next = std::task::ready!(coming.body.poll_next_unpin(context));
        let Some(Ok(piece)) = next else { return Poll::Ready(next) };
        Poll::Ready(Some(match coming.left.checked_sub(piece.len()) {
            Some(left) if !coming.cut => {
                coming.left = left;
                Ok(piece)
            }
            _ => {
                coming.cut = true;
                Err(axum::Error::new(std::io::Error::other("more came than may")))
            }
        }))
    }
}
