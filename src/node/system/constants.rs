//! `node:constants`: those of `os`, `fs` and `crypto` in one object.

use crate::engine::reflect::{self, Filter};
use crate::node::modules::require_builtin;
use boa_engine::object::{IntegrityLevel, JsObject};
use boa_engine::{Context, JsResult, JsValue, js_string};

/// Where the constants are: a module, and the groups below its `constants`.
const GROUPS: [(&str, &[&str]); 3] = [
    ("os", &["dlopen", "errno", "priority", "signals"]),
    ("fs", &[]),
    ("crypto", &[]),
];

/// The module's exports.
///
/// # Errors
///
/// Whatever making the other modules throws.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    let all = JsObject::with_object_proto(context.intrinsics());
    for (name, groups) in GROUPS {
        let module = require_builtin(name, context)?;
        let constants = module
            .to_object(context)?
            .get(js_string!("constants"), context)?;
        let Some(constants) = constants.as_object() else {
            continue;
        };
        if groups.is_empty() {
            copy(&constants, &all, context)?;
        }
        for group in groups {
            let group = constants.get(js_string!(*group), context)?;
            if let Some(group) = group.as_object() {
                copy(&group, &all, context)?;
            }
        }
    }
    all.set_integrity_level(IntegrityLevel::Frozen, context)?;
    Ok(all.into())
}

fn copy(from: &JsObject, to: &JsObject, context: &mut Context) -> JsResult<()> {
    for key in reflect::keys(from, Filter::Enumerable, context)? {
        let value = from.get(key.clone(), context)?;
        to.create_data_property_or_throw(key, value, context)?;
    }
    Ok(())
}
