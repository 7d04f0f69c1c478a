//! Modules that were not written as ES modules: built-in ones, CommonJS, JSON.

use std::path::Path;

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, Module, js_string,
    module::SyntheticModuleInitializer, object::builtins::JsArray,
};

use super::super::{builtins, commonjs};

/// A module whose only export is `value`, the default.
pub(super) fn with_default(value: JsValue, path: Option<&Path>, context: &mut Context) -> Module {
    make(vec![(js_string!("default"), value)], path, context)
}

/// A built-in module: its value as default, the value's properties by their names.
pub(super) fn from_builtin(name: &str, context: &mut Context) -> JsResult<Module> {
    let value = builtins::load(&format!("node:{name}"), context)?.unwrap_or_default();
    let mut exports = named_exports(&value, context)?;
    exports.push((js_string!("default"), value));
    Ok(make(exports, None, context))
}

/// The CommonJS file at `path`: `module.exports` as default and as `module.exports`, its
/// properties by their names.
pub(super) fn from_commonjs(path: &Path, context: &mut Context) -> JsResult<Module> {
    let value = commonjs::load_resolved(path, &JsValue::undefined(), context)?;
    let mut exports = named_exports(&value, context)?;
    exports.push((js_string!("default"), value.clone()));
    exports.push((js_string!("module.exports"), value));
    Ok(make(exports, Some(path), context))
}

/// The enumerable properties of an object or a function, `default` left out.
fn named_exports(value: &JsValue, context: &mut Context) -> JsResult<Vec<(JsString, JsValue)>> {
    let Some(object) = value.as_object() else {
        return Ok(Vec::new());
    };
    let mut exports = Vec::new();
    for key in enumerable_names(&object, context)? {
        if key == "default" || key == "module.exports" {
            continue;
        }
        // A getter that throws leaves its export undefined, as in Node.
        let value = object.get(key.clone(), context).unwrap_or_default();
        exports.push((key, value));
    }
    Ok(exports)
}

fn enumerable_names(object: &JsObject, context: &mut Context) -> JsResult<Vec<JsString>> {
    let constructor = context.intrinsics().constructors().object().constructor();
    let keys = constructor.get(js_string!("keys"), context)?;
    let Some(keys) = keys.as_callable() else {
        return Ok(Vec::new());
    };
    let keys = keys.call(&JsValue::undefined(), &[object.clone().into()], context)?;
    let keys = JsArray::from_object(keys.to_object(context)?)?;
    (0..keys.length(context)?)
        .map(|index| keys.get(index, context)?.to_string(context))
        .collect()
}

fn make(exports: Vec<(JsString, JsValue)>, path: Option<&Path>, context: &mut Context) -> Module {
    let names: Vec<JsString> = exports.iter().map(|(name, _)| name.clone()).collect();
    let evaluate = SyntheticModuleInitializer::from_copy_closure_with_captures(
        |module, exports: &Vec<(JsString, JsValue)>, _| {
            for (name, value) in exports {
                module.set_export(name, value.clone())?;
            }
            Ok(())
        },
        exports,
    );
    Module::synthetic(&names, evaluate, path.map(Path::to_owned), None, context)
}
