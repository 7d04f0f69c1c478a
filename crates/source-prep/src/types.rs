//! TypeScript, its types blanked out: what Node calls stripping.
//!
//! Syntax that means more than types (`enum`, parameter properties, namespaces with values, …)
//! is refused in Node's words.

use crate::edits::{Edits, slice};
use crate::errors::Fault;
use crate::tokens::skip_trivia;
use oxc_ast::ast::*;
use oxc_ast_visit::{Visit, walk};
use oxc_parser::ParserReturn;
use oxc_span::{GetSpan, Span};
use oxc_syntax::scope::ScopeFlags;

/// Why a TypeScript source can't be stripped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypeFault {
    /// Syntax that means more than types: `enum`, parameter properties, ….
    Unsupported,
    /// No TypeScript.
    Invalid,
}

/// # Errors
///
/// The parser's first complaint.
pub(crate) fn check_syntax(parsed: &ParserReturn<'_>) -> Result<(), Fault> {
    let Some(first) = parsed.diagnostics.iter().next() else {
        return Ok(());
    };
    let span = first.labels.first().map_or(Span::new(0, 0), |label| {
        let start = label.offset();
        Span::new(start, start + label.len())
    });
    let message = match first.message.as_ref() {
        "Unexpected token" => "Expression expected".to_owned(),
        other => other.to_owned(),
    };
    Err(Fault {
        types: Some(TypeFault::Invalid),
        ..Fault::new(message, span)
    })
}

/// The edits that blank out every type of `program`.
///
/// # Errors
///
/// The first place that means more than types.
pub(crate) fn strip(program: &Program<'_>, source: &str) -> Result<Edits, Fault> {
    let mut pass = Pass {
        source,
        edits: Edits::default(),
        fault: None,
    };
    pass.visit_program(program);
    match pass.fault {
        Some(fault) => Err(fault),
        None => Ok(pass.edits),
    }
}

struct Pass<'p> {
    source: &'p str,
    edits: Edits,
    fault: Option<Fault>,
}

/// Words before a class's member, or before a class, that only types know.
const MODIFIERS: [&str; 7] = [
    "public",
    "private",
    "protected",
    "readonly",
    "override",
    "abstract",
    "declare",
];

impl Pass<'_> {
    fn refuse(&mut self, message: &str, span: Span) {
        if self.fault.is_none() {
            self.fault = Some(Fault {
                types: Some(TypeFault::Unsupported),
                ..Fault::new(message, span)
            });
        }
    }

    fn refuse_syntax(&mut self, what: &str, span: Span) {
        let message = format!("TypeScript {what} is not supported in strip-only mode");
        self.refuse(&message, span);
    }

    fn blank(&mut self, span: Span) {
        self.edits.blank(span.start, span.end, self.source);
    }

    /// A statement that only types know. A semicolon keeps the next line from going on with
    /// the one before.
    fn blank_statement(&mut self, span: Span) {
        self.edits.blank_but(span.start, span.end, ';', self.source);
    }

    /// A member of a class that only types know.
    fn blank_member(&mut self, span: Span) {
        let next = skip_trivia(self.source, span.end) as usize;
        let next = self.source.as_bytes().get(next);
        match next {
            Some(b'[' | b'(' | b'*') => self.blank_statement(span),
            _ => self.blank(span),
        }
    }

    /// The mark (`?` or `!`) that follows at `at`, if one does.
    fn blank_mark(&mut self, at: u32, mark: u8) {
        let at = skip_trivia(self.source, at);
        if self.source.as_bytes().get(at as usize) == Some(&mark) {
            self.blank(Span::new(at, at + 1));
        }
    }

    /// The modifiers from `start` on, before `end`.
    fn blank_modifiers(&mut self, start: u32, end: u32) {
        let mut at = skip_trivia(self.source, start);
        while at < end {
            let rest = slice(self.source, at, end);
            let length = rest
                .find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$')
                .unwrap_or(rest.len());
            if length == 0 {
                return;
            }
            let word = rest.get(..length).unwrap_or_default();
            if MODIFIERS.contains(&word) {
                self.blank(Span::new(at, at + length as u32));
            }
            at = skip_trivia(self.source, at + length as u32);
        }
    }

    /// `as T` and `satisfies T`, behind `expression`.
    fn blank_behind(&mut self, expression: Span, whole: Span) {
        self.blank(Span::new(expression.end, whole.end));
    }

    /// Of a list `a, type B, c` the entry at `span`, with the comma behind it.
    fn blank_entry(&mut self, span: Span) {
        self.blank(span);
        self.blank_mark(span.end, b',');
    }
}

