//! Directories: listing, making, removing.

use super::dirent;
use super::failure::{Failure, Outcome};
use super::options::{self, Form, Options};
use super::path::FilePath;
use super::state::{readable, writable};
use crate::buffer::alloc;
use crate::codec::Encoding;
use crate::engine::error;
use crate::node::base::system_error::SystemError;
use crate::node::base::{text, validate};
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue, js_string};
use rustix::fs::Mode;
use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::fs::{self, FileType};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// Permissions of a new directory, before the process's mask.
const NEW_DIRECTORY: u32 = 0o777;

/// A name in a directory.
struct Entry {
    name: OsString,
    file_type: Option<FileType>,
}

/// The names in a directory, sorted by their bytes as libuv does.
fn entries(path: &FilePath) -> Outcome<Vec<Entry>> {
    let names = fs::read_dir(path.as_path()).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries: Vec<Entry> = path
        .check(names, "scandir")?
        .iter()
        .map(|found| Entry {
            name: found.file_name(),
            file_type: found.file_type().ok(),
        })
        .collect();
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(entries)
}

/// `readdir(path[, options])`
///
/// With `recursive`, links to directories are not followed (Node follows them,
/// as often as they lead round).
pub(super) fn readdir(args: &[JsValue], context: &mut Context) -> Outcome {
    let options = Options::read(args.get_or_undefined(1), context)?;
    let path = readable(args.get_or_undefined(0), "path", context)?;
    let recursive = options.boolean("recursive", context)?;
    let listing = Listing {
        form: options.form(Form::Text(Encoding::Utf8)),
        with_types: options.get("withFileTypes", context)?.to_boolean(),
    };
    let rows = if recursive {
        listing.all_below(path, context)?
    } else {
        listing.rows(&path, None, &entries(&path)?, context)?
    };
    Ok(JsArray::from_iter(rows, context).into())
}

/// How a listing is handed out.
struct Listing {
    form: Form,
    with_types: bool,
}

impl Listing {
    /// Breadth first.
    fn all_below(&self, path: FilePath, context: &mut Context) -> Outcome<Vec<JsValue>> {
        let mut rows = Vec::new();
        let mut waiting = VecDeque::from([(path, PathBuf::new())]);
        while let Some((directory, below)) = waiting.pop_front() {
            let entries = entries(&directory)?;
            rows.extend(self.rows(&directory, Some(&below), &entries, context)?);
            for entry in entries {
                if entry.file_type.is_some_and(|kind| kind.is_dir()) {
                    let below = below.join(&entry.name);
                    waiting.push_back((directory.child(&entry.name), below));
                }
            }
        }
        Ok(rows)
    }

    /// A row for each entry of `directory`, which lies `below` the one that was asked for.
    fn rows(
        &self,
        directory: &FilePath,
        below: Option<&Path>,
        entries: &[Entry],
        context: &mut Context,
    ) -> Outcome<Vec<JsValue>> {
        let mut rows = Vec::with_capacity(entries.len());
        for entry in entries {
            let row = if self.with_types {
                let name = name_value(&entry.name, self.form, context)?;
                let parent = directory.shown().clone();
                dirent::make(name, parent, entry.file_type, context).into()
            } else {
                let name = below.map_or_else(
                    || entry.name.clone(),
                    |below| below.join(&entry.name).into(),
                );
                name_value(&name, self.form, context)?
            };
            rows.push(row);
        }
        Ok(rows)
    }
}

/// A name of the system's, as the options want it.
pub(super) fn name_value(name: &OsStr, form: Form, context: &mut Context) -> JsResult<JsValue> {
    let name = name.as_bytes();
    match form {
        Form::Text(encoding) => Ok(text::decode(name, encoding, context)?.into()),
        Form::Buffer => Ok(alloc::copied(name, context)?.into()),
    }
}

/// `mkdir(path[, options | mode])`
pub(super) fn mkdir(args: &[JsValue], context: &mut Context) -> Outcome {
    let options = args.get_or_undefined(1);
    let (name, mode, recursive) = match options.as_object() {
        None => ("mode", options.clone(), JsValue::undefined()),
        Some(object) => (
            "options.mode",
            object.get(js_string!("mode"), context)?,
            object.get(js_string!("recursive"), context)?,
        ),
    };
    let mode = options::mode(&mode, name, Some(NEW_DIRECTORY), context)?;
    let recursive =
        !recursive.is_undefined() && validate::boolean(&recursive, "options.recursive", context)?;
    let path = writable(args.get_or_undefined(0), "path", context)?;
    if recursive {
        return make_all(&path, mode);
    }
    path.check(
        rustix::fs::mkdir(path.as_path(), Mode::from_raw_mode(mode)),
        "mkdir",
    )?;
    Ok(JsValue::undefined())
}

