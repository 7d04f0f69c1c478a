//! One object: what it is, its prefix before the braces, its entries in them.

use super::class_name::prefix;
use super::iterators::Preview;
use super::layout::{Layout, Parts};
use super::options::{Compact, Sorted};
use super::printer::{Level, Printer, caught, is_overflow};
use super::property::Place;
use super::style::Flavour;
use super::text::{lossy, utf16_cmp, utf16_len};
use crate::engine::brand::Brand;
use crate::engine::reflect::{self, Filter};
use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::{JsArray, JsFunction};
use boa_engine::property::PropertyKey;
use boa_engine::{JsError, JsNativeError, JsResult, JsSymbol, JsValue, js_string};

/// An object about to be printed, with what all kinds need to know of it.
pub(super) struct Subject {
    pub(super) object: JsObject,
    pub(super) brand: Brand,
    /// The name of its class; `None` for a null prototype.
    pub(super) constructor: Option<String>,
    /// Its `[Symbol.toStringTag]`, unless that is printed as a property.
    pub(super) tag: String,
    /// Properties of its prototypes, printed; with `showHidden` only.
    pub(super) inherited: Vec<String>,
    pub(super) recurse: Level,
    /// Whether it is the buffer of a typed array that shows its bytes.
    pub(super) typed_array: bool,
}

impl Subject {
    /// `Class(size) [tag] ` for a built-in whose class is `fallback`.
    pub(super) fn prefix(&self, fallback: &str, size: &str) -> String {
        prefix(self.constructor.as_deref(), &self.tag, fallback, size)
    }

    pub(super) fn has_no_prototype(&self) -> bool {
        self.constructor.is_none()
    }
}

/// What an object prints as.
pub(super) enum Sketch {
    /// All of it.
    Whole(String),
    /// Something with entries, still to be printed.
    Entries(Body),
}

/// The text around and between braces.
pub(super) struct Body {
    /// Before the braces; may be empty.
    pub(super) base: String,
    pub(super) open: String,
    pub(super) close: &'static str,
    pub(super) items: Items,
    /// Own properties to print.
    pub(super) keys: Vec<PropertyKey>,
    /// Getters of the class that are shown like properties: `[byteLength]: 3`.
    pub(super) internals: &'static [&'static str],
    /// Whether the bytes of the object in an internal `buffer` are left out.
    pub(super) hides_bytes: bool,
    pub(super) layout: Layout,
}

/// The entries that are no properties.
#[derive(Debug)]
pub(super) enum Items {
    None,
    Array,
    TypedArray,
    Set,
    Map,
    Iterator(Preview),
    Bytes,
    Promise,
    Weak,
    Namespace,
    /// The accessor that V8 gives every error.
    Stack,
}

impl Body {
    /// Properties between braces.
    pub(super) fn new(open: impl Into<String>, keys: Vec<PropertyKey>) -> Self {
        Self {
            base: String::new(),
            open: open.into(),
            close: "}",
            items: Items::None,
            keys,
            internals: &[],
            hides_bytes: false,
            layout: Layout::Object,
        }
    }

    /// Items and properties between braces.
    pub(super) fn of(items: Items, open: String, keys: Vec<PropertyKey>) -> Self {
        Self {
            items,
            ..Self::new(open, keys)
        }
    }
}

