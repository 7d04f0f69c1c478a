//! One property: `name: value`, getters and setters, quoted names.

use super::options::{Compact, Getters};
use super::primitives::{self, is_identifier};
use super::printer::{Level, Printer};
use super::style::Flavour;
use super::text::lossy;
use super::width::string_width;
use crate::engine::reflect::{key_string, own_descriptor};
use boa_engine::object::JsObject;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{JsResult, JsValue};

/// Where a property is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Among the properties of an object.
    Object,
    /// As an element of an array: without its name.
    Element,
    /// After the elements of an array.
    ArrayExtra,
}

impl Printer<'_> {
    /// The own property `key` of `object`.
    pub(super) fn property(
        &mut self,
        object: &JsObject,
        key: &PropertyKey,
        place: Place,
        recurse: Level,
    ) -> JsResult<String> {
        // A key that vanished meanwhile reads as a property without a value.
        let descriptor = own_descriptor(object, key, self.context)?
            .unwrap_or_else(|| PropertyDescriptor::builder().enumerable(true).build());
        self.described(object, key, &descriptor, place, recurse)
    }

    /// A property by its descriptor; getters run on `object`.
    pub(super) fn described(
        &mut self,
        object: &JsObject,
        key: &PropertyKey,
        descriptor: &PropertyDescriptor,
        place: Place,
        recurse: Level,
    ) -> JsResult<String> {
        let mut gap = " ".to_owned();
        let value = match descriptor.value().filter(|value| !value.is_undefined()) {
            Some(value) => self.data(value, place, recurse, &mut gap)?,
            None => self.accessor(object, descriptor, recurse)?,
        };
        if place == Place::Element {
            return Ok(value);
        }
        let name = self.name(key)?;
        if descriptor.enumerable() == Some(false) {
            return Ok(format!("[{name}]:{gap}{value}"));
        }
        Ok(format!("{name}:{gap}{value}"))
    }

    fn data(
        &mut self,
        value: &JsValue,
        place: Place,
        recurse: Level,
        gap: &mut String,
    ) -> JsResult<String> {
        let dense = self.options.compact == Compact::Dense && place == Place::Object;
        if !dense {
            return self.value_within(value, recurse, 2);
        }
        self.indentation += 3;
        let text = self.value(value, recurse);
        let line_break = self.line_break();
        self.indentation -= 3;
        let text = text?;
        let width = string_width(&text, self.options.colors);
        if self.options.break_length < width as f64 {
            *gap = line_break;
        }
        Ok(text)
    }

    fn accessor(
        &mut self,
        object: &JsObject,
        descriptor: &PropertyDescriptor,
        recurse: Level,
    ) -> JsResult<String> {
        let getter = descriptor.get().and_then(JsValue::as_callable);
        let has_setter = descriptor.set().is_some_and(JsValue::is_callable);
        let Some(getter) = getter else {
            if has_setter {
                return self.special("[Setter]");
            }
            return self.styled("undefined", Flavour::Undefined);
        };
        let label = if has_setter {
            "Getter/Setter"
        } else {
            "Getter"
        };
        let runs = match self.options.getters {
            Getters::No => false,
            Getters::All => true,
            Getters::WithoutSetter => !has_setter,
            Getters::WithSetter => has_setter,
        };
        if !runs {
            return self.special(format!("[{label}]"));
        }
        self.indentation += 2;
        let text = self.run_getter(&getter, object, label, recurse);
        self.indentation -= 2;
        text
    }

    fn run_getter(
        &mut self,
        getter: &JsObject,
        object: &JsObject,
        label: &str,
        recurse: Level,
    ) -> JsResult<String> {
        let thrown = match self.getter_value(getter, object, label, recurse) {
            Err(error) if error.as_engine().is_none() => error.into_opaque(self.context)?,
            done => return done,
        };
        let thrown = self.value(&thrown, recurse)?;
        self.labelled(label, &format!("<Inspection threw ({thrown})>"))
    }

    fn getter_value(
        &mut self,
        getter: &JsObject,
        object: &JsObject,
        label: &str,
        recurse: Level,
    ) -> JsResult<String> {
        let value = getter.call(&object.clone().into(), &[], self.context)?;
        let text = self.value(&value, recurse)?;
        if value.is_object() {
            let label = self.special(format!("[{label}]"))?;
            return Ok(format!("{label} {text}"));
        }
        self.labelled(label, &text)
    }

    fn labelled(&mut self, label: &str, text: &str) -> JsResult<String> {
        let open = self.special(format!("[{label}:"))?;
        let close = self.special("]")?;
        Ok(format!("{open} {text}{close}"))
    }

    /// A property's name: bare where it is an identifier, quoted otherwise.
    pub(super) fn name(&mut self, key: &PropertyKey) -> JsResult<String> {
        if let PropertyKey::Symbol(symbol) = key {
            let text = primitives::escape(&symbol.descriptive_string());
            return self.stylize(text, Flavour::Symbol);
        }
        let Some(name) = key_string(key) else {
            return Ok(String::new());
        };
        let text = lossy(&name);
        if !is_identifier(&text) {
            return self.stylize(primitives::quote(&name), Flavour::String);
        }
        if text == "__proto__" {
            return Ok("['__proto__']".to_owned());
        }
        self.stylize(text, Flavour::Name)
    }
}
