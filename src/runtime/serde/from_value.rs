//! A value of a script, as what serde can read.

use super::DEPTH;
use super::error::{Failure, Segment};
use super::key::KeyDeserializer;
use crate::engine::native_stack;
use crate::engine::proxy::{self, Parts};
use crate::engine::view::ByteView;
use crate::engine::watch;
use crate::runtime::host::from_js::enumerable_keys;
use boa_engine::{Context, JsObject, JsString, JsValue, JsVariant, js_string};
use serde::de::value::SeqDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess,
    SeqAccess, Unexpected, VariantAccess, Visitor,
};

/// Reads a `T` of `value`.
pub(super) fn read<T: DeserializeOwned>(
    value: &JsValue,
    context: &mut Context,
) -> Result<T, Failure> {
    let mut walk = Walk {
        context,
        parents: Vec::new(),
    };
    let value = value.clone();
    T::deserialize(ValueReader {
        value,
        walk: &mut walk,
    })
}

/// The current position of the reading.
struct Walk<'c> {
    context: &'c mut Context,
    /// The objects that the value lies in.
    parents: Vec<JsObject>,
}

impl Walk<'_> {
    /// Goes down into `object`, reads it with `read`, and comes back.
    fn inside<R>(
        &mut self,
        object: &JsObject,
        read: impl FnOnce(&mut Self) -> Result<R, Failure>,
    ) -> Result<R, Failure> {
        if self
            .parents
            .iter()
            .any(|parent| JsObject::equals(parent, object))
        {
            return Err(Failure::new("the value contains itself"));
        }
        if self.parents.len() == DEPTH || native_stack::is_low() {
            return Err(Failure::new(format!("nested more than {DEPTH} deep")));
        }
        self.parents.push(object.clone());
        let read = read(self);
        self.parents.pop();
        read
    }

    fn get(&mut self, object: &JsObject, key: &str) -> Result<JsValue, Failure> {
        Ok(object.get(js_string!(key), self.context)?)
    }
}

struct ValueReader<'a, 'c> {
    value: JsValue,
    walk: &'a mut Walk<'c>,
}

/// The largest number up to which each integer is one number.
const SAFE: f64 = 9_007_199_254_740_991.0;

fn visit_number<'de, V: Visitor<'de>>(number: f64, visitor: V) -> Result<V::Value, Failure> {
    let is_integer = number.fract() == 0.0 && number.abs() <= SAFE;
    if !is_integer || (number == 0.0 && number.is_sign_negative()) {
        return visitor.visit_f64(number);
    }
    // Integers within what both hold, so the casts lose nothing.
    match number < 0.0 {
        true => visitor.visit_i64(number as i64),
        false => visitor.visit_u64(number as u64),
    }
}

fn visit_bigint<'de, V: Visitor<'de>>(digits: &str, visitor: V) -> Result<V::Value, Failure> {
    if let Ok(value) = digits.parse() {
        return visitor.visit_u64(value);
    }
    if let Ok(value) = digits.parse() {
        return visitor.visit_i64(value);
    }
    if let Ok(value) = digits.parse() {
        return visitor.visit_i128(value);
    }
    match digits.parse() {
        Ok(value) => visitor.visit_u128(value),
        Err(_) => Err(de::Error::invalid_value(
            Unexpected::Other("BigInt of more than 128 bits"),
            &visitor,
        )),
    }
}

impl<'c> ValueReader<'_, 'c> {
    fn view(&mut self) -> Option<ByteView> {
        ByteView::of(&self.value.as_object()?, self.walk.context)
    }

    fn visit_object<'de, V: Visitor<'de>>(
        mut self,
        object: &JsObject,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        if let Some(view) = self.view() {
            return view.read(|bytes| visitor.visit_bytes(bytes));
        }
        if is_array(object) {
            return self.visit_list(object, visitor);
        }
        if object.is_callable() {
            return Err(de::Error::invalid_type(
                Unexpected::Other("function"),
                &visitor,
            ));
        }
        self.visit_properties(object, visitor)
    }

    fn visit_list<'de, V: Visitor<'de>>(
        self,
        object: &JsObject,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.walk.inside(object, |walk| {
            let length = walk.get(object, "length")?.as_number().unwrap_or(0.0);
            let list = object.clone();
            // A length is an integer below 2^53.
            let left = length as u64;
            visitor.visit_seq(List {
                list,
                index: 0,
                left,
                walk,
            })
        })
    }

    fn visit_properties<'de, V: Visitor<'de>>(
        self,
        object: &JsObject,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.walk.inside(object, |walk| {
            let keys = enumerable_keys(object, walk.context)?.into_iter();
            let object = object.clone();
            visitor.visit_map(Properties {
                object,
                keys,
                next: None,
                walk,
            })
        })
    }
}

/// Whether it is an array, or a proxy of one.
fn is_array(object: &JsObject) -> bool {
    let mut object = object.clone();
    while let Some(Parts::Live { target, .. }) = proxy::parts(&object) {
        object = target;
    }
    object.is_array()
}

