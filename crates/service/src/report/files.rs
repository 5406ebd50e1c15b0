//! The report as a file that takes long to make: by another process, one at a time, kept until the report is another one.
//!
//! What goes to the other process is a file of lines: the report as JSON, and each remark. Its digest names the file that
//! is made of it, so a file is never older than what it tells.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
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
/// How long a page waits for a file before it says how far that is.
const SOON: Duration = Duration::from_secs(8);

/// Why a file was not made, for the log.
type Failed = Box<dyn std::error::Error + Send + Sync>;

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
    making: Mutex<HashMap<Which, Begun>>,
    /// Who has it has the other process run.
    turn: Turn<()>,
    /// How often words were taken out of what is public: a file that was begun before is not given out any more.
    taken_out: AtomicU64,
}

/// A file that was begun.
struct Begun {
    told: watch::Receiver<Making>,
    /// When: as [`Files::taken_out`].
    since: u64,
}

impl Files {
    pub(crate) fn new(workshop: Option<Workshop>) -> Self {
        Self { workshop, making: Mutex::default(), turn: Turn::new(()), taken_out: AtomicU64::new(0) }
    }

    fn making(&self) -> MutexGuard<'_, HashMap<Which, Begun>> {
        self.making.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn since(&self) -> u64 {
        self.taken_out.load(Ordering::Acquire)
    }

    /// Removes the files of a consultation some of whose words are not public any more.
    pub(crate) async fn forget(&self, id: ConsultationId) {
        self.taken_out.fetch_add(1, Ordering::AcqRel);
        let Some(workshop) = &self.workshop else { return };
        if let Err(error) = remove(&workshop.folder, |name| name.starts_with(&id.to_string())).await {
            tracing::error!(%error, "files of a report could not be removed");
        }
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
        let mut making = self.0.files.making();
        let since = self.0.files.since();
        // One whose task is gone tells nothing any more.
        let goes_on = |begun: &&Begun| begun.since == since && begun.told.has_changed().is_ok() && !begun.told.borrow().is_over();
        if let Some(begun) = making.get(&which).filter(goes_on) {
            return Ok(begun.told.clone());
        }
        let (tell, told) = watch::channel(Making::Waiting);
        making.insert(which, Begun { told: told.clone(), since });
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

    /// How far the file is that was asked for last, after a moment for it to be finished; where none was asked for since
    /// the program started, or words were taken out since, it is begun.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn report_making(&self, actor: Option<&Actor>, key: &Key, format: Format, lang: Lang) -> Result<Making, Error> {
        let id = self.may_read_report(actor, key).await?;
        let since = self.0.files.since();
        let known =
            self.0.files.making().get(&(id, format, lang.tag())).filter(|begun| begun.since == since).map(|begun| begun.told.clone());
        let mut told = match known {
            Some(told) => told,
            None => self.report_file(actor, key, format, lang).await?,
        };
        // Not in time, or never: either way it is told as it is by then.
        let _ = timeout(SOON, told.wait_for(Making::is_over)).await;
        let making = told.borrow().clone();
        Ok(making)
    }

    async fn make(&self, actor: Option<&Actor>, which: Which, tell: &watch::Sender<Making>) -> Result<Making, Failed> {
        let Some(workshop) = &self.0.files.workshop else { return Err("no program makes files here".into()) };
        make_folder(&workshop.folder).await?;
        loop {
            let since = self.0.files.since();
            // Another process may make the same beside this one.
            let mark = format!("{}-{}", which.0, self.new_id());
            let made = self.make_marked(actor, which, workshop, &mark, tell).await;
            remove(&workshop.folder, |name| name.starts_with(&mark)).await?;
            let file = made?;
            if self.0.files.since() == since {
                return Ok(Making::Ready(file));
            }
        }
    }

    /// Makes a file; what is not finished stands beside it under names that begin with a mark.
    async fn make_marked(
        &self,
        actor: Option<&Actor>,
        which: Which,
        workshop: &Workshop,
        mark: &str,
        tell: &watch::Sender<Making>,
    ) -> Result<PathBuf, Failed> {
        let (id, format, lang) = which;
        let lines = workshop.folder.join(format!("{mark}.lines"));
        let gathered = self.report(actor, &Key::Id(id)).await?;
        let (digest, of) = self.write_lines(&gathered, &lines).await?;
        let (stem, end) = (format!("{id}-{lang}-"), format!(".{}", format.as_str()));
        let file = workshop.folder.join(format!("{stem}{digest}{end}"));
        if fs::try_exists(&file).await? {
            return Ok(file);
        }
        let _turn = self.0.files.turn.lock().await;
        tell.send_replace(Making::Begun { done: 0, of });
        let unfinished = workshop.folder.join(format!("{mark}.unfinished"));
        run(workshop, format, lang, &lines, &unfinished, |done| {
            tell.send_replace(Making::Begun { done, of });
        })
        .await?;
        // What was made before is not the report any more.
        remove(&workshop.folder, |name| name.starts_with(&stem) && name.ends_with(&end)).await?;
        fs::rename(&unfinished, &file).await?;
        Ok(file)
    }

    /// Writes the report and its remarks, a line each, and gives the digest of what they say and the number of remarks.
    async fn write_lines(&self, gathered: &Gathered, file: &Path) -> Result<(String, usize), Failed> {
        let mut out = BufWriter::new(File::create(file).await?);
        let mut digest = Sha256::new();
        // Another version of the program may write another file of the same.
        digest.update(env!("CARGO_PKG_VERSION"));
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
async fn run(workshop: &Workshop, format: Format, lang: &str, lines: &Path, out: &Path, heard: impl Fn(usize)) -> Result<(), Failed> {
    let mut child = Command::new(&workshop.program)
        .args(["report", "--format", format.as_str(), "--lang", lang])
        .arg(lines)
        .arg(out)
        // It needs no secret, and gets none.
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        // What it complains of goes to this program's log.
        .stderr(Stdio::inherit())
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
        child.wait().await
    };
    let status = timeout(WITHIN, follow).await??;
    if status.success() { Ok(()) } else { Err(format!("{status}").into()) }
}

/// The folder, which nobody else on the machine reads.
async fn make_folder(folder: &Path) -> std::io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).await
}

/// Removes the files whose names say that they are to go.
async fn remove(folder: &Path, goes: impl Fn(&str) -> bool) -> std::io::Result<()> {
    let mut entries = match fs::read_dir(folder).await {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    while let Some(entry) = entries.next_entry().await? {
        if entry.file_name().to_str().is_some_and(&goes) {
            match fs::remove_file(entry.path()).await {
                // Somebody else was quicker.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                removed => removed?,
            }
        }
    }
    Ok(())
}
