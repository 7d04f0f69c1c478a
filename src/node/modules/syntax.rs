//! Syntax errors as Node shows them: the file's own line, the source line, a caret, V8's words.

use crate::engine::error::{ErrorClass, plain_object};
use crate::engine::prepare::{self, Goal};
use crate::engine::source::{self as guarded, Guarded};
use crate::engine::{native, stack};
use boa_engine::ast::scope::Scope;
use boa_engine::ast::{Position, Span};
use boa_engine::parser::lexer::error::Error as LexError;
use boa_engine::parser::source::UTF8Input;
use boa_engine::parser::{Error as ParseError, Parser};
use boa_engine::property::PropertyDescriptor;
use boa_engine::realm::Realm;
use boa_engine::{Context, JsError, JsResult, Source, js_string};
use std::borrow::Cow;
use std::path::Path;

/// What is wrong with a source, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// V8's words where they are known, else the engine's.
    pub message: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in code points, from 1.
    pub column: u32,
    /// How many columns the faulty token has, at least 1.
    pub width: u32,
    /// Node's code, where it has one.
    pub code: Option<&'static str>,
}

impl Fault {
    fn new(message: impl Into<String>, position: Position, width: u32) -> Self {
        Self {
            message: message.into(),
            line: position.line_number(),
            column: position.column_number(),
            width: width.max(1),
            code: None,
        }
    }

    /// What the preparation of `source` found.
    #[must_use]
    pub fn prepared(fault: prepare::Fault, source: &str) -> Self {
        let before = source.get(..fault.start).unwrap_or_default();
        let at = end_of(before);
        let token = source.get(fault.start..fault.end).unwrap_or_default();
        let width = token.chars().take_while(|c| !is_line_end(*c)).count();
        let width = u32::try_from(width).unwrap_or(1);
        Self {
            code: fault.code,
            ..Self::new(fault.message, at, width)
        }
    }

    /// Whether more of the source may mend it.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.message == INCOMPLETE || self.message == "Unterminated template literal"
    }

    /// The fault in a source of which columns were moved.
    #[must_use]
    pub fn moved_back(mut self, columns: &prepare::Columns) -> Self {
        self.column = columns.original(self.line, self.column);
        self
    }

    /// The fault in a source whose first line was put `columns` columns to the right.
    #[must_use]
    pub fn shifted_back(mut self, columns: u32) -> Self {
        if self.line == 1 {
            self.column = self.column.saturating_sub(columns).max(1);
        }
        self
    }
}

/// What `parse` finds wrong with `source`.
fn read(
    source: &str,
    parse: impl FnOnce(Source<'static, UTF8Input<Guarded<'_>>>) -> Option<ParseError>,
) -> Option<Fault> {
    match guarded::read(source, parse) {
        Some(error) => error.map(|error| fault(&error, source)),
        None => Some(Fault::new(TOO_DEEP, Position::new(1, 1), 1)),
    }
}

/// What V8 says of a source that nests too deeply.
const TOO_DEEP: &str = "Maximum call stack size exceeded";

/// V8's message for a source that ends too early.
const INCOMPLETE: &str = "Unexpected end of input";

/// Parses `source` as the body of a function, as CommonJS files are; `None` when nothing is wrong.
pub fn check_function_body(source: &str, context: &mut Context) -> Option<Fault> {
    let error = read(source, |text| {
        let mut parser = Parser::new(text);
        let parsed = parser.parse_function_body(context.interner_mut(), false, false);
        parsed.err()
    });
    match error {
        Some(fault) => Some(fault),
        None => check_body_ends(source, context),
    }
}

/// The parser takes a brace that closes nothing for the body's end: in a
/// function of its own such a source leaves something over.
fn check_body_ends(source: &str, context: &mut Context) -> Option<Fault> {
    const HEAD: &str = "(function(){";
    let wrapped = format!("{HEAD}{source}\n}})");
    let fault = check_script_text(&wrapped, context)?.shifted_back(HEAD.len() as u32);
    // As a script the source is refused where the brace stands.
    check_script_text(source, context).or(Some(fault))
}

