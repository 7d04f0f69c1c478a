//! Values of scripts as values of Rust.

use crate::engine::error;
use crate::engine::ownership::{self, OwnedBytes};
use crate::engine::view::ByteView;
use boa_engine::object::builtins::{JsArray, JsFunction, JsPromise};
use boa_engine::{Context, JsBigInt, JsObject, JsResult, JsString, JsValue, js_string};
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

/// What can be made of a script's value, strictly: a string is no number, and a
/// number that does not fit is an error.
///
/// | Rust | script |
/// |---|---|
/// | `bool`, `f64`, `f32`, `String`, `JsString` | that very type |
/// | `i8` to `i32`, `u8` to `u32` | a number without a fraction, in range |
/// | `i64`, `u64`, `i128`, `isize`, `usize` | the same up to 2^53 - 1, or a BigInt in range |
/// | `Option<T>` | `undefined` and `null` are `None` |
/// | `Vec<T>`, `[T; N]`, tuples | an array; a tuple's and `[T; N]`'s has that length |
/// | `Vec<u8>` | a copy of bytes, or an array of such numbers |
/// | [`crate::Bytes`] | bytes where they lie |
/// | [`OwnedBytes`], `bytes::Bytes` | bytes taken from the script, as by [`crate::Runtime::take_bytes`] |
/// | `HashMap<String, T>`, `BTreeMap<String, T>` | an object's own enumerable properties |
/// | `JsFunction`, `JsPromise`, `JsArray`, `JsObject`, `JsBigInt`, `JsValue` | itself |
///
/// ```
/// # use test_allocator as _;
/// # let mut runtime = slabjs::Runtime::builder().build()?;
/// runtime.define("byte", |value: u8, scale: Option<f64>| f64::from(value) * scale.unwrap_or(1.0))?;
/// assert_eq!(runtime.evaluate("byte(200, 0.5)", "a.js")?.as_number(), Some(100.0));
/// let error = runtime.evaluate("byte('200')", "b.js").unwrap_err();
/// assert_eq!(error.code(), Some("ERR_INVALID_ARG_TYPE"));
/// let error = runtime.evaluate("byte(256)", "c.js").unwrap_err();
/// assert_eq!((error.class(), error.code()), ("RangeError", Some("ERR_OUT_OF_RANGE")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait FromJs: Sized {
    /// Reads `value`, which errors call `name`: `arguments[0]`, say.
    ///
    /// # Errors
    ///
    /// `TypeError` (`ERR_INVALID_ARG_TYPE`) for another type, `RangeError`
    /// (`ERR_OUT_OF_RANGE`) for a number that does not fit, what getters throw.
    fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self>;

    /// How a `Vec` of these is read: from an array, unless they are bytes.
    #[doc(hidden)]
    fn vec_from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Vec<Self>> {
        elements(value, name, context)
    }
}

/// The elements of an array.
fn elements<T: FromJs>(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Vec<T>> {
    let array = JsArray::from_js(value, name, context)?;
    let length = array.length(context)?;
    // Not all at once: a script can claim any length.
    let mut elements = Vec::new();
    for index in 0..length {
        let element = array.get(index, context)?;
        elements.push(T::from_js(&element, &format!("{name}[{index}]"), context)?);
    }
    Ok(elements)
}

fn wrong<T>(name: &str, expected: &str, value: &JsValue, context: &mut Context) -> JsResult<T> {
    Err(error::invalid_arg_type(name, &[expected], value, context))
}

impl FromJs for JsValue {
    fn from_js(value: &JsValue, _: &str, _: &mut Context) -> JsResult<Self> {
        Ok(value.clone())
    }
}

impl FromJs for JsObject {
    fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
        match value.as_object() {
            Some(object) => Ok(object),
            None => wrong(name, "Object", value, context),
        }
    }
}

macro_rules! objects_from_js {
    ($($type:ty: $expected:literal),*) => {$(
        impl FromJs for $type {
            fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
                let object = value.as_object().and_then(|object| Self::from_object(object).ok());
                match object {
                    Some(object) => Ok(object),
                    None => wrong(name, $expected, value, context),
                }
            }
        }
    )*};
}

