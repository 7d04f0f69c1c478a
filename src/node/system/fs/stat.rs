//! Asking what is at a path: `stat` and its variants, `access`, `exists`.

use super::failure::{Failure, Outcome};
use super::path::{self, FilePath};
use super::state::{Fs, descriptor, open_file, readable};
use super::stats;
use crate::engine::error::{self, ErrorClass};
use crate::engine::native;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsBigInt, JsResult, JsValue, js_string};
use std::fs::Metadata;
use std::io;

/// The options of `stat` and its variants.
struct Asked {
    bigint: bool,
    throw_if_absent: bool,
}

impl Asked {
    fn read(value: &JsValue, context: &mut Context) -> JsResult<Self> {
        let mut asked = Self {
            bigint: false,
            throw_if_absent: true,
        };
        if let Some(options) = value.as_object() {
            asked.bigint = options.get(js_string!("bigint"), context)?.to_boolean();
            let throw = options.get(js_string!("throwIfNoEntry"), context)?;
            asked.throw_if_absent = throw.is_undefined() || throw.to_boolean();
        }
        Ok(asked)
    }
}

/// `stat(path[, options])`
pub(super) fn stat(args: &[JsValue], context: &mut Context) -> Outcome {
    look(
        args,
        "stat",
        |path| std::fs::metadata(path.as_path()),
        context,
    )
}

/// `lstat(path[, options])`
pub(super) fn lstat(args: &[JsValue], context: &mut Context) -> Outcome {
    look(
        args,
        "lstat",
        |path| std::fs::symlink_metadata(path.as_path()),
        context,
    )
}

fn look(
    args: &[JsValue],
    syscall: &'static str,
    ask: fn(&FilePath) -> io::Result<Metadata>,
    context: &mut Context,
) -> Outcome {
    let asked = Asked::read(args.get_or_undefined(1), context)?;
    let path = readable(args.get_or_undefined(0), "path", context)?;
    match ask(&path) {
        Ok(metadata) => Ok(stats::make(&metadata, asked.bigint, context).into()),
        Err(error) if !asked.throw_if_absent && is_absence(&error, syscall) => {
            Ok(JsValue::undefined())
        }
        Err(error) => Err(path.error(error, syscall).into()),
    }
}

/// To `stat` a file in the place of a directory is an absence too.
fn is_absence(error: &io::Error, syscall: &str) -> bool {
    match error.raw_os_error() {
        Some(libc::ENOENT) => true,
        Some(libc::ENOTDIR) => syscall == "stat",
        _ => false,
    }
}

/// `fstat(fd[, options])`
pub(super) fn fstat(args: &[JsValue], context: &mut Context) -> Outcome {
    let number = args.get_or_undefined(0);
    descriptor(number, context)?;
    let asked = Asked::read(args.get_or_undefined(1), context)?;
    let file = open_file(number, "fstat", context)?;
    let metadata = file.metadata();
    let metadata = metadata.map_err(|error| Failure::of_call(error, "fstat"))?;
    Ok(stats::make(&metadata, asked.bigint, context).into())
}

/// `statfs(path[, options])`
pub(super) fn statfs(args: &[JsValue], context: &mut Context) -> Outcome {
    let asked = Asked::read(args.get_or_undefined(1), context)?;
    let path = readable(args.get_or_undefined(0), "path", context)?;
    let found = path.check(rustix::fs::statfs(path.as_path()), "statfs")?;
    let result = JsObject::with_object_proto(context.intrinsics());
    let fields = [
        ("type", i128::from(found.f_type)),
        ("bsize", i128::from(found.f_bsize)),
        ("blocks", i128::from(found.f_blocks)),
        ("bfree", i128::from(found.f_bfree)),
        ("bavail", i128::from(found.f_bavail)),
        ("files", i128::from(found.f_files)),
        ("ffree", i128::from(found.f_ffree)),
    ];
    for (name, field) in fields {
        let value = if asked.bigint {
            let field = i64::try_from(field).unwrap_or(i64::MAX);
            JsBigInt::from(field).into()
        } else {
            JsValue::from(field as f64)
        };
        native::set(&result, js_string!(name), value, native::ENUMERABLE);
    }
    Ok(result.into())
}

/// `access(path[, mode])`
pub(super) fn access(args: &[JsValue], context: &mut Context) -> Outcome {
    let path = readable(args.get_or_undefined(0), "path", context)?;
    let mode = small_mode(args.get_or_undefined(1), context)?;
    let mode = rustix::fs::Access::from_bits_truncate(mode);
    let allowed = rustix::fs::access(path.as_path(), mode);
    path.check(allowed, "access")?;
    Ok(JsValue::undefined())
}

/// A mode of `access` or `copyFile`: 0 to 7.
pub(super) fn small_mode(value: &JsValue, context: &mut Context) -> JsResult<u32> {
    if value.is_null_or_undefined() {
        return Ok(0);
    }
    let Some(number) = value.as_number() else {
        let message = "mode must be int32 or null/undefined";
        return Err(error::coded(
            ErrorClass::Type,
            "ERR_INVALID_ARG_TYPE",
            message,
            context,
        ));
    };
    if !(0.0..8.0).contains(&number) {
        let message = "mode is out of range: >= 0 && <= 7";
        return Err(error::coded(
            ErrorClass::Range,
            "ERR_OUT_OF_RANGE",
            message,
            context,
        ));
    }
    // Less than 8; fractions are cut.
    Ok(number as u32)
}

/// `exists(path)`: what is no path does not exist.
pub(super) fn exists(args: &[JsValue], context: &mut Context) -> Outcome {
    let Ok(path) = path::argument(args.get_or_undefined(0), "path", context) else {
        return Ok(false.into());
    };
    let permitted = Fs::of(context).permit(super::access::Intent::Read, &path, context);
    let found = permitted.is_ok() && std::fs::metadata(path.as_path()).is_ok();
    Ok(found.into())
}
