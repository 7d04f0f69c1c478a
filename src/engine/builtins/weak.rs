//! Symbols held weakly (ECMAScript 9.13): WeakMap, WeakSet, WeakRef, FinalizationRegistry.
//!
//! The engine's collections take objects alone. A symbol is put into them by an object that
//! stands for it, one for each symbol of a collection, which lives as long as the collection
//! does: symbols are not collected, and so are never found missing.

use super::keyed::iterator::prototype_for;
use super::keyed::map::requires_new;
use super::keyed::put_global;
use super::words;
use crate::engine::collections;
use crate::engine::native;
use boa_engine::object::builtins::{JsFunction, JsWeakMap, JsWeakSet};
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::Attribute;
use boa_engine::{
    Context, JsArgs, JsData, JsError, JsNativeError, JsResult, JsSymbol, JsValue, NativeFunction,
    js_string,
};
use boa_gc::{Finalize, Trace};

/// What the methods of one class know.
#[derive(Debug, Clone, Trace, Finalize)]
struct Kept {
    /// The function that was there before.
    original: JsFunction,
    /// `Symbol.keyFor`.
    key_for: JsFunction,
    /// For each collection a Map from symbols to the objects that stand for them.
    stand_ins: JsWeakMap,
}

/// The symbol of a WeakRef.
#[derive(Debug, Trace, Finalize, JsData)]
struct SymbolRef(JsSymbol);

type Code = fn(&JsValue, &[JsValue], &Kept, &mut Context) -> JsResult<JsValue>;

/// A method, its `length`, and what it does with symbols.
type Method = (&'static str, usize, Code);

const MAP: [Method; 6] = [
    ("set", 2, map_set),
    ("get", 1, map_look),
    ("has", 1, map_look),
    ("delete", 1, map_look),
    ("getOrInsert", 2, map_set),
    ("getOrInsertComputed", 2, map_compute),
];
const SET: [Method; 3] = [
    ("add", 1, set_add),
    ("has", 1, set_look),
    ("delete", 1, set_look),
];
const REF: [Method; 1] = [("deref", 0, deref)];
const REGISTRY: [Method; 2] = [("register", 2, register), ("unregister", 1, unregister)];

/// Puts them in place.
///
/// # Errors
///
/// When the engine's globals have been tampered with before.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let symbol = context.intrinsics().constructors().symbol().constructor();
    let key_for = symbol.get(js_string!("keyFor"), context)?.as_callable();
    let Some(key_for) = key_for.and_then(JsFunction::from_object) else {
        return Ok(());
    };
    let all = context.intrinsics().constructors();
    let prototypes = [
        all.weak_map().prototype(),
        all.weak_set().prototype(),
        all.weak_ref().prototype(),
        all.finalization_registry().prototype(),
    ];
    let [map, set, reference, registry] = prototypes;
    put(&map, &MAP, &key_for, context)?;
    put(&set, &SET, &key_for, context)?;
    put(&reference, &REF, &key_for, context)?;
    put(&registry, &REGISTRY, &key_for, context)?;
    put_constructor(&reference, &key_for, context)
}

fn put(
    prototype: &JsObject,
    methods: &[Method],
    key_for: &JsFunction,
    context: &mut Context,
) -> JsResult<()> {
    let stand_ins = JsWeakMap::new(context);
    for &(name, length, code) in methods {
        let original = prototype.get(js_string!(name), context)?.as_callable();
        let Some(original) = original.and_then(JsFunction::from_object) else {
            continue;
        };
        let kept = Kept {
            original,
            key_for: key_for.clone(),
            stand_ins: stand_ins.clone(),
        };
        let code = NativeFunction::from_copy_closure_with_captures(code, kept);
        let function = FunctionObjectBuilder::new(context.realm(), code)
            .name(js_string!(name))
            .length(length)
            .build();
        native::set(prototype, js_string!(name), function, native::HIDDEN);
    }
    Ok(())
}

impl Kept {
    /// The symbol that `value` is, if it may be held weakly: one that is not registered.
    fn symbol(&self, value: &JsValue, context: &mut Context) -> JsResult<Option<JsSymbol>> {
        let Some(symbol) = value.as_symbol() else {
            return Ok(None);
        };
        let key = self
            .key_for
            .call(&JsValue::undefined(), &[symbol.clone().into()], context)?;
        Ok(key.is_undefined().then_some(symbol))
    }

