//! `webcrypto`, which is also the global `crypto`: random values and digests.

use super::Classes;
use super::algorithm::Algorithm;
use super::input::Input;
use super::random;
use crate::codec::Encoding;
use crate::engine::class::{self, Class, Getter, Plan};
use crate::engine::dom_exception;
use crate::engine::error;
use crate::engine::native::{self, Definition};
use crate::engine::store;
use crate::engine::view::{ByteView, Store};
use crate::memory::{Fill, Purpose};
use crate::node::base::arrival;
use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::builtins::typed_array::TypedArrayKind;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsTypedArray;
use boa_engine::{Context, JsArgs, JsError, JsResult, JsValue, js_string};

/// The objects of one context.
#[derive(Debug)]
pub(super) struct Web {
    crypto: JsObject,
    subtle: JsObject,
    crypto_class: Class,
    subtle_class: Class,
}

/// Properties of the module that are made when they are first asked for.
pub(super) const GETTERS: [Getter; 2] = [("webcrypto", get_crypto), ("subtle", get_subtle)];

const CRYPTO_METHODS: [Definition; 2] = [
    ("getRandomValues", 1, crypto_random_values),
    ("randomUUID", 0, crypto_random_uuid),
];

const SUBTLE_METHODS: [Definition; 1] = [("digest", 2, digest)];

impl Web {
    pub(super) fn new(context: &mut Context) -> Self {
        let getters: &[Getter] = &[("subtle", get_subtle)];
        let crypto_class = make("Crypto", &CRYPTO_METHODS, getters, context);
        let subtle_class = make("SubtleCrypto", &SUBTLE_METHODS, &[], context);
        let instance =
            |class: &Class| JsObject::from_proto_and_data(class.prototype.clone(), OrdinaryObject);
        Self {
            crypto: instance(&crypto_class),
            subtle: instance(&subtle_class),
            crypto_class,
            subtle_class,
        }
    }
}

fn make(
    name: &'static str,
    methods: &[Definition],
    getters: &[Getter],
    context: &mut Context,
) -> Class {
    let plan = Plan {
        name,
        length: 0,
        construct: class::illegal,
        methods,
        getters,
        attributes: native::ENUMERABLE,
    };
    Class::new(plan, context).tagged(name)
}

/// Defines the globals `crypto`, `Crypto` and `SubtleCrypto`, which are made
/// when they are first read.
pub fn install(context: &mut Context) {
    let global = context.global_object();
    let getter = native::function("get crypto", 0, get_crypto, context);
    native::accessor(&global, js_string!("crypto"), getter, None, native::HIDDEN);
    crate::node::base::lazy_global::define("Crypto", crypto_constructor, context);
    crate::node::base::lazy_global::define("SubtleCrypto", subtle_constructor, context);
}

fn get_crypto(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Classes::of(context).web(context).crypto.clone().into())
}

fn get_subtle(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Classes::of(context).web(context).subtle.clone().into())
}

fn crypto_constructor(context: &mut Context) -> JsResult<JsValue> {
    let classes = Classes::of(context);
    Ok(classes.web(context).crypto_class.constructor.clone().into())
}

fn subtle_constructor(context: &mut Context) -> JsResult<JsValue> {
    let classes = Classes::of(context);
    Ok(classes.web(context).subtle_class.constructor.clone().into())
}

fn check_receiver(this: &JsValue, context: &mut Context) -> JsResult<()> {
    let classes = Classes::of(context);
    let crypto = &classes.web(context).crypto;
    match this.as_object() {
        Some(object) if JsObject::equals(&object, crypto) => Ok(()),
        _ => Err(random::wrong_receiver(context)),
    }
}

fn crypto_random_values(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    check_receiver(this, context)?;
    get_random_values(this, args, context)
}

fn crypto_random_uuid(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    check_receiver(this, context)?;
    random::random_uuid(this, args, context)
}

/// `getRandomValues(typedArray)`, of the Web Crypto API.
pub(super) fn get_random_values(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    const MOST: usize = 65_536;
    let array = args.get_or_undefined(0);
    let Some(view) = integers(array, context) else {
        let message = js_string!("The data argument must be an integer-type TypedArray");
        return Err(dom_exception::error(message, "TypeMismatchError", context));
    };
    if view.len() > MOST {
        let message = js_string!("The requested length exceeds 65,536 bytes");
        return Err(dom_exception::error(message, "QuotaExceededError", context));
    }
    random::fill(&view, context)?;
    Ok(array.clone())
}

/// The bytes of a typed array whose elements are integers.
fn integers(value: &JsValue, context: &mut Context) -> Option<ByteView> {
    let object = value.as_object()?;
    let kind = JsTypedArray::from_object(object.clone()).ok()?.kind()?;
    let is_float = matches!(
        kind,
        TypedArrayKind::Float16 | TypedArrayKind::Float32 | TypedArrayKind::Float64
    );
    if is_float {
        return None;
    }
    ByteView::of_view(&object, context)
}

/// `subtle.digest(algorithm, data)`
fn digest(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let result = digest_now(args, context);
    Ok(match result {
        Ok(digest) => arrival::promise(Ok(digest), context)?.into(),
        Err(error) => arrival::rejected(error, context)?.into(),
    })
}

fn digest_now(args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let algorithm = web_algorithm(args.get_or_undefined(0), context)?;
    let data = args.get_or_undefined(1);
    let input = match data.is_string() {
        true => None,
        false => Input::of_any(data, Encoding::Utf8, context),
    };
    let Some(input) = input else {
        let expected = ["ArrayBuffer", "Buffer", "TypedArray", "DataView"];
        return Err(error::invalid_arg_type("data", &expected, data, context));
    };
    let mut sponge = algorithm.hash();
    input.read(|bytes| sponge.update(bytes));
    let digest = sponge.finish();
    let store = store::allocate(digest.len(), Fill::Any, Purpose::Store, context)?;
    let view = ByteView::whole(Store::Local(store.clone()));
    view.write(context, |bytes| bytes.copy_from_slice(&digest))?;
    Ok(store.into())
}

/// A name, or an object that has one.
fn web_algorithm(value: &JsValue, context: &mut Context) -> JsResult<Algorithm> {
    let name = match value.as_object() {
        Some(object) => object.get(js_string!("name"), context)?,
        None => value.clone(),
    };
    let name = name.to_string(context)?.to_std_string_lossy();
    let known = [
        ("SHA-1", Algorithm::Sha1),
        ("SHA-256", Algorithm::Sha256),
        ("SHA-384", Algorithm::Sha384),
        ("SHA-512", Algorithm::Sha512),
        ("SHA3-256", Algorithm::Sha3Of256),
        ("SHA3-384", Algorithm::Sha3Of384),
        ("SHA3-512", Algorithm::Sha3Of512),
    ];
    let found = known
        .into_iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(&name));
    found
        .map(|(_, algorithm)| algorithm)
        .ok_or_else(|| unrecognized(context))
}

fn unrecognized(context: &mut Context) -> JsError {
    let message = js_string!("Unrecognized algorithm name");
    dom_exception::error(message, "NotSupportedError", context)
}
