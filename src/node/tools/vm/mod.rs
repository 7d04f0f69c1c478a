//! `node:vm`: scripts in this realm and in realms of their own. The module itself is
//! `vm.js`.
//!
//! Absent: `SourceTextModule` and the other module classes, `measureMemory`,
//! cached data, and `options.timeout`, which is refused: the engine can't be
//! stopped in the middle of a script. `import()` inside a script is answered by the loader
//! of the program.

use crate::engine::native::Definition;
use crate::engine::realms;
use crate::node::modules::syntax;
use boa_engine::object::JsObject;
use boa_engine::realm::Realm;
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsError, JsNativeError, JsResult, JsValue, Script, Source,
    Trace,
};
use std::path::Path;

/// What a script holds of a realm.
#[derive(Debug, Trace, Finalize, JsData)]
struct Handle(Realm);

pub(crate) const BINDING: [Definition; 5] = [
    ("makeRealm", 1, make_realm),
    ("globalOf", 1, global_of),
    ("check", 2, check),
    ("checkBody", 3, check_body),
    ("run", 3, run),
];

/// `makeRealm(wrap)`: a new realm; `wrap` gets its global object and gives the one that scripts
/// see.
fn make_realm(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let global = match args.get_or_undefined(0).as_callable() {
        Some(wrap) => {
            let own = JsObject::with_object_proto(context.intrinsics());
            let seen = wrap.call(&JsValue::undefined(), &[own.clone().into()], context)?;
            seen.as_object().map(|seen| (own, seen))
        }
        None => None,
    };
    let realm = realms::create(global, context)?;
    Ok(JsObject::from_proto_and_data(None, Handle(realm)).into())
}

fn realm_of(value: &JsValue) -> JsResult<Option<Realm>> {
    if value.is_undefined() {
        return Ok(None);
    }
    let object = value.as_object();
    let handle = object
        .as_ref()
        .and_then(|object| object.downcast_ref::<Handle>());
    let realm = handle.map(|handle| handle.0.clone());
    realm
        .map(Some)
        .ok_or_else(|| JsNativeError::typ().with_message("not a realm").into())
}

fn global_of(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(realm) = realm_of(args.get_or_undefined(0))? else {
        return Ok(context.global_object().into());
    };
    Ok(realms::within(&realm, context, |context| {
        context.global_object().into()
    }))
}

fn text(args: &[JsValue], index: usize, context: &mut Context) -> JsResult<String> {
    let text = args.get_or_undefined(index).to_string(context)?;
    Ok(text.to_std_string_lossy())
}

/// `check(code, filename)` throws a SyntaxError for code that does not parse.
fn check(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let code = text(args, 0, context)?;
    let name = text(args, 1, context)?;
    match syntax::check_script(&code, context) {
        Some(fault) => Err(syntax::error(&fault, Path::new(&name), &code, context)),
        None => Ok(JsValue::undefined()),
    }
}

/// `checkBody(params, code, filename)`, of a function: neither part may close the other.
fn check_body(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let params = text(args, 0, context)?;
    let code = text(args, 1, context)?;
    let name = text(args, 2, context)?;
    let head = format!("(function ({params}\n) {{}})");
    let fault = syntax::check_function_body(&code, context);
    if let Some(fault) = fault {
        return Err(syntax::error(&fault, Path::new(&name), &code, context));
    }
    match syntax::check_script(&head, context) {
        Some(fault) => Err(syntax::error(&fault, Path::new(&name), &head, context)),
        None => Ok(JsValue::undefined()),
    }
}

/// `run(code, filename, realm)`: the value of the last statement.
fn run(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let code = text(args, 0, context)?;
    let name = text(args, 1, context)?;
    let Some(realm) = realm_of(args.get_or_undefined(2))? else {
        return evaluate(&code, &name, None, context);
    };
    realms::within(&realm, context, |context| {
        let ended = evaluate(&code, &name, Some(realm.clone()), context);
        // An error of the engine is one of the realm it comes from.
        ended.map_err(|error| match error.into_opaque(context) {
            Ok(value) => JsError::from_opaque(value),
            Err(error) => error,
        })
    })
}

fn evaluate(
    code: &str,
    name: &str,
    realm: Option<Realm>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let own = realm.clone().unwrap_or_else(|| context.realm().clone());
    let ready = syntax::prepare_script_in(code, Path::new(name), &own, context)?;
    let source = Source::from_bytes(ready.as_bytes()).with_path(Path::new(name));
    Script::parse(source, realm, context)?.evaluate(context)
}
