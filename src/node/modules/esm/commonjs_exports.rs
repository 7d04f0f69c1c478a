//! The names that a CommonJS file exports, read from its text.
//!
//! An ES module is linked before anything it imports runs, so the names must be
//! known beforehand. Found are the forms that people and compilers write:
//! `exports.a = `, `module.exports = { a, b }`, `Object.defineProperty(exports, 'a', ...)`,
//! and those that pass on all exports of another file. A name that is made
//! another way is not importable by name, as in Node.

use crate::engine::source as guarded;
use boa_engine::ast::declaration::{Binding, Variable};
use boa_engine::ast::expression::access::{PropertyAccess, PropertyAccessField};
use boa_engine::ast::expression::literal::{ObjectLiteral, PropertyDefinition};
use boa_engine::ast::expression::operator::Assign;
use boa_engine::ast::expression::operator::assign::AssignTarget;
use boa_engine::ast::expression::{Call, Expression, Identifier};
use boa_engine::ast::property::PropertyName;
use boa_engine::ast::visitor::{VisitWith, Visitor};
use boa_engine::interner::{Interner, Sym};
use boa_engine::parser::Parser;
use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;

/// What the text of a CommonJS file says about its exports.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Exports {
    /// Names it exports itself.
    pub names: BTreeSet<String>,
    /// Files (as required) all of whose exports it passes on.
    pub passed_on: BTreeSet<String>,
}

/// Reads the exports from `source`; none from a source that does not parse.
pub(super) fn exports_of(source: &str) -> Exports {
    let mut interner = Interner::default();
    let source = match source.strip_prefix("#!") {
        Some(rest) => format!("//{rest}"),
        None => source.to_owned(),
    };
    let body = guarded::read(&source, |text| {
        Parser::new(text).parse_function_body(&mut interner, false, false)
    });
    let Some(Ok(body)) = body else {
        return Exports::default();
    };
    let mut finder = Finder {
        interner: &interner,
        found: Exports::default(),
        required: HashMap::new(),
    };
    // The walk never breaks off.
    let _ = body.visit_with(&mut finder);
    finder.found
}

struct Finder<'interner> {
    interner: &'interner Interner,
    found: Exports,
    /// Variables that hold what `require` gave, with its argument.
    required: HashMap<Sym, String>,
}

impl Finder<'_> {
    fn text(&self, symbol: Sym) -> String {
        self.interner.resolve_expect(symbol).to_string()
    }

    fn is_named(&self, expression: &Expression, name: &str) -> bool {
        matches!(expression, Expression::Identifier(identifier) if self.text(identifier.sym()) == name)
    }

    /// `exports` or `module.exports`.
    fn is_exports(&self, expression: &Expression) -> bool {
        match expression {
            Expression::PropertyAccess(access) => self.is_module_exports(access),
            expression => self.is_named(expression, "exports"),
        }
    }

    fn is_module_exports(&self, access: &PropertyAccess) -> bool {
        let PropertyAccess::Simple(access) = access else {
            return false;
        };
        self.is_named(access.target(), "module")
            && self.field_name(access.field()).as_deref() == Some("exports")
    }

    fn field_name(&self, field: &PropertyAccessField) -> Option<String> {
        match field {
            PropertyAccessField::Const(name) => Some(self.text(name.sym())),
            PropertyAccessField::Expr(expression) => self.string(expression),
        }
    }

    fn string(&self, expression: &Expression) -> Option<String> {
        match expression {
            Expression::Literal(literal) => Some(self.text(literal.as_string()?)),
            _ => None,
        }
    }

    /// The argument of `require('...')`, also within a helper's call (`__toESM(require('...'))`).
    fn required_by(&self, expression: &Expression) -> Option<String> {
        let Expression::Call(call) = expression else {
            return None;
        };
        let argument = call.args().first()?;
        match self.is_named(call.function(), "require") {
            true => self.string(argument),
            false => self.required_by(argument),
        }
    }

    /// The name of a called function: `f(...)`, `helpers.f(...)`.
    fn called_name(&self, call: &Call) -> Option<String> {
        match call.function() {
            Expression::Identifier(name) => Some(self.text(name.sym())),
            Expression::PropertyAccess(PropertyAccess::Simple(access)) => {
                self.field_name(access.field())
            }
            _ => None,
        }
    }

    fn note_assignment(&mut self, assign: &Assign) {
        let AssignTarget::Access(access) = assign.lhs() else {
            return;
        };
        if self.is_module_exports(access) {
            self.note_whole(assign.rhs());
        } else if let PropertyAccess::Simple(access) = access
            && self.is_exports(access.target())
            && let Some(name) = self.field_name(access.field())
        {
            self.found.names.insert(name);
        }
    }

    /// `module.exports = value`
    fn note_whole(&mut self, value: &Expression) {
        match value {
            Expression::ObjectLiteral(object) => self.note_object(object),
            Expression::Assign(assign) => self.note_whole(assign.rhs()),
            value => self.found.passed_on.extend(self.required_by(value)),
        }
    }

    fn note_object(&mut self, object: &ObjectLiteral) {
        for property in object.properties() {
            let name = match property {
                PropertyDefinition::IdentifierReference(name) => Some(self.text(name.sym())),
                PropertyDefinition::Property(name, _) => self.property_name(name),
                PropertyDefinition::MethodDefinition(method) => self.property_name(method.name()),
                PropertyDefinition::SpreadObject(spread) => {
                    self.found.passed_on.extend(self.required_by(spread));
                    None
                }
                PropertyDefinition::CoverInitializedName(..) => None,
            };
            self.found.names.extend(name);
        }
    }

    fn property_name(&self, name: &PropertyName) -> Option<String> {
        match name {
            PropertyName::Literal(name) => Some(self.text(name.sym())),
            PropertyName::Computed(expression) => self.string(expression),
        }
    }

    fn note_call(&mut self, call: &Call) {
        let Some(name) = self.called_name(call) else {
            return;
        };
        let first = call.args().first();
        match name.as_str() {
            "defineProperty" if first.is_some_and(|target| self.is_exports(target)) => {
                let name = call.args().get(1).and_then(|name| self.string(name));
                self.found.names.extend(name);
            }
            "__exportStar" | "__export" | "__reExport" | "_exportStar" | "_export_star" => {
                let all = call.args().iter().find_map(|all| self.required_by(all));
                self.found.passed_on.extend(all);
            }
            "forEach" => self.note_for_each(call),
            _ => {}
        }
    }

    /// `Object.keys(required).forEach(function (key) { ... exports[key] ... })`, as Babel writes.
    fn note_for_each(&mut self, call: &Call) {
        let Some(specifier) = self.keys_of_required(call.function()) else {
            return;
        };
        let mut copies = Copies {
            finder: self,
            found: false,
        };
        for argument in call.args() {
            let _ = argument.visit_with(&mut copies);
        }
        if copies.found {
            self.found.passed_on.insert(specifier);
        }
    }

    /// In `Object.keys(variable).forEach`, what the variable was required as.
    fn keys_of_required(&self, function: &Expression) -> Option<String> {
        let Expression::PropertyAccess(PropertyAccess::Simple(access)) = function else {
            return None;
        };
        let Expression::Call(keys) = access.target() else {
            return None;
        };
        if self.called_name(keys).as_deref() != Some("keys") {
            return None;
        }
        match keys.args().first()? {
            Expression::Identifier(name) => self.required.get(&name.sym()).cloned(),
            _ => None,
        }
    }
}

