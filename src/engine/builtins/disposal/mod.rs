//! Explicit resource management: `DisposableStack`, `AsyncDisposableStack`,
//! `SuppressedError`, and what prepared `using` declarations call. Written in JavaScript,
//! made once a realm, when first needed.

use boa_engine::realm::Realm;
use boa_engine::{
    Context, Finalize, JsData, JsNativeError, JsObject, JsResult, JsValue, Script, Source, Trace,
    js_string,
};
use std::path::Path;

/// The classes that scripts see as globals.
pub const CLASSES: [&str; 3] = ["DisposableStack", "AsyncDisposableStack", "SuppressedError"];

/// The class `name` of [`CLASSES`] in the running realm.
///
/// # Errors
///
/// As [`of`].
pub fn class(name: &str, context: &mut Context) -> JsResult<JsValue> {
    let realm = context.realm().clone();
    of(&realm, context)?.get(js_string!(name), context)
}

/// What the script returns, kept with its realm.
#[derive(Debug, Clone, Trace, Finalize, JsData)]
struct Made(JsObject);

/// The object with the classes and functions of `realm`: `SuppressedError`, `DisposableStack`,
/// `AsyncDisposableStack`, `disposal`, `named`.
///
/// # Errors
///
/// What a script has made of the built-in objects it is made with.
pub fn of(realm: &Realm, context: &mut Context) -> JsResult<JsObject> {
    if let Some(Made(made)) = realm.host_defined().get::<Made>() {
        return Ok(made.clone());
    }
    let code = concat!("(function(){", include_str!("disposal.js"), "\n})");
    let source = Source::from_bytes(code).with_path(Path::new("node:internal/disposal"));
    let function = Script::parse(source, Some(realm.clone()), context)?.evaluate(context)?;
    let made = match function.as_callable() {
        Some(function) => function.call(&JsValue::undefined(), &[], context)?,
        None => JsValue::undefined(),
    };
    let Some(made) = made.as_object() else {
        return Err(JsNativeError::typ().with_message("not an object").into());
    };
    realm.host_defined_mut().insert(Made(made.clone()));
    Ok(made)
}
