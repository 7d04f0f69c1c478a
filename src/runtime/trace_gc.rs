//! `--trace-gc`, `--trace-gc-verbose` and `--trace-gc-nvp`.

use super::json_text::JsonObject;
use crate::engine::events::{Collection, Event, Observer};
use crate::engine::isolate::{Isolate, Usage};
use crate::memory::{Purpose, SlabInfo};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::io::{self, Write};
use std::rc::Rc;
use std::time::Duration;

const MIB: f64 = 1024.0 * 1024.0;

/// What is written for a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Form {
    /// One line in V8's form.
    #[default]
    Line,
    /// That line, and tables of external memory and slabs after it.
    Verbose,
    /// One JSON object on a line.
    Json,
}

/// The listener that a flag of V8's selects, on standard output.
#[must_use]
pub fn for_flag(name: &str) -> Option<Rc<dyn Observer>> {
    let form = match name {
        "trace-gc" => Form::Line,
        "trace-gc-verbose" => Form::Verbose,
        "trace-gc-nvp" => Form::Json,
        _ => return None,
    };
    Some(Rc::new(TraceGc::stdout(form)))
}

/// Writes a line for each collection.
///
/// `[pid:isolate] N ms: Mark-Compact A -> C MB, external: E -> F MB,
/// P / 0.00 ms (average mu = m, current mu = m) reason`, where A and C are the
/// heap without backing stores, E and F external memory, P the pause, and mu
/// the share of time in which the script ran.
pub struct TraceGc {
    form: Form,
    sink: RefCell<Box<dyn Write>>,
    last_end: Cell<Duration>,
    paused: Cell<Duration>,
}

impl fmt::Debug for TraceGc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TraceGc").finish_non_exhaustive()
    }
}

impl TraceGc {
    /// A trace on standard output.
    #[must_use]
    pub fn stdout(form: Form) -> Self {
        Self::to(form, Box::new(io::stdout()))
    }

    /// A trace to `sink`.
    #[must_use]
    pub fn to(form: Form, sink: Box<dyn Write>) -> Self {
        Self {
            form,
            sink: RefCell::new(sink),
            last_end: Cell::default(),
            paused: Cell::default(),
        }
    }

    /// The `[pid:isolate]` at the head of each line.
    fn head(&self) -> String {
        let isolate = Isolate::current().map_or(0, |isolate| isolate.id());
        format!("[{}:{isolate:#x}]", std::process::id())
    }

    /// Time since the collection before, after this one is recorded.
    fn note(&self, collection: &Collection) -> Duration {
        self.paused.set(self.paused.get() + collection.pause);
        let end = collection.ended();
        end.saturating_sub(self.last_end.replace(end))
    }

    fn line(&self, collection: &Collection, since: Duration) -> String {
        format!(
            "{} {:8.0} ms: Mark-Compact {:.1} -> {:.1} MB, external: {:.1} -> {:.1} MB, \
             {:.2} / 0.00 ms (average mu = {:.3}, current mu = {:.3}) {}",
            self.head(),
            collection.started.as_secs_f64() * 1e3,
            collection.heap_before as f64 / MIB,
            collection.heap_after as f64 / MIB,
            collection.external_before as f64 / MIB,
            collection.external_after as f64 / MIB,
            collection.pause.as_secs_f64() * 1e3,
            utilisation(self.paused.get(), collection.ended()),
            utilisation(collection.pause, since),
            collection.reason.text(),
        )
    }

    /// Names as V8's `--trace-gc-nvp` has them, where it has them; sizes are
    /// bytes, times milliseconds.
    fn json(&self, collection: &Collection, since: Duration) -> String {
        let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
        let mutator = since.saturating_sub(collection.pause);
        JsonObject::default()
            .raw("pid", std::process::id())
            .float("ms", milliseconds(collection.started), 3)
            .raw("number", collection.number)
            .float("pause", milliseconds(collection.pause), 3)
            .float("mutator", milliseconds(mutator), 3)
            .text("gc", "mc")
            .text("reason", collection.reason.text())
            .raw("start_object_size", collection.heap_before)
            .raw("end_object_size", collection.heap_after)
            .raw("start_external_size", collection.external_before)
            .raw("end_external_size", collection.external_after)
            .float("total_pause", milliseconds(self.paused.get()), 3)
            .float(
                "average_mu",
                utilisation(self.paused.get(), collection.ended()),
                3,
            )
            .float("current_mu", utilisation(collection.pause, since), 3)
            .end()
    }

