//! What was read where, for the reviver (ECMAScript's JSON Parse Records).

use boa_engine::JsValue;
use boa_engine::property::PropertyKey;
use std::collections::HashMap;
use std::ops::Range;

/// What a value was read from.
#[derive(Debug)]
pub(super) enum Shape {
    /// These units of the text.
    Primitive(Range<usize>),
    /// Elements, by their numbers.
    Array(Vec<usize>),
    /// Properties, by their numbers; of a name that occurs twice the last.
    Object(HashMap<PropertyKey, usize>),
}

/// A value as it was read.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) value: JsValue,
    pub(super) shape: Shape,
}

impl Record {
    /// The number of what was read at `key`.
    pub(super) fn part(&self, key: &PropertyKey) -> Option<usize> {
        match (&self.shape, key) {
            (Shape::Array(elements), PropertyKey::Index(index)) => {
                elements.get(usize::try_from(index.get()).ok()?).copied()
            }
            (Shape::Object(properties), key) => properties.get(key).copied(),
            _ => None,
        }
    }
}

/// All values of a text by number, each after what is in it.
#[derive(Debug, Default)]
pub(super) struct Records {
    all: Vec<Record>,
    /// Those whose structure has not ended, with their names.
    open: Vec<(Option<PropertyKey>, usize)>,
}

impl Records {
    /// How many are in structures that have not ended.
    pub(super) fn pending(&self) -> usize {
        self.open.len()
    }

    /// Notes a value without parts, found under `key`.
    pub(super) fn primitive(&mut self, key: Option<PropertyKey>, value: JsValue, at: Range<usize>) {
        self.add(key, value, Shape::Primitive(at));
    }

    /// Notes an array whose elements are what is open from `start`.
    pub(super) fn array(&mut self, key: Option<PropertyKey>, value: JsValue, start: usize) {
        let parts = self.open.drain(start..).map(|(_, number)| number).collect();
        self.add(key, value, Shape::Array(parts));
    }

    /// Notes an object whose properties are what is open from `start`.
    pub(super) fn object(&mut self, key: Option<PropertyKey>, value: JsValue, start: usize) {
        let parts = self.open.drain(start..);
        let parts = parts.filter_map(|(key, number)| Some((key?, number)));
        let parts = parts.collect();
        self.add(key, value, Shape::Object(parts));
    }

    fn add(&mut self, key: Option<PropertyKey>, value: JsValue, shape: Shape) {
        self.open.push((key, self.all.len()));
        self.all.push(Record { value, shape });
    }

    /// The number of the outermost value.
    pub(super) fn outermost(&self) -> Option<usize> {
        self.all.len().checked_sub(1)
    }

    pub(super) fn get(&self, number: usize) -> Option<&Record> {
        self.all.get(number)
    }
}