/// `code` as the engine is given it, as the script `path`.
///
/// # Errors
///
/// A SyntaxError with its place, for an early error that the engine would not see.
pub fn prepare_script<'s>(
    code: &'s str,
    path: &Path,
    context: &mut Context,
) -> JsResult<Cow<'s, str>> {
    let realm = context.realm().clone();
    prepare_script_in(code, path, &realm, context)
}

/// As [`prepare_script`], for an ES module.
///
/// # Errors
///
/// As [`prepare_script`].
pub fn prepare_module<'s>(
    code: &'s str,
    path: &Path,
    context: &mut Context,
) -> JsResult<Cow<'s, str>> {
    let realm = context.realm().clone();
    prepare_as(code, Goal::Module, path, &realm, context)
}

/// As [`prepare_script`], for a script of `realm`.
///
/// # Errors
///
/// As [`prepare_script`].
pub fn prepare_script_in<'s>(
    code: &'s str,
    path: &Path,
    realm: &Realm,
    context: &mut Context,
) -> JsResult<Cow<'s, str>> {
    prepare_as(code, Goal::Script, path, realm, context)
}

fn prepare_as<'s>(
    code: &'s str,
    goal: Goal,
    path: &Path,
    realm: &Realm,
    context: &mut Context,
) -> JsResult<Cow<'s, str>> {
    let ready = prepare::prepare(code, goal)
        .map_err(|fault| error(&Fault::prepared(fault, code), path, code, context))?;
    ready.ensure_helpers(realm, context)?;
    stack::note_columns(path, 0, ready.columns, context);
    Ok(ready.text)
}

/// What is wrong with `source` as `goal`, found by `check` where the preparation finds nothing.
fn check_prepared(
    source: &str,
    goal: Goal,
    check: impl FnOnce(&str) -> Option<Fault>,
) -> Option<Fault> {
    match prepare::prepare(source, goal) {
        Ok(ready) => Some(check(&ready.text)?.moved_back(&ready.columns)),
        Err(fault) => Some(Fault::prepared(fault, source)),
    }
}

/// Parses `source` as a script; `None` when nothing is wrong.
pub fn check_script(source: &str, context: &mut Context) -> Option<Fault> {
    check_prepared(source, Goal::Script, |source| {
        check_script_text(source, context)
    })
}

/// As [`check_script`], without preparing it.
pub fn check_script_text(source: &str, context: &mut Context) -> Option<Fault> {
    // Not the realm's own: analysis declares what it finds.
    let scope = Scope::new_global();
    read(source, |text| {
        let mut parser = Parser::new(text);
        let parsed = parser.parse_script(&scope, context.interner_mut());
        parsed.err()
    })
}

/// Parses `source` as an ES module; `None` when nothing is wrong.
pub fn check_module(source: &str, context: &mut Context) -> Option<Fault> {
    check_prepared(source, Goal::Module, |source| {
        check_module_text(source, context)
    })
}

fn check_module_text(source: &str, context: &mut Context) -> Option<Fault> {
    // Not the realm's own: analysis declares what it finds.
    let scope = Scope::new_global();
    read(source, |text| {
        let mut parser = Parser::new(text);
        let parsed = parser.parse_module(&scope, context.interner_mut());
        parsed.err()
    })
}

/// Whether `source` holds a word without which it cannot be an ES module only.
#[must_use]
pub fn mentions_module_words(source: &str) -> bool {
    ["import", "export", "await"]
        .iter()
        .any(|word| source.contains(word))
}

/// What `error`, met in `source`, says.
#[must_use]
pub fn fault(error: &ParseError, source: &str) -> Fault {
    match error {
        ParseError::Expected { found, span, .. } | ParseError::Unexpected { found, span, .. } => {
            Fault::new(unexpected(found, *span, source), span.start(), width(*span))
        }
        ParseError::AbruptEnd => Fault::new(INCOMPLETE, end_of(source), 1),
        ParseError::Lex { err } => lexical_fault(err, source),
        ParseError::General { message, position } => {
            Fault::new(general(message, *position, source), *position, 1)
        }
        ParseError::ScopeAnalysis { err } => Fault::new(*err, Position::new(1, 1), 1),
    }
}

