//! `getHeapStatistics` and `getHeapSpaceStatistics`.

use crate::engine::isolate::{Isolate, Usage};
use crate::engine::native;
use crate::memory::system;
use crate::memory::{Purpose, SlabInfo};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsResult, JsValue, js_string};

fn object(fields: &[(&str, usize)], context: &mut Context) -> JsObject {
    let object = JsObject::with_object_proto(context.intrinsics());
    for &(name, value) in fields {
        // Counts are exact in a double up to 2^53.
        native::set(&object, js_string!(name), value as f64, native::ENUMERABLE);
    }
    object
}

/// `v8.getHeapStatistics()`.
///
/// The engine's heap has no limit of its own: what the process may use stands
/// for it. There is no machine code, no zapping and no table of handles.
pub(super) fn heap(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let isolate = Isolate::of_script()?;
    let usage = isolate.usage();
    let limit = system::memory_available_to_process().unwrap_or(usize::MAX >> 11);
    let fields = [
        ("total_heap_size", usage.heap_total),
        ("total_heap_size_executable", 0),
        ("total_physical_size", usage.heap_used),
        (
            "total_available_size",
            limit.saturating_sub(usage.heap_used),
        ),
        ("used_heap_size", usage.heap_used),
        ("heap_size_limit", limit),
        ("malloced_memory", usage.committed),
        ("peak_malloced_memory", isolate.memory().ledger().peak()),
        ("does_zap_garbage", 0),
        ("number_of_native_contexts", isolate.runtimes() as usize),
        ("number_of_detached_contexts", 0),
        ("total_global_handles_size", 0),
        ("used_global_handles_size", 0),
        ("external_memory", usage.external),
        ("total_allocated_bytes", isolate.memory().ledger().total()),
    ];
    Ok(object(&fields, context).into())
}

/// What the memory of an isolate is divided into, with sizes in bytes: its
/// name, what it holds of the system, what of that is in use.
fn division(usage: &Usage, slabs: &[SlabInfo], warm: usize) -> [(&'static str, usize, usize); 5] {
    let of = |wanted: fn(&SlabInfo) -> bool| {
        let slabs = slabs.iter().filter(|slab| wanted(slab));
        slabs.fold((0, 0), |(size, used), slab| {
            (size + slab.bytes, used + slab.used * slab.piece)
        })
    };
    let (slab_size, slab_used) = of(|slab| slab.purpose == Purpose::Store && slab.pieces > 1);
    let (pool_size, pool_used) = of(|slab| slab.purpose == Purpose::Pool);
    let (extent_size, extent_used) = of(|slab| slab.purpose == Purpose::Store && slab.pieces == 1);
    [
        ("object_space", usage.heap_total, usage.heap_used),
        ("slab_space", slab_size, slab_used),
        ("pool_space", pool_size, pool_used),
        ("extent_space", extent_size, extent_used),
        ("warm_space", warm, 0),
    ]
}

/// `v8.getHeapSpaceStatistics()`: the spaces are slabjs's own.
pub(super) fn spaces(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let isolate = Isolate::of_script()?;
    let usage = isolate.usage();
    let slabs = isolate.slabs();
    let held: usize = slabs.iter().map(|slab| slab.bytes).sum();
    let warm = usage.committed.saturating_sub(held);
    let mut rows = Vec::new();
    for (name, size, used) in division(&usage, &slabs, warm) {
        let row = JsObject::with_object_proto(context.intrinsics());
        native::set(
            &row,
            js_string!("space_name"),
            js_string!(name),
            native::ENUMERABLE,
        );
        let fields = [
            ("space_size", size),
            ("space_used_size", used),
            ("space_available_size", size.saturating_sub(used)),
            ("physical_space_size", size),
        ];
        for (key, value) in fields {
            native::set(&row, js_string!(key), value as f64, native::ENUMERABLE);
        }
        rows.push(JsValue::from(row));
    }
    Ok(JsArray::from_iter(rows, context).into())
}
