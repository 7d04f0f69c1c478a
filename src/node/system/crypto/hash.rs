//! The class `Hash`, and `crypto.hash`.

use super::algorithm::{Algorithm, Sponge};
use super::input::{self, Input};
use super::intake::{self, Intake, finalized};
use super::{Classes, stream};
use crate::buffer::alloc;
use crate::codec::Encoding;
use crate::engine::class::{Class, Plan};
use crate::engine::error::{self, ErrorClass};
use crate::engine::native::{self, Definition};
use crate::engine::object::fill;
use crate::engine::untraced::Untraced;
use crate::node::base::validate;
use boa_engine::object::JsObject;
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsError, JsResult, JsString, JsValue, Trace, js_string,
};

/// What a `Hash` holds.
#[derive(Debug, Trace, Finalize, JsData)]
struct Hash {
    algorithm: Untraced<Algorithm>,
    /// `None` once the digest is known.
    sponge: Untraced<Option<Box<dyn Sponge>>>,
    /// The digest, once it was read from the stream.
    digest: Untraced<Vec<u8>>,
    /// Whether a script was given the digest, which it can ask for once.
    is_final: bool,
}

impl Intake for Hash {
    const INSTANCE: &'static str = "a Hash";

    fn sponge(&mut self) -> &mut Option<Box<dyn Sponge>> {
        &mut self.sponge
    }

    fn refused(this: &JsValue, context: &mut Context) -> JsError {
        match intake::with(this, |hash: &mut Self| hash.is_final) {
            // Read from the stream, and never asked for.
            Ok(false) => {
                let code = "ERR_CRYPTO_HASH_UPDATE_FAILED";
                error::coded(ErrorClass::Error, code, "Hash update failed", context)
            }
            _ => finalized(context),
        }
    }
}

const METHODS: [Definition; 3] = [
    ("copy", 1, copy),
    ("update", 2, intake::update::<Hash>),
    ("digest", 1, digest),
];

pub(super) fn class(context: &mut Context) -> Class {
    let plan = Plan {
        name: "Hash",
        length: 2,
        construct,
        methods: &METHODS,
        getters: &[],
        attributes: native::ENUMERABLE,
    };
    let class = Class::new(plan, context);
    stream::prepare(&class.prototype, context);
    class
}

/// `createHash(algorithm[, options])`
pub(super) fn create_hash(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    construct(&JsValue::undefined(), args, context)
}

/// `new Hash(algorithm[, options])`, with `new` or without.
fn construct(new_target: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = error::validate_string(args.get_or_undefined(0), "algorithm", context)?;
    let length = output_length(args.get_or_undefined(1), context)?;
    let Some(algorithm) = named(&name) else {
        return Err(unsupported("Digest method not supported", context));
    };
    check_length(algorithm, length, context)?;
    let class = Classes::of(context).hash(context).clone();
    let prototype = class.prototype_for(new_target, context)?;
    let options = args.get_or_undefined(1);
    Ok(build(algorithm, algorithm.hash(), options, prototype))
}

fn build(
    algorithm: Algorithm,
    sponge: Box<dyn Sponge>,
    options: &JsValue,
    prototype: JsObject,
) -> JsValue {
    let hash = Hash {
        algorithm: Untraced(algorithm),
        sponge: Untraced(Some(sponge)),
        digest: Untraced(Vec::new()),
        is_final: false,
    };
    stream::with_options(JsObject::from_proto_and_data(prototype, hash), options)
}

pub(super) fn named(name: &JsString) -> Option<Algorithm> {
    Algorithm::from_name(&name.to_std_string_lossy())
}

fn unsupported(message: &str, context: &mut Context) -> JsError {
    match error::plain_object(ErrorClass::Error, js_string!(message), context) {
        Ok(error) => JsError::from_opaque(error.into()),
        Err(thrown) => thrown,
    }
}

/// `options.outputLength`, if it is given.
fn output_length(options: &JsValue, context: &mut Context) -> JsResult<Option<u32>> {
    let Some(options) = options.as_object() else {
        return Ok(None);
    };
    let length = options.get(js_string!("outputLength"), context)?;
    if length.is_undefined() {
        return Ok(None);
    }
    validate::uint32(&length, "options.outputLength", context).map(Some)
}

/// The algorithms that are here give digests of one length only.
fn check_length(algorithm: Algorithm, length: Option<u32>, context: &mut Context) -> JsResult<()> {
    match length {
        Some(length) if length as usize != algorithm.digest_len() => Err(wrong_length(context)),
        _ => Ok(()),
    }
}

