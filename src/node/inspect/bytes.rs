//! Typed arrays, `ArrayBuffer`s and views.

use super::layout::Layout;
use super::primitives::{bigint_text, number_text};
use super::printer::{Level, Printer};
use super::raw::{Body, Items, Sketch, Subject};
use super::style::Flavour;
use super::text::{lossy, more};
use crate::engine::view::{ByteView, Store};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsTypedArray;
use boa_engine::property::PropertyKey;
use boa_engine::{JsResult, JsValue, js_string};

/// What `showHidden` adds to a typed array.
const TYPED_ARRAY_INTERNALS: [&str; 5] = [
    "BYTES_PER_ELEMENT",
    "length",
    "byteLength",
    "byteOffset",
    "buffer",
];

impl Printer<'_> {
    pub(super) fn sketch_typed_array(&mut self, subject: &Subject) -> JsResult<Sketch> {
        let array = JsTypedArray::from_object(subject.object.clone())?;
        let fallback = array.to_string_tag(self.context)?;
        let fallback = fallback.as_string().as_ref().map(lossy).unwrap_or_default();
        let fallback = if subject.has_no_prototype() {
            fallback
        } else {
            String::new()
        };
        let length = array.length(self.context)?;
        let prefix = subject.prefix(&fallback, &format!("({length})"));
        let keys = self.non_index_keys(&subject.object)?;
        let show_hidden = self.options.show_hidden;
        if length == 0 && keys.is_empty() && !show_hidden {
            return Ok(Sketch::Whole(format!("{prefix}[]")));
        }
        Ok(Sketch::Entries(Body {
            close: "]",
            layout: Layout::Array,
            internals: if show_hidden {
                &TYPED_ARRAY_INTERNALS
            } else {
                &[]
            },
            hides_bytes: show_hidden,
            ..Body::of(Items::TypedArray, format!("{prefix}["), keys)
        }))
    }

    pub(super) fn typed_array_items(&mut self, object: &JsObject) -> JsResult<Vec<String>> {
        let length = JsTypedArray::from_object(object.clone())?.length(self.context)?;
        let (shown, left_out) = self.options.shown(length);
        let mut output = Vec::new();
        for index in 0..shown {
            let element = object.get(PropertyKey::from(index), self.context)?;
            output.push(self.element(&element)?);
        }
        if left_out > 0 {
            output.push(more(left_out, "item"));
        }
        Ok(output)
    }

    fn element(&mut self, element: &JsValue) -> JsResult<String> {
        let separated = self.options.numeric_separator;
        if let Some(big) = element.as_bigint() {
            return self.stylize(bigint_text(&big.to_string(), separated), Flavour::BigInt);
        }
        let text = number_text(element.as_number().unwrap_or(f64::NAN), separated);
        self.stylize(text, Flavour::Number)
    }

    /// An `ArrayBuffer` or a `SharedArrayBuffer`.
    pub(super) fn sketch_buffer(
        &mut self,
        subject: &Subject,
        keys: Vec<PropertyKey>,
        class: &str,
    ) -> JsResult<Sketch> {
        let prefix = subject.prefix(class, "");
        let bare = subject.typed_array && keys.is_empty() && subject.inherited.is_empty();
        if bare {
            let length = subject.object.get(js_string!("byteLength"), self.context)?;
            let length = number_text(length.as_number().unwrap_or(f64::NAN), false);
            let length = self.stylize(length, Flavour::Number)?;
            return Ok(Sketch::Whole(format!(
                "{prefix}{{ [byteLength]: {length} }}"
            )));
        }
        let items = if subject.typed_array {
            Items::None
        } else {
            Items::Bytes
        };
        Ok(Sketch::Entries(Body {
            internals: &["byteLength"],
            ..Body::of(items, format!("{prefix}{{"), keys)
        }))
    }

    pub(super) fn byte_items(&mut self, object: &JsObject) -> JsResult<Vec<String>> {
        let store = Store::of(object);
        let view = ByteView::of(object, self.context);
        let (Some(view), false) = (view, store.is_none_or(|store| store.is_detached())) else {
            return Ok(vec![self.special("(detached)")?]);
        };
        let (shown, left_out) = self.options.shown(view.len());
        let mut text = view.read(|bytes| hex_pairs(bytes.get(..shown).unwrap_or(bytes)));
        if left_out > 0 {
            text.push(' ');
            text.push_str(&more(left_out, "byte"));
        }
        let label = self.special("[Uint8Contents]")?;
        Ok(vec![format!("{label}: <{text}>")])
    }

    pub(super) fn sketch_data_view(subject: &Subject, keys: Vec<PropertyKey>) -> Sketch {
        let prefix = subject.prefix("DataView", "");
        Sketch::Entries(Body {
            internals: &["byteLength", "byteOffset", "buffer"],
            ..Body::new(format!("{prefix}{{"), keys)
        })
    }

    /// `[byteLength]: 3`: what a getter of the class gives. Where it throws,
    /// the buffer behind the view is asked.
    pub(super) fn internal(
        &mut self,
        object: &JsObject,
        key: &str,
        hides_bytes: bool,
        recurse: Level,
    ) -> JsResult<String> {
        let value = match object.get(js_string!(key), self.context) {
            Ok(value) => value,
            Err(thrown) => {
                // What follows stays indented, as in Node.
                self.indentation += 2;
                let buffer = object.get(js_string!("buffer"), self.context)?;
                let Some(buffer) = buffer.as_object() else {
                    return Err(thrown);
                };
                buffer.get(js_string!(key), self.context)?
            }
        };
        self.indentation += 2;
        let text = match value.as_object() {
            Some(object) => self.object(&object, recurse, hides_bytes),
            None => self.primitive(&value),
        };
        self.indentation -= 2;
        let name = self.stylize(format!("[{key}]"), Flavour::String)?;
        Ok(format!("{name}: {}", text?))
    }
}

/// `68 69 21`
fn hex_pairs(bytes: &[u8]) -> String {
    let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    pairs.join(" ")
}
