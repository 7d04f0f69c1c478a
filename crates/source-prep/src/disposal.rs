//! `using` and `await using` declarations (ECMAScript 14.3.1, explicit resource management).
//!
//! ```js
//! { using a = open(); work(a) }
//! // becomes, without the brackets that mark edits:
//! {const stack=disposal();try{ const a = stack.add(open()); work(a) }
//!   catch(error){stack.fail(error)}finally{stack.dispose()}}
//! ```
//!
//! At the top of a module, where an export can't stand in a block, each statement is guarded
//! by itself.

use crate::Goal;
use crate::edits::{Edits, JOINER};
use crate::helpers::DISPOSAL;
use crate::jumps::{Wraps, declares_using};
use crate::tokens::skip_trivia;
use oxc_ast::ast::*;
use oxc_ast_visit::{Visit, walk};
use oxc_span::{GetSpan, Span};

/// Edits every `using` declaration and what must dispose of it.
pub(crate) fn edit(
    program: &Program<'_>,
    source: &str,
    goal: Goal,
    wraps: &Wraps,
    edits: &mut Edits,
) {
    let mut pass = Pass {
        source,
        wraps,
        edits,
        stacks: 0,
        stack: String::new(),
    };
    match goal {
        Goal::Module => pass.module(program),
        Goal::CommonJs if declares_using(&program.body) => pass.common_js(program),
        _ => walk::walk_program(&mut pass, program),
    }
}

struct Pass<'p> {
    source: &'p str,
    wraps: &'p Wraps,
    edits: &'p mut Edits,
    /// How many were named.
    stacks: usize,
    /// The stack of the innermost statements that dispose.
    stack: String,
}

