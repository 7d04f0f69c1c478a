//! What is shown dimly behind the cursor: the parameters of the function whose call is being
//! typed, a preview of the value, and at the right how much external memory there is.

use super::tokens::{self, Kind};
use rustix::stdio;
use rustix::termios::tcgetwinsize;

/// Columns of the prompt.
const PROMPT_WIDTH: usize = 2;

/// The variable that turns the figure at the right off: `0`.
const STATUS: &str = "SLABJS_REPL_STATUS";

/// What the side that runs scripts knows of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The value, as it would be printed.
    pub preview: Option<String>,
    /// What stands at the right.
    pub status: String,
}

/// What the editor shows.
#[derive(Debug)]
pub struct Hint(String);

impl rustyline::hint::Hint for Hint {
    fn display(&self) -> &str {
        &self.0
    }

    /// It is nothing to be taken over.
    fn completion(&self) -> Option<&str> {
        None
    }
}

/// Whether the figure at the right is wanted.
#[must_use]
pub fn has_status() -> bool {
    std::env::var(STATUS).map_or(true, |value| value != "0")
}

/// Whether anything could be shown behind `text`.
#[must_use]
pub fn is_worth_asking(text: &str) -> bool {
    !text.contains('\n')
}

/// The hint for `line`, a single one, at whose end the cursor is.
#[must_use]
pub fn shown(answer: &Answer, line: &str) -> Option<Hint> {
    let columns = tcgetwinsize(stdio::stdout()).map_or(80, |size| usize::from(size.ws_col));
    let hint = composed(answer, line, columns);
    (!hint.is_empty()).then_some(Hint(hint))
}

fn composed(answer: &Answer, line: &str, columns: usize) -> String {
    let used = PROMPT_WIDTH + width(line);
    let room = columns.saturating_sub(used + 1);
    let mut hint = match (signature(line), &answer.preview) {
        (Some(signature), _) => signature,
        (None, Some(preview)) => format!("  {preview}"),
        (None, None) => String::new(),
    };
    if width(&hint) > room {
        hint.clear();
    }
    let gap = room.saturating_sub(width(&hint));
    if !answer.status.is_empty() && gap >= width(&answer.status) + 2 {
        let pad = gap - width(&answer.status);
        hint.push_str(&" ".repeat(pad));
        hint.push_str(&answer.status);
    }
    hint
}

/// Columns that `text` takes, wide characters counted as two: good enough for what only
/// decides whether something is left out.
fn width(text: &str) -> usize {
    text.chars()
        .map(|c| if (c as u32) < 0x1100 { 1 } else { 2 })
        .sum()
}

/// Functions with Node's names of their parameters.
const SIGNATURES: [(&str, &str); 58] = [
    ("Buffer.alloc", "size[, fill[, encoding]]"),
    ("Buffer.allocUnsafe", "size"),
    ("Buffer.allocUnsafeSlow", "size"),
    ("Buffer.byteLength", "string[, encoding]"),
    ("Buffer.compare", "buf1, buf2"),
    ("Buffer.concat", "list[, totalLength]"),
    ("Buffer.copyBytesFrom", "view[, offset[, length]]"),
    ("Buffer.from", "value[, encodingOrOffset[, length]]"),
    ("Buffer.isBuffer", "obj"),
    ("Buffer.isEncoding", "encoding"),
    ("JSON.parse", "text[, reviver]"),
    ("JSON.stringify", "value[, replacer[, space]]"),
    ("Object.assign", "target, ...sources"),
    ("Object.defineProperty", "obj, prop, descriptor"),
    ("Object.entries", "obj"),
    ("Object.fromEntries", "iterable"),
    ("Object.keys", "obj"),
    ("Array.from", "items[, mapFn[, thisArg]]"),
    ("Math.max", "...values"),
    ("Math.min", "...values"),
    ("setTimeout", "callback[, delay[, ...args]]"),
    ("setInterval", "callback[, delay[, ...args]]"),
    ("setImmediate", "callback[, ...args]"),
    ("queueMicrotask", "callback"),
    ("structuredClone", "value[, options]"),
    ("fetch", "input[, init]"),
    ("require", "id"),
    ("fs.readFileSync", "path[, options]"),
    ("fs.writeFileSync", "file, data[, options]"),
    ("fs.readFile", "path[, options], callback"),
    ("fs.writeFile", "file, data[, options], callback"),
    ("fs.readdirSync", "path[, options]"),
    ("fs.statSync", "path[, options]"),
    ("path.join", "...paths"),
    ("path.resolve", "...paths"),
    ("crypto.createHash", "algorithm[, options]"),
    ("crypto.randomBytes", "size[, callback]"),
    ("zlib.gzipSync", "buffer[, options]"),
    ("zlib.gunzipSync", "buffer[, options]"),
    ("util.inspect", "object[, options]"),
    ("util.format", "format[, ...args]"),
    ("process.memoryUsage", ""),
    (".copy", "target[, targetStart[, sourceStart[, sourceEnd]]]"),
    (".equals", "otherBuffer"),
    (".fill", "value[, offset[, end]][, encoding]"),
    (".indexOf", "value[, byteOffset][, encoding]"),
    (".readUInt8", "[offset]"),
    (".readUInt16LE", "[offset]"),
    (".readUInt32LE", "[offset]"),
    (".readInt32LE", "[offset]"),
    (".readDoubleLE", "[offset]"),
    (".subarray", "[start[, end]]"),
    (".toString", "[encoding[, start[, end]]]"),
    (".write", "string[, offset[, length]][, encoding]"),
    (".writeUInt8", "value[, offset]"),
    (".writeUInt16LE", "value[, offset]"),
    (".writeUInt32LE", "value[, offset]"),
    (".slice", "[start[, end]]"),
];

