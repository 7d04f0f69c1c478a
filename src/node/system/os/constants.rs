//! `os.constants`: numbers of the system, by the names C gives them.

use crate::engine::native;
use boa_engine::object::{IntegrityLevel, JsObject};
use boa_engine::property::Attribute;
use boa_engine::{Context, JsResult, js_string};

type Named = (&'static str, i32);

macro_rules! named {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name)),*] };
}

/// Numbers of errors.
const ERRNO: &[Named] = named![
    E2BIG EACCES EADDRINUSE EADDRNOTAVAIL EAFNOSUPPORT EAGAIN EALREADY EBADF EBADMSG EBUSY
    ECANCELED ECHILD ECONNABORTED ECONNREFUSED ECONNRESET EDEADLK EDESTADDRREQ EDOM EDQUOT EEXIST
    EFAULT EFBIG EHOSTUNREACH EIDRM EILSEQ EINPROGRESS EINTR EINVAL EIO EISCONN EISDIR ELOOP EMFILE
    EMLINK EMSGSIZE EMULTIHOP ENAMETOOLONG ENETDOWN ENETRESET ENETUNREACH ENFILE ENOBUFS ENODATA
    ENODEV ENOENT ENOEXEC ENOLCK ENOLINK ENOMEM ENOMSG ENOPROTOOPT ENOSPC ENOSR ENOSTR ENOSYS
    ENOTCONN ENOTDIR ENOTEMPTY ENOTSOCK ENOTSUP ENOTTY ENXIO EOPNOTSUPP EOVERFLOW EPERM EPIPE
    EPROTO EPROTONOSUPPORT EPROTOTYPE ERANGE EROFS ESPIPE ESRCH ESTALE ETIME ETIMEDOUT ETXTBSY
    EWOULDBLOCK EXDEV
];

/// Numbers of signals.
#[cfg(target_os = "linux")]
const SIGNALS: &[Named] = named![
    SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGIOT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV
    SIGUSR2 SIGPIPE SIGALRM SIGTERM SIGCHLD SIGSTKFLT SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU
    SIGURG SIGXCPU SIGXFSZ SIGVTALRM SIGPROF SIGWINCH SIGIO SIGPOLL SIGPWR SIGSYS
];

/// Numbers of signals.
#[cfg(not(target_os = "linux"))]
const SIGNALS: &[Named] = named![
    SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2
    SIGPIPE SIGALRM SIGTERM SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGXCPU SIGXFSZ
    SIGVTALRM SIGPROF SIGWINCH SIGIO SIGSYS
];

/// Node's names for levels of `os.setPriority`.
const PRIORITY: &[Named] = &[
    ("PRIORITY_LOW", 19),
    ("PRIORITY_BELOW_NORMAL", 10),
    ("PRIORITY_NORMAL", 0),
    ("PRIORITY_ABOVE_NORMAL", -7),
    ("PRIORITY_HIGH", -14),
    ("PRIORITY_HIGHEST", -20),
];

/// The object `os.constants`.
///
/// # Errors
///
/// None in practice: the objects are fresh.
pub(super) fn constants(context: &mut Context) -> JsResult<JsObject> {
    let constants = JsObject::with_null_proto();
    for (name, group) in [
        ("errno", ERRNO),
        ("signals", SIGNALS),
        ("priority", PRIORITY),
    ] {
        let numbers = numbers(group);
        if name == "signals" {
            numbers.set_integrity_level(IntegrityLevel::Frozen, context)?;
        }
        native::set(&constants, js_string!(name), numbers, Attribute::ENUMERABLE);
    }
    Ok(constants)
}

fn numbers(group: &[Named]) -> JsObject {
    let object = JsObject::with_null_proto();
    for &(name, number) in group {
        native::set(&object, js_string!(name), number, Attribute::ENUMERABLE);
    }
    object
}
