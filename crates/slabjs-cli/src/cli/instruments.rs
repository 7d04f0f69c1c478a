//! What listens to a program, as the command line says.

use super::options::RuntimeOptions;
use super::print;
use crate::report;
use slabjs::instruments::{DEFAULT_SAMPLE_RATE, Observer, TraceFile, TraceGc, TraceGcForm};
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Bytes between samples for a page, which people look at: finer than for a trace.
const REPORT_RATE: usize = 64 * 1024;

/// A file that can't be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}: {error}", path.display())]
pub struct CannotWrite {
    path: PathBuf,
    error: io::Error,
}

fn create(path: &Path) -> Result<File, CannotWrite> {
    File::create(path).map_err(|error| CannotWrite {
        path: path.to_owned(),
        error,
    })
}

/// Makes the files that instruments write, empty, so that one that can't be
/// written is known before the program runs.
///
/// # Errors
///
/// [`CannotWrite`] for the first of them.
pub fn make_files(options: &RuntimeOptions) -> Result<(), CannotWrite> {
    let files = [&options.trace_events, &options.report];
    for path in files.into_iter().flatten() {
        create(path)?;
    }
    Ok(())
}

/// The observers that `options` ask for.
#[must_use]
pub fn of(options: &RuntimeOptions) -> Vec<Rc<dyn Observer>> {
    let mut observers: Vec<Rc<dyn Observer>> = Vec::new();
    let forms = [
        (
            options.trace_gc && !options.trace_gc_verbose,
            TraceGcForm::Line,
        ),
        (options.trace_gc_verbose, TraceGcForm::Verbose),
        (options.trace_gc_nvp, TraceGcForm::Json),
    ];
    for (_, form) in forms.into_iter().filter(|(is_wanted, _)| *is_wanted) {
        let lines = Box::new(print::Lines::default());
        observers.push(Rc::new(TraceGc::to(form, lines)));
    }
    // The file could be made a moment ago; if it is gone now, so is the trace.
    if let Some(Ok(file)) = options.trace_events.as_deref().map(create) {
        let rate = options.sample_every.unwrap_or(DEFAULT_SAMPLE_RATE);
        observers.push(Rc::new(TraceFile::with_rate(Box::new(file), rate)));
    }
    if let Some(path) = &options.report {
        let rate = options.sample_every.unwrap_or(REPORT_RATE);
        let page = Page::new(path);
        observers.push(Rc::new(TraceFile::with_rate(Box::new(page), rate)));
    }
    observers
}

/// Keeps a trace until it is complete, and makes a page of it then.
struct Page {
    trace: Vec<u8>,
    path: PathBuf,
}

impl Page {
    fn new(path: &Path) -> Self {
        Self {
            trace: Vec::new(),
            path: path.to_owned(),
        }
    }
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.trace.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// The trace is complete.
    fn flush(&mut self) -> io::Result<()> {
        let text = String::from_utf8_lossy(&self.trace);
        if let Err(error) = report::write(&text, Path::new("the trace"), &self.path) {
            print::err(&format!("slabjs: {error}\n"));
        }
        self.trace.clear();
        Ok(())
    }
}
