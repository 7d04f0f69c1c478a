//! Assignments to `.length`, made computed.
//!
//! An engine may keep the place of a property by the shape of its object; an array's `length`
//! is no such property (ECMAScript 10.4.2.1), and a warm assignment by name writes the number
//! alone. A computed name is looked up each time. Reads are right, and are left alone.

use crate::edits::Edits;
use crate::tokens::skip_trivia;
use oxc_ast::ast::{Program, SimpleAssignmentTarget, StaticMemberExpression};
use oxc_ast_visit::{Visit, walk};
use oxc_span::GetSpan;

/// Edits every assignment to `.length`: of all operators, and in patterns and heads of loops.
pub(crate) fn edit(program: &Program<'_>, source: &str, edits: &mut Edits) {
    Pass { source, edits }.visit_program(program);
}

struct Pass<'p> {
    source: &'p str,
    edits: &'p mut Edits,
}

impl<'a> Visit<'a> for Pass<'_> {
    fn visit_simple_assignment_target(&mut self, target: &SimpleAssignmentTarget<'a>) {
        if let SimpleAssignmentTarget::StaticMemberExpression(member) = target
            && member.property.name == "length"
        {
            self.compute(member);
        }
        walk::walk_simple_assignment_target(self, target);
    }
}

impl Pass<'_> {
    fn compute(&mut self, member: &StaticMemberExpression<'_>) {
        let dot = skip_trivia(self.source, member.object.span().end);
        let property = member.property.span;
        if property.start == dot + 1 {
            self.edits.replace(dot, property.end, r#"["length"]"#);
            return;
        }
        // What lies between, the end of a line or a comment, stays.
        self.edits.replace(dot, dot + 1, "[");
        self.edits
            .replace(property.start, property.end, r#""length"]"#);
    }
}
