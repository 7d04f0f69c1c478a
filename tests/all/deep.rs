//! Nothing that nests brings the process down: it ends as an error.

use slabjs::{ErrorKind, Runtime};
use std::thread;

/// More than any stack has room for.
const LEVELS: usize = 300_000;

/// What is repeated, and what closes it.
const NESTED_SOURCES: [(&str, &str, &str); 24] = [
    ("[", "", ""),
    ("[", "", "]"),
    ("(", "1", ")"),
    ("{", "", "}"),
    ("({a:", "1", "})"),
    ("`${", "1", "}`"),
    ("f(", "1", ")"),
    ("a[", "1", "]"),
    ("!", "1", ""),
    ("- ", "1", ""),
    ("typeof ", "1", ""),
    ("new ", "f", ""),
    ("()=>", "1", ""),
    ("a=", "1", ""),
    ("1?1:", "1", ""),
    ("1?", "1", ":1"),
    ("2**", "1", ""),
    ("if(1)", "1", ""),
    ("if(1);else ", ";", ""),
    ("for(;;)", ";", ""),
    ("while(1)", ";", ""),
    ("function f(){", "", "}"),
    ("class A{static{", "", "}}"),
    ("async()=>await ", "1", ""),
];

fn nested((open, middle, close): (&str, &str, &str), levels: usize) -> String {
    open.repeat(levels) + middle + &close.repeat(levels)
}

fn on_small_stack(work: impl FnOnce() + Send) {
    thread::scope(|scope| {
        let thread = thread::Builder::new()
            .stack_size(1 << 20)
            .spawn_scoped(scope, work);
        thread.expect("a thread").join().expect("no panic");
    });
}

#[test]
fn sources_that_nest_are_refused_before_the_stack_ends() {
    on_small_stack(|| {
        for source in NESTED_SOURCES {
            let mut runtime = Runtime::builder()
                .heap_limit(128 << 20)
                .build()
                .expect("a runtime");
            let code = nested(source, LEVELS);
            let error = runtime.evaluate(&code, "deep.js").expect_err(source.0);
            assert_eq!(error.class(), "RangeError", "{}: {error}", source.0);
            let error = runtime.evaluate_module(&code, "deep.mjs");
            assert_eq!(error.expect_err(source.0).class(), "RangeError");
            let (open, middle, close) = source;
            let dynamic = format!(
                "const code = {open:?}.repeat({LEVELS}) + {middle:?} + {close:?}.repeat({LEVELS});
                 const named = f => {{ try {{ f(); return 'none' }} catch (e) {{ return e.name }} }};
                 [() => eval(code), () => new Function(code), () => (0, eval)(code),
                  () => new Function(code, '')].map(named).join()"
            );
            let names = runtime.evaluate(&dynamic, "dynamic.js").expect(open);
            let names = names.as_string().expect("text").to_std_string_lossy();
            assert_eq!(
                names, "RangeError,RangeError,RangeError,RangeError",
                "{open}"
            );
        }
    });
}

#[test]
fn chains_of_operators_are_refused_before_the_stack_ends() {
    on_small_stack(|| {
        for (link, ends) in [
            ("+1", "1"),
            (".b", "a"),
            ("[0]", "a"),
            ("()", "a"),
            (",1", "1"),
            ("||1", "1"),
            ("?.b", "a"),
            (" in a", "a"),
            (" instanceof a", "a"),
            ("``", "a"),
        ] {
            let mut runtime = Runtime::builder().build().expect("a runtime");
            let code = ends.to_owned() + &link.repeat(1_000_000);
            let error = runtime.evaluate(&code, "chain.js").expect_err(link);
            assert_eq!(error.class(), "RangeError", "{link}: {error}");
        }
    });
}

#[test]
fn what_people_write_is_not_refused() {
    on_small_stack(|| {
        let mut runtime = Runtime::builder().build().expect("a runtime");
        for source in NESTED_SOURCES {
            let code = format!("() => {{ {} }}", nested(source, 60));
            let result = runtime.evaluate(&code, "shallow.js");
            let refused = result
                .err()
                .is_some_and(|error| error.class() == "RangeError");
            assert!(!refused, "{}", source.0);
        }
        let long = "x = 1 + 2 * 3\nf(x, [1, 2, 3])\n".repeat(100_000);
        let code = format!("function f() {{}} var x; function never() {{ {long} }} 5");
        let value = runtime.evaluate(&code, "long.js").expect("not refused");
        assert_eq!(value.as_number(), Some(5.0));
        let list = format!("[{}].length", "1,".repeat(200_000));
        let value = runtime.evaluate(&list, "list.js").expect("not refused");
        assert_eq!(value.as_number(), Some(200_000.0));
    });
}

#[test]
fn recursion_and_nested_values_end_as_errors_or_right() {
    on_small_stack(|| {
        for (script, expected) in [
            ("function f() { f() } f()", Some(ErrorKind::StackOverflow)),
            (
                "function f() { [1].forEach(f) } f()",
                Some(ErrorKind::StackOverflow),
            ),
            (
                "({ get x() { return this.x } }).x",
                Some(ErrorKind::StackOverflow),
            ),
            (
                "'a'.replace(/a/, function r() { return 'a'.replace(/a/, r) })",
                Some(ErrorKind::StackOverflow),
            ),
            (
                "JSON.parse('[1]', function r() { return JSON.parse('[1]', r) })",
                Some(ErrorKind::StackOverflow),
            ),
            (
                "class A { constructor() { new A } } new A",
                Some(ErrorKind::StackOverflow),
            ),
            (
                "const p = new Proxy({}, { get() { return p.x } }); p.x",
                Some(ErrorKind::StackOverflow),
            ),
            (
                "let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); p.x",
                None,
            ),
            (
                "let p = []; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); Array.isArray(p)",
                None,
            ),
            (
                "let o = {}; for (let i = 0; i < 2e5; i++) o = Object.create(o); o.x",
                None,
            ),
            (
                "let f = () => 1; for (let i = 0; i < 3e4; i++) f = f.bind(); f()",
                None,
            ),
            (
                "let a = []; for (let i = 0; i < 1e4; i++) a = [a]; String(a); a.flat(Infinity).length",
                None,
            ),
            (
                "let a = []; for (let i = 0; i < 1e4; i++) a = [a]; JSON.stringify(a).length",
                None,
            ),
            (
                "let s = ''; for (let i = 0; i < 1e5; i++) s = s + 'abcdefghijklm' + i; s.length",
                None,
            ),
            ("JSON.parse('['.repeat(1e5))", Some(ErrorKind::Thrown)),
            (
                "new RegExp('('.repeat(1e5) + ')'.repeat(1e5))",
                Some(ErrorKind::Thrown),
            ),
        ] {
            let mut runtime = Runtime::builder().build().expect("a runtime");
            let ended = runtime.evaluate(script, "deep.js");
            let kind = ended.as_ref().err().map(slabjs::Error::kind);
            let catchable = matches!(kind, Some(ErrorKind::Thrown | ErrorKind::StackOverflow));
            match expected {
                Some(expected) => assert_eq!(kind, Some(expected), "{script}: {ended:?}"),
                None => assert!(kind.is_none() || catchable, "{script}: {ended:?}"),
            }
            runtime.evaluate("1", "after.js").expect(script);
        }
    });
}
