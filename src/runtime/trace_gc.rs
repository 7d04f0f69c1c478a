//! `--trace-gc`: one line a collection, in V8's form.

use crate::engine::events::{Collection, Event, Observer};
use std::cell::Cell;
use std::fmt;
use std::io::{self, Write};
use std::time::Duration;

const MIB: f64 = 1024.0 * 1024.0;

/// Writes a line for each collection.
///
/// `[pid:isolate] N ms: Mark-Compact A -> C MB, external: E -> F MB,
/// P / 0.00 ms (average mu = m, current mu = m) reason`, where A and C are the
/// heap without backing stores, E and F external memory, P the pause, and mu
/// the share of time in which the script ran.
pub struct TraceGc {
    sink: std::cell::RefCell<Box<dyn Write>>,
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
    pub fn stdout() -> Self {
        Self::to(Box::new(io::stdout()))
    }

    /// A trace to `sink`.
    #[must_use]
    pub fn to(sink: Box<dyn Write>) -> Self {
        Self {
            sink: std::cell::RefCell::new(sink),
            last_end: Cell::default(),
            paused: Cell::default(),
        }
    }

    fn line(&self, collection: &Collection) -> String {
        let end = collection.started + collection.pause;
        let since = end.saturating_sub(self.last_end.replace(end));
        self.paused.set(self.paused.get() + collection.pause);
        format!(
            "[{}:{:#x}] {:8.0} ms: Mark-Compact {:.1} -> {:.1} MB, external: {:.1} -> {:.1} MB, \
             {:.2} / 0.00 ms (average mu = {:.3}, current mu = {:.3}) {}",
            std::process::id(),
            std::ptr::from_ref(self) as usize,
            collection.started.as_secs_f64() * 1e3,
            collection.heap_before as f64 / MIB,
            collection.heap_after as f64 / MIB,
            collection.external_before as f64 / MIB,
            collection.external_after as f64 / MIB,
            collection.pause.as_secs_f64() * 1e3,
            utilisation(self.paused.get(), end),
            utilisation(collection.pause, since),
            collection.reason.text(),
        )
    }
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
        let line = self.line(collection);
        // A closed pipe ends the trace, not the program.
        let _ = writeln!(self.sink.borrow_mut(), "{line}");
    }
}
