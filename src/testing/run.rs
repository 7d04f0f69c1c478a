//! Running one test file.

use super::leaks::LeakWatch;
use crate::Runtime;
use crate::engine::event_loop::{Origin, Stop};
use crate::node::modules::{self, Evaluation};
use crate::node::process::{self, Output};
use crate::node::test::{self, Filters, Observer, Summary, TestRecord};
use crate::runtime::Error;
use boa_engine::{Context, JsResult};
use std::cell::RefCell;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Native stack of the thread that a file runs on, in bytes; reserved, not used.
const STACK: usize = 512 << 20;

/// What one file's tests came to.
#[derive(Debug, Clone, Default)]
pub struct FileResult {
    /// Its tests; `error` tells of a failure outside them.
    pub summary: Summary,
    /// What it wrote to its standard streams.
    pub output: Vec<u8>,
}

/// Runs the file at `path` on a thread, and so in an isolate, of its own.
///
/// What it throws outside a test, a panic included, is the summary's error.
/// With `leaks`, the output ends with the stores that the tests left behind.
#[must_use]
pub fn run_file(path: &Path, filters: &Filters, leaks: bool) -> FileResult {
    let (path, filters) = (path.to_owned(), filters.clone());
    let output = Captured::default();
    let streams = output.clone();
    let worker = thread::Builder::new()
        .name("slabjs-test".to_owned())
        .stack_size(STACK)
        .spawn(move || evaluate(path, filters, leaks, streams));
    let summary = match worker.map(thread::JoinHandle::join) {
        Ok(Ok(summary)) => summary,
        Ok(Err(_)) => failed("the engine panicked".to_owned()),
        Err(error) => failed(error.to_string()),
    };
    FileResult {
        summary,
        output: output.take(),
    }
}

fn failed(error: String) -> Summary {
    Summary {
        error: Some(error),
        ..Summary::default()
    }
}

/// Standard streams of a file, kept until it has ended.
#[derive(Clone, Default)]
struct Captured(Arc<Mutex<Vec<u8>>>);

impl Captured {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Output for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.extend_from_slice(bytes);
        Ok(())
    }
}

/// Keeps the summary that `node:test` gives at the end.
#[derive(Default)]
struct Keeper(RefCell<Option<Summary>>);

impl Observer for Keeper {
    fn finished(&self, _: &TestRecord, _: &mut Context) -> JsResult<()> {
        Ok(())
    }

    fn ended(&self, summary: &Summary, _: &mut Context) -> JsResult<()> {
        self.0.replace(Some(summary.clone()));
        Ok(())
    }
}

fn evaluate(path: PathBuf, filters: Filters, leaks: bool, mut streams: Captured) -> Summary {
    let built = Runtime::builder()
        .arguments([path.to_string_lossy().into_owned()])
        .stdout(streams.clone())
        .stderr(streams.clone())
        .build();
    let mut runtime = match built {
        Ok(runtime) => runtime,
        Err(error) => return failed(error.to_string()),
    };
    let watch = leaks.then(|| LeakWatch::begin(runtime.isolate()));
    let keeper = Rc::new(Keeper::default());
    test::observe(keeper.clone(), filters, runtime.context());
    let ended = run_to_end(&path, runtime.context());
    let kept = keeper.0.take();
    let mut summary = kept.unwrap_or_else(|| failed("no test was reported".to_owned()));
    if let Err(stop) = ended
        && let Some(error) = describe(stop, runtime.context())
    {
        summary.error = Some(error);
    }
    if let Some(watch) = watch {
        // The streams are kept in memory: writing to them does not fail.
        let _ = streams.write(watch.report(runtime.isolate()).as_bytes());
    }
    summary
}

fn run_to_end(path: &Path, context: &mut Context) -> Result<i32, Stop> {
    let thrown = |error| Stop::uncaught(error, Origin::Exception);
    let path = modules::resolve_main(path, context).map_err(thrown)?;
    match modules::run_main(&path, context).map_err(thrown)? {
        Evaluation::Done(_) => process::run_to_end(context),
        Evaluation::Module(promise) => {
            let code = process::run_to_end(context)?;
            match promise.state() {
                boa_engine::builtins::promise::PromiseState::Rejected(reason) => {
                    Err(thrown(boa_engine::JsError::from_opaque(reason)))
                }
                _ => Ok(code),
            }
        }
    }
}

/// What ended the file early; `None` when it asked for its end itself, all being well.
fn describe(stop: Stop, context: &mut Context) -> Option<String> {
    match stop {
        Stop::Exit(0) => None,
        Stop::Exit(code) => Some(format!("exited with code {code}")),
        Stop::Uncaught(uncaught) => {
            let error = Error::new(uncaught.error, context);
            Some(error.stack().unwrap_or(error.message()).to_owned())
        }
    }
}
