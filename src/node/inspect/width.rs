//! How many columns text takes on a terminal.

use super::ansi::strip_control_sequences;
use super::width_table::{NONE, TWO};

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
    let mut before = None;
    let mut total = 0;
    for char in text.chars() {
        if !joins_syllable(before, char) {
            total += char_width(char);
        }
        before = Some(char);
    }
    total
}

fn char_width(char: char) -> usize {
    let code = u32::from(char);
    if (0x20..0x7f).contains(&code) {
        return 1;
    }
    if code < 0x20 || is_in(&NONE, code) {
        return 0;
    }
    if is_in(&TWO, code) { 2 } else { 1 }
}

fn is_in(ranges: &[(u32, u32)], code: u32) -> bool {
    let after = ranges.partition_point(|&(first, _)| first <= code);
    let range = after.checked_sub(1).and_then(|at| ranges.get(at));
    range.is_some_and(|&(_, last)| code <= last)
}

/// Whether `char` goes into one Hangul syllable with the letter before.
fn joins_syllable(before: Option<char>, char: char) -> bool {
    let Some(before) = before else {
        return false;
    };
    match char {
        '\u{1161}'..='\u{1175}' => ('\u{1100}'..='\u{1112}').contains(&before),
        '\u{11a8}'..='\u{11c2}' => {
            matches!(before, '\u{1161}'..='\u{1175}' | '\u{ac00}'..='\u{d7a3}')
        }
        _ => false,
    }
}

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

    #[test]
    fn tables_ascend() {
        for table in [&NONE[..], &TWO[..]] {
            assert!(table.windows(2).all(|pair| pair[0].1 < pair[1].0));
        }
    }
}
