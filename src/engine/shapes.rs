//! What the engine keeps of dead prototypes.
//!
//! The engine remembers, for each object that was a prototype, the shape of what inherits
//! from it. When nothing inherits from it any more the entry stays, and with it the
//! prototype and all that it holds, until 256 further objects have become prototypes: then
//! the engine looks through its entries. So that many are made here.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsValue};

/// New prototypes between two looks of the engine's.
const BETWEEN_LOOKS: usize = 256;

/// Has the engine forget prototypes that nothing inherits from since the last collection;
/// their memory is free after the next one. Returns whether that could be done.
pub fn forget_dead_prototypes(context: &mut Context) -> bool {
    (0..BETWEEN_LOOKS).all(|_| {
        let prototype = JsObject::with_null_proto();
        OrdinaryObject::create(&JsValue::undefined(), &[prototype.into()], context).is_ok()
    })
}
