//! `node:fs/promises`.

use super::forms::Operation;
use super::{OPERATIONS, constants, file_handle};
use crate::engine::native;
use boa_engine::object::JsObject;
use boa_engine::property::Attribute;
use boa_engine::{Context, js_string};

/// The exports of `node:fs/promises`, which is also `fs.promises`.
pub(super) fn exports(context: &Context) -> JsObject {
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