/// Makes a directory and those above it that are missing; gives the first that it made.
fn make_all(path: &FilePath, mode: u32) -> Outcome {
    let mode = Mode::from_raw_mode(mode);
    let mut first: Option<PathBuf> = None;
    let mut missing = vec![path.as_path().to_owned()];
    while let Some(next) = missing.pop() {
        match rustix::fs::mkdir(&next, mode) {
            Ok(()) => {
                first.get_or_insert(next);
            }
            Err(rustix::io::Errno::NOENT) => {
                let above = next.parent().filter(|above| !above.as_os_str().is_empty());
                let Some(above) = above.map(Path::to_owned) else {
                    return Err(path.error(rustix::io::Errno::NOENT, "mkdir").into());
                };
                missing.push(next);
                missing.push(above);
            }
            Err(rustix::io::Errno::EXIST) if next.is_dir() => {}
            Err(rustix::io::Errno::EXIST) if !missing.is_empty() => {
                return Err(path.error(rustix::io::Errno::NOTDIR, "mkdir").into());
            }
            Err(error) => return Err(path.error(error, "mkdir").into()),
        }
    }
    Ok(first.map_or_else(JsValue::undefined, |first| shown(&first).into()))
}

fn shown(path: &Path) -> JsString {
    js_string!(&*path.to_string_lossy())
}

/// `rmdir(path[, options])`
pub(super) fn rmdir(args: &[JsValue], context: &mut Context) -> Outcome {
    let options = args.get_or_undefined(1);
    let path = writable(args.get_or_undefined(0), "path", context)?;
    if !options.is_undefined() {
        let options = validate::object(options, "options", context)?;
        let recursive = options.get(js_string!("recursive"), context)?;
        if !recursive.is_undefined() {
            let name = "options.recursive";
            let reason = "is no longer supported";
            return Err(error::invalid_arg_value(name, &recursive, reason, context).into());
        }
    }
    path.check(rustix::fs::rmdir(path.as_path()), "rmdir")?;
    Ok(JsValue::undefined())
}

/// `mkdtemp(prefix[, options])`
pub(super) fn mkdtemp(args: &[JsValue], context: &mut Context) -> Outcome {
    let options = Options::read(args.get_or_undefined(1), context)?;
    let prefix = writable(args.get_or_undefined(0), "prefix", context)?;
    let made =
        make_temporary(prefix.as_path()).map_err(|error| temporary_error(&prefix, &error))?;
    let form = options.form(Form::Text(Encoding::Utf8));
    Ok(name_value(made.as_os_str(), form, context)?)
}

fn temporary_error(prefix: &FilePath, error: &io::Error) -> Failure {
    let template = js_string!(prefix.shown(), &js_string!("XXXXXX"));
    SystemError::from_io(error, "mkdtemp")
        .about(template)
        .into()
}

/// A directory whose name begins with `prefix`, for its owner alone.
fn make_temporary(prefix: &Path) -> io::Result<PathBuf> {
    const TRIES: usize = 100;
    for _ in 0..TRIES {
        let mut name = prefix.as_os_str().to_owned();
        name.push(random_letters()?);
        match rustix::fs::mkdir(&name, Mode::RWXU) {
            Ok(()) => return Ok(name.into()),
            Err(rustix::io::Errno::EXIST) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(rustix::io::Errno::EXIST.into())
}

/// Six letters or digits.
fn random_letters() -> io::Result<String> {
    const LETTERS: &[u8; 62] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    let mut bytes = [0u8; 6];
    getrandom::fill(&mut bytes)
        .map_err(|error| io::Error::from_raw_os_error(error.raw_os_error().unwrap_or(libc::EIO)))?;
    let letter = |byte: u8| LETTERS.get(usize::from(byte) % LETTERS.len()).copied();
    Ok(bytes
        .into_iter()
        .filter_map(letter)
        .map(char::from)
        .collect())
}
