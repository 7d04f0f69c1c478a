//! Bytes that scripts give, and digests as they want them.

use crate::buffer::alloc;
use crate::buffer::encoding;
use crate::codec::Encoding;
use crate::engine::error;
use crate::engine::view::ByteView;
use crate::node::base::text;
use boa_engine::{Context, JsResult, JsString, JsValue};

/// Bytes of a string or of memory.
#[derive(Debug)]
pub(super) enum Input {
    /// The encoded string.
    Text(Vec<u8>),
    /// The memory, lent while it is read.
    View(ByteView),
}

impl Input {
    /// A string, encoded, or a view.
    pub(super) fn of_view(
        value: &JsValue,
        encoding: Encoding,
        context: &mut Context,
    ) -> Option<Self> {
        if let Some(string) = value.as_string() {
            return Some(Self::Text(text::encode(&string, encoding)));
        }
        let object = value.as_object()?;
        ByteView::of_view(&object, context).map(Self::View)
    }

    /// A string, encoded, a view or a buffer.
    pub(super) fn of_any(
        value: &JsValue,
        encoding: Encoding,
        context: &mut Context,
    ) -> Option<Self> {
        if let Some(string) = value.as_string() {
            return Some(Self::Text(text::encode(&string, encoding)));
        }
        let object = value.as_object()?;
        ByteView::of(&object, context).map(Self::View)
    }

    /// Lends the bytes.
    pub(super) fn read<R>(&self, read: impl FnOnce(&[u8]) -> R) -> R {
        match self {
            Self::Text(bytes) => read(bytes),
            Self::View(view) => view.read(read),
        }
    }
}

/// The bytes that `update(data, encoding)` was given.
pub(super) fn update_argument(
    data: &JsValue,
    name: &JsValue,
    context: &mut Context,
) -> JsResult<Input> {
    let encoding = known(name);
    if let Some(string) = data.as_string() {
        check_hex(&string, encoding, name, context)?;
    }
    let input = Input::of_view(data, encoding.unwrap_or(Encoding::Utf8), context);
    input.ok_or_else(|| {
        let expected = ["string", "Buffer", "TypedArray", "DataView"];
        error::invalid_arg_type("data", &expected, data, context)
    })
}

/// Text of hexadecimal digits must come in pairs.
fn check_hex(
    string: &JsString,
    encoding: Option<Encoding>,
    name: &JsValue,
    context: &mut Context,
) -> JsResult<()> {
    if encoding != Some(Encoding::Hex) || string.len().is_multiple_of(2) {
        return Ok(());
    }
    let reason = format!("is invalid for data of length {}", string.len());
    Err(error::invalid_arg_value("encoding", name, &reason, context))
}

/// The encoding that `name` names, if it does.
pub(super) fn known(name: &JsValue) -> Option<Encoding> {
    name.as_string().as_ref().and_then(encoding::of_name)
}

/// A digest as a string, where an encoding is named, or as a Buffer.
pub(super) fn output(digest: &[u8], name: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    match known(name) {
        Some(encoding) => Ok(text::decode(digest, encoding, context)?.into()),
        None => Ok(alloc::copied(digest, context)?.into()),
    }
}
