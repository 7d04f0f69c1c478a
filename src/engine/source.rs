//! Sources, read so that no nesting in them can exhaust the native stack.
//!
//! The engine's parser descends in Rust: up to 45 KB for each nested bracket.
//! It reads its source through a reader, and this one looks at the stack each
//! time it is asked for a character: where little is left it fails, so parsing
//! ends with an error. V8 throws a `RangeError` there, and so does this.
//!
//! What the parser takes in a loop, its compiler descends: `a + b + c ...`,
//! `a.b.c ...`. In a source long enough for that to matter the reader counts
//! the operators of each statement, and fails past [`LONGEST_CHAIN`]. It knows
//! strings and comments, but neither regular expressions nor templates, so a
//! source of megabytes can be made to deceive it; a host that runs what it does
//! not trust sets a heap limit, under which no source may be that long.

use super::isolate::Isolate;
use super::native_stack;
use super::watch;
use boa_engine::parser::Source;
use boa_engine::parser::source::UTF8Input;
use boa_engine::{JsError, JsNativeError, JsResult, JsString};
use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// Operators that may follow one another. The compiler was measured to take up
/// to 1.5 KB of stack for each, and the engine's time grows with the square of
/// their number: half a second here.
pub const LONGEST_CHAIN: usize = 10_000;

/// Bytes between two checks whether the run has been ended.
const PATIENCE: usize = 1024;

/// What a byte of source takes of the heap, at least, while it is compiled.
const HEAP_COST: usize = 32;

/// The part of the running stack that parsing may use: what is parsed is then
/// compiled, which takes less for each level.
const SHARE: usize = 2;

/// What a source that nests too deeply throws.
#[must_use]
pub fn too_deep() -> JsError {
    JsNativeError::range()
        .with_message("Maximum call stack size exceeded")
        .into()
}

/// A reader of a source that fails where the source nests too deeply, or when
/// the run has been ended meanwhile.
#[derive(Debug)]
pub struct Guarded<'a> {
    left: &'a [u8],
    chain: Chain,
    /// Whether the source is long enough for a chain to matter.
    counts: bool,
    /// Bytes of stack that must stay free.
    reserve: usize,
    too_deep: &'a Cell<bool>,
}

impl Read for Guarded<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let (Some((&byte, left)), Some(place)) = (self.left.split_first(), out.first_mut()) else {
            return Ok(0);
        };
        if self.counts {
            self.chain.see(byte, left);
        }
        let ended = left.len().is_multiple_of(PATIENCE) && watch::current_has_ended();
        let deep = native_stack::remaining() < self.reserve;
        if deep || ended || self.chain.longest > LONGEST_CHAIN {
            self.too_deep.set(true);
            return Err(io::Error::other("the source nests too deeply"));
        }
        self.left = left;
        *place = byte;
        Ok(1)
    }
}

/// Has `parse` read `code` through a [`Guarded`] reader.
///
/// # Errors
///
/// [`too_deep`] when that is why it failed; else what `parse` returns.
pub fn parse<T>(
    code: &str,
    parse: impl FnOnce(Source<'static, UTF8Input<Guarded<'_>>>) -> JsResult<T>,
) -> JsResult<T> {
    check_length(code.len())?;
    read(code, parse).unwrap_or_else(|| Err(too_deep()))
}

/// # Errors
///
/// `RangeError` when the heap limit has no room for a source that long.
fn check_length(length: usize) -> JsResult<()> {
    let fits = |isolate: Rc<Isolate>| isolate.heap_fits(length.saturating_mul(HEAP_COST));
    if Isolate::current().is_none_or(fits) {
        return Ok(());
    }
    Err(JsNativeError::range()
        .with_message("Invalid string length")
        .into())
}

/// As [`parse`], for any parsing function; `None` when the source nests too deeply.
pub fn read<T>(
    code: &str,
    parse: impl FnOnce(Source<'static, UTF8Input<Guarded<'_>>>) -> T,
) -> Option<T> {
    let too_deep = Cell::new(false);
    let room = native_stack::remaining();
    let reader = Guarded {
        left: code.as_bytes(),
        chain: Chain::default(),
        counts: code.len() > LONGEST_CHAIN * 2,
        reserve: room - allowance(room),
        too_deep: &too_deep,
    };
    let result = parse(Source::from_reader(reader, None));
    (!too_deep.get()).then_some(result)
}