macro_rules! forwarded_to_any {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
            self.deserialize_any(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for ValueReader<'_, '_> {
    type Error = Failure;

    forwarded_to_any!(
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_i128 deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_u128 deserialize_f32 deserialize_f64 deserialize_char deserialize_str
        deserialize_string deserialize_unit deserialize_map deserialize_identifier
    );

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.value.variant() {
            JsVariant::Null | JsVariant::Undefined => visitor.visit_unit(),
            JsVariant::Boolean(value) => visitor.visit_bool(value),
            JsVariant::Integer32(value) => visit_number(f64::from(value), visitor),
            JsVariant::Float64(value) => visit_number(value, visitor),
            JsVariant::String(text) => visitor.visit_string(text.to_std_string_lossy()),
            JsVariant::BigInt(value) => visit_bigint(&value.to_string(), visitor),
            JsVariant::Symbol(_) => Err(de::Error::invalid_type(
                Unexpected::Other("symbol"),
                &visitor,
            )),
            JsVariant::Object(object) => {
                let object = object.clone();
                self.visit_object(&object, visitor)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.value.is_null_or_undefined() {
            true => visitor.visit_none(),
            false => visitor.visit_some(self),
        }
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        // Bytes are lent; an array of numbers is read as one.
        self.deserialize_any(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Failure> {
        match self.view() {
            Some(view) => visitor.visit_byte_buf(view.to_vec()),
            None => self.deserialize_any(visitor),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Failure> {
        let Some(object) = self.value.as_object() else {
            return self.deserialize_any(visitor);
        };
        let Some(view) = self.view() else {
            return self.deserialize_any(visitor);
        };
        // A Buffer is a list of bytes; another typed array, one of its elements.
        let is_bytes = ByteView::of_uint8_array(&object, self.walk.context).is_some()
            || ByteView::of_typed_array(&object, self.walk.context).is_none();
        match is_bytes {
            true => visitor.visit_seq(SeqDeserializer::new(view.to_vec().into_iter())),
            false => self.visit_list(&object, visitor),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.deserialize_any(visitor)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.deserialize_any(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        if let Some(name) = self.value.as_string() {
            return visitor.visit_enum(name.to_std_string_lossy().into_deserializer());
        }
        let Some(object) = self.value.as_object() else {
            let found = Unexpected::Other("value that is neither a string nor an object");
            return Err(de::Error::invalid_type(found, &visitor));
        };
        self.walk.inside(&object, |walk| {
            let keys = enumerable_keys(&object, walk.context)?;
            let [key] = keys.as_slice() else {
                let found = Unexpected::Other("object without exactly one property");
                return Err(de::Error::invalid_value(found, &visitor));
            };
            let name = key.to_std_string_lossy();
            let value = object.get(key.clone(), walk.context)?;
            visitor
                .visit_enum(Variant {
                    name: name.clone(),
                    value,
                    walk,
                })
                .map_err(|failure| failure.at(Segment::Key(name)))
        })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_unit()
    }
}

/// An array that is being read.
struct List<'a, 'c> {
    list: JsObject,
    index: usize,
    left: u64,
    walk: &'a mut Walk<'c>,
}

impl<'de> SeqAccess<'de> for List<'_, '_> {
    type Error = Failure;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Failure> {
        if self.left == 0 {
            return Ok(None);
        }
        // A script can claim any length, and the run may have been ended meanwhile.
        watch::refuse_after_end()?;
        let index = self.index;
        let value = self.list.get(index, self.walk.context)?;
        self.index += 1;
        self.left -= 1;
        let element = seed.deserialize(ValueReader {
            value,
            walk: self.walk,
        });
        element
            .map(Some)
            .map_err(|failure| failure.at(Segment::Index(index)))
    }
}

/// An object that is being read.
struct Properties<'a, 'c> {
    object: JsObject,
    keys: std::vec::IntoIter<JsString>,
    /// The value whose key was given last.
    next: Option<(String, JsValue)>,
    walk: &'a mut Walk<'c>,
}

impl<'de> MapAccess<'de> for Properties<'_, '_> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Failure> {
        for key in self.keys.by_ref() {
            watch::refuse_after_end()?;
            let value = self.object.get(key.clone(), self.walk.context)?;
            if value.is_undefined() {
                continue;
            }
            let key = key.to_std_string_lossy();
            self.next = Some((key.clone(), value));
            let read = seed.deserialize(KeyDeserializer(key.clone()));
            return read
                .map(Some)
                .map_err(|failure| failure.at(Segment::Key(key)));
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Failure> {
        let Some((key, value)) = self.next.take() else {
            return Err(Failure::new("a value was asked for before its key"));
        };
        let value = seed.deserialize(ValueReader {
            value,
            walk: self.walk,
        });
        value.map_err(|failure| failure.at(Segment::Key(key)))
    }
}

/// `{ Name: value }`.
struct Variant<'a, 'c> {
    name: String,
    value: JsValue,
    walk: &'a mut Walk<'c>,
}

impl<'de, 'a, 'c> EnumAccess<'de> for Variant<'a, 'c> {
    type Error = Failure;
    type Variant = ValueReader<'a, 'c>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, ValueReader<'a, 'c>), Failure> {
        let name = seed.deserialize(KeyDeserializer(self.name))?;
        let (value, walk) = (self.value, self.walk);
        Ok((name, ValueReader { value, walk }))
    }
}

impl<'de> VariantAccess<'de> for ValueReader<'_, '_> {
    type Error = Failure;

    fn unit_variant(self) -> Result<(), Failure> {
        match self.value.is_null_or_undefined() {
            true => Ok(()),
            false => Err(Failure::new("a variant without data was expected")),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Failure> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.deserialize_map(visitor)
    }
}
