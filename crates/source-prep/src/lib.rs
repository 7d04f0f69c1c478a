//! Prepares a JavaScript source for an engine that gets some places of it wrong.
//!
//! A real parser ([oxc](https://oxc.rs)) reads the source; the places that need it are edited
//! by their byte ranges, and every other byte stays as it is, so a source without such places
//! comes back as it was ([`Cow::Borrowed`]). Lines stay those of the source; columns that moved
//! are told by a [`ColumnMap`], and [`restore`] gives the source text of a function its own
//! words back.
//!
//! ```
//! use source_prep::{Goal, prepare, restore};
//!
//! let source = "list.length = 0; done()";
//! let prepared = prepare(source, Goal::CommonJs).unwrap();
//! assert!(prepared.text.contains(r#"["length"]"#));
//! assert_eq!(restore(&prepared.text), source);
//!
//! let fault = prepare("let a; let a", Goal::CommonJs).unwrap_err();
//! assert_eq!(fault.message, "Identifier 'a' has already been declared");
//! ```
//!
//! - `edits`: edits by place, the map of columns, and how they are undone.
//! - `scan`, `tokens`: what is read of a source by its bytes.
//! - `errors`: early errors in V8's words.
//! - `length`, `names`, `jumps`, `disposal`, `eval`, `parameters`, `exports`: a kind of place each.
//! - [`helpers`]: the functions that edited sources call.
//! - `types`: TypeScript.

mod disposal;
mod edits;
mod errors;
mod eval;
mod exports;
pub mod helpers;
mod jumps;
mod length;
mod names;
mod parameters;
mod scan;
mod tokens;
mod types;

pub use edits::{ColumnMap, restore};
pub use errors::Fault;
pub use types::TypeFault;

use edits::Edits;
use oxc_allocator::Allocator;
use oxc_ast::ast::{Expression, Program, Statement};
use oxc_parser::{ParseOptions, Parser, ParserReturn};
use oxc_semantic::{Semantic, SemanticBuilder};
use oxc_span::{SourceType, Span};
use std::borrow::Cow;

/// What a source is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// A script (ECMAScript's goal symbol).
    Script,
    /// A module (ECMAScript's goal symbol).
    Module,
    /// The body of a CommonJS file's function, at whose top `return` stands too.
    CommonJs,
    /// What `eval` is given: a script whose surroundings are not known.
    Eval,
}

impl Goal {
    fn source_type(self) -> SourceType {
        match self {
            Self::Module => SourceType::mjs(),
            Self::CommonJs => SourceType::cjs(),
            Self::Script | Self::Eval => SourceType::script(),
        }
    }
}

/// What the engine is to be given.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Prepared<'s> {
    /// The source, edited where it must be.
    pub text: Cow<'s, str>,
    /// Where columns of the text come from.
    pub columns: ColumnMap,
    /// Whether the text calls functions of [`helpers`].
    pub needs_helpers: bool,
}

impl<'s> Prepared<'s> {
    fn unchanged(source: &'s str) -> Self {
        Self {
            text: Cow::Borrowed(source),
            columns: ColumnMap::default(),
            needs_helpers: false,
        }
    }
}

/// Edits `source` where the engine would get it wrong.
///
/// A source that does not parse comes back unchanged: the engine says what is wrong.
///
/// # Errors
///
/// An early error (ECMAScript 5.1.4) of those that engines forget.
pub fn prepare(source: &str, goal: Goal) -> Result<Prepared<'_>, Fault> {
    let allocator = Allocator::default();
    let parsed = parse(&allocator, source, goal.source_type());
    if parsed.panicked {
        let fault = errors::fatal(parsed.diagnostics.iter(), source, goal);
        return fault.map_or(Ok(Prepared::unchanged(source)), Err);
    }
    let built = SemanticBuilder::new()
        .with_build_nodes(true)
        .with_check_syntax_error(true)
        .build(&parsed.program);
    let found = parsed.diagnostics.iter().chain(&built.diagnostics);
    if let Some(fault) = errors::first(found, source, goal, &parsed.program, &built.semantic) {
        return Err(fault);
    }
    let edits = edits_of(&parsed.program, &built.semantic, source, goal);
    if edits.is_empty() {
        return Ok(Prepared::unchanged(source));
    }
    let (text, columns) = edits.apply(source);
    let needs_helpers = helpers::are_named_in(&text);
    Ok(Prepared {
        text: Cow::Owned(text),
        columns,
        needs_helpers,
    })
}

