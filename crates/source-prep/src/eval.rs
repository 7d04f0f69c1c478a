//! Direct calls of `eval`: what they are given is prepared when it is known, and `arguments`
//! is there for it.
//!
//! `eval(code)` becomes `eval(prepare(code), arguments)`. An engine that makes `arguments` only
//! for functions which name it makes it then; the further argument means nothing.

use crate::edits::Edits;
use crate::{Goal, helpers};
use oxc_ast::ast::{
    Argument, ArrowFunctionExpression, CallExpression, Expression, Function, Program,
    PropertyDefinition, StaticBlock,
};
use oxc_ast_visit::{Visit, walk};
use oxc_span::GetSpan;
use oxc_syntax::scope::ScopeFlags;

/// Edits each call of `eval` by that name, and of `(0, eval)`.
pub(crate) fn edit(program: &Program<'_>, goal: Goal, edits: &mut Edits) {
    Pass {
        edits,
        has_arguments: goal == Goal::CommonJs,
    }
    .visit_program(program);
}

struct Pass<'p> {
    edits: &'p mut Edits,
    /// Whether `arguments` may be named here.
    has_arguments: bool,
}

impl Pass<'_> {
    fn within(&mut self, has_arguments: bool, visit: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.has_arguments, has_arguments);
        visit(self);
        self.has_arguments = outer;
    }

    fn prepare(&mut self, argument: &Argument<'_>, is_direct: bool) {
        let span = argument.span();
        self.edits
            .before(span.start, span.end, format!("{}(", helpers::EVAL));
        let end = match is_direct && self.has_arguments {
            true => "),arguments",
            false => ")",
        };
        self.edits.after(span.start, span.end, end);
    }
}

impl<'a> Visit<'a> for Pass<'_> {
    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        walk::walk_call_expression(self, call);
        let (Some(called), Some(argument)) = (called(&call.callee), call.arguments.first()) else {
            return;
        };
        let is_plain = !matches!(
            argument,
            Argument::SpreadElement(_) | Argument::NumericLiteral(_)
        );
        if is_plain && !call.optional {
            self.prepare(
                argument,
                called == Called::Directly && call.arguments.len() == 1,
            );
        }
    }

    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        self.within(true, |pass| walk::walk_function(pass, function, flags));
    }

    fn visit_arrow_function_expression(&mut self, arrow: &ArrowFunctionExpression<'a>) {
        walk::walk_arrow_function_expression(self, arrow);
    }

    fn visit_property_definition(&mut self, field: &PropertyDefinition<'a>) {
        self.within(false, |pass| walk::walk_property_definition(pass, field));
    }

    fn visit_static_block(&mut self, block: &StaticBlock<'a>) {
        self.within(false, |pass| walk::walk_static_block(pass, block));
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Called {
    /// ECMAScript's direct eval.
    Directly,
    /// `(0, eval)`, which bundles write.
    Indirectly,
}

fn called(callee: &Expression<'_>) -> Option<Called> {
    match callee {
        Expression::Identifier(name) if name.name == "eval" => Some(Called::Directly),
        Expression::ParenthesizedExpression(inner) => {
            let Expression::SequenceExpression(sequence) = &inner.expression else {
                return None;
            };
            let last = sequence.expressions.last()?;
            (called(last) == Some(Called::Directly)).then_some(Called::Indirectly)
        }
        _ => None,
    }
}