impl Printer<'_> {
    /// An object that is no proxy, has no custom inspection function, and is
    /// not being printed already.
    pub(super) fn raw(
        &mut self,
        object: JsObject,
        recurse: Level,
        typed_array: bool,
    ) -> JsResult<String> {
        let subject = self.subject(object, recurse, typed_array)?;
        match self.sketch(&subject)? {
            Sketch::Whole(text) => Ok(text),
            Sketch::Entries(body) => self.complete(&subject, body),
        }
    }

    fn subject(
        &mut self,
        object: JsObject,
        recurse: Level,
        typed_array: bool,
    ) -> JsResult<Subject> {
        let mut inherited = Vec::new();
        let wants_inherited = self.options.show_hidden && !self.options.is_too_deep(recurse);
        let collected = wants_inherited.then_some(&mut inherited);
        let constructor = self.constructor_name(&object, recurse, collected)?;
        Ok(Subject {
            brand: Brand::of(&object),
            tag: self.tag(&object)?,
            object,
            constructor,
            inherited,
            recurse,
            typed_array,
        })
    }

    fn tag(&mut self, object: &JsObject) -> JsResult<String> {
        let tag = object.get(JsSymbol::to_string_tag(), self.context);
        let tag = caught(tag)?.and_then(|tag| tag.as_string());
        let Some(tag) = tag.filter(|tag| !tag.is_empty()) else {
            return Ok(String::new());
        };
        let key = JsSymbol::to_string_tag().into();
        if reflect::has_own(object, &key, self.filter(), self.context)? {
            return Ok(String::new());
        }
        Ok(lossy(&tag))
    }

    /// Which own properties are shown.
    pub(super) fn filter(&self) -> Filter {
        if self.options.show_hidden {
            Filter::All
        } else {
            Filter::Enumerable
        }
    }

    /// The own properties of `object` that are shown.
    pub(super) fn keys(&mut self, object: &JsObject) -> JsResult<Vec<PropertyKey>> {
        reflect::keys(object, self.filter(), self.context)
    }

    /// The own properties that are shown, without elements.
    pub(super) fn non_index_keys(&mut self, object: &JsObject) -> JsResult<Vec<PropertyKey>> {
        reflect::non_index_keys(object, self.filter(), self.context)
    }

    fn sketch(&mut self, subject: &Subject) -> JsResult<Sketch> {
        let is_iterable = subject
            .object
            .has_property(JsSymbol::iterator(), self.context)?;
        if (is_iterable || subject.has_no_prototype())
            && let Some(sketch) = self.sketch_iterable(subject)?
        {
            return Ok(sketch);
        }
        let keys = self.keys(&subject.object)?;
        self.sketch_plain(subject, keys)
    }

    fn sketch_iterable(&mut self, subject: &Subject) -> JsResult<Option<Sketch>> {
        match subject.brand {
            Brand::Array => self.sketch_array(subject).map(Some),
            Brand::Set => self.sketch_set(subject).map(Some),
            Brand::Map => self.sketch_map(subject).map(Some),
            Brand::TypedArray => self.sketch_typed_array(subject).map(Some),
            Brand::Other => self.sketch_iterator(subject),
            _ => Ok(None),
        }
    }

    fn sketch_plain(&mut self, subject: &Subject, keys: Vec<PropertyKey>) -> JsResult<Sketch> {
        if subject.object.is_callable() {
            return self.sketch_function(subject, keys);
        }
        if subject.constructor.as_deref() == Some("Object") {
            return self.sketch_object(subject, keys);
        }
        match subject.brand {
            Brand::RegExp => self.sketch_regexp(subject, keys),
            Brand::Date => self.sketch_date(subject, keys),
            _ if self.is_error(subject)? => self.sketch_error(subject, keys),
            Brand::ArrayBuffer => self.sketch_buffer(subject, keys, "ArrayBuffer"),
            Brand::SharedArrayBuffer => self.sketch_buffer(subject, keys, "SharedArrayBuffer"),
            Brand::DataView => Ok(Self::sketch_data_view(subject, keys)),
            Brand::Promise => Ok(Self::sketch_promise(subject, keys)),
            Brand::WeakSet => Ok(Self::sketch_weak(subject, keys, "WeakSet")),
            Brand::WeakMap => Ok(Self::sketch_weak(subject, keys, "WeakMap")),
            Brand::Namespace => Ok(Self::sketch_namespace(subject, keys)),
            Brand::Boxed(boxed) => self.sketch_boxed(subject, boxed, keys),
            _ => self.sketch_instance(subject, keys),
        }
    }

    fn is_error(&mut self, subject: &Subject) -> JsResult<bool> {
        if subject.brand == Brand::Error {
            return Ok(true);
        }
        self.inherits_from_error(&subject.object)
    }

    /// Whether `Error.prototype` is among the prototypes of `object`.
    pub(super) fn inherits_from_error(&mut self, object: &JsObject) -> JsResult<bool> {
        let constructors = self.context.intrinsics().constructors();
        let prototype = constructors.error().prototype();
        reflect::inherits(object, &prototype, self.context)
    }

    /// An instance of `Object`, or `arguments`.
    fn sketch_object(&mut self, subject: &Subject, keys: Vec<PropertyKey>) -> JsResult<Sketch> {
        let open = if self.is_arguments(subject)? {
            "[Arguments] {".to_owned()
        } else if subject.tag.is_empty() {
            "{".to_owned()
        } else {
            format!("{}{{", subject.prefix("Object", ""))
        };
        Ok(or_empty(subject, Body::new(open, keys)))
    }

    /// An instance of a user-defined class, or one without a prototype.
    fn sketch_instance(&mut self, subject: &Subject, keys: Vec<PropertyKey>) -> JsResult<Sketch> {
        let prefix = self.plain_prefix_of(subject)?;
        Ok(or_empty(subject, Body::new(format!("{prefix}{{"), keys)))
    }

    fn plain_prefix_of(&mut self, subject: &Subject) -> JsResult<String> {
        let constructor = subject.constructor.as_deref();
        self.plain_prefix(&subject.object, constructor, &subject.tag)
    }

    /// Whether the object is a function's `arguments`.
    fn is_arguments(&mut self, subject: &Subject) -> JsResult<bool> {
        let object = &subject.object;
        if object.is_ordinary() || subject.brand != Brand::Other {
            return Ok(false);
        }
        // The engine tells only through `Object.prototype.toString`, which
        // reads the tag: where there is one, it would be the answer.
        if object.has_property(JsSymbol::to_string_tag(), self.context)? {
            return Ok(false);
        }
        let text = OrdinaryObject::to_string(&object.clone().into(), &[], self.context)?;
        Ok(text == JsValue::from(js_string!("[object Arguments]")))
    }

    /// Prints the entries of `body` and puts them together.
    fn complete(&mut self, subject: &Subject, mut body: Body) -> JsResult<String> {
        if self.options.is_too_deep(subject.recurse) {
            return self.cut_short(subject);
        }
        let recurse = subject.recurse + 1.0;
        let indentation = self.indentation;
        self.current_depth = recurse;
        self.seen.push(subject.object.clone());
        let output = self.entries(subject, &mut body, recurse);
        self.seen.pop();
        let output = match output {
            Err(error) if is_overflow(&error) => {
                self.indentation = indentation;
                let name = self.plain_prefix_of(subject)?;
                return self.interrupted(name.trim_end());
            }
            output => output?,
        };
        self.put_together(subject, body, output, recurse)
    }

    /// `[Class]` in the place of what is too deep.
    fn cut_short(&mut self, subject: &Subject) -> JsResult<String> {
        let prefix = self.plain_prefix_of(subject)?;
        let name = prefix.strip_suffix(' ').unwrap_or(&prefix);
        if subject.has_no_prototype() {
            return self.special(name);
        }
        self.special(format!("[{name}]"))
    }

    fn entries(
        &mut self,
        subject: &Subject,
        body: &mut Body,
        recurse: Level,
    ) -> JsResult<Vec<String>> {
        let mut output = self.items(subject, body, recurse)?;
        for key in body.internals {
            output.push(self.internal(&subject.object, key, body.hides_bytes, recurse)?);
        }
        let place = match body.layout {
            Layout::Object => Place::Object,
            Layout::Array => Place::ArrayExtra,
        };
        for key in &body.keys {
            output.push(self.property(&subject.object, key, place, recurse)?);
        }
        output.extend(subject.inherited.iter().cloned());
        Ok(output)
    }

    fn items(
        &mut self,
        subject: &Subject,
        body: &mut Body,
        recurse: Level,
    ) -> JsResult<Vec<String>> {
        let object = &subject.object;
        match &body.items {
            Items::None => Ok(Vec::new()),
            Items::Array => self.array_items(object, recurse),
            Items::TypedArray => self.typed_array_items(object),
            Items::Set => self.set_items(object, recurse),
            Items::Map => self.map_items(object, recurse),
            Items::Iterator(preview) => self.iterator_items(preview, recurse),
            Items::Bytes => self.byte_items(object),
            Items::Promise => self.promise_items(object, recurse),
            Items::Weak => Ok(vec![self.special("<items unknown>")?]),
            Items::Stack => Ok(vec![self.stack_accessor()?]),
            Items::Namespace => {
                let keys = std::mem::take(&mut body.keys);
                self.namespace_items(object, &keys, recurse)
            }
        }
    }

    fn stack_accessor(&mut self) -> JsResult<String> {
        let name = self.styled("stack", Flavour::Name)?;
        let label = self.special("[Getter/Setter]")?;
        Ok(format!("[{name}]: {label}"))
    }

    fn put_together(
        &mut self,
        subject: &Subject,
        mut body: Body,
        mut output: Vec<String>,
        recurse: Level,
    ) -> JsResult<String> {
        self.mark_reference(subject, &mut body)?;
        self.sort(&mut output, &body)?;
        let parts = Parts {
            base: &body.base,
            braces: [&body.open, body.close],
            layout: body.layout,
            array: Some(&subject.object),
        };
        let text = self.join(output, &parts, recurse)?;
        self.spend(utf16_len(&text));
        Ok(text)
    }

    /// `<ref *1>` before an object that occurs within itself.
    fn mark_reference(&mut self, subject: &Subject, body: &mut Body) -> JsResult<()> {
        let Some(number) = self.circular_number(&subject.object) else {
            return Ok(());
        };
        let reference = self.special(format!("<ref *{number}>"))?;
        let place = match self.options.compact {
            Compact::Dense => &mut body.open,
            _ => &mut body.base,
        };
        *place = if place.is_empty() {
            reference
        } else {
            format!("{reference} {place}")
        };
        Ok(())
    }

    fn sort(&mut self, output: &mut [String], body: &Body) -> JsResult<()> {
        let from = match body.layout {
            Layout::Object => 0,
            Layout::Array if body.keys.len() > 1 => output.len().saturating_sub(body.keys.len()),
            Layout::Array => return Ok(()),
        };
        let Some(part) = output.get_mut(from..) else {
            return Ok(());
        };
        match self.options.sorted.clone() {
            Sorted::No => {}
            Sorted::ByText => part.sort_by(|a, b| utf16_cmp(a, b)),
            Sorted::By(comparator) => self.sort_by(part, &comparator)?,
        }
        Ok(())
    }

    fn sort_by(&mut self, part: &mut [String], comparator: &JsValue) -> JsResult<()> {
        let Some(comparator) = comparator.as_object().and_then(JsFunction::from_object) else {
            return Err(no_comparator(comparator));
        };
        let texts: Vec<JsValue> = part
            .iter()
            .map(|text| js_string!(text.as_str()).into())
            .collect();
        let array = JsArray::from_iter(texts, self.context);
        array.sort(Some(comparator), self.context)?;
        for (index, text) in part.iter_mut().enumerate() {
            let sorted = array.get(index, self.context)?.to_string(self.context)?;
            *text = lossy(&sorted);
        }
        Ok(())
    }
}

/// The body, or just its braces when there is nothing between them.
pub(super) fn or_empty(subject: &Subject, body: Body) -> Sketch {
    if body.keys.is_empty() && subject.inherited.is_empty() {
        return Sketch::Whole(format!("{}{}", body.open, body.close));
    }
    Sketch::Entries(body)
}

/// V8's words for a comparator that is none.
fn no_comparator(value: &JsValue) -> JsError {
    let value = match value.is_object() {
        true => "#<Object>".to_owned(),
        false => value.display().to_string(),
    };
    let message =
        format!("The comparison function must be either a function or undefined: {value}");
    JsNativeError::typ().with_message(message).into()
}