impl Pass<'_> {
    fn new_stack(&mut self) -> String {
        self.stacks += 1;
        format!("stack{}{JOINER}", self.stacks)
    }

    /// The statements between `start` and `end` dispose of what they declare.
    fn dispose(
        &mut self,
        start: u32,
        end: u32,
        region: u32,
        awaits: bool,
        visit: impl FnOnce(&mut Self),
    ) {
        let stack = self.new_stack();
        let (begin, finish) = self.around(region, &stack, awaits);
        self.edits.before(start, end, begin);
        self.edits.after(start, end, finish);
        let outer = std::mem::replace(&mut self.stack, stack);
        visit(self);
        self.stack = outer;
    }

    /// What stands before and behind statements that dispose of what they declare.
    fn around(&self, region: u32, stack: &str, awaits: bool) -> (String, String) {
        let make = format!("const {stack}={DISPOSAL}();");
        let closing = closing(stack, awaits);
        match self.wraps.of(region) {
            Some(wrap) => (
                format!("{}{make}{}try{{", wrap.variables, wrap.label),
                format!("}}{closing}{}", wrap.after),
            ),
            None => (format!("{make}try{{"), format!("}}{closing}")),
        }
    }

    /// `using a = b, c = d` becomes `const a = stack.add(b), c = stack.add(d)`.
    fn declare(&mut self, declaration: &VariableDeclaration<'_>) {
        let first = declaration.declarations.first();
        let Some(first) = first.map(|declarator| declarator.span.start) else {
            return;
        };
        self.replace_keywords(
            declaration.span.start,
            first,
            declaration.kind.is_await(),
            "const",
        );
        let add = if declaration.kind.is_await() {
            "addAsync"
        } else {
            "add"
        };
        for init in declaration
            .declarations
            .iter()
            .filter_map(|one| one.init.as_ref())
        {
            let span = init.span();
            let call = format!("{}.{add}(", self.stack);
            self.edits.before(span.start, span.end, call);
            self.edits.after(span.start, span.end, ")");
        }
    }

    fn replace_keywords(&mut self, start: u32, end: u32, awaits: bool, keyword: &str) {
        if awaits {
            self.edits.replace(start, start + 5, "");
        }
        let using = match awaits {
            true => skip_trivia(self.source, start + 5),
            false => start,
        };
        if using + 5 <= end {
            self.edits.replace(using, using + 5, keyword);
        }
    }

    fn common_js(&mut self, program: &Program<'_>) {
        let Some((start, end)) = range(&program.body) else {
            return;
        };
        let awaits = awaits(&program.body);
        let region = program.span.start;
        self.dispose(start, end, region, awaits, |pass| {
            walk::walk_program(pass, program);
        });
    }

    /// Imports, exported functions and the like stay; each other statement at the top is
    /// guarded, and the last one disposes.
    fn module(&mut self, program: &Program<'_>) {
        if !declares_using(&program.body) {
            walk::walk_program(self, program);
            return;
        }
        let stack = self.new_stack();
        let Some((start, end)) = range(&program.body) else {
            return;
        };
        self.edits
            .before(start, end, format!("const {stack}={DISPOSAL}();"));
        let outer = std::mem::replace(&mut self.stack, stack.clone());
        let awaits = awaits(&program.body);
        for statement in &program.body {
            self.guard(statement, &stack, awaits);
        }
        let ending = match awaits {
            true => format!(";{}", await_steps(&stack)),
            false => format!(";{stack}.dispose();"),
        };
        self.edits.after(start, end, ending);
        walk::walk_program(self, program);
        self.stack = outer;
    }

    fn guard(&mut self, statement: &Statement<'_>, stack: &str, awaits: bool) {
        // What is thrown at the top of a module ends it: the resources are disposed of there.
        let error = format!("error{JOINER}");
        let dispose = match awaits {
            true => await_steps(stack),
            false => format!("{stack}.dispose()"),
        };
        let failing = format!("catch({error}){{{stack}.fail({error});{dispose}}}");
        let declaration = match statement {
            Statement::VariableDeclaration(declaration) => declaration,
            Statement::ExportDeclaration(export) => match &export.declaration {
                Declaration::VariableDeclaration(declaration) => declaration,
                _ => return,
            },
            Statement::FunctionDeclaration(_) | Statement::ClassDeclaration(_) => return,
            _ if statement.as_module_declaration().is_some() => return,
            _ => {
                let span = statement.span();
                self.edits.before(span.start, span.end, "try{");
                self.edits
                    .after(span.start, span.end, format!("}}{failing}"));
                return;
            }
        };
        self.guard_declaration(statement, declaration, &failing);
    }

    /// `const a = f()` becomes `let a;try{(a = f())}catch…`.
    fn guard_declaration(
        &mut self,
        statement: &Statement<'_>,
        declaration: &VariableDeclaration<'_>,
        failing: &str,
    ) {
        let Some(first) = declaration.declarations.first() else {
            return;
        };
        let names: Vec<String> = declaration
            .declarations
            .iter()
            .flat_map(|one| one.id.get_binding_identifiers())
            .map(|id| crate::names::label(&id.name))
            .collect();
        let start = statement.span().start;
        let is_exported = matches!(statement, Statement::ExportDeclaration(_));
        let export = if is_exported { "export " } else { "" };
        let keyword = if declaration.kind.is_var() {
            "var"
        } else {
            "let"
        };
        let head = format!("{export}{keyword} {};try{{(", names.join(","));
        if is_exported {
            self.edits.replace(start, start + 6, "");
        }
        let at = declaration.span.start;
        let awaits = declaration.kind.is_await();
        let end = match declaration.kind {
            VariableDeclarationKind::Using | VariableDeclarationKind::AwaitUsing => {
                self.replace_keywords(at, first.span.start, awaits, &head);
                declaration.span.end
            }
            kind => {
                let length = kind.as_str().len() as u32;
                self.edits.replace(at, at + length, head);
                declaration.span.end
            }
        };
        let last = declaration
            .declarations
            .last()
            .map_or(end, |last| last.span.end);
        self.edits.after(first.span.start, last, ")");
        self.edits.after(start, end, format!("}}{failing}"));
        for bare in declaration
            .declarations
            .iter()
            .filter(|one| one.init.is_none())
        {
            self.edits
                .after(bare.span.start, bare.span.end, "=undefined");
        }
    }

    /// `for (using a of b) c` becomes `for (const each of b) {const stack…const a=stack.add(each);…c…}`.
    fn for_each(&mut self, declaration: &VariableDeclaration<'_>, body: &Statement<'_>) {
        let Some(declarator) = declaration.declarations.first() else {
            return;
        };
        let awaits = declaration.kind.is_await();
        let stack = self.new_stack();
        let each = format!("each{}{JOINER}", self.stacks);
        self.replace_keywords(
            declaration.span.start,
            declarator.span.start,
            awaits,
            "const",
        );
        let id = declarator.id.span();
        let name = declarator
            .id
            .get_identifier_name()
            .map(|name| crate::names::label(&name));
        self.edits.replace(id.start, id.end, each.clone());
        let add = if awaits { "addAsync" } else { "add" };
        let name = name.unwrap_or_default();
        let declared = format!("const {name}={stack}.{add}({each});");
        let (begin, end) = self.around(declaration.span.start, &stack, awaits);
        let span = body.span();
        self.edits
            .before(span.start, span.end, format!("{{{begin}{declared}"));
        self.edits.after(span.start, span.end, format!("{end}}}"));
    }
}

