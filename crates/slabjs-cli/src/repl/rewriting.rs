//! What is typed, rewritten as a script that a session can run again and again.
//!
//! `let`, `const` and `class` at the top of an input become variables of the session
//! ([`super::bindings`]), so that a name may be declared again, and is free after a
//! declaration that failed. Lines and columns stay where they are, as far as they can.

use super::input::{Reading, as_script};
use super::tokens::{self, Kind};
use boa_engine::Source;
use boa_engine::ast::declaration::{Binding, VariableList};
use boa_engine::ast::operations::bound_names;
use boa_engine::ast::scope::Scope;
use boa_engine::ast::{Declaration, Expression, Position, Spanned, Statement, StatementListItem};
use boa_engine::interner::{Interner, Sym};
use boa_engine::parser::Parser;

/// A name that an input declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub name: String,
    /// Whether `const` declares it.
    pub is_constant: bool,
    /// Whether it has no value before the input gives it one.
    pub is_set_later: bool,
}

impl Name {
    fn variable(name: String) -> Self {
        Self {
            name,
            is_constant: false,
            is_set_later: true,
        }
    }
}

/// A script, and the names that are to be declared before it is run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// The script.
    pub text: String,
    /// What `let`, `const` and `class` declare.
    pub names: Vec<Name>,
}

/// `code`, a script, with declarations that may be repeated; as it is where it has none.
#[must_use]
pub fn repeatable(code: &str) -> Rewritten {
    rewritten(code).unwrap_or_else(|| Rewritten {
        text: code.to_owned(),
        names: Vec::new(),
    })
}

fn rewritten(code: &str) -> Option<Rewritten> {
    let mut interner = Interner::default();
    let script = Parser::new(Source::from_bytes(code))
        .parse_script(&Scope::new_global(), &mut interner)
        .ok()?;
    let mut rewriting = Rewriting::of_script(code, &interner);
    for item in script.statements().statements() {
        rewriting.item(item)?;
    }
    let script = rewriting.finish();
    (as_script(&script.text) == Reading::Whole).then_some(script)
}

/// Edits of a text on its way to a script.
pub struct Rewriting<'a> {
    code: &'a str,
    interner: &'a Interner,
    /// Whether the code becomes the body of an async function.
    is_async: bool,
    names: Vec<Name>,
    /// Declarations that are put before the function.
    outside: String,
    /// Assignments at the function's beginning.
    inside: String,
    edits: Vec<Edit>,
}

/// `remove` bytes at byte `at` give way to `insert`.
struct Edit {
    at: usize,
    remove: usize,
    insert: String,
}

impl<'a> Rewriting<'a> {
    /// For code that becomes the body of an async function.
    #[must_use]
    pub fn of_async_body(code: &'a str, interner: &'a Interner) -> Self {
        Self::new(code, interner, true)
    }

    /// For code that stays a script.
    #[must_use]
    pub fn of_script(code: &'a str, interner: &'a Interner) -> Self {
        Self::new(code, interner, false)
    }

    fn new(code: &'a str, interner: &'a Interner, is_async: bool) -> Self {
        Self {
            code,
            interner,
            is_async,
            names: Vec::new(),
            outside: String::new(),
            inside: String::new(),
            edits: Vec::new(),
        }
    }

    /// Rewrites what `item` declares; `None` for what can't be.
    pub fn item(&mut self, item: &StatementListItem) -> Option<()> {
        match item {
            StatementListItem::Declaration(declaration) => self.declaration(declaration),
            StatementListItem::Statement(statement) => match &**statement {
                Statement::Var(var) if self.is_async => self.outside_variables(&var.0),
                _ => Some(()),
            },
        }
    }

    fn declaration(&mut self, declaration: &Declaration) -> Option<()> {
        use boa_engine::ast::declaration::LexicalDeclaration::{Const, Let};
        match declaration {
            Declaration::Lexical(Let(list)) => self.variables("let", list),
            Declaration::Lexical(Const(list)) => self.variables("const", list),
            Declaration::ClassDeclaration(class) => {
                let name = self.name(class.name().sym())?;
                let at = self.keyword_before(class.name().span().start(), "class")?;
                let end = self.end_of_class(class.name().span().end())?;
                let var = if self.is_async { "" } else { "var " };
                self.edit(at, 0, format!("{var}{name}="));
                self.edit(end, 0, ";".to_owned());
                self.names.push(Name::variable(name));
                Some(())
            }
            Declaration::Lexical(_) => None,
            _ if !self.is_async => Some(()),
            function => {
                for name in bound_names(function) {
                    let name = self.name(name)?;
                    self.outside.push_str(&format!("var {name}; "));
                    self.inside.push_str(&format!("this.{name}={name}; "));
                }
                Some(())
            }
        }
    }

