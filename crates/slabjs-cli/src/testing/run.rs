//! Running one test file.

use super::leaks::LeakWatch;
use crate::cli::big_stack::{PLEASE_REPORT, last_place};
use boa_engine::builtins::promise::PromiseState;
use boa_engine::{Context, JsError, JsResult};
use slabjs::host::Output;
use slabjs::program::{
    Evaluation, EventLoop, Origin, Stop, catch_defects, loaded_files, resolve_main, resolve_path,
    run_main, working_directory,
};
use slabjs::testing::{Failure, Filters, Location, Observer, Summary, TestRecord, observe};
use slabjs::{Error, ErrorKind, Runtime, program};
use std::cell::RefCell;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Instant;

/// Native stack of the thread that a file runs on, in bytes; reserved, not used.
const STACK: usize = 512 << 20;

/// What one file's tests came to.
#[derive(Debug, Clone, Default)]
pub struct FileResult {
    /// The file, as it was named.
    pub path: PathBuf,
    /// Its tests. What failed outside them, and a file without tests, is a test of the file's
    /// name.
    pub summary: Summary,
    /// What it wrote to its standard streams.
    pub output: Vec<u8>,
    /// What its isolate held.
    pub memory: Memory,
    /// The files that it loaded by `require`.
    pub loaded: Vec<PathBuf>,
}

/// What an isolate held and did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Memory {
    /// The most external memory at a moment, in bytes.
    pub peak_external: usize,
    /// Collections, whatever they were for.
    pub collections: u64,
}

/// The result of a file's thread.
#[derive(Debug, Default)]
struct Ended {
    summary: Option<Summary>,
    error: Option<String>,
    exit_code: i32,
    memory: Memory,
    loaded: Vec<PathBuf>,
}

/// Runs the file at `path` on a thread, and so in an isolate, of its own.
///
/// What it throws outside a test, a panic included, fails the test of the file's name.
/// With `leaks`, the output ends with the stores that the tests left behind.
#[must_use]
pub fn run_file(path: &Path, filters: &Filters, leaks: bool) -> FileResult {
    let begun = Instant::now();
    let (file, filters) = (path.to_owned(), filters.clone());
    let output = Captured::default();
    let streams = output.clone();
    let worker = thread::Builder::new()
        .name("slabjs-test".to_owned())
        .stack_size(STACK)
        .spawn(move || evaluate(&file, filters, leaks, streams));
    let ended = match worker.map(thread::JoinHandle::join) {
        Ok(Ok(ended)) => ended,
        Ok(Err(_)) => failed("the engine panicked".to_owned()),
        Err(error) => failed(error.to_string()),
    };
    let duration = begun.elapsed().as_secs_f64() * 1e3;
    let mut written = output.take();
    let mut summary = ended.summary.unwrap_or_default();
    if let Some(error) = &ended.error {
        written.extend_from_slice(format!("{error}\n").as_bytes());
    }
    // Tests that fail set the exit code; otherwise it is the file that has failed.
    let has_failed = ended.error.is_some() || (ended.exit_code != 0 && !summary.has_failed());
    if has_failed || summary.tests.is_empty() {
        let exit_code = has_failed.then_some(ended.exit_code);
        summary.tests.push(test_of_file(path, duration, exit_code));
    }
    summary.duration = duration;
    FileResult {
        path: path.to_owned(),
        summary,
        output: written,
        memory: ended.memory,
        loaded: ended.loaded,
    }
}

fn failed(error: String) -> Ended {
    Ended {
        error: Some(error),
        exit_code: 1,
        ..Ended::default()
    }
}

