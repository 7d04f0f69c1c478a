//! `using`, `async` and `of` as names, where an engine takes them for words of the language.
//!
//! `async` is put in brackets where it is read, and spelled out where it is imported: no name
//! changes. `using` is refused everywhere, so it becomes a name that looks the same, in every
//! source alike, and functions and classes are given their name back.

use crate::Goal;
use crate::edits::{Edits, JOINER, slice};
use crate::helpers::NAMED;
use crate::tokens::{next_is, skip_trivia};
use oxc_ast::ast::*;
use oxc_ast_visit::{Visit, walk};
use oxc_semantic::Semantic;
use oxc_span::{GetSpan, Span};
use oxc_syntax::scope::ScopeFlags;
use std::collections::HashSet;

/// Edits the names `using`, `async` and `of` wherever they stand as names.
pub(crate) fn edit<'a>(
    program: &Program<'a>,
    semantic: &Semantic<'a>,
    source: &str,
    goal: Goal,
    edits: &mut Edits,
) {
    let mut pass = Pass {
        semantic,
        source,
        goal,
        edits,
        statements: HashSet::new(),
        exported: None,
    };
    pass.visit_program(program);
}

struct Pass<'p, 'a> {
    semantic: &'p Semantic<'a>,
    source: &'p str,
    goal: Goal,
    edits: &'p mut Edits,
    /// Where statements of a list begin: a bracket there would continue the statement before.
    statements: HashSet<u32>,
    /// The `export` before the declaration that is visited.
    exported: Option<Span>,
}

const USING: &str = "using";

/// What the label `name` is called in the edited text.
pub(crate) fn label(name: &str) -> String {
    match ["using", "async", "of"].contains(&name) {
        true => format!("{name}{JOINER}"),
        false => name.to_owned(),
    }
}

fn renamed() -> String {
    format!("{USING}{JOINER}")
}

impl Pass<'_, '_> {
    fn rename(&mut self, span: Span) {
        self.edits.replace(span.start, span.end, renamed());
    }

    fn insert(&mut self, span: Span, before: impl Into<String>, after: &str) {
        self.edits.before(span.start, span.end, before);
        self.edits.after(span.start, span.end, after);
    }

    /// `async` where it is read: the engine takes it for the beginning of a function before
    /// most tokens.
    fn bracket(&mut self, span: Span) {
        let is_plain = [".", ",", ";", ")"]
            .iter()
            .any(|token| next_is(self.source, span.end, token))
            && !next_is(self.source, span.end, "...");
        if is_plain {
            return;
        }
        let open = if self.statements.contains(&span.start) {
            ";("
        } else {
            "("
        };
        self.insert(span, open, ")");
    }

    fn is_declared(&self, name: &IdentifierReference<'_>) -> bool {
        name.reference_id.get().is_some_and(|id| {
            let reference = self.semantic.scoping().get_reference(id);
            reference.symbol_id().is_some()
        })
    }

    /// `using` where it is read: what is not declared here may be declared around an `eval`,
    /// or be a property of the global object.
    fn read_using(&mut self, name: &IdentifierReference<'_>) {
        if self.is_declared(name) {
            self.rename(name.span);
            return;
        }
        let own = renamed();
        let text = format!("(typeof {own}==='undefined'?globalThis.using:{own})");
        let begins = self.statements.contains(&name.span.start);
        let text = if begins { format!(";{text}") } else { text };
        self.edits.replace(name.span.start, name.span.end, text);
    }

    fn write_using(&mut self, name: &IdentifierReference<'_>) {
        if self.is_declared(name) || self.goal == Goal::Eval {
            self.rename(name.span);
        } else {
            let text = "globalThis.using";
            self.edits.replace(name.span.start, name.span.end, text);
        }
    }

    fn name_value(&mut self, value: &Expression<'_>) {
        if value.is_anonymous_function_definition() {
            let span = value.span();
            self.insert(span, format!("{NAMED}("), ",\"using\")");
        }
    }

    /// `import async from 'x'` as `import {default as async} from 'x'`.
    fn spell_default(&mut self, import: &ImportDeclaration<'_>, local: Span, name: &str) {
        let specifiers = import.specifiers.as_ref().map_or(0, |list| list.len());
        if specifiers == 1 && !next_is(self.source, local.end, ",") {
            let text = format!("{{default as {name}}}");
            self.edits.replace(local.start, local.end, text);
            return;
        }
        let end = import
            .with_clause
            .as_ref()
            .map_or(import.source.span.end, |with| with.span.end);
        let from = slice(self.source, import.source.span.start, end);
        let from = from.replace(['\n', '\r'], " ");
        let comma = skip_trivia(self.source, local.end);
        let text = format!("{{default as {name}}} from {from};import ");
        self.edits.replace(local.start, local.end, text);
        self.edits.replace(comma, comma + 1, "");
    }

