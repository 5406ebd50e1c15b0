//! A report that is sent while its remarks are read.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use busola_domain::report::{Format, Report, Row};
use busola_report::{csv, json};
use busola_service::Service;
use busola_service::report::{Gathered, PAGE, Table};
use busola_texts::Lang;

/// What a writer wrote and was not sent yet.
#[derive(Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Buffer {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl std::io::Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

enum Writer {
    Json(json::Writer<Buffer>),
    Csv(Box<csv::Writer<Buffer>>),
}

impl Writer {
    fn begin(format: Format, lang: Lang, report: &Report, out: Buffer) -> Result<Self, busola_report::Error> {
        match format {
            Format::Csv => Ok(Self::Csv(Box::new(csv::Writer::begin(out, lang)?))),
            _ => Ok(Self::Json(json::Writer::begin(out, report)?)),
        }
    }

    fn row(&mut self, row: Row) -> Result<(), busola_report::Error> {
        match self {
            Self::Json(writer) => writer.row(row),
            Self::Csv(writer) => writer.row(row),
        }
    }

    fn flush(&mut self) -> Result<(), busola_report::Error> {
        match self {
            Self::Json(writer) => writer.flush(),
            Self::Csv(writer) => writer.flush(),
        }
    }

    fn end(self) -> Result<(), busola_report::Error> {
        match self {
            Self::Json(writer) => writer.end(),
            Self::Csv(writer) => writer.end(),
        }
    }
}

/// A report on its way.
pub(super) struct Sending {
    service: Service,
    table: Table,
    writer: Writer,
    buffer: Buffer,
    /// The remark that was sent last; before the first piece, none was.
    after: Option<i64>,
}

impl Sending {
    pub(super) fn begin(service: Service, gathered: Gathered, format: Format, lang: Lang) -> Result<Self, busola_report::Error> {
        let buffer = Buffer::default();
        let writer = Writer::begin(format, lang, &gathered.report, buffer.clone())?;
        Ok(Self { service, table: gathered.table, writer, buffer, after: None })
    }

    /// The next piece, and what is left after it.
    pub(super) async fn next(mut self) -> Result<(Bytes, Option<Self>), Box<dyn std::error::Error + Send + Sync>> {
        let Some(after) = self.after else {
            // What is there before any remark leaves at once.
            self.after = Some(0);
            self.writer.flush()?;
            return Ok((self.buffer.take().into(), Some(self)));
        };
        let rows = self.service.report_rows(&self.table, after, PAGE).await?;
        let Some(last) = rows.last().map(|row| row.number) else {
            let buffer = self.buffer;
            self.writer.end()?;
            return Ok((buffer.take().into(), None));
        };
        for row in rows {
            self.writer.row(row)?;
        }
        self.writer.flush()?;
        self.after = Some(last);
        Ok((self.buffer.take().into(), Some(self)))
    }
}
