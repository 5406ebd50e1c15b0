//! Making a file of the report: by another process, one at a time.
//!
//! What goes to the other process is a file of lines: the report as JSON, and each remark.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use busola_domain::Timestamp;
use busola_domain::report::Format;
use busola_storage::Session;
use busola_storage::consultations::Stored;
use serde::Serialize;
use tokio::fs::{self, File};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, BufWriter};
use tokio::process::Command;
use tokio::sync::watch;
use tokio::time::timeout;

use super::files::{Making, State, Tells, Which, Workshop, remove};
use super::rows::{PAGE, page};
use crate::Service;
use crate::consultations::{Key, find};

/// Why a file was not made, for the log.
type Failed = Box<dyn std::error::Error + Send + Sync>;

impl Service {
    /// Waits for its turn, and makes a file of the report as it is then.
    pub(super) async fn make_file(&self, which: Which, tell: &watch::Sender<State>) -> Result<PathBuf, Failed> {
        let files = &self.0.files;
        let Some(workshop) = &files.workshop else { return Err("no program makes files here".into()) };
        make_folder(&workshop.folder).await?;
        let _turn = files.turn.lock().await;
        loop {
            let since = files.since();
            // Another process may make the same beside this one.
            let mark = format!("{}-{}", which.0, self.new_id());
            let made = self.make_marked(which, workshop, &mark, tell).await;
            remove(&workshop.folder, |name| name.starts_with(&mark)).await?;
            let file = made?;
            if files.since() == since {
                return Ok(file);
            }
            // It may hold words that were taken out meanwhile.
            match fs::remove_file(&file).await {
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                removed => removed?,
            }
        }
    }

    /// Makes a file; what is not finished stands beside it under names that begin with a mark.
    async fn make_marked(&self, which: Which, workshop: &Workshop, mark: &str, tell: &watch::Sender<State>) -> Result<PathBuf, Failed> {
        // Who asks from here on may have seen what is not read any more.
        tell.send_modify(|state| state.tells = Tells::Now);
        let (id, format, lang) = which;
        let now = self.now();
        let mut session = self.0.db.snapshot().await?;
        let stored = find(&mut session, &Key::Id(id)).await?;
        let digest = self.digest(&mut session, &stored, now).await?;
        let file = workshop.file(which, &digest);
        tell.send_modify(|state| state.tells = Tells::Of(digest));
        if fs::try_exists(&file).await? {
            return Ok(file);
        }
        let lines = workshop.folder.join(format!("{mark}.lines"));
        let of = self.write_lines(&mut session, &stored, now, &lines).await?;
        drop(session);
        tell.send_modify(|state| state.making = Making::Begun { done: 0, of });
        let unfinished = workshop.folder.join(format!("{mark}.unfinished"));
        run(workshop, format, lang, &lines, &unfinished, |done| {
            tell.send_modify(|state| state.making = Making::Begun { done, of });
        })
        .await?;
        // What was made before is not the report any more.
        let (stem, end) = (format!("{id}-{lang}-"), format!(".{}", format.as_str()));
        remove(&workshop.folder, |name| name.starts_with(&stem) && name.ends_with(&end)).await?;
        fs::rename(&unfinished, &file).await?;
        Ok(file)
    }

    /// Writes the report and its remarks, a line each, all of one moment, and gives the number of remarks.
    async fn write_lines(&self, session: &mut Session, of: &Stored, now: Timestamp, file: &Path) -> Result<usize, Failed> {
        let gathered = self.report_within(session, of, now).await?;
        let mut out = BufWriter::new(File::create(file).await?);
        out.write_all(&line(&gathered.report)?).await?;
        let (mut after, mut count) = (0, 0);
        loop {
            let rows = page(session, &gathered.table, after, PAGE).await?;
            let Some(last) = rows.last() else { break };
            (after, count) = (last.number, count + rows.len());
            for row in &rows {
                out.write_all(&line(row)?).await?;
            }
        }
        out.flush().await?;
        Ok(count)
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
    let status = timeout(workshop.within, follow).await??;
    if status.success() { Ok(()) } else { Err(format!("{status}").into()) }
}

/// The folder, which nobody else on the machine reads.
async fn make_folder(folder: &Path) -> std::io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).await
}
