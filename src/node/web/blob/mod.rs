//! `Blob`, `File`, and the URLs that name Blobs: the classes in JavaScript, their
//! bytes in Rust.
//!
//! The bytes are external memory like any other store's. A Blob made of Blobs, or
//! cut from one, shares their bytes.
//!
//! Node's documentation, "Buffer", `Class: Blob`.
//!
//! - `blob.js`: the classes, and the URLs.
//! - `bytes`: the bytes of a Blob: ranges of stores that scripts never see, and so never
//!   change.

mod bytes;

use crate::codec::{Decoding, Encoding};
use crate::engine::error;
use crate::engine::limits::MAX_STRING_LENGTH;
use crate::engine::native::Definition;
use crate::engine::view::ByteView;
use crate::engine::{coerce, text};
use crate::node::base::lazy_global;
use crate::node::modules::{is_loaded, require_builtin};
use boa_engine::builtins::dataview::DataView;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsArgs, JsNativeError, JsResult, JsString, JsValue, js_string};
use bytes::Bytes;

pub(crate) const BINDING: [Definition; 11] = [
    ("toText", 1, to_text),
    ("toNumber", 1, to_number),
    ("randomUUID", 0, crate::node::system::crypto::random_uuid),
    ("isBytes", 1, is_bytes),
    ("part", 2, part),
    ("join", 1, join),
    ("size", 1, size),
    ("slice", 3, slice),
    ("read", 1, read),
    ("chunk", 2, chunk),
    ("text", 1, read_text),
];

/// Defines the globals `Blob` and `File`, which are made when they are first read.
pub fn install(context: &Context) {
    lazy_global::define("Blob", |context| export("Blob", context), context);
    lazy_global::define("File", |context| export("File", context), context);
}

/// What the module exports as `name`: `Blob`, `File`, `resolveObjectURL`,
/// `createObjectURL`, `revokeObjectURL`.
///
/// # Errors
///
/// Whatever evaluating the module throws.
pub fn export(name: &str, context: &mut Context) -> JsResult<JsValue> {
    let exports = require_builtin("internal:blob", context)?;
    match exports.as_object() {
        Some(exports) => exports.get(js_string!(name), context),
        None => Ok(JsValue::undefined()),
    }
}

/// A copy of `object` if it is a Blob or a File, which shares its bytes; `None` for
/// any other object.
///
/// # Errors
///
/// None in practice.
pub fn copy(object: &JsObject, context: &mut Context) -> JsResult<Option<JsObject>> {
    if !is_loaded("internal:blob", context) {
        return Ok(None);
    }
    let copy = export("copyOf", context)?;
    let Some(copy) = copy.as_callable() else {
        return Ok(None);
    };
    let copied = copy.call(&JsValue::undefined(), &[object.clone().into()], context)?;
    Ok(copied.as_object())
}

fn to_text(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    coerce::to_string(args.get_or_undefined(0), context).map(JsValue::from)
}

fn to_number(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    coerce::to_number(args.get_or_undefined(0), context).map(JsValue::from)
}

/// `isBytes(value)`: whether it is a view or a buffer.
fn is_bytes(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(object) = args.get_or_undefined(0).as_object() else {
        return Ok(false.into());
    };
    let view = ByteView::of_view(&object, context).or_else(|| ByteView::of_store(&object));
    Ok(view.is_some().into())
}

/// `part(source, native)`: a handle to a copy of the source's bytes; what is no
/// view and no buffer is text, whose line ends may be made the system's.
fn part(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let source = args.get_or_undefined(0);
    let bytes = match shown_bytes(source, context)? {
        Some(view) => Bytes::copied(&view, context)?,
        None => {
            let string = coerce::to_string(source, context)?;
            let string = match args.get_or_undefined(1).to_boolean() {
                true => with_line_feeds(&string),
                false => string,
            };
            Bytes::of_text(text::units(&string), context)?
        }
    };
    Ok(bytes.into_handle().into())
}

