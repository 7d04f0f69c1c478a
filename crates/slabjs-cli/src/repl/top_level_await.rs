//! `await` at the prompt: the code becomes the body of an async function, its
//! declarations stay outside it.

use super::input::{Reading, as_script};
use super::rewriting::{Rewriting, Rewritten};
use boa_engine::Source;
use boa_engine::ast::operations::{ContainsSymbol, contains};
use boa_engine::ast::{Statement, StatementListItem};
use boa_engine::interner::Interner;
use boa_engine::parser::Parser;

/// A script that does what `code` does with its `await`s at the top; its value
/// is a promise of an array whose last element is the value of `code`'s last
/// expression. `None` when `code` awaits nothing at its top, or isn't whole.
#[must_use]
pub fn transform(code: &str) -> Option<Rewritten> {
    let mut interner = Interner::default();
    let body = Parser::new(Source::from_bytes(code))
        .parse_function_body(&mut interner, false, true)
        .ok()?;
    let list = body.statement_list();
    let awaits = contains(list, ContainsSymbol::AwaitExpression);
    if !awaits && as_script(code) == Reading::Whole {
        return None;
    }
    let mut rewriting = Rewriting::of_async_body(code, &interner);
    for item in list.statements() {
        rewriting.item(item)?;
    }
    if let Some(StatementListItem::Statement(last)) = list.statements().last()
        && let Statement::Expression(expression) = &**last
    {
        rewriting.result(expression)?;
    }
    let script = rewriting.finish();
    (as_script(&script.text) == Reading::Whole).then_some(script)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repl::bindings;
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
            let declared = bindings::declare(&script.names, context);
            let text = &script.text;
            let promise = context.eval(Source::from_bytes(text)).expect(text);
            let promise = promise.as_object().expect("a promise");
            let promise = JsPromise::from_object(promise).expect("a promise");
            context.run_jobs().expect("no error");
            declared.end(context);
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
            assert!(transform(code).is_none(), "{code}");
        }
    }

    proptest! {
        #[test]
        fn what_comes_out_is_a_script(code in "(await |let |const |var |[a-c]|=|;|\n|\\{|\\}|,|é| |\\(|\\)|class |1){0,12}") {
            if let Some(script) = transform(&code) {
                prop_assert_eq!(as_script(&script.text), Reading::Whole);
            }
        }
    }
}
