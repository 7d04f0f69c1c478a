//! The functions that prepared sources call, declared in their realm when a source needs them:
//! as `const`, so that they are no properties of the global object.

use super::dynamic;
use crate::engine::builtins::disposal;
use crate::engine::{native, realms};
use boa_engine::realm::Realm;
use boa_engine::{
    Context, Finalize, JsData, JsNativeError, JsResult, JsValue, Script, Source, Trace, js_string,
};
use source_prep::helpers::{DISPOSAL, EVAL, NAMED};
use std::path::Path;

/// The property that holds them for a moment.
const HANDED: &str = "slabjs:prepare";

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
    // The only way to hand values to a script that declares them.
    let key = js_string!(HANDED);
    let global = realms::within(realm, context, |context| context.global_object());
    native::set(&global, key.clone(), made, native::HIDDEN);
    let code = format!(
        "const {{disposal:{DISPOSAL},named:{NAMED},prepare:{EVAL}}}=globalThis[\"{HANDED}\"]"
    );
    let declared = declare(&code, realm, context);
    global.delete_property_or_throw(key, context)?;
    declared?;
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