objects_from_js!(JsArray: "Array", JsPromise: "Promise");

impl FromJs for JsFunction {
    fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
        match value.as_callable().and_then(Self::from_object) {
            Some(function) => Ok(function),
            None => wrong(name, "Function", value, context),
        }
    }
}

impl FromJs for JsBigInt {
    fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
        match value.as_bigint() {
            Some(bigint) => Ok(bigint),
            None => wrong(name, "bigint", value, context),
        }
    }
}

impl FromJs for JsString {
    fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
        match value.as_string() {
            Some(text) => Ok(text),
            None => wrong(name, "string", value, context),
        }
    }
}

impl FromJs for String {
    /// A surrogate without its other half becomes U+FFFD.
    fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
        JsString::from_js(value, name, context).map(|text| text.to_std_string_lossy())
    }
}

impl FromJs for bool {
    fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
        match value.as_boolean() {
            Some(boolean) => Ok(boolean),
            None => wrong(name, "boolean", value, context),
        }
    }
}

impl FromJs for f64 {
    fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
        match value.as_number() {
            Some(number) => Ok(number),
            None => wrong(name, "number", value, context),
        }
    }
}

impl FromJs for f32 {
    /// Rounded to what an `f32` can hold.
    fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
        f64::from_js(value, name, context).map(|number| number as Self)
    }
}

impl FromJs for () {
    /// Anything: it is not looked at.
    fn from_js(_: &JsValue, _: &str, _: &mut Context) -> JsResult<Self> {
        Ok(())
    }
}

/// A number without a fraction within `min..=max`, whose conversion loses nothing.
fn integer(
    value: &JsValue,
    name: &str,
    min: f64,
    max: f64,
    context: &mut Context,
) -> JsResult<f64> {
    error::validate_integer(value, name, min, max, context)
}

macro_rules! small_integers_from_js {
    ($($type:ty),*) => {$(
        impl FromJs for $type {
            fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
                let (min, max) = (f64::from(Self::MIN), f64::from(Self::MAX));
                // In range, so the cast loses nothing.
                integer(value, name, min, max, context).map(|number| number as Self)
            }
        }
    )*};
}

small_integers_from_js!(i8, i16, u16, i32, u32);

impl FromJs for u8 {
    fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
        // In range, so the cast loses nothing.
        integer(value, name, 0.0, 255.0, context).map(|number| number as Self)
    }

    fn vec_from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Vec<Self>> {
        if let Some(view) = view_of(value, context) {
            return Ok(view.to_vec());
        }
        match value.as_object().is_some_and(|object| object.is_array()) {
            true => elements(value, name, context),
            false => Err(no_bytes(value, name, context)),
        }
    }
}

/// The largest number up to which each integer is one number.
const SAFE: f64 = 9_007_199_254_740_991.0;

macro_rules! large_integers_from_js {
    ($($type:ty),*) => {$(
        impl FromJs for $type {
            fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
                let Some(bigint) = value.as_bigint() else {
                    let min = if Self::MIN == 0 { 0.0 } else { -SAFE };
                    // In range, so the cast loses nothing.
                    let number = integer(value, name, min, SAFE, context)?;
                    return Ok(number as Self);
                };
                // Not `to_i128`, which says nothing of what does not fit.
                match bigint.to_string().parse() {
                    Ok(number) => Ok(number),
                    Err(_) => {
                        let range = format!(">= {} && <= {}", Self::MIN, Self::MAX);
                        Err(error::out_of_range(name, &range, value, context))
                    }
                }
            }
        }
    )*};
}

large_integers_from_js!(i64, u64, i128, u128, isize, usize);

impl<T: FromJs> FromJs for Option<T> {
    fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
        if value.is_null_or_undefined() {
            return Ok(None);
        }
        T::from_js(value, name, context).map(Some)
    }
}

