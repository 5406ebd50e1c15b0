//! The machine: which cores are whose, and what the system says of a process.

use std::env;
use std::fmt::{Display, Formatter};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use rlimit::{Resource, increase_nofile_limit};
use tempfile::TempDir;
use tokio::time::sleep;

/// Open files that are enough for ten thousand sockets in one process.
const FILES: u64 = 32_768;
/// Processor time within a second that is next to nothing, and for how many seconds that is waited for.
const REST: Duration = Duration::from_millis(20);
const REST_WITHIN: usize = 300;

/// Where and how is measured.
pub(crate) struct Machine {
    /// The server's program.
    pub(crate) program: PathBuf,
    /// Whether server and client have cores of their own.
    pub(crate) cores: Cores,
    folder: TempDir,
}

/// Who runs where.
pub(crate) enum Cores {
    /// The server, and the peers beside it, on one core; this process on all others.
    Apart { server: String, client: String },
    /// Not pinned, and why.
    Shared(String),
}

impl Machine {
    /// Finds the program, makes a folder for data, and pins this process.
    pub(crate) fn prepare() -> Result<Self> {
        let own = env::current_exe()?;
        let beside = own.parent().context("this program lies in no folder")?;
        let program = env::var_os("BUSOLA_BIN").map_or_else(|| beside.join("busola"), PathBuf::from);
        ensure!(program.is_file(), "{}: no such program: run `make bench`, or set BUSOLA_BIN", program.display());
        // Not the system's folder for temporary files: that is often memory, where a durable write costs nothing.
        let folder = tempfile::Builder::new().prefix("bench-").tempdir_in(beside)?;
        // What it starts gets the same.
        increase_nofile_limit(FILES)?;
        let cores = pin().unwrap_or_else(|error| Cores::Shared(format!("{error:#}")));
        Ok(Self { program: program.canonicalize()?, cores, folder })
    }

    /// The folder for data.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A command that may use all cores.
    pub(crate) fn command_on_all(&self, program: &Path) -> Command {
        match &self.cores {
            Cores::Shared(_) => Command::new(program),
            Cores::Apart { server, client } => taskset(&format!("{server},{client}"), program),
        }
    }

    /// A command on the server's core.
    pub(crate) fn command(&self, program: &Path) -> Command {
        match &self.cores {
            Cores::Shared(_) => Command::new(program),
            Cores::Apart { server, .. } => taskset(server, program),
        }
    }
}

impl Display for Machine {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match &self.cores {
            Cores::Apart { server, client } => write!(f, "Server and peers pinned to core {server}, client to core {client}")?,
            Cores::Shared(reason) => write!(f, "Server and client share all cores ({reason})")?,
        }
        let model = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model =
            model.lines().find_map(|line| line.strip_prefix("model name")).map_or("", |line| line.trim_start_matches([' ', '\t', ':']));
        let files = Command::new("stat").args(["--file-system", "--format=%T"]).arg(self.folder()).output().ok();
        let files = files.map_or_else(String::new, |output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
        let or_unknown = |text: &str| if text.is_empty() { "unknown".to_owned() } else { text.to_owned() };
        write!(f, "; processor: {}; file system of the data: {}.", or_unknown(model), or_unknown(&files))?;
        if files == "tmpfs" {
            write!(f, " **That is memory: durable writes cost nothing here.**")?;
        }
        Ok(())
    }
}

fn taskset(cores: &str, program: &Path) -> Command {
    let mut command = Command::new("taskset");
    command.args(["-c", cores]).arg(program);
    command
}

/// Leaves the first core to the server.
fn pin() -> Result<Cores> {
    let status = fs::read_to_string("/proc/self/status").context("/proc can't be read")?;
    let allowed = status.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:")).context("no list of cores in /proc")?;
    let mut cores = each(allowed)?.into_iter().map(|core| core.to_string());
    let server = cores.next().context("no core")?;
    let client = cores.collect::<Vec<_>>().join(",");
    ensure!(!client.is_empty(), "there is one core only");
    let own = std::process::id().to_string();
    let output = Command::new("taskset").args(["-a", "-c", "-p", &client, &own]).output().context("taskset is missing")?;
    ensure!(output.status.success(), "taskset: {}", String::from_utf8_lossy(&output.stderr).trim());
    Ok(Cores::Apart { server, client })
}

/// The cores of a list such as `0-2,5`.
fn each(list: &str) -> Result<Vec<usize>> {
    let mut cores = Vec::new();
    for part in list.trim().split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        cores.extend(first.parse::<usize>()?..=last.parse()?);
    }
    Ok(cores)
}

