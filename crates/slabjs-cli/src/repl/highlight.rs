//! What is typed, in colours, with the bracket that belongs to the one at the cursor, and a
//! mark at the start of each further line.

use super::continuation;
use super::event::CONTINUATION;
use super::tokens::{self, Kind};

/// Longer texts are shown plain: each key would paint them anew.
const LONGEST: usize = 20_000;

const RESET: &str = "\x1b[0m";
const DIM: &str = "\x1b[2m";

fn colour(kind: Kind) -> &'static str {
    match kind {
        Kind::Keyword => "\x1b[35m",
        Kind::Literal => "\x1b[33m",
        Kind::Text => "\x1b[32m",
        Kind::Comment => "\x1b[2m",
        Kind::Bracket | Kind::Name | Kind::Other => "",
    }
}

/// `line` as it is shown, exactly as wide, with the cursor at byte `cursor` of it, if it is to
/// be seen.
#[must_use]
pub fn line(line: &str, cursor: Option<usize>, colours: bool) -> String {
    let mut shown = String::with_capacity(line.len() * 2);
    if !colours || line.len() > LONGEST {
        marked(line, ["", ""], &mut shown);
        return shown;
    }
    let tokens = tokens::of(line);
    let pair = cursor.and_then(|cursor| at_cursor(&tokens, line, cursor));
    let mut at = 0;
    for (kind, range) in tokens {
        let blanks = line.get(at..range.start).unwrap_or_default();
        marked(blanks, [DIM, RESET], &mut shown);
        let text = line.get(range.clone()).unwrap_or_default();
        let is_paired = pair.is_some_and(|pair| pair.contains(&range.start));
        let colour = match is_paired {
            true => "\x1b[1;34m",
            false => colour(kind),
        };
        shown.push_str(colour);
        // Behind a mark within a template its colour goes on.
        marked(text, [DIM, &format!("{RESET}{colour}")], &mut shown);
        if !colour.is_empty() {
            shown.push_str(RESET);
        }
        at = range.end;
    }
    marked(line.get(at..).unwrap_or_default(), [DIM, RESET], &mut shown);
    shown
}

/// The brackets that belong together and of which one is at the cursor or before it.
fn at_cursor(
    tokens: &[(Kind, std::ops::Range<usize>)],
    line: &str,
    cursor: usize,
) -> Option<[usize; 2]> {
    let before = cursor
        .checked_sub(1)
        .and_then(|at| tokens::matching(tokens, line, at));
    before.or_else(|| tokens::matching(tokens, line, cursor))
}

/// Adds `text` with its marks shown as the prompt of further lines, `around` which codes stand.
fn marked(text: &str, around: [&str; 2], shown: &mut String) {
    if !text.contains(continuation::MARK) {
        shown.push_str(text);
        return;
    }
    let mut pieces = text.split(continuation::MARK);
    shown.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let [before, behind] = around;
        shown.push_str(before);
        shown.push_str(CONTINUATION);
        shown.push_str(behind);
        shown.push_str(piece);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn without_colours(text: &str) -> String {
        let mut plain = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('\x1b') {
            plain.push_str(before);
            rest = after.split_once('m').map_or("", |(_, after)| after);
        }
        plain + rest
    }

    #[test]
    fn colours_and_the_matching_bracket() {
        let shown = line("let a = f('x')", Some(14), true);
        assert!(
            shown.starts_with("\x1b[35mlet\x1b[0m a = f\x1b[1;34m(\x1b[0m"),
            "{shown:?}"
        );
        assert!(shown.contains("\x1b[32m'x'\x1b[0m"), "{shown:?}");
        assert_eq!(line("let a", None, false), "let a");
    }

    #[test]
    fn further_lines_have_their_prompt() {
        let typed = format!("f(\n{}1)", continuation::MARK);
        assert_eq!(line(&typed, None, false), "f(\n| 1)");
        assert_eq!(without_colours(&line(&typed, None, true)), "f(\n| 1)");
        let typed = format!("`a\n{}b`", continuation::MARK);
        assert_eq!(without_colours(&line(&typed, None, true)), "`a\n| b`");
    }

    proptest! {
        #[test]
        fn nothing_but_colours_is_added(text in "[a-z0-9é (){}\\[\\];,.`$'\"/*=+\\\\\n]{0,32}", at in 0usize..32) {
            prop_assert_eq!(without_colours(&line(&text, Some(at), true)), text);
        }
    }
}
