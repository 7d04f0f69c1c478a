//! Scripts, modules and jobs: when each begins and ends.

use super::events::Event;
use super::isolate::Isolate;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

thread_local! {
    /// Whether somebody on this thread listens to spans.
    static WANTED: Cell<bool> = const { Cell::new(false) };
}

/// What runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SpanKind {
    /// A program, or source that a host evaluates.
    Script,
    /// A file that is required or imported.
    Module,
    /// A callback of the event loop.
    Job,
}

impl SpanKind {
    /// Its word in traces.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Script => "script",
            Self::Module => "module",
            Self::Job => "job",
        }
    }
}

/// Whether a span begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Edge {
    /// It begins.
    Begin,
    /// It ends.
    End,
}

/// The beginning or the end of something that runs. They nest.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Span {
    /// What runs.
    pub kind: SpanKind,
    /// Which one.
    pub name: Rc<str>,
    /// Beginning or end.
    pub edge: Edge,
    /// When, since the isolate began.
    pub at: Duration,
}

/// Says whether somebody on this thread listens to spans.
pub(super) fn set_wanted(wanted: bool) {
    WANTED.set(wanted);
}

/// A span that ends when this is dropped.
#[derive(Debug)]
pub struct Running(Option<(SpanKind, Rc<str>)>);

impl Drop for Running {
    fn drop(&mut self) {
        if let Some((kind, name)) = self.0.take() {
            tell(kind, name, Edge::End);
        }
    }
}

/// Begins a span. Its name is only made when somebody listens.
#[must_use]
pub fn begin(kind: SpanKind, name: impl FnOnce() -> Rc<str>) -> Running {
    if !WANTED.get() {
        return Running(None);
    }
    let name = name();
    tell(kind, Rc::clone(&name), Edge::Begin);
    Running(Some((kind, name)))
}

fn tell(kind: SpanKind, name: Rc<str>, edge: Edge) {
    let Some(isolate) = Isolate::current() else {
        return;
    };
    let at = isolate.collector().age();
    isolate.tell(&Event::Span(Span {
        kind,
        name,
        edge,
        at,
    }));
}
