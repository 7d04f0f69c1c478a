//! Writing: whole files, and pieces from memory of the script's.

use super::failure::{Failure, Outcome};
use super::open::{NEW_FILE, open_path};
use super::options::Options;
use super::path;
use super::position::{self, Position, Window};
use super::read::count_or_error;
use super::state::open_file;
use crate::buffer::encoding;
use crate::codec::Encoding;
use crate::engine::error;
use crate::engine::view::ByteView;
use crate::node::base::text;
use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue};
use std::fs::File;
use std::io::{self, Write};
use std::os::unix::fs::FileExt;
use std::rc::Rc;

/// What is to be written.
#[derive(Debug)]
enum Data {
    Bytes(Vec<u8>),
    View(ByteView),
}

impl Data {
    fn argument(value: &JsValue, encoding: Encoding, context: &mut Context) -> JsResult<Self> {
        if let Some(text) = value.as_string() {
            return Ok(Self::Bytes(text::encode(&text, encoding)));
        }
        let view = value
            .as_object()
            .and_then(|object| ByteView::of_view(&object, context));
        view.map(Self::View).ok_or_else(|| {
            let expected = ["string", "Buffer", "TypedArray", "DataView"];
            error::invalid_arg_type("data", &expected, value, context)
        })
    }

    fn read<R>(&self, read: impl FnOnce(&[u8]) -> R) -> R {
        match self {
            Self::Bytes(bytes) => read(bytes),
            Self::View(view) => view.read(read),
        }
    }
}

/// `writeFile(path | fd, data[, options])`
pub(super) fn write_file(args: &[JsValue], context: &mut Context) -> Outcome {
    write_whole(args, "w", context)
}

/// `appendFile(path | fd, data[, options])`
pub(super) fn append_file(args: &[JsValue], context: &mut Context) -> Outcome {
    write_whole(args, "a", context)
}

fn write_whole(args: &[JsValue], flag: &str, context: &mut Context) -> Outcome {
    let options = Options::read(args.get_or_undefined(2), context)?;
    let flush = options.get("flush", context)?;
    let flush = !flush.is_null_or_undefined() && options.boolean("flush", context)?;
    let data = Data::argument(args.get_or_undefined(1), options.encoding(), context)?;
    let file = target(args.get_or_undefined(0), &options, flag, context)?;
    data.read(|bytes| write_all(&file, bytes))
        .map_err(|error| Failure::of_call(error, "write"))?;
    if flush {
        file.sync_all()
            .map_err(|error| Failure::of_call(error, "fsync"))?;
    }
    Ok(JsValue::undefined())
}

/// The file that is to be written: an open one, or one to be opened.
fn target(
    value: &JsValue,
    options: &Options,
    flag: &str,
    context: &mut Context,
) -> Outcome<Rc<File>> {
    if position::is_int32(value) {
        return open_file(value, "write", context);
    }
    let mode = options.mode(NEW_FILE, context)?;
    let path = path::argument(value, "path", context)?;
    let flags = options.flag(flag, context)?;
    let file = open_path(&path, flags, mode, context)?;
    Ok(Rc::new(File::from(file)))
}

pub(super) fn write_all(mut file: &File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)
}

/// `write(fd, buffer[, offset[, length[, position]]])`,
/// `write(fd, buffer[, { offset, length, position }])` and
/// `write(fd, string[, position[, encoding]])`
pub(super) fn write(args: &[JsValue], context: &mut Context) -> Outcome {
    let number = args.get_or_undefined(0);
    let data = args.get_or_undefined(1);
    if let Some(text) = data.as_string() {
        return write_text(args, &text, context);
    }
    let view = data
        .as_object()
        .and_then(|object| ByteView::of_view(&object, context));
    let Some(view) = view else {
        let expected = ["string", "Buffer", "TypedArray", "DataView"];
        return Err(error::invalid_arg_type("buffer", &expected, data, context).into());
    };
    let rest = args.get(2..).unwrap_or(&[]);
    let window = Window::for_writing(view.len(), rest, context)?;
    let file = open_file(number, "write", context)?;
    let part = view.part(window.range());
    count_or_error(
        part.read(|bytes| write_at(&file, bytes, window.position)),
        "write",
    )
}

fn write_text(args: &[JsValue], text: &JsString, context: &mut Context) -> Outcome {
    let encoding = args.get_or_undefined(3);
    let known = encoding.as_string().as_ref().and_then(encoding::of_name);
    if known == Some(Encoding::Hex) && text.len() % 2 == 1 {
        let reason = format!("is invalid for data of length {}", text.len());
        return Err(error::invalid_arg_value("encoding", encoding, &reason, context).into());
    }
    let bytes = text::encode(text, known.unwrap_or(Encoding::Utf8));
    let position = Position::of_number(args.get_or_undefined(2));
    let file = open_file(args.get_or_undefined(0), "write", context)?;
    count_or_error(write_at(&file, &bytes, position), "write")
}

/// One call of the system.
fn write_at(mut file: &File, bytes: &[u8], position: Position) -> io::Result<usize> {
    loop {
        let count = match position {
            Position::Current => file.write(bytes),
            Position::At(offset) => file.write_at(bytes, offset),
        };
        match count {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            count => return count,
        }
    }
}

/// `writev(fd, buffers[, position])`
pub(super) fn writev(args: &[JsValue], context: &mut Context) -> Outcome {
    let number = args.get_or_undefined(0);
    let views = position::views(args.get_or_undefined(1), context)?;
    let position = Position::of_number(args.get_or_undefined(2));
    let file = open_file(number, "write", context)?;
    count_or_error(write_each(&file, &views, position), "write")
}

/// Writes one view after the other until one isn't written whole.
fn write_each(file: &File, views: &[ByteView], mut position: Position) -> io::Result<usize> {
    let mut total = 0usize;
    for view in views.iter().filter(|view| !view.is_empty()) {
        match view.read(|bytes| write_at(file, bytes, position)) {
            Ok(count) => {
                total = total.saturating_add(count);
                position = position.after(count);
                if count < view.len() {
                    break;
                }
            }
            // What was written before is told first.
            Err(_) if total > 0 => break,
            Err(error) => return Err(error),
        }
    }
    Ok(total)
}
