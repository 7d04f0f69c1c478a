//! Measures of text that JavaScript counts in UTF-16 units.

use boa_engine::JsString;
use std::cmp::Ordering;

/// The `length` a script would see.
pub(crate) fn utf16_len(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.chars().map(char::len_utf16).sum()
}

/// The order in which `Array.prototype.sort` puts two strings.
pub(crate) fn utf16_cmp(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() {
        return a.cmp(b);
    }
    a.encode_utf16().cmp(b.encode_utf16())
}

/// `count` spaces.
pub(crate) fn spaces(count: usize) -> String {
    " ".repeat(count)
}

/// The text of a JavaScript string, lone surrogates replaced by U+FFFD, as
/// they would be on their way to a terminal or a file.
pub(crate) fn lossy(string: &JsString) -> String {
    string.to_std_string_lossy()
}

/// `... 1 more item`, `... 2 more items`.
pub(crate) fn more(count: usize, what: &str) -> String {
    let plural = if count > 1 { "s" } else { "" };
    format!("... {count} more {what}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_count_utf16_units() {
        assert_eq!(utf16_len("abc"), 3);
        assert_eq!(utf16_len("é"), 1);
        assert_eq!(utf16_len("😀"), 2);
    }

    #[test]
    fn surrogates_sort_before_the_last_of_the_first_plane() {
        assert_eq!(utf16_cmp("😀", "\u{ffee}"), Ordering::Less);
        assert_eq!("😀".cmp("\u{ffee}"), Ordering::Greater);
        assert_eq!(utf16_cmp("a", "b"), Ordering::Less);
    }
}