    /// The object that stands for the symbol in `collection`; `None` where there is none yet
    /// and none is to be made.
    fn stand_in(
        &self,
        collection: &JsObject,
        symbol: &JsSymbol,
        make: bool,
        context: &mut Context,
    ) -> JsResult<Option<JsObject>> {
        let known = self.stand_ins.get(collection, context)?.as_object();
        let map = match known {
            Some(map) => map,
            None if !make => return Ok(None),
            None => {
                let map = collections::new_map(context);
                self.stand_ins
                    .set(collection, map.clone().into(), context)?;
                map
            }
        };
        let key = JsValue::from(symbol.clone());
        if let Some(known) = collections::get_in_map(&map, &key) {
            return Ok(known.as_object());
        }
        if !make {
            return Ok(None);
        }
        let made = JsObject::with_null_proto();
        collections::put_in_map(&map, &key, made.clone().into());
        Ok(Some(made))
    }

    /// Calls the engine's own with the object that stands for the symbol, or with the value
    /// as it is.
    fn call(
        &self,
        this: &JsValue,
        arguments: &[JsValue],
        make: bool,
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let mut arguments = arguments.to_vec();
        if let (Some(collection), Some(first)) = (this.as_object(), arguments.first().cloned())
            && let Some(symbol) = self.symbol(&first, context)?
            && let Some(stand_in) = self.stand_in(&collection, &symbol, make, context)?
        {
            arguments[0] = stand_in.into();
        }
        self.original.call(this, &arguments, context)
    }
}

fn type_error(message: &'static str) -> JsError {
    JsNativeError::typ().with_message(message).into()
}

/// Whether it can be a key: `CanBeHeldWeakly`.
fn can_be_held(value: &JsValue, kept: &Kept, context: &mut Context) -> JsResult<bool> {
    Ok(value.is_object() || kept.symbol(value, context)?.is_some())
}

fn require_map(this: &JsValue, kept: &Kept) -> JsResult<()> {
    let is_map = this
        .as_object()
        .is_some_and(|map| JsWeakMap::from_object(map).is_ok());
    require(is_map, "WeakMap", this, kept)
}

fn require_set(this: &JsValue, kept: &Kept) -> JsResult<()> {
    let is_set = this
        .as_object()
        .is_some_and(|set| JsWeakSet::from_object(set).is_ok());
    require(is_set, "WeakSet", this, kept)
}

fn require(is: bool, class: &str, this: &JsValue, kept: &Kept) -> JsResult<()> {
    if is {
        return Ok(());
    }
    let key = boa_engine::property::PropertyKey::from(js_string!("name"));
    let name = kept.original.borrow().properties().get(&key);
    let name = name.and_then(|name| name.value()?.as_string());
    let name = name
        .map(|name| name.to_std_string_lossy())
        .unwrap_or_default();
    Err(words::incompatible(
        &format!("{class}.prototype.{name}"),
        this,
    ))
}

fn map_set(
    this: &JsValue,
    arguments: &[JsValue],
    kept: &Kept,
    context: &mut Context,
) -> JsResult<JsValue> {
    require_map(this, kept)?;
    if !can_be_held(arguments.get_or_undefined(0), kept, context)? {
        return Err(type_error("Invalid value used as weak map key"));
    }
    kept.call(this, arguments, true, context)
}

fn map_look(
    this: &JsValue,
    arguments: &[JsValue],
    kept: &Kept,
    context: &mut Context,
) -> JsResult<JsValue> {
    require_map(this, kept)?;
    kept.call(this, arguments, false, context)
}

/// `getOrInsertComputed`, whose callback is given the symbol itself.
fn map_compute(
    this: &JsValue,
    arguments: &[JsValue],
    kept: &Kept,
    context: &mut Context,
) -> JsResult<JsValue> {
    require_map(this, kept)?;
    let key = arguments.get_or_undefined(0);
    if !can_be_held(key, kept, context)? {
        return Err(type_error("Invalid value used as weak map key"));
    }
    let callback = arguments.get_or_undefined(1);
    let Some(callback) = callback.as_function() else {
        return Err(words::not_a_function(callback));
    };
    if key.is_object() {
        return kept.original.call(this, arguments, context);
    }
    let given = (key.clone(), callback);
    let code = NativeFunction::from_copy_closure_with_captures(compute, given);
    let callback = FunctionObjectBuilder::new(context.realm(), code).build();
    kept.call(this, &[key.clone(), callback.into()], true, context)
}

fn compute(
    _: &JsValue,
    _: &[JsValue],
    given: &(JsValue, JsFunction),
    context: &mut Context,
) -> JsResult<JsValue> {
    given.1.call(
        &JsValue::undefined(),
        std::slice::from_ref(&given.0),
        context,
    )
}

fn set_add(
    this: &JsValue,
    arguments: &[JsValue],
    kept: &Kept,
    context: &mut Context,
) -> JsResult<JsValue> {
    require_set(this, kept)?;
    if !can_be_held(arguments.get_or_undefined(0), kept, context)? {
        return Err(type_error("Invalid value used in weak set"));
    }
    kept.call(this, arguments, true, context)
}