fn lexical_fault(error: &LexError, source: &str) -> Fault {
    match error {
        LexError::Syntax(message, position) => Fault::new(lexical(message), *position, 1),
        LexError::IO(_) => Fault::new(INCOMPLETE, end_of(source), 1),
    }
}

fn lexical(message: &str) -> String {
    const KNOWN: [(&str, &str); 3] = [
        ("unterminated template", "Unterminated template literal"),
        ("abrupt end", "Invalid or unexpected token"),
        ("unexpected", "Invalid or unexpected token"),
    ];
    let lower = message.to_ascii_lowercase();
    KNOWN
        .iter()
        .find(|(part, _)| lower.contains(part))
        .map_or_else(|| capitalised(message), |(_, words)| (*words).to_owned())
}

fn capitalised(message: &str) -> String {
    let mut letters = message.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

fn general(message: &str, position: Position, source: &str) -> String {
    let lower = message.to_ascii_lowercase();
    if lower.contains("declared multiple times") || lower.contains("redeclar") {
        let name = quoted(message).unwrap_or_else(|| word_at(position, source));
        if is_name(name) {
            return format!("Identifier '{name}' has already been declared");
        }
    }
    capitalised(message)
}

/// The name that the engine's message puts in backquotes.
fn quoted(message: &str) -> Option<&str> {
    let (_, rest) = message.split_once('`')?;
    Some(rest.split_once('`')?.0)
}

/// Whether `word` is the twice declared name itself: the engine often tells no
/// more than where the declarations begin, which is at a keyword.
fn is_name(word: &str) -> bool {
    !word.is_empty() && word != "let" && !RESERVED.contains(&word)
}

fn unexpected(found: &str, span: Span, source: &str) -> String {
    let start = text_at(span.start(), source);
    match start.chars().next() {
        None => String::from(INCOMPLETE),
        Some('0'..='9') => String::from("Unexpected number"),
        Some('"' | '\'') => String::from("Unexpected string"),
        Some('`') => String::from("Unexpected template string"),
        Some(c) if is_word(c) && !RESERVED.contains(&found) => {
            format!("Unexpected identifier '{found}'")
        }
        Some(_) => format!("Unexpected token '{found}'"),
    }
}

const RESERVED: [&str; 38] = [
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "import",
    "in",
    "instanceof",
    "new",
    "null",
    "return",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "with",
    "yield",
    "await",
];

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

/// The source from `position` on.
fn text_at(position: Position, source: &str) -> &str {
    let line = line(source, position.line_number());
    let column = usize::try_from(position.column_number() - 1).unwrap_or(usize::MAX);
    match line.char_indices().nth(column) {
        Some((at, _)) => line.get(at..).unwrap_or_default(),
        None => "",
    }
}

fn word_at(position: Position, source: &str) -> &str {
    let text = text_at(position, source);
    let end = text.find(|c| !is_word(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// Line `number` of `source`, from 1, without its end.
#[must_use]
pub fn line(source: &str, number: u32) -> &str {
    let index = usize::try_from(number.saturating_sub(1)).unwrap_or(usize::MAX);
    let mut rest = source;
    for _ in 0..index {
        let Some(end) = rest.find(is_line_end) else {
            return "";
        };
        let (_, after) = rest.split_at(end);
        rest = after
            .strip_prefix("\r\n")
            .or_else(|| after.strip_prefix(is_line_end))
            .unwrap_or_default();
    }
    rest.split(is_line_end).next().unwrap_or_default()
}

fn end_of(source: &str) -> Position {
    let mut end = Position::new(1, 1);
    let mut letters = source.chars().peekable();
    while let Some(c) = letters.next() {
        end = match c {
            '\r' if letters.peek() == Some(&'\n') => end,
            c if is_line_end(c) => Position::new(end.line_number().saturating_add(1), 1),
            _ => Position::new(end.line_number(), end.column_number().saturating_add(1)),
        };
    }
    end
}

fn width(span: Span) -> u32 {
    if span.start().line_number() != span.end().line_number() {
        return 1;
    }
    span.end()
        .column_number()
        .saturating_sub(span.start().column_number())
}

/// The `SyntaxError` for `fault` in the file shown as `path`: its `stack` begins with the place.
pub fn error(fault: &Fault, path: &Path, source: &str, context: &mut Context) -> JsError {
    let message = js_string!(fault.message.as_str());
    let object = match plain_object(ErrorClass::Syntax, message, context) {
        Ok(object) => object,
        Err(thrown) => return thrown,
    };
    let code = fault
        .code
        .map(|code| format!(" [{code}]"))
        .unwrap_or_default();
    let stack = format!(
        "{}\nSyntaxError{code}: {}",
        place(fault, path, source),
        fault.message
    );
    if let Some(code) = fault.code {
        native::set(
            &object,
            js_string!("code"),
            js_string!(code),
            native::ENUMERABLE,
        );
    }
    object.insert_property(
        js_string!("stack"),
        PropertyDescriptor::builder()
            .value(js_string!(stack.as_str()))
            .writable(true)
            .enumerable(false)
            .configurable(true),
    );
    JsError::from_opaque(object.into())
}

/// `file:line`, the source line, carets under the token, each on its line.
#[must_use]
pub fn place(fault: &Fault, path: &Path, source: &str) -> String {
    let line = line(source, fault.line);
    let column = usize::try_from(fault.column.saturating_sub(1)).unwrap_or_default();
    let indent: String = line
        .chars()
        .take(column)
        .map(|c| if c == '\t' { '\t' } else { ' ' })
        .collect();
    let carets = "^".repeat(
        usize::try_from(fault.width)
            .unwrap_or(1)
            .min(line.len().max(1)),
    );
    format!(
        "{}:{}\n{line}\n{indent}{carets}\n",
        path.display(),
        fault.line
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(source: &str) -> Option<(String, u32, u32)> {
        let fault = check_function_body(source, &mut Context::default())?;
        Some((fault.message, fault.line, fault.column))
    }

    #[test]
    fn a_name_declared_twice_is_named() {
        let module = check_module("let q = 1; let q = 2", &mut Context::default());
        let module = module.expect("a fault").message;
        assert_eq!(module, "Identifier 'q' has already been declared");
        let script = check_script("let q = 1; let q = 2", &mut Context::default());
        let script = script.expect("a fault").message;
        assert_eq!(script, module);
    }

    #[test]
    fn faults_have_the_files_own_place() {
        assert_eq!(body("return 1"), None);
        let token = |token: &str| format!("Unexpected token '{token}'");
        assert_eq!(body("\nfoo(]"), Some((token("]"), 2, 5)));
        assert_eq!(
            body("a\r\n\tb c"),
            Some(("Unexpected identifier 'c'".into(), 2, 4))
        );
        assert_eq!(body("foo("), Some(("Unexpected end of input".into(), 1, 5)));
        assert_eq!(body("}"), Some((token("}"), 1, 1)));
    }

    #[test]
    fn lines_end_in_every_way() {
        let source = "a\nb\r\nc\rd\u{2028}e";
        let lines: Vec<&str> = (1..=6).map(|number| line(source, number)).collect();
        assert_eq!(lines, ["a", "b", "c", "d", "e", ""]);
    }

    #[test]
    fn the_place_shows_the_line_and_carets() {
        let fault = Fault {
            message: String::new(),
            line: 2,
            column: 3,
            width: 2,
            code: None,
        };
        assert_eq!(
            place(&fault, Path::new("/x.js"), "a\n\tbcd"),
            "/x.js:2\n\tbcd\n\t ^^\n"
        );
    }
}