/// The file as one test, which failed if there is an exit code.
fn test_of_file(path: &Path, duration: f64, exit_code: Option<i32>) -> TestRecord {
    let file = resolve_path(&working_directory(), path);
    let mut test = TestRecord::default();
    test.name = path.to_string_lossy().into_owned();
    test.duration = Some(duration);
    test.location = Some(Location::new(file.to_string_lossy(), 1, 1));
    test.failure = exit_code.map(Failure::of_file);
    test
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
struct Keeper {
    /// The whole, once the file has ended.
    summary: RefCell<Option<Summary>>,
    /// The tests that have ended.
    tests: RefCell<Vec<TestRecord>>,
}

impl Keeper {
    /// The summary; where the file met its end early, that of the tests that ended before.
    fn take(&self) -> Option<Summary> {
        let tests = self.tests.take();
        self.summary.take().or_else(|| {
            let mut summary = Summary::default();
            summary.tests = tests;
            (!summary.tests.is_empty()).then_some(summary)
        })
    }
}

impl Observer for Keeper {
    fn finished(&self, test: &TestRecord, _: &mut Context) -> JsResult<()> {
        self.tests.borrow_mut().push(test.clone());
        Ok(())
    }

    fn ended(&self, summary: &Summary, _: &mut Context) -> JsResult<()> {
        self.summary.replace(Some(summary.clone()));
        Ok(())
    }
}

fn evaluate(path: &Path, filters: Filters, leaks: bool, mut streams: Captured) -> Ended {
    let built = Runtime::builder()
        .arguments([path.to_string_lossy().into_owned()])
        .stdout(streams.clone())
        .stderr(streams.clone())
        .build();
    let mut runtime = match built {
        Ok(runtime) => runtime,
        Err(error) => return failed(error.to_string()),
    };
    let watch = leaks.then(|| LeakWatch::begin(&runtime));
    let keeper = Rc::new(Keeper::default());
    observe(keeper.clone(), filters, runtime.context());
    let ended = catch_defects(runtime.context(), |context| run_to_end(path, context));
    let ended = ended.unwrap_or_else(|defect| Err(after_defect(defect, runtime.context())));
    let summary = keeper.take();
    let exit_code = match &ended {
        Ok(code) => *code,
        Err(stop) => stop.exit_code(),
    };
    let error = match ended {
        Err(stop) => describe(stop, runtime.context()),
        Ok(_) => None,
    };
    let memory = memory(&runtime);
    if let Some(watch) = watch {
        // The streams are kept in memory: writing to them does not fail.
        let _ = streams.write(watch.report(&runtime).as_bytes());
    }
    Ended {
        summary,
        error,
        exit_code,
        memory,
        loaded: loaded_files(runtime.context()),
    }
}

/// What a defect of the engine means: the file's own end, if it had asked for that.
fn after_defect(defect: JsError, context: &mut Context) -> Stop {
    let asked = EventLoop::of(context).ok();
    match asked.and_then(|event_loop| event_loop.exit_requested()) {
        Some(code) => Stop::Exit(code),
        None => Stop::uncaught(defect, Origin::Exception),
    }
}

fn memory(runtime: &Runtime) -> Memory {
    Memory {
        peak_external: runtime.ledger().peak(),
        collections: runtime.usage().collections.collections,
    }
}

fn run_to_end(path: &Path, context: &mut Context) -> Result<i32, Stop> {
    let thrown = |error| Stop::uncaught(error, Origin::Exception);
    let path = resolve_main(path, context).map_err(thrown)?;
    let evaluation = run_main(&path, context).map_err(thrown)?;
    let code = program::run_to_end(context)?;
    if let Evaluation::Module(promise) = evaluation
        && let PromiseState::Rejected(reason) = promise.state()
    {
        return Err(thrown(JsError::from_opaque(reason)));
    }
    Ok(code)
}

/// The error that ended the file early; `None` when it asked for its end itself.
fn describe(stop: Stop, context: &mut Context) -> Option<String> {
    match stop {
        Stop::Uncaught(uncaught) => {
            let error = Error::new(uncaught.error, context);
            let text = error.stack().unwrap_or(error.message());
            Some(match error.kind() {
                ErrorKind::Engine => format!("{text}{}\n{PLEASE_REPORT}", last_place()),
                _ => text.to_owned(),
            })
        }
        _ => None,
    }
}
