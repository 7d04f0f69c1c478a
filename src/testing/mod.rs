//! The runner of test files: finds them, runs each in an isolate of its own,
//! and sums up.

mod files;
mod leaks;
mod run;

pub use files::{MissingPath, find};
pub use run::{FileResult, run_file};

use crate::cli::options::TestOptions;
use crate::cli::print;
use crate::node::test::report;
use crate::node::test::{Filters, Summary};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where tests lie unless told otherwise.
pub const DEFAULT_PATH: &str = "js-tests";

/// What is to be run.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Files and folders; [`DEFAULT_PATH`] when there are none.
    pub paths: Vec<PathBuf>,
    /// Regular expressions, one of which a test's name must match; all when empty.
    pub patterns: Vec<String>,
    /// Whether stores that a file's tests leave behind are told.
    pub leaks: bool,
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
    /// Whether something ran and nothing failed.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.failed == 0 && self.passed + self.skipped > 0
    }

    fn add(&mut self, summary: &Summary) {
        let counts = summary.counts();
        self.files += 1;
        self.passed += counts.pass;
        self.skipped += counts.skipped + counts.todo;
        self.failed += counts.fail + counts.cancelled;
        // A failure that no test counts (a hook, the file itself) counts for one.
        if counts.fail + counts.cancelled == 0 && summary.has_failed() {
            self.failed += 1;
        }
    }
}

/// Runs `slabjs test`. Returns the exit code: 1 when a test failed or none ran.
#[must_use]
pub fn command(options: &TestOptions) -> i32 {
    let options = Options {
        paths: options.paths.iter().map(PathBuf::from).collect(),
        patterns: options.filter.iter().cloned().collect(),
        leaks: options.leaks,
    };
    match run(&options, &mut io::stdout().lock()) {
        Ok(totals) => i32::from(!totals.is_success()),
        Err(error) => {
            print::err(&format!("{error}\n"));
            1
        }
    }
}

/// Runs the tests, prints them to `out` as they end, and the totals at the end.
///
/// # Errors
///
/// A path that does not exist, or an error of writing.
pub fn run(options: &Options, out: &mut dyn Write) -> io::Result<Totals> {
    let default = [PathBuf::from(DEFAULT_PATH)];
    let paths = match options.paths.as_slice() {
        [] => &default,
        given => given,
    };
    let files = find(paths).map_err(io::Error::other)?;
    let filters = Filters {
        only: false,
        name_patterns: options.patterns.clone(),
    };
    let mut whole = Summary::default();
    let mut totals = Totals::default();
    for file in &files {
        let result = run_file(file, &filters, options.leaks);
        print_file(file, &result, out)?;
        totals.add(&result.summary);
        whole.duration += result.summary.duration;
        whole.tests.extend(result.summary.tests);
        whole.diagnostics.extend(result.summary.diagnostics);
    }
    print_end(&whole, &totals, out)?;
    Ok(totals)
}

fn print_file(path: &Path, result: &FileResult, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}", path.display())?;
    out.write_all(&result.output)?;
    for test in &result.summary.tests {
        out.write_all(report::test_lines(test).as_bytes())?;
    }
    if let Some(error) = &result.summary.error {
        writeln!(out, "✖ {}\n{error}", path.display())?;
    }
    Ok(())
}

fn print_end(whole: &Summary, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
    let directory = std::env::current_dir().unwrap_or_default();
    out.write_all(report::end_lines(whole, &directory).as_bytes())?;
    writeln!(out)?;
    let Totals {
        passed,
        failed,
        skipped,
        ..
    } = totals;
    writeln!(out, "{passed} passed, {failed} failed, {skipped} skipped")?;
    out.flush()
}
