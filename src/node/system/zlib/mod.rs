//! `node:zlib`: compression.
//!
//! | file | what |
//! | --- | --- |
//! | `zlib.js` | the public module |
//! | `codec.js` | the streams, and the functions that use one once |
//! | `constants.js` | `constants` and `codes` |
//! | `codec.rs` | what compressors and decompressors have in common |
//! | `compressor.rs`, `decompressor.rs` | deflate, inflate |
//! | `settings.rs` | what both share |
//! | `once.rs` | small inputs in one go, with state that is kept |
//! | `brotli.rs` | Brotli |
//!
//! The work is done on the thread of the script. The callback and stream forms deliver
//! as arrivals of the event loop, as those of `node:fs` do.
//!
//! Absent: Zstandard. Compressed bytes are
//! valid, but not those that Node's library makes.

mod brotli;
mod codec;
mod compressor;
mod decompressor;
mod once;
mod settings;

use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsError, JsNativeError, JsResult, JsValue, Trace, js_string,
};

use self::codec::{Codec, Failure, ReportedMemory, Step};
use self::compressor::Compressor;
use self::decompressor::Decompressor;
use self::settings::{Mode, Settings};
use crate::engine::class;
use crate::engine::error::{self, ErrorClass};
use crate::engine::native::Definition;
use crate::engine::object::fill;
use crate::engine::untraced::Untraced;
use crate::engine::view::ByteView;
use crate::node::base::arrival;

/// What a stream of the module holds.
#[derive(Trace, Finalize, JsData)]
struct Handle {
    /// `None` once it is closed.
    open: Untraced<Option<(Box<dyn Codec>, ReportedMemory)>>,
}

/// What the modules in JavaScript are given.
pub(crate) const BINDING: [Definition; 9] = [
    ("zlib", 7, make_zlib),
    ("once", 9, once::once),
    ("brotli", 3, make_brotli),
    ("work", 8, work),
    ("reset", 1, reset),
    ("params", 3, params),
    ("close", 1, close),
    ("later", 1, later),
    ("crc32", 2, crc32),
];

fn handle(codec: Box<dyn Codec>, weight: ReportedMemory) -> JsValue {
    let open = Some((codec, weight));
    JsObject::from_proto_and_data(
        None,
        Handle {
            open: Untraced(open),
        },
    )
    .into()
}

fn number(args: &[JsValue], index: usize, context: &mut Context) -> JsResult<i32> {
    args.get_or_undefined(index).to_i32(context)
}

/// What `mode, windowBits, level, memLevel, strategy, dictionary, rejectGarbageAfterEnd` say.
fn settings(args: &[JsValue], context: &mut Context) -> JsResult<Settings> {
    let mode = number(args, 0, context)?;
    let Some(mode) = Mode::from_number(mode) else {
        return Err(JsNativeError::range().with_message("Bad mode").into());
    };
    let dictionary = args.get_or_undefined(5).as_object();
    let dictionary = dictionary.and_then(|object| ByteView::of_view(&object, context));
    Ok(Settings {
        mode,
        window_bits: number(args, 1, context)?,
        level: number(args, 2, context)?,
        memory_level: number(args, 3, context)?,
        strategy: number(args, 4, context)?,
        dictionary: dictionary.map(|view| view.to_vec()).unwrap_or_default(),
        rejects_garbage: args.get_or_undefined(6).to_boolean(),
    })
}

/// `zlib(...settings)`
fn make_zlib(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let settings = settings(args, context)?;
    let weight = ReportedMemory::new(settings.weight())?;
    let codec: Result<Box<dyn Codec>, Failure> = if settings.mode.compresses() {
        Compressor::new(settings).map(|codec| Box::new(codec) as _)
    } else {
        Decompressor::new(settings).map(|codec| Box::new(codec) as _)
    };
    match codec {
        Ok(codec) => Ok(handle(codec, weight)),
        Err(failure) => Err(thrown(&failure, context)),
    }
}

/// `brotli(compresses, [parameter, value, ...], dictionary)`
fn make_brotli(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let array = JsArray::from_object(args.get_or_undefined(1).to_object(context)?)?;
    let mut numbers = Vec::new();
    for index in 0..array.length(context)? {
        numbers.push(array.get(index, context)?.to_i32(context)?);
    }
    let compresses = args.get_or_undefined(0).to_boolean();
    let dictionary = args.get_or_undefined(2).as_object();
    let dictionary = dictionary.and_then(|object| ByteView::of_view(&object, context));
    let dictionary = dictionary.map(|view| view.to_vec()).unwrap_or_default();
    let parameters = brotli::Parameters::new(&numbers, dictionary, compresses);
    let Ok(parameters) = parameters else {
        let code = "ERR_ZLIB_INITIALIZATION_FAILED";
        return Err(error::coded(
            ErrorClass::Error,
            code,
            "Initialization failed",
            context,
        ));
    };
    let weight = ReportedMemory::new(parameters.weight(compresses))?;
    Ok(handle(brotli::codec(compresses, parameters), weight))
}

