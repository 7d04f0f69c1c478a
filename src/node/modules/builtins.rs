//! The built-in modules by name: the one table of them, and their values once loaded.

use boa_engine::{Context, JsResult, JsValue};

use super::Modules;
use crate::engine::error::{self, ErrorClass, validate_string};
use crate::{buffer, node};

/// A built-in module.
struct Builtin {
    /// Its name, without `node:`.
    name: &'static str,
    /// Whether it is only known with `node:` before its name.
    needs_prefix: bool,
    /// Makes its value; called once a context, when it is first asked for.
    load: fn(&mut Context) -> JsResult<JsValue>,
}

const fn builtin(name: &'static str, load: fn(&mut Context) -> JsResult<JsValue>) -> Builtin {
    Builtin {
        name,
        needs_prefix: false,
        load,
    }
}

const fn prefixed(name: &'static str, load: fn(&mut Context) -> JsResult<JsValue>) -> Builtin {
    Builtin {
        name,
        needs_prefix: true,
        load,
    }
}

/// Every built-in module, in the order of the alphabet: one line each.
static BUILTINS: &[Builtin] = &[
    builtin("assert", node::assert::module),
    builtin("assert/strict", node::assert::strict),
    builtin("buffer", buffer::module::module),
    builtin("console", node::console::load),
    builtin("constants", node::constants::module),
    builtin("crypto", node::crypto::module),
    builtin("events", node::events::module),
    builtin("fs", node::fs::module),
    builtin("fs/promises", node::fs::promises_module),
    builtin("module", super::commonjs::module_module),
    builtin("os", node::os::module),
    builtin("path", node::path::module),
    builtin("path/posix", node::path::posix),
    builtin("path/win32", node::path::win32),
    builtin("perf_hooks", node::perf_hooks::module),
    builtin("process", node::process::load),
    builtin("punycode", node::punycode::module),
    builtin("querystring", node::querystring::module),
    builtin("readline", node::readline::module),
    builtin("readline/promises", node::readline::promises),
    builtin("slabjs:memory", node::slabjs_memory::module),
    builtin("stream", node::stream::module),
    builtin("stream/consumers", node::stream::consumers),
    builtin("stream/promises", node::stream::promises),
    builtin("stream/web", node::web_streams::module),
    builtin("string_decoder", node::string_decoder::module),
    prefixed("test", node::test::module),
    builtin("timers", node::timers::load),
    builtin("timers/promises", node::timers::load_promises),
    builtin("tty", node::tty::module),
    builtin("url", node::url::module),
    builtin("util", node::util::module),
    builtin("util/types", node::util::types::module),
    builtin("v8", node::v8::module),
    builtin("vm", node::vm::module),
    builtin("zlib", node::zlib::module),
];

/// Modules that only other built-in modules can require.
static INTERNALS: &[Builtin] = &[
    builtin("internal:abort", node::event_target::abort),
    builtin("internal:abort_error", node::event_target::abort_error),
    builtin("internal:assertion_error", node::assert::assertion_error),
    builtin("internal:blob", node::blob::module),
    builtin("internal:crypto_stream", node::crypto::stream::module),
    builtin("internal:event", node::event_target::event),
    builtin("internal:event_target", node::event_target::event_target),
    builtin("internal:fs/streams", node::fs::streams),
    builtin("internal:inspect", inspect_function),
    builtin("internal:test_failure", node::test::failure),
    builtin("internal:process/standard", node::process::standard_module),
    builtin("internal:readline/interface", node::readline::interface),
    builtin("internal:test_mock", node::test::mock),
    builtin("internal:test_mock_timers", node::test::mock_timers),
    builtin("internal:tty_write_stream", node::tty::write_stream_class),
    builtin("internal:web_streams/readable", node::web_streams::readable),
    builtin("internal:web_streams/shared", node::web_streams::shared),
    builtin(
        "internal:web_streams/strategies",
        node::web_streams::strategies,
    ),
    builtin(
        "internal:web_streams/transform",
        node::web_streams::transform,
    ),
    builtin("internal:web_streams/writable", node::web_streams::writable),
    builtin("internal:whatwg_url", node::url::classes),
    builtin("internal:zlib/codec", node::zlib::codec),
    builtin("internal:zlib/constants", node::zlib::constants),
];

