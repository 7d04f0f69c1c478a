//! Errors of system calls, in libuv's words.

use crate::engine::error::{ErrorClass, plain_object};
use crate::engine::native;
use boa_engine::{Context, JsError, JsString, JsValue, js_string};
use std::io;

/// A failed system call.
pub(super) struct Failure<'a> {
    /// The call, as Node names it.
    pub syscall: &'static str,
    pub error: &'a io::Error,
    pub path: Option<&'a str>,
    pub destination: Option<&'a str>,
}

/// `CODE: message, syscall 'path' -> 'destination'`, with those parts as own properties.
pub(super) fn make(failure: &Failure<'_>, context: &mut Context) -> JsError {
    let number = failure.error.raw_os_error().unwrap_or(0);
    let code = code(number);
    let mut message = format!("{code}: {}, {}", text(failure.error), failure.syscall);
    if let Some(path) = failure.path {
        message.push_str(&format!(" '{path}'"));
    }
    if let Some(destination) = failure.destination {
        message.push_str(&format!(" -> '{destination}'"));
    }
    let object = match plain_object(ErrorClass::Error, JsString::from(message), context) {
        Ok(object) => object,
        Err(thrown) => return thrown,
    };
    let optional = |text: Option<&str>| text.map(|text| JsValue::from(JsString::from(text)));
    let parts = [
        ("errno", Some(JsValue::from(-number))),
        ("code", optional(Some(&code))),
        ("syscall", optional(Some(failure.syscall))),
        ("path", optional(failure.path)),
        ("dest", optional(failure.destination)),
    ];
    for (key, value) in parts {
        if let Some(value) = value {
            native::set(&object, js_string!(key), value, native::ENUMERABLE);
        }
    }
    JsError::from_opaque(object.into())
}

/// The system's name for an error number, for those the calls made here can give.
fn code(number: i32) -> String {
    let name = match number {
        libc::EPERM => "EPERM",
        libc::ENOENT => "ENOENT",
        libc::EIO => "EIO",
        libc::EBADF => "EBADF",
        libc::EAGAIN => "EAGAIN",
        libc::ENOMEM => "ENOMEM",
        libc::EACCES => "EACCES",
        libc::ENOTDIR => "ENOTDIR",
        libc::EINVAL => "EINVAL",
        libc::EFBIG => "EFBIG",
        libc::ENOSPC => "ENOSPC",
        libc::EPIPE => "EPIPE",
        libc::ENAMETOOLONG => "ENAMETOOLONG",
        libc::ELOOP => "ELOOP",
        other => return format!("Unknown system error {}", -other),
    };
    name.to_owned()
}

/// The system's message in libuv's style: no number, lower case.
fn text(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => String::new(),
    }
}