/// Memory of a process that is not swapped out.
pub(crate) fn resident(pid: u32) -> Result<u64> {
    memory(pid, "VmRSS:")
}

/// The most memory that a process has had since it began, or since [`forget_peak`].
pub(crate) fn peak(pid: u32) -> Result<u64> {
    memory(pid, "VmHWM:")
}

/// Has the most memory of a process counted from now on (proc(5), `clear_refs`).
pub(crate) fn forget_peak(pid: u32) -> Result<()> {
    fs::write(format!("/proc/{pid}/clear_refs"), "5").context("the peak of memory can't be begun anew")
}

fn memory(pid: u32, name: &str) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).context("/proc can't be read")?;
    let kib = status.lines().find_map(|line| line.strip_prefix(name)?.trim().strip_suffix(" kB"));
    Ok(kib.with_context(|| format!("no {name} in /proc"))?.trim().parse::<u64>()? * 1024)
}

/// The processes that a process started with this first argument, and that have not ended. One that has not become its
/// program yet has its parent's arguments, and its memory.
pub(crate) fn children(pid: u32, argument: &str) -> Result<Vec<u32>> {
    let mut children = Vec::new();
    for entry in fs::read_dir("/proc").context("/proc can't be read")? {
        let name = entry?.file_name();
        let Some(other) = name.to_str().and_then(|name| name.parse().ok()) else { continue };
        if parent(other) == Some(pid) && first_argument(other).as_deref() == Some(argument) {
            children.push(other);
        }
    }
    Ok(children)
}

/// The parent of a process, if that has not ended meanwhile.
fn parent(pid: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The program's name stands in brackets and may hold spaces; after it come the state and the parent.
    let (_, fields) = stat.rsplit_once(") ")?;
    fields.split(' ').nth(1)?.parse().ok()
}

fn first_argument(pid: u32) -> Option<String> {
    let line = fs::read_to_string(format!("/proc/{pid}/cmdline")).ok()?;
    line.split('\0').nth(1).map(str::to_owned)
}

/// Waits until a process has had next to nothing to do for a second.
pub(crate) async fn at_rest(pid: u32) -> Result<()> {
    for _ in 0..REST_WITHIN {
        let before = processor_time(pid)?;
        sleep(Duration::from_secs(1)).await;
        if processor_time(pid)?.saturating_sub(before) <= REST {
            return Ok(());
        }
    }
    bail!("the server does not come to rest")
}

/// Processor time of a process so far, in itself and in the system.
pub(crate) fn processor_time(pid: u32) -> Result<Duration> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).context("/proc can't be read")?;
    // The program's name stands in brackets and may hold spaces; of the fields after it the 12th and 13th are meant.
    let Some((_, fields)) = stat.rsplit_once(") ") else { bail!("/proc/{pid}/stat was not understood") };
    let fields: Vec<_> = fields.split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<u64>().ok()).context("/proc was not understood");
    // Linux shows programs 100 ticks a second, whatever it uses itself.
    Ok(Duration::from_millis((ticks(11)? + ticks(12)?) * 10))
}

/// The share of its cores that this process was busy for.
pub(crate) fn busy(processor: Duration, time: Duration) -> f64 {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    processor.as_secs_f64() / time.as_secs_f64() / cores as f64
}

/// How many files this process and those that it starts may open.
pub(crate) fn file_limit() -> Result<usize> {
    Ok(usize::try_from(Resource::NOFILE.get_soft()?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_cores_have_ranges() -> Result<()> {
        assert_eq!(each("\t0-2,5")?, [0, 1, 2, 5]);
        assert_eq!(each("3")?, [3]);
        Ok(())
    }

    #[test]
    fn the_system_tells_of_this_process() -> Result<()> {
        let own = std::process::id();
        assert!(resident(own)? > 100_000);
        forget_peak(own)?;
        assert!(peak(own)? > 100_000);
        processor_time(own)?;
        Ok(())
    }

    #[test]
    fn a_process_is_found_by_its_parent_and_its_first_argument() -> Result<()> {
        let mut child = Command::new("sleep").arg("60").spawn()?;
        let found = children(std::process::id(), "60");
        child.kill()?;
        child.wait()?;
        assert_eq!(found?, [child.id()]);
        assert!(children(std::process::id(), "60")?.is_empty());
        Ok(())
    }
}
