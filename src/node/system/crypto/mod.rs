//! `node:crypto`: hashes, HMAC, random bytes.
//!
//! Node's documentation, "Crypto". Absent: ciphers, keys, signatures,
//! certificates, `scrypt`, `argon2`; of hashes SHAKE, BLAKE2 and SM3; of
//! `webcrypto.subtle` all but `digest`.
//!
//! - `algorithm`: hash functions by the names that OpenSSL gives them, and their keyed
//!   form.
//! - `derive`: keys derived from secrets: PBKDF2 (RFC 8018) and HKDF (RFC 5869).
//! - `hash`: the class `Hash`, and `crypto.hash`.
//! - `hmac`: the class `Hmac`.
//! - `input`: bytes that scripts give, and digests as they want them.
//! - `intake`: what `Hash` and `Hmac` have in common: bytes are taken in until the digest
//!   is given.
//! - `random`: random bytes, numbers and UUIDs, all from the system's generator.
//! - `stream`: `Hash` and `Hmac` as streams.
//! - `timing`: `timingSafeEqual`.
//! - `web`: `webcrypto`, which is also the global `crypto`: random values and digests.

mod algorithm;
mod derive;
mod hash;
mod hmac;
mod input;
mod intake;
mod random;
mod stream;
mod timing;
mod web;

pub(crate) use random::random_uuid;
pub use web::install;

use crate::engine::class::Class;
use crate::engine::native::{self, Definition};
use crate::engine::per_context;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsResult, JsValue, js_string};
use std::cell::OnceCell;
use std::rc::Rc;
pub(crate) use stream::BINDING as STREAM_BINDING;

const FUNCTIONS: [Definition; 15] = [
    ("createHash", 2, hash::create_hash),
    ("createHmac", 3, hmac::create_hmac),
    ("getHashes", 0, get_hashes),
    ("hkdf", 6, derive::hkdf),
    ("hkdfSync", 5, derive::hkdf_sync),
    ("pbkdf2", 6, derive::pbkdf2),
    ("pbkdf2Sync", 5, derive::pbkdf2_sync),
    ("randomBytes", 2, random::random_bytes),
    ("randomFill", 4, random::random_fill),
    ("randomFillSync", 1, random::random_fill_sync),
    ("randomInt", 3, random::random_int),
    ("randomUUID", 1, random::random_uuid),
    ("timingSafeEqual", 0, timing::timing_safe_equal),
    ("hash", 3, hash::hash),
    ("getRandomValues", 1, web::get_random_values),
];

/// The module's exports.
///
/// # Errors
///
/// None in practice: the properties are set on fresh objects.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(context.intrinsics());
    native::define(&exports, &FUNCTIONS, native::ENUMERABLE, context);
    let classes = Classes::of(context);
    let (hash, hmac) = (classes.hash(context), classes.hmac(context));
    for (name, class) in [("Hash", hash), ("Hmac", hmac)] {
        let constructor = class.constructor.clone();
        native::set(&exports, js_string!(name), constructor, native::ENUMERABLE);
    }
    for (name, get) in web::GETTERS {
        let getter = native::function("get", 0, get, context);
        native::accessor(&exports, js_string!(name), getter, None, native::ENUMERABLE);
    }
    Ok(exports.into())
}

/// The classes of one context, each made with its first use.
#[derive(Debug, Default)]
struct Classes {
    hash: OnceCell<Class>,
    hmac: OnceCell<Class>,
    web: OnceCell<web::Web>,
}

impl Classes {
    fn of(context: &mut Context) -> Rc<Self> {
        let known = per_context::get(context);
        known.unwrap_or_else(|| per_context::set(Self::default(), context))
    }

    fn hash(&self, context: &mut Context) -> &Class {
        self.hash.get_or_init(|| hash::class(context))
    }

    fn hmac(&self, context: &mut Context) -> &Class {
        self.hmac.get_or_init(|| hmac::class(context))
    }

    fn web(&self, context: &mut Context) -> &web::Web {
        self.web.get_or_init(|| web::Web::new(context))
    }
}

fn get_hashes(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let names = algorithm::NAMES
        .iter()
        .map(|(name, _)| JsValue::from(js_string!(*name)));
    Ok(JsArray::from_iter(names, context).into())
}
