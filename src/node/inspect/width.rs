//! How many columns text takes on a terminal.

use super::ansi::strip_control_sequences;
use icu_normalizer::ComposingNormalizer;
use icu_properties::props::{
    EastAsianWidth, EmojiPresentation, GeneralCategory, GeneralCategoryGroup,
};
use icu_properties::{CodePointMapData, CodePointSetData};

/// Columns that `text` takes; escape sequences count only when `styled` is
/// false, which says that there are none.
#[must_use]
pub fn string_width(text: &str, styled: bool) -> usize {
    if styled {
        return width(&strip_control_sequences(text));
    }
    width(text)
}

fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text
            .bytes()
            .map(|byte| usize::from(byte >= 0x20 && byte != 0x7f))
            .sum();
    }
    // As Node: composed, so that a syllable of Hangul letters is one character.
    let composed = ComposingNormalizer::new_nfc();
    composed.normalize_iter(text.chars()).map(char_width).sum()
}

/// As Node asks ICU: two columns for East Asian wide and full-width characters
/// and for emoji shown as pictures, none for control, format and combining ones.
fn char_width(char: char) -> usize {
    if char.is_ascii() {
        return usize::from(!char.is_ascii_control());
    }
    let east_asian = CodePointMapData::<EastAsianWidth>::new().get(char);
    let is_wide = matches!(east_asian, EastAsianWidth::Fullwidth | EastAsianWidth::Wide);
    if is_wide || CodePointSetData::new::<EmojiPresentation>().contains(char) {
        return 2;
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(char);
    usize::from(!NO_COLUMN.contains(category) || char == SOFT_HYPHEN)
}

/// The categories of characters that take no column.
const NO_COLUMN: GeneralCategoryGroup = GeneralCategoryGroup::Control
    .union(GeneralCategoryGroup::Format)
    .union(GeneralCategoryGroup::EnclosingMark)
    .union(GeneralCategoryGroup::NonspacingMark);

/// A format character that is shown all the same.
const SOFT_HYPHEN: char = '\u{ad}';

/// `text` without the styles that this module's neighbours put there.
pub(super) fn strip_styles(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\u{1b}[") {
        let (before, sequence) = rest.split_at(at);
        out.push_str(before);
        let length = style_length(sequence);
        if length == 0 {
            out.push('\u{1b}');
        }
        rest = sequence.get(length.max(1)..).unwrap_or("");
    }
    out + rest
}

/// Bytes of the `ESC [ digits m` that `text` starts with, of one or two digits.
fn style_length(text: &str) -> usize {
    let digits = text.bytes().skip(2).take_while(u8::is_ascii_digit).count();
    let is_style = matches!(digits, 1 | 2) && text.as_bytes().get(2 + digits) == Some(&b'm');
    if is_style { digits + 3 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_as_a_terminal_shows_them() {
        let cases = [
            ("abc", 3),
            ("a\u{1}b", 2),
            ("é", 1),
            ("e\u{301}", 1),
            ("中文", 4),
            ("😀", 2),
            ("\u{1100}\u{1161}\u{11a8}", 2),
            ("가", 2),
            ("soft\u{ad}hyphen", 11),
            ("か\u{3099}", 2),
            ("☺", 1),
            ("🇩🇪", 4),
            ("\u{1d160}", 3),
        ];
        for (text, columns) in cases {
            assert_eq!(string_width(text, false), columns, "{text:?}");
        }
    }

    #[test]
    fn styles_take_no_column() {
        assert_eq!(string_width("\u{1b}[31mred\u{1b}[39m", true), 3);
        assert_eq!(
            strip_styles("\u{1b}[31mred\u{1b}[39m\u{1b}[x"),
            "red\u{1b}[x"
        );
    }
}
