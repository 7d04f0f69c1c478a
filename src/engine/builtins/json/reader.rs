//! From a text to a value, without recursion.

use super::fault::{Fault, Kind};
use super::keys::Keys;
use super::quoted::{self, Quoted};
use super::record::Records;
use super::units::{Cursor, Unit};
use super::{number, units};
use crate::engine::watch;
use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsError, JsResult, JsValue};

/// Values between two checks whether the run has ended.
const LOOK: u32 = 4096;

/// Why there is no value.
pub(super) enum Stop {
    Fault(Fault),
    Thrown(JsError),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<JsError> for Stop {
    fn from(error: JsError) -> Self {
        Self::Thrown(error)
    }
}

/// A structure that has not ended.
enum Open {
    Array {
        /// Where its elements begin among the values.
        start: usize,
        /// Where they begin among the records.
        records: usize,
    },
    Object {
        object: JsObject,
        /// The name of the value that comes next.
        key: PropertyKey,
        records: usize,
    },
}

pub(super) struct Reader<'a, U> {
    cursor: Cursor<'a, U>,
    keys: &'a Keys,
    records: Option<Records>,
    /// From the outermost to the innermost.
    open: Vec<Open>,
    /// Elements of all open arrays.
    elements: Vec<JsValue>,
    /// `Object.prototype`, as an argument.
    prototype: [JsValue; 1],
    values: u32,
}

impl<'a, U: Unit> Reader<'a, U> {
    /// A reader of `units`, which takes down records if `is_recording`.
    pub(super) fn new(
        units: &'a [U],
        keys: &'a Keys,
        is_recording: bool,
        context: &Context,
    ) -> Self {
        let prototype = context.intrinsics().constructors().object().prototype();
        Self {
            cursor: Cursor { units, at: 0 },
            keys,
            records: is_recording.then(Records::default),
            open: Vec::new(),
            elements: Vec::new(),
            prototype: [prototype.into()],
            values: 0,
        }
    }

    /// The value of the whole text.
    pub(super) fn whole(
        mut self,
        context: &mut Context,
    ) -> Result<(JsValue, Option<Records>), Stop> {
        loop {
            let Some(mut value) = self.begin(context)? else {
                continue;
            };
            loop {
                if self.open.is_empty() {
                    self.end()?;
                    return Ok((value, self.records));
                }
                match self.add(value, context)? {
                    Some(structure) => value = structure,
                    None => break,
                }
            }
        }
    }

    /// A value of `JSON.rawJSON`: no structure, and nothing around it.
    pub(super) fn raw(mut self) -> Result<(), Fault> {
        if self.cursor.units.is_empty() {
            return Err(Fault::at(Kind::Raw, 0));
        }
        self.primitive()?;
        match self.cursor.peek() == Cursor::<U>::END {
            true => Ok(()),
            false => Err(Fault::at(Kind::Raw, 0)),
        }
    }

    /// Reads a whole primitive or empty structure, or the beginning of a structure.
    fn begin(&mut self, context: &mut Context) -> Result<Option<JsValue>, Stop> {
        self.values = self.values.wrapping_add(1);
        if self.values.is_multiple_of(LOOK) {
            watch::refuse_after_end()?;
        }
        match self.cursor.after_space() {
            0x5b => Ok(self.begin_array(context)),
            0x7b => self.begin_object(context),
            _ => {
                let start = self.cursor.at;
                let value = self.primitive()?;
                let (end, key) = (self.cursor.at, self.recorded_key());
                if let Some(records) = &mut self.records {
                    records.primitive(key, value.clone(), start..end);
                }
                Ok(Some(value))
            }
        }
    }

    fn begin_array(&mut self, context: &mut Context) -> Option<JsValue> {
        self.cursor.at += 1;
        let records = self.records.as_ref().map_or(0, Records::pending);
        let start = self.elements.len();
        if self.cursor.after_space() == u32::from(b']') {
            self.cursor.at += 1;
            return Some(self.array(start, records, context));
        }
        self.open.push(Open::Array { start, records });
        None
    }

    fn begin_object(&mut self, context: &mut Context) -> Result<Option<JsValue>, Stop> {
        self.cursor.at += 1;
        let records = self.records.as_ref().map_or(0, Records::pending);
        let object = self.object(context)?;
        if self.cursor.after_space() == u32::from(b'}') {
            self.cursor.at += 1;
            return Ok(Some(self.ended_object(object, records)));
        }
        let key = self.key(Kind::NameOrBrace)?;
        self.open.push(Open::Object {
            object,
            key,
            records,
        });
        Ok(None)
    }

