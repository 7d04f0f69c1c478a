//! `String.prototype.replaceAll` (ECMAScript 22.1.3.20) of strings by strings.
//!
//! The engine's own copies what it has so far at each match, where no run can be
//! ended: replacing a hundred thousand letters takes seconds. What calls a script
//! (functions, patterns, objects) stays the engine's.

use super::text::Text;
use super::wrap;
use crate::engine::watch;
use boa_engine::object::builtins::JsFunction;
use boa_engine::string::{JsStr, JsStrVariant};
use boa_engine::{Context, JsArgs, JsResult, JsString, JsSymbol, JsValue};
use memchr::memmem::Finder;

/// Matches between two checks whether the run has ended.
const LOOK: usize = 1024;

/// Puts it in place.
///
/// # Errors
///
/// When the engine's globals have been tampered with before.
pub fn install(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().constructors().string().prototype();
    wrap(&prototype, "replaceAll", 2, replace_all, context)
}

fn replace_all(
    this: &JsValue,
    arguments: &[JsValue],
    original: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let strings = (
        this.as_string(),
        arguments.get_or_undefined(0).as_string(),
        arguments.get_or_undefined(1).as_string(),
    );
    let (Some(text), Some(search), Some(replacement)) = strings else {
        return original.call(this, arguments, context);
    };
    // A script may have given strings a method of their own for it.
    let strings = context.intrinsics().constructors().string().prototype();
    if strings.has_property(JsSymbol::replace(), context)? {
        return original.call(this, arguments, context);
    }
    replaced(&text, &search, &replacement).map(Into::into)
}

fn replaced(text: &JsString, search: &JsString, replacement: &JsString) -> JsResult<JsString> {
    let parts = parts(&replacement.to_vec());
    let matches = Matches::new(text.as_str(), search.as_str());
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let mut result = Text::new();
    let mut end = 0;
    for (count, at) in matches.enumerate() {
        if count % LOOK == LOOK - 1 {
            watch::refuse_after_end()?;
        }
        result.plain(part(end, at).as_str())?;
        end = at + search.len();
        for piece in &parts {
            match piece {
                Part::Plain(text) => result.plain(text.as_str())?,
                Part::Match => result.plain(search.as_str())?,
                Part::Before => result.plain(part(0, at).as_str())?,
                Part::After => result.plain(part(end, text.len()).as_str())?,
            }
        }
    }
    result.plain(part(end, text.len()).as_str())?;
    Ok(result.into_string())
}

/// What a replacement is made of (`GetSubstitution`, without captures).
enum Part {
    Plain(JsString),
    Match,
    Before,
    After,
}

fn parts(replacement: &[u16]) -> Vec<Part> {
    const DOLLAR: u16 = b'$' as u16;
    let mut parts = Vec::new();
    let mut plain = Vec::new();
    let mut units = replacement.iter().copied().peekable();
    while let Some(unit) = units.next() {
        let next = units.peek().filter(|_| unit == DOLLAR);
        let part = match next.and_then(|&next| u8::try_from(next).ok()) {
            Some(b'&') => Part::Match,
            Some(b'`') => Part::Before,
            Some(b'\'') => Part::After,
            named => {
                // `$$` is one dollar; before anything else a dollar is itself.
                if named == Some(b'$') {
                    units.next();
                }
                plain.push(unit);
                continue;
            }
        };
        units.next();
        if !plain.is_empty() {
            parts.push(Part::Plain(narrow(&plain)));
            plain.clear();
        }
        parts.push(part);
    }
    if !plain.is_empty() {
        parts.push(Part::Plain(narrow(&plain)));
    }
    parts
}

/// One byte a unit, where that is enough.
fn narrow(units: &[u16]) -> JsString {
    let bytes: Result<Vec<u8>, _> = units.iter().map(|&unit| u8::try_from(unit)).collect();
    match bytes {
        Ok(bytes) => JsStr::latin1(&bytes).into(),
        Err(_) => JsStr::utf16(units).into(),
    }
}

/// Where a text is found in another, from left to right, without overlaps.
struct Matches {
    finder: Finder<'static>,
    bytes: Vec<u8>,
    /// Bytes of a unit.
    width: usize,
    length: usize,
    search: usize,
    next: usize,
}

impl Matches {
    fn new(text: JsStr<'_>, search: JsStr<'_>) -> Self {
        let (bytes, needle, width) = match (text.variant(), search.variant()) {
            (JsStrVariant::Latin1(text), JsStrVariant::Latin1(search)) => {
                (text.to_vec(), search.to_vec(), 1)
            }
            _ => (wide(text), wide(search), 2),
        };
        Self {
            finder: Finder::new(&needle).into_owned(),
            bytes,
            width,
            length: text.len(),
            search: search.len(),
            next: 0,
        }
    }
}

fn wide(text: JsStr<'_>) -> Vec<u8> {
    text.iter().flat_map(u16::to_le_bytes).collect()
}

impl Iterator for Matches {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.next <= self.length {
            let from = self.next * self.width;
            let found = from + self.finder.find(self.bytes.get(from..)?)?;
            if !found.is_multiple_of(self.width) {
                // The halves of two units looked like one.
                self.next = found.div_ceil(self.width);
                continue;
            }
            let at = found / self.width;
            self.next = at + self.search.max(1);
            return Some(at);
        }
        None
    }
}
