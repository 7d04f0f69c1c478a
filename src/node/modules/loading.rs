//! The values of built-in modules, made when they are first asked for.

use super::builtins::{Binding, Builtin, Builtins, Origin};
use super::context::Modules;
use super::embedded;
use crate::engine::error::{self, ErrorClass, validate_string};
use crate::engine::native;
use boa_engine::{Context, JsObject, JsResult, JsValue, js_string};

/// The value of the built-in module that a script means by `specifier`; `None` when
/// there is no such module. It is made at the first call.
///
/// # Errors
///
/// ERR_ACCESS_DENIED for a module that the host denies; whatever making it throws.
pub fn load(specifier: &str, context: &mut Context) -> JsResult<Option<JsValue>> {
    let modules = Modules::of(context);
    match modules.builtins().find(specifier) {
        Some(name) => load_named(&name, context).map(Some),
        None => Ok(None),
    }
}

/// The value of the module that a built-in module means by `specifier`: as [`load`],
/// and the internal modules.
pub(super) fn load_for_builtin(specifier: &str, context: &mut Context) -> JsResult<JsValue> {
    let modules = Modules::of(context);
    match modules.builtins().find(specifier) {
        Some(name) => load_named(&name, context),
        None => load_named(specifier, context),
    }
}

/// The value of the built-in module of this name, as [`Builtins::find`] gives it, or of
/// the internal module of this name. It is made at the first call.
///
/// # Errors
///
/// ERR_UNKNOWN_BUILTIN_MODULE when there is no such module, ERR_ACCESS_DENIED when the
/// host denies it; whatever making it throws.
pub fn load_named(name: &str, context: &mut Context) -> JsResult<JsValue> {
    let modules = Modules::of(context);
    let builtins = modules.builtins();
    if builtins.is_denied(name) {
        let message = "Access to this API has been restricted by the host";
        let code = "ERR_ACCESS_DENIED";
        return Err(error::coded(ErrorClass::Error, code, message, context));
    }
    if let Some(value) = builtins.value(name) {
        return Ok(value);
    }
    let value = make(name, builtins, context)?;
    builtins.remember(name, value.clone());
    Ok(value)
}

fn make(name: &str, builtins: &Builtins, context: &mut Context) -> JsResult<JsValue> {
    if let Some(row) = builtins.row(name) {
        return make_from_row(row, context);
    }
    if let Some(load) = builtins.loader(name) {
        return load(context);
    }
    let message = format!("No such built-in module: {name}");
    let code = "ERR_UNKNOWN_BUILTIN_MODULE";
    Err(error::coded(ErrorClass::Error, code, message, context))
}

fn make_from_row(row: &Builtin, context: &mut Context) -> JsResult<JsValue> {
    match row.origin {
        Origin::JavaScript(source, binding) => {
            let binding = bind(binding, context)?;
            embedded::evaluate(&row.file_name(), source, binding, context)
        }
        Origin::Rust(load) => load(context),
        Origin::MemberOf(module, member) => {
            let module = load_named(module, context)?.to_object(context)?;
            module.get(js_string!(member), context)
        }
    }
}

fn bind(binding: Binding, context: &mut Context) -> JsResult<JsValue> {
    match binding {
        Binding::None => Ok(JsValue::undefined()),
        Binding::Functions(functions) => {
            let object = JsObject::with_object_proto(context.intrinsics());
            native::define(&object, functions, native::ENUMERABLE, context);
            Ok(object.into())
        }
        Binding::Made(make) => make(context),
    }
}

/// The value of a built-in module, or of one that only built-in modules can require, for
/// Rust code that needs it. `node:` may stand before the name.
///
/// # Errors
///
/// As [`load_named`].
pub fn require_builtin(name: &str, context: &mut Context) -> JsResult<JsValue> {
    load_for_builtin(name, context)
}

/// Whether the built-in module `name` was asked for before, by whomever.
#[must_use]
pub fn is_loaded(name: &str, context: &mut Context) -> bool {
    Modules::of(context).builtins().is_loaded(name)
}

/// `process.getBuiltinModule(id)`: the module, or `undefined`.
///
/// # Errors
///
/// ERR_INVALID_ARG_TYPE, or whatever making the module throws.
pub fn get_builtin_module(id: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let id = validate_string(id, "id", context)?;
    Ok(load(&id.to_std_string_lossy(), context)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::super::builtins::Loader;
    use super::*;
    use std::cell::Cell;
    use std::rc::Rc;

    #[test]
    fn a_loader_runs_once_a_context() {
        let context = &mut Context::default();
        let modules = Modules::of(context);
        let calls = Rc::new(Cell::new(0));
        let counted = Rc::clone(&calls);
        let loader: Loader = Rc::new(move |_| {
            counted.set(counted.get() + 1);
            Ok(js_string!("value").into())
        });
        assert_eq!(modules.add_builtin("host:db", loader), Ok(()));
        for _ in 0..2 {
            let value = load("host:db", context)
                .expect("no error")
                .expect("a module");
            assert_eq!(value, js_string!("value").into());
        }
        assert_eq!(calls.get(), 1);
        assert!(load_named("host:other", context).is_err());
        assert_eq!(load("host:other", context).expect("no error"), None);
    }
}
