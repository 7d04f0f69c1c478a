//! Paths as scripts give them: strings, bytes, `file:` URLs.

use super::failure::{Failure, Outcome};
use crate::codec::Encoding;
use crate::engine::error::{self, ErrorClass};
use crate::engine::native;
use crate::engine::view::ByteView;
use crate::node::base::system_error::SystemError;
use crate::node::base::text;
use boa_engine::builtins::typed_array::TypedArrayKind;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsTypedArray;
use boa_engine::{Context, JsError, JsResult, JsString, JsValue, js_string};
use std::ffi::OsString;
use std::io;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

/// A path, with the text by which errors name it.
#[derive(Debug, Clone)]
pub(super) struct FilePath {
    path: PathBuf,
    shown: JsString,
}

impl FilePath {
    /// A path that a script wrote as text.
    pub(super) fn from_text(shown: JsString) -> Self {
        let path = PathBuf::from(shown.to_std_string_lossy());
        Self { path, shown }
    }

    /// A path that the system gave.
    pub(super) fn from_path(path: PathBuf) -> Self {
        let shown = js_string!(&*path.to_string_lossy());
        Self { path, shown }
    }

    /// For the system.
    pub(super) fn as_path(&self) -> &Path {
        &self.path
    }

    /// For a script.
    pub(super) fn shown(&self) -> &JsString {
        &self.shown
    }

    /// The path of what is named `name` in this directory.
    pub(super) fn child(&self, name: &std::ffi::OsStr) -> Self {
        Self::from_path(self.path.join(name))
    }

    /// What the system said of this file.
    pub(super) fn error(&self, error: impl Into<io::Error>, syscall: &'static str) -> SystemError {
        SystemError::from_io(&error.into(), syscall).about(self.shown.clone())
    }

    /// Gives the system's error the name of this file.
    pub(super) fn check<T>(
        &self,
        result: Result<T, impl Into<io::Error>>,
        syscall: &'static str,
    ) -> Outcome<T> {
        result.map_err(|error| Failure::from(self.error(error, syscall)))
    }

    /// As [`FilePath::check`], for a call that takes two files.
    pub(super) fn check_two<T>(
        &self,
        dest: &Self,
        result: Result<T, impl Into<io::Error>>,
        syscall: &'static str,
    ) -> Outcome<T> {
        result.map_err(|error| {
            let error = self.error(error, syscall).towards(dest.shown.clone());
            Failure::from(error)
        })
    }
}

/// The path that the argument `name` gives.
pub(super) fn argument(value: &JsValue, name: &str, context: &mut Context) -> JsResult<FilePath> {
    let expected = ["string", "Buffer", "URL"];
    let path = if let Some(text) = value.as_string() {
        FilePath::from_text(text)
    } else if let Some(object) = value.as_object() {
        match from_object(&object, context)? {
            Some(path) => path,
            None => return Err(error::invalid_arg_type(name, &expected, value, context)),
        }
    } else {
        return Err(error::invalid_arg_type(name, &expected, value, context));
    };
    if path.path.as_os_str().as_bytes().contains(&0) {
        // Of a URL the message shows the path.
        let received = if is_bytes(value) {
            value.clone()
        } else {
            path.shown.into()
        };
        let reason = "must be a string, Uint8Array, or URL without null bytes";
        return Err(error::invalid_arg_value(name, &received, reason, context));
    }
    Ok(path)
}

/// Whether a path is given as bytes.
pub(super) fn is_bytes(value: &JsValue) -> bool {
    let array = value.as_object().map(JsTypedArray::from_object);
    array.is_some_and(|array| array.is_ok_and(|array| array.kind() == Some(TypedArrayKind::Uint8)))
}

fn from_object(object: &JsObject, context: &mut Context) -> JsResult<Option<FilePath>> {
    if is_bytes(&object.clone().into()) {
        let bytes = ByteView::of_view(object, context).map(|view| view.to_vec());
        return bytes.map(|bytes| from_bytes(bytes, context)).transpose();
    }
    if !is_url(object, context)? {
        return Ok(None);
    }
    from_url(object, context).map(Some)
}

fn from_bytes(bytes: Vec<u8>, context: &mut Context) -> JsResult<FilePath> {
    let shown = text::decode(&bytes, Encoding::Utf8, context)?;
    let path = PathBuf::from(OsString::from_vec(bytes));
    Ok(FilePath { path, shown })
}

/// Node knows a URL by its properties, so that one of another realm counts.
fn is_url(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    for (key, wanted) in [("href", true), ("protocol", true)] {
        if object.get(js_string!(key), context)?.to_boolean() != wanted {
            return Ok(false);
        }
    }
    let auth = object.get(js_string!("auth"), context)?;
    let path = object.get(js_string!("path"), context)?;
    Ok(auth.is_undefined() && path.is_undefined())
}

/// `url.fileURLToPath`
fn from_url(url: &JsObject, context: &mut Context) -> JsResult<FilePath> {
    let mut part = |key: &str| -> JsResult<String> {
        let value = url.get(js_string!(key), context)?;
        Ok(value.to_string(context)?.to_std_string_lossy())
    };
    let (protocol, host, path) = (part("protocol")?, part("hostname")?, part("pathname")?);
    if protocol != "file:" {
        let message = "The URL must be of scheme file";
        return Err(coded("ERR_INVALID_URL_SCHEME", message, context));
    }
    if !host.is_empty() {
        let system = crate::node::system::os::platform_name();
        let message = format!("File URL host must be \"localhost\" or empty on {system}");
        return Err(coded("ERR_INVALID_FILE_URL_HOST", &message, context));
    }
    if path.to_ascii_lowercase().contains("%2f") {
        return Err(encoded_slash(url, context));
    }
    from_bytes(percent_decode(&path), context)
}

fn coded(code: &str, message: &str, context: &mut Context) -> JsError {
    error::coded(ErrorClass::Type, code, message, context)
}

fn encoded_slash(url: &JsObject, context: &mut Context) -> JsError {
    let message = js_string!("File URL path must not include encoded / characters");
    let code = "ERR_INVALID_FILE_URL_PATH";
    match error::coded_object(ErrorClass::Type, code, message, context) {
        Ok(error) => {
            native::set(&error, js_string!("input"), url.clone(), native::ENUMERABLE);
            JsError::from_opaque(error.into())
        }
        Err(thrown) => thrown,
    }
}

/// The bytes of a URL's path: `%41` is one byte, everything else is itself.
fn percent_decode(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escaped = (byte == b'%')
            .then(|| hex_byte(bytes.get(at + 1..at + 3)?))
            .flatten();
        out.push(escaped.unwrap_or(byte));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    out
}

fn hex_byte(digits: &[u8]) -> Option<u8> {
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_urls_are_bytes() {
        assert_eq!(percent_decode("/a%20b"), b"/a b");
        assert_eq!(percent_decode("/%C3%a9%"), b"/\xc3\xa9%");
        assert_eq!(percent_decode("%+1%4"), b"%+1%4");
    }
}
