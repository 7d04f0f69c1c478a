//! Errors of system calls, as libuv names and words them.
//!
//! Node's documentation, "Errors", section "Class: SystemError": `code`, `errno`
//! (negative), `syscall` and, for files, `path` and `dest`.

use crate::engine::error::{self, ErrorClass};
use crate::engine::native;
use crate::engine::object::{fill, literal};
use boa_engine::object::JsObject;
use boa_engine::{Context, JsError, JsResult, JsString, js_string};
use std::io;

/// Number, name, message; sorted by name.
type Row = (i32, &'static str, &'static str);

/// What libuv knows. Numbers of 1000 and more are its own, not the system's.
const ERRORS: &[Row] = &[
    (libc::E2BIG, "E2BIG", "argument list too long"),
    (libc::EACCES, "EACCES", "permission denied"),
    (libc::EADDRINUSE, "EADDRINUSE", "address already in use"),
    (
        libc::EADDRNOTAVAIL,
        "EADDRNOTAVAIL",
        "address not available",
    ),
    (
        libc::EAFNOSUPPORT,
        "EAFNOSUPPORT",
        "address family not supported",
    ),
    (libc::EAGAIN, "EAGAIN", "resource temporarily unavailable"),
    (3000, "EAI_ADDRFAMILY", "address family not supported"),
    (3001, "EAI_AGAIN", "temporary failure"),
    (3002, "EAI_BADFLAGS", "bad ai_flags value"),
    (3013, "EAI_BADHINTS", "invalid value for hints"),
    (3003, "EAI_CANCELED", "request canceled"),
    (3004, "EAI_FAIL", "permanent failure"),
    (3005, "EAI_FAMILY", "ai_family not supported"),
    (3006, "EAI_MEMORY", "out of memory"),
    (3007, "EAI_NODATA", "no address"),
    (3008, "EAI_NONAME", "unknown node or service"),
    (3009, "EAI_OVERFLOW", "argument buffer overflow"),
    (3014, "EAI_PROTOCOL", "resolved protocol is unknown"),
    (3010, "EAI_SERVICE", "service not available for socket type"),
    (3011, "EAI_SOCKTYPE", "socket type not supported"),
    (libc::EALREADY, "EALREADY", "connection already in progress"),
    (libc::EBADF, "EBADF", "bad file descriptor"),
    (libc::EBUSY, "EBUSY", "resource busy or locked"),
    (libc::ECANCELED, "ECANCELED", "operation canceled"),
    (4080, "ECHARSET", "invalid Unicode character"),
    (
        libc::ECONNABORTED,
        "ECONNABORTED",
        "software caused connection abort",
    ),
    (libc::ECONNREFUSED, "ECONNREFUSED", "connection refused"),
    (libc::ECONNRESET, "ECONNRESET", "connection reset by peer"),
    (
        libc::EDESTADDRREQ,
        "EDESTADDRREQ",
        "destination address required",
    ),
    (libc::EEXIST, "EEXIST", "file already exists"),
    (
        libc::EFAULT,
        "EFAULT",
        "bad address in system call argument",
    ),
    (libc::EFBIG, "EFBIG", "file too large"),
    (4028, "EFTYPE", "inappropriate file type or format"),
    (libc::EHOSTDOWN, "EHOSTDOWN", "host is down"),
    (libc::EHOSTUNREACH, "EHOSTUNREACH", "host is unreachable"),
    (libc::EILSEQ, "EILSEQ", "illegal byte sequence"),
    (libc::EINTR, "EINTR", "interrupted system call"),
    (libc::EINVAL, "EINVAL", "invalid argument"),
    (libc::EIO, "EIO", "i/o error"),
    (libc::EISCONN, "EISCONN", "socket is already connected"),
    (libc::EISDIR, "EISDIR", "illegal operation on a directory"),
    (libc::ELOOP, "ELOOP", "too many symbolic links encountered"),
    (libc::EMFILE, "EMFILE", "too many open files"),
    (libc::EMLINK, "EMLINK", "too many links"),
    (libc::EMSGSIZE, "EMSGSIZE", "message too long"),
    (libc::ENAMETOOLONG, "ENAMETOOLONG", "name too long"),
    (libc::ENETDOWN, "ENETDOWN", "network is down"),
    (libc::ENETUNREACH, "ENETUNREACH", "network is unreachable"),
    (libc::ENFILE, "ENFILE", "file table overflow"),
    (libc::ENOBUFS, "ENOBUFS", "no buffer space available"),
    (libc::ENODATA, "ENODATA", "no data available"),
    (libc::ENODEV, "ENODEV", "no such device"),
    (libc::ENOENT, "ENOENT", "no such file or directory"),
    (libc::ENOEXEC, "ENOEXEC", "exec format error"),
    (libc::ENOMEM, "ENOMEM", "not enough memory"),
    (libc::ENONET, "ENONET", "machine is not on the network"),
    (libc::ENOPROTOOPT, "ENOPROTOOPT", "protocol not available"),
    (libc::ENOSPC, "ENOSPC", "no space left on device"),
    (libc::ENOSYS, "ENOSYS", "function not implemented"),
    (libc::ENOTCONN, "ENOTCONN", "socket is not connected"),
    (libc::ENOTDIR, "ENOTDIR", "not a directory"),
    (libc::ENOTEMPTY, "ENOTEMPTY", "directory not empty"),
    (libc::ENOTSOCK, "ENOTSOCK", "socket operation on non-socket"),
    (
        libc::ENOTSUP,
        "ENOTSUP",
        "operation not supported on socket",
    ),
    (libc::ENOTTY, "ENOTTY", "inappropriate ioctl for device"),
    (libc::ENXIO, "ENXIO", "no such device or address"),
    (4095, "EOF", "end of file"),
    (
        libc::EOVERFLOW,
        "EOVERFLOW",
        "value too large for defined data type",
    ),
    (libc::EPERM, "EPERM", "operation not permitted"),
    (libc::EPIPE, "EPIPE", "broken pipe"),
    (libc::EPROTO, "EPROTO", "protocol error"),
    (
        libc::EPROTONOSUPPORT,
        "EPROTONOSUPPORT",
        "protocol not supported",
    ),
    (
        libc::EPROTOTYPE,
        "EPROTOTYPE",
        "protocol wrong type for socket",
    ),
    (libc::ERANGE, "ERANGE", "result too large"),
    (libc::EREMOTEIO, "EREMOTEIO", "remote I/O error"),
    (libc::EROFS, "EROFS", "read-only file system"),
    (
        libc::ESHUTDOWN,
        "ESHUTDOWN",
        "cannot send after transport endpoint shutdown",
    ),
    (
        libc::ESOCKTNOSUPPORT,
        "ESOCKTNOSUPPORT",
        "socket type not supported",
    ),
    (libc::ESPIPE, "ESPIPE", "invalid seek"),
    (libc::ESRCH, "ESRCH", "no such process"),
    (libc::ETIMEDOUT, "ETIMEDOUT", "connection timed out"),
    (libc::ETXTBSY, "ETXTBSY", "text file is busy"),
    (libc::EUNATCH, "EUNATCH", "protocol driver not attached"),
    (libc::EXDEV, "EXDEV", "cross-device link not permitted"),
    (4094, "UNKNOWN", "unknown error"),
];

