//! What `$1` and its like stand for in a replacement: GetSubstitution (ECMAScript 22.1.3.19.1).

use crate::engine::builtins::guards::text::Text;
use boa_engine::string::JsStr;
use boa_engine::{JsResult, JsString};
use std::ops::Range;

const DOLLAR: u16 = b'$' as u16;

/// A part of a replacement.
#[derive(Debug)]
enum Part {
    Plain(JsString),
    /// `$&`
    Match,
    /// `` $` ``
    Before,
    /// `$'`
    After,
    /// `$1` to `$99`
    Group(usize),
    /// `$<name>`
    Named(String),
}

/// One match, as a replacement sees it.
pub(crate) trait Matched {
    /// Where it is.
    fn range(&self) -> Range<usize>;
    /// Where the group of this number is, from 1; `None` when it took no part.
    fn group(&self, number: usize) -> Option<Range<usize>>;
    /// Where the group of this name is; `None` when it took no part or there is none.
    fn named(&self, name: &str) -> Option<Range<usize>>;
}

/// A match of a text, which has no groups.
impl Matched for Range<usize> {
    fn range(&self) -> Range<usize> {
        self.clone()
    }

    fn group(&self, _: usize) -> Option<Range<usize>> {
        None
    }

    fn named(&self, _: &str) -> Option<Range<usize>> {
        None
    }
}

/// A replacement, read once for all matches.
#[derive(Debug)]
pub(crate) struct Replacement(Vec<Part>);

impl Replacement {
    /// Reads `text` for matches with `groups` groups, which have names or don't.
    pub(crate) fn new(text: &JsString, groups: usize, names: bool) -> Self {
        if !text.as_str().iter().any(|unit| unit == DOLLAR) {
            return Self(vec![Part::Plain(text.clone())]);
        }
        let units = text.to_vec();
        let mut parts = Vec::new();
        let mut plain = Vec::new();
        let mut rest = units.as_slice();
        while let Some((&unit, after)) = rest.split_first() {
            let read = (unit == DOLLAR).then(|| special(after, groups, names));
            match read.flatten() {
                Some((Special::Part(part), length)) => {
                    put_plain(&mut plain, &mut parts);
                    parts.push(part);
                    rest = after.get(length..).unwrap_or_default();
                }
                Some((Special::Dollar, length)) => {
                    plain.push(DOLLAR);
                    rest = after.get(length..).unwrap_or_default();
                }
                None => {
                    plain.push(unit);
                    rest = after;
                }
            }
        }
        put_plain(&mut plain, &mut parts);
        Self(parts)
    }

    /// Adds what replaces `matched`, which is in `text`, to `out`.
    pub(crate) fn write(
        &self,
        text: JsStr<'_>,
        matched: &impl Matched,
        out: &mut Text,
    ) -> JsResult<()> {
        let piece = |range: Range<usize>| text.get(range).unwrap_or(JsStr::EMPTY);
        let Range { start, end } = matched.range();
        for part in &self.0 {
            let range = match part {
                Part::Plain(plain) => {
                    out.plain(plain.as_str())?;
                    continue;
                }
                Part::Match => Some(start..end),
                Part::Before => Some(0..start),
                Part::After => Some(end..text.len()),
                Part::Group(number) => matched.group(*number),
                Part::Named(name) => matched.named(name),
            };
            if let Some(range) = range {
                out.plain(piece(range))?;
            }
        }
        Ok(())
    }
}

fn put_plain(plain: &mut Vec<u16>, parts: &mut Vec<Part>) {
    if !plain.is_empty() {
        parts.push(Part::Plain(narrow(plain)));
        plain.clear();
    }
}

/// One byte a unit, where that is enough.
fn narrow(units: &[u16]) -> JsString {
    let bytes: Result<Vec<u8>, _> = units.iter().map(|&unit| u8::try_from(unit)).collect();
    match bytes {
        Ok(bytes) => JsStr::latin1(&bytes).into(),
        Err(_) => JsStr::utf16(units).into(),
    }
}

/// What follows a dollar.
enum Special {
    Part(Part),
    /// `$$`
    Dollar,
}

/// What the units after a dollar make it, and how many of them belong to it.
fn special(after: &[u16], groups: usize, names: bool) -> Option<(Special, usize)> {
    let first = u8::try_from(*after.first()?).ok()?;
    let part = match first {
        b'$' => return Some((Special::Dollar, 1)),
        b'&' => Part::Match,
        b'`' => Part::Before,
        b'\'' => Part::After,
        b'0'..=b'9' => return numbered(after, groups),
        b'<' if names => return named(after),
        _ => return None,
    };
    Some((Special::Part(part), 1))
}

fn digit(unit: Option<&u16>) -> Option<usize> {
    let digit = char::from_u32(u32::from(*unit?))?.to_digit(10)?;
    Some(digit as usize)
}

/// Two digits where there is such a group, else one.
fn numbered(after: &[u16], groups: usize) -> Option<(Special, usize)> {
    let first = digit(after.first())?;
    let both = digit(after.get(1)).map(|second| first * 10 + second);
    let is_group = |number: &usize| (1..=groups).contains(number);
    let (number, length) = match both.filter(is_group) {
        Some(number) => (number, 2),
        None => (Some(first).filter(is_group)?, 1),
    };
    Some((Special::Part(Part::Group(number)), length))
}

fn named(after: &[u16]) -> Option<(Special, usize)> {
    let end = after.iter().position(|&unit| unit == u16::from(b'>'))?;
    let name = String::from_utf16_lossy(after.get(1..end)?);
    Some((Special::Part(Part::Named(name)), end + 1))
}