    fn text(&self, collection: &Collection) -> String {
        let since = self.note(collection);
        match self.form {
            Form::Line => self.line(collection, since),
            Form::Json => self.json(collection, since),
            Form::Verbose => {
                let mut text = self.line(collection, since);
                if let Some(isolate) = Isolate::current() {
                    let paused = self.paused.get();
                    text.push_str(&tables(&self.head(), &isolate, paused));
                }
                text
            }
        }
    }
}

/// External memory and slabs after a collection, each line with `head` before it.
fn tables(head: &str, isolate: &Isolate, paused: Duration) -> String {
    let mut text = String::new();
    let mut line = |words: fmt::Arguments<'_>| {
        // Writing to a string does not fail.
        let _ = write!(text, "\n{head} {words}");
    };
    let usage = isolate.present_usage();
    line(format_args!(
        "Heap, used: {} KB, most: {} KB",
        kib(usage.heap_used),
        kib(usage.heap_total)
    ));
    line(format_args!(
        "External memory reported: {} KB",
        kib(usage.reported)
    ));
    line(format_args!(
        "Backing store memory: {} KB",
        kib(usage.array_buffers)
    ));
    line(format_args!(
        "External memory: {} KB, {}",
        kib(usage.external),
        limits(&usage)
    ));
    for (kind, piece, row) in rows(&isolate.slabs()) {
        line(format_args!(
            "{kind}, piece: {piece} B, number: {}, used: {} of {} pieces, committed: {} KB",
            row.number,
            row.used,
            row.pieces,
            kib(row.bytes)
        ));
    }
    line(format_args!(
        "All slabs, committed: {} KB",
        kib(usage.committed)
    ));
    line(format_args!(
        "Total time spent in GC: {:.1} ms",
        paused.as_secs_f64() * 1e3
    ));
    text
}

fn limits(usage: &Usage) -> String {
    let due = format!("collection due after {} KB more", kib(usage.soft_limit));
    match usage.hard_limit {
        usize::MAX => due,
        hard => format!("{due}, limit: {} KB", kib(hard)),
    }
}

fn kib(bytes: usize) -> usize {
    bytes / 1024
}

/// Slabs of one kind and piece size, taken together.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    number: usize,
    used: usize,
    pieces: usize,
    bytes: usize,
}

/// Kind, piece size and sums; extents of all sizes are one row.
fn rows(slabs: &[SlabInfo]) -> Vec<(&'static str, usize, Row)> {
    let mut rows: BTreeMap<(&'static str, usize), Row> = BTreeMap::new();
    for slab in slabs {
        let key = match (slab.purpose, slab.pieces) {
            (Purpose::Pool, _) => ("Pool slabs", slab.piece),
            (_, 1) => ("Extents", 0),
            (_, _) => ("Slabs", slab.piece),
        };
        let row = rows.entry(key).or_default();
        row.number += 1;
        row.used += slab.used;
        row.pieces += slab.pieces;
        row.bytes += slab.bytes;
    }
    rows.into_iter()
        .map(|((kind, piece), row)| (kind, piece, row))
        .collect()
}

/// The share of `whole` that was not `paused`.
fn utilisation(paused: Duration, whole: Duration) -> f64 {
    let whole = whole.as_secs_f64();
    if whole <= 0.0 {
        return 1.0;
    }
    (1.0 - paused.as_secs_f64() / whole).clamp(0.0, 1.0)
}

impl Observer for TraceGc {
    fn on_event(&self, event: &Event) {
        let Event::Collection(collection) = event else {
            return;
        };
        let line = self.text(collection);
        // A closed pipe ends the trace, not the program.
        let _ = writeln!(self.sink.borrow_mut(), "{line}");
    }
}
