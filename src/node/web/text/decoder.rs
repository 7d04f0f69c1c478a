//! `TextDecoder`, of the Encoding standard.
//!
//! UTF-8 that comes in one piece goes by [`crate::codec`]; all else by
//! `encoding_rs`, which knows every encoding and label of the standard.

use super::{Coders, define_inspection, wrong_receiver};
use crate::codec;
use crate::engine::class::{self, Class, Getter, Plan};
use crate::engine::coerce::to_string;
use crate::engine::error::{self, ErrorClass};
use crate::engine::limits::MAX_STRING_LENGTH;
use crate::engine::native::{self, Definition};
use crate::engine::object::literal;
use crate::engine::untraced::Untraced;
use crate::engine::view::ByteView;
use crate::node::base::text;
use crate::node::inspect::{InspectOptions, inspect_text};
use boa_engine::object::JsObject;
use boa_engine::string::JsStr;
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsError, JsResult, JsString, JsValue, Trace, js_string,
};
use encoding_rs::{CoderResult, Decoder, DecoderResult, Encoding, REPLACEMENT, UTF_8};

/// What a `TextDecoder` holds.
#[derive(Debug, Trace, Finalize, JsData)]
struct TextDecoder {
    settings: Untraced<Settings>,
    /// What a stream has left; `None` between streams.
    stream: Untraced<Option<Box<Decoder>>>,
}

#[derive(Clone, Copy)]
struct Settings {
    encoding: &'static Encoding,
    fatal: bool,
    ignore_bom: bool,
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings")
            .field("encoding", &self.encoding.name())
            .field("fatal", &self.fatal)
            .field("ignore_bom", &self.ignore_bom)
            .finish()
    }
}

impl Settings {
    fn decoder(self) -> Decoder {
        match self.ignore_bom {
            true => self.encoding.new_decoder_without_bom_handling(),
            false => self.encoding.new_decoder_with_bom_removal(),
        }
    }

    fn name(self) -> String {
        self.encoding.name().to_ascii_lowercase()
    }
}

const METHODS: [Definition; 1] = [("decode", 0, decode)];

const GETTERS: [Getter; 3] = [
    ("encoding", get_encoding),
    ("fatal", get_fatal),
    ("ignoreBOM", get_ignore_bom),
];

pub(super) fn class(context: &mut Context) -> JsResult<Class> {
    let plan = Plan {
        name: "TextDecoder",
        length: 0,
        construct,
        methods: &METHODS,
        getters: &GETTERS,
        attributes: native::ENUMERABLE,
    };
    let class = Class::new(plan, context).tagged("TextDecoder");
    define_inspection(&class.prototype, inspect, context)?;
    Ok(class)
}

/// `new TextDecoder([label[, options]])`
fn construct(new_target: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    class::require_new(new_target, "TextDecoder")?;
    let encoding = encoding(args.get_or_undefined(0), context)?;
    let options = options(args.get_or_undefined(1), context)?;
    let mut flag = |key: &str| match &options {
        Some(options) => options
            .get(js_string!(key), context)
            .map(|value| value.to_boolean()),
        None => Ok(false),
    };
    let settings = Settings {
        encoding,
        fatal: flag("fatal")?,
        ignore_bom: flag("ignoreBOM")?,
    };
    let coders = Coders::of(context)?;
    let prototype = coders.decoder.prototype_for(new_target, context)?;
    let decoder = TextDecoder {
        settings: Untraced(settings),
        stream: Untraced(None),
    };
    Ok(JsObject::from_proto_and_data(prototype, decoder).into())
}

fn encoding(label: &JsValue, context: &mut Context) -> JsResult<&'static Encoding> {
    if label.is_undefined() {
        return Ok(UTF_8);
    }
    let label = to_string(label, context)?.to_std_string_lossy();
    let encoding = Encoding::for_label(label.as_bytes());
    match encoding {
        Some(encoding) if encoding != REPLACEMENT => Ok(encoding),
        found => {
            let shown = found.map_or(label.as_str(), |_| "replacement");
            let message = format!("The \"{shown}\" encoding is not supported");
            let code = "ERR_ENCODING_NOT_SUPPORTED";
            Err(error::coded(ErrorClass::Range, code, message, context))
        }
    }
}