/// Lends the codec of a handle; `None` once it is closed.
fn with<R>(value: &JsValue, run: impl FnOnce(&mut dyn Codec) -> R) -> JsResult<Option<R>> {
    let run = |handle: &mut Handle| {
        let open = handle.open.as_mut();
        open.map(|(codec, _)| run(codec.as_mut()))
    };
    class::lend(value, run).ok_or_else(|| JsNativeError::typ().with_message("Not a handle").into())
}

/// The part of a view that two arguments name.
fn window(args: &[JsValue], index: usize, context: &mut Context) -> JsResult<ByteView> {
    let object = args.get_or_undefined(index).to_object(context)?;
    let view = ByteView::of_view(&object, context);
    let view = view.ok_or_else(|| JsNativeError::typ().with_message("Not a view"))?;
    let offset = args.get_or_undefined(index + 1).to_length(context)?;
    let length = args.get_or_undefined(index + 2).to_length(context)?;
    let offset = usize::try_from(offset).unwrap_or(usize::MAX);
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    Ok(view.part(offset..offset.saturating_add(length)))
}

/// `work(handle, flush, input, offset, length, output, offset, length)`: what is left of
/// input and output.
fn work(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let flush = number(args, 1, context)?;
    let (input, output) = (window(args, 2, context)?, window(args, 5, context)?);
    let step = run(args.get_or_undefined(0), flush, &input, &output, context)?;
    let step = step.unwrap_or(Step {
        read: input.len(),
        written: 0,
        failure: None,
    });
    if let Some(failure) = step.failure {
        return Err(thrown(&failure, context));
    }
    let left = [
        input.len() - step.read.min(input.len()),
        output.len() - step.written.min(output.len()),
    ];
    Ok(JsArray::from_iter(left.map(JsValue::from), context).into())
}

fn run(
    handle: &JsValue,
    flush: i32,
    input: &ByteView,
    output: &ByteView,
    context: &mut Context,
) -> JsResult<Option<Step>> {
    // Bytes can't be read where others are being written.
    if input.shares_store(output) {
        let input = input.to_vec();
        return output.write(context, |out| {
            with(handle, |codec| codec.work(flush, &input, out))
        })?;
    }
    input.read(|bytes| {
        output.write(context, |out| {
            with(handle, |codec| codec.work(flush, bytes, out))
        })
    })?
}

/// `reset(handle)`
fn reset(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let done = with(args.get_or_undefined(0), |codec| codec.reset())?;
    undefined_or_thrown(done, context)
}

/// `params(handle, level, strategy)`
fn params(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (level, strategy) = (number(args, 1, context)?, number(args, 2, context)?);
    let done = with(args.get_or_undefined(0), |codec| {
        codec.params(level, strategy)
    })?;
    undefined_or_thrown(done, context)
}

fn undefined_or_thrown(
    done: Option<Result<(), Failure>>,
    context: &mut Context,
) -> JsResult<JsValue> {
    match done {
        Some(Err(failure)) => Err(thrown(&failure, context)),
        _ => Ok(JsValue::undefined()),
    }
}

/// `close(handle)`: its memory is freed now.
fn close(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    class::lend(args.get_or_undefined(0), |handle: &mut Handle| {
        *handle.open = None;
    });
    Ok(JsValue::undefined())
}

/// `later(callback)`: calls it as an arrival of the event loop.
fn later(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let callback = args.get_or_undefined(0).to_object(context)?;
    arrival::call(callback, Vec::new(), context)?;
    Ok(JsValue::undefined())
}

/// `crc32(view, value)`
fn crc32(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let object = args.get_or_undefined(0).to_object(context)?;
    let value = args.get_or_undefined(1).to_u32(context)?;
    let view = ByteView::of_view(&object, context);
    let view = view.ok_or_else(|| JsNativeError::typ().with_message("Not a view"))?;
    Ok(view
        .read(|bytes| zlib_rs::crc32::crc32(value, bytes))
        .into())
}

/// The error that a script sees, which has its `errno` before its `code`.
fn thrown(failure: &Failure, context: &mut Context) -> JsError {
    let message = js_string!(failure.message);
    match error::plain_object(ErrorClass::Error, message, context) {
        Ok(object) => {
            let code = js_string!(failure.code.as_str());
            fill(
                &object,
                [("errno", failure.number.into()), ("code", code.into())],
            );
            JsError::from_opaque(object.into())
        }
        Err(thrown) => thrown,
    }
}
