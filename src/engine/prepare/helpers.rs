//! The functions that prepared sources call, declared in their realm when a source needs them:
//! by `let`, so that they are no properties of the global object.

use super::dynamic;
use crate::engine::builtins::disposal;
use crate::engine::native;
use boa_engine::realm::Realm;
use boa_engine::{
    Context, Finalize, JsData, JsNativeError, JsResult, JsValue, Script, Source, Trace, js_string,
};
use source_prep::helpers::NAMES;
use std::path::Path;

/// Marks a realm that has them.
#[derive(Debug, Trace, Finalize, JsData)]
struct Installed;

/// Declares the functions in `realm`, unless that was done before.
///
/// # Errors
///
/// When a script has tampered with the built-in objects they are made with.
pub(super) fn ensure(realm: &Realm, context: &mut Context) -> JsResult<()> {
    if realm.host_defined().has::<Installed>() {
        return Ok(());
    }
    let made = disposal::of(realm, context)?;
    let prepare = native::function("prepare", 1, dynamic::prepare_eval, context);
    native::set(&made, js_string!("prepare"), prepare, native::HIDDEN);
    // The script's value is how they are handed to what it declares: the global object of a
    // `vm` context is not the one that scripts see.
    let code = format!("let {NAMES};(a,b,c)=>{{[{NAMES}]=[a,b,c]}}");
    let hand = declare(&code, realm, context)?;
    let Some(hand) = hand.as_callable() else {
        return Err(JsNativeError::typ().with_message("not a function").into());
    };
    let mut values = Vec::with_capacity(3);
    for key in ["disposal", "named", "prepare"] {
        values.push(made.get(js_string!(key), context)?);
    }
    hand.call(&JsValue::undefined(), &values, context)?;
    realm.host_defined_mut().insert(Installed);
    Ok(())
}

fn declare(code: &str, realm: &Realm, context: &mut Context) -> JsResult<JsValue> {
    let source = Source::from_bytes(code).with_path(Path::new("node:internal/prepare"));
    let script = Script::parse(source, Some(realm.clone()), context)?;
    script.evaluate(context).map_err(|error| {
        let message = format!("the names of prepared sources are taken: {error}");
        JsNativeError::error().with_message(message).into()
    })
}
