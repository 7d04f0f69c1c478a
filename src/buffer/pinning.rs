//! Tracked views, and the warning that few bytes keep many pool slabs alive.

use super::warning;
use crate::engine::isolate::Isolate;
use crate::engine::pool_book::PoolBlock;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult};

/// Pinned slabs that are worth a warning.
const MANY: usize = 64;

/// A slab is pinned when at most one byte in this many is in use.
const FEW: usize = 16;

/// Records where `view` was cut, and warns when many slabs are pinned.
///
/// # Errors
///
/// What `process.emitWarning` throws where a script has replaced it.
pub(super) fn track(view: &JsObject, context: &mut Context) -> JsResult<()> {
    let Some(isolate) = Isolate::current() else {
        return Ok(());
    };
    let site = isolate.number_site(isolate.sites().here(context));
    let book = isolate.pool_book();
    book.track(view, site, context)?;
    if book.is_check_due()
        && let Some(message) = warning_of(&isolate)
        && book.warns()
    {
        warning::emit(&message, "SlabPinningWarning", "SLABJS_PINNING", context)?;
    }
    Ok(())
}

/// Whether a small fraction of `block` keeps all of it alive.
fn is_pinned(block: &PoolBlock) -> bool {
    let pins = block.pins.as_ref();
    pins.is_some_and(|pins| pins.bytes > 0 && pins.bytes.saturating_mul(FEW) <= block.bytes)
}

/// The warning, when many slabs are each pinned by few bytes.
fn warning_of(isolate: &Isolate) -> Option<String> {
    let blocks = isolate.pool_blocks();
    let pinned: Vec<&PoolBlock> = blocks.iter().filter(|block| is_pinned(block)).collect();
    if pinned.len() < MANY {
        return None;
    }
    let held: usize = pinned.iter().map(|block| block.bytes).sum();
    let pins = pinned.iter().filter_map(|block| block.pins.as_ref());
    let in_use: usize = pins.clone().map(|pins| pins.bytes).sum();
    let cut = pins.filter_map(|pins| pins.cuts.first()).next()?;
    let site = isolate.sites().get(cut.site)?;
    Some(format!(
        "{} pool slabs ({held} bytes) are kept alive by {in_use} bytes cut at {}; \
         Buffer.from or Buffer.allocUnsafeSlow there would let them go",
        pinned.len(),
        site.place(),
    ))
}