    /// `const a = 1, {b} = c` becomes an assignment, or as long a declaration of variables
    /// that may be declared already.
    fn variables(&mut self, keyword: &str, list: &VariableList) -> Option<()> {
        let insert = match (self.is_async, keyword) {
            (true, _) => "void 0,",
            (false, "let") => "var",
            (false, _) => "var  ",
        };
        self.replace_keyword(keyword, insert, list)?;
        for variable in list.as_ref() {
            for name in bound_names(variable) {
                let name = self.name(name)?;
                self.names.push(Name {
                    name,
                    is_constant: keyword == "const",
                    is_set_later: variable.init().is_some(),
                });
            }
        }
        Some(())
    }

    fn outside_variables(&mut self, list: &VariableList) -> Option<()> {
        self.replace_keyword("var", "void 0,", list)?;
        for name in bound_names(list) {
            let name = self.name(name)?;
            self.outside.push_str(&format!("var {name}; "));
        }
        Some(())
    }

    fn replace_keyword(&mut self, keyword: &str, insert: &str, list: &VariableList) -> Option<()> {
        let first = list.as_ref().first()?;
        let start = match first.binding() {
            Binding::Identifier(name) => name.span().start(),
            Binding::Pattern(pattern) => pattern.span().start(),
        };
        let at = self.keyword_before(start, keyword)?;
        self.edit(at, keyword.len(), insert.to_owned());
        Some(())
    }

    /// The function returns the value of its last expression, in an array: a
    /// promise is not waited for twice.
    ///
    /// `None` where its place isn't known.
    pub fn result(&mut self, expression: &Expression) -> Option<()> {
        let span = expression.span();
        let (start, end) = (self.offset(span.start())?, self.offset(span.end())?);
        self.edit(start, 0, "return [".to_owned());
        self.edit(end, 0, "]".to_owned());
        Some(())
    }

    /// The script.
    #[must_use]
    pub fn finish(mut self) -> Rewritten {
        self.edits.sort_by_key(|edit| edit.at);
        let mut body = String::with_capacity(self.code.len() + 64);
        let mut from = 0;
        for edit in &self.edits {
            body.push_str(self.code.get(from..edit.at).unwrap_or_default());
            body.push_str(&edit.insert);
            from = edit.at + edit.remove;
        }
        body.push_str(self.code.get(from..).unwrap_or_default());
        if self.is_async {
            let (outside, inside) = (&self.outside, &self.inside);
            body = format!("{outside}(async () => {{ {inside}{body}\n}})()");
        }
        Rewritten {
            text: body,
            names: self.names,
        }
    }

    /// Where the class ends whose name ends at `position`: behind the bracket that closes its
    /// body, which is the first that opens behind a name or a value.
    fn end_of_class(&self, position: Position) -> Option<usize> {
        let from = self.offset(position)?;
        let rest = self.code.get(from..)?;
        let tokens = tokens::of(rest);
        let mut before = Kind::Name;
        let body = tokens.iter().find(|(kind, range)| {
            let is_body = rest.get(range.clone()) == Some("{") && before != Kind::Keyword;
            before = *kind;
            is_body
        })?;
        let [_, close] = tokens::matching(&tokens, rest, body.1.start)?;
        Some(from + close + 1)
    }

    fn edit(&mut self, at: usize, remove: usize, insert: String) {
        self.edits.push(Edit { at, remove, insert });
    }

    fn name(&self, name: Sym) -> Option<String> {
        self.interner.resolve(name).map(|name| name.to_string())
    }

    /// Where `keyword` stands, with nothing but white space up to `position`.
    fn keyword_before(&self, position: Position, keyword: &str) -> Option<usize> {
        let before = self.code.get(..self.offset(position)?)?.trim_end();
        before
            .ends_with(keyword)
            .then(|| before.len() - keyword.len())
    }

    /// The byte that `position` stands for.
    fn offset(&self, position: Position) -> Option<usize> {
        let mut rest = self.code;
        for _ in 1..position.line_number() {
            let end = rest.find(is_line_end)?;
            let after = rest.get(end..)?;
            rest = after
                .strip_prefix("\r\n")
                .or_else(|| after.strip_prefix(is_line_end))?;
        }
        let column = usize::try_from(position.column_number())
            .ok()?
            .checked_sub(1)?;
        let in_line = rest
            .char_indices()
            .map(|(at, _)| at)
            .chain([rest.len()])
            .nth(column)?;
        Some(self.code.len() - rest.len() + in_line)
    }
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stay() {
        let code = "const a = 1, {b} = c; let d\nfor (let i of x) { const y = 2 }";
        let rewritten = repeatable(code);
        assert_eq!(
            rewritten.text,
            "var   a = 1, {b} = c; var d\nfor (let i of x) { const y = 2 }"
        );
        let names = rewritten.names.iter();
        let names: Vec<_> = names
            .map(|name| (name.name.as_str(), name.is_constant, name.is_set_later))
            .collect();
        assert_eq!(
            names,
            [("a", true, true), ("b", true, true), ("d", false, false)]
        );
    }

    #[test]
    fn a_class_becomes_a_value() {
        assert_eq!(
            repeatable("class A { b() {} } [1]").text,
            "var A=class A { b() {} }; [1]"
        );
        assert_eq!(repeatable("f(class A {})").text, "f(class A {})");
    }
}