/// Bytes of stack that parsing may use: of a budgeted isolate's no more than its
/// heap may have, because what was touched is resident until the run has ended.
fn allowance(room: usize) -> usize {
    const LEAST: usize = 8 << 20;
    let limit = Isolate::current().map_or(usize::MAX, |isolate| isolate.heap_limit().limit());
    (room / SHARE).min(limit.max(LEAST))
}

/// The source that the engine is about to compile for `eval` or `Function`,
/// parsed on trial, because the engine reads it through no reader of ours.
///
/// # Errors
///
/// [`too_deep`]; a syntax error is left for the engine to find.
pub fn check_dynamic(parameters: &[JsString], body: &JsString) -> JsResult<()> {
    use boa_engine::ast::scope::Scope;
    use boa_engine::interner::Interner;
    use boa_engine::parser::Parser;

    let length = parameters.iter().map(JsString::len).sum::<usize>() + body.len();
    check_length(length)?;
    if length < shortest_dangerous() {
        return Ok(());
    }
    for text in parameters.iter().chain([body]) {
        let text = text.to_std_string_lossy();
        // A syntax error ends the trial early, where the engine's own parser
        // ends as well, but for what only the place allows (`return`, `super`).
        let tried = read(&text, |source| {
            let parsed =
                Parser::new(source).parse_script(&Scope::new_global(), &mut Interner::new());
            drop(parsed);
        });
        if tried.is_none() {
            return Err(too_deep());
        }
    }
    Ok(())
}

/// How many levels deep `code` may nest: brackets, and operators that follow one another.
#[cfg(feature = "prepare")]
pub fn nesting(code: &str) -> usize {
    let mut chain = Chain::default();
    let bytes = code.as_bytes();
    let mut deepest = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        chain.see(byte, bytes.get(at + 1..).unwrap_or_default());
        deepest = deepest.max(chain.outer.len());
    }
    deepest.saturating_add(chain.longest)
}

/// Sources below this many bytes can't nest deeply enough: each byte is taken
/// for a bracket.
fn shortest_dangerous() -> usize {
    const BRACKET: usize = 48 * 1024;
    allowance(native_stack::remaining()) / BRACKET
}

/// Counts operators that follow one another, by bytes alone: strings, comments
/// and regular expressions are read as code, which can only count too many.
#[derive(Debug, Default)]
struct Chain {
    /// What was counted in the brackets around, outermost first.
    outer: Vec<Level>,
    level: Level,
    longest: usize,
    previous: u8,
    /// Whether nothing but blanks has been seen since the end of a line.
    at_line_start: bool,
    /// Whether blanks came before.
    after_blank: bool,
    skipping: Skipping,
}

/// What is being skipped: text that holds no operators.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Skipping {
    #[default]
    Nothing,
    Text(u8),
    Escape(u8),
    Line,
    Block,
}

/// What was counted between two brackets.
#[derive(Debug, Default, Clone, Copy)]
struct Level {
    bracket: u8,
    operators: usize,
    colons: usize,
    questions: usize,
}

impl Chain {
    fn see(&mut self, byte: u8, left: &[u8]) {
        if self.skip(byte, left) {
            return;
        }
        match byte {
            b'\n' => {
                self.at_line_start = true;
                self.after_blank = true;
            }
            b' ' | b'\t' | b'\r' => self.after_blank = true,
            _ => self.token(byte, left),
        }
    }

    fn skip(&mut self, byte: u8, left: &[u8]) -> bool {
        let next = left.first().copied();
        self.skipping = match (self.skipping, byte) {
            (Skipping::Nothing, b'"' | b'\'') => {
                self.token(byte, left);
                Skipping::Text(byte)
            }
            (Skipping::Nothing, b'/') if next == Some(b'/') => Skipping::Line,
            (Skipping::Nothing, b'/') if next == Some(b'*') => Skipping::Block,
            (Skipping::Nothing, _) => return false,
            (Skipping::Text(quote), b'\\') => Skipping::Escape(quote),
            (Skipping::Text(quote), _) if byte == quote => {
                self.previous = quote;
                Skipping::Nothing
            }
            // A string ends with its line: this quote stood in something else.
            (Skipping::Text(_), b'\n') | (Skipping::Line, b'\n') => {
                self.at_line_start = true;
                Skipping::Nothing
            }
            (Skipping::Escape(quote), _) => Skipping::Text(quote),
            (Skipping::Block, b'/') if self.previous == b'*' => Skipping::Nothing,
            (same, _) => same,
        };
        if self.skipping == Skipping::Block {
            self.previous = byte;
        }
        true
    }