    /// An object of the shape that `{}` has. (`JsObject::with_object_proto` gives one
    /// whose shape no other object shares.)
    fn object(&self, context: &mut Context) -> JsResult<JsObject> {
        let object = OrdinaryObject::create(&JsValue::undefined(), &self.prototype, context)?;
        Ok(object
            .as_object()
            .unwrap_or_else(|| JsObject::with_object_proto(context.intrinsics())))
    }

    /// Puts `value` into the innermost structure, and returns that if it ends.
    fn add(&mut self, value: JsValue, context: &mut Context) -> Result<Option<JsValue>, Stop> {
        match self.open.last_mut() {
            Some(Open::Array { .. }) => {
                self.elements.push(value);
                self.after_element(context)
            }
            Some(Open::Object { object, key, .. }) => {
                let is_data = PropertyDescriptor::builder().value(value);
                let is_data = is_data.writable(true).enumerable(true).configurable(true);
                object.insert_property(key.clone(), is_data);
                self.after_property()
            }
            None => Ok(Some(value)),
        }
    }

    fn after_element(&mut self, context: &mut Context) -> Result<Option<JsValue>, Stop> {
        match self.cursor.after_space() {
            0x2c => {
                self.cursor.at += 1;
                Ok(None)
            }
            0x5d => {
                self.cursor.at += 1;
                let Some(Open::Array { start, records }) = self.open.pop() else {
                    return Ok(None);
                };
                Ok(Some(self.array(start, records, context)))
            }
            _ => Err(Fault::at(Kind::CommaOrBracket, self.cursor.at).into()),
        }
    }

    fn after_property(&mut self) -> Result<Option<JsValue>, Stop> {
        match self.cursor.after_space() {
            0x2c => {
                self.cursor.at += 1;
                let next = self.key(Kind::Name)?;
                if let Some(Open::Object { key, .. }) = self.open.last_mut() {
                    *key = next;
                }
                Ok(None)
            }
            0x7d => {
                self.cursor.at += 1;
                let Some(Open::Object {
                    object, records, ..
                }) = self.open.pop()
                else {
                    return Ok(None);
                };
                Ok(Some(self.ended_object(object, records)))
            }
            _ => Err(Fault::at(Kind::CommaOrBrace, self.cursor.at).into()),
        }
    }

    /// The array of the elements from `start`.
    fn array(&mut self, start: usize, pending: usize, context: &mut Context) -> JsValue {
        let array: JsValue = JsArray::from_iter(self.elements.drain(start..), context).into();
        let key = self.recorded_key();
        if let Some(records) = &mut self.records {
            records.array(key, array.clone(), pending);
        }
        array
    }

    fn ended_object(&mut self, object: JsObject, pending: usize) -> JsValue {
        let object = JsValue::from(object);
        let key = self.recorded_key();
        if let Some(records) = &mut self.records {
            records.object(key, object.clone(), pending);
        }
        object
    }

    /// The name under which the value that ended stands, where records are taken.
    fn recorded_key(&self) -> Option<PropertyKey> {
        self.records.as_ref()?;
        match self.open.last() {
            Some(Open::Object { key, .. }) => Some(key.clone()),
            _ => None,
        }
    }

    /// The next name and the colon after it.
    fn key(&mut self, otherwise: Kind) -> Result<PropertyKey, Fault> {
        if self.cursor.after_space() != u32::from(b'"') {
            return Err(Fault::at(otherwise, self.cursor.at));
        }
        let key = match quoted::read(&mut self.cursor)? {
            Quoted::Verbatim(units) => self.keys.get(units),
            Quoted::Resolved(units) => self.keys.get(&units),
        };
        if self.cursor.after_space() != u32::from(b':') {
            return Err(Fault::at(Kind::Colon, self.cursor.at));
        }
        self.cursor.at += 1;
        Ok(key)
    }

    fn primitive(&mut self) -> Result<JsValue, Fault> {
        match self.cursor.peek() {
            0x22 => quoted::read(&mut self.cursor).map(|quoted| quoted.into_string().into()),
            0x74 => self.word(b"true", true),
            0x66 => self.word(b"false", false),
            0x6e => self.word(b"null", JsValue::null()),
            unit if unit == u32::from(b'-') || units::is_digit(unit) => {
                number::read(&mut self.cursor)
            }
            _ => Err(Fault::at(Kind::Token, self.cursor.at)),
        }
    }

    fn word(&mut self, word: &[u8], value: impl Into<JsValue>) -> Result<JsValue, Fault> {
        for &letter in word {
            if self.cursor.peek() != u32::from(letter) {
                return Err(Fault::at(Kind::Token, self.cursor.at));
            }
            self.cursor.at += 1;
        }
        Ok(value.into())
    }

    fn end(&mut self) -> Result<(), Fault> {
        match self.cursor.after_space() == Cursor::<U>::END {
            true => Ok(()),
            false => Err(Fault::at(Kind::More, self.cursor.at)),
        }
    }
}
