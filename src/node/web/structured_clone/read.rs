//! Reading a value: getters run, and everything that can be refused is.

use super::host;
use super::record::{ErrorRecord, Fields, Record, Slot, ViewClass, ViewRecord};
use super::refusal::{data_clone_error, refused};
use crate::engine::brand::{Boxed, Brand, primitive_of};
use crate::engine::collections::{map_entries, set_values};
use crate::engine::native_stack;
use crate::engine::proxy;
use crate::engine::reflect;
use crate::engine::store;
use crate::engine::view::{ByteView, Store};
use crate::memory::{Fill, Purpose};
use boa_engine::builtins::typed_array::{TypedArray, TypedArrayKind};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::{JsDataView, JsDate, JsSharedArrayBuffer, JsTypedArray};
use boa_engine::{Context, JsError, JsNativeError, JsResult, JsString, JsValue, js_string};
use std::collections::HashMap;

/// Reads a value into records.
#[derive(Debug)]
pub(super) struct RecordReader<'a> {
    records: Vec<Record>,
    /// The record of every object that was met.
    met: HashMap<JsObject, usize>,
    transferred: &'a [JsObject],
}

impl<'a> RecordReader<'a> {
    /// A reader that does not copy the buffers in `transferred`.
    pub(super) fn new(transferred: &'a [JsObject]) -> Self {
        Self {
            records: Vec::new(),
            met: HashMap::new(),
            transferred,
        }
    }

    /// What was read.
    pub(super) fn into_records(self) -> Vec<Record> {
        self.records
    }

    /// Reads `value` and all that it refers to.
    ///
    /// # Errors
    ///
    /// A `DataCloneError`, what a getter throws, or a RangeError for what is nested too deeply.
    pub(super) fn value(&mut self, value: &JsValue, context: &mut Context) -> JsResult<Slot> {
        match value.as_object() {
            Some(object) => self.object(&object, context).map(Slot::Record),
            None if value.is_symbol() => Err(refused(value, context)),
            None => Ok(Slot::Primitive(value.clone())),
        }
    }

    fn object(&mut self, object: &JsObject, context: &mut Context) -> JsResult<usize> {
        if let Some(&index) = self.met.get(object) {
            return Ok(index);
        }
        if native_stack::is_low() {
            return Err(too_deep());
        }
        let index = self.records.len();
        self.records.push(Record::Open);
        self.met.insert(object.clone(), index);
        let record = self.record(object, context)?;
        if let Some(place) = self.records.get_mut(index) {
            *place = record;
        }
        Ok(index)
    }

    fn record(&mut self, object: &JsObject, context: &mut Context) -> JsResult<Record> {
        if self.transferred.contains(object)
            && let Some(moved) = host::take_stream(object, context)?
        {
            return Ok(Record::Ready(moved));
        }
        if let Some(copy) = host::copy(object, context)? {
            return Ok(Record::Ready(copy));
        }
        if !is_cloneable(object, context) {
            return Err(refused(&object.clone().into(), context));
        }
        match Brand::of(object) {
            Brand::Array => self.array(object, context),
            Brand::Map => self.map(object, context),
            Brand::Set => self.set(object, context),
            Brand::Error => self.error(object, context),
            Brand::Date => date(object, context).map(Record::Ready),
            Brand::RegExp => regexp(object, context).map(Record::Ready),
            Brand::Boxed(boxed) => unboxed(object, boxed, context).map(Record::Ready),
            Brand::ArrayBuffer | Brand::SharedArrayBuffer => self.store(object, context),
            Brand::TypedArray => self.typed_array(object, context),
            Brand::DataView => self.data_view(object, context),
            Brand::Other => Ok(Record::Object(self.fields(object, context)?)),
            _ => Err(refused(&object.clone().into(), context)),
        }
    }

    fn fields(&mut self, object: &JsObject, context: &mut Context) -> JsResult<Fields> {
        let keys = reflect::enumerable_names(object, context)?;
        let mut fields = Vec::with_capacity(keys.len());
        for key in keys {
            // A getter that was read before may have deleted it.
            if object.has_own_property(key.clone(), context)? {
                let value = object.get(key.clone(), context)?;
                fields.push((key, self.value(&value, context)?));
            }
        }
        Ok(fields)
    }

