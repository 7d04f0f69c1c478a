//! Sources, and what is made of them.

#![allow(clippy::expect_used)]

use source_prep::{Goal, prepare, restore, strip_types};
use std::borrow::Cow;

/// The edited text without the comments around edits, and without the invisible letter.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*\u{2063}") {
        out.push_str(before);
        rest = after.split_once("*/").expect("the comment ends").1;
    }
    (out + rest).replace('\u{200D}', "")
}

#[test]
fn places_are_edited_and_restored() {
    let table = [
        ("a.length = 0", "a[\"length\"] = 0"),
        ("[a.b.length] = [0]", "[a.b[\"length\"]] = [0]"),
        ("a\n.length++", "a\n[\"length\"]++"),
        ("var async; f(async(1))", "var async; f((async)(1))"),
        ("x\nasync(1)", "x\n;(async)(1)"),
        ("f(async => 1)", "f((async) => 1)"),
        ("eval(code)", "eval(prepare(code),arguments)"),
        ("(0, eval)(code)", "(0, eval)(prepare(code))"),
        (
            "l: for (const a of b) break l",
            "l: for (const a of b) break l",
        ),
        (
            "l: { for (const a of b) break l }",
            "l: { {let step1=0,value1;leave1:for (const a of b) {step1=1;break leave1;} \
             if(step1===1)break l;} }",
        ),
        (
            "{ using a = b }",
            "{ const stack1=disposal();try{const a = stack1.add(b)}\
             catch(error){stack1.fail(error)}finally{stack1.dispose()} }",
        ),
        (
            "(function (a, f = () => a) { var a })",
            "(function (a, f = () => a) { var a=a;var a })",
        ),
    ];
    for (source, edited) in table {
        let prepared = prepare(source, Goal::CommonJs).expect(source);
        assert_eq!(plain(&prepared.text), edited);
        assert_eq!(
            restore(&prepared.text).lines().count(),
            source.lines().count()
        );
    }
    let module = prepare("let a; export { a }", Goal::Module).expect("a module");
    assert_eq!(plain(&module.text), "let a; export { a };");
}

#[test]
fn what_needs_nothing_is_not_touched() {
    let sources = [
        "",
        "a.length; f(a.length); ({ length: 1 }).length",
        "async () => { for await (const a of b) c() }",
        "try { a() } finally { b() }",
        "for (;;) { try { if (a) continue; break } finally { b() } }",
        "class A { length = 1; async of() {} }",
        "import { a } from 'b'; export { a };\n",
        "if (",
    ];
    for source in sources {
        let goal = if source.contains("import") {
            Goal::Module
        } else {
            Goal::CommonJs
        };
        let prepared = prepare(source, goal).expect(source);
        assert!(matches!(prepared.text, Cow::Borrowed(_)), "{source}");
        assert!(prepared.columns.is_empty());
    }
}

#[test]
fn types_become_blanks() {
    let stripped = strip_types("let a: number = b as any;\ntype C = 1\n", None).expect("types");
    assert_eq!(stripped, "let a         = b       ;\n;         \n");
    let fault = strip_types("enum A {}", None).expect_err("more than types");
    assert_eq!(fault.types, Some(source_prep::TypeFault::Unsupported));
    assert_eq!((fault.start, fault.end), (0, 9));
}
