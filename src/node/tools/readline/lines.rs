//! Cuts text that comes in pieces into lines.
//!
//! A line ends with a line feed, a carriage return, both, or one of the two separators of
//! Unicode (Node's documentation, "Event: 'line'").

use std::time::Instant;

use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::string::JsStr;
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsNativeError, JsResult, JsString, JsValue, Trace,
};

use crate::codec::chunks::PartialCharacter;
use crate::codec::{Encoding, Text};
use crate::engine::class;
use crate::engine::error;
use crate::engine::native::Definition;
use crate::engine::text::units;
use crate::engine::untraced::Untraced;
use crate::engine::view::ByteView;
use crate::node::base::text;

const LINE_FEED: u16 = 0x0a;
const CARRIAGE_RETURN: u16 = 0x0d;
const LINE_SEPARATOR: u16 = 0x2028;
const PARAGRAPH_SEPARATOR: u16 = 0x2029;

/// What the module in JavaScript is given.
pub(crate) const BINDING: [Definition; 3] = [
    ("makeLines", 1, make),
    ("cutLines", 2, cut),
    ("takeRest", 1, take_rest),
];

/// Cuts pieces of text into lines.
#[derive(Debug, Trace, Finalize, JsData)]
struct Handle(Lines);

#[derive(Debug, Trace, Finalize)]
struct Lines {
    partial: Untraced<PartialCharacter>,
    /// A line whose end is still to come. Pieces, so that a long line is joined once.
    begun: Vec<JsString>,
    /// How long, in milliseconds, a line feed may follow a carriage return and still be the
    /// same end of a line.
    patience: f64,
    /// When a piece ended with a carriage return.
    returned: Untraced<Option<Instant>>,
}

impl Lines {
    /// The lines that end in `piece`.
    fn cut(&mut self, piece: &JsString) -> Vec<JsString> {
        let begin = usize::from(self.continues_return(piece));
        let (lines, end) = match units(piece) {
            Text::Latin1(units) => cut_latin1(units, begin),
            Text::Utf16(units) => cut_utf16(units, begin),
        };
        if lines.is_empty() {
            self.keep(piece, begin);
            return lines;
        }
        let ends_with_return = last(piece) == Some(CARRIAGE_RETURN);
        *self.returned = ends_with_return.then(Instant::now);
        let lines = self.with_beginning(lines);
        self.keep(piece, end);
        lines
    }

    /// Whether `piece` begins with the line feed of an end of a line that an earlier piece
    /// began.
    fn continues_return(&mut self, piece: &JsString) -> bool {
        let Some(returned) = *self.returned else {
            return false;
        };
        if returned.elapsed().as_secs_f64() * 1e3 > self.patience {
            return false;
        }
        *self.returned = None;
        piece.code_unit_at(0) == Some(LINE_FEED)
    }

    /// Puts what earlier pieces began before the first of `lines`.
    fn with_beginning(&mut self, mut lines: Vec<JsString>) -> Vec<JsString> {
        if self.begun.is_empty() {
            return lines;
        }
        if let Some(first) = lines.first_mut() {
            self.begun.push(first.clone());
            *first = joined(&self.begun);
        }
        self.begun.clear();
        lines
    }

    /// Keeps what follows the last end of a line.
    fn keep(&mut self, piece: &JsString, from: usize) {
        if from >= piece.len() {
            return;
        }
        self.begun.push(match units(piece) {
            Text::Latin1(units) => latin1(units.get(from..).unwrap_or(&[])),
            Text::Utf16(units) => utf16(units.get(from..).unwrap_or(&[])),
        });
    }
}

fn last(piece: &JsString) -> Option<u16> {
    piece.code_unit_at(piece.len().checked_sub(1)?)
}

fn joined(pieces: &[JsString]) -> JsString {
    let pieces: Vec<JsStr<'_>> = pieces.iter().map(JsString::as_str).collect();
    JsString::concat_array(&pieces)
}

fn latin1(units: &[u8]) -> JsString {
    JsString::from(JsStr::latin1(units))
}

/// A string of `units`, in one byte each where that is enough.
fn utf16(units: &[u16]) -> JsString {
    let narrow: Option<Vec<u8>> = units.iter().map(|&unit| u8::try_from(unit).ok()).collect();
    narrow.map_or_else(|| JsString::from(units), |narrow| latin1(&narrow))
}

/// The lines of `units` from `begin` on, and where the last of them ends.
fn cut_latin1(units: &[u8], begin: usize) -> (Vec<JsString>, usize) {
    let (mut lines, mut start) = (Vec::new(), begin);
    let rest = units.get(begin..).unwrap_or(&[]);
    for at in memchr::memchr2_iter(b'\n', b'\r', rest).map(|at| at + begin) {
        // A line feed that belongs to the carriage return before it.
        if at < start {
            continue;
        }
        lines.push(latin1(units.get(start..at).unwrap_or(&[])));
        let is_both = units.get(at..at + 2) == Some(b"\r\n");
        start = at + 1 + usize::from(is_both);
    }
    (lines, start)
}