    fn array(&mut self, array: &JsObject, context: &mut Context) -> JsResult<Record> {
        let length = array.get(js_string!("length"), context)?;
        let length = length.to_length(context)?;
        Ok(Record::Array(length, self.fields(array, context)?))
    }

    /// All entries are taken before the first is read.
    fn map(&mut self, map: &JsObject, context: &mut Context) -> JsResult<Record> {
        let entries = map_entries(map);
        let mut slots = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let key = self.value(&key, context)?;
            slots.push((key, self.value(&value, context)?));
        }
        Ok(Record::Map(slots))
    }

    fn set(&mut self, set: &JsObject, context: &mut Context) -> JsResult<Record> {
        let values = set_values(set);
        let slots = values.iter().map(|value| self.value(value, context));
        slots.collect::<JsResult<_>>().map(Record::Set)
    }

    fn error(&mut self, error: &JsObject, context: &mut Context) -> JsResult<Record> {
        let name = error.get(js_string!("name"), context)?;
        let message = own_text(error, "message", context)?;
        let cause = match error.has_own_property(js_string!("cause"), context)? {
            true => Some(error.get(js_string!("cause"), context)?),
            false => None,
        };
        let cause = cause.map(|cause| self.value(&cause, context)).transpose()?;
        let stack = error.get(js_string!("stack"), context)?.as_string();
        Ok(Record::Error(ErrorRecord {
            name: name.to_string(context)?.to_std_string_lossy(),
            stack,
            message,
            cause,
        }))
    }

    fn store(&mut self, object: &JsObject, context: &mut Context) -> JsResult<Record> {
        if self.transferred.contains(object) {
            return Ok(Record::Transferred(object.clone()));
        }
        match Store::of(object) {
            Some(store) if store.is_detached() => {
                let message = "An ArrayBuffer is detached and could not be cloned.";
                Err(data_clone_error(message, context))
            }
            Some(Store::Shared(shared)) => Ok(Record::Ready(share(&shared, context))),
            _ => copy_store(object, context).map(Record::Ready),
        }
    }

    fn typed_array(&mut self, object: &JsObject, context: &mut Context) -> JsResult<Record> {
        let buffer = JsTypedArray::from_object(object.clone())?.buffer(context)?;
        let Some(buffer) = buffer.as_object() else {
            return Err(refused(&object.clone().into(), context));
        };
        let store = self.object(&buffer, context)?;
        let range = typed_range(object, &buffer);
        let Some((kind, offset, length)) = range else {
            return Err(refused(&object.clone().into(), context));
        };
        Ok(Record::View(ViewRecord {
            class: ViewClass::Typed(kind),
            store,
            offset,
            length,
        }))
    }

    fn data_view(&mut self, object: &JsObject, context: &mut Context) -> JsResult<Record> {
        let view = JsDataView::from_object(object.clone())?;
        let Some(buffer) = view.buffer(context)?.as_object() else {
            return Err(refused(&object.clone().into(), context));
        };
        let store = self.object(&buffer, context)?;
        // These throw for a view that lies outside its buffer.
        let range = view.byte_offset(context).and_then(|offset| {
            let length = view.byte_length(context)?;
            Ok((offset, length))
        });
        let Ok((offset, length)) = range else {
            return Err(refused(&object.clone().into(), context));
        };
        Ok(Record::View(ViewRecord {
            class: ViewClass::Data,
            store,
            offset,
            length: Some(length),
        }))
    }
}

fn too_deep() -> JsError {
    JsNativeError::range()
        .with_message("Maximum call stack size exceeded")
        .into()
}

/// Functions, proxies, the global object, and objects that hold what a script can't see are not.
fn is_cloneable(object: &JsObject, context: &Context) -> bool {
    let is_global = *object == context.global_object();
    let is_hidden = Brand::of(object) == Brand::Other && !object.is_ordinary();
    !object.is_callable() && proxy::parts(object).is_none() && !is_global && !is_hidden
}