/// The rest of the call that `line` ends in the middle of, from the first parameter that is
/// not begun: `size[, fill])` behind `Buffer.alloc(`.
fn signature(line: &str) -> Option<String> {
    if tokens::ends_inside_text(line) {
        return None;
    }
    let tokens = tokens::of(line);
    let text = |at: usize| -> &str {
        let range = tokens.get(at).map(|(_, range)| range.clone());
        range.and_then(|range| line.get(range)).unwrap_or_default()
    };
    // The bracket that is open at the end.
    let mut depth = 0_usize;
    let mut commas = 0;
    let open = (0..tokens.len()).rev().find(|at| {
        match text(*at) {
            ")" | "]" | "}" => depth += 1,
            "(" | "[" | "{" | "${" if depth == 0 => return true,
            "(" | "[" | "{" | "${" => depth -= 1,
            "," if depth == 0 => commas += 1,
            _ => {}
        }
        false
    })?;
    if text(open) != "(" || (open + 1 < tokens.len() && text(tokens.len() - 1) != ",") {
        return None;
    }
    let names = callee(&tokens, &text, open);
    let (_, parameters) = SIGNATURES
        .iter()
        .find(|(name, _)| match name.strip_prefix('.') {
            Some(method) => names
                .rsplit_once('.')
                .is_some_and(|(_, last)| last == method),
            None => names == *name,
        })?;
    let left = left_of(parameters, commas)?;
    Some(format!("{left})"))
}

/// `a.b.c` before the bracket at `open`.
fn callee<'a>(
    tokens: &[(Kind, std::ops::Range<usize>)],
    text: &impl Fn(usize) -> &'a str,
    open: usize,
) -> String {
    let is_part = |at: &usize| {
        let kind = tokens.get(*at).map(|(kind, _)| *kind);
        matches!(kind, Some(Kind::Name | Kind::Bracket | Kind::Text)) && text(*at) != "("
            || text(*at) == "."
    };
    let parts: Vec<&str> = (0..open).rev().take_while(is_part).map(text).collect();
    parts.into_iter().rev().collect()
}

/// What is left of `parameters` when `begun` of them are.
fn left_of(parameters: &str, begun: usize) -> Option<String> {
    if begun == 0 {
        return Some(parameters.to_owned());
    }
    let mut rest = parameters;
    for _ in 0..begun {
        rest = rest.split_once(", ")?.1;
    }
    // Brackets that were opened before are closed at the end.
    let opened = rest.matches('[').count();
    let closed = rest.matches(']').count();
    let surplus = closed.saturating_sub(opened);
    Some(format!(" {}", rest.get(..rest.len() - surplus)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_that_are_left() {
        let signature = |line: &str| signature(line).unwrap_or_default();
        assert_eq!(signature("Buffer.alloc("), "size[, fill[, encoding]])");
        assert_eq!(signature("x = Buffer.alloc(10,"), " fill[, encoding])");
        assert_eq!(signature("Buffer.alloc(10, 0,"), " encoding)");
        assert_eq!(
            signature("b.copy("),
            "target[, targetStart[, sourceStart[, sourceEnd]]])"
        );
        assert_eq!(signature("Buffer.alloc(1"), "");
        assert_eq!(signature("Buffer.alloc(1)"), "");
        assert_eq!(signature("'Buffer.alloc("), "");
        assert_eq!(signature("nobody("), "");
    }

    #[test]
    fn the_figure_stands_at_the_right_where_there_is_room() {
        let answer = Answer {
            preview: Some("3".to_owned()),
            status: "8.00 KiB".to_owned(),
        };
        let hint = composed(&answer, "1 + 2", 40);
        assert_eq!(hint.len() + "> 1 + 2".len(), 39);
        assert!(
            hint.starts_with("  3  ") && hint.ends_with(" 8.00 KiB"),
            "{hint}"
        );
        assert_eq!(composed(&answer, "1 + 2", 14), "  3");
        assert_eq!(composed(&answer, "1 + 2", 9), "");
    }
}