    fn name_declaration(&mut self, id: Option<&BindingIdentifier<'_>>, span: Span) {
        if id.is_some_and(|id| id.name == USING) {
            let name = renamed();
            self.edits
                .after(span.start, span.end, format!(";{NAMED}({name},\"using\");"));
        }
    }
}

impl<'a> Visit<'a> for Pass<'_, 'a> {
    fn visit_statements(&mut self, statements: &oxc_allocator::Vec<'a, Statement<'a>>) {
        let starts = statements.iter().map(|statement| statement.span().start);
        self.statements.extend(starts);
        walk::walk_statements(self, statements);
    }

    fn visit_identifier_reference(&mut self, name: &IdentifierReference<'a>) {
        match name.name.as_str() {
            USING => self.read_using(name),
            "async" => self.bracket(name.span),
            _ => {}
        }
    }

    fn visit_simple_assignment_target(&mut self, target: &SimpleAssignmentTarget<'a>) {
        match target {
            SimpleAssignmentTarget::AssignmentTargetIdentifier(name) => {
                if name.name == USING {
                    self.write_using(name);
                }
            }
            _ => walk::walk_simple_assignment_target(self, target),
        }
    }

    fn visit_assignment_target_property_identifier(
        &mut self,
        property: &AssignmentTargetPropertyIdentifier<'a>,
    ) {
        let name = &property.binding;
        if name.name == USING {
            self.write_using(name);
            self.edits
                .before(name.span.start, property.span.end, "using:");
        }
        if let Some(init) = &property.init {
            self.visit_expression(init);
        }
    }

    fn visit_object_property(&mut self, property: &ObjectProperty<'a>) {
        if !property.shorthand {
            walk::walk_object_property(self, property);
            return;
        }
        if let Expression::Identifier(name) = &property.value
            && name.name == USING
        {
            self.edits
                .before(property.span.start, property.span.end, "using:");
            self.read_using(name);
        }
    }

    fn visit_binding_property(&mut self, property: &BindingProperty<'a>) {
        if property.shorthand {
            let is_using = property.key.static_name().is_some_and(|name| name == USING);
            if is_using {
                self.edits
                    .before(property.span.start, property.span.end, "using:");
            }
            self.visit_binding_pattern(&property.value);
            return;
        }
        walk::walk_binding_property(self, property);
    }

    fn visit_binding_identifier(&mut self, name: &BindingIdentifier<'a>) {
        if name.name == USING {
            self.rename(name.span);
        }
    }

    fn visit_label_identifier(&mut self, label: &LabelIdentifier<'a>) {
        let own = self::label(&label.name);
        if own != label.name.as_str() {
            self.edits.replace(label.span.start, label.span.end, own);
        }
    }

    fn visit_arrow_function_expression(&mut self, arrow: &ArrowFunctionExpression<'a>) {
        let span = arrow.params.span;
        if ["async", "of"].contains(&slice(self.source, span.start, span.end)) {
            self.insert(span, "(", ")");
        }
        walk::walk_arrow_function_expression(self, arrow);
    }

    fn visit_property_definition(&mut self, field: &PropertyDefinition<'a>) {
        walk::walk_property_definition(self, field);
        let key = field.key.static_name();
        let is_bare = field.value.is_none() && !field.computed;
        let is_word = key.is_some_and(|key| ["using", "async", "of"].contains(&key.as_ref()));
        if is_bare && is_word && !next_is(self.source, field.key.span().end, ";") {
            self.edits.after(field.span.start, field.span.end, ";");
        }
    }

    fn visit_variable_declarator(&mut self, declarator: &VariableDeclarator<'a>) {
        walk::walk_variable_declarator(self, declarator);
        if let (BindingPattern::BindingIdentifier(id), Some(init)) =
            (&declarator.id, &declarator.init)
            && id.name == USING
        {
            self.name_value(init);
        }
    }

    fn visit_assignment_expression(&mut self, assignment: &AssignmentExpression<'a>) {
        walk::walk_assignment_expression(self, assignment);
        if let AssignmentTarget::AssignmentTargetIdentifier(id) = &assignment.left
            && id.name == USING
        {
            self.name_value(&assignment.right);
        }
    }

