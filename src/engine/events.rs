//! The one stream of events that traces, statistics and reports read.

use std::cell::{Cell, RefCell};
use std::fmt::Debug;
use std::rc::Rc;
use std::time::Duration;

/// Why a collection ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// External memory grew past the soft limit.
    ExternalMemoryPressure,
    /// A request did not fit the hard limit.
    HardLimit,
    /// The engine's own threshold on its boxes.
    Allocation,
    /// `gc()` of a script, or a host's `collect`.
    Testing,
    /// The host said memory is low.
    LowMemory,
}

impl Reason {
    /// The words that `--trace-gc` prints.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::ExternalMemoryPressure => "external memory pressure",
            Self::HardLimit => "hard limit",
            Self::Allocation => "allocation",
            Self::Testing => "testing",
            Self::LowMemory => "low memory notification",
        }
    }
}

/// One collection. Sizes are bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Collection {
    /// 1 for the first of the isolate.
    pub number: u64,
    /// Why it ran.
    pub reason: Reason,
    /// When it began, since the isolate did.
    pub started: Duration,
    /// How long it took.
    pub pause: Duration,
    /// Heap (everything but backing stores) before it.
    pub heap_before: usize,
    /// Heap after it.
    pub heap_after: usize,
    /// External bytes before it.
    pub external_before: usize,
    /// External bytes after it.
    pub external_after: usize,
}

/// Something an instrument may want to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// A collection has ended.
    Collection(Collection),
    /// A request was refused because it can't fit the hard limit.
    Refused {
        /// Bytes asked for.
        requested: usize,
        /// External bytes live at that moment.
        external: usize,
        /// The hard limit.
        limit: usize,
    },
}

/// Listens to an isolate's events.
///
/// Called on the isolate's thread, never in the middle of a collection.
pub trait Observer: Debug {
    /// An event has happened.
    fn on_event(&self, event: &Event);
}

/// Who listens. State of one isolate.
#[derive(Debug, Default)]
pub struct Observers {
    list: RefCell<Vec<Rc<dyn Observer>>>,
    any: Cell<bool>,
}

impl Observers {
    /// Adds a listener.
    pub fn add(&self, observer: Rc<dyn Observer>) {
        self.list.borrow_mut().push(observer);
        self.any.set(true);
    }

    /// Whether there are any.
    #[must_use]
    pub fn are_any(&self) -> bool {
        self.any.get()
    }

    /// Tells everyone, in the order they were added.
    pub fn emit(&self, event: &Event) {
        if !self.any.get() {
            return;
        }
        // A listener may add another, so the list is not borrowed while they run.
        let listeners = self.list.borrow().clone();
        for listener in listeners {
            listener.on_event(event);
        }
    }
}
