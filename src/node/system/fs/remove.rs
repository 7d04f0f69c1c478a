//! Removing files and trees.

use super::failure::{Failure, Outcome};
use super::path::FilePath;
use super::state::writable;
use crate::node::base::system_error::{self, SystemError};
use crate::node::base::validate;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsError, JsResult, JsValue, js_string};
use std::{fs, io};

/// `unlink(path)`
pub(super) fn unlink(args: &[JsValue], context: &mut Context) -> Outcome {
    let path = writable(args.get_or_undefined(0), "path", context)?;
    path.check(rustix::fs::unlink(path.as_path()), "unlink")?;
    Ok(JsValue::undefined())
}

/// What `rm` was asked for. Retries are accepted and not made: they are of use
/// on Windows alone.
#[derive(Default)]
struct Asked {
    force: bool,
    recursive: bool,
}

impl Asked {
    fn read(value: &JsValue, context: &mut Context) -> JsResult<Self> {
        if value.is_undefined() {
            return Ok(Self::default());
        }
        let options = validate::object(value, "options", context)?;
        let asked = Self {
            force: flag(&options, "force", context)?,
            recursive: flag(&options, "recursive", context)?,
        };
        let delay = options.get(js_string!("retryDelay"), context)?;
        if !delay.is_undefined() {
            let range = (0, i32::MAX);
            validate::int32(&delay, "options.retryDelay", range, context)?;
        }
        let retries = options.get(js_string!("maxRetries"), context)?;
        if !retries.is_undefined() {
            validate::uint32(&retries, "options.maxRetries", context)?;
        }
        Ok(asked)
    }
}

fn flag(options: &JsObject, key: &str, context: &mut Context) -> JsResult<bool> {
    let value = options.get(js_string!(key), context)?;
    if value.is_undefined() {
        return Ok(false);
    }
    validate::boolean(&value, &format!("options.{key}"), context)
}

/// `rm(path[, options])`
pub(super) fn rm(args: &[JsValue], context: &mut Context) -> Outcome {
    let path = writable(args.get_or_undefined(0), "path", context)?;
    let asked = Asked::read(args.get_or_undefined(1), context)?;
    let metadata = match fs::symlink_metadata(path.as_path()) {
        Ok(metadata) => metadata,
        Err(error) if asked.force && error.kind() == io::ErrorKind::NotFound => {
            return Ok(JsValue::undefined());
        }
        Err(error) => return Err(path.error(error, "lstat").into()),
    };
    if !metadata.is_dir() {
        path.check(fs::remove_file(path.as_path()), "rm")?;
    } else if asked.recursive {
        path.check(fs::remove_dir_all(path.as_path()), "rm")?;
    } else {
        return Err(Failure::Special(is_directory(&path, context)));
    }
    Ok(JsValue::undefined())
}

fn is_directory(path: &FilePath, context: &mut Context) -> JsError {
    let cause = SystemError::new(libc::EISDIR, "rm").about(path.shown().clone());
    let prefix = "Path is a directory";
    system_error::refused("ERR_FS_EISDIR", prefix, "is a directory", &cause, context)
}
