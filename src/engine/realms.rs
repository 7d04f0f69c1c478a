//! Further realms of a context: globals and built-ins of their own.

use super::{builtins, event_loop, prepare, stack};
use boa_engine::object::JsObject;
use boa_engine::realm::Realm;
use boa_engine::{Context, JsResult, js_string};
use std::cell::RefCell;
use std::rc::Rc;

/// The global object of the realm that is made next, where it is not to be an ordinary one.
#[derive(Debug, Clone, Default)]
pub struct NextGlobal(Rc<RefCell<Option<JsObject>>>);

impl NextGlobal {
    /// Takes it out.
    #[must_use]
    pub fn take(&self) -> Option<JsObject> {
        self.0.borrow_mut().take()
    }
}

/// A new realm. `global` is the object that the engine's own globals are put in, and what
/// scripts see of it; the second inherits what the first does.
///
/// # Errors
///
/// When the engine can't make it.
pub fn create(global: Option<(JsObject, JsObject)>, context: &mut Context) -> JsResult<Realm> {
    let next = context
        .get_data::<NextGlobal>()
        .cloned()
        .unwrap_or_default();
    next.0
        .replace(global.as_ref().map(|(_, seen)| seen.clone()));
    let realm = context.create_realm();
    drop(next.take());
    let realm = realm?;
    within(&realm, context, |context| {
        if let Some((own, _)) = global {
            let prototype = context.intrinsics().constructors().object().prototype();
            own.set_prototype(Some(prototype));
        }
        install(context)
    })?;
    Ok(realm)
}

/// Runs `act` in `realm`, and comes back from it.
pub fn within<R>(realm: &Realm, context: &mut Context, act: impl FnOnce(&mut Context) -> R) -> R {
    let before = context.enter_realm(realm.clone());
    let result = act(context);
    context.enter_realm(before);
    result
}

/// What the engine itself lacks or gets wrong, put right in the running realm.
///
/// # Errors
///
/// When a built-in object has been tampered with before.
pub fn install(context: &mut Context) -> JsResult<()> {
    stack::install(context)?;
    builtins::install(context)?;
    prepare::install(context)?;
    event_loop::atomics::install(context)?;
    // The engine shows the class that all typed arrays inherit from as a global.
    let global = context.global_object();
    global.delete_property_or_throw(js_string!("TypedArray"), context)?;
    Ok(())
}
