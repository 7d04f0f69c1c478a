//! Early errors in V8's words.

use crate::Goal;
use crate::edits::slice;
use oxc_ast::ast::{FormalParameters, Program};
use oxc_ast_visit::{Visit, walk};
use oxc_diagnostics::OxcDiagnostic;
use oxc_semantic::Semantic;
use oxc_span::Span;
use oxc_syntax::symbol::SymbolFlags;

/// What is wrong with a source, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// V8's words.
    pub message: String,
    /// The first byte of the faulty token.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// For TypeScript, why its syntax can't be stripped.
    pub types: Option<crate::TypeFault>,
}

impl Fault {
    pub(crate) fn new(message: impl Into<String>, span: Span) -> Self {
        Self {
            message: message.into(),
            start: span.start as usize,
            end: span.end as usize,
            types: None,
        }
    }
}

/// The first fault among what the parser found; what it finds beyond the known early errors,
/// and what the surroundings of an `eval` may allow, is left to the engine.
pub(crate) fn first<'d>(
    found: impl Iterator<Item = &'d OxcDiagnostic>,
    source: &str,
    goal: Goal,
    program: &Program<'_>,
    semantic: &Semantic<'_>,
) -> Option<Fault> {
    let known = found.filter_map(|one| {
        let fault = translate(one, source, goal)?;
        Some(parameters_apart(fault, one, program))
    });
    let all = known.chain(redeclared_parameter(goal, semantic));
    all.min_by_key(|fault| fault.start)
}

/// The fault that ended the parsing, where it is told in V8's words.
pub(crate) fn fatal<'d>(
    mut found: impl Iterator<Item = &'d OxcDiagnostic>,
    source: &str,
    goal: Goal,
) -> Option<Fault> {
    translate(found.next()?, source, goal)
}

/// What a CommonJS file's function has as parameters.
const PARAMETERS: [&str; 5] = ["exports", "require", "module", "__filename", "__dirname"];

/// A name declared at the top that the file's function has as a parameter.
fn redeclared_parameter(goal: Goal, semantic: &Semantic<'_>) -> Option<Fault> {
    if goal != Goal::CommonJs {
        return None;
    }
    let scoping = semantic.scoping();
    let lexical = SymbolFlags::BlockScoped | SymbolFlags::Class;
    PARAMETERS
        .iter()
        .filter_map(|name| scoping.get_root_binding((*name).into()))
        .filter(|&symbol| {
            let flags = scoping.symbol_flags(symbol);
            flags.intersects(lexical) && !flags.contains(SymbolFlags::FunctionScopedVariable)
        })
        .map(|symbol| {
            let name = scoping.symbol_name(symbol);
            Fault::new(declared_before(name), scoping.symbol_span(symbol))
        })
        .min_by_key(|fault| fault.start)
}

fn declared_before(name: &str) -> String {
    format!("Identifier '{name}' has already been declared")
}

/// How one of the parser's messages is told.
struct Row {
    /// What it begins with.
    begins: &'static str,
    /// V8's words; `{}` stands for the text at the place.
    words: &'static str,
    /// Which of its places is V8's.
    place: usize,
    /// Whether `eval` may stand where it is allowed.
    depends: bool,
}

const fn row(begins: &'static str, words: &'static str) -> Row {
    Row {
        begins,
        words,
        place: 0,
        depends: false,
    }
}

const fn second(begins: &'static str, words: &'static str) -> Row {
    Row {
        place: 1,
        ..row(begins, words)
    }
}

const fn outside(begins: &'static str, words: &'static str) -> Row {
    Row {
        depends: true,
        ..row(begins, words)
    }
}

const EVAL_NAME: &str = "Unexpected eval or arguments in strict mode";
const REST: &str = "Rest element must be last element";
const SUPER: &str = "'super' keyword unexpected here";
const NO_ARGUMENTS: &str =
    "'arguments' is not allowed in class field initializer or static initialization block";
const AWAIT: &str = "await is only valid in async functions and the top level bodies of modules";
const PRIVATE: &str = "Private field '{}' must be declared in an enclosing class";
const POWER: &str = "Unary operator used immediately before exponentiation expression. \
                     Parenthesis must be used to disambiguate operator precedence";
const NON_SIMPLE: &str =
    "Illegal 'use strict' directive in function with non-simple parameter list";
const LET_BOUND: &str = "let is disallowed as a lexically bound name";
const OPTIONAL_NEW: &str = "Invalid optional chain from new expression";
const IMPORT: &str = "Cannot use import statement outside a module";
const UNICODE: &str = "Invalid Unicode escape sequence";

