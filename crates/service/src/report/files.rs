//! The report as a file that takes long to make: by another process, one at a time, kept until the report is another one.
//!
//! What goes to the other process is a file of lines: the report as JSON, and each remark. Its digest names the file that
//! is made of it, so a file is never older than what it tells.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use busola_domain::report::Format;
use busola_domain::{Actor, ConsultationId, Timestamp};
use busola_texts::Lang;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use tokio::fs::{self, File};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, BufWriter};
use tokio::process::Command;
use tokio::sync::{Mutex as Turn, watch};
use tokio::time::timeout;

use super::Gathered;
use crate::consultations::Key;
use crate::{Error, Service};

/// After so long the other process is ended.
const WITHIN: Duration = Duration::from_secs(300);

/// Where files are made, and by which program: it is called as `busola report` is.
#[derive(Clone, Debug)]
pub struct Workshop {
    /// The program.
    pub program: PathBuf,
    /// The folder of the files; made when it is needed.
    pub folder: PathBuf,
}

/// How far a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Making {
    /// Another one is made before it.
    Waiting,
    /// So many remarks of all are in it.
    Begun {
        /// Those that are in it.
        done: usize,
        /// All of them.
        of: usize,
    },
    /// It is there.
    Ready(PathBuf),
    /// It could not be made; the cause is in the log.
    Failed,
}

impl Making {
    /// Whether nothing more becomes of it.
    #[must_use]
    pub fn is_over(&self) -> bool {
        matches!(self, Self::Ready(_) | Self::Failed)
    }
}

/// Which file.
type Which = (ConsultationId, Format, &'static str);

/// The files that are being made, and what became of those that were.
pub(crate) struct Files {
    workshop: Option<Workshop>,
    making: Mutex<HashMap<Which, watch::Receiver<Making>>>,
    /// Who has it makes a file.
    turn: Turn<()>,
}

impl Files {
    pub(crate) fn new(workshop: Option<Workshop>) -> Self {
        Self { workshop, making: Mutex::default(), turn: Turn::new(()) }
    }
}

impl Service {
    /// Has a file of the report made, as the report is now, and tells how far it is. Whoever asks for the same meanwhile
    /// is told of the same.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn report_file(
        &self,
        actor: Option<&Actor>,
        key: &Key,
        format: Format,
        lang: Lang,
    ) -> Result<watch::Receiver<Making>, Error> {
        let id = self.may_read_report(actor, key).await?;
        let which = (id, format, lang.tag());
        let mut making = self.0.files.making.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = making.get(&which).filter(|known| !known.borrow().is_over()) {
            return Ok(known.clone());
        }
        let (tell, told) = watch::channel(Making::Waiting);
        making.insert(which, told.clone());
        drop(making);
        let (service, actor) = (self.clone(), actor.cloned());
        tokio::spawn(async move {
            let made = service.make(actor.as_ref(), which, &tell).await;
            tell.send_replace(made.unwrap_or_else(|error| {
                tracing::error!(%error, format = format.as_str(), "a report could not be made");
                Making::Failed
            }));
        });
        Ok(told)
    }

    /// How far the file is that was asked for last; `None` where none was since the program started.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn report_making(&self, actor: Option<&Actor>, key: &Key, format: Format, lang: Lang) -> Result<Option<Making>, Error> {
        let id = self.may_read_report(actor, key).await?;
        let making = self.0.files.making.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(making.get(&(id, format, lang.tag())).map(|known| known.borrow().clone()))
    }

    async fn make(
        &self,
        actor: Option<&Actor>,
        which: Which,
        tell: &watch::Sender<Making>,
    ) -> Result<Making, Box<dyn std::error::Error + Send + Sync>> {
        let Some(workshop) = &self.0.files.workshop else { return Err("no program makes files here".into()) };
        let _turn = self.0.files.turn.lock().await;
        let (id, format, lang) = which;
        fs::create_dir_all(&workshop.folder).await?;
        let lines = workshop.folder.join(format!("{id}-{lang}.{}.lines", format.as_str()));
        let gathered = self.report(actor, &Key::Id(id)).await?;
        let (digest, of) = self.write_lines(&gathered, &lines).await?;
        let stem = format!("{id}-{lang}-");
        let file = workshop.folder.join(format!("{stem}{digest}.{}", format.as_str()));
        if !fs::try_exists(&file).await? {
            tell.send_replace(Making::Begun { done: 0, of });
            let unfinished = file.with_extension("unfinished");
            run(workshop, format, lang, &lines, &unfinished, |done| {
                tell.send_replace(Making::Begun { done, of });
            })
            .await?;
            remove_older(&workshop.folder, &stem, format).await?;
            fs::rename(&unfinished, &file).await?;
        }
        fs::remove_file(&lines).await?;
        Ok(Making::Ready(file))
    }

    /// Writes the report and its remarks, a line each, and gives the digest of what they say and the number of remarks.
    async fn write_lines(&self, gathered: &Gathered, file: &Path) -> Result<(String, usize), Box<dyn std::error::Error + Send + Sync>> {
        let mut out = BufWriter::new(File::create(file).await?);
        let mut digest = Sha256::new();
        // The moment at which it is told is no part of what it says.
        let mut timeless = gathered.report.clone();
        timeless.head.generated_at = Timestamp(0);
        digest.update(line(&timeless)?);
        out.write_all(&line(&gathered.report)?).await?;
        let (mut after, mut of) = (0, 0);
        loop {
            let rows = self.report_rows(&gathered.table, after).await?;
            let Some(last) = rows.last() else { break };
            (after, of) = (last.number, of + rows.len());
            for row in &rows {
                let line = line(row)?;
                digest.update(&line);
                out.write_all(&line).await?;
            }
        }
        out.flush().await?;
        let digest = digest.finalize();
        Ok((digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect(), of))
    }
}

fn line(what: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
    let mut line = serde_json::to_vec(what)?;
    line.push(b'\n');
    Ok(line)
}

/// Has the other process make a file, and hears from it how many remarks are in it.
async fn run(
    workshop: &Workshop,
    format: Format,
    lang: &str,
    lines: &Path,
    out: &Path,
    heard: impl Fn(usize),
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let mut child = Command::new(&workshop.program)
        .args(["report", "--format", format.as_str(), "--lang", lang])
        .arg(lines)
        .arg(out)
        // It needs no secret, and gets none.
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let told = child.stdout.take().map(|told| BufReader::new(told).lines());
    let follow = async {
        if let Some(mut told) = told {
            while let Some(line) = told.next_line().await? {
                if let Ok(done) = line.parse() {
                    heard(done);
                }
            }
        }
        child.wait_with_output().await
    };
    let output = timeout(WITHIN, follow).await??;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{}: {}", output.status, String::from_utf8_lossy(&output.stderr).trim()).into())
}

/// Removes what was made before of the same consultation in the same language and format.
async fn remove_older(folder: &Path, stem: &str, format: Format) -> std::io::Result<()> {
    let mut entries = fs::read_dir(folder).await?;
    while let Some(entry) = entries.next_entry().await? {
        let name = entry.file_name();
        let is_older = name.to_str().is_some_and(|name| name.starts_with(stem) && name.ends_with(&format!(".{}", format.as_str())));
        if is_older {
            fs::remove_file(entry.path()).await?;
        }
    }
    Ok(())
}
