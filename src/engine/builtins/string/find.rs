//! Where a text is in another: by `memchr`, in the units that the two have.

use boa_engine::string::{JsStr, JsStrVariant};
use memchr::memmem;
use std::borrow::Cow;

/// A text to look for in others that have units of the same width.
pub(crate) struct Finder<'n> {
    needle: Needle<'n>,
    /// Units.
    length: usize,
}

enum Needle<'n> {
    Empty,
    Byte(u8),
    /// In texts of one byte a unit.
    Narrow(Box<memmem::Finder<'n>>),
    /// In texts of two bytes a unit.
    Wide(Box<memmem::Finder<'static>>),
    /// Has units that the text can't have.
    Nowhere,
}

/// The units as bytes, in the processor's order.
fn bytes_of(units: &[u16]) -> &[u8] {
    bytemuck::cast_slice(units)
}

impl<'n> Finder<'n> {
    /// A finder of `needle` in texts like `text`.
    pub(crate) fn new(text: JsStr<'_>, needle: JsStr<'n>) -> Self {
        let length = needle.len();
        let needle = match (text.variant(), needle.variant()) {
            _ if length == 0 => Needle::Empty,
            (JsStrVariant::Latin1(_), JsStrVariant::Latin1(&[byte])) => Needle::Byte(byte),
            (JsStrVariant::Latin1(_), JsStrVariant::Latin1(bytes)) => {
                Needle::Narrow(Box::new(memmem::Finder::new(bytes)))
            }
            (JsStrVariant::Latin1(_), JsStrVariant::Utf16(units)) => narrowed(units),
            (JsStrVariant::Utf16(_), JsStrVariant::Latin1(bytes)) => {
                let units: Vec<u16> = bytes.iter().map(|&byte| byte.into()).collect();
                wide(&units)
            }
            (JsStrVariant::Utf16(_), JsStrVariant::Utf16(units)) => wide(units),
        };
        Self { needle, length }
    }

    /// Where it begins in `text` at `from` or after.
    #[inline]
    pub(crate) fn find(&self, text: JsStr<'_>, from: usize) -> Option<usize> {
        match (&self.needle, text.variant()) {
            (Needle::Empty, _) => (from <= text.len()).then_some(from),
            (Needle::Byte(byte), JsStrVariant::Latin1(bytes)) => {
                Some(from + memchr::memchr(*byte, bytes.get(from..)?)?)
            }
            (Needle::Narrow(finder), JsStrVariant::Latin1(bytes)) => {
                Some(from + finder.find(bytes.get(from..)?)?)
            }
            (Needle::Wide(finder), JsStrVariant::Utf16(units)) => find_wide(finder, units, from),
            _ => None,
        }
    }

    /// Units of what is looked for.
    pub(crate) fn length(&self) -> usize {
        self.length
    }
}

fn wide<'n>(units: &[u16]) -> Needle<'n> {
    Needle::Wide(Box::new(memmem::Finder::new(bytes_of(units)).into_owned()))
}

fn narrowed<'n>(units: &[u16]) -> Needle<'n> {
    let bytes: Result<Vec<u8>, _> = units.iter().map(|&unit| u8::try_from(unit)).collect();
    match bytes.as_deref() {
        Ok(&[byte]) => Needle::Byte(byte),
        Ok(bytes) => Needle::Narrow(Box::new(memmem::Finder::new(bytes).into_owned())),
        Err(_) => Needle::Nowhere,
    }
}

fn find_wide(finder: &memmem::Finder<'_>, units: &[u16], from: usize) -> Option<usize> {
    let bytes = bytes_of(units);
    let mut at = from.checked_mul(2)?;
    loop {
        let found = at + finder.find(bytes.get(at..)?)?;
        if found.is_multiple_of(2) {
            return Some(found / 2);
        }
        // The halves of two units looked like one.
        at = found + 1;
    }
}

/// Where `needle` begins in `text` at `to` or before, the last such place.
pub(crate) fn find_last(text: JsStr<'_>, needle: JsStr<'_>, to: usize) -> Option<usize> {
    let last = text.len().checked_sub(needle.len())?.min(to);
    let end = last + needle.len();
    match text.variant() {
        JsStrVariant::Latin1(bytes) => memmem::rfind(bytes.get(..end)?, &latin1(needle)?),
        JsStrVariant::Utf16(units) => {
            let needle = utf16(needle);
            let finder = memmem::FinderRev::new(bytes_of(&needle));
            find_last_wide(&finder, bytes_of(units.get(..end)?), needle.len() * 2)
        }
    }
}

fn find_last_wide(finder: &memmem::FinderRev<'_>, bytes: &[u8], width: usize) -> Option<usize> {
    let mut end = bytes.len();
    loop {
        let found = finder.rfind(bytes.get(..end)?)?;
        if found.is_multiple_of(2) {
            return Some(found / 2);
        }
        end = (found + width).checked_sub(1)?;
    }
}

fn latin1(text: JsStr<'_>) -> Option<Cow<'_, [u8]>> {
    match text.variant() {
        JsStrVariant::Latin1(bytes) => Some(Cow::Borrowed(bytes)),
        JsStrVariant::Utf16(units) => {
            let bytes: Result<Vec<u8>, _> = units.iter().map(|&unit| unit.try_into()).collect();
            bytes.ok().map(Cow::Owned)
        }
    }
}

fn utf16(text: JsStr<'_>) -> Cow<'_, [u16]> {
    match text.variant() {
        JsStrVariant::Latin1(bytes) => bytes.iter().map(|&byte| byte.into()).collect(),
        JsStrVariant::Utf16(units) => Cow::Borrowed(units),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Small alphabets, so that texts overlap and halves of units look like units.
    const UNITS: [u16; 4] = [0x0061, 0x6100, 0x6161, 0x0000];

    fn texts(length: usize) -> impl Iterator<Item = Vec<u16>> {
        (0..4_usize.pow(length as u32)).map(move |number| {
            let unit = |place: usize| UNITS[number / 4_usize.pow(place as u32) % 4];
            (0..length).map(unit).collect()
        })
    }

    fn plain(text: &[u16], needle: &[u16], from: usize) -> Option<usize> {
        (from..=text.len()).find(|&at| text[at..].starts_with(needle))
    }

    fn plain_last(text: &[u16], needle: &[u16], to: usize) -> Option<usize> {
        (0..=to.min(text.len()))
            .rev()
            .find(|&at| text[at..].starts_with(needle))
    }

    fn check(text: JsStr<'_>, needle: JsStr<'_>) {
        let (units, wanted) = (text.to_vec(), needle.to_vec());
        let finder = Finder::new(text, needle);
        for at in 0..=units.len() {
            assert_eq!(
                finder.find(text, at),
                plain(&units, &wanted, at),
                "{units:?} {wanted:?}"
            );
            let last = find_last(text, needle, at);
            assert_eq!(
                last,
                plain_last(&units, &wanted, at),
                "last {units:?} {wanted:?} {at}"
            );
        }
    }

    #[test]
    fn every_short_text_is_found_where_it_is() {
        for length in 0..=2 {
            for needle in texts(length) {
                for text in texts(4) {
                    check(JsStr::utf16(&text), JsStr::utf16(&needle));
                }
            }
        }
    }

    #[test]
    fn widths_of_text_and_needle_may_differ() {
        let narrow = b"abcabcab\xe9ab";
        let wide: Vec<u16> = narrow.iter().map(|&byte| byte.into()).collect();
        for (from, to) in [(0, 0), (0, 1), (1, 3), (8, 9), (0, 11)] {
            let needles = [
                JsStr::latin1(&narrow[from..to]),
                JsStr::utf16(&wide[from..to]),
            ];
            for needle in needles {
                check(JsStr::latin1(narrow), needle);
                check(JsStr::utf16(&wide), needle);
            }
        }
        check(JsStr::latin1(narrow), JsStr::utf16(&[0x100]));
    }
}