/// `util.inspect` alone, so that what prints does not load all of `node:util`.
fn inspect_function(context: &mut Context) -> JsResult<JsValue> {
    node::util::inspect::function(context).map(JsValue::from)
}

fn entry(specifier: &str) -> Option<&'static Builtin> {
    let (name, prefixed) = match specifier.strip_prefix("node:") {
        Some(name) => (name, true),
        None => (specifier, false),
    };
    BUILTINS
        .iter()
        .find(|builtin| builtin.name == name && (prefixed || !builtin.needs_prefix))
}

/// The name, without `node:`, of the built-in module that `specifier` names.
#[must_use]
pub fn find(specifier: &str) -> Option<&'static str> {
    entry(specifier).map(|builtin| builtin.name)
}

/// The names of all built-in modules as `module.builtinModules` lists them.
pub fn names() -> impl Iterator<Item = String> {
    BUILTINS.iter().map(|builtin| match builtin.needs_prefix {
        true => format!("node:{}", builtin.name),
        false => builtin.name.to_owned(),
    })
}

/// The value of the built-in module that `specifier` names, with or without `node:`;
/// `None` when there is no such module. It is made at the first call.
///
/// # Errors
///
/// Whatever making it throws.
pub fn load(specifier: &str, context: &mut Context) -> JsResult<Option<JsValue>> {
    match entry(specifier) {
        Some(builtin) => load_entry(builtin, context).map(Some),
        None => Ok(None),
    }
}

/// [`load`], of internal modules too.
///
/// # Errors
///
/// Whatever making it throws.
pub(super) fn load_for_builtin(
    specifier: &str,
    context: &mut Context,
) -> JsResult<Option<JsValue>> {
    if let Some(builtin) = INTERNALS.iter().find(|builtin| builtin.name == specifier) {
        return load_entry(builtin, context).map(Some);
    }
    let sources = &node::stream::SOURCES;
    match sources.iter().find(|(name, _)| *name == specifier) {
        Some((name, source)) => {
            let make = |context: &mut Context| node::stream::internal(name, source, context);
            once(name, make, context).map(Some)
        }
        None => load(specifier, context),
    }
}

/// The value of the internal module `name`.
///
/// # Errors
///
/// Whatever making it throws.
pub(crate) fn load_internal(name: &str, context: &mut Context) -> JsResult<JsValue> {
    Ok(load_for_builtin(name, context)?.unwrap_or_default())
}

fn load_entry(builtin: &'static Builtin, context: &mut Context) -> JsResult<JsValue> {
    once(builtin.name, builtin.load, context)
}

/// The value of the module `name`, which `make` gives when it is first asked for.
fn once(
    name: &'static str,
    make: impl FnOnce(&mut Context) -> JsResult<JsValue>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let modules = Modules::of(context);
    if modules.denied.get().contains(&name) {
        let message = "Access to this API has been restricted by the host";
        return Err(error::coded(
            ErrorClass::Error,
            "ERR_ACCESS_DENIED",
            message,
            context,
        ));
    }
    if let Some(value) = modules.builtins.borrow().get(name) {
        return Ok(value.clone());
    }
    let value = make(context)?;
    modules.builtins.borrow_mut().insert(name, value.clone());
    Ok(value)
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
    use super::*;

    #[test]
    fn names_with_and_without_prefix() {
        assert_eq!(find("assert"), Some("assert"));
        assert_eq!(find("node:assert/strict"), Some("assert/strict"));
        assert_eq!(find("node:test"), Some("test"));
        assert_eq!(find("test"), None);
        assert_eq!(find("node:node:assert"), None);
        assert_eq!(find("nothing"), None);
    }

    #[test]
    fn the_table_is_in_order_without_doubles() {
        assert!(BUILTINS.windows(2).all(|pair| pair[0].name < pair[1].name));
    }
}