/// As OpenSSL words it.
fn wrong_length(context: &mut Context) -> JsError {
    let reason = "not XOF or invalid length";
    let library = "digital envelope routines";
    let message = js_string!(format!("error:030000B2:{library}::{reason}"));
    let object = match error::plain_object(ErrorClass::Error, message, context) {
        Ok(object) => object,
        Err(thrown) => return thrown,
    };
    let code = "ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH";
    let fields = [
        ("library", js_string!(library).into()),
        ("reason", js_string!(reason).into()),
        ("code", js_string!(code).into()),
    ];
    fill(&object, fields);
    JsError::from_opaque(object.into())
}

/// `hash.digest([encoding])`
fn digest(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let was_final = intake::with(this, |hash: &mut Hash| {
        std::mem::replace(&mut hash.is_final, true)
    })?;
    if was_final {
        return Err(finalized(context));
    }
    let digest = known_digest(this)?;
    input::output(&digest, args.get_or_undefined(0), context)
}

/// The digest, which no more can change.
fn known_digest(this: &JsValue) -> JsResult<Vec<u8>> {
    if let Some(sponge) = intake::take::<Hash>(this)? {
        let digest = sponge.finish();
        intake::with(this, |hash: &mut Hash| *hash.digest = digest)?;
    }
    intake::with(this, |hash: &mut Hash| hash.digest.0.clone())
}

/// `readDigest(hash)`: what comes out of a `Hash` that is a stream. A script can ask for
/// the digest after that.
pub(super) fn read_digest(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let digest = known_digest(args.get_or_undefined(0))?;
    Ok(alloc::copied(&digest, context)?.into())
}

/// `hash.copy([options])`
fn copy(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let copied = intake::with(this, |hash: &mut Hash| {
        let sponge = hash.sponge.as_ref()?;
        Some((*hash.algorithm, sponge.copy()))
    })?;
    let Some((algorithm, sponge)) = copied else {
        return Err(finalized(context));
    };
    let length = output_length(args.get_or_undefined(0), context)?;
    check_length(algorithm, length, context)?;
    let prototype = Classes::of(context).hash(context).prototype.clone();
    Ok(build(
        algorithm,
        sponge,
        args.get_or_undefined(0),
        prototype,
    ))
}

/// `crypto.hash(algorithm, data[, outputEncoding | options])`
pub(super) fn hash(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = error::validate_string(args.get_or_undefined(0), "algorithm", context)?;
    let data = args.get_or_undefined(1);
    let Some(data) = Input::of_view(data, Encoding::Utf8, context) else {
        let expected = ["string", "Buffer", "TypedArray", "DataView"];
        return Err(error::invalid_arg_type("input", &expected, data, context));
    };
    let (encoding, length) = one_shot_options(args.get_or_undefined(2), context)?;
    let Some(algorithm) = named(&name) else {
        let name = name.to_std_string_lossy();
        let message = format!("Digest method {name} is not supported");
        return Err(unsupported(&message, context));
    };
    if let Some(length) = length.filter(|length| *length as usize != algorithm.digest_len()) {
        let name = name.to_std_string_lossy();
        let lack = format!("Output length {length} is invalid for {name}");
        let message = format!("{lack}, which does not support XOF");
        return Err(unsupported(&message, context));
    }
    let mut sponge = algorithm.hash();
    data.read(|bytes| sponge.update(bytes));
    input::output(&sponge.finish(), &encoding, context)
}

/// The output encoding, `hex` unless given, and the length.
fn one_shot_options(options: &JsValue, context: &mut Context) -> JsResult<(JsValue, Option<u32>)> {
    let default = || JsValue::from(js_string!("hex"));
    let (encoding, length) = if options.is_undefined() {
        (default(), None)
    } else if options.is_string() {
        (options.clone(), None)
    } else {
        let object = validate::object(options, "options", context)?;
        let encoding = object.get(js_string!("outputEncoding"), context)?;
        let encoding = if encoding.is_undefined() {
            default()
        } else {
            encoding
        };
        (encoding, output_length(options, context)?)
    };
    let name = error::validate_string(&encoding, "outputEncoding", context)?;
    let is_buffer = name.to_std_string_lossy().eq_ignore_ascii_case("buffer");
    if !is_buffer && input::known(&encoding).is_none() {
        let reason = "is invalid";
        return Err(error::invalid_arg_value(
            "outputEncoding",
            &encoding,
            reason,
            context,
        ));
    }
    Ok((encoding, length))
}
