//! `node:test`: tests run in JavaScript, results kept and reported in Rust.
//!
//! A host or a test runner calls [`observe`] before the file runs to receive
//! results itself; otherwise the file's report goes to standard output.
//!
//! - `test.js`: the face; `runner.js`: tests, suites and hooks, and when each runs.
//! - `options.js`, `plan.js`, `place.js`: what tests are declared with, and where.
//! - `context.js`, `assertions.js`, `snapshot.js`: what a test's body gets.
//! - `mock.js`, `mock_timers.js`: mocked functions and properties; timers and a clock
//!   that a test moves.
//! - `failure.js`: failures, and how the reports print them.
//! - `record`: results of tests, as Rust values.
//! - `report`: results as Node's spec reporter prints them.

mod record;
pub mod report;

use boa_engine::object::builtins::{JsArray, JsRegExp};
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Instant;

pub use report::Spec;

pub use record::{Counts, Failure, FailureKind, Location, Summary, TestRecord};

use crate::engine::native::Definition;
use crate::engine::object::literal;
use crate::engine::per_context;
use crate::engine::phrases;
use crate::node::modules::run::working_directory;
use crate::node::system::process::write_stdout;

/// Receives the results of one file.
pub trait Observer {
    /// A top-level test or suite has finished, with all below it.
    ///
    /// # Errors
    ///
    /// What writing to `process.stdout` throws.
    fn finished(&self, test: &TestRecord, context: &mut Context) -> JsResult<()>;

    /// All tests have finished.
    ///
    /// # Errors
    ///
    /// What writing to `process.stdout` throws.
    fn ended(&self, summary: &Summary, context: &mut Context) -> JsResult<()>;
}

/// Which tests run.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Filters {
    /// Only those marked `only`.
    pub only: bool,
    /// Regular expressions, one of which a test's name or an ancestor's must match.
    pub name_patterns: Vec<String>,
    /// Regular expressions, none of which a test's name or an ancestor's may match.
    pub skip_patterns: Vec<String>,
    /// Milliseconds that a test may take unless it says otherwise.
    pub timeout: Option<u32>,
    /// Whether a runner collects the results, which prints errors whole.
    pub is_runner: bool,
    /// Whether errors are printed in colours.
    pub colors: bool,
    /// Whether snapshots are written instead of compared.
    pub update_snapshots: bool,
}

/// The tests of one context.
struct TestRun {
    begun: Instant,
    records: RefCell<Vec<TestRecord>>,
    observer: Rc<dyn Observer>,
    filters: Filters,
}

/// Gives the results of `context`'s tests to `observer` instead of printing them.
/// To be called before a script loads `node:test`.
pub fn observe(observer: Rc<dyn Observer>, filters: Filters, context: &mut Context) {
    let run = TestRun {
        begun: Instant::now(),
        records: RefCell::default(),
        observer,
        filters,
    };
    per_context::set(run, context);
}

/// Prints to standard output as Node's spec reporter.
struct Printer;

impl Observer for Printer {
    fn finished(&self, test: &TestRecord, context: &mut Context) -> JsResult<()> {
        write_stdout(&Spec::default().test_lines(test), context)
    }

    fn ended(&self, summary: &Summary, context: &mut Context) -> JsResult<()> {
        let directory = working_directory();
        let lines = Spec::default().end_lines(summary, &directory);
        write_stdout(&lines, context)
    }
}

fn run(context: &mut Context) -> Rc<TestRun> {
    if let Some(run) = per_context::get(context) {
        return run;
    }
    observe(Rc::new(Printer), Filters::default(), context);
    run(context)
}

/// What the module in JavaScript is given.
pub(crate) const BINDING: [Definition; 5] = [
    ("now", 0, now),
    ("report", 1, report_test),
    ("finish", 3, finish),
    ("filters", 0, filters),
    ("mend", 1, mend),
];

/// Puts the message of an error that the engine threw into V8's words.
fn mend(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    phrases::mend(args.get_or_undefined(0), context);
    Ok(JsValue::undefined())
}

/// Milliseconds since the tests of this context began.
fn now(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(JsValue::from(
        run(context).begun.elapsed().as_secs_f64() * 1e3,
    ))
}

fn report_test(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let record = TestRecord::from_js(args.get_or_undefined(0), context)?;
    let run = run(context);
    run.observer.finished(&record, context)?;
    run.records.borrow_mut().push(record);
    Ok(JsValue::undefined())
}

/// `finish(duration, diagnostics, error)`: whether anything failed.
fn finish(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let run = run(context);
    let summary = Summary {
        tests: run.records.take(),
        duration: args.get_or_undefined(0).to_number(context)?,
        diagnostics: record::strings(args.get_or_undefined(1), context)?,
        error: args
            .get_or_undefined(2)
            .as_string()
            .map(|error| error.to_std_string_lossy()),
    };
    run.observer.ended(&summary, context)?;
    Ok(summary.has_failed().into())
}

fn filters(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let filters = run(context).filters.clone();
    let timeout = filters
        .timeout
        .map_or_else(JsValue::undefined, JsValue::from);
    let fields = [
        ("only", filters.only.into()),
        ("isRunner", filters.is_runner.into()),
        ("colors", filters.colors.into()),
        ("updateSnapshots", filters.update_snapshots.into()),
        ("timeout", timeout),
        ("namePatterns", patterns(&filters.name_patterns, context)?),
        ("skipPatterns", patterns(&filters.skip_patterns, context)?),
    ];
    Ok(literal(fields, context).into())
}

fn patterns(sources: &[String], context: &mut Context) -> JsResult<JsValue> {
    let patterns = JsArray::new(context)?;
    for source in sources {
        let (source, flags) = pattern_parts(source);
        let pattern = JsRegExp::new(js_string!(source), js_string!(flags), context)?;
        patterns.push(pattern, context)?;
    }
    Ok(patterns.into())
}

/// `/source/flags`, or the source alone.
fn pattern_parts(pattern: &str) -> (&str, &str) {
    let inner = pattern
        .strip_prefix('/')
        .and_then(|rest| rest.rsplit_once('/'));
    match inner {
        Some((source, flags)) if !source.is_empty() && is_flags(flags) => (source, flags),
        _ => (pattern, ""),
    }
}

fn is_flags(text: &str) -> bool {
    text.chars().all(|c| "dgimsuvy".contains(c))
}