fn shown_bytes(source: &JsValue, context: &mut Context) -> JsResult<Option<ByteView>> {
    let Some(object) = source.as_object() else {
        return Ok(None);
    };
    let view = ByteView::of_view(&object, context);
    let action = match view {
        Some(_) if object.is::<DataView>() => {
            "get DataView.prototype.byteOffset on a detached or out-of-bounds"
        }
        Some(_) => "ArrayBuffer.prototype.slice on a detached",
        None => "Construct on a detached",
    };
    let view = view.or_else(|| ByteView::of_store(&object));
    match view {
        Some(view) if view.store().is_detached() => {
            let message = format!("Cannot perform {action} ArrayBuffer");
            Err(JsNativeError::typ().with_message(message).into())
        }
        view => Ok(view),
    }
}

/// The text with each CR LF and CR made LF, which is the end of a line here.
fn with_line_feeds(string: &JsString) -> JsString {
    const CR: u16 = b'\r' as u16;
    const LF: u16 = b'\n' as u16;
    let units = string.to_vec();
    let is_cut = |at: usize| units[at] == CR && units.get(at + 1) == Some(&LF);
    let kept: Vec<u16> = (0..units.len())
        .filter(|&at| !is_cut(at))
        .map(|at| if units[at] == CR { LF } else { units[at] })
        .collect();
    JsString::from(kept.as_slice())
}

fn bytes_of(handle: &JsValue) -> JsResult<Bytes> {
    let bytes = handle.as_object().and_then(|handle| Bytes::of(&handle));
    bytes.ok_or_else(|| {
        JsNativeError::typ()
            .with_message("slabjs: not the bytes of a Blob")
            .into()
    })
}

/// `join(handles)`: a handle to the bytes of all, in order.
fn join(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(handles) = args.get_or_undefined(0).as_object() else {
        return Ok(Bytes::default().into_handle().into());
    };
    let handles = JsArray::from_object(handles)?;
    let mut parts = Vec::new();
    for at in 0..handles.length(context)? {
        parts.push(bytes_of(&handles.get(at, context)?)?);
    }
    Ok(Bytes::joined(&parts, context)?.into_handle().into())
}

fn size(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(bytes_of(args.get_or_undefined(0))?.len().into())
}

/// `slice(handle, start, end)`, with places that are whole numbers.
fn slice(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bytes = bytes_of(args.get_or_undefined(0))?;
    let mut place = |index| -> JsResult<usize> {
        // The cast cuts what is no place to one that is.
        let place = args.get_or_undefined(index).to_number(context)? as usize;
        Ok(place.min(bytes.len()))
    };
    let (start, end) = (place(1)?, place(2)?);
    Ok(bytes.slice(start, end).into_handle().into())
}

/// `read(handle)`: an `ArrayBuffer` with a copy.
fn read(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bytes = bytes_of(args.get_or_undefined(0))?;
    Ok(bytes.copy(context)?.into())
}

/// `chunk(handle, index)`: an `ArrayBuffer` with a copy of a part, `undefined` after the last.
fn chunk(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bytes = bytes_of(args.get_or_undefined(0))?;
    let index = args.get_or_undefined(1).to_number(context)? as usize;
    match bytes.part(index) {
        Some(part) => Ok(part.copy(context)?.into()),
        None => Ok(JsValue::undefined()),
    }
}

/// `text(handle)`: the text of UTF-8, without a byte order mark.
fn read_text(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bytes = bytes_of(args.get_or_undefined(0))?;
    let text = bytes.together(context)?.read(|bytes| {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let decoding = Decoding::new(bytes, Encoding::Utf8);
        (decoding.units() <= MAX_STRING_LENGTH).then(|| text::string(&decoding))
    });
    match text {
        Some(text) => Ok(text.into()),
        None => Err(error::string_too_long(context)),
    }
}