/// An object, or nothing.
fn options(value: &JsValue, context: &mut Context) -> JsResult<Option<JsObject>> {
    if value.is_null_or_undefined() {
        return Ok(None);
    }
    match value.as_object() {
        Some(object) => Ok(Some(object)),
        None => Err(error::invalid_arg_type(
            "options",
            &["Object"],
            value,
            context,
        )),
    }
}

/// Lends the `TextDecoder` that a method was called on.
fn with<R>(
    this: &JsValue,
    context: &mut Context,
    lend: impl FnOnce(&mut TextDecoder) -> R,
) -> JsResult<R> {
    class::lend(this, lend).ok_or_else(|| wrong_receiver("TextDecoder", context))
}

fn settings(this: &JsValue, context: &mut Context) -> JsResult<Settings> {
    with(this, context, |decoder| *decoder.settings)
}

fn get_encoding(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(js_string!(settings(this, context)?.name()).into())
}

fn get_fatal(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(settings(this, context)?.fatal.into())
}

fn get_ignore_bom(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(settings(this, context)?.ignore_bom.into())
}

/// `decode([input[, options]])`
fn decode(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let settings = settings(this, context)?;
    let view = input(args.get_or_undefined(0), context)?;
    let options = options(args.get_or_undefined(1), context)?;
    let goes_on = match options {
        Some(options) => options.get(js_string!("stream"), context)?.to_boolean(),
        None => false,
    };
    let left = with(this, context, |decoder| decoder.stream.take())?;
    if settings.encoding == UTF_8 && left.is_none() && !goes_on {
        return decode_utf8(settings, view.as_ref(), context);
    }
    let mut decoder = left.unwrap_or_else(|| Box::new(settings.decoder()));
    let mut piece = |bytes: &[u8]| decode_piece(&mut decoder, bytes, !goes_on, settings.fatal);
    let decoded = match view {
        Some(view) => view.read(piece),
        None => piece(&[]),
    };
    let units = decoded.map_err(|fault| fault.into_js(settings, context))?;
    if goes_on {
        with(this, context, |this| *this.stream = Some(decoder))?;
    }
    Ok(string(&units).into())
}

fn input(value: &JsValue, context: &mut Context) -> JsResult<Option<ByteView>> {
    if value.is_undefined() {
        return Ok(None);
    }
    let view = value
        .as_object()
        .and_then(|object| ByteView::of(&object, context));
    match view {
        Some(view) => Ok(Some(view)),
        None => {
            let message = "The \"list\" argument must be an instance of SharedArrayBuffer, \
                           ArrayBuffer or ArrayBufferView.";
            Err(error::coded(
                ErrorClass::Type,
                "ERR_INVALID_ARG_TYPE",
                message,
                context,
            ))
        }
    }
}

/// UTF-8 in one piece.
fn decode_utf8(
    settings: Settings,
    view: Option<&ByteView>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(view) = view else {
        return Ok(js_string!().into());
    };
    let decoded = view.read(|bytes| {
        if settings.fatal && !codec::is_utf8(bytes) {
            return Err(Fault::Malformed.into_js(settings, context));
        }
        let bytes = match settings.ignore_bom {
            true => bytes,
            false => bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes),
        };
        text::decode(bytes, codec::Encoding::Utf8, context)
    });
    decoded.map(JsValue::from)
}

/// Why a piece could not be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// The bytes mean nothing in this encoding.
    Malformed,
    /// The text would be longer than a string may be.
    TooLong,
}

impl Fault {
    fn into_js(self, settings: Settings, context: &mut Context) -> JsError {
        match self {
            Self::TooLong => error::string_too_long(context),
            Self::Malformed => {
                let name = settings.name();
                let message = format!("The encoded data was not valid for encoding {name}");
                let code = "ERR_ENCODING_INVALID_ENCODED_DATA";
                error::coded(ErrorClass::Type, code, message, context)
            }
        }
    }
}

/// How many code units are made room for at a time.
const ROOM: usize = 16 * 1024;