impl<'a> Visit<'a> for Pass<'_> {
    fn visit_ts_type_annotation(&mut self, annotation: &TSTypeAnnotation<'a>) {
        // With the colon before it.
        let before = slice(self.source, 0, annotation.span.start);
        let own = slice(self.source, annotation.span.start, annotation.span.end);
        let start = match own.starts_with(':') {
            true => annotation.span.start,
            false => before
                .rfind(':')
                .map_or(annotation.span.start, |at| at as u32),
        };
        self.blank(Span::new(start, annotation.span.end));
    }

    fn visit_ts_type_parameter_declaration(&mut self, node: &TSTypeParameterDeclaration<'a>) {
        self.blank(node.span);
    }

    fn visit_ts_type_parameter_instantiation(&mut self, node: &TSTypeParameterInstantiation<'a>) {
        self.blank(node.span);
    }

    fn visit_ts_this_parameter(&mut self, node: &TSThisParameter<'a>) {
        self.blank_entry(node.span);
    }

    fn visit_ts_as_expression(&mut self, node: &TSAsExpression<'a>) {
        self.visit_expression(&node.expression);
        self.blank_behind(node.expression.span(), node.span);
    }

    fn visit_ts_satisfies_expression(&mut self, node: &TSSatisfiesExpression<'a>) {
        self.visit_expression(&node.expression);
        self.blank_behind(node.expression.span(), node.span);
    }

    fn visit_ts_non_null_expression(&mut self, node: &TSNonNullExpression<'a>) {
        self.visit_expression(&node.expression);
        self.blank_behind(node.expression.span(), node.span);
    }

    fn visit_ts_type_assertion(&mut self, node: &TSTypeAssertion<'a>) {
        let message = "The angle-bracket syntax for type assertions, `<T>expr`, is not supported \
                       in type strip mode. Instead, use the 'as' syntax: `expr as T`.";
        self.refuse(message, node.span);
    }

    fn visit_ts_enum_declaration(&mut self, node: &TSEnumDeclaration<'a>) {
        if node.declare {
            self.blank_statement(node.span);
        } else {
            self.refuse_syntax("enum", node.span);
        }
    }

    fn visit_ts_type_alias_declaration(&mut self, node: &TSTypeAliasDeclaration<'a>) {
        self.blank_statement(node.span);
    }

    fn visit_ts_interface_declaration(&mut self, node: &TSInterfaceDeclaration<'a>) {
        self.blank_statement(node.span);
    }

    fn visit_ts_external_module_declaration(&mut self, node: &TSExternalModuleDeclaration<'a>) {
        self.blank_statement(node.span);
    }

    fn visit_ts_global_declaration(&mut self, node: &TSGlobalDeclaration<'a>) {
        self.blank_statement(node.span);
    }

    fn visit_ts_namespace_declaration(&mut self, node: &TSNamespaceDeclaration<'a>) {
        let text = slice(self.source, node.span.start, node.span.end);
        if node.declare {
            self.blank_statement(node.span);
        } else if text.starts_with("module") {
            let keyword = Span::new(node.span.start, node.span.start + 6);
            let end = skip_trivia(self.source, keyword.end);
            let message = "`module` keyword is not supported. Use `namespace` instead.";
            self.refuse(message, Span::new(keyword.start, end + 1));
        } else if namespace_holds_values(node) {
            self.refuse_syntax("namespace declaration", node.span);
        } else {
            self.blank_statement(node.span);
        }
    }

    fn visit_ts_import_equals_declaration(&mut self, node: &TSImportEqualsDeclaration<'a>) {
        if node.import_kind.is_type() {
            self.blank_statement(node.span);
        } else {
            self.refuse_syntax("import equals declaration", node.span);
        }
    }

    fn visit_ts_export_assignment(&mut self, node: &TSExportAssignment<'a>) {
        self.refuse_syntax("export assignment", node.span);
    }

    fn visit_ts_namespace_export_declaration(&mut self, node: &TSNamespaceExportDeclaration<'a>) {
        self.blank_statement(node.span);
    }

    fn visit_ts_index_signature(&mut self, node: &TSIndexSignature<'a>) {
        self.blank_member(node.span);
    }

    fn visit_variable_declaration(&mut self, node: &VariableDeclaration<'a>) {
        if node.declare {
            self.blank_statement(node.span);
            return;
        }
        walk::walk_variable_declaration(self, node);
    }

    fn visit_variable_declarator(&mut self, node: &VariableDeclarator<'a>) {
        if node.definite {
            self.blank_mark(node.id.span().end, b'!');
        }
        walk::walk_variable_declarator(self, node);
    }

    fn visit_function(&mut self, node: &Function<'a>, flags: ScopeFlags) {
        if node.declare || node.body.is_none() {
            self.blank_statement(node.span);
            return;
        }
        walk::walk_function(self, node, flags);
    }

    fn visit_formal_parameter(&mut self, node: &FormalParameter<'a>) {
        if node.accessibility.is_some() || node.readonly || node.r#override {
            let name = node.pattern.span().start;
            self.refuse_syntax("parameter property", Span::new(name, node.span.end));
            return;
        }
        if node.optional {
            self.blank_mark(node.pattern.span().end, b'?');
        }
        walk::walk_formal_parameter(self, node);
    }

    fn visit_class(&mut self, node: &Class<'a>) {
        if node.declare {
            self.blank_statement(node.span);
            return;
        }
        if node.r#abstract {
            let end = node
                .id
                .as_ref()
                .map_or(node.body.span.start, |id| id.span.start);
            self.blank_modifiers(node.span.start, end);
        }
        if let Some(last) = node.implements.last() {
            let first = node
                .implements
                .first()
                .map_or(last.span.start, |one| one.span.start);
            let before = slice(self.source, 0, first);
            let start = before.rfind("implements").map_or(first, |at| at as u32);
            self.blank(Span::new(start, last.span.end));
        }
        walk::walk_class(self, node);
    }

    fn visit_ts_class_implements(&mut self, _: &TSClassImplements<'a>) {}

    fn visit_method_definition(&mut self, node: &MethodDefinition<'a>) {
        let is_abstract = node.r#type == MethodDefinitionType::TSAbstractMethodDefinition;
        if is_abstract || node.value.body.is_none() {
            self.blank_member(node.span);
            return;
        }
        self.blank_modifiers(node.span.start, node.key.span().start);
        if node.optional {
            self.blank_mark(key_end(self.source, node.key.span(), node.computed), b'?');
        }
        walk::walk_method_definition(self, node);
    }

    fn visit_property_definition(&mut self, node: &PropertyDefinition<'a>) {
        let is_abstract = node.r#type == PropertyDefinitionType::TSAbstractPropertyDefinition;
        if is_abstract || node.declare {
            self.blank_member(node.span);
            return;
        }
        self.blank_modifiers(node.span.start, node.key.span().start);
        let end = key_end(self.source, node.key.span(), node.computed);
        if node.optional {
            self.blank_mark(end, b'?');
        }
        if node.definite {
            self.blank_mark(end, b'!');
        }
        walk::walk_property_definition(self, node);
    }

    fn visit_accessor_property(&mut self, node: &AccessorProperty<'a>) {
        self.blank_modifiers(node.span.start, node.key.span().start);
        walk::walk_accessor_property(self, node);
    }

    fn visit_import_declaration(&mut self, node: &ImportDeclaration<'a>) {
        if node.import_kind.is_type() {
            self.blank_statement(node.span);
            return;
        }
        for specifier in node.specifiers.iter().flatten() {
            if let ImportDeclarationSpecifier::ImportSpecifier(one) = specifier
                && one.import_kind.is_type()
            {
                self.blank_entry(one.span);
            }
        }
    }

    fn visit_export_named_declaration(&mut self, node: &ExportNamedDeclaration<'a>) {
        if node.export_kind.is_type() {
            self.blank_statement(node.span);
            return;
        }
        self.export_specifiers(&node.specifiers);
    }

    fn visit_export_from_declaration(&mut self, node: &ExportFromDeclaration<'a>) {
        if node.export_kind.is_type() {
            self.blank_statement(node.span);
            return;
        }
        self.export_specifiers(&node.specifiers);
    }

    fn visit_export_all_declaration(&mut self, node: &ExportAllDeclaration<'a>) {
        if node.export_kind.is_type() {
            self.blank_statement(node.span);
        }
    }

    fn visit_export_declaration(&mut self, node: &ExportDeclaration<'a>) {
        let is_type = match &node.declaration {
            Declaration::TSTypeAliasDeclaration(_) | Declaration::TSInterfaceDeclaration(_) => true,
            Declaration::FunctionDeclaration(function) => {
                function.declare || function.body.is_none()
            }
            Declaration::ClassDeclaration(class) => class.declare,
            Declaration::VariableDeclaration(variables) => variables.declare,
            Declaration::TSEnumDeclaration(one) => one.declare,
            Declaration::TSExternalModuleDeclaration(_) | Declaration::TSGlobalDeclaration(_) => {
                true
            }
            Declaration::TSNamespaceDeclaration(one) => one.declare || !namespace_holds_values(one),
            _ => false,
        };
        if is_type {
            self.blank_statement(node.span);
            return;
        }
        walk::walk_export_declaration(self, node);
    }

    fn visit_export_default_declaration(&mut self, node: &ExportDefaultDeclaration<'a>) {
        let is_type = match &node.declaration {
            ExportDefaultDeclarationKind::TSInterfaceDeclaration(_) => true,
            ExportDefaultDeclarationKind::FunctionDeclaration(function) => function.body.is_none(),
            _ => false,
        };
        if is_type {
            self.blank_statement(node.span);
            return;
        }
        walk::walk_export_default_declaration(self, node);
    }
}