    fn token(&mut self, byte: u8, left: &[u8]) {
        if std::mem::take(&mut self.at_line_start) && begins_statement(byte, left, self.previous) {
            self.level.operators = 0;
        }
        let begins_word = std::mem::take(&mut self.after_blank) || !is_word(self.previous);
        match byte {
            b'(' | b'[' | b'{' => self.open(byte),
            b')' | b']' | b'}' => self.close(),
            b';' => self.reset(),
            b',' => self.comma(),
            b':' => self.level.colons += 1,
            b'?' => {
                self.level.questions += usize::from(!matches!(left.first(), Some(b'.' | b'?')));
                self.count();
            }
            _ if is_operator(byte) => self.count(),
            _ if begins_word && joins(byte, left) => self.count(),
            _ => {}
        }
        self.previous = byte;
    }

    fn count(&mut self) {
        self.level.operators += 1;
        self.longest = self.longest.max(self.level.operators);
    }

    /// A call or an access is a link of the chain around it.
    fn open(&mut self, bracket: u8) {
        if bracket != b'{' {
            self.count();
        }
        self.outer.push(self.level);
        self.level = Level {
            bracket,
            ..Level::default()
        };
    }

    fn close(&mut self) {
        self.level = self.outer.pop().unwrap_or_default();
    }

    fn reset(&mut self) {
        self.level = Level {
            bracket: self.level.bracket,
            ..Level::default()
        };
    }

    /// Between elements and properties a comma ends a chain; in a sequence of
    /// expressions it is a link of one.
    fn comma(&mut self) {
        let of_list = match self.level.bracket {
            b'[' => true,
            b'{' => self.level.colons > self.level.questions,
            _ => false,
        };
        if of_list {
            self.reset();
        } else {
            self.count();
        }
    }
}

fn is_operator(byte: u8) -> bool {
    b"+-*/%&|^!~<>=.`".contains(&byte)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 128
}

/// Whether one of the operators that are words begins here.
fn joins(byte: u8, left: &[u8]) -> bool {
    let rest = match byte {
        b'i' => left,
        _ => return false,
    };
    let after = |word: &[u8]| {
        let rest = rest.strip_prefix(word)?;
        Some(!rest.first().is_some_and(|&next| is_word(next)))
    };
    after(b"n") == Some(true) || after(b"nstanceof") == Some(true)
}

/// Whether a new statement begins at this byte, the first of its line: what
/// came before is complete, and no operator goes on.
fn begins_statement(byte: u8, left: &[u8], previous: u8) -> bool {
    let complete = is_word(previous) || b")]}\"'`;".contains(&previous);
    let starts = is_word(byte) || b"\"'{".contains(&byte);
    complete && starts && !joins(byte, left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn longest(code: &str) -> usize {
        let mut chain = Chain::default();
        let bytes = code.as_bytes();
        for (at, &byte) in bytes.iter().enumerate() {
            chain.see(byte, &bytes[at + 1..]);
        }
        chain.longest
    }

    #[test]
    fn operators_are_counted_to_the_end_of_their_statement() {
        assert_eq!(longest("1+1+1+1;2+2;3*3"), 3);
        assert_eq!(longest("a.b.c\nd.e\nf.g.h.i"), 3);
        assert_eq!(longest("a\n.b\n.c\n.d"), 3);
        assert_eq!(longest("x in y\nin z"), 2);
        assert_eq!(longest("inner\ninner"), 0);
        assert_eq!(longest("1,2,3,4"), 3);
        assert_eq!(longest("f()()()"), 3);
    }

    #[test]
    fn lists_strings_and_comments_are_no_chains() {
        assert!(longest("[1,2,3,4,5,6,7,8,9]") < 3);
        assert!(longest("x={a:1,b:2,c:3,d:4,e:5}") < 4);
        assert!(longest("'+++++++++'") < 1);
        assert!(longest("/*++++++++*/ 1 // +++++++") < 1);
        assert_eq!(longest("{a?1:2,a?1:2,a?1:2}"), 5); // Three questions, two commas.
    }

    proptest! {
        #[test]
        fn no_source_panics(code in any::<String>()) {
            longest(&code);
        }
    }
}
