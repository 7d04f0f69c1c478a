//! The runner of test files: finds them, runs each in an isolate of its own,
//! and sums up.
//!
//! | file | what |
//! | --- | --- |
//! | [`files`], [`pattern`] | which files are tests |
//! | [`run`] | one file on a thread of its own |
//! | [`pool`] | several files at a time, results in order |
//! | [`report`] | the reporters |
//! | [`leaks`] | stores that the tests leave behind |
//! | [`progress`], [`watch`] | the line on a terminal; running again what changed |

mod files;
mod leaks;
mod pattern;
mod pool;
mod progress;
mod report;
mod run;
mod watch;

pub use files::{MissingPath, find};
pub use report::Format;
pub use run::{FileResult, Memory, run_file};

use crate::cli::options::TestOptions;
use crate::cli::{color, print};
use progress::Progress;
use report::{Reporter, Whole};
use slabjs::testing::{Filters, Summary};
use std::io::{self, Write};
use std::path::PathBuf;
use watch::Watched;

/// Where tests lie unless told otherwise.
pub const DEFAULT_PATH: &str = "js-tests";

/// What is to be run.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Files, folders and patterns, as [`find`] reads them; [`DEFAULT_PATH`] when there are none.
    pub paths: Vec<PathBuf>,
    /// Regular expressions, one of which a test's name must match; all when empty.
    pub patterns: Vec<String>,
    /// Regular expressions, none of which a test's name may match.
    pub skip_patterns: Vec<String>,
    /// Whether only tests marked `only` run.
    pub only: bool,
    /// Milliseconds that a test may take unless it says otherwise.
    pub timeout: Option<u32>,
    /// Whether snapshots are written instead of compared.
    pub update_snapshots: bool,
    /// How many files run at a time; 0 is one.
    pub concurrency: usize,
    /// Whether stores that a file's tests leave behind are told.
    pub leaks: bool,
    /// Whether the results are shown in colours, where people read them.
    pub colors: bool,
    /// How the results are shown.
    pub format: Format,
}

impl Options {
    fn filters(&self) -> Filters {
        let mut filters = Filters::default();
        filters.only = self.only;
        filters.name_patterns.clone_from(&self.patterns);
        filters.skip_patterns.clone_from(&self.skip_patterns);
        filters.timeout = self.timeout;
        filters.is_runner = true;
        filters.colors = self.colors;
        filters.update_snapshots = self.update_snapshots;
        filters
    }

    fn files(&self) -> io::Result<Vec<PathBuf>> {
        let default = [PathBuf::from(DEFAULT_PATH)];
        let paths = match self.paths.as_slice() {
            [] => &default,
            given => given,
        };
        find(paths).map_err(io::Error::other)
    }
}

/// What the run came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Files that were run.
    pub files: usize,
    /// Tests that passed.
    pub passed: usize,
    /// Tests that failed or were cancelled, and files that failed outside a test.
    pub failed: usize,
    /// Tests that were skipped or are still to be done.
    pub skipped: usize,
}

impl Totals {
    /// Whether files ran and nothing failed.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.failed == 0 && self.files > 0
    }

    fn add(&mut self, summary: &Summary) {
        let counts = summary.counts();
        self.files += 1;
        self.passed += counts.pass;
        self.skipped += counts.skipped + counts.todo;
        self.failed += counts.fail + counts.cancelled;
        // A failure that no test counts (of a suite's hook) counts for one.
        if counts.fail + counts.cancelled == 0 && summary.has_failed() {
            self.failed += 1;
        }
    }
}

/// The exit code of a program that writes into a pipe nobody reads, as a shell tells it.
const ENDED_BY_SIGPIPE: i32 = 141;

/// Runs `slabjs test`. Returns the exit code: 1 when a test failed or none ran.
#[must_use]
pub fn command(options: &TestOptions) -> i32 {
    let wanted = match wanted(options) {
        Ok(wanted) => wanted,
        Err(message) => {
            print::err(&format!("slabjs: {message}\n"));
            return crate::cli::options::BAD_OPTION;
        }
    };
    let mut out = io::stdout().lock();
    let ended = match options.watch {
        true => run_and_watch(&wanted, &mut out),
        false => run(&wanted, &mut out),
    };
    match ended {
        Ok(totals) => i32::from(!totals.is_success()),
        // The reader has seen enough, as with `| head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ENDED_BY_SIGPIPE,
        Err(error) => {
            print::err(&format!("{error}\n"));
            1
        }
    }
}

fn wanted(options: &TestOptions) -> Result<Options, String> {
    let Some(format) = Format::from_name(&options.reporter) else {
        let reporter = &options.reporter;
        return Err(format!(
            "--reporter={reporter}: the reporters are spec, tap and junit"
        ));
    };
    Ok(Options {
        paths: options.paths.iter().map(PathBuf::from).collect(),
        patterns: options.filter.clone(),
        skip_patterns: options.skip_pattern.clone(),
        only: options.only,
        timeout: options.timeout,
        update_snapshots: options.update_snapshots,
        concurrency: options.concurrency,
        leaks: options.leaks,
        colors: format == Format::Spec && color::on_stdout(),
        format,
    })
}

/// Runs the tests, prints them to `out` as they end, and the totals at the end.
///
/// # Errors
///
/// A path that does not exist, or an error of writing.
pub fn run(options: &Options, out: &mut dyn Write) -> io::Result<Totals> {
    run_files(&options.files()?, options, out, |_| {})
}

/// Runs the tests, and again those that a change concerns, until the process is ended.
///
/// # Errors
///
/// See [`run`].
fn run_and_watch(options: &Options, out: &mut dyn Write) -> io::Result<Totals> {
    let mut watched = Watched::default();
    let mut files = options.files()?;
    loop {
        run_files(&files, options, out, |result| {
            watched.note(&result.path, &result.loaded);
        })?;
        files = watched.wait();
    }
}

fn run_files(
    files: &[PathBuf],
    options: &Options,
    out: &mut dyn Write,
    mut ended: impl FnMut(&FileResult),
) -> io::Result<Totals> {
    let progress = Progress::new(files.len());
    let mut reporter = options.format.reporter(options.colors);
    let mut whole = Whole::default();
    reporter.begin(out)?;
    let mut done = 0;
    if let Some(first) = files.first() {
        progress.show(done, first);
    }
    let run_one = |file: &PathBuf| run_file(file, &options.filters(), options.leaks);
    pool::run(files, options.concurrency, &run_one, |result| {
        progress.clear();
        reporter.file(&result, out)?;
        ended(&result);
        whole.add(result);
        done += 1;
        if let Some(next) = files.get(done) {
            progress.show(done, next);
        }
        Ok(())
    })?;
    finish(reporter.as_mut(), &whole, out)?;
    Ok(whole.totals)
}

fn finish(reporter: &mut dyn Reporter, whole: &Whole, out: &mut dyn Write) -> io::Result<()> {
    reporter.end(whole, out)?;
    out.flush()
}

impl Whole {
    fn add(&mut self, result: FileResult) {
        self.totals.add(&result.summary);
        self.memory.push(memory_line(&result));
        self.summary.duration += result.summary.duration;
        self.summary.tests.extend(result.summary.tests);
    }
}

/// `memory js-tests/x.test.js: peak 1.2 MiB external, 3 collections`
fn memory_line(result: &FileResult) -> String {
    let Memory {
        peak_external,
        collections,
    } = result.memory;
    let peak = report::size(peak_external);
    let plural = if collections == 1 { "" } else { "s" };
    let path = result.path.display();
    format!("memory {path}: peak {peak} external, {collections} collection{plural}")
}
