//! Properties of an object that otherwise prints in a way of its own.

use super::options::{Compact, InspectOptions};
use super::printer::{Printer, TOP};
use crate::engine::native;
use crate::engine::reflect::{self, Filter};
use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult};

/// How what stands before the properties of an object without a prototype ends.
const BEFORE: &str = "null prototype] { ";
const AFTER: &str = " }";

/// The own properties of `object` beside its elements, on one line:
/// `foo: 1, bar: 2`. `None` where there are none.
///
/// For custom inspection functions such as a Buffer's, which put it behind
/// the bytes.
///
/// # Errors
///
/// What the properties' getters and inspection functions throw.
pub fn extra_properties(
    object: &JsObject,
    options: &InspectOptions,
    context: &mut Context,
) -> JsResult<Option<String>> {
    let filter = if options.show_hidden {
        Filter::All
    } else {
        Filter::Enumerable
    };
    let keys = reflect::non_index_keys(object, filter, context)?;
    if keys.is_empty() {
        return Ok(None);
    }
    let holder = JsObject::with_null_proto();
    for key in keys {
        let value = object.get(key.clone(), context)?;
        native::set(&holder, key, value, native::ENUMERABLE);
    }
    let options = InspectOptions {
        break_length: f64::INFINITY,
        compact: Compact::Dense,
        ..options.clone()
    };
    let text = Printer::new(options, context)?.value(&holder.into(), TOP)?;
    let inner = text.split_once(BEFORE).map_or(&*text, |(_, inner)| inner);
    Ok(Some(inner.strip_suffix(AFTER).unwrap_or(inner).to_owned()))
}
