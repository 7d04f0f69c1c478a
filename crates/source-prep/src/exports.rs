//! Ends of modules, and default exports that begin with `async`.

use crate::edits::{Edits, slice};
use crate::tokens::is_end;
use oxc_ast::ast::{ExportDefaultDeclaration, Program, Statement};
use oxc_span::GetSpan;

/// Gives a last `export { a }` its semicolon, and an exported expression that begins with
/// `async` its brackets.
pub(crate) fn edit(program: &Program<'_>, source: &str, edits: &mut Edits) {
    if let Some(Statement::ExportNamedDeclaration(last)) = program.body.last() {
        let span = last.span;
        let ends_so = slice(source, span.start, span.end).ends_with('}');
        if ends_so && is_end(source, span.end) {
            edits.after(span.start, span.end, ";");
        }
    }
    for statement in &program.body {
        if let Statement::ExportDefaultDeclaration(export) = statement {
            bracket(export, source, edits);
        }
    }
}

fn bracket(export: &ExportDefaultDeclaration<'_>, source: &str, edits: &mut Edits) {
    if !export.declaration.is_expression() {
        return;
    }
    let span = export.declaration.span();
    if slice(source, span.start, span.end).starts_with("async") {
        edits.before(span.start, span.end, "(");
        edits.after(span.start, span.end, ")");
    }
}