/// Every error number (positive) that has a name, with name and message.
pub fn all() -> impl Iterator<Item = &'static (i32, &'static str, &'static str)> {
    ERRORS.iter()
}

/// The name of an error number (positive): `ENOENT`.
#[must_use]
pub fn name(errno: i32) -> Option<&'static str> {
    row(errno).map(|row| row.1)
}

/// What libuv says of an error number (positive).
#[must_use]
pub fn message(errno: i32) -> Option<&'static str> {
    row(errno).map(|row| row.2)
}

fn row(errno: i32) -> Option<&'static Row> {
    ERRORS.iter().find(|row| row.0 == errno)
}

/// A failed system call.
#[derive(Debug, Clone)]
pub struct SystemError {
    /// The system's number, positive.
    pub errno: i32,
    /// The name of the call.
    pub syscall: &'static str,
    /// The file it was about.
    pub path: Option<JsString>,
    /// The second file, of calls that take two.
    pub dest: Option<JsString>,
}

impl SystemError {
    /// An error of `syscall` about no file.
    #[must_use]
    pub fn new(errno: i32, syscall: &'static str) -> Self {
        Self {
            errno,
            syscall,
            path: None,
            dest: None,
        }
    }

    /// An error that the standard library reported. One that has no number of
    /// the system's counts as an i/o error.
    #[must_use]
    pub fn from_io(error: &io::Error, syscall: &'static str) -> Self {
        Self::new(error.raw_os_error().unwrap_or(libc::EIO), syscall)
    }

    /// The same error, about the file `path`.
    #[must_use]
    pub fn about(mut self, path: JsString) -> Self {
        self.path = Some(path);
        self
    }

