//! Reading: whole files, and pieces into memory of the script's.

use super::failure::{Failure, Outcome};
use super::open::{NEW_FILE, open_path};
use super::options::{Form, Options};
use super::path;
use super::position::{self, Position, Window};
use super::state::open_file;
use crate::buffer;
use crate::buffer::alloc;
use crate::codec::Encoding;
use crate::engine::error::{self, ErrorClass};
use crate::engine::isolate::Isolate;
use crate::engine::view::{ByteView, Store};
use crate::engine::{ownership, store};
use crate::memory::{Fill, Purpose};
use crate::node::base::text;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};
use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::FileExt;
use std::rc::Rc;

/// The largest file that is read as a whole: what one call of the system reads.
const LARGEST: u64 = i32::MAX as u64;

/// How much is asked for at a time of what has no size beforehand.
const CHUNK: usize = 64 * 1024;

/// `readFile(path | fd[, options])`
pub(super) fn read_file(args: &[JsValue], context: &mut Context) -> Outcome {
    let options = Options::read(args.get_or_undefined(1), context)?;
    options.refuse_buffer(context)?;
    let file = source(args.get_or_undefined(0), &options, context)?;
    contents(&file, options.form(Form::Buffer), context)
}

/// The file that is to be read: an open one, or one to be opened.
fn source(value: &JsValue, options: &Options, context: &mut Context) -> Outcome<Rc<File>> {
    if position::is_int32(value) {
        return open_file(value, "fstat", context);
    }
    let path = path::argument(value, "path", context)?;
    let flags = options.flag("r", context)?;
    let file = open_path(&path, flags, NEW_FILE, context)?;
    Ok(Rc::new(File::from(file)))
}

/// All that is left to read of a file.
pub(super) fn contents(file: &File, form: Form, context: &mut Context) -> Outcome {
    let size = size(file, context)?;
    match form {
        Form::Buffer => into_buffer(file, size, context),
        Form::Text(encoding) => Ok(into_text(file, size, encoding, context)?),
    }
}

/// The size of a regular file; 0 where it isn't known before the reading.
fn size(file: &File, context: &mut Context) -> Outcome<usize> {
    let metadata = file.metadata();
    let metadata = metadata.map_err(|error| Failure::of_call(error, "fstat"))?;
    if !metadata.is_file() {
        return Ok(0);
    }
    if metadata.len() > LARGEST {
        return Err(Failure::Special(too_large(metadata.len(), context)));
    }
    Ok(usize::try_from(metadata.len()).unwrap_or(usize::MAX))
}

fn too_large(size: u64, context: &mut Context) -> boa_engine::JsError {
    let message = format!("File size ({size}) is greater than 2 GiB");
    let code = "ERR_FS_FILE_TOO_LARGE";
    error::coded(ErrorClass::Range, code, message, context)
}

/// A Buffer whose bytes the system writes in their place: there is no copy.
fn into_buffer(file: &File, size: usize, context: &mut Context) -> Outcome {
    if size == 0 {
        let bytes = to_end(file, context)?;
        let length = bytes.len();
        let (store, _) = ownership::adopt(bytes, context)?;
        return Ok(buffer::over(store, 0, length, context)?.into());
    }
    let store = store::allocate(size, Fill::Any, Purpose::Store, context)?;
    let view = ByteView::whole(Store::Local(store.clone()));
    let length = view.write(context, |bytes| fill(file, bytes))?;
    let length = length.map_err(|error| Failure::of_call(error, "read"))?;
    Ok(buffer::over(store, 0, length, context)?.into())
}

fn into_text(file: &File, size: usize, encoding: Encoding, context: &mut Context) -> Outcome {
    let bytes = if size == 0 {
        to_end(file, context)?
    } else {
        let mut bytes = vec![0; size];
        let length = fill(file, &mut bytes);
        bytes.truncate(length.map_err(|error| Failure::of_call(error, "read"))?);
        bytes
    };
    let text = text::decode(&bytes, encoding, context);
    text.map(JsValue::from).map_err(Failure::Special)
}

/// Reads until `bytes` is full or the file ends, and returns how many there are.
fn fill(mut file: &File, bytes: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while let Some(rest) = bytes.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
            Ok(0) => break,
            Ok(count) => length += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}

