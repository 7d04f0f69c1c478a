//! The second argument of `JSON.parse` (ECMAScript 25.5.1.1, `InternalizeJSONProperty`),
//! with the source of each value that is still what was read; without recursion.

use super::record::{Record, Records, Shape};
use super::stringify::{is_array, length, name_of};
use crate::engine::reflect;
use crate::engine::watch;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsFunction;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsNativeError, JsResult, JsString, JsValue, js_string};

/// Values between two checks whether the run has ended.
const LOOK: u32 = 1024;

/// A property whose value is being revived.
struct Open {
    holder: JsObject,
    key: PropertyKey,
    value: JsValue,
    /// What the value was read from, if it is that still.
    record: Option<usize>,
    parts: Parts,
}

/// Properties that are to be revived before the one that holds them.
enum Parts {
    None,
    Elements { next: u64, length: u64 },
    Names(std::vec::IntoIter<PropertyKey>),
}

impl Parts {
    fn next(&mut self) -> Option<PropertyKey> {
        match self {
            Self::None => None,
            Self::Names(names) => names.next(),
            Self::Elements { next, length } if *next < *length => {
                *next += 1;
                Some((*next - 1).into())
            }
            Self::Elements { .. } => None,
        }
    }
}

struct Revival<'a> {
    text: &'a JsString,
    records: Records,
    reviver: JsObject,
    delete: JsFunction,
    /// From the outermost to the innermost.
    open: Vec<Open>,
}

/// What `reviver` makes of `value`, which was read from `text` as `records` say.
pub(super) fn revive(
    value: JsValue,
    text: &JsString,
    records: Records,
    reviver: JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let root = JsObject::with_object_proto(context.intrinsics());
    root.create_data_property_or_throw(js_string!(), value, context)?;
    let outermost = records.outermost();
    let mut revival = Revival {
        text,
        records,
        reviver,
        delete: delete_property(context)?,
        open: Vec::new(),
    };
    revival.enter(root, js_string!().into(), outermost, context)?;
    revival.run(context)
}

fn delete_property(context: &mut Context) -> JsResult<JsFunction> {
    let reflect = context.intrinsics().objects().reflect();
    let function = reflect.get(js_string!("deleteProperty"), context)?;
    let function = function.as_callable().and_then(JsFunction::from_object);
    function.ok_or_else(|| {
        let message = "Reflect.deleteProperty is not a function";
        JsNativeError::typ().with_message(message).into()
    })
}

impl Revival<'_> {
    fn run(&mut self, context: &mut Context) -> JsResult<JsValue> {
        let mut values = 0u32;
        loop {
            let Some(open) = self.open.last_mut() else {
                return Ok(JsValue::undefined());
            };
            if let (Some(key), Some(holder)) = (open.parts.next(), open.value.as_object()) {
                let record = open.record.and_then(|number| self.records.get(number));
                let part = record.and_then(|record| record.part(&key));
                self.enter(holder, key, part, context)?;
                continue;
            }
            values = values.wrapping_add(1);
            if values.is_multiple_of(LOOK) {
                watch::refuse_after_end()?;
            }
            let Some(done) = self.open.pop() else {
                return Ok(JsValue::undefined());
            };
            let key = done.key.clone();
            let value = self.call(done, context)?;
            match self.open.last().and_then(|open| open.value.as_object()) {
                None => return Ok(value),
                Some(holder) => self.replace(&holder, key, value, context)?,
            }
        }
    }

    /// Begins with the property `key` of `holder`, which was read as `record`.
    fn enter(
        &mut self,
        holder: JsObject,
        key: PropertyKey,
        record: Option<usize>,
        context: &mut Context,
    ) -> JsResult<()> {
        let value = holder.get(key.clone(), context)?;
        let is_same = |number: &usize| {
            let record = self.records.get(*number);
            record.is_some_and(|record| JsValue::same_value(&record.value, &value))
        };
        let record = record.filter(is_same);
        let parts = parts(&value, context)?;
        self.open.push(Open {
            holder,
            key,
            value,
            record,
            parts,
        });
        Ok(())
    }

    fn call(&self, open: Open, context: &mut Context) -> JsResult<JsValue> {
        let told = JsObject::with_object_proto(context.intrinsics());
        let record = open.record.and_then(|number| self.records.get(number));
        if let Some(Record {
            shape: Shape::Primitive(at),
            ..
        }) = record
        {
            let source = self.text.get(at.clone()).unwrap_or_default();
            told.create_data_property(js_string!("source"), source, context)?;
        }
        let arguments = [name_of(&open.key), open.value, told.into()];
        self.reviver.call(&open.holder.into(), &arguments, context)
    }

    /// Puts `value` at `key`, or takes that away.
    fn replace(
        &self,
        holder: &JsObject,
        key: PropertyKey,
        value: JsValue,
        context: &mut Context,
    ) -> JsResult<()> {
        if value.is_undefined() {
            let arguments = [holder.clone().into(), key.into()];
            self.delete
                .call(&JsValue::undefined(), &arguments, context)?;
        } else {
            holder.create_data_property(key, value, context)?;
        }
        Ok(())
    }
}

fn parts(value: &JsValue, context: &mut Context) -> JsResult<Parts> {
    let Some(object) = value.as_object() else {
        return Ok(Parts::None);
    };
    if is_array(&object, context)? {
        let length = length(&object, context)?;
        return Ok(Parts::Elements { next: 0, length });
    }
    let names = reflect::enumerable_names(&object, context)?;
    Ok(Parts::Names(names.into_iter()))
}