fn set_look(
    this: &JsValue,
    arguments: &[JsValue],
    kept: &Kept,
    context: &mut Context,
) -> JsResult<JsValue> {
    require_set(this, kept)?;
    kept.call(this, arguments, false, context)
}

fn deref(
    this: &JsValue,
    arguments: &[JsValue],
    kept: &Kept,
    context: &mut Context,
) -> JsResult<JsValue> {
    if let Some(object) = this.as_object()
        && let Some(reference) = object.downcast_ref::<SymbolRef>()
    {
        return Ok(reference.0.clone().into());
    }
    kept.original.call(this, arguments, context)
}

fn register(
    this: &JsValue,
    arguments: &[JsValue],
    kept: &Kept,
    context: &mut Context,
) -> JsResult<JsValue> {
    let [target, held, token] = [0, 1, 2].map(|at| arguments.get_or_undefined(at).clone());
    let Some(registry) = this.as_object() else {
        return kept.original.call(this, arguments, context);
    };
    if !can_be_held(&target, kept, context)? {
        return Err(type_error(
            "FinalizationRegistry.prototype.register: invalid target",
        ));
    }
    if JsValue::same_value(&target, &held) {
        return Err(type_error(
            "FinalizationRegistry.prototype.register: target and holdings must not be same",
        ));
    }
    let target = stood_for(&registry, &target, kept, context)?;
    let token = match token.is_undefined() {
        true => token,
        false if can_be_held(&token, kept, context)? => {
            stood_for(&registry, &token, kept, context)?
        }
        false => return Err(invalid_token(&token)),
    };
    kept.original.call(this, &[target, held, token], context)
}

/// The value, or the object that stands for it.
fn stood_for(
    registry: &JsObject,
    value: &JsValue,
    kept: &Kept,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(symbol) = value.as_symbol() else {
        return Ok(value.clone());
    };
    let stand_in = kept.stand_in(registry, &symbol, true, context)?;
    Ok(stand_in.map_or_else(JsValue::undefined, JsValue::from))
}

fn invalid_token(token: &JsValue) -> JsError {
    let message = format!("Invalid unregisterToken ('{}')", words::shown(token));
    JsNativeError::typ().with_message(message).into()
}

fn unregister(
    this: &JsValue,
    arguments: &[JsValue],
    kept: &Kept,
    context: &mut Context,
) -> JsResult<JsValue> {
    let token = arguments.get_or_undefined(0);
    let Some(registry) = this.as_object() else {
        return kept.original.call(this, arguments, context);
    };
    if !can_be_held(token, kept, context)? {
        return Err(invalid_token(token));
    }
    let token = stood_for(&registry, token, kept, context)?;
    kept.original.call(this, &[token], context)
}

/// `new WeakRef(target)`.
fn construct_ref(
    this: &JsValue,
    arguments: &[JsValue],
    kept: &Kept,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(new_target) = this.as_object() else {
        return Err(requires_new("WeakRef"));
    };
    let target = arguments.get_or_undefined(0);
    if target.is_object() {
        let made = kept
            .original
            .construct(arguments, Some(&new_target), context)?;
        return Ok(made.into());
    }
    let Some(symbol) = kept.symbol(target, context)? else {
        return Err(type_error("WeakRef: invalid target"));
    };
    let intrinsic = context.intrinsics().constructors().weak_ref().prototype();
    let prototype = prototype_for(this, intrinsic, context)?;
    Ok(JsObject::from_proto_and_data(prototype, SymbolRef(symbol)).into())
}

/// Puts a constructor that takes symbols in the place of `WeakRef`.
fn put_constructor(
    prototype: &JsObject,
    key_for: &JsFunction,
    context: &mut Context,
) -> JsResult<()> {
    let original = context.intrinsics().constructors().weak_ref().constructor();
    let Some(original) = JsFunction::from_object(original) else {
        return Ok(());
    };
    let kept = Kept {
        original,
        key_for: key_for.clone(),
        stand_ins: JsWeakMap::new(context),
    };
    let code = NativeFunction::from_copy_closure_with_captures(construct_ref, kept);
    let constructor = FunctionObjectBuilder::new(context.realm(), code)
        .name(js_string!("WeakRef"))
        .length(1)
        .constructor(true)
        .build();
    native::set(
        &constructor,
        js_string!("prototype"),
        prototype.clone(),
        Attribute::empty(),
    );
    native::set(
        prototype,
        js_string!("constructor"),
        constructor.clone(),
        native::HIDDEN,
    );
    put_global("WeakRef", &constructor, context)
}
