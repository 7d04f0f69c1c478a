//! A `var` of a function's body with the name of a parameter, where the parameters hold
//! functions of their own (ECMAScript 10.2.11, step 28).
//!
//! `function (a, f = () => a) { var a = 2 }` has two variables `a`. The body's is given a name
//! of its own, and the parameter's value to begin with.

use crate::edits::{Edits, JOINER};
use crate::helpers::NAMED;
use oxc_ast::AstKind;
use oxc_ast::ast::*;
use oxc_ast_visit::{Visit, walk};
use oxc_semantic::Semantic;
use oxc_span::{GetSpan, Span};
use oxc_syntax::scope::{ScopeFlags, ScopeId};
use oxc_syntax::symbol::{SymbolFlags, SymbolId};

/// Edits every function whose parameters and body share a name but not a variable.
pub(crate) fn edit<'a>(program: &Program<'a>, semantic: &Semantic<'a>, edits: &mut Edits) {
    let mut pass = Pass { semantic, edits };
    pass.visit_program(program);
}

struct Pass<'p, 'a> {
    semantic: &'p Semantic<'a>,
    edits: &'p mut Edits,
}

impl<'a> Visit<'a> for Pass<'_, 'a> {
    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        if let Some(body) = &function.body {
            self.separate(&function.params, body, function.scope_id.get());
        }
        walk::walk_function(self, function, flags);
    }

    fn visit_arrow_function_expression(&mut self, arrow: &ArrowFunctionExpression<'a>) {
        if let ArrowFunctionBody::FunctionBody(body) = &arrow.body {
            self.separate(&arrow.params, body, arrow.scope_id.get());
        }
        walk::walk_arrow_function_expression(self, arrow);
    }
}

impl<'a> Pass<'_, 'a> {
    fn separate(
        &mut self,
        parameters: &FormalParameters<'a>,
        body: &FunctionBody<'a>,
        scope: Option<ScopeId>,
    ) {
        if !holds_functions(parameters) {
            return;
        }
        let Some(scope) = scope else { return };
        let scoping = self.semantic.scoping();
        let symbols: Vec<SymbolId> = scoping.get_bindings(scope).values().copied().collect();
        for symbol in symbols {
            let declared = self.declared_in(symbol, body.span);
            let is_parameter = parameters
                .span
                .contains_inclusive(scoping.symbol_span(symbol));
            if is_parameter && !declared.is_empty() {
                self.rename(symbol, &declared, body);
            }
        }
    }

    /// Where the body at `body` declares `symbol` again, and whether as a function.
    fn declared_in(&self, symbol: SymbolId, body: Span) -> Vec<(Span, bool)> {
        let again = self.semantic.scoping().symbol_redeclarations(symbol);
        let inside = again.iter().filter(|one| body.contains_inclusive(one.span));
        inside
            .map(|one| (one.span, one.flags.contains(SymbolFlags::Function)))
            .collect()
    }

    fn rename(&mut self, symbol: SymbolId, declared: &[(Span, bool)], body: &FunctionBody<'_>) {
        let scoping = self.semantic.scoping();
        let name = scoping.symbol_name(symbol).to_owned();
        let own = format!("{name}{JOINER}");
        let nodes = self.semantic.nodes();
        for &(span, _) in declared {
            self.edits.replace(span.start, span.end, own.clone());
        }
        for reference in scoping.get_resolved_references(symbol) {
            let node = nodes.get_node(reference.node_id());
            let span = node.kind().span();
            if !body.span.contains_inclusive(span) {
                continue;
            }
            let is_shorthand = match nodes.parent_kind(node.id()) {
                AstKind::ObjectProperty(property) => property.shorthand,
                AstKind::AssignmentTargetPropertyIdentifier(_) => true,
                _ => false,
            };
            if is_shorthand {
                self.edits.before(span.start, span.end, format!("{name}:"));
            }
            self.edits.replace(span.start, span.end, own.clone());
        }
        if let (Some(first), Some(last)) = (body.statements.first(), body.statements.last()) {
            let (start, end) = (first.span().start, last.span().end);
            let is_function = declared.iter().any(|(_, is_function)| *is_function);
            let text = match is_function {
                true => format!("{NAMED}({own},\"{name}\");"),
                false => format!("var {own}={name};"),
            };
            self.edits.before(start, end, text);
        }
    }
}

/// Whether an expression among `parameters` holds a function, which sees them and not the body.
fn holds_functions(parameters: &FormalParameters<'_>) -> bool {
    let mut search = Search { found: false };
    search.visit_formal_parameters(parameters);
    search.found
}

struct Search {
    found: bool,
}

impl<'a> Visit<'a> for Search {
    fn visit_function(&mut self, _: &Function<'a>, _: ScopeFlags) {
        self.found = true;
    }

    fn visit_arrow_function_expression(&mut self, _: &ArrowFunctionExpression<'a>) {
        self.found = true;
    }

    fn visit_class(&mut self, _: &Class<'a>) {
        self.found = true;
    }
}
