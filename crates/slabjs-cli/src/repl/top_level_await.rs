//! `await` at the prompt: the code becomes the body of an async function, its
//! declarations stay outside it.

use super::input::{Reading, as_script};
use boa_engine::Source;
use boa_engine::ast::declaration::{Binding, VariableList};
use boa_engine::ast::operations::{ContainsSymbol, bound_names, contains};
use boa_engine::ast::{Declaration, Expression, Position, Spanned, Statement, StatementListItem};
use boa_engine::interner::{Interner, Sym};
use boa_engine::parser::Parser;

/// A script that does what `code` does with its `await`s at the top; its value
/// is a promise of an array whose last element is the value of `code`'s last
/// expression. `None` when `code` awaits nothing at its top, or isn't whole.
#[must_use]
pub fn transform(code: &str) -> Option<String> {
    let mut interner = Interner::default();
    let body = Parser::new(Source::from_bytes(code))
        .parse_function_body(&mut interner, false, true)
        .ok()?;
    let list = body.statement_list();
    let awaits = contains(list, ContainsSymbol::AwaitExpression);
    if !awaits && as_script(code) == Reading::Whole {
        return None;
    }
    let mut rewriting = Rewriting::new(code, &interner);
    for item in list.statements() {
        rewriting.item(item)?;
    }
    if let Some(StatementListItem::Statement(last)) = list.statements().last()
        && let Statement::Expression(expression) = &**last
    {
        rewriting.result(expression)?;
    }
    let script = rewriting.finish();
    (as_script(&script) == Reading::Whole).then_some(script)
}

struct Rewriting<'a> {
    code: &'a str,
    interner: &'a Interner,
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
    fn new(code: &'a str, interner: &'a Interner) -> Self {
        Self {
            code,
            interner,
            outside: String::new(),
            inside: String::new(),
            edits: Vec::new(),
        }
    }

    fn item(&mut self, item: &StatementListItem) -> Option<()> {
        match item {
            StatementListItem::Declaration(declaration) => self.declaration(declaration),
            StatementListItem::Statement(statement) => match &**statement {
                Statement::Var(var) => self.variables("var", "var", &var.0),
                _ => Some(()),
            },
        }
    }

    fn declaration(&mut self, declaration: &Declaration) -> Option<()> {
        use boa_engine::ast::declaration::LexicalDeclaration::{Const, Let};
        match declaration {
            Declaration::Lexical(Let(list)) => self.variables("let", "let", list),
            Declaration::Lexical(Const(list)) => self.variables("const", "let", list),
            Declaration::ClassDeclaration(class) => {
                let name = self.name(class.name().sym())?;
                let at = self.keyword_before(class.name().span().start(), "class")?;
                self.outside.push_str(&format!("let {name}; "));
                self.edit(at, 0, format!("{name}="));
                Some(())
            }
            Declaration::Lexical(_) => None,
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

    /// `const a = 1, {b} = c` becomes an expression that assigns; its variables
    /// are declared outside.
    fn variables(&mut self, keyword: &str, outside: &str, list: &VariableList) -> Option<()> {
        let first = list.as_ref().first()?;
        let start = match first.binding() {
            Binding::Identifier(name) => name.span().start(),
            Binding::Pattern(pattern) => pattern.span().start(),
        };
        let at = self.keyword_before(start, keyword)?;
        self.edit(at, keyword.len(), "void 0,".to_owned());
        for name in bound_names(list) {
            let name = self.name(name)?;
            self.outside.push_str(&format!("{outside} {name}; "));
        }
        Some(())
    }

    /// The function returns the value of its last expression, in an array: a
    /// promise is not waited for twice.
    fn result(&mut self, expression: &Expression) -> Option<()> {
        let span = expression.span();
        let (start, end) = (self.offset(span.start())?, self.offset(span.end())?);
        self.edit(start, 0, "return [".to_owned());
        self.edit(end, 0, "]".to_owned());
        Some(())
    }

    fn finish(mut self) -> String {
        self.edits.sort_by_key(|edit| edit.at);
        let mut body = String::with_capacity(self.code.len() + 64);
        let mut from = 0;
        for edit in &self.edits {
            body.push_str(self.code.get(from..edit.at).unwrap_or_default());
            body.push_str(&edit.insert);
            from = edit.at + edit.remove;
        }
        body.push_str(self.code.get(from..).unwrap_or_default());
        format!(
            "{}(async () => {{ {}{body}\n}})()",
            self.outside, self.inside
        )
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
    use boa_engine::object::builtins::JsPromise;
    use boa_engine::{Context, builtins::promise::PromiseState, js_string};
    use proptest::prelude::*;

    /// Runs each code as the REPL would; the value of the last.
    fn run(codes: &[&str]) -> String {
        let context = &mut Context::default();
        let mut shown = String::new();
        for code in codes {
            let Some(script) = transform(code) else {
                let value = context.eval(Source::from_bytes(code));
                shown = value.expect("no error").display().to_string();
                continue;
            };
            let promise = context.eval(Source::from_bytes(&script)).expect(&script);
            let promise = promise.as_object().expect("a promise");
            let promise = JsPromise::from_object(promise).expect("a promise");
            context.run_jobs().expect("no error");
            shown = match promise.state() {
                PromiseState::Fulfilled(value) => match value.as_object() {
                    None => "undefined".to_owned(),
                    Some(array) => {
                        let last = array.get(js_string!("length"), context).expect("an array");
                        let last = last.as_number().expect("a length") as u32 - 1;
                        array
                            .get(last, context)
                            .expect("no error")
                            .display()
                            .to_string()
                    }
                },
                state => format!("{state:?}"),
            };
        }
        shown
    }

    #[test]
    fn values_of_the_last_expression() {
        assert_eq!(run(&["await 5"]), "5");
        assert_eq!(run(&["1, await 5, 6;"]), "6");
        assert_eq!(
            run(&["let x = 3", "(await x) + await Promise.resolve(4)"]),
            "7"
        );
        assert_eq!(run(&["if (await 1) { 2 }"]), "undefined");
        assert_eq!(run(&["`é${await 'b'}`.length; // c"]), "2");
        assert_eq!(
            run(&["let n = 0; for await (const x of [1, 2]) n += x", "n"]),
            "3"
        );
    }

    #[test]
    fn declarations_outlive_the_function() {
        assert_eq!(
            run(&[
                "const a = await 1, {b, c: [d]} = await {b: 2, c: [3]}",
                "a + b + d"
            ]),
            "6"
        );
        assert_eq!(
            run(&["let é = await 'x', y\nvar z = é + 'y'", "z"]),
            "\"xy\""
        );
        assert_eq!(
            run(&["f(await 1); function f(x) { return x }", "f(8)"]),
            "8"
        );
        assert_eq!(run(&["class A { static x = 4 }\nawait A", "A.x"]), "4");
        assert_eq!(run(&["var\n  q = await 2", "q"]), "2");
    }

    #[test]
    fn code_that_awaits_nothing_is_left_alone() {
        for code in [
            "1",
            "async () => { await 1 }",
            "await",
            "'await'",
            "await (",
            "async function f() { await 1 }",
        ] {
            assert_eq!(transform(code), None, "{code}");
        }
    }

    proptest! {
        #[test]
        fn what_comes_out_is_a_script(code in "(await |let |const |var |[a-c]|=|;|\n|\\{|\\}|,|é| |\\(|\\)|class |1){0,12}") {
            if let Some(script) = transform(&code) {
                prop_assert_eq!(as_script(&script), Reading::Whole);
            }
        }
    }
}
