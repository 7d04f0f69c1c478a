//! Listening to an isolate: events, traces, histograms.
//!
//! An [`Observer`] is handed to
//! [`RuntimeBuilder::observer`](crate::RuntimeBuilder::observer) or
//! [`Runtime::observe`](crate::Runtime::observe); it may be one of those made already
//! ([`TraceFile`], [`TraceGc`], [`Histograms`]) or the host's own.

pub use crate::engine::events::{
    Collection, Event, Limits, Observer, PressureNotice, Reason, Wants,
};
pub use crate::engine::sites::{DEFAULT_RATE as DEFAULT_SAMPLE_RATE, Site};
pub use crate::engine::spans::{Edge, Span, SpanKind};
pub use crate::memory::movement::{Balance, Change, Movement, SiteId};
pub use crate::runtime::histogram::{Counted, Histogram, Histograms};
pub use crate::runtime::trace_file::TraceFile;
pub use crate::runtime::trace_gc::{Form as TraceGcForm, TraceGc};
#[cfg(feature = "tracing")]
pub use crate::runtime::tracing_forwarder::TracingForwarder;
