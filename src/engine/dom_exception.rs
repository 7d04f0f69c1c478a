//! `DOMException`: the class of errors that the web's standards name.
//!
//! An instance is a genuine error, with a stack. Its constructor and prototype
//! are made when a script first asks for them, or when the first one is thrown.

use super::class::{self, Class, Plan};
use super::object;
use crate::engine::error::{self, ErrorClass};
use crate::engine::native;
use crate::engine::per_context;
use boa_engine::builtins::error::Error;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsWeakMap;
use boa_engine::property::Attribute;
use boa_engine::{Context, JsArgs, JsError, JsResult, JsString, JsValue, js_string};
use std::cell::RefCell;
use std::rc::Rc;

/// Names with a number of their own, in the order of those, from 1, and the
/// constants that say the numbers.
const NUMBERED: [(&str, &str); 25] = [
    ("IndexSizeError", "INDEX_SIZE_ERR"),
    ("DOMStringSizeError", "DOMSTRING_SIZE_ERR"),
    ("HierarchyRequestError", "HIERARCHY_REQUEST_ERR"),
    ("WrongDocumentError", "WRONG_DOCUMENT_ERR"),
    ("InvalidCharacterError", "INVALID_CHARACTER_ERR"),
    ("NoDataAllowedError", "NO_DATA_ALLOWED_ERR"),
    ("NoModificationAllowedError", "NO_MODIFICATION_ALLOWED_ERR"),
    ("NotFoundError", "NOT_FOUND_ERR"),
    ("NotSupportedError", "NOT_SUPPORTED_ERR"),
    ("InUseAttributeError", "INUSE_ATTRIBUTE_ERR"),
    ("InvalidStateError", "INVALID_STATE_ERR"),
    ("SyntaxError", "SYNTAX_ERR"),
    ("InvalidModificationError", "INVALID_MODIFICATION_ERR"),
    ("NamespaceError", "NAMESPACE_ERR"),
    ("InvalidAccessError", "INVALID_ACCESS_ERR"),
    ("ValidationError", "VALIDATION_ERR"),
    ("TypeMismatchError", "TYPE_MISMATCH_ERR"),
    ("SecurityError", "SECURITY_ERR"),
    ("NetworkError", "NETWORK_ERR"),
    ("AbortError", "ABORT_ERR"),
    ("URLMismatchError", "URL_MISMATCH_ERR"),
    ("QuotaExceededError", "QUOTA_EXCEEDED_ERR"),
    ("TimeoutError", "TIMEOUT_ERR"),
    ("InvalidNodeTypeError", "INVALID_NODE_TYPE_ERR"),
    ("DataCloneError", "DATA_CLONE_ERR"),
];

/// Names that are no longer used: their errors have the code 0.
const DISUSED: [&str; 3] = [
    "DOMStringSizeError",
    "NoDataAllowedError",
    "ValidationError",
];

/// What the class is made of, one a context.
struct ExceptionState {
    class: Class,
    /// Name and message of every instance, which scripts can't reach but
    /// through the getters.
    internals: JsWeakMap,
    /// What a script has put in the global's place.
    replaced: RefCell<Option<JsValue>>,
}

impl ExceptionState {
    fn of(context: &mut Context) -> JsResult<Rc<Self>> {
        per_context::get_or_make(context, |context| {
            Ok(Self {
                class: make(context),
                internals: JsWeakMap::new(context),
                replaced: RefCell::default(),
            })
        })
    }
}

/// Defines the global `DOMException`, which is made when it is first read.
///
/// It stays an accessor: the engine remembers of a global that it is one, so
/// that a data property in its place would be called as a getter.
pub fn install(context: &mut Context) {
    let getter = native::function("get", 0, read_global, context);
    let setter = native::function("set", 1, write_global, context);
    let key = js_string!("DOMException");
    native::accessor(
        &context.global_object(),
        key,
        getter,
        Some(setter),
        native::HIDDEN,
    );
}

fn read_global(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let state = ExceptionState::of(context)?;
    let replaced = state.replaced.borrow().clone();
    Ok(replaced.unwrap_or_else(|| state.class.constructor.clone().into()))
}

fn write_global(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = arguments.get_or_undefined(0).clone();
    ExceptionState::of(context)?.replaced.replace(Some(value));
    Ok(JsValue::undefined())
}