/// `source`, TypeScript read as `goal` (as a module or a CommonJS file where there is none),
/// with its types blanked out: what Node calls stripping.
///
/// # Errors
///
/// Syntax that means more than types, or that is none; [`Fault::types`] says which.
pub fn strip_types(source: &str, goal: Option<Goal>) -> Result<Cow<'_, str>, Fault> {
    let plain = goal.map_or(SourceType::unambiguous(), Goal::source_type);
    let allocator = Allocator::default();
    let parsed = parse(&allocator, source, plain.with_typescript(true));
    types::check_syntax(&parsed)?;
    let edits = types::strip(&parsed.program, source)?;
    if edits.is_empty() {
        return Ok(Cow::Borrowed(source));
    }
    Ok(Cow::Owned(edits.apply(source).0))
}

/// The source of the function that `Function` makes: `head` (`async function`) with
/// `parameters` and `body`, in brackets, prepared. `None` where they are not the parameters and
/// the body of one function by their syntax, and an engine is to say what is wrong.
///
/// # Errors
///
/// As [`prepare`], and where one of them closes what the other opened.
pub fn prepare_function(
    head: &str,
    parameters: &str,
    body: &str,
) -> Result<Option<Prepared<'static>>, Fault> {
    let before = format!("({head} anonymous({parameters}");
    let source = format!("{before}\n) {{\n{body}\n}})");
    let allocator = Allocator::default();
    let parsed = parse(&allocator, &source, SourceType::script());
    let opens = before.len() + "\n) ".len();
    if parsed.panicked {
        return Ok(None);
    }
    if !is_one_function(&parsed.program, opens, source.len() - 1) {
        let end = Span::new(0, source.len() as u32);
        return Err(Fault::new("Unexpected token '}'", end));
    }
    let prepared = prepare(&source, Goal::Script)?;
    Ok(Some(Prepared {
        text: Cow::Owned(prepared.text.into_owned()),
        columns: prepared.columns,
        needs_helpers: prepared.needs_helpers,
    }))
}

/// Whether `program` is one function in brackets whose body begins and ends there.
fn is_one_function(program: &Program<'_>, opens: usize, closes: usize) -> bool {
    let [Statement::ExpressionStatement(statement)] = program.body.as_slice() else {
        return false;
    };
    let Expression::FunctionExpression(function) = statement.expression.without_parentheses()
    else {
        return false;
    };
    let body = function.body.as_ref().map(|body| body.span);
    body.is_some_and(|span| span.start as usize == opens && span.end as usize == closes)
}

fn parse<'a>(allocator: &'a Allocator, source: &'a str, kind: SourceType) -> ParserReturn<'a> {
    let parsing = ParseOptions {
        allow_return_outside_function: kind.is_commonjs(),
        ..ParseOptions::default()
    };
    Parser::new(allocator, source, kind)
        .with_options(parsing)
        .parse()
}

/// Every edit that `program` needs. A pass runs where a word is met without which it has
/// nothing to do.
fn edits_of<'a>(program: &Program<'a>, semantic: &Semantic<'a>, source: &str, goal: Goal) -> Edits {
    let words = scan::words(source);
    let mut edits = Edits::default();
    if words.length {
        length::edit(program, source, &mut edits);
    }
    if words.using || words.asynchronous || words.of {
        names::edit(program, semantic, source, goal, &mut edits);
    }
    if words.using || words.finally || words.of {
        let wraps = jumps::edit(program, source, &mut edits);
        disposal::edit(program, source, goal, &wraps, &mut edits);
    }
    if words.eval {
        eval::edit(program, goal, &mut edits);
    }
    if words.var {
        parameters::edit(program, semantic, &mut edits);
    }
    if goal == Goal::Module && words.export {
        exports::edit(program, source, &mut edits);
    }
    edits
}