    fn visit_assignment_pattern(&mut self, pattern: &AssignmentPattern<'a>) {
        walk::walk_assignment_pattern(self, pattern);
        if let BindingPattern::BindingIdentifier(id) = &pattern.left
            && id.name == USING
        {
            self.name_value(&pattern.right);
        }
    }

    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        walk::walk_function(self, function, flags);
        let is_using = function.id.as_ref().is_some_and(|id| id.name == USING);
        if is_using && function.is_expression() {
            self.insert(function.span, format!("{NAMED}("), ",\"using\")");
        }
    }

    fn visit_class(&mut self, class: &Class<'a>) {
        walk::walk_class(self, class);
        let is_using = class.id.as_ref().is_some_and(|id| id.name == USING);
        if is_using && class.is_expression() {
            self.insert(class.span, format!("{NAMED}("), ",\"using\")");
        } else if class.is_declaration() {
            self.name_declaration(class.id.as_ref(), class.span);
        }
    }

    fn visit_function_body(&mut self, body: &FunctionBody<'a>) {
        walk::walk_function_body(self, body);
        self.name_functions(&body.statements);
    }

    fn visit_block_statement(&mut self, block: &BlockStatement<'a>) {
        walk::walk_block_statement(self, block);
        self.name_functions(&block.body);
    }

    fn visit_program(&mut self, program: &Program<'a>) {
        walk::walk_program(self, program);
        self.name_functions(&program.body);
    }

    fn visit_import_declaration(&mut self, import: &ImportDeclaration<'a>) {
        for specifier in import.specifiers.iter().flatten() {
            match specifier {
                ImportDeclarationSpecifier::ImportDefaultSpecifier(default) => {
                    let local = &default.local;
                    match local.name.as_str() {
                        USING => self.spell_default(import, local.span, &renamed()),
                        name @ ("async" | "of") => self.spell_default(import, local.span, name),
                        _ => {}
                    }
                }
                ImportDeclarationSpecifier::ImportSpecifier(named) => self.import_named(named),
                ImportDeclarationSpecifier::ImportNamespaceSpecifier(all) => {
                    self.visit_binding_identifier(&all.local);
                }
            }
        }
    }

    fn visit_export_declaration(&mut self, export: &ExportDeclaration<'a>) {
        let outer = self.exported.replace(export.span);
        walk::walk_export_declaration(self, export);
        self.exported = outer;
        let exports_using = declared_names(&export.declaration).any(|name| name == USING);
        if exports_using {
            let text = " ".repeat("export".len());
            self.edits
                .replace(export.span.start, export.span.start + 6, text);
            let name = renamed();
            let others: String = declared_names(&export.declaration)
                .filter(|other| *other != USING)
                .map(|other| format!("{other},"))
                .collect();
            let text = format!(";export{{{others}{name} as using}};");
            self.edits.after(export.span.start, export.span.end, text);
        }
    }

    fn visit_export_from_declaration(&mut self, _: &ExportFromDeclaration<'a>) {}

    fn visit_export_specifier(&mut self, specifier: &ExportSpecifier<'a>) {
        let ModuleExportName::IdentifierReference(local) = &specifier.local else {
            return;
        };
        if local.name != USING {
            return;
        }
        let text = match specifier.exported.span() == local.span {
            true => format!("{} as using", renamed()),
            false => renamed(),
        };
        self.edits.replace(local.span.start, local.span.end, text);
    }
}

impl Pass<'_, '_> {
    fn import_named(&mut self, specifier: &ImportSpecifier<'_>) {
        let local = &specifier.local;
        let name = local.name.as_str();
        if !["using", "async", "of"].contains(&name) {
            return;
        }
        let own = if name == USING {
            renamed()
        } else {
            name.to_owned()
        };
        if specifier.imported.span() == local.span {
            let text = format!("{name} as {own}");
            self.edits.replace(local.span.start, local.span.end, text);
        } else if name == USING {
            self.rename(local.span);
        }
    }

    /// A declared function is named before the first statement of its block runs.
    fn name_functions(&mut self, statements: &[Statement<'_>]) {
        let is_using = |statement: &Statement<'_>| match statement {
            Statement::FunctionDeclaration(function) => is_named_using(function),
            Statement::ExportDeclaration(export) => match &export.declaration {
                Declaration::FunctionDeclaration(function) => is_named_using(function),
                _ => false,
            },
            _ => false,
        };
        let (Some(first), true) = (statements.first(), statements.iter().any(is_using)) else {
            return;
        };
        let (start, end) = (
            first.span().start,
            statements.last().map_or(0, |last| last.span().end),
        );
        let text = format!("{NAMED}({},\"using\");", renamed());
        self.edits.before(start, end, text);
    }
}

fn is_named_using(function: &Function<'_>) -> bool {
    function.id.as_ref().is_some_and(|id| id.name == USING)
}

/// The names that an exported declaration declares.
fn declared_names<'d>(declaration: &'d Declaration<'_>) -> impl Iterator<Item = &'d str> {
    let mut names = Vec::new();
    match declaration {
        Declaration::FunctionDeclaration(function) => {
            names.extend(function.id.as_ref().map(|id| id.name.as_str()));
        }
        Declaration::ClassDeclaration(class) => {
            names.extend(class.id.as_ref().map(|id| id.name.as_str()));
        }
        Declaration::VariableDeclaration(variables) => {
            for declarator in &variables.declarations {
                let bound = declarator.id.get_binding_identifiers();
                names.extend(bound.into_iter().map(|id| id.name.as_str()));
            }
        }
        _ => {}
    }
    names.into_iter()
}