/// [`cut_latin1`] of wider units.
fn cut_utf16(units: &[u16], begin: usize) -> (Vec<JsString>, usize) {
    let (mut lines, mut start, mut at) = (Vec::new(), begin, begin);
    while let Some(&unit) = units.get(at) {
        at += 1;
        if !matches!(
            unit,
            LINE_FEED | CARRIAGE_RETURN | LINE_SEPARATOR | PARAGRAPH_SEPARATOR
        ) {
            continue;
        }
        lines.push(utf16(units.get(start..at - 1).unwrap_or(&[])));
        let is_both = unit == CARRIAGE_RETURN && units.get(at) == Some(&LINE_FEED);
        at += usize::from(is_both);
        start = at;
    }
    (lines, start)
}

/// `makeLines(crlfDelay)`
fn make(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let lines = Lines {
        partial: Untraced(PartialCharacter::new(Encoding::Utf8)),
        begun: Vec::new(),
        patience: args.get_or_undefined(0).to_number(context)?,
        returned: Untraced(None),
    };
    Ok(JsObject::from_proto_and_data(None, Handle(lines)).into())
}

fn with<R>(handle: &JsValue, run: impl FnOnce(&mut Lines) -> R) -> JsResult<R> {
    class::lend(handle, |handle: &mut Handle| run(&mut handle.0))
        .ok_or_else(|| JsNativeError::typ().with_message("Not a handle").into())
}

/// `cutLines(handle, chunk)`: the lines that end in a string or in the bytes of a view.
fn cut(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (handle, chunk) = (args.get_or_undefined(0), args.get_or_undefined(1));
    let lines = match chunk.as_string() {
        Some(piece) => with(handle, |lines| lines.cut(&piece))?,
        None => {
            let (first, rest) = decode(handle, chunk, context)?;
            with(handle, |lines| {
                let mut all = Vec::new();
                for piece in [first, rest].iter().filter(|piece| !piece.is_empty()) {
                    all.extend(lines.cut(piece));
                }
                all
            })?
        }
    };
    Ok(JsArray::from_iter(lines.into_iter().map(JsValue::from), context).into())
}

/// The text of a chunk of bytes: of a character that an earlier chunk began, and the rest.
fn decode(
    handle: &JsValue,
    chunk: &JsValue,
    context: &mut Context,
) -> JsResult<(JsString, JsString)> {
    let view = chunk
        .as_object()
        .and_then(|object| ByteView::of_view(&object, context));
    let Some(view) = view else {
        let expected = ["Buffer", "TypedArray", "DataView"];
        return Err(error::invalid_arg_type("buf", &expected, chunk, context));
    };
    let mut partial = with(handle, |lines| *lines.partial)?;
    let texts = view.read(|bytes| {
        let chunk = partial.feed(bytes);
        let first = text::decode(chunk.first(), Encoding::Utf8, context)?;
        Ok::<_, boa_engine::JsError>((first, text::decode(chunk.rest, Encoding::Utf8, context)?))
    })?;
    with(handle, |lines| *lines.partial = partial)?;
    Ok(texts)
}

/// `takeRest(handle)`: the line that no end has followed, or undefined.
fn take_rest(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let begun = with(args.get_or_undefined(0), |lines| {
        std::mem::take(&mut lines.begun)
    })?;
    Ok(match begun.is_empty() {
        true => JsValue::undefined(),
        false => joined(&begun).into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use boa_engine::js_string;

    fn lines(patience: f64) -> Lines {
        Lines {
            partial: Untraced(PartialCharacter::new(Encoding::Utf8)),
            begun: Vec::new(),
            patience,
            returned: Untraced(None),
        }
    }

    #[test]
    fn wide_and_narrow_text_is_cut_alike() {
        let text = "a\r\nb\rc\n\n\r\r\nlast";
        let expected = ["a", "b", "c", "", "", ""].map(JsString::from).to_vec();
        let narrow = JsString::from(text);
        let wide = JsString::from(text.encode_utf16().collect::<Vec<_>>().as_slice());
        for piece in [narrow, wide] {
            let mut lines = lines(100.0);
            assert_eq!(lines.cut(&piece), expected);
            assert_eq!(lines.begun, [js_string!("last")]);
        }
    }

    #[test]
    fn a_line_feed_follows_its_carriage_return_within_the_time() {
        let mut patient = lines(f64::INFINITY);
        assert_eq!(patient.cut(&js_string!("a\r")), [js_string!("a")]);
        assert_eq!(patient.cut(&js_string!("\nb\n")), [js_string!("b")]);
        let mut hasty = lines(-1.0);
        assert_eq!(hasty.cut(&js_string!("a\r")), [js_string!("a")]);
        let expected = [js_string!(""), js_string!("b")];
        assert_eq!(hasty.cut(&js_string!("\nb\n")), expected);
    }
}