/// Reads what has no size beforehand, as long as there is room for it.
fn to_end(file: &File, context: &mut Context) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        let length = bytes.len();
        if length as u64 > LARGEST {
            return Err(Failure::Special(too_large(length as u64, context)));
        }
        let fits = Isolate::current().is_none_or(|isolate| isolate.memory().fits(length));
        if !fits {
            return Err(error::allocation_failed().into());
        }
        bytes.resize(length + CHUNK.max(length / 2), 0);
        let read = fill(file, bytes.get_mut(length..).unwrap_or(&mut []));
        let read = read.map_err(|error| Failure::of_call(error, "read"))?;
        let is_end = length + read < bytes.len();
        bytes.truncate(length + read);
        if is_end {
            bytes.shrink_to_fit();
            return Ok(bytes);
        }
    }
}

/// `read(fd, buffer[, offset[, length[, position]]])` and
/// `read(fd, buffer[, { offset, length, position }])`
pub(super) fn read(args: &[JsValue], context: &mut Context) -> Outcome {
    let number = args.get_or_undefined(0);
    let buffer = args.get_or_undefined(1);
    let view = position::view(buffer, "buffer", context)?;
    let rest = args.get(2..).unwrap_or(&[]);
    let Some(window) = Window::for_reading(view.len(), rest, context)? else {
        return Ok(0.into());
    };
    if view.is_empty() {
        let reason = "is empty and cannot be written";
        return Err(error::invalid_arg_value("buffer", buffer, reason, context).into());
    }
    let file = open_file(number, "read", context)?;
    let part = view.part(window.range());
    let count = part.write(context, |bytes| read_at(&file, bytes, window.position))?;
    count_or_error(count, "read")
}

pub(super) fn count_or_error(count: io::Result<usize>, syscall: &'static str) -> Outcome {
    match count {
        Ok(count) => Ok(count.into()),
        Err(error) => Err(Failure::of_call(error, syscall)),
    }
}

/// One call of the system.
fn read_at(mut file: &File, bytes: &mut [u8], position: Position) -> io::Result<usize> {
    loop {
        let count = match position {
            Position::Current => file.read(bytes),
            Position::At(offset) => file.read_at(bytes, offset),
        };
        match count {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            count => return count,
        }
    }
}

/// `readv(fd, buffers[, position])`
pub(super) fn readv(args: &[JsValue], context: &mut Context) -> Outcome {
    let number = args.get_or_undefined(0);
    let views = position::views(args.get_or_undefined(1), context)?;
    let position = Position::of_number(args.get_or_undefined(2));
    let file = open_file(number, "read", context)?;
    let count = read_each(&file, &views, position, context)?;
    count_or_error(count, "read")
}

/// Fills one view after the other until one isn't filled.
fn read_each(
    file: &File,
    views: &[ByteView],
    mut position: Position,
    context: &mut Context,
) -> JsResult<io::Result<usize>> {
    let mut total = 0usize;
    for view in views.iter().filter(|view| !view.is_empty()) {
        match view.write(context, |bytes| read_at(file, bytes, position))? {
            Ok(count) => {
                total = total.saturating_add(count);
                position = position.after(count);
                if count < view.len() {
                    break;
                }
            }
            // What was read before is told first.
            Err(_) if total > 0 => break,
            Err(error) => return Ok(Err(error)),
        }
    }
    Ok(Ok(total))
}

/// Bytes of the Buffer that a script doesn't give.
const DEFAULT_BUFFER: usize = 16 * 1024;

/// Makes of `(fd, [options])` what [`read`] takes, with a Buffer of its own
/// where the options have none.
pub(super) fn complete(args: &mut Vec<JsValue>, context: &mut Context) -> JsResult<()> {
    let options = args.get_or_undefined(1).clone();
    let object = options.as_object();
    let is_view = object
        .as_ref()
        .is_some_and(|object| ByteView::of_view(object, context).is_some());
    if is_view || args.len() > 2 || !(object.is_some() || options.is_null_or_undefined()) {
        return Ok(());
    }
    let given = match &object {
        Some(options) => options.get(js_string!("buffer"), context)?,
        None => JsValue::undefined(),
    };
    let buffer = match given.is_undefined() {
        true => alloc::zeroed(DEFAULT_BUFFER, context)?.into(),
        false => given,
    };
    args.resize(1, JsValue::undefined());
    args.extend([buffer, options]);
    Ok(())
}
