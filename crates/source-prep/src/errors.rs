//! Early errors in V8's words.

use crate::Goal;
use crate::edits::slice;
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
    semantic: &Semantic<'_>,
) -> Option<Fault> {
    let known = found.filter_map(|one| translate(one, source, goal));
    let all = known.chain(redeclared_parameter(goal, semantic));
    all.min_by_key(|fault| fault.start)
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
const LIST: &str = "Rest element must be last element";
const SUPER: &str = "'super' keyword unexpected here";

const ROWS: &[Row] = &[
    second("Identifier `", "Identifier '{}' has already been declared"),
    row("Cannot assign to 'eval' in strict", EVAL_NAME),
    row("Cannot assign to 'arguments' in strict", EVAL_NAME),
    row("Delete of an unqualified identifier", "Delete of an unqualified identifier in strict mode."),
    row("'with' statements", "Strict mode code may not include a with statement"),
    row("Illegal break statement", "Illegal break statement"),
    row("Illegal continue statement", "Illegal continue statement: no surrounding iteration statement"),
    row("Use of undefined label", "Undefined label '{}'"),
    second("Label `", "Label '{}' has already been declared"),
    row("Missing initializer in destructuring", "Missing initializer in destructuring declaration"),
    row("Missing initializer in const", "Missing initializer in const declaration"),
    row("Multiple constructor", "A class may only have one constructor"),
    row("'super' can only be referenced", SUPER),
    outside("Super calls are not permitted", SUPER),
    outside("Unexpected super", SUPER),
    row("Private fields can not be deleted", "Private fields can not be deleted"),
    row("A rest element must be last", LIST),
];

fn translate(found: &OxcDiagnostic, source: &str, goal: Goal) -> Option<Fault> {
    let row = ROWS.iter().find(|row| found.message.starts_with(row.begins))?;
    if row.depends && goal == Goal::Eval {
        return None;
    }
    let label = found.labels.get(row.place).or(found.labels.first())?;
    let start = label.offset();
    let end = start + label.len();
    let span = Span::new(start as u32, end as u32);
    let at = slice(source, span.start, span.end);
    Some(Fault::new(row.words.replace("{}", at), span))
}
