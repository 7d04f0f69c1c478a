//! JavaScript as coloured text: tokens, well enough for the eye. The parser decides what is
//! code; nothing here keeps a text from being run.

use std::ops::Range;

/// What a piece of text is for the eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A reserved word.
    Keyword,
    /// `true`, `null`, `undefined`, a number.
    Literal,
    /// A string, the text of a template, a regular expression.
    Text,
    /// A comment.
    Comment,
    /// A bracket of one of the three kinds, or of `${}`.
    Bracket,
    /// A name.
    Name,
    /// Operators and the like.
    Other,
}

/// The tokens of `text` in order; white space is left out.
#[must_use]
pub fn of(text: &str) -> Vec<(Kind, Range<usize>)> {
    read(text).tokens
}

fn read(text: &str) -> Reader<'_> {
    let mut reader = Reader {
        text,
        at: 0,
        tokens: Vec::new(),
        templates: Vec::new(),
        depth: 0,
        is_inside: false,
    };
    while reader.at < text.len() {
        reader.is_inside = false;
        reader.next();
    }
    reader
}

/// Words that the grammar reserves, and those that are as good as reserved.
const KEYWORDS: &str = " async await break case catch class const continue debugger default delete \
     do else export extends finally for from function if import in instanceof let new of return \
     static super switch this throw try typeof var void while with yield ";

const LITERALS: &str = " true false null undefined NaN Infinity ";

/// Words after which an expression begins, so that `/` begins a regular expression.
const BEFORE_EXPRESSION: &str =
    " await case delete do else extends in instanceof new of return throw typeof void yield ";

fn is_among(words: &str, word: &str) -> bool {
    !word.is_empty() && words.split(' ').any(|other| other == word)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<(Kind, Range<usize>)>,
    /// The depths of brackets at which templates go on.
    templates: Vec<usize>,
    depth: usize,
    /// Whether the last token has no end.
    is_inside: bool,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn push(&mut self, kind: Kind, length: usize) {
        let end = (self.at + length.max(1)).min(self.text.len());
        self.tokens.push((kind, self.at..end));
        self.at = end;
    }

    fn next(&mut self) {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            return;
        };
        if first.is_whitespace() || is_mark(first) {
            self.at += first.len_utf8();
        } else if rest.starts_with("//") {
            let end = rest.find('\n');
            let length = end.unwrap_or(rest.len());
            self.is_inside = end.is_none();
            self.push(Kind::Comment, length);
        } else if let Some(inner) = rest.strip_prefix("/*") {
            let end = inner.find("*/");
            let length = end.map_or(rest.len(), |end| end + 4);
            self.is_inside = end.is_none();
            self.push(Kind::Comment, length);
        } else if matches!(first, '"' | '\'') {
            let (length, is_closed) = quoted(rest, first);
            self.is_inside = !is_closed && length == rest.len();
            self.push(Kind::Text, length);
        } else if first == '`' {
            self.template(1);
        } else if first.is_ascii_digit() {
            let length = rest
                .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.')))
                .unwrap_or(rest.len());
            self.push(Kind::Literal, length);
        } else if is_name_part(first) {
            let length = rest.find(|c| !is_name_part(c)).unwrap_or(rest.len());
            let kind = self.kind_of_word(rest.get(..length).unwrap_or_default());
            self.push(kind, length);
        } else if first == '/' && self.expects_expression() {
            let length = regular_expression(rest);
            self.push(Kind::Text, length);
        } else {
            self.punctuation(first);
        }
    }

    fn kind_of_word(&self, word: &str) -> Kind {
        let is_member = self.before() == Some(".");
        match word {
            _ if is_member => Kind::Name,
            word if is_among(KEYWORDS, word) => Kind::Keyword,
            word if is_among(LITERALS, word) => Kind::Literal,
            _ => Kind::Name,
        }
    }

    /// The last token that is no comment.
    fn before(&self) -> Option<&str> {
        let mut tokens = self.tokens.iter().rev();
        let (_, range) = tokens.find(|(kind, _)| *kind != Kind::Comment)?;
        self.text.get(range.clone())
    }

    fn expects_expression(&self) -> bool {
        let mut tokens = self.tokens.iter().rev();
        let Some((kind, range)) = tokens.find(|(kind, _)| *kind != Kind::Comment) else {
            return true;
        };
        let word = self.text.get(range.clone()).unwrap_or_default();
        match kind {
            Kind::Keyword => is_among(BEFORE_EXPRESSION, word),
            Kind::Bracket => matches!(word, "(" | "[" | "{" | "${"),
            Kind::Other => !matches!(word, "++" | "--"),
            _ => false,
        }
    }

    fn punctuation(&mut self, first: char) {
        match first {
            '(' | '[' | '{' => {
                self.depth += 1;
                self.push(Kind::Bracket, 1);
            }
            '}' if self.templates.last() == Some(&self.depth) => {
                self.templates.pop();
                self.depth = self.depth.saturating_sub(1);
                self.push(Kind::Bracket, 1);
                self.template(0);
            }
            ')' | ']' | '}' => {
                self.depth = self.depth.saturating_sub(1);
                self.push(Kind::Bracket, 1);
            }
            '+' | '-' if self.rest().chars().nth(1) == Some(first) => self.push(Kind::Other, 2),
            other => self.push(Kind::Other, other.len_utf8()),
        }
    }

    /// The text of a template to its end or to `${`; `skipped` bytes are its quote.
    fn template(&mut self, skipped: usize) {
        let rest = self.rest();
        let mut escaped = false;
        let mut length = rest.len();
        let mut opens = false;
        let mut ends = false;
        for (at, c) in rest.char_indices().skip_while(|(at, _)| *at < skipped) {
            let is_end = c == '`';
            opens = rest.get(at..).is_some_and(|rest| rest.starts_with("${"));
            if !escaped && (is_end || opens) {
                length = if is_end { at + 1 } else { at };
                ends = true;
                break;
            }
            opens = false;
            escaped = c == '\\' && !escaped;
        }
        self.is_inside = !ends;
        if length > 0 {
            self.push(Kind::Text, length);
        }
        if opens {
            self.depth += 1;
            self.templates.push(self.depth);
            self.push(Kind::Bracket, 2);
        }
    }
}

