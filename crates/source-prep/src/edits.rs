//! Edits of a source by place, and where each place went.
//!
//! An edit never adds or removes the end of a line, so lines stay those of the source;
//! columns that moved are known to a [`ColumnMap`]. Each edit but a blank is written between
//! two comments that hold what stood there, so that [`restore`] gives a piece of the edited
//! text (a function's source) its own words back, wherever it was cut out.

use std::borrow::Cow;
use std::fmt::Write;

/// Begins and ends the comments around an edit: a character that source text hardly holds.
const MARK: char = '\u{2063}';

/// Put behind a name that had to be another: no reader sees it, and no name ends so.
pub(crate) const JOINER: char = '\u{200D}';

/// Names that are written with a [`JOINER`] behind them, beside those of [`crate::helpers`].
const RENAMED: [&str; 3] = ["using", "async", "of"];

/// Where an insertion stands among others at the same place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    /// It belongs to what ends here: before all that begins here.
    After,
    /// It belongs to what begins here.
    Before,
    /// It takes the place of what begins here.
    Instead,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Edit {
    start: u32,
    side: Side,
    /// Of insertions at one place the outermost construct's are the outermost; of those of one
    /// construct the first that was asked for.
    nesting: (i64, i64),
    end: u32,
    text: String,
    is_blank: bool,
}

/// The edits of one source.
#[derive(Debug, Default)]
pub(crate) struct Edits {
    list: Vec<Edit>,
}

impl Edits {
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Inserts `text` before the construct that reaches from `start` to `end`.
    pub(crate) fn before(&mut self, start: u32, end: u32, text: impl Into<String>) {
        self.push(
            start,
            start,
            Side::Before,
            -i64::from(end - start),
            text,
            false,
        );
    }

    /// Inserts `text` after the construct that reaches from `start` to `end`.
    pub(crate) fn after(&mut self, start: u32, end: u32, text: impl Into<String>) {
        self.push(end, end, Side::After, i64::from(end - start), text, false);
    }

    /// Puts `text` in the place of the bytes from `start` to `end`, which hold no end of a line.
    pub(crate) fn replace(&mut self, start: u32, end: u32, text: impl Into<String>) {
        self.push(start, end, Side::Instead, 0, text, false);
    }

    /// Puts a blank in the place of each character from `start` to `end` that ends no line.
    pub(crate) fn blank(&mut self, start: u32, end: u32, source: &str) {
        let old = slice(source, start, end);
        let text: String = old.chars().map(blank).collect();
        self.push(start, end, Side::Instead, 0, text, true);
    }

    /// As [`Self::blank`], but the first byte becomes `first`.
    pub(crate) fn blank_but(&mut self, start: u32, end: u32, first: char, source: &str) {
        self.push(start, start + 1, Side::Instead, 0, first, true);
        self.blank(start + 1, end, source);
    }

    fn push(
        &mut self,
        start: u32,
        end: u32,
        side: Side,
        nesting: i64,
        text: impl Into<String>,
        is_blank: bool,
    ) {
        let number = self.list.len() as i64;
        let order = if side == Side::After { -number } else { number };
        self.list.push(Edit {
            start,
            side,
            nesting: (nesting, order),
            end,
            text: text.into(),
            is_blank,
        });
    }

    /// The source with the edits, and where its columns went. Of two edits of the same bytes
    /// the first is taken.
    pub(crate) fn apply(mut self, source: &str) -> (String, ColumnMap) {
        self.list
            .sort_by_key(|edit| (edit.start, edit.side, edit.nesting));
        let mut out = Output::new(source);
        for edit in &self.list {
            if edit.start >= out.read {
                out.put(edit);
            }
        }
        out.finish()
    }
}

fn blank(c: char) -> char {
    if ends_line(c) { c } else { ' ' }
}

fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// The bytes of `source` from `start` to `end`.
pub(crate) fn slice(source: &str, start: u32, end: u32) -> &str {
    source.get(start as usize..end as usize).unwrap_or_default()
}

/// The text that is being made.
struct Output<'s> {
    source: &'s str,
    /// How far the source was taken over.
    read: u32,
    text: String,
    line: u32,
    /// Columns of the line, in characters from 0: of the source, and of the text.
    old: u32,
    new: u32,
    after_return: bool,
    map: ColumnMap,
}

impl<'s> Output<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            source,
            read: 0,
            text: String::with_capacity(source.len() + 64),
            line: 1,
            old: 0,
            new: 0,
            after_return: false,
            map: ColumnMap::default(),
        }
    }

    fn put(&mut self, edit: &Edit) {
        self.copy_to(edit.start);
        let old = slice(self.source, edit.start, edit.end);
        if edit.is_blank {
            self.text.push_str(&edit.text);
            old.chars().for_each(|c| self.advance(c));
        } else {
            self.put_marked(old, &edit.text);
        }
        self.read = edit.end;
    }

    fn put_marked(&mut self, old: &str, new: &str) {
        let before = self.text.len();
        let text = marked(old, new);
        self.note(false);
        self.text.push_str(&text);
        self.old += characters(old);
        self.new += characters(self.text.get(before..).unwrap_or_default());
        self.note(true);
    }

    fn copy_to(&mut self, end: u32) {
        let piece = slice(self.source, self.read, end);
        self.text.push_str(piece);
        piece.chars().for_each(|c| self.advance(c));
        self.read = end;
    }

    /// Moves on in source and text by one character that is the same in both.
    fn advance(&mut self, c: char) {
        if !ends_line(c) {
            self.old += 1;
            self.new += 1;
            return;
        }
        // The two characters of `\r\n` end one line.
        let is_pair = c == '\n' && self.old == 0 && self.after_return;
        self.after_return = c == '\r';
        if !is_pair {
            self.line += 1;
        }
        (self.old, self.new) = (0, 0);
    }

    /// From this column of the text on the source's columns are counted from `old`.
    fn note(&mut self, goes_on: bool) {
        self.map.pieces.push(Piece {
            line: self.line,
            new: self.new,
            old: self.old,
            goes_on,
        });
    }

    fn finish(mut self) -> (String, ColumnMap) {
        self.copy_to(self.source.len() as u32);
        (self.text, self.map)
    }
}

