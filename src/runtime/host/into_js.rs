//! Values of Rust as values of scripts.

use super::host_error::HostError;
use crate::buffer;
use crate::engine::ownership::{self, OwnedBytes};
use boa_engine::object::builtins::{JsArray, JsFunction, JsPromise};
use boa_engine::{Context, JsBigInt, JsObject, JsResult, JsString, JsValue, js_string};
use std::collections::{BTreeMap, HashMap};

/// What a native function may answer with.
///
/// Bytes become a Buffer without a copy (see [`ownership::adopt`]).
///
/// ```
/// # use test_allocator as _;
/// # let mut runtime = slabjs::Runtime::builder().build()?;
/// runtime.define("greeting", || b"hello".to_vec())?;
/// let text = runtime.evaluate("greeting().toString('hex')", "greeting.js")?;
/// assert_eq!(text.as_string().unwrap().to_std_string_lossy(), "68656c6c6f");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait IntoJs {
    /// The value that scripts see.
    ///
    /// # Errors
    ///
    /// `RangeError` when there is no room for it.
    fn into_js(self, context: &mut Context) -> JsResult<JsValue>;

    /// What a vector of these becomes: an array, unless they are bytes.
    #[doc(hidden)]
    fn vec_into_js(values: Vec<Self>, context: &mut Context) -> JsResult<JsValue>
    where
        Self: Sized,
    {
        array(values, context)
    }
}

macro_rules! values_into_js {
    ($($type:ty),*) => {$(
        impl IntoJs for $type {
            fn into_js(self, _: &mut Context) -> JsResult<JsValue> {
                Ok(self.into())
            }
        }
    )*};
}

values_into_js!(
    JsValue, JsObject, JsArray, JsFunction, JsPromise, JsString, JsBigInt, bool, i8, i16, u16, i32,
    u32, f32, f64
);

/// The largest integer of which every smaller one is a number too: `Number.MAX_SAFE_INTEGER`.
const LARGEST_EXACT: u64 = (1 << 53) - 1;

macro_rules! large_integers_into_js {
    ($($type:ty),*) => {$(
        impl IntoJs for $type {
            /// A number; past what numbers hold exactly (2^53 - 1 either way), a BigInt.
            fn into_js(self, _: &mut Context) -> JsResult<JsValue> {
                let exact = i64::try_from(self).ok();
                let exact = exact.filter(|number| number.unsigned_abs() <= LARGEST_EXACT);
                Ok(exact.map_or_else(|| JsBigInt::from(self).into(), JsValue::from))
            }
        }
    )*};
}

large_integers_into_js!(i64, u64, i128, u128);

impl IntoJs for usize {
    /// As `u64`.
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        (self as u64).into_js(context)
    }
}

impl IntoJs for isize {
    /// As `i64`.
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        (self as i64).into_js(context)
    }
}

impl IntoJs for () {
    fn into_js(self, _: &mut Context) -> JsResult<JsValue> {
        Ok(JsValue::undefined())
    }
}

impl IntoJs for &str {
    fn into_js(self, _: &mut Context) -> JsResult<JsValue> {
        Ok(js_string!(self).into())
    }
}

impl IntoJs for String {
    fn into_js(self, _: &mut Context) -> JsResult<JsValue> {
        Ok(js_string!(self).into())
    }
}

impl<T: IntoJs> IntoJs for Option<T> {
    /// `None` is `undefined`.
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        self.map_or(Ok(JsValue::undefined()), |value| value.into_js(context))
    }
}

impl IntoJs for u8 {
    fn into_js(self, _: &mut Context) -> JsResult<JsValue> {
        Ok(self.into())
    }

    fn vec_into_js(values: Vec<Self>, context: &mut Context) -> JsResult<JsValue> {
        buffer_over(values, context)
    }
}

impl<T: IntoJs> IntoJs for Vec<T> {
    /// Bytes become a Buffer, anything else an array.
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        T::vec_into_js(self, context)
    }
}

impl IntoJs for Box<[u8]> {
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        buffer_over(self, context)
    }
}

impl IntoJs for OwnedBytes {
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        let length = self.len();
        let store = self.into_array_buffer(context)?;
        buffer::over(store, 0, length, context).map(Into::into)
    }
}

#[cfg(feature = "bytes")]
impl IntoJs for bytes::Bytes {
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        let length = self.len();
        let (store, _) = ownership::adopt_bytes(self, context)?;
        buffer::over(store, 0, length, context).map(Into::into)
    }
}

#[cfg(feature = "bytes")]
impl IntoJs for bytes::BytesMut {
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        buffer_over(self, context)
    }
}

/// A Buffer over the bytes of `owner`.
pub(in crate::runtime) fn buffer_over<T>(owner: T, context: &mut Context) -> JsResult<JsValue>
where
    T: AsMut<[u8]> + Send + 'static,
{
    let (store, _) = ownership::adopt(owner, context)?;
    let length = store.data().map_or(0, |bytes| bytes.len());
    buffer::over(store, 0, length, context).map(Into::into)
}

impl<T: IntoJs, E: Into<HostError>> IntoJs for Result<T, E> {
    /// `Err` is thrown.
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        match self {
            Ok(value) => value.into_js(context),
            Err(error) => Err(error.into().into_thrown(context)),
        }
    }
}

/// An array of what `values` become.
pub(in crate::runtime) fn array<T: IntoJs>(
    values: impl IntoIterator<Item = T>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let array = JsArray::new(context)?;
    for value in values {
        let value = value.into_js(context)?;
        array.push(value, context)?;
    }
    Ok(array.into())
}

macro_rules! tuples_into_js {
    ($($($type:ident)*;)*) => {$(
        impl<$($type: IntoJs),*> IntoJs for ($($type,)*) {
            #[allow(non_snake_case)]
            fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
                let ($($type,)*) = self;
                let values = [$($type.into_js(context)?),*];
                Ok(JsArray::from_iter(values, context).into())
            }
        }
    )*};
}

tuples_into_js! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
}

/// An object with these properties.
fn object<T: IntoJs>(
    properties: impl IntoIterator<Item = (String, T)>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let object = JsObject::with_object_proto(context.intrinsics());
    for (key, value) in properties {
        let value = value.into_js(context)?;
        object.create_data_property_or_throw(js_string!(key.as_str()), value, context)?;
    }
    Ok(object.into())
}

impl<T: IntoJs, S> IntoJs for HashMap<String, T, S> {
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        object(self, context)
    }
}

impl<T: IntoJs> IntoJs for BTreeMap<String, T> {
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        object(self, context)
    }
}
