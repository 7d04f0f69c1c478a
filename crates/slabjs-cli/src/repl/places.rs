//! `.where`, `.type`, `.watch`, `.time`: about one value or one expression.

use super::memory::bar;
use crate::cli::size::show;
use boa_engine::{Context, JsValue, js_string};
use slabjs::Runtime;
use slabjs::memory_view::{PoolBlock, SlabInfo, Usage};
use std::time::Duration;

/// The lines of `.where`.
#[must_use]
pub fn of_value(value: &JsValue, runtime: &mut Runtime) -> String {
    let place = runtime.bytes(value, |bytes| (bytes.as_ptr() as usize, bytes.len()));
    let Some((address, length)) = place else {
        return format!(
            "{}: no bytes outside the heap. Buffers, typed arrays and ArrayBuffers have some.\n",
            named(value, runtime.context())
        );
    };
    if length == 0 {
        return "0 bytes: they lie nowhere.\n".to_owned();
    }
    let blocks = runtime.isolate().pool_blocks();
    if let Some(block) = blocks.iter().find(|block| has(block, address)) {
        return in_slab(block, address - block.address, length);
    }
    let slabs = runtime.slabs();
    let around = slabs
        .iter()
        .find(|slab| (slab.address..slab.address + slab.bytes).contains(&address));
    match around {
        Some(slab) => in_own_block(slab, address, length),
        None => format!("{length} bytes at {address:#x}, in memory that a host has lent.\n"),
    }
}

fn has(block: &PoolBlock, address: usize) -> bool {
    (block.address..block.address + block.bytes).contains(&address)
}

fn in_slab(block: &PoolBlock, offset: usize, length: usize) -> String {
    let mut text = format!(
        "{length} bytes at offset {offset} of slab {} of the pool, {} long\n{}\n",
        block.number,
        show(block.bytes),
        bar(block.bytes, offset..offset + length, block.handed_out),
    );
    text.push_str("# these bytes, = cut before, . free\n");
    match &block.pins {
        Some(pins) => {
            let views: usize = pins.cuts.iter().map(|cut| cut.views).sum();
            text.push_str(&format!(
                "{views} Buffers live there, with {} in all; each keeps the whole slab.\n",
                show(pins.bytes)
            ));
        }
        None => text.push_str(
            "It keeps the whole slab; who else lives there, a session with --track-views tells.\n",
        ),
    }
    text
}

fn in_own_block(slab: &SlabInfo, address: usize, length: usize) -> String {
    let place = (address - slab.address) / slab.piece.max(1);
    let offset = (address - slab.address) % slab.piece.max(1);
    let own = format!(
        "{length} bytes in a block of its own, {} long: not in the pool\n{}\n",
        show(slab.piece),
        bar(slab.piece, offset..offset + length, slab.piece),
    );
    match slab.pieces {
        1 => own,
        pieces => format!(
            "{own}Place {} of {pieces} for blocks of this size, of which {} are taken.\n",
            place + 1,
            slab.used
        ),
    }
}

/// The line of `.type`.
#[must_use]
pub fn kind(value: &JsValue, runtime: &mut Runtime) -> String {
    let named = named(value, runtime.context());
    match runtime.bytes(value, <[u8]>::len) {
        Some(length) => format!("{named}, {length} bytes outside the heap\n"),
        None => format!("{named}\n"),
    }
}

/// `string`, `object Map`.
fn named(value: &JsValue, context: &mut Context) -> String {
    let kind = value.type_of();
    let Some(object) = value.as_object() else {
        return match value.is_null() {
            true => "null".to_owned(),
            false => kind.to_owned(),
        };
    };
    let class = object.get(js_string!("constructor"), context).ok();
    let name = class.and_then(|class| class.as_object()?.get(js_string!("name"), context).ok());
    let name = name.and_then(|name| Some(name.as_string()?.to_std_string_lossy()));
    match name.filter(|name| !name.is_empty()) {
        Some(name) => format!("{kind} {name}"),
        None => kind.to_owned(),
    }
}

/// The lines of `.watch`: figures before, after, and after a collection.
#[must_use]
pub fn change(before: &Usage, after: &Usage, collected: &Usage) -> String {
    let row = |name: &str, of: fn(&Usage) -> usize| {
        format!(
            "{name:<9}{:>10}{:>10}{:>10}\n",
            show(of(before)),
            show(of(after)),
            show(of(collected))
        )
    };
    format!(
        "{:<9}{:>10}{:>10}{:>10}\n",
        "", "before", "after", "collected"
    ) + &row("external", |usage| usage.external)
        + &row("heap", |usage| usage.heap_used)
}

/// The line of `.time`.
#[must_use]
pub fn took(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    match micros {
        less if less < 1e3 => format!("{less:.0} us\n"),
        less if less < 1e6 => format!("{:.2} ms\n", less / 1e3),
        more => format!("{:.2} s\n", more / 1e6),
    }
}