fn characters(text: &str) -> u32 {
    text.chars().count() as u32
}

/// `new` between the comments that hold `old`; a name with a [`JOINER`] says itself what it was.
fn marked(old: &str, new: &str) -> String {
    if new.strip_suffix(JOINER) == Some(old) {
        return new.to_owned();
    }
    let mut text = String::with_capacity(old.len() + new.len() + 20);
    // Writing to a string does not fail.
    let _ = write!(text, "/*{MARK}{old}{MARK}*/{new}/*{MARK}*/");
    text
}

/// A piece of an edited text with what the source had in the places of the edits.
#[must_use]
pub fn restore(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    if text.contains(MARK) {
        text = Cow::Owned(without_marks(&text));
    }
    if text.contains(JOINER) {
        text = Cow::Owned(without_joiners(&text));
    }
    text
}

fn without_marks(text: &str) -> String {
    let begin = format!("/*{MARK}");
    let middle = format!("{MARK}*/");
    let end = format!("/*{MARK}*/");
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(&begin) {
        out.push_str(before);
        let parts = after
            .split_once(&middle)
            .and_then(|(old, after)| Some((old, after.split_once(&end)?.1)));
        let Some((old, after)) = parts else {
            // The text ends within an edit, or is not ours.
            out.push_str(&begin);
            rest = after;
            continue;
        };
        out.push_str(old);
        rest = after;
    }
    out.push_str(rest);
    out
}

fn without_joiners(text: &str) -> String {
    let mut text = text.to_owned();
    for name in RENAMED {
        text = text.replace(&format!("{name}{JOINER}"), name);
    }
    text
}

/// Where the columns of a text's lines come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnMap {
    /// In the order of the text.
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    line: u32,
    new: u32,
    old: u32,
    /// Whether each further column is a further column of the source.
    goes_on: bool,
}

impl ColumnMap {
    /// Whether every column is where it was.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The source's column for column `column` of line `line` of the edited text, both from 1,
    /// in characters.
    #[must_use]
    pub fn original(&self, line: u32, column: u32) -> u32 {
        let column = column.saturating_sub(1);
        let behind = self
            .pieces
            .partition_point(|piece| (piece.line, piece.new) <= (line, column));
        let piece = behind.checked_sub(1).and_then(|at| self.pieces.get(at));
        match piece {
            Some(piece) if piece.line == line && piece.goes_on => {
                piece.old + (column - piece.new) + 1
            }
            Some(piece) if piece.line == line => piece.old + 1,
            _ => column + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(source: &str, edit: impl FnOnce(&mut Edits)) -> (String, ColumnMap) {
        let mut edits = Edits::default();
        edit(&mut edits);
        edits.apply(source)
    }

    #[test]
    fn what_was_edited_is_restored() {
        let source = "a.length = 1; b";
        let (text, _) = edited(source, |edits| edits.replace(1, 8, "[\"length\"]"));
        assert!(text.contains("[\"length\"]"));
        assert_eq!(restore(&text), source);
        assert_eq!(restore("/* plain */ x"), "/* plain */ x");
    }

    #[test]
    fn insertions_nest_as_their_constructs_do() {
        let (text, _) = edited("(x)", |edits| {
            edits.before(1, 2, "i");
            edits.before(0, 3, "o");
            edits.after(1, 2, "I");
            edits.after(0, 3, "O");
            edits.before(0, 2, "m");
        });
        let plain: String = text
            .replace("/*\u{2063}\u{2063}*/", "")
            .replace("/*\u{2063}*/", "");
        assert_eq!(plain, "om(ixI)O");
    }

    #[test]
    fn columns_are_those_of_the_source() {
        let source = "é.length = k()\r\nq.length=k()";
        let (text, map) = edited(source, |edits| {
            edits.replace(2, 9, "[\"length\"]");
            edits.replace(19, 26, "[\"length\"]");
        });
        for (number, line) in (1..).zip(text.lines()) {
            let column = line.chars().position(|c| c == 'k').expect("a call") as u32 + 1;
            let own = source.lines().nth(number as usize - 1).expect("a line");
            let expected = own.chars().position(|c| c == 'k').expect("a call") as u32 + 1;
            assert_eq!(map.original(number, column), expected);
        }
        assert_eq!(map.original(3, 7), 7);
    }

    #[test]
    fn blanks_keep_columns_and_lines() {
        let source = "let a: {\n  é: 1 } = 2";
        let end = source.find(" = 2").expect("it is there") as u32;
        let (text, map) = edited(source, |edits| edits.blank(5, end, source));
        assert_eq!(text, "let a   \n         = 2");
        assert!(map.is_empty());
    }
}