const ROWS: &[Row] = &[
    second("Identifier `", "Identifier '{}' has already been declared"),
    row("Cannot assign to 'eval' in strict", EVAL_NAME),
    row("Cannot assign to 'arguments' in strict", EVAL_NAME),
    row(
        "Delete of an unqualified identifier",
        "Delete of an unqualified identifier in strict mode.",
    ),
    row(
        "'with' statements",
        "Strict mode code may not include a with statement",
    ),
    row("The keyword '", "Unexpected strict mode reserved word"),
    row("'import' declaration can only be used", IMPORT),
    row(
        "Cannot use import statement outside",
        "Cannot use import statement outside a module",
    ),
    row(
        "Cannot use import.meta outside",
        "Cannot use 'import.meta' outside a module",
    ),
    row("Illegal break statement", "Illegal break statement"),
    row(
        "Illegal continue statement",
        "Illegal continue statement: no surrounding iteration statement",
    ),
    row("Use of undefined label", "Undefined label '{}'"),
    row(
        "Jump target cannot cross function boundary",
        "Undefined label '{}'",
    ),
    second("Label `", "Label '{}' has already been declared"),
    row(
        "Missing initializer in destructuring",
        "Missing initializer in destructuring declaration",
    ),
    row(
        "Missing initializer in const",
        "Missing initializer in const declaration",
    ),
    second(
        "Multiple constructor",
        "A class may only have one constructor",
    ),
    row("'super' can only be referenced in a derived class", SUPER),
    outside("'super' can only be referenced in members", SUPER),
    row(
        "The operand of a 'delete' operator cannot be a private",
        "Private fields can not be deleted",
    ),
    outside("Private field '#", PRIVATE),
    outside("Private identifier '#", PRIVATE),
    row("'arguments' is not allowed in", NO_ARGUMENTS),
    row("A rest element must be last", REST),
    row(
        "A rest parameter must be last",
        "Rest parameter must be last formal parameter",
    ),
    row(
        "A rest parameter cannot have an init",
        "Rest parameter may not have a default initializer",
    ),
    row("Illegal 'use strict' directive", NON_SIMPLE),
    row("`let` cannot be declared", LET_BOUND),
    row("Invalid optional chain from new", OPTIONAL_NEW),
    row(
        "Optional chaining cannot appear in the callee of new",
        OPTIONAL_NEW,
    ),
    row(
        "Tagged template expressions are not permitted",
        "Invalid tagged template on optional chain",
    ),
    row("`await` is only allowed within", AWAIT),
    row("A unary expression with", POWER),
    row("Illegal newline after throw", "Illegal newline after throw"),
    row(
        "Missing catch or finally clause",
        "Missing catch or finally after try",
    ),
    row(
        "Cannot use new with dynamic import",
        "Cannot use new with import",
    ),
    row(
        "import() requires a specifier",
        "import() requires a specifier",
    ),
    row(
        "Lexical declaration cannot appear",
        "Lexical declaration cannot appear in a single-statement context",
    ),
    row(
        "Async functions can only be declared",
        "Async functions can only be declared at the top level or inside a block.",
    ),
    row(
        "Generators can only be declared",
        "Generators can only be declared at the top level or inside a block.",
    ),
    row(
        "Constructor can't have get/set",
        "Class constructor may not be an accessor",
    ),
    row(
        "Constructor can't be an async",
        "Class constructor may not be an async method",
    ),
    row(
        "Constructor can't be a generator",
        "Class constructor may not be a generator",
    ),
    row(
        "Classes may not have a static property named 'prototype'",
        "Classes may not have a static property named 'prototype'",
    ),
    row(
        "Classes can't have an element named '#constructor'",
        "Classes may not have a private field named '#constructor'",
    ),
    row(
        "Classes may not have a field named",
        "Classes may not have a field named 'constructor'",
    ),
    row(
        "Classes can't have a field named",
        "Classes may not have a field named 'constructor'",
    ),
    row("Invalid Unicode escape", UNICODE),
    row(
        "Unterminated regular expression",
        "Invalid regular expression: missing /",
    ),
    row("Unterminated string", "Invalid or unexpected token"),
    row(
        "The left-hand side of a `for...of` statement may not be `async`",
        "The left-hand side of a for-of loop may not be 'async'.",
    ),
    row(
        "yield expression not allowed",
        "Yield expression not allowed in formal parameter",
    ),
    row(
        "A 'default' clause cannot appear more",
        "More than one default clause in switch statement",
    ),
];

fn translate(found: &OxcDiagnostic, source: &str, goal: Goal) -> Option<Fault> {
    let row = ROWS
        .iter()
        .find(|row| found.message.starts_with(row.begins))?;
    if row.depends && goal == Goal::Eval {
        return None;
    }
    let label = found.labels.get(row.place).or(found.labels.first())?;
    let start = label.offset();
    // Of an import V8 points at the keyword.
    let length = match row.words == IMPORT {
        true => label.len().min("import".len() as u32),
        false => label.len(),
    };
    let end = start + length;
    let span = Span::new(start, end);
    let at = slice(source, span.start, span.end);
    if at.starts_with('`') {
        // An open template, which more text may close.
        return None;
    }
    if at == "__proto__" && row.place == 1 {
        let words = "Duplicate __proto__ fields are not allowed in object literals";
        return Some(Fault::new(words, span));
    }
    Some(Fault::new(row.words.replace("{}", at), span))
}

/// Two parameters of one name are told in words of their own.
fn parameters_apart(mut fault: Fault, found: &OxcDiagnostic, program: &Program<'_>) -> Fault {
    let places: Vec<u32> = found
        .labels
        .iter()
        .map(oxc_span::LabeledSpan::offset)
        .collect();
    let is_redeclaration = found.message.starts_with("Identifier `");
    if is_redeclaration && Parameters::hold(program, &places) {
        fault.message = "Duplicate parameter name not allowed in this context".to_owned();
    }
    fault
}

/// Looks for a list of parameters that holds all of some places.
struct Parameters<'p> {
    places: &'p [u32],
    found: bool,
}

impl Parameters<'_> {
    fn hold(program: &Program<'_>, places: &[u32]) -> bool {
        let mut search = Parameters {
            places,
            found: false,
        };
        search.visit_program(program);
        search.found
    }
}

impl<'a> Visit<'a> for Parameters<'_> {
    fn visit_formal_parameters(&mut self, list: &FormalParameters<'a>) {
        let names = list
            .items
            .iter()
            .flat_map(|item| item.pattern.get_binding_identifiers());
        let rest = list
            .rest
            .iter()
            .flat_map(|rest| rest.rest.argument.get_binding_identifiers());
        let starts: Vec<u32> = names.chain(rest).map(|id| id.span.start).collect();
        self.found |= self.places.iter().all(|place| starts.contains(place));
        walk::walk_formal_parameters(self, list);
    }
}
