//! The functions of `node:path` that programs call most, for POSIX.
//!
//! The others, and all those for Windows, are in `path.js`.

use boa_engine::string::JsStr;
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};

use crate::codec::Text;
use crate::engine::error;
use crate::engine::native::Definition;
use crate::engine::text::units;

/// What the module in JavaScript is given.
pub(crate) const BINDING: [Definition; 3] = [
    ("join", 0, join),
    ("normalize", 1, normalize),
    ("simplify", 1, simplify),
];

const SEPARATOR: u16 = b'/' as u16;
const DOT: u16 = b'.' as u16;

/// A code unit of a string, in whichever width it holds them.
trait Unit: Copy + PartialEq {
    fn wide(self) -> u16;
}

impl Unit for u8 {
    fn wide(self) -> u16 {
        u16::from(self)
    }
}

impl Unit for u16 {
    fn wide(self) -> u16 {
        self
    }
}

fn is<T: Unit>(part: &[T], text: &[u16]) -> bool {
    part.len() == text.len() && part.iter().zip(text).all(|(a, b)| a.wide() == *b)
}

/// The parts of a path without `.`, `..` and empty ones; `..` above a relative start stays.
fn parts<T: Unit>(path: &[T], is_absolute: bool) -> Vec<&[T]> {
    let mut kept: Vec<&[T]> = Vec::new();
    for part in path.split(|unit| unit.wide() == SEPARATOR) {
        if part.is_empty() || is(part, &[DOT]) {
            continue;
        }
        if !is(part, &[DOT, DOT]) {
            kept.push(part);
        } else if kept.last().is_some_and(|last| !is(last, &[DOT, DOT])) {
            kept.pop();
        } else if !is_absolute {
            kept.push(part);
        }
    }
    kept
}

/// A path that is not empty, in its normal form.
fn normal<T: Unit + 'static>(path: &[T], separator: T, dot: T) -> Vec<T> {
    let is_absolute = path.first().is_some_and(|unit| unit.wide() == SEPARATOR);
    let is_directory = path.last().is_some_and(|unit| unit.wide() == SEPARATOR);
    let inside = parts(path, is_absolute).join([separator].as_slice());
    let mut out = Vec::with_capacity(inside.len() + 2);
    if is_absolute {
        out.push(separator);
    }
    if inside.is_empty() {
        if !is_absolute {
            out.push(dot);
            out.extend(is_directory.then_some(separator));
        }
        return out;
    }
    out.extend(inside);
    out.extend(is_directory.then_some(separator));
    out
}

fn normal_string(path: &JsString) -> JsString {
    match units(path) {
        Text::Latin1([]) | Text::Utf16([]) => js_string!("."),
        Text::Latin1(units) => JsString::from(JsStr::latin1(&normal(units, b'/', b'.'))),
        Text::Utf16(units) => JsString::from(normal(units, SEPARATOR, DOT).as_slice()),
    }
}

/// `path.normalize(path)`
fn normalize(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let path = string(args.first(), "path", context)?;
    Ok(normal_string(&path).into())
}

/// `path.join(...paths)`
fn join(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let mut given: Vec<JsString> = Vec::with_capacity(args.len() * 2);
    for path in args {
        let path = string(Some(path), "path", context)?;
        if path.is_empty() {
            continue;
        }
        if !given.is_empty() {
            given.push(js_string!("/"));
        }
        given.push(path);
    }
    let pieces: Vec<JsStr<'_>> = given.iter().map(JsString::as_str).collect();
    Ok(normal_string(&JsString::concat_array(&pieces)).into())
}

fn string(value: Option<&JsValue>, name: &str, context: &mut Context) -> JsResult<JsString> {
    let undefined = JsValue::undefined();
    error::validate_string(value.unwrap_or(&undefined), name, context)
}

/// `simplify(path)`: an absolute path in its normal form, without a separator at its end.
fn simplify(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let path = string(args.first(), "path", context)?;
    Ok(match units(&path) {
        Text::Latin1(units) => {
            let inside = parts(units, true).join(b"/".as_slice());
            JsString::from(JsStr::latin1(&[b"/", inside.as_slice()].concat()))
        }
        Text::Utf16(units) => {
            let inside = parts(units, true).join([SEPARATOR].as_slice());
            JsString::from([&[SEPARATOR], inside.as_slice()].concat().as_slice())
        }
    }
    .into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_widths_of_text_are_normalised_alike() {
        let paths = [
            ("", "."),
            ("/", "/"),
            ("./", "./"),
            ("a/../..", ".."),
            ("/../a//b/./", "/a/b/"),
            ("../../x/..", "../.."),
            ("a/..", "."),
        ];
        for (path, expected) in paths {
            let wide: Vec<u16> = path.encode_utf16().collect();
            assert_eq!(normal_string(&js_string!(path)), js_string!(expected));
            assert_eq!(normal_string(&wide.as_slice().into()), js_string!(expected));
        }
    }
}