impl<'ast> Visitor<'ast> for Finder<'_> {
    type BreakTy = ();

    fn visit_variable(&mut self, variable: &'ast Variable) -> ControlFlow<()> {
        if let Binding::Identifier(name) = variable.binding()
            && let Some(specifier) = variable.init().and_then(|value| self.required_by(value))
        {
            self.required.insert(Identifier::sym(*name), specifier);
        }
        variable.visit_with(self)
    }

    fn visit_assign(&mut self, assign: &'ast Assign) -> ControlFlow<()> {
        self.note_assignment(assign);
        assign.visit_with(self)
    }

    fn visit_call(&mut self, call: &'ast Call) -> ControlFlow<()> {
        self.note_call(call);
        call.visit_with(self)
    }
}

/// Looks for `exports[key] = ...` or `Object.defineProperty(exports, key, ...)`.
struct Copies<'finder, 'interner> {
    finder: &'finder Finder<'interner>,
    found: bool,
}

impl<'ast> Visitor<'ast> for Copies<'_, '_> {
    type BreakTy = ();

    fn visit_assign(&mut self, assign: &'ast Assign) -> ControlFlow<()> {
        if let AssignTarget::Access(PropertyAccess::Simple(access)) = assign.lhs() {
            self.found |= self.finder.is_exports(access.target());
        }
        assign.visit_with(self)
    }

    fn visit_call(&mut self, call: &'ast Call) -> ControlFlow<()> {
        let target = call.args().first();
        self.found |= self.finder.called_name(call).as_deref() == Some("defineProperty")
            && target.is_some_and(|target| self.finder.is_exports(target));
        call.visit_with(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> String {
        let exports = exports_of(source);
        let names: Vec<String> = exports.names.into_iter().collect();
        let passed_on: Vec<String> = exports.passed_on.into_iter().collect();
        format!("{} | {}", names.join(" "), passed_on.join(" "))
    }

    #[test]
    fn what_people_write() {
        assert_eq!(
            shown("exports.a = 1; module.exports.b = 2; exports['c d'] = 3"),
            "a b c d | "
        );
        assert_eq!(
            shown("module.exports = { a, b: 1, 'c': 2, d() {}, ...require('./x') }"),
            "a b c d | ./x"
        );
        assert_eq!(shown("module.exports = exports = { a }"), "a | ");
        assert_eq!(shown("module.exports = require('./all')"), " | ./all");
        assert_eq!(
            shown("if (x) { function f() { exports.deep = 1 } }"),
            "deep | "
        );
        assert_eq!(
            shown("#!/bin/x\nexports.a = exports.b = 1; return"),
            "a b | "
        );
        assert_eq!(
            shown("other.exports.a = 1; exports[computed] = 2; thing.a = 3"),
            " | "
        );
        assert_eq!(shown("not ( javascript"), " | ");
    }

    #[test]
    fn what_compilers_write() {
        assert_eq!(
            shown(
                "Object.defineProperty(exports, '__esModule', { value: true }); exports.default = void 0;"
            ),
            "__esModule default | "
        );
        assert_eq!(
            shown(
                "__exportStar(require('./a'), exports); tslib_1.__exportStar(require('./b'), exports)"
            ),
            " | ./a ./b"
        );
        assert_eq!(shown("0 && (module.exports = { a, b })"), "a b | ");
        assert_eq!(
            shown(
                "var _x = _wildcard(require('./x'));\nObject.keys(_x).forEach(function (key) {\n  if (key in exports) return;\n  Object.defineProperty(exports, key, { enumerable: true, get: function () { return _x[key]; } });\n});"
            ),
            " | ./x"
        );
        assert_eq!(
            shown("var x = require('./x'); Object.keys(x).forEach((key) => print(key))"),
            " | "
        );
    }
}
