//! Names of files: renaming, links, copies, real paths.

use super::directory::name_value;
use super::failure::Outcome;
use super::options::{Form, Options};
use super::path::FilePath;
use super::stat::small_mode;
use super::state::{readable, writable};
use crate::codec::Encoding;
use crate::engine::error;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};
use rustix::fs::{Mode, OFlags};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// `copyFile`'s mode: fail where the destination exists.
const EXCLUSIVE: u32 = 1;

/// `copyFile`'s mode: share the blocks, or fail.
const CLONE_OR_FAIL: u32 = 4;

/// `rename(oldPath, newPath)`
pub(super) fn rename(args: &[JsValue], context: &mut Context) -> Outcome {
    let old = writable(args.get_or_undefined(0), "oldPath", context)?;
    let new = writable(args.get_or_undefined(1), "newPath", context)?;
    let renamed = rustix::fs::rename(old.as_path(), new.as_path());
    old.check_two(&new, renamed, "rename")?;
    Ok(JsValue::undefined())
}

/// `link(existingPath, newPath)`
pub(super) fn link(args: &[JsValue], context: &mut Context) -> Outcome {
    let existing = writable(args.get_or_undefined(0), "existingPath", context)?;
    let new = writable(args.get_or_undefined(1), "newPath", context)?;
    let linked = rustix::fs::link(existing.as_path(), new.as_path());
    existing.check_two(&new, linked, "link")?;
    Ok(JsValue::undefined())
}

/// `symlink(target, path[, type])`
pub(super) fn symlink(args: &[JsValue], context: &mut Context) -> Outcome {
    check_link_type(args.get_or_undefined(2), context)?;
    // The link will lead there, so it is as good as access to it.
    let target = writable(args.get_or_undefined(0), "target", context)?;
    let path = writable(args.get_or_undefined(1), "path", context)?;
    let linked = rustix::fs::symlink(target.as_path(), path.as_path());
    target.check_two(&path, linked, "symlink")?;
    Ok(JsValue::undefined())
}

/// The type of a link means something on Windows only, but it is checked.
fn check_link_type(value: &JsValue, context: &mut Context) -> JsResult<()> {
    if value.is_null_or_undefined() {
        return Ok(());
    }
    let known = ["dir", "file", "junction"].map(|name| js_string!(name));
    if value.as_string().is_some_and(|name| known.contains(&name)) {
        return Ok(());
    }
    let reason = "must be one of: 'dir', 'file', 'junction', null, undefined";
    Err(error::invalid_arg_value("type", value, reason, context))
}

/// `readlink(path[, options])`
pub(super) fn readlink(args: &[JsValue], context: &mut Context) -> Outcome {
    let options = Options::read(args.get_or_undefined(1), context)?;
    let path = readable(args.get_or_undefined(0), "path", context)?;
    let target = rustix::fs::readlink(path.as_path(), Vec::new());
    let target = path.check(target, "readlink")?;
    let form = options.form(Form::Text(Encoding::Utf8));
    Ok(name_value(
        OsStr::from_bytes(target.to_bytes()),
        form,
        context,
    )?)
}

/// `realpath(path[, options])`
pub(super) fn realpath(args: &[JsValue], context: &mut Context) -> Outcome {
    let options = Options::read(args.get_or_undefined(1), context)?;
    let path = args.get_or_undefined(0);
    let path = match path.is_object() {
        true => path.clone(),
        // What is no path is turned to text here, unlike anywhere else.
        false => path.to_string(context)?.into(),
    };
    let path = readable(&path, "path", context)?;
    let real = match fs::canonicalize(path.as_path()) {
        Ok(real) => real,
        Err(error) => {
            let at = first_missing(path.as_path());
            return Err(FilePath::from_path(at).error(error, "lstat").into());
        }
    };
    real_name(&real, &options, context)
}

/// `realpath.native(path[, options])`
pub(super) fn realpath_native(args: &[JsValue], context: &mut Context) -> Outcome {
    let options = Options::read(args.get_or_undefined(1), context)?;
    let path = readable(args.get_or_undefined(0), "path", context)?;
    let real = path.check(fs::canonicalize(path.as_path()), "realpath")?;
    real_name(&real, &options, context)
}

fn real_name(real: &Path, options: &Options, context: &mut Context) -> Outcome {
    let form = options.form(Form::Text(Encoding::Utf8));
    Ok(name_value(real.as_os_str(), form, context)?)
}

/// Node walks a path from its root, and names the part at which it failed.
fn first_missing(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut above: Vec<&Path> = absolute.ancestors().collect();
    above.reverse();
    let missing = above
        .iter()
        .find(|part| fs::symlink_metadata(part).is_err());
    missing.map_or_else(|| absolute.clone(), |part| part.to_path_buf())
}

/// `copyFile(src, dest[, mode])`
pub(super) fn copy_file(args: &[JsValue], context: &mut Context) -> Outcome {
    let mode = small_mode(args.get_or_undefined(2), context)?;
    let from = readable(args.get_or_undefined(0), "src", context)?;
    let to = writable(args.get_or_undefined(1), "dest", context)?;
    let copied = copy(from.as_path(), to.as_path(), mode);
    from.check_two(&to, copied, "copyfile")?;
    Ok(JsValue::undefined())
}

/// Copies bytes and permissions. Blocks are never shared, so `CLONE_OR_FAIL` is refused.
fn copy(from: &Path, to: &Path, mode: u32) -> io::Result<()> {
    if mode & CLONE_OR_FAIL != 0 {
        return Err(rustix::io::Errno::NOTSUP.into());
    }
    let mut source = File::open(from)?;
    let metadata = source.metadata()?;
    if metadata.is_dir() {
        return Err(rustix::io::Errno::ISDIR.into());
    }
    let mut target = open_target(to, mode, &metadata)?;
    let there = target.metadata()?;
    if there.dev() == metadata.dev() && there.ino() == metadata.ino() {
        return Ok(());
    }
    if there.is_file() {
        target.set_len(0)?;
    }
    io::copy(&mut source, &mut target)?;
    target.set_permissions(metadata.permissions())
}

/// Opens the file that is to be written, not emptied yet: it may be the source itself.
fn open_target(to: &Path, mode: u32, source: &fs::Metadata) -> io::Result<File> {
    let exclusive = if mode & EXCLUSIVE != 0 {
        OFlags::EXCL
    } else {
        OFlags::empty()
    };
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::CLOEXEC | exclusive;
    let permissions = Mode::from_raw_mode(source.mode() & 0o777);
    Ok(File::from(rustix::fs::open(to, flags, permissions)?))
}
