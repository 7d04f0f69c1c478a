//! What serde can write, as a value of a script.

use super::DEPTH;
use super::error::{Failure, Segment};
use super::key::KeySerializer;
use crate::runtime::host::IntoJs;
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsObject, JsString, JsValue, js_string};
use serde::ser::{self, Serialize};

/// The script's value for `value`.
pub(super) fn write<T: Serialize + ?Sized>(
    value: &T,
    context: &mut Context,
) -> Result<JsValue, Failure> {
    value.serialize(Writer { context, depth: 0 })
}

struct Writer<'a> {
    context: &'a mut Context,
    /// How many values it is nested in.
    depth: usize,
}

impl<'a> Writer<'a> {
    /// One level further down.
    fn inner(self) -> Result<Self, Failure> {
        if self.depth == DEPTH {
            return Err(Failure::new(format!("nested more than {DEPTH} deep")));
        }
        let depth = self.depth + 1;
        Ok(Self { depth, ..self })
    }

    fn list(self, length: usize) -> Result<List<'a>, Failure> {
        // A length is only a hint.
        let values = Vec::with_capacity(length.min(1024));
        let writer = self.inner()?;
        Ok(List {
            writer,
            values,
            variant: None,
        })
    }

    fn object(self) -> Result<Object<'a>, Failure> {
        let writer = self.inner()?;
        let object = JsObject::with_object_proto(writer.context.intrinsics());
        Ok(Object {
            writer,
            object,
            key: String::new(),
            variant: None,
        })
    }

    fn again(&mut self) -> Writer<'_> {
        Writer {
            context: &mut *self.context,
            depth: self.depth,
        }
    }
}

/// An object with one property.
fn tagged(variant: &str, value: JsValue, context: &mut Context) -> Result<JsValue, Failure> {
    let object = JsObject::with_object_proto(context.intrinsics());
    object.create_data_property_or_throw(js_string!(variant), value, context)?;
    Ok(object.into())
}

macro_rules! numbers {
    ($($method:ident: $type:ty),*) => {$(
        fn $method(self, value: $type) -> Result<JsValue, Failure> {
            Ok(value.into_js(self.context)?)
        }
    )*};
}

impl<'a> ser::Serializer for Writer<'a> {
    type Ok = JsValue;
    type Error = Failure;
    type SerializeSeq = List<'a>;
    type SerializeTuple = List<'a>;
    type SerializeTupleStruct = List<'a>;
    type SerializeTupleVariant = List<'a>;
    type SerializeMap = Object<'a>;
    type SerializeStruct = Object<'a>;
    type SerializeStructVariant = Object<'a>;

    numbers!(
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_i128: i128, serialize_u8: u8, serialize_u16: u16, serialize_u32: u32,
        serialize_u64: u64, serialize_u128: u128, serialize_f32: f32, serialize_f64: f64
    );

    fn serialize_bool(self, value: bool) -> Result<JsValue, Failure> {
        Ok(value.into())
    }

    fn serialize_char(self, value: char) -> Result<JsValue, Failure> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<JsValue, Failure> {
        Ok(JsString::from(value).into())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<JsValue, Failure> {
        Ok(value.to_vec().into_js(self.context)?)
    }

    fn serialize_none(self) -> Result<JsValue, Failure> {
        Ok(JsValue::null())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<JsValue, Failure> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<JsValue, Failure> {
        Ok(JsValue::null())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<JsValue, Failure> {
        Ok(JsValue::null())
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<JsValue, Failure> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<JsValue, Failure> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<JsValue, Failure> {
        let mut inner = self.inner()?;
        let value = value.serialize(inner.again());
        let value = value.map_err(|failure| failure.at(Segment::Key(variant.to_owned())))?;
        tagged(variant, value, inner.context)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<List<'a>, Failure> {
        self.list(length.unwrap_or(0))
    }

    fn serialize_tuple(self, length: usize) -> Result<List<'a>, Failure> {
        self.list(length)
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<List<'a>, Failure> {
        self.list(length)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<List<'a>, Failure> {
        let list = self.inner()?.list(length)?;
        Ok(List {
            variant: Some(variant),
            ..list
        })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Object<'a>, Failure> {
        self.object()
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object<'a>, Failure> {
        self.object()
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Object<'a>, Failure> {
        let object = self.inner()?.object()?;
        Ok(Object {
            variant: Some(variant),
            ..object
        })
    }
}

/// An array that is being written.
struct List<'a> {
    writer: Writer<'a>,
    values: Vec<JsValue>,
    variant: Option<&'static str>,
}

impl List<'_> {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
        let index = self.values.len();
        let value = value.serialize(self.writer.again());
        let value =
            value.map_err(|failure| at_variant(failure.at(Segment::Index(index)), self.variant))?;
        self.values.push(value);
        Ok(())
    }

    fn finish(self) -> Result<JsValue, Failure> {
        let context = self.writer.context;
        let array = JsArray::from_iter(self.values, context).into();
        finished(array, self.variant, context)
    }
}

fn at_variant(failure: Failure, variant: Option<&'static str>) -> Failure {
    match variant {
        Some(variant) => failure.at(Segment::Key(variant.to_owned())),
        None => failure,
    }
}

fn finished(
    value: JsValue,
    variant: Option<&'static str>,
    context: &mut Context,
) -> Result<JsValue, Failure> {
    match variant {
        Some(variant) => tagged(variant, value, context),
        None => Ok(value),
    }
}

macro_rules! lists {
    ($($trait:ident $method:ident),*) => {$(
        impl ser::$trait for List<'_> {
            type Ok = JsValue;
            type Error = Failure;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
                self.push(value)
            }

            fn end(self) -> Result<JsValue, Failure> {
                self.finish()
            }
        }
    )*};
}

lists!(
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field
);

/// An object that is being written.
struct Object<'a> {
    writer: Writer<'a>,
    object: JsObject,
    /// The key whose value comes next.
    key: String,
    variant: Option<&'static str>,
}

impl Object<'_> {
    fn set<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Failure> {
        let at = |failure: Failure| failure.at(Segment::Key(key.to_owned()));
        let value = value.serialize(self.writer.again());
        let value = value.map_err(|failure| at_variant(at(failure), self.variant))?;
        let context = &mut *self.writer.context;
        let key = js_string!(key);
        self.object
            .create_data_property_or_throw(key, value, context)?;
        Ok(())
    }

    fn finish(self) -> Result<JsValue, Failure> {
        finished(self.object.into(), self.variant, self.writer.context)
    }
}

impl ser::SerializeMap for Object<'_> {
    type Ok = JsValue;
    type Error = Failure;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Failure> {
        self.key = key.serialize(KeySerializer)?;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
        let key = std::mem::take(&mut self.key);
        self.set(&key, value)
    }

    fn end(self) -> Result<JsValue, Failure> {
        self.finish()
    }
}

macro_rules! structs {
    ($($trait:ident),*) => {$(
        impl ser::$trait for Object<'_> {
            type Ok = JsValue;
            type Error = Failure;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), Failure> {
                self.set(key, value)
            }

            fn end(self) -> Result<JsValue, Failure> {
                self.finish()
            }
        }
    )*};
}

structs!(SerializeStruct, SerializeStructVariant);
