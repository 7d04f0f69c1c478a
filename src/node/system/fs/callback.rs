//! Where the callback stands among a function's arguments, and what is looked at before it.
//!
//! Node's functions differ in both, and in which of two wrong arguments they blame.

use super::{attributes, open, options, path, state};
use boa_engine::{Context, JsArgs, JsResult, JsValue};

/// The first and the last place where the callback of `name` may be. `None` where it is the
/// last argument, whatever comes before.
pub(super) fn places(name: &str) -> Option<(usize, usize)> {
    Some(match name {
        "close" | "exists" | "fdatasync" | "fsync" | "unlink" => (1, 1),
        "access" | "fstat" | "ftruncate" | "lstat" | "mkdir" | "mkdtemp" | "readFile"
        | "readdir" | "readlink" | "realpath" | "rm" | "rmdir" | "stat" | "statfs" | "truncate" => {
            (1, 2)
        }
        "chmod" | "fchmod" | "link" | "rename" => (2, 2),
        "appendFile" | "copyFile" | "readv" | "symlink" | "writeFile" | "writev" => (2, 3),
        "chown" | "fchown" | "futimes" | "lchown" | "lutimes" | "utimes" => (3, 3),
        _ => return None,
    })
}

/// Checks what the forms with a callback look at first of all, and the others last.
///
/// # Errors
///
/// As [`state::descriptor`].
pub(super) fn check_first(name: &str, args: &[JsValue], context: &mut Context) -> JsResult<()> {
    match name {
        "read" | "readv" | "write" | "writev" => {
            state::descriptor(args.get_or_undefined(0), context).map(drop)
        }
        _ => Ok(()),
    }
}

/// Checks the arguments that are blamed before a wrong callback is.
///
/// # Errors
///
/// What the operation itself says of the argument.
pub(super) fn check_before(name: &str, args: &[JsValue], context: &mut Context) -> JsResult<()> {
    let path = |at: usize, what: &str, context: &mut Context| {
        path::argument(args.get_or_undefined(at), what, context).map(drop)
    };
    match name {
        "access" | "open" | "rm" => path(0, "path", context),
        "copyFile" => {
            path(0, "src", context)?;
            path(1, "dest", context)
        }
        "chmod" => {
            path(0, "path", context)?;
            options::mode(args.get_or_undefined(1), "mode", None, context).map(drop)
        }
        "fchmod" => options::mode(args.get_or_undefined(1), "mode", None, context).map(drop),
        "fchown" => attributes::owner(args, context).map(drop),
        "futimes" => attributes::named_times(args, ["atime", "mtime"], context).map(drop),
        "ftruncate" if !args.get_or_undefined(1).is_callable() => {
            open::length(args.get_or_undefined(1), context).map(drop)
        }
        _ => Ok(()),
    }
}
