//! The class `Hmac`.

use super::algorithm::Sponge;
use super::hash::named;
use super::input::{self, Input};
use super::intake::{self, Intake};
use super::{Classes, stream};
use crate::buffer::encoding;
use crate::codec::Encoding;
use crate::engine::class::{Class, Plan};
use crate::engine::error::{self, ErrorClass};
use crate::engine::native::{self, Definition};
use crate::engine::untraced::Untraced;
use boa_engine::object::JsObject;
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsError, JsResult, JsString, JsValue, Trace, js_string,
};

/// What an `Hmac` holds.
#[derive(Debug, Trace, Finalize, JsData)]
struct Hmac {
    /// `None` once the digest was given.
    sponge: Untraced<Option<Box<dyn Sponge>>>,
}

impl Intake for Hmac {
    const INSTANCE: &'static str = "an Hmac";

    fn sponge(&mut self) -> &mut Option<Box<dyn Sponge>> {
        &mut self.sponge
    }
}

const METHODS: [Definition; 2] = [("update", 2, intake::update::<Hmac>), ("digest", 1, digest)];

pub(super) fn class(context: &mut Context) -> Class {
    let plan = Plan {
        name: "Hmac",
        length: 3,
        construct,
        methods: &METHODS,
        getters: &[],
        attributes: native::ENUMERABLE,
    };
    let class = Class::new(plan, context);
    stream::prepare(&class.prototype, context);
    class
}

/// `createHmac(algorithm, key[, options])`
pub(super) fn create_hmac(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    construct(&JsValue::undefined(), args, context)
}

/// `new Hmac(algorithm, key[, options])`, with `new` or without.
fn construct(new_target: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = error::validate_string(args.get_or_undefined(0), "hmac", context)?;
    let encoding = key_encoding(args.get_or_undefined(2), context)?;
    let key = args.get_or_undefined(1);
    let Some(key) = Input::of_any(key, encoding, context) else {
        let expected = [
            "string",
            "ArrayBuffer",
            "Buffer",
            "TypedArray",
            "DataView",
            "KeyObject",
            "CryptoKey",
        ];
        return Err(error::invalid_arg_type("key", &expected, key, context));
    };
    let sponge = named(&name).and_then(|algorithm| key.read(|key| algorithm.keyed(key)));
    let Some(sponge) = sponge else {
        return Err(invalid_digest(&name, context));
    };
    let class = Classes::of(context).hmac(context).clone();
    let prototype = class.prototype_for(new_target, context)?;
    let hmac = Hmac {
        sponge: Untraced(Some(sponge)),
    };
    let hmac = JsObject::from_proto_and_data(prototype, hmac);
    Ok(stream::with_options(hmac, args.get_or_undefined(2)))
}

/// `options.encoding`, which a key that is a string is in.
fn key_encoding(options: &JsValue, context: &mut Context) -> JsResult<Encoding> {
    match options.as_object() {
        Some(options) => {
            let name = options.get(js_string!("encoding"), context)?;
            encoding::from_string(&name, context)
        }
        None => Ok(Encoding::Utf8),
    }
}

pub(super) fn invalid_digest(name: &JsString, context: &mut Context) -> JsError {
    let message = format!("Invalid digest: {}", name.to_std_string_lossy());
    error::coded(
        ErrorClass::Type,
        "ERR_CRYPTO_INVALID_DIGEST",
        message,
        context,
    )
}

/// `hmac.digest([encoding])`; a second one is empty.
fn digest(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let sponge = intake::take::<Hmac>(this)?;
    let digest = sponge.map_or_else(Vec::new, Sponge::finish);
    input::output(&digest, args.get_or_undefined(0), context)
}
