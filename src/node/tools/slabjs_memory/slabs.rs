//! `slabs([options])` and `mark()` of `slabjs:memory`.

use super::{milliseconds, numbers};
use crate::engine::error;
use crate::engine::isolate::Isolate;
use crate::engine::native;
use crate::engine::pool_book::{Pins, PoolBlock};
use crate::engine::untraced::Untraced;
use crate::memory::{Purpose, SlabInfo};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, Finalize, JsArgs, JsData, JsResult, JsValue, Trace, js_string};
use std::collections::HashMap;

/// What there was when `mark()` was called.
#[derive(Debug, Trace, Finalize, JsData)]
struct Mark {
    slabs: Untraced<HashMap<usize, SlabInfo>>,
    pool_blocks: u64,
}

/// Notes what there is, for `slabs({ since })`.
pub(super) fn mark(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let isolate = Isolate::of_script()?;
    let slabs = isolate.slabs().into_iter().map(|slab| (slab.address, slab));
    let data = Mark {
        slabs: Untraced(slabs.collect()),
        pool_blocks: isolate.pool_book().count(),
    };
    let prototype = context.intrinsics().constructors().object().prototype();
    let mark = JsObject::from_proto_and_data(prototype, data);
    let usage = isolate.usage();
    let fields = [
        ("time", milliseconds(usage.age)),
        ("external", usage.external as f64),
    ];
    for (name, value) in fields {
        native::set(&mark, js_string!(name), value, native::ENUMERABLE);
    }
    Ok(mark.into())
}

/// Every slab and extent; with `since`, a mark, only what has changed.
pub(super) fn slabs(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let isolate = Isolate::of_script()?;
    let since = since(args.get_or_undefined(0), context)?;
    let blocks = isolate.pool_blocks();
    let rows = match since {
        None => every(&isolate, &blocks, context),
        Some(mark) => changed(&isolate, &blocks, &mark, context)?,
    };
    Ok(JsArray::from_iter(rows, context).into())
}

fn since(options: &JsValue, context: &mut Context) -> JsResult<Option<JsObject>> {
    if options.is_undefined() {
        return Ok(None);
    }
    let Some(object) = options.as_object() else {
        return Err(error::invalid_arg_type(
            "options",
            &["Object"],
            options,
            context,
        ));
    };
    let since = object.get(js_string!("since"), context)?;
    if since.is_undefined() {
        return Ok(None);
    }
    match since.as_object().filter(JsObject::is::<Mark>) {
        Some(mark) => Ok(Some(mark)),
        None => {
            let reason = "is no mark";
            Err(error::invalid_arg_value(
                "options.since",
                &since,
                reason,
                context,
            ))
        }
    }
}

fn every(isolate: &Isolate, blocks: &[PoolBlock], context: &mut Context) -> Vec<JsValue> {
    let slabs = isolate.slabs();
    let rows = slabs
        .iter()
        .map(|slab| row(slab, blocks, isolate, context).into());
    rows.collect()
}

/// Slabs that are new, that hold more or fewer pieces than at the mark, and
/// those that are gone.
fn changed(
    isolate: &Isolate,
    blocks: &[PoolBlock],
    mark: &JsObject,
    context: &mut Context,
) -> JsResult<Vec<JsValue>> {
    let Some((mut before, born)) = mark
        .downcast_ref::<Mark>()
        .map(|mark| (mark.slabs.0.clone(), mark.pool_blocks))
    else {
        return Ok(Vec::new());
    };
    let blocks: Vec<PoolBlock> = blocks
        .iter()
        .filter(|block| block.number > born)
        .cloned()
        .collect();
    let mut rows = Vec::new();
    for slab in isolate.slabs() {
        // Another slab may lie where one was.
        let same = |old: &SlabInfo| old.piece == slab.piece && old.purpose == slab.purpose;
        let old = before.remove(&slab.address).filter(same);
        let has_new_blocks = blocks.iter().any(|block| lies_in(block, &slab));
        let used = slab.used as f64 - old.map_or(0.0, |old| old.used as f64);
        let bytes = slab.bytes as f64 - old.map_or(0.0, |old| old.bytes as f64);
        if used != 0.0 || bytes != 0.0 || has_new_blocks {
            let row = row(&slab, &blocks, isolate, context);
            rows.push(with_change(row, bytes, used, context));
        }
    }
    let mut gone: Vec<SlabInfo> = before.into_values().collect();
    gone.sort_by_key(|slab| slab.address);
    for slab in gone {
        let (bytes, used) = (-(slab.bytes as f64), -(slab.used as f64));
        let mut empty = slab;
        empty.used = 0;
        let row = row(&empty, &[], isolate, context);
        rows.push(with_change(row, bytes, used, context));
    }
    Ok(rows)
}

fn with_change(row: JsObject, bytes: f64, used: f64, context: &mut Context) -> JsValue {
    let change = numbers(&[("bytes", bytes), ("used", used)], context);
    native::set(&row, js_string!("change"), change, native::ENUMERABLE);
    row.into()
}

fn lies_in(block: &PoolBlock, slab: &SlabInfo) -> bool {
    block.address.wrapping_sub(slab.address) < slab.bytes
}

fn row(
    slab: &SlabInfo,
    blocks: &[PoolBlock],
    isolate: &Isolate,
    context: &mut Context,
) -> JsObject {
    let fields = [
        ("bytes", slab.bytes as f64),
        ("pieceSize", slab.piece as f64),
        ("pieces", slab.pieces as f64),
        ("used", slab.used as f64),
    ];
    let row = numbers(&fields, context);
    let kind = js_string!(slab.kind());
    native::set(&row, js_string!("kind"), kind, native::ENUMERABLE);
    if slab.purpose == Purpose::Pool {
        let inside = blocks.iter().filter(|block| lies_in(block, slab));
        let rows: Vec<JsValue> = inside
            .map(|block| block_row(block, isolate, context))
            .collect();
        let rows = JsArray::from_iter(rows, context);
        native::set(&row, js_string!("blocks"), rows, native::ENUMERABLE);
    }
    row
}

fn block_row(block: &PoolBlock, isolate: &Isolate, context: &mut Context) -> JsValue {
    let fields = [
        ("number", block.number as f64),
        ("bytes", block.bytes as f64),
        ("handedOut", block.handed_out as f64),
    ];
    let row = numbers(&fields, context);
    if let Some(pins) = &block.pins {
        let reachable = pins.bytes as f64;
        native::set(&row, js_string!("reachable"), reachable, native::ENUMERABLE);
        let cuts = cuts(pins, isolate, context);
        native::set(&row, js_string!("cuts"), cuts, native::ENUMERABLE);
    }
    row.into()
}

fn cuts(pins: &Pins, isolate: &Isolate, context: &mut Context) -> JsArray {
    let mut rows: Vec<JsValue> = Vec::with_capacity(pins.cuts.len());
    for cut in &pins.cuts {
        let fields = [("views", cut.views as f64), ("bytes", cut.bytes as f64)];
        let row = numbers(&fields, context);
        let site = isolate.sites().get(cut.site);
        let place = js_string!(site.as_ref().map_or("native code", |site| site.place()));
        native::set(&row, js_string!("place"), place, native::ENUMERABLE);
        rows.push(row.into());
    }
    JsArray::from_iter(rows, context)
}
