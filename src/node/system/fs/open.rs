//! Opening and closing; what is done to open files as a whole.

use super::access::Intent;
use super::failure::{Failure, Outcome};
use super::options;
use super::path::{self, FilePath};
use super::state::{Fs, descriptor, open_file};
use crate::engine::error;
use crate::engine::limits::MAX_SAFE_INTEGER;
use boa_engine::{Context, JsArgs, JsResult, JsValue};
use rustix::fs::{Mode, OFlags};
use rustix::io::retry_on_intr;
use std::os::fd::OwnedFd;

/// Permissions of a new file, before the process's mask.
pub(super) const NEW_FILE: u32 = 0o666;

/// Opens a file, if the policy lets the script.
pub(super) fn open_path(
    path: &FilePath,
    flags: OFlags,
    mode: u32,
    context: &mut Context,
) -> Outcome<OwnedFd> {
    let fs = Fs::of(context);
    for intent in intents(flags) {
        fs.permit(intent, path, context)?;
    }
    let flags = flags | OFlags::CLOEXEC;
    let mode = Mode::from_raw_mode(mode);
    let opened = retry_on_intr(|| rustix::fs::open(path.as_path(), flags, mode));
    path.check(opened, "open")
}

fn intents(flags: OFlags) -> impl Iterator<Item = Intent> {
    let kind = flags & OFlags::RWMODE;
    let changes = OFlags::CREATE | OFlags::TRUNC | OFlags::APPEND;
    let reads = kind != OFlags::WRONLY;
    let writes = kind != OFlags::RDONLY || flags.intersects(changes);
    let read = reads.then_some(Intent::Read);
    read.into_iter().chain(writes.then_some(Intent::Write))
}

/// `open(path[, flags[, mode]])`
pub(super) fn open(args: &[JsValue], context: &mut Context) -> Outcome {
    let path = path::argument(args.get_or_undefined(0), "path", context)?;
    let flags = options::flags(args.get_or_undefined(1), context)?;
    let mode = options::mode(args.get_or_undefined(2), "mode", Some(NEW_FILE), context)?;
    let file = open_path(&path, flags, mode, context)?;
    Ok(Fs::of(context).descriptors().insert(file).into())
}

/// `close(fd)`
pub(super) fn close(args: &[JsValue], context: &mut Context) -> Outcome {
    let number = descriptor(args.get_or_undefined(0), context)?;
    let closed = Fs::of(context).descriptors().close(number);
    done(closed, "close")
}

/// `fsync(fd)`
pub(super) fn fsync(args: &[JsValue], context: &mut Context) -> Outcome {
    let file = open_file(args.get_or_undefined(0), "fsync", context)?;
    done(file.sync_all(), "fsync")
}

/// `fdatasync(fd)`
pub(super) fn fdatasync(args: &[JsValue], context: &mut Context) -> Outcome {
    let file = open_file(args.get_or_undefined(0), "fdatasync", context)?;
    done(file.sync_data(), "fdatasync")
}

/// `truncate(path[, len])`
pub(super) fn truncate(args: &[JsValue], context: &mut Context) -> Outcome {
    let path = path::argument(args.get_or_undefined(0), "path", context)?;
    let length = length(args.get_or_undefined(1), context)?;
    let file = open_path(&path, OFlags::RDWR, NEW_FILE, context)?;
    done(rustix::fs::ftruncate(file, length), "ftruncate")
}

/// `ftruncate(fd[, len])`
pub(super) fn ftruncate(args: &[JsValue], context: &mut Context) -> Outcome {
    let number = args.get_or_undefined(0);
    let length = length(args.get_or_undefined(1), context)?;
    let file = open_file(number, "ftruncate", context)?;
    done(rustix::fs::ftruncate(&*file, length), "ftruncate")
}

/// Bytes that a file is to have; 0 for what is negative or not given.
pub(super) fn length(value: &JsValue, context: &mut Context) -> JsResult<u64> {
    if value.is_undefined() {
        return Ok(0);
    }
    let length =
        error::validate_integer(value, "len", -MAX_SAFE_INTEGER, MAX_SAFE_INTEGER, context)?;
    // Integral and at most 2^53; the cast makes 0 of what is negative.
    Ok(length as u64)
}

/// Undefined, or what the system said.
pub(super) fn done<E: Into<std::io::Error>>(
    result: Result<(), E>,
    syscall: &'static str,
) -> Outcome {
    match result {
        Ok(()) => Ok(JsValue::undefined()),
        Err(error) => Err(Failure::of_call(error, syscall)),
    }
}