/// The code units of one piece of a stream.
fn decode_piece(
    decoder: &mut Decoder,
    mut bytes: &[u8],
    is_last: bool,
    fatal: bool,
) -> Result<Vec<u16>, Fault> {
    let mut units = Vec::new();
    loop {
        let start = units.len();
        if start > MAX_STRING_LENGTH {
            return Err(Fault::TooLong);
        }
        units.resize(
            start + ROOM.max(start / 2).max(bytes.len().min(ROOM * 64)),
            0,
        );
        let room = units.get_mut(start..).unwrap_or(&mut []);
        let (is_full, read, written) = match fatal {
            true => step_fatal(decoder, bytes, room, is_last)?,
            false => {
                let (result, read, written, _) = decoder.decode_to_utf16(bytes, room, is_last);
                (result == CoderResult::OutputFull, read, written)
            }
        };
        units.truncate(start + written);
        bytes = bytes.get(read..).unwrap_or(&[]);
        if !is_full {
            return Ok(units);
        }
    }
}

fn step_fatal(
    decoder: &mut Decoder,
    bytes: &[u8],
    room: &mut [u16],
    is_last: bool,
) -> Result<(bool, usize, usize), Fault> {
    let (result, read, written) = decoder.decode_to_utf16_without_replacement(bytes, room, is_last);
    match result {
        DecoderResult::InputEmpty => Ok((false, read, written)),
        DecoderResult::OutputFull => Ok((true, read, written)),
        DecoderResult::Malformed(..) => Err(Fault::Malformed),
    }
}

/// A string in the narrower of the engine's two forms.
fn string(units: &[u16]) -> JsString {
    let narrow: Option<Vec<u8>> = units.iter().map(|&unit| u8::try_from(unit).ok()).collect();
    match narrow {
        Some(bytes) => JsString::from(JsStr::latin1(&bytes)),
        None => JsString::from(JsStr::utf16(units)),
    }
}

/// As Node prints it.
fn inspect(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let settings = settings(this, context)?;
    let depth = args.get_or_undefined(0).as_number();
    if depth.is_some_and(|depth| depth < 0.0) {
        return Ok(js_string!("[TextDecoder]").into());
    }
    let fields = [
        ("encoding", js_string!(settings.name()).into()),
        ("fatal", settings.fatal.into()),
        ("ignoreBOM", settings.ignore_bom.into()),
    ];
    let fields = literal(fields, context);
    let options = InspectOptions::current(context)?;
    let shown = inspect_text(&fields.into(), &options, context)?;
    Ok(js_string!(format!("TextDecoder {shown}")).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{SHIFT_JIS, UTF_16LE};

    /// Decodes `bytes` cut in pieces of `size`.
    fn streamed(encoding: &'static Encoding, bytes: &[u8], size: usize) -> String {
        let mut decoder = encoding.new_decoder_with_bom_removal();
        let mut units = Vec::new();
        for piece in bytes.chunks(size) {
            units.extend(decode_piece(&mut decoder, piece, false, false).expect("lenient"));
        }
        units.extend(decode_piece(&mut decoder, &[], true, false).expect("lenient"));
        String::from_utf16_lossy(&units)
    }

    #[test]
    fn pieces_of_any_size_give_the_same_text() {
        let text = "\u{feff}a\u{e9}\u{20ac}\u{1f600}\u{fffd}z";
        for size in 1..8 {
            assert_eq!(streamed(UTF_8, text.as_bytes(), size), text[3..], "{size}");
        }
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for size in 1..8 {
            assert_eq!(streamed(UTF_16LE, &wide, size), text[3..], "{size}");
        }
        assert_eq!(
            streamed(SHIFT_JIS, b"\x83\x65\x83\x58", 1),
            "\u{30c6}\u{30b9}"
        );
    }

    #[test]
    fn long_texts_pass_through_little_room() {
        let text = "\u{20ac}".repeat(ROOM * 3 + 7);
        assert_eq!(streamed(UTF_8, text.as_bytes(), text.len()), text);
        let mut decoder = UTF_8.new_decoder_with_bom_removal();
        let units = decode_piece(&mut decoder, text.as_bytes(), true, true);
        assert_eq!(units.map(|units| units.len()), Ok(ROOM * 3 + 7));
    }

    #[test]
    fn strictness_finds_what_is_malformed() {
        let mut decoder = UTF_8.new_decoder_with_bom_removal();
        let units = decode_piece(&mut decoder, b"a\xff", true, true);
        assert_eq!(units, Err(Fault::Malformed));
    }
}
