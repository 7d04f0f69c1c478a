//! The record of a value that was read, before anything is built from it.

use boa_engine::builtins::typed_array::TypedArrayKind;
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{JsString, JsValue};

/// A place that holds a value.
#[derive(Debug, Clone)]
pub(super) enum Slot {
    /// A value that is its own copy.
    Primitive(JsValue),
    /// The index of a record.
    Record(usize),
}

/// Own properties, in the order they were read.
pub(super) type Fields = Vec<(PropertyKey, Slot)>;

/// The record of one object.
#[derive(Debug)]
pub(super) enum Record {
    /// Not read to its end yet.
    Open,
    /// A copy made at once, because it refers to nothing else.
    Ready(JsObject),
    /// A plain object.
    Object(Fields),
    /// An array of this length.
    Array(u64, Fields),
    /// A `Map`.
    Map(Vec<(Slot, Slot)>),
    /// A `Set`.
    Set(Vec<Slot>),
    /// An error.
    Error(ErrorRecord),
    /// An `ArrayBuffer` whose bytes move to its copy.
    Transferred(JsObject),
    /// A typed array or `DataView`.
    View(ViewRecord),
}

/// What is kept of an error.
#[derive(Debug, Default)]
pub(super) struct ErrorRecord {
    /// The `name` it had, which says its class.
    pub(super) name: String,
    pub(super) stack: Option<JsString>,
    pub(super) message: Option<JsString>,
    pub(super) cause: Option<Slot>,
}

/// A range of a buffer.
#[derive(Debug)]
pub(super) struct ViewRecord {
    pub(super) class: ViewClass,
    /// The index of the buffer's record.
    pub(super) store: usize,
    /// Bytes before it.
    pub(super) offset: u64,
    /// Elements; `None` for one that follows the length of its buffer.
    pub(super) length: Option<u64>,
}

/// How a view looks at its bytes.
#[derive(Debug, Clone, Copy)]
pub(super) enum ViewClass {
    Typed(TypedArrayKind),
    Data,
}
