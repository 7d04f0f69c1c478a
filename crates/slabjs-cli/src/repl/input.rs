//! What a piece of typed text is: complete, or the beginning of more.
//!
//! The engine's own parser decides, so what it would run is never held back.

use super::imports;
use boa_engine::Source;
use boa_engine::ast::scope::Scope;
use boa_engine::interner::Interner;
use boa_engine::parser::lexer::error::Error as LexError;
use boa_engine::parser::{Error as ParseError, Parser};

/// What a text is as far as the parser is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// It parses.
    Whole,
    /// It ends too early: more lines may make it whole.
    Beginning,
    /// No further line can mend it.
    Broken,
}

/// Whether `text` waits for more lines.
#[must_use]
pub fn is_beginning(text: &str) -> bool {
    let imported = imports::rewritten(text);
    let readings = readings(imported.as_deref().unwrap_or(text));
    !readings.contains(&Reading::Whole) && readings.contains(&Reading::Beginning)
}

/// `text` as the REPL may take it: a script, an object in braces, code that awaits.
fn readings(text: &str) -> Vec<Reading> {
    let mut readings = vec![as_script(text)];
    if begins_with_brace(text) {
        readings.push(match as_script(&parenthesized(text)) {
            Reading::Whole => Reading::Whole,
            _ => as_script(&format!("({text}")),
        });
    }
    if text.contains("await") {
        readings.push(as_async_body(text));
    }
    readings
}

/// Whether `text` may be an object literal rather than a block: it begins with
/// a brace and does not end in a semicolon.
#[must_use]
pub fn begins_with_brace(text: &str) -> bool {
    text.trim_start().starts_with('{') && !text.trim_end().ends_with(';')
}

/// `text` as an expression.
#[must_use]
pub fn parenthesized(text: &str) -> String {
    format!("({})", text.trim())
}

/// Reads `text` as a script.
#[must_use]
pub fn as_script(text: &str) -> Reading {
    let mut parser = Parser::new(Source::from_bytes(text));
    let parsed = parser.parse_script(&Scope::new_global(), &mut Interner::default());
    reading(parsed, text)
}

/// Reads `text` as the body of an async function, where `await` is an operator.
#[must_use]
pub fn as_async_body(text: &str) -> Reading {
    let mut parser = Parser::new(Source::from_bytes(text));
    let parsed = parser.parse_function_body(&mut Interner::default(), false, true);
    reading(parsed, text)
}

/// Whether `text` is an ES module and could be nothing else: it awaits, imports or exports at
/// its top.
#[must_use]
pub fn is_module_only(text: &str) -> bool {
    let words = ["await", "import", "export"];
    if !words.iter().any(|word| text.contains(word)) || as_script(text) == Reading::Whole {
        return false;
    }
    let mut parser = Parser::new(Source::from_bytes(text));
    parser
        .parse_module(&Scope::new_global(), &mut Interner::default())
        .is_ok()
}

fn reading<T>(parsed: Result<T, ParseError>, text: &str) -> Reading {
    match parsed {
        // Scopes are judged when the text is run, beside those that are there.
        Ok(_) | Err(ParseError::ScopeAnalysis { .. }) => Reading::Whole,
        Err(ParseError::AbruptEnd) => Reading::Beginning,
        Err(ParseError::Lex { err }) if ends_inside_token(&err, text) => Reading::Beginning,
        Err(_) => Reading::Broken,
    }
}

/// Whether `text` ends inside a token that may go on over the next line: a
/// template, a comment, a string after a backslash.
fn ends_inside_token(error: &LexError, text: &str) -> bool {
    let message = match error {
        LexError::IO(error) => error.to_string(),
        LexError::Syntax(message, _) => message.to_string(),
    };
    let message = message.to_ascii_lowercase();
    let is_unterminated = message.contains("unterminated");
    is_unterminated && (!message.contains("string") || text.ends_with('\\'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn beginnings_wait_for_more() {
        for text in [
            "foo(",
            "a =",
            "x.",
            "if (1)",
            "if (1) {",
            "do",
            "class A {",
            "a ? b :",
            "for(;;)",
            "switch(a){",
            "`abc",
            "`a${",
            "`a${b}",
            "/* abc",
            "const y",
            "function f() {",
            "[1,",
            "{a:1,",
            "{ a: 1, b:",
            "async () => {",
            "await foo(",
            "{ await x;",
            "x => ",
            "1 +",
            "try {}",
            "'a\\",
            "({",
            "new",
            "!",
            "let {a}",
            "while",
            "label:",
            "`\n${`",
            "{",
        ] {
            assert!(is_beginning(text), "{text}");
        }
    }

    #[test]
    fn the_rest_is_taken_as_it_is() {
        for text in [
            "",
            "1",
            "foo()",
            "{a:1}",
            "{a:1,\nb:2}",
            "{}",
            "}",
            "a b",
            "foo(]",
            "'abc",
            "\"abc",
            "/a",
            "/a/",
            "a / b",
            "await 5",
            "const z = await p",
            "for await (x of y) {}",
            "let x = 1",
            "`a${b}c`",
            "// c",
            "...[1]",
            "return 1",
            "x\n/y/g",
            "@",
            "\\u",
            "import 'x'",
            "{ await x }",
        ] {
            assert!(!is_beginning(text), "{text}");
        }
    }

    #[test]
    fn modules_are_told_from_scripts() {
        for text in ["await 5", "import fs from 'fs'; 1", "export default 1"] {
            assert!(is_module_only(text), "{text}");
        }
        for text in [
            "import('fs')",
            "'await'",
            "async () => await 5",
            "await (",
            "1",
        ] {
            assert!(!is_module_only(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_whole_is_never_held_back(text in "[a-z0-9 (){}\\[\\];,.`$'\"/*=+\n]{0,24}") {
            prop_assert!(!(as_script(&text) == Reading::Whole && is_beginning(&text)));
        }
    }
}