    /// The same error, about the second file `dest`.
    #[must_use]
    pub fn towards(mut self, dest: JsString) -> Self {
        self.dest = Some(dest);
        self
    }

    /// `ENOENT: no such file or directory, open 'x'`
    fn message(&self) -> JsString {
        let quoted = |text: &Option<JsString>, lead: &str| {
            text.as_ref().map_or(js_string!(), |text| {
                js_string!(&js_string!(lead), text, &js_string!("'"))
            })
        };
        let said = message(self.errno).unwrap_or("unknown error");
        let head = format!("{}: {said}, {}", self.code(), self.syscall);
        let (path, dest) = (quoted(&self.path, " '"), quoted(&self.dest, " -> '"));
        js_string!(&js_string!(head), &path, &dest)
    }

    fn code(&self) -> String {
        match name(self.errno) {
            Some(name) => name.to_owned(),
            None => format!("Unknown system error -{}", self.errno),
        }
    }

    /// The error that a script sees.
    pub fn into_js(self, context: &mut Context) -> JsError {
        self.object(context).map_or_else(
            |thrown| thrown,
            |object| JsError::from_opaque(object.into()),
        )
    }

    fn object(&self, context: &mut Context) -> JsResult<JsObject> {
        let object = error::plain_object(ErrorClass::Error, self.message(), context)?;
        fill(
            &object,
            [
                ("errno", self.errno.saturating_neg().into()),
                ("code", js_string!(self.code()).into()),
                ("syscall", js_string!(self.syscall).into()),
            ],
        );
        self.name_files(&object);
        Ok(object)
    }

    fn name_files(&self, object: &JsObject) {
        for (key, file) in [("path", &self.path), ("dest", &self.dest)] {
            if let Some(file) = file {
                native::set(object, js_string!(key), file.clone(), native::ENUMERABLE);
            }
        }
    }
}

/// A `SystemError` of Node's: `prefix: syscall returned ENOENT (no such file or directory) path`,
/// with a code of Node's, and in `info` what the system said.
pub fn coded(code: &str, prefix: &str, cause: &SystemError, context: &mut Context) -> JsError {
    let told = Told {
        errno: cause.errno.saturating_neg(),
        message: message(cause.errno).unwrap_or("unknown error"),
        cause,
    };
    told.into_js(code, prefix, context)
}

/// As [`coded`], for what Node itself refused in the system's place: the
/// message is Node's, and `errno` positive.
pub fn refused(
    code: &str,
    prefix: &str,
    message: &str,
    cause: &SystemError,
    context: &mut Context,
) -> JsError {
    let told = Told {
        errno: cause.errno,
        message,
        cause,
    };
    told.into_js(code, prefix, context)
}

/// A cause, with the number and the words in which a script is told of it.
struct Told<'a> {
    errno: i32,
    message: &'a str,
    cause: &'a SystemError,
}

impl Told<'_> {
    fn into_js(self, code: &str, prefix: &str, context: &mut Context) -> JsError {
        self.object(code, prefix, context).map_or_else(
            |thrown| thrown,
            |object| JsError::from_opaque(object.into()),
        )
    }

    fn object(&self, code: &str, prefix: &str, context: &mut Context) -> JsResult<JsObject> {
        let text = self.text(prefix);
        let object = error::coded_object(ErrorClass::Error, code, text, context)?;
        let name = js_string!("SystemError");
        native::set(&object, js_string!("name"), name, native::HIDDEN);
        let info = literal([("errno", self.errno.into())], context);
        fill(
            &info,
            [
                ("code", js_string!(self.cause.code()).into()),
                ("message", js_string!(self.message).into()),
                ("syscall", js_string!(self.cause.syscall).into()),
            ],
        );
        self.cause.name_files(&info);
        fill(
            &object,
            [
                ("info", info.into()),
                ("errno", self.errno.into()),
                ("syscall", js_string!(self.cause.syscall).into()),
            ],
        );
        self.cause.name_files(&object);
        Ok(object)
    }

    fn text(&self, prefix: &str) -> JsString {
        let cause = self.cause;
        let (syscall, code) = (cause.syscall, cause.code());
        let head = format!("{prefix}: {syscall} returned {code} ({})", self.message);
        let file = |file: &Option<JsString>, lead: &str| {
            file.as_ref()
                .map_or(js_string!(), |file| js_string!(&js_string!(lead), file))
        };
        let (path, dest) = (file(&cause.path, " "), file(&cause.dest, " => "));
        js_string!(&js_string!(head), &path, &dest)
    }
}