/// An own data property as a string.
fn own_text(object: &JsObject, key: &str, context: &mut Context) -> JsResult<Option<JsString>> {
    let key = js_string!(key);
    let own = reflect::own_descriptor(object, &key.into(), context)?;
    match own.as_ref().and_then(|own| own.value()) {
        Some(value) => value.to_string(context).map(Some),
        None => Ok(None),
    }
}

fn date(object: &JsObject, context: &mut Context) -> JsResult<JsObject> {
    let time = JsDate::from_object(object.clone())?.value_of(context)?;
    let constructor = context.intrinsics().constructors().date().constructor();
    constructor.construct(&[time], None, context)
}

fn regexp(object: &JsObject, context: &mut Context) -> JsResult<JsObject> {
    let source = object.get(js_string!("source"), context)?;
    let flags = object.get(js_string!("flags"), context)?;
    let constructor = context.intrinsics().constructors().regexp().constructor();
    constructor.construct(&[source, flags], None, context)
}

fn unboxed(object: &JsObject, boxed: Boxed, context: &mut Context) -> JsResult<JsObject> {
    if boxed == Boxed::Symbol {
        return Err(refused(&object.clone().into(), context));
    }
    primitive_of(object, boxed).to_object(context)
}

/// A second object over the same shared bytes.
fn share(shared: &JsSharedArrayBuffer, context: &mut Context) -> JsObject {
    let inner = shared.inner();
    JsSharedArrayBuffer::from_buffer(inner, context).into()
}

fn copy_store(object: &JsObject, context: &mut Context) -> JsResult<JsObject> {
    if object.get(js_string!("resizable"), context)?.to_boolean() {
        return copy_resizable(object, context);
    }
    let Some(source) = ByteView::of_store(object) else {
        return Err(refused(&object.clone().into(), context));
    };
    let copy = store::allocate(source.len(), Fill::Any, Purpose::Store, context)?;
    let target = ByteView::whole(Store::Local(copy.clone()));
    target.copy_from(&source, context)?;
    Ok(copy.into())
}

fn copy_resizable(object: &JsObject, context: &mut Context) -> JsResult<JsObject> {
    let length = object.get(js_string!("byteLength"), context)?;
    let most = object.get(js_string!("maxByteLength"), context)?;
    let options = crate::engine::object::literal([("maxByteLength", most)], context);
    let constructors = context.intrinsics().constructors();
    let constructor = constructors.array_buffer().constructor();
    let copy = constructor.construct(&[length, options.into()], None, context)?;
    if let (Some(target), Some(source)) = (ByteView::of_store(&copy), ByteView::of_store(object)) {
        target.copy_from(&source, context)?;
    }
    Ok(copy)
}

/// Kind, bytes before it and elements of a typed array; `None` outside its buffer.
fn typed_range(object: &JsObject, buffer: &JsObject) -> Option<(TypedArrayKind, u64, Option<u64>)> {
    /// Longer than any buffer: what follows its buffer would be as long.
    const ENDLESS: usize = 1 << 53;
    let whole = Store::of(buffer)?.byte_length() as u64;
    let array = object.downcast_ref::<TypedArray>()?;
    let offset = array.byte_offset();
    let bytes = array.byte_length(ENDLESS);
    let follows = bytes > ENDLESS as u64 / 2;
    let end = if follows { offset } else { offset + bytes };
    let elements = bytes / element_size(array.kind());
    (end <= whole).then(|| (array.kind(), offset, (!follows).then_some(elements)))
}

fn element_size(kind: TypedArrayKind) -> u64 {
    use TypedArrayKind as Kind;
    match kind {
        Kind::Int8 | Kind::Uint8 | Kind::Uint8Clamped => 1,
        Kind::Int16 | Kind::Uint16 | Kind::Float16 => 2,
        Kind::Int32 | Kind::Uint32 | Kind::Float32 => 4,
        Kind::BigInt64 | Kind::BigUint64 | Kind::Float64 => 8,
    }
}
