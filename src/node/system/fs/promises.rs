//! `node:fs/promises`.

use super::forms::Operation;
use super::{OPERATIONS, constants, file_handle};
use crate::engine::native;
use crate::engine::per_context;
use boa_engine::object::JsObject;
use boa_engine::property::Attribute;
use boa_engine::{Context, js_string};

/// The exports of one context.
struct Own(JsObject);

/// The exports of `node:fs/promises`, which is also `fs.promises`; made when they are first
/// asked for.
pub(super) fn exports(context: &mut Context) -> JsObject {
    if let Some(own) = per_context::get::<Own>(context) {
        return own.0.clone();
    }
    let exports = make(context);
    per_context::set(Own(exports), context).0.clone()
}

fn make(context: &Context) -> JsObject {
    let exports = JsObject::with_object_proto(context.intrinsics());
    let open = Operation::new("open", file_handle::open).promised(3);
    for operation in OPERATIONS.iter().chain([&open]) {
        operation.define_promised(&exports, context);
    }
    let fixed = Attribute::ENUMERABLE;
    native::set(
        &exports,
        js_string!("constants"),
        constants::constants(),
        fixed,
    );
    exports
}
