//! Steps over what lies between two tokens: blanks and comments.

use crate::edits::slice;

/// The place of the first byte from `at` on that is no blank and in no comment.
pub(crate) fn skip_trivia(source: &str, mut at: u32) -> u32 {
    let end = source.len() as u32;
    loop {
        let rest = slice(source, at, end);
        let trimmed = rest.trim_start_matches(is_blank);
        at += (rest.len() - trimmed.len()) as u32;
        let comment = comment_length(trimmed);
        if comment == 0 {
            return at;
        }
        at += comment;
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{FEFF}'
}

fn comment_length(text: &str) -> u32 {
    let length = if let Some(rest) = text.strip_prefix("/*") {
        rest.find("*/").map_or(text.len(), |at| at + 4)
    } else if text.starts_with("//") {
        text.find(['\n', '\r', '\u{2028}', '\u{2029}'])
            .unwrap_or(text.len())
    } else {
        0
    };
    length as u32
}

/// Whether the token `token` is the next one from `at` on.
pub(crate) fn next_is(source: &str, at: u32, token: &str) -> bool {
    let at = skip_trivia(source, at);
    slice(source, at, source.len() as u32).starts_with(token)
}

/// Whether nothing but blanks and comments follows from `at` on.
pub(crate) fn is_end(source: &str, at: u32) -> bool {
    skip_trivia(source, at) as usize >= source.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_comments_are_stepped_over() {
        assert_eq!(skip_trivia("a /* b */ // c\n d", 1), 16);
        assert!(is_end("a // b", 1));
        assert!(next_is("a /*,*/ , b", 1, ","));
    }
}