impl<T: FromJs> FromJs for Vec<T> {
    fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
        T::vec_from_js(value, name, context)
    }
}

impl<T: FromJs, const N: usize> FromJs for [T; N] {
    fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
        let elements = T::vec_from_js(value, name, context)?;
        let length = elements.len();
        match Self::try_from(elements) {
            Ok(array) => Ok(array),
            Err(_) => Err(wrong_length(name, N, length, context)),
        }
    }
}

fn wrong_length(
    name: &str,
    wanted: usize,
    length: usize,
    context: &mut Context,
) -> boa_engine::JsError {
    let name = format!("{name}.length");
    // The length of an array fits a number.
    error::out_of_range(&name, &wanted.to_string(), &JsValue::from(length), context)
}

macro_rules! tuples_from_js {
    ($($count:literal: $($type:ident $index:literal),*;)*) => {$(
        impl<$($type: FromJs),*> FromJs for ($($type,)*) {
            fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
                let array = JsArray::from_js(value, name, context)?;
                let length = array.length(context)?;
                if length != $count {
                    let length = usize::try_from(length).unwrap_or(usize::MAX);
                    return Err(wrong_length(name, $count, length, context));
                }
                Ok(($({
                    let element = array.get($index, context)?;
                    $type::from_js(&element, &format!("{name}[{}]", $index), context)?
                },)*))
            }
        }
    )*};
}

tuples_from_js! {
    1: A 0;
    2: A 0, B 1;
    3: A 0, B 1, C 2;
    4: A 0, B 1, C 2, D 3;
    5: A 0, B 1, C 2, D 3, E 4;
    6: A 0, B 1, C 2, D 3, E 4, F 5;
}

/// Own enumerable properties with string keys, in their order.
fn properties<T: FromJs>(
    value: &JsValue,
    name: &str,
    context: &mut Context,
) -> JsResult<Vec<(String, T)>> {
    let object = JsObject::from_js(value, name, context)?;
    let mut properties = Vec::new();
    for key in enumerable_keys(&object, context)? {
        let value = object.get(key.clone(), context)?;
        let key = key.to_std_string_lossy();
        let value = T::from_js(&value, &format!("{name}.{key}"), context)?;
        properties.push((key, value));
    }
    Ok(properties)
}

/// The keys that `Object.keys` gives.
pub(in crate::runtime) fn enumerable_keys(
    object: &JsObject,
    context: &mut Context,
) -> JsResult<Vec<JsString>> {
    let keys = context.intrinsics().constructors().object().constructor();
    let keys = keys.get(js_string!("keys"), context)?;
    let Some(keys) = keys.as_callable() else {
        return wrong("Object.keys", "Function", &keys, context);
    };
    let keys = keys.call(&JsValue::undefined(), &[object.clone().into()], context)?;
    elements(&keys, "keys", context)
}

impl<T: FromJs, S: BuildHasher + Default> FromJs for HashMap<String, T, S>
where
    String: Hash + Eq,
{
    fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
        properties(value, name, context).map(|found| found.into_iter().collect())
    }
}

impl<T: FromJs> FromJs for BTreeMap<String, T> {
    fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
        properties(value, name, context).map(|found| found.into_iter().collect())
    }
}

pub(super) fn view_of(value: &JsValue, context: &mut Context) -> Option<ByteView> {
    ByteView::of(&value.as_object()?, context)
}

pub(super) fn no_bytes(value: &JsValue, name: &str, context: &mut Context) -> boa_engine::JsError {
    let expected = ["Buffer", "TypedArray", "DataView", "ArrayBuffer"];
    error::invalid_arg_type(name, &expected, value, context)
}

impl FromJs for OwnedBytes {
    fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
        let taken = match value.as_object() {
            Some(object) => ownership::take(&object, context)?,
            None => None,
        };
        taken.ok_or_else(|| no_bytes(value, name, context))
    }
}

#[cfg(feature = "bytes")]
impl FromJs for bytes::Bytes {
    fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
        OwnedBytes::from_js(value, name, context).map(Into::into)
    }
}