fn is_name_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '#')
}

/// Marks at the start of lines are characters for private use.
fn is_mark(c: char) -> bool {
    ('\u{e000}'..='\u{f8ff}').contains(&c)
}

/// The length of a string, to its end or the line's, and whether it has an end.
fn quoted(text: &str, quote: char) -> (usize, bool) {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if !escaped && c == quote {
            return (at + 1, true);
        }
        if !escaped && c == '\n' {
            return (at, false);
        }
        escaped = c == '\\' && !escaped;
    }
    (text.len(), false)
}

/// The length of a regular expression with its flags, to its end or the line's.
fn regular_expression(text: &str) -> usize {
    let (mut escaped, mut in_class) = (false, false);
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '\n' => return at,
            '/' if !escaped && !in_class => {
                let flags = text.get(at + 1..).unwrap_or_default();
                let end = flags.find(|c: char| !c.is_ascii_alphabetic());
                return at + 1 + end.unwrap_or(flags.len());
            }
            '[' if !escaped => in_class = true,
            ']' if !escaped => in_class = false,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}

/// The bracket at byte `at` and the one that belongs to it.
#[must_use]
pub fn matching(tokens: &[(Kind, Range<usize>)], text: &str, at: usize) -> Option<[usize; 2]> {
    let brackets: Vec<usize> = tokens
        .iter()
        .filter(|(kind, _)| *kind == Kind::Bracket)
        .map(|(_, range)| range.start)
        .collect();
    let closes = |at: &usize| {
        let bracket = text.as_bytes().get(*at);
        matches!(bracket, Some(b')' | b']' | b'}'))
    };
    let mut open = Vec::new();
    for bracket in &brackets {
        if !closes(bracket) {
            open.push(*bracket);
            continue;
        }
        let opened = open.pop()?;
        if at == *bracket || at == opened {
            return Some([opened, *bracket]);
        }
    }
    None
}

/// How many brackets are open at the end of `text`; 0 inside a template's text or a comment.
#[must_use]
pub fn open_brackets(text: &str) -> usize {
    let mut open: usize = 0;
    for (kind, range) in of(text) {
        if kind != Kind::Bracket {
            continue;
        }
        match text.as_bytes().get(range.start) {
            Some(b')' | b']' | b'}') => open = open.saturating_sub(1),
            _ => open += 1,
        }
    }
    open
}

/// Whether `text` ends inside a string, a template or a comment.
#[must_use]
pub fn ends_inside_text(text: &str) -> bool {
    read(text).is_inside
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kinds(text: &str) -> Vec<(Kind, &str)> {
        of(text)
            .into_iter()
            .map(|(kind, range)| (kind, &text[range]))
            .collect()
    }

    #[test]
    fn a_slash_divides_or_begins_an_expression() {
        assert_eq!(kinds("a / b / c").len(), 5);
        assert_eq!(kinds("x = /[/]a/g")[2], (Kind::Text, "/[/]a/g"));
        assert_eq!(kinds("return /a/")[1], (Kind::Text, "/a/"));
        assert_eq!(kinds("f() / 2")[3], (Kind::Other, "/"));
    }

    #[test]
    fn templates_nest() {
        let shown = kinds("`a${`b${1}`}c` + 1");
        let texts: Vec<&str> = shown
            .iter()
            .filter(|(kind, _)| *kind == Kind::Text)
            .map(|(_, text)| *text)
            .collect();
        assert_eq!(texts, ["`a", "`b", "`", "c`"]);
    }

    #[test]
    fn words_after_a_dot_are_names() {
        assert_eq!(kinds("a.class")[2], (Kind::Name, "class"));
        assert_eq!(kinds("class A")[0], (Kind::Keyword, "class"));
    }

    #[test]
    fn brackets_find_each_other_but_not_in_text() {
        let text = "f(')', [1])";
        assert_eq!(matching(&of(text), text, 1), Some([1, 10]));
        assert_eq!(matching(&of(text), text, 9), Some([7, 9]));
        assert_eq!(matching(&of(text), text, 3), None);
        assert_eq!(open_brackets("f(() => {"), 2);
        assert_eq!(open_brackets("'(' // {"), 0);
    }

    #[test]
    fn ends_inside_text_or_not() {
        for text in ["'abc", "`a", "`a${b}c", "// x", "/* x", "f(`", "'a\\'"] {
            assert!(ends_inside_text(text), "{text}");
        }
        for text in ["'abc'", "`a`", "`a${", "x", "/* x */", "", "`a${b}`"] {
            assert!(!ends_inside_text(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn tokens_lie_one_after_the_other(text in "[a-z0-9é (){}\\[\\];,.`$'\"/*=+\\\\\n]{0,32}") {
            let mut last = 0;
            for (_, range) in of(&text) {
                prop_assert!(range.start >= last && range.end > range.start);
                prop_assert!(text.get(range.clone()).is_some());
                last = range.end;
            }
            let _ = ends_inside_text(&text);
        }
    }
}
