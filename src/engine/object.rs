//! Plain objects that modules hand out.

use crate::engine::native;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsValue, js_string};

/// An object with these properties, as a literal in a script would make it.
#[must_use]
pub fn literal<const N: usize>(fields: [(&str, JsValue); N], context: &Context) -> JsObject {
    let object = JsObject::with_object_proto(context.intrinsics());
    fill(&object, fields);
    object
}

/// Defines each field as a literal in a script would.
pub fn fill<const N: usize>(object: &JsObject, fields: [(&str, JsValue); N]) {
    for (name, value) in fields {
        native::set(object, js_string!(name), value, native::ENUMERABLE);
    }
}
