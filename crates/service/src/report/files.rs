//! The report as a file that takes long to make: kept until the report is another one.
//!
//! A file is named by the digest of the report that it tells, so a file is never older than the report.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use busola_domain::report::Format;
use busola_domain::time::HOUR;
use busola_domain::{Actor, ConsultationId, Timestamp};
use busola_texts::Lang;
use tokio::fs;
use tokio::sync::{Mutex as Turn, watch};
use tokio::time::timeout;
use uuid::Uuid;

use super::gather::readable;
use crate::consultations::Key;
use crate::{Error, Service};

/// How many files are made or wait for their turn at once; who comes then is told to come again.
const QUEUE: usize = 8;
/// How long a page waits for a file before it says how far that is.
const SOON: Duration = Duration::from_secs(8);
/// After so long nobody makes a file any more that is not finished.
const LEFT_BEHIND: i64 = HOUR;
/// How long an id is in words.
const ID_LENGTH: usize = 36;

/// Where files are made, and by which program: it is called as `busola report` is.
#[derive(Clone, Debug)]
pub struct Workshop {
    /// The program.
    pub program: PathBuf,
    /// The folder of the files; made when it is needed.
    pub folder: PathBuf,
    /// After so long the program is ended, and there is no file.
    pub within: Duration,
}

impl Workshop {
    /// The file of a report.
    pub(super) fn file(&self, (id, format, lang): Which, digest: &str) -> PathBuf {
        self.folder.join(format!("{id}-{lang}-{digest}.{}", format.as_str()))
    }
}

/// How far a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Making {
    /// Another one is made before it, or the report is being read.
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
    fn is_over(&self) -> bool {
        matches!(self, Self::Ready(_) | Self::Failed)
    }
}

/// Which file.
pub(super) type Which = (ConsultationId, Format, &'static str);

/// What is known of a file that is made.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) making: Making,
    pub(super) tells: Tells,
}

/// Of which report a file is to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tells {
    /// Of the report as it is when its turn comes.
    Later,
    /// The report is being read.
    Now,
    /// Of the one with this digest.
    Of(String),
}

/// The files that are being made, and what became of those that were.
pub(crate) struct Files {
    pub(super) workshop: Option<Workshop>,
    making: Mutex<HashMap<Which, Begun>>,
    /// Who has it reads the report and has the other process run.
    pub(super) turn: Turn<()>,
    /// How often words were taken out of what is public: a file that was begun before is not given out any more.
    taken_out: AtomicU64,
}

/// A file that was begun.
struct Begun {
    told: watch::Receiver<State>,
    /// When: as [`Files::taken_out`].
    since: u64,
}

impl Begun {
    /// One whose task is gone does not.
    fn goes_on(&self) -> bool {
        self.told.has_changed().is_ok() && !self.told.borrow().making.is_over()
    }

    /// Whether its file will tell all that a report with this digest tells.
    fn serves(&self, digest: &str) -> bool {
        self.goes_on()
            && match &self.told.borrow().tells {
                Tells::Later => true,
                Tells::Now => false,
                Tells::Of(known) => known == digest,
            }
    }
}

impl Files {
    pub(crate) fn new(workshop: Option<Workshop>) -> Self {
        Self { workshop, making: Mutex::default(), turn: Turn::new(()), taken_out: AtomicU64::new(0) }
    }

    fn making(&self) -> MutexGuard<'_, HashMap<Which, Begun>> {
        self.making.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn since(&self) -> u64 {
        self.taken_out.load(Ordering::Acquire)
    }

    /// The file of the report with a digest, where it is there.
    async fn there(&self, which: Which, digest: &str) -> Option<PathBuf> {
        let file = self.workshop.as_ref()?.file(which, digest);
        fs::try_exists(&file).await.unwrap_or(false).then_some(file)
    }

    /// Removes the files of a consultation some of whose words are not public any more.
    pub(crate) async fn forget(&self, id: ConsultationId) {
        self.taken_out.fetch_add(1, Ordering::AcqRel);
        self.remove(|name| name.starts_with(&id.to_string())).await;
    }

    /// Removes what was never finished, since the program ended meanwhile.
    pub(crate) async fn sweep(&self, now: Timestamp) {
        self.remove(|name| is_left_behind(name, now)).await;
    }

    async fn remove(&self, goes: impl Fn(&str) -> bool) {
        let Some(workshop) = &self.workshop else { return };
        if let Err(error) = remove(&workshop.folder, goes).await {
            tracing::error!(%error, "files of reports could not be removed");
        }
    }
}

impl Service {
    /// A file of the report as it is now, once it is there or could not be made.
    ///
    /// # Errors
    /// The policy's no; [`Error::Overloaded`] where too many are waited for.
    pub async fn report_file(&self, actor: Option<&Actor>, key: &Key, format: Format, lang: Lang) -> Result<Making, Error> {
        Ok(end(self.begin_file(actor, key, format, lang).await?).await)
    }

    /// Has a file of the report made as it is now, and tells how far it is after a moment for it to be finished.
    ///
    /// # Errors
    /// As [`Self::report_file`].
    pub async fn begin_report_file(&self, actor: Option<&Actor>, key: &Key, format: Format, lang: Lang) -> Result<Making, Error> {
        Ok(soon(self.begin_file(actor, key, format, lang).await?).await)
    }

