//! `--report` and `slabjs report`: one page that shows where the bytes are.
//!
//! | file | what |
//! | --- | --- |
//! | [`trace`] | reading a trace of `--trace-events` |
//! | [`verdict`] | its findings, in words |
//! | [`page`] | the page; `page.html`, `page.css`, `page.js` are its parts |
//! | `json` | the page's data as JSON, a member at a time |

mod json;
pub mod page;
pub mod trace;
pub mod verdict;

use crate::cli::options::ReportOptions;
use crate::cli::print;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use trace::{NotATrace, Trace};

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A file can't be read or written.
    #[error("{}: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: io::Error,
    },
    /// The file is no trace.
    #[error("{} is no trace: {error}", path.display())]
    NotATrace {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: NotATrace,
    },
}

/// Writes the page of the trace with the text `text` to `path`.
///
/// # Errors
///
/// [`ReportError`], with `source` for the file that the trace came from.
pub fn write(text: &str, source: &Path, path: &Path) -> Result<Trace, ReportError> {
    let trace = Trace::parse(text).map_err(|error| ReportError::NotATrace {
        path: source.to_owned(),
        error,
    })?;
    fs::write(path, page::of(&trace)).map_err(|error| ReportError::File {
        path: path.to_owned(),
        error,
    })?;
    Ok(trace)
}

/// Runs `slabjs report TRACE.json`. Returns the exit code; the verdict is printed.
#[must_use]
pub fn command(options: &ReportOptions) -> i32 {
    let page = options.output.clone();
    let page = page.unwrap_or_else(|| options.trace.with_extension("html"));
    match report(&options.trace, &page) {
        Ok(trace) => {
            for finding in verdict::of(&trace) {
                print::out(&format!("{}\n", finding.text));
            }
            print::out(&format!("{}\n", page.display()));
            0
        }
        Err(error) => {
            print::err(&format!("slabjs: {error}\n"));
            1
        }
    }
}

fn report(trace: &Path, page: &Path) -> Result<Trace, ReportError> {
    let text = fs::read(trace).map_err(|error| ReportError::File {
        path: trace.to_owned(),
        error,
    })?;
    write(&String::from_utf8_lossy(&text), trace, page)
}
