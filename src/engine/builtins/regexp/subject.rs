//! The text that is being matched, in units that the matcher takes.
//!
//! The matcher knows texts of ASCII and of UTF-16 units. A string of one byte a unit is
//! the first as long as all of its bytes are below 0x80, and is widened where not.
//! Both take a look at the whole text, so the last text is remembered: a program that
//! walks along one asks for it again at each step.

use super::folding;
use boa_engine::JsString;
use boa_engine::string::JsStrVariant;
use std::cell::RefCell;

/// Shorter texts are looked at each time.
const SHORT: usize = 32;

/// A text as the matcher takes it.
#[derive(Clone, Copy)]
pub(super) enum Input<'t> {
    Ascii(&'t str),
    /// One byte a unit in the string: no unit is half of a pair.
    Widened(&'t [u16]),
    Units(&'t [u16]),
}

/// What is remembered of the last text.
struct Remembered {
    /// Keeps the text where it is.
    text: JsString,
    /// `None` for ASCII.
    widened: Option<Box<[u16]>>,
}

/// What is remembered of the last text that was looked at with its letters' case in mind.
struct Folded {
    text: JsString,
    /// `None` for a text that is matched as it is.
    units: Option<Box<[u16]>>,
}

thread_local! {
    static LAST_FOLDED: RefCell<Option<Folded>> = const { RefCell::new(None) };
    static LAST: RefCell<Option<Remembered>> = const { RefCell::new(None) };
}

/// Runs `work`, which runs no script, over the text; `folds` where letters' case does not
/// count and the pattern is one of units.
pub(super) fn with<R>(text: &JsString, folds: bool, work: impl FnOnce(Input<'_>) -> R) -> R {
    match text.as_str().variant() {
        JsStrVariant::Utf16(units) if folds => with_folded(text, units, work),
        _ => with_plain(text, work),
    }
}

fn with_folded<R>(text: &JsString, units: &[u16], work: impl FnOnce(Input<'_>) -> R) -> R {
    LAST_FOLDED.with_borrow_mut(|last| {
        if !last.as_ref().is_some_and(|last| last.is(units)) {
            *last = Some(Folded {
                text: text.clone(),
                units: folding::of_text(text).map(Vec::into_boxed_slice),
            });
        }
        let folded = last.as_ref().and_then(|last| last.units.as_deref());
        work(Input::Units(folded.unwrap_or(units)))
    })
}

impl Folded {
    /// As [`Remembered::is`].
    fn is(&self, units: &[u16]) -> bool {
        match self.text.as_str().variant() {
            JsStrVariant::Utf16(own) => std::ptr::eq(own, units),
            JsStrVariant::Latin1(_) => false,
        }
    }
}

fn with_plain<R>(text: &JsString, work: impl FnOnce(Input<'_>) -> R) -> R {
    match text.as_str().variant() {
        JsStrVariant::Utf16(units) => work(Input::Units(units)),
        JsStrVariant::Latin1(bytes) if bytes.len() <= SHORT => with_short(bytes, work),
        JsStrVariant::Latin1(bytes) => with_long(text, bytes, work),
    }
}

fn with_short<R>(bytes: &[u8], work: impl FnOnce(Input<'_>) -> R) -> R {
    if let Some(text) = ascii(bytes) {
        return work(Input::Ascii(text));
    }
    let mut units = [0; SHORT];
    for (unit, &byte) in units.iter_mut().zip(bytes) {
        *unit = byte.into();
    }
    work(Input::Widened(&units[..bytes.len()]))
}

fn ascii(bytes: &[u8]) -> Option<&str> {
    match bytes.is_ascii() {
        true => std::str::from_utf8(bytes).ok(),
        false => None,
    }
}

fn with_long<R>(text: &JsString, bytes: &[u8], work: impl FnOnce(Input<'_>) -> R) -> R {
    LAST.with_borrow_mut(|last| {
        if !last.as_ref().is_some_and(|last| last.is(bytes)) {
            *last = Some(Remembered::new(text, bytes));
        }
        match last.as_ref().and_then(|last| last.widened.as_deref()) {
            Some(units) => work(Input::Widened(units)),
            // SAFETY: `Remembered::new` saw that these very bytes, which `last` keeps
            // where they are and nobody can change, are ASCII, and so UTF-8.
            None => work(Input::Ascii(unsafe {
                std::str::from_utf8_unchecked(bytes)
            })),
        }
    })
}

impl Remembered {
    fn new(text: &JsString, bytes: &[u8]) -> Self {
        let widened = match bytes.is_ascii() {
            true => None,
            false => Some(bytes.iter().map(|&byte| byte.into()).collect()),
        };
        Self {
            text: text.clone(),
            widened,
        }
    }

    /// Whether it is the text of these bytes: the same memory, which is not given back
    /// while it is remembered.
    fn is(&self, bytes: &[u8]) -> bool {
        match self.text.as_str().variant() {
            JsStrVariant::Latin1(own) => std::ptr::eq(own, bytes),
            JsStrVariant::Utf16(_) => false,
        }
    }
}