    /// How far the file is that was asked for last, after a moment for it to be finished; where none was asked for since
    /// the program started, or words were taken out since, it is begun.
    ///
    /// # Errors
    /// As [`Self::report_file`].
    pub async fn report_making(&self, actor: Option<&Actor>, key: &Key, format: Format, lang: Lang) -> Result<Making, Error> {
        let mut session = self.0.db.read().await?;
        let id = readable(&mut session, actor, key, self.now()).await?.id;
        drop(session);
        let since = self.0.files.since();
        let known =
            self.0.files.making().get(&(id, format, lang.tag())).filter(|begun| begun.since == since).map(|begun| begun.told.clone());
        match known {
            Some(told) => Ok(soon(told).await),
            None => self.begin_report_file(actor, key, format, lang).await,
        }
    }

    /// A file that tells the report as it is now: the one that is there, one that is being made, or a new one.
    async fn begin_file(&self, actor: Option<&Actor>, key: &Key, format: Format, lang: Lang) -> Result<watch::Receiver<State>, Error> {
        let now = self.now();
        let mut session = self.0.db.snapshot().await?;
        let stored = readable(&mut session, actor, key, now).await?;
        let digest = self.digest(&mut session, &stored, now).await?;
        drop(session);
        let which = (stored.id, format, lang.tag());
        if let Some(file) = self.0.files.there(which, &digest).await {
            return Ok(watch::channel(State { making: Making::Ready(file), tells: Tells::Of(digest) }).1);
        }
        let (tell, told) = watch::channel(State { making: Making::Waiting, tells: Tells::Later });
        {
            let mut making = self.0.files.making();
            if let Some(begun) = making.get(&which).filter(|begun| begun.serves(&digest)) {
                return Ok(begun.told.clone());
            }
            if making.values().filter(|begun| begun.goes_on()).count() >= QUEUE {
                return Err(Error::Overloaded);
            }
            making.insert(which, Begun { told: told.clone(), since: self.0.files.since() });
        }
        let service = self.clone();
        tokio::spawn(async move {
            let made = service.make_file(which, &tell).await;
            let making = made.map_or_else(
                |error| {
                    tracing::error!(%error, format = format.as_str(), "a report could not be made");
                    Making::Failed
                },
                Making::Ready,
            );
            tell.send_modify(|state| state.making = making);
        });
        Ok(told)
    }
}

/// What becomes of a file in the end. One whose task is gone will never be there.
async fn end(mut told: watch::Receiver<State>) -> Making {
    match told.wait_for(|state| state.making.is_over()).await {
        Ok(state) => state.making.clone(),
        Err(_) => Making::Failed,
    }
}

/// How far a file is after a moment for it to be finished.
async fn soon(told: watch::Receiver<State>) -> Making {
    let over = timeout(SOON, end(told.clone())).await;
    over.unwrap_or_else(|_| told.borrow().making.clone())
}

/// Whether a name is that of something unfinished that nobody makes any more. Its last part is an id, which tells when it
/// was begun.
fn is_left_behind(name: &str, now: Timestamp) -> bool {
    let Some((stem, "lines" | "unfinished")) = name.rsplit_once('.') else { return false };
    let id = stem.len().checked_sub(ID_LENGTH).and_then(|at| stem.get(at..)).and_then(|id| id.parse::<Uuid>().ok());
    let Some((seconds, nanos)) = id.and_then(|id| id.get_timestamp()).map(|begun| begun.to_unix()) else { return false };
    let begun = i64::try_from(seconds).unwrap_or(i64::MAX).saturating_mul(1_000).saturating_add(i64::from(nanos / 1_000_000));
    now.since(Timestamp(begun)) > LEFT_BEHIND
}

/// Removes the files whose names say that they are to go.
pub(super) async fn remove(folder: &Path, goes: impl Fn(&str) -> bool) -> std::io::Result<()> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_file_whose_maker_is_gone_has_failed() {
        let (tell, told) = watch::channel(State { making: Making::Begun { done: 1, of: 2 }, tells: Tells::Now });
        assert!(Begun { told: told.clone(), since: 0 }.goes_on());
        drop(tell);
        assert!(!Begun { told: told.clone(), since: 0 }.goes_on());
        assert_eq!((end(told.clone()).await, soon(told).await), (Making::Failed, Making::Failed));
    }

    #[test]
    fn a_file_serves_who_asks_before_the_report_is_read_and_for_what_was_read() {
        let (tell, told) = watch::channel(State { making: Making::Waiting, tells: Tells::Later });
        let begun = Begun { told, since: 0 };
        assert!(begun.serves("a"));
        tell.send_modify(|state| state.tells = Tells::Now);
        assert!(!begun.serves("a"));
        tell.send_modify(|state| state.tells = Tells::Of("a".to_owned()));
        assert!(begun.serves("a") && !begun.serves("b"));
    }

    #[test]
    fn what_was_left_behind_is_told_by_its_name() {
        let begun = Timestamp(1_781_712_000_123);
        let id = uuid::Builder::from_unix_timestamp_millis(1_781_712_000_123, &[7; 10]).into_uuid();
        let (early, late) = (begun.plus(HOUR), begun.plus(HOUR + 1));
        for name in [format!("{id}-{id}.lines"), format!("{id}-{id}.unfinished")] {
            assert!(is_left_behind(&name, late) && !is_left_behind(&name, early), "{name}");
        }
        for name in [format!("{id}-pl-0123.pdf"), format!("{id}.pdf"), "x.lines".to_owned(), "lines".to_owned()] {
            assert!(!is_left_behind(&name, late), "{name}");
        }
    }
}
