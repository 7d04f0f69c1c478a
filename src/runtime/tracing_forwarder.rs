//! Forwards events to the `tracing` crate (feature `tracing`).

use crate::engine::events::{Collection, Event, Observer, PressureNotice, Wants};
use crate::engine::spans::Edge;
use crate::memory::movement::{Change, Movement};
use tracing::{debug, info, trace, warn};

/// Makes a `tracing` event of each of the isolate's, with the target `slabjs`.
///
/// Refused requests are warnings; collections, pressure and limits are
/// information; slabs, scripts, modules and jobs are for debugging; single
/// stores are traces. Sizes are bytes, times microseconds.
#[derive(Debug, Clone, Copy, Default)]
pub struct TracingForwarder;

impl Observer for TracingForwarder {
    fn on_event(&self, event: &Event) {
        match event {
            Event::Collection(collection) => forward_collection(collection),
            Event::Refused {
                requested,
                external,
                limit,
            } => warn!(target: "slabjs", requested, external, limit, "refused"),
            Event::Pressure(notice) => forward_pressure(notice),
            Event::Limits { limits, .. } => {
                info!(target: "slabjs", soft = limits.soft, hard = limits.hard, "limits");
            }
            Event::Span(span) => {
                let edge = match span.edge {
                    Edge::Begin => "begins",
                    Edge::End => "ends",
                };
                debug!(target: "slabjs", kind = span.kind.text(), name = &*span.name, edge, "run");
            }
            Event::Moved(movement) => forward_movement(movement),
            Event::Listening { .. } | Event::Collecting { .. } | Event::Site { .. } => {}
            Event::Ending { .. } => debug!(target: "slabjs", "ending"),
        }
    }

    fn wants(&self) -> Wants {
        Wants {
            movements: true,
            spans: true,
            sites: None,
        }
    }
}

fn forward_collection(collection: &Collection) {
    info!(
        target: "slabjs",
        number = collection.number,
        reason = collection.reason.text(),
        pause = collection.pause.as_micros() as u64,
        heap_before = collection.heap_before,
        heap_after = collection.heap_after,
        external_before = collection.external_before,
        external_after = collection.external_after,
        "collection"
    );
}

fn forward_pressure(notice: &PressureNotice) {
    info!(
        target: "slabjs",
        reason = notice.reason.text(),
        requested = notice.requested,
        external = notice.external,
        low = notice.low,
        "pressure"
    );
}

fn forward_movement(movement: &Movement) {
    let external = movement.external();
    match movement.change {
        Change::Allocated { address, bytes, .. } => {
            trace!(target: "slabjs", address, bytes, external, "allocated");
        }
        Change::Released { address, bytes } => {
            trace!(target: "slabjs", address, bytes, external, "released");
        }
        Change::Resized { address, from, to } => {
            trace!(target: "slabjs", address, from, to, external, "resized");
        }
        Change::Reported { delta } => trace!(target: "slabjs", delta, external, "reported"),
        Change::SlabBorn {
            address,
            bytes,
            piece,
            ..
        } => debug!(target: "slabjs", address, bytes, piece, "slab born"),
        Change::SlabDied { address, bytes } => {
            debug!(target: "slabjs", address, bytes, "slab died");
        }
        Change::Merged {
            allocated,
            released,
            ..
        } => trace!(target: "slabjs", allocated, released, external, "many"),
        _ => trace!(target: "slabjs", external, "changed"),
    }
}