impl Pass<'_> {
    fn export_specifiers(&mut self, specifiers: &[ExportSpecifier<'_>]) {
        for one in specifiers.iter().filter(|one| one.export_kind.is_type()) {
            self.blank_entry(one.span);
        }
    }
}

/// Where the key of a member ends: behind the bracket of a computed one.
fn key_end(source: &str, key: Span, computed: bool) -> u32 {
    match computed {
        true => skip_trivia(source, key.end) + 1,
        false => key.end,
    }
}

fn namespace_holds_values(node: &TSNamespaceDeclaration<'_>) -> bool {
    let mut search = Values { found: false };
    walk::walk_ts_namespace_declaration(&mut search, node);
    search.found
}

/// Looks for statements that are no types.
struct Values {
    found: bool,
}

impl<'a> Visit<'a> for Values {
    fn visit_statement(&mut self, statement: &Statement<'a>) {
        let is_type = match statement {
            Statement::TSTypeAliasDeclaration(_) | Statement::TSInterfaceDeclaration(_) => true,
            Statement::TSNamespaceDeclaration(inner) => !namespace_holds_values(inner),
            Statement::ExportDeclaration(export) => match &export.declaration {
                Declaration::TSTypeAliasDeclaration(_) | Declaration::TSInterfaceDeclaration(_) => {
                    true
                }
                Declaration::TSNamespaceDeclaration(inner) => !namespace_holds_values(inner),
                _ => false,
            },
            _ => false,
        };
        self.found |= !is_type;
    }
}
