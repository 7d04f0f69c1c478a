//! Keys derived from secrets: PBKDF2 (RFC 8018) and HKDF (RFC 5869).

use super::algorithm::Algorithm;
use super::hash::named;
use super::hmac::invalid_digest;
use super::input::Input;
use crate::buffer::alloc;
use crate::codec::Encoding;
use crate::engine::error::{self, ErrorClass};
use crate::engine::limits::MAX_SAFE_INTEGER;
use crate::engine::store;
use crate::engine::view::{ByteView, Store};
use crate::memory::{Fill, Purpose};
use crate::node::base::arrival;
use boa_engine::{Context, JsArgs, JsError, JsResult, JsValue, js_string};

/// The most bytes of a key, and the most rounds.
const MOST: f64 = 2_147_483_647.0;

/// What PBKDF2 is asked for.
struct Stretch {
    password: Input,
    salt: Input,
    rounds: u32,
    length: usize,
    algorithm: Algorithm,
}

impl Stretch {
    fn read(args: &[JsValue], context: &mut Context) -> JsResult<Self> {
        let [password, salt, rounds, length, digest] =
            [0, 1, 2, 3, 4].map(|at| args.get_or_undefined(at));
        let name = error::validate_string(digest, "digest", context)?;
        let password = secret(password, "password", &STRETCHED, context)?;
        let salt = secret(salt, "salt", &STRETCHED, context)?;
        let rounds = error::validate_integer(rounds, "iterations", 1.0, MOST, context)?;
        let length = error::validate_integer(length, "keylen", 0.0, MOST, context)?;
        let algorithm = named(&name).ok_or_else(|| invalid_digest(&name, context))?;
        Ok(Self {
            password,
            salt,
            // Both are integral and fit 31 bits: the casts are exact.
            rounds: rounds as u32,
            length: length as usize,
            algorithm,
        })
    }

    fn run(&self, context: &mut Context) -> JsResult<JsValue> {
        if self.length == 0 {
            return Err(no_key(context));
        }
        let key = alloc::zeroed(self.length, context)?;
        if let Some(view) = ByteView::of_view(&key, context) {
            let password = self.password.read(<[u8]>::to_vec);
            let salt = self.salt.read(<[u8]>::to_vec);
            let stretch = |out: &mut [u8]| {
                let rounds = self.rounds;
                self.algorithm.stretch(&password, &salt, rounds, out)
            };
            view.write(context, stretch)?.map_err(|_| no_key(context))?;
        }
        Ok(key.into())
    }
}

/// What a secret may be, as the errors of PBKDF2 list it.
const STRETCHED: [&str; 5] = ["string", "ArrayBuffer", "Buffer", "TypedArray", "DataView"];

/// What salt and info may be, as the errors of HKDF list it.
const EXPANDED: [&str; 5] = ["string", "ArrayBuffer", "TypedArray", "DataView", "Buffer"];

/// What a key may be, as the errors of HKDF list it.
const KEY: [&str; 6] = [
    "string",
    "SecretKeyObject",
    "ArrayBuffer",
    "TypedArray",
    "DataView",
    "Buffer",
];

fn secret(
    value: &JsValue,
    name: &str,
    expected: &[&str],
    context: &mut Context,
) -> JsResult<Input> {
    let input = Input::of_any(value, Encoding::Utf8, context);
    input.ok_or_else(|| error::invalid_arg_type(name, expected, value, context))
}

/// Node has no keys of no length.
fn no_key(context: &mut Context) -> JsError {
    match error::plain_object(
        ErrorClass::Error,
        js_string!("Deriving bits failed"),
        context,
    ) {
        Ok(error) => JsError::from_opaque(error.into()),
        Err(thrown) => thrown,
    }
}

/// `pbkdf2Sync(password, salt, iterations, keylen, digest)`
pub(super) fn pbkdf2_sync(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    Stretch::read(args, context)?.run(context)
}

/// `pbkdf2(password, salt, iterations, keylen, digest, callback)`: computed at
/// once, delivered later.
pub(super) fn pbkdf2(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    // Node lets the digest be left out, and then complains of it.
    let has_digest = !args.get_or_undefined(4).is_callable();
    let callback = args
        .get_or_undefined(if has_digest { 5 } else { 4 })
        .clone();
    let args = if has_digest {
        args
    } else {
        args.get(..4).unwrap_or(args)
    };
    let stretch = Stretch::read(args, context)?;
    let callback = error::validate_function(&callback, "callback", context)?;
    let key = stretch.run(context)?;
    arrival::call(callback, vec![JsValue::null(), key], context)?;
    Ok(JsValue::undefined())
}

/// What HKDF is asked for.
struct Expansion {
    key: Input,
    salt: Input,
    info: Input,
    length: usize,
    algorithm: Algorithm,
}

impl Expansion {
    fn read(args: &[JsValue], context: &mut Context) -> JsResult<Self> {
        const LONGEST_INFO: usize = 1024;
        let [digest, key, salt, info, length] = [0, 1, 2, 3, 4].map(|at| args.get_or_undefined(at));
        let name = error::validate_string(digest, "digest", context)?;
        let key = secret(key, "ikm", &KEY, context)?;
        let salt = secret(salt, "salt", &EXPANDED, context)?;
        let info = secret(info, "info", &EXPANDED, context)?;
        let length = error::validate_integer(length, "length", 0.0, MAX_SAFE_INTEGER, context)?;
        let info_length = info.read(<[u8]>::len);
        if info_length > LONGEST_INFO {
            let received = JsValue::from(info_length);
            let range = "must not contain more than 1024 bytes";
            return Err(error::out_of_range("info", range, &received, context));
        }
        let algorithm = named(&name).ok_or_else(|| invalid_digest(&name, context))?;
        // Integral and of 53 bits: the cast is exact.
        let length = length as usize;
        if length > algorithm.digest_len().saturating_mul(255) {
            return Err(key_too_long(context));
        }
        Ok(Self {
            key,
            salt,
            info,
            length,
            algorithm,
        })
    }

    fn run(&self, context: &mut Context) -> JsResult<JsValue> {
        if self.length == 0 {
            return Err(no_key(context));
        }
        let store = store::allocate(self.length, Fill::Zero, Purpose::Store, context)?;
        let view = ByteView::whole(Store::Local(store.clone()));
        let [key, salt, info] =
            [&self.key, &self.salt, &self.info].map(|part| part.read(<[u8]>::to_vec));
        let expanded = view.write(context, |out| {
            self.algorithm.expand(&key, &salt, &info, out)
        })?;
        expanded.map_err(|_| key_too_long(context))?;
        Ok(store.into())
    }
}

/// HKDF counts its blocks in a byte.
fn key_too_long(context: &mut Context) -> JsError {
    let code = "ERR_CRYPTO_INVALID_KEYLEN";
    error::coded(ErrorClass::Range, code, "Invalid key length", context)
}

/// `hkdfSync(digest, ikm, salt, info, keylen)`
pub(super) fn hkdf_sync(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Expansion::read(args, context)?.run(context)
}

/// `hkdf(digest, ikm, salt, info, keylen, callback)`: computed at once,
/// delivered later.
pub(super) fn hkdf(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let expansion = Expansion::read(args, context)?;
    let callback = error::validate_function(args.get_or_undefined(5), "callback", context)?;
    let key = expansion.run(context)?;
    arrival::call(callback, vec![JsValue::null(), key], context)?;
    Ok(JsValue::undefined())
}
