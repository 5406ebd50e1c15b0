//! The report as JSON, in the form of its published schema: values as the API has them, without words of any language.

use std::io::Write;

use serde::Serialize;

use crate::Error;
use crate::model::{Report, Row};

/// The schema, JSON Schema 2020-12.
pub const SCHEMA: &str = include_str!("report.schema.json");

/// The version of the form.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Beginning<'a> {
    version: u32,
    report: &'a Report,
}

/// Writes rows one by one and keeps none.
pub struct Writer<W: Write> {
    out: W,
    is_first: bool,
}

impl<W: Write> Writer<W> {
    /// Writes the report, up to its remarks.
    ///
    /// # Errors
    /// What `out` answers.
    pub fn begin(mut out: W, report: &Report) -> Result<Self, Error> {
        let mut beginning = serde_json::to_vec(&Beginning { version: VERSION, report })?;
        // The object stays open for the remarks.
        beginning.pop();
        out.write_all(&beginning)?;
        out.write_all(b",\"remarks\":[")?;
        Ok(Self { out, is_first: true })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// What `out` answers.
    pub fn row(&mut self, row: Row) -> Result<(), Error> {
        if !std::mem::take(&mut self.is_first) {
            self.out.write_all(b",")?;
        }
        self.out.write_all(b"\n")?;
        self.out.write_all(&serde_json::to_vec(&row.public())?)?;
        Ok(())
    }

    /// Passes on what is still kept back, for who waits for it.
    ///
    /// # Errors
    /// What `out` answers.
    pub fn flush(&mut self) -> Result<(), Error> {
        Ok(self.out.flush()?)
    }

    /// Writes the end.
    ///
    /// # Errors
    /// What `out` answers.
    pub fn end(mut self) -> Result<(), Error> {
        self.out.write_all(b"]}\n")?;
        self.flush()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::sample::{AWKWARD, report, rows};

    fn written(report: &Report, rows: Vec<Row>) -> Value {
        let mut out = Vec::new();
        let mut writer = Writer::begin(&mut out, report).unwrap();
        for row in rows {
            writer.row(row).unwrap();
        }
        writer.end().unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    /// What is wrong with it, by the schema.
    fn faults(value: &Value) -> Vec<String> {
        let schema = serde_json::from_str(SCHEMA).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        validator.iter_errors(value).map(|error| error.to_string()).collect()
    }

    #[test]
    fn it_is_what_the_schema_says() {
        assert_eq!(faults(&written(&report(), rows())), Vec::<String>::new());
        let empty = Report {
            course: Vec::new(),
            numbers: crate::model::Numbers::default(),
            themes: Vec::new(),
            changes: Vec::new(),
            sessions: Vec::new(),
            opinion: None,
            attachments: Vec::new(),
            ..report()
        };
        assert_eq!(faults(&written(&empty, Vec::new())), Vec::<String>::new());
    }

    #[test]
    fn the_schema_lets_nothing_else_pass() {
        let mut value = written(&report(), rows());
        value["remarks"][0]["decision"] = "maybe".into();
        value["report"]["head"]["slug"] = Value::Null;
        assert_eq!(faults(&value).len(), 2);
        let mut value = written(&report(), rows());
        value["remarks"][0]["email"] = "anna@example.org".into();
        assert_eq!(faults(&value).len(), 1);
    }

    #[test]
    fn it_is_read_back_as_it_was() {
        let value = written(&report(), rows());
        assert_eq!(serde_json::from_value::<Report>(value["report"].clone()).unwrap(), report());
        let read: Vec<Row> = serde_json::from_value(value["remarks"].clone()).unwrap();
        assert_eq!(read, rows().into_iter().map(Row::public).collect::<Vec<_>>());
        assert_eq!(read[1].remark.as_deref(), Some(AWKWARD));
        assert_eq!(read[3].remark, None);
    }
}