/// An error of the class.
pub fn error(message: JsString, name: &str, context: &mut Context) -> JsError {
    match ExceptionState::of(context).and_then(|state| {
        let prototype = state.class.prototype.clone();
        instance(&state, prototype, message, js_string!(name), context)
    }) {
        Ok(object) => JsError::from_opaque(object.into()),
        Err(thrown) => thrown,
    }
}

fn make(context: &mut Context) -> Class {
    let plan = Plan {
        name: "DOMException",
        length: 0,
        construct,
        methods: &[],
        getters: &[("name", name), ("message", message), ("code", code)],
        attributes: native::ENUMERABLE,
    };
    let class = Class::new(plan, context).tagged("DOMException");
    let error = context.intrinsics().constructors().error();
    class.prototype.set_prototype(Some(error.prototype()));
    for (number, (_, constant)) in (1..).zip(NUMBERED) {
        for object in [&class.constructor, &class.prototype] {
            native::set(object, js_string!(constant), number, Attribute::ENUMERABLE);
        }
    }
    class
}

/// `new DOMException([message[, name | options]])`
fn construct(
    new_target: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    class::require_new(new_target, "DOMException")?;
    let state = ExceptionState::of(context)?;
    let prototype = state.class.prototype_for(new_target, context)?;
    let message = text_or(arguments.get_or_undefined(0), "", context)?;
    let option = arguments.get_or_undefined(1);
    let Some(options) = option.as_object() else {
        let name = text_or(option, "Error", context)?;
        return instance(&state, prototype, message, name, context).map(JsValue::from);
    };
    let name = options
        .get(js_string!("name"), context)?
        .to_string(context)?;
    let object = instance(&state, prototype, message, name, context)?;
    if options.has_property(js_string!("cause"), context)? {
        let cause = options.get(js_string!("cause"), context)?;
        native::set(&object, js_string!("cause"), cause, native::HIDDEN);
    }
    Ok(object.into())
}

fn text_or(value: &JsValue, absent: &str, context: &mut Context) -> JsResult<JsString> {
    if value.is_undefined() {
        return Ok(js_string!(absent));
    }
    value.to_string(context)
}

fn instance(
    state: &ExceptionState,
    prototype: JsObject,
    message: JsString,
    name: JsString,
    context: &mut Context,
) -> JsResult<JsObject> {
    let error = context.intrinsics().constructors().error().constructor();
    let object = error.construct(&[], None, context)?;
    object.set_prototype(Some(prototype));
    let fields = [("name", name.into()), ("message", message.into())];
    let fields = object::literal(fields, context);
    state.internals.set(&object, fields.into(), context)?;
    Ok(object)
}

/// The copy that `structuredClone` makes of `object`, if that is an instance.
///
/// # Errors
///
/// Only when the engine can't make an error object.
pub fn copy(object: &JsObject, context: &mut Context) -> JsResult<Option<JsObject>> {
    if !object.is::<Error>() {
        return Ok(None);
    }
    let Some(state) = per_context::get::<ExceptionState>(context) else {
        return Ok(None);
    };
    let Some(fields) = state.internals.get(object, context)?.as_object() else {
        return Ok(None);
    };
    let name = fields
        .get(js_string!("name"), context)?
        .to_string(context)?;
    let message = fields
        .get(js_string!("message"), context)?
        .to_string(context)?;
    let prototype = state.class.prototype.clone();
    let copy = instance(&state, prototype, message, name, context)?;
    let stack = object.get(js_string!("stack"), context)?;
    native::set(&copy, js_string!("stack"), stack, native::HIDDEN);
    Ok(Some(copy))
}

/// A field of an instance.
fn field(this: &JsValue, key: &'static str, context: &mut Context) -> JsResult<JsString> {
    let fields = match this.as_object() {
        Some(object) => ExceptionState::of(context)?
            .internals
            .get(&object, context)?,
        None => JsValue::undefined(),
    };
    let Some(fields) = fields.as_object() else {
        let message = "Value of \"this\" must be of DOMException";
        return Err(error::coded(
            ErrorClass::Type,
            "ERR_INVALID_THIS",
            message,
            context,
        ));
    };
    fields.get(js_string!(key), context)?.to_string(context)
}

fn name(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    field(this, "name", context).map(JsValue::from)
}

fn message(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    field(this, "message", context).map(JsValue::from)
}

fn code(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = field(this, "name", context)?.to_std_string_lossy();
    let numbered = (1..).zip(NUMBERED).find(|(_, (known, _))| *known == name);
    Ok(match numbered {
        Some((number, (known, _))) if !DISUSED.contains(&known) => number.into(),
        _ => 0.into(),
    })
}