/// What stands behind the `try` block.
fn closing(stack: &str, awaits: bool) -> String {
    let error = format!("error{JOINER}");
    let dispose = match awaits {
        true => await_steps(stack),
        false => format!("{stack}.dispose()"),
    };
    format!("catch({error}){{{stack}.fail({error})}}finally{{{dispose}}}")
}

/// Each step of disposal may be waited for, and fail.
fn await_steps(stack: &str) -> String {
    let (step, error) = (format!("step{JOINER}"), format!("error{JOINER}"));
    format!(
        "for(const {step} of {stack}.steps())try{{await {step}}}catch({error}){{{stack}.fail({error})}}{stack}.end()"
    )
}

fn range(statements: &[Statement<'_>]) -> Option<(u32, u32)> {
    Some((
        statements.first()?.span().start,
        statements.last()?.span().end,
    ))
}

fn awaits(statements: &[Statement<'_>]) -> bool {
    statements.iter().any(|statement| match statement {
        Statement::VariableDeclaration(declaration) => declaration.kind.is_await(),
        _ => false,
    })
}

fn using_of<'d, 'a>(left: &'d ForStatementLeft<'a>) -> Option<&'d VariableDeclaration<'a>> {
    match left {
        ForStatementLeft::VariableDeclaration(declaration) if declaration.kind.is_using() => {
            Some(declaration)
        }
        _ => None,
    }
}

impl<'a> Visit<'a> for Pass<'_> {
    fn visit_variable_declaration(&mut self, declaration: &VariableDeclaration<'a>) {
        if declaration.kind.is_using() && !self.stack.is_empty() {
            self.declare(declaration);
        }
        walk::walk_variable_declaration(self, declaration);
    }

    fn visit_block_statement(&mut self, block: &BlockStatement<'a>) {
        self.list(&block.body, block.span, |pass| {
            walk::walk_block_statement(pass, block);
        });
    }

    fn visit_function_body(&mut self, body: &FunctionBody<'a>) {
        let outer = std::mem::take(&mut self.stack);
        self.list(&body.statements, body.span, |pass| {
            walk::walk_function_body(pass, body);
        });
        self.stack = outer;
    }

    fn visit_static_block(&mut self, block: &StaticBlock<'a>) {
        let outer = std::mem::take(&mut self.stack);
        self.list(&block.body, block.span, |pass| {
            walk::walk_static_block(pass, block);
        });
        self.stack = outer;
    }

    fn visit_for_of_statement(&mut self, statement: &ForOfStatement<'a>) {
        if let Some(declaration) = using_of(&statement.left) {
            self.for_each(declaration, &statement.body);
            self.visit_expression(&statement.right);
            self.visit_statement(&statement.body);
            return;
        }
        walk::walk_for_of_statement(self, statement);
    }

    fn visit_for_statement(&mut self, statement: &ForStatement<'a>) {
        let init = match &statement.init {
            Some(ForStatementInit::VariableDeclaration(init)) if init.kind.is_using() => init,
            _ => {
                walk::walk_for_statement(self, statement);
                return;
            }
        };
        let span = statement.span;
        self.edits.before(span.start, span.end, "{");
        self.edits.after(span.start, span.end, "}");
        self.dispose(
            span.start,
            span.end,
            u32::MAX,
            init.kind.is_await(),
            |pass| {
                walk::walk_for_statement(pass, statement);
            },
        );
    }
}

impl Pass<'_> {
    fn list(&mut self, statements: &[Statement<'_>], span: Span, visit: impl FnOnce(&mut Self)) {
        match range(statements) {
            Some((start, end)) if declares_using(statements) => {
                self.dispose(start, end, span.start, awaits(statements), visit);
            }
            _ => visit(self),
        }
    }
}
