//! What was there when the program ended, as the member `slabjs` of a trace.

use super::json_text::{JsonObject, array, string};
use super::trace_file::{Sample, Samples};
use crate::engine::isolate::Isolate;
use crate::engine::pool_book::{PinnedStore, Pins, PoolBlock};
use crate::memory::SlabInfo;
use std::time::Duration;

/// Rows of a kind that are listed; the rest is only counted.
const MOST_ROWS: usize = 20_000;

/// The summary as JSON.
pub(super) fn of(isolate: &Isolate, at: Duration, samples: &Samples, sizes: &[u64]) -> String {
    let slabs = isolate.slabs();
    let blocks = isolate.pool_blocks();
    let stores = isolate.pinned_stores();
    let mut kept: Vec<(&usize, &Sample)> = samples.iter().collect();
    kept.sort_by_key(|(_, sample)| (sample.at, sample.bytes));
    let kept = kept.iter().map(|(_, sample)| sample_row(sample, at));
    let sizes = sizes.iter().enumerate().filter(|(_, count)| **count > 0);
    let sizes = sizes.map(|(power, count)| format!("[{power},{count}]"));
    JsonObject::default()
        .raw("ended", format_args!("{:.3}", at.as_secs_f64() * 1e6))
        .raw("usage", usage(isolate))
        .raw("slabs", array(slabs.iter().take(MOST_ROWS).map(slab_row)))
        .raw("slabsInAll", slabs.len())
        .raw(
            "poolBlocks",
            array(
                blocks
                    .iter()
                    .take(MOST_ROWS)
                    .map(|block| block_row(block, isolate)),
            ),
        )
        .raw("poolBlocksInAll", blocks.len())
        .raw(
            "pinnedStores",
            array(
                stores
                    .iter()
                    .take(MOST_ROWS)
                    .map(|store| store_row(store, isolate)),
            ),
        )
        .raw("sizes", array(sizes))
        .raw("kept", array(kept))
        .end()
}

fn usage(isolate: &Isolate) -> String {
    let usage = isolate.present_usage();
    let ledger = isolate.memory().ledger();
    let totals = usage.collections;
    let mut object = JsonObject::default()
        .raw("heapUsed", usage.heap_used)
        .raw("heapPeak", usage.heap_total)
        .raw("external", usage.external)
        .raw("arrayBuffers", usage.array_buffers)
        .raw("arrayBuffersPeak", ledger.peak())
        .raw("allocatedInAll", ledger.total())
        .raw("reported", usage.reported)
        .raw("committed", usage.committed)
        .raw("softLimit", usage.soft_limit);
    if usage.hard_limit != usize::MAX {
        object = object.raw("hardLimit", usage.hard_limit);
    }
    object
        .raw("collections", totals.collections)
        .raw("collectionsByEngine", totals.by_engine)
        .raw("collectionsByPressure", totals.by_pressure)
        .float("gcMilliseconds", totals.time.as_secs_f64() * 1e3, 3)
        .float("milliseconds", usage.age.as_secs_f64() * 1e3, 3)
        .end()
}

fn slab_row(slab: &SlabInfo) -> String {
    JsonObject::default()
        .raw("address", format_args!("\"{:#x}\"", slab.address))
        .text("kind", slab.kind())
        .raw("bytes", slab.bytes)
        .raw("piece", slab.piece)
        .raw("pieces", slab.pieces)
        .raw("used", slab.used)
        .end()
}

fn block_row(block: &PoolBlock, isolate: &Isolate) -> String {
    let row = JsonObject::default()
        .raw("number", block.number)
        .raw("address", format_args!("\"{:#x}\"", block.address))
        .raw("bytes", block.bytes)
        .raw("handedOut", block.handed_out);
    match &block.pins {
        Some(pins) => pins_of(row, pins, isolate).end(),
        None => row.end(),
    }
}

fn store_row(store: &PinnedStore, isolate: &Isolate) -> String {
    let row = JsonObject::default()
        .raw("address", format_args!("\"{:#x}\"", store.address))
        .raw("bytes", store.bytes);
    pins_of(row, &store.pins, isolate).end()
}

fn pins_of(row: JsonObject, pins: &Pins, isolate: &Isolate) -> JsonObject {
    let cuts = pins.cuts.iter().map(|cut| {
        let site = isolate.sites().get(cut.site);
        let place = site.as_ref().map_or("native code", |site| site.place());
        JsonObject::default()
            .raw("place", string(place))
            .raw("views", cut.views)
            .raw("bytes", cut.bytes)
            .end()
    });
    row.raw("reachable", pins.bytes).raw("cuts", array(cuts))
}

fn sample_row(sample: &Sample, at: Duration) -> String {
    JsonObject::default()
        .raw("bytes", sample.bytes)
        .raw("site", sample.site)
        .raw("standsFor", sample.stands_for)
        .float("age", at.saturating_sub(sample.at).as_secs_f64() * 1e6, 0)
        .end()
}
