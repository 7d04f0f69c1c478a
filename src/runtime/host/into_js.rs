//! Values of Rust as values of scripts, those that are made of others.

use super::host_error::HostError;
use crate::runtime::IntoJs;
use boa_engine::object::builtins::{JsArray, JsFunction, JsPromise};
use boa_engine::{Context, JsObject, JsResult, JsValue, js_string};
use std::collections::{BTreeMap, HashMap};

macro_rules! values_into_js {
    ($($type:ty),*) => {$(
        impl IntoJs for $type {
            fn into_js(self, _: &mut Context) -> JsResult<JsValue> {
                Ok(self.into())
            }
        }
    )*};
}

values_into_js!(JsObject, JsArray, JsFunction, JsPromise);

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
