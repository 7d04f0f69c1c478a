//! `util.inspect`, `util.format` and `console` against what Node prints.
//!
//! `tests/inspect/*.expected` are recorded by `tests/inspect/record.js`.

use boa_engine::{Context, Source};
use slabjs::Runtime;
use slabjs::inspect::{InspectOptions, inspect_text};
use slabjs::program::{self, require_builtin};
use std::cell::RefCell;
use std::rc::Rc;

const CORPUS: &str = include_str!("inspect/corpus.js");
const EXPECTED: &str = include_str!("inspect/corpus.expected");

/// A runtime with `util` as a global.
fn runtime() -> Runtime {
    let mut runtime = Runtime::builder().build().expect("a runtime");
    let util = require_builtin("util", runtime.context()).expect("node:util");
    runtime.set_global("util", util).expect("a global");
    runtime
}

fn entries() -> impl Iterator<Item = &'static str> {
    CORPUS
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
}

/// What slabjs prints for one expression of the corpus.
fn print(expression: &str, context: &mut Context) -> String {
    let source = format!("({expression}\n)");
    let value = match context.eval(Source::from_bytes(&source)) {
        Ok(value) => value,
        Err(thrown) => {
            let thrown = thrown.into_opaque(context).unwrap_or_default();
            let text = thrown.to_string(context).expect("errors are printable");
            return format!("threw {}", text.to_std_string_lossy());
        }
    };
    if expression.starts_with("util.") {
        let text = match value.as_symbol() {
            Some(symbol) => symbol.descriptive_string(),
            None => value.to_string(context).expect("texts"),
        };
        return text.to_std_string_lossy();
    }
    let options = InspectOptions::default();
    inspect_text(&value, &options, context).expect("printable values")
}

/// The recorded texts, in the order of the corpus.
fn expected() -> Vec<String> {
    let mut rest = EXPECTED;
    let entries: Vec<&str> = entries().collect();
    let mut texts = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        rest = rest
            .strip_prefix(&format!("> {entry}\n"))
            .unwrap_or_else(|| panic!("corpus.expected lacks {entry}"));
        let next = entries.get(at + 1).map(|next| format!("\n> {next}\n"));
        let end = next
            .and_then(|next| rest.find(&next))
            .unwrap_or(rest.len() - 1);
        texts.push(rest[..end].to_owned());
        rest = &rest[end + 1..];
    }
    texts
}

#[test]
fn every_expression_prints_as_in_node() {
    let mut runtime = runtime();
    let context = runtime.context();
    let mut differing = Vec::new();
    let expected = expected();
    for (entry, expected) in entries().zip(&expected) {
        let printed = print(entry, context);
        if printed != *expected {
            differing.push(format!("> {entry}\nnode:   {expected}\nslabjs: {printed}"));
        }
    }
    assert!(expected.len() >= 400, "the corpus is too small");
    assert!(
        differing.is_empty(),
        "{} of {} differ:\n{}",
        differing.len(),
        expected.len(),
        differing.join("\n\n")
    );
}

const CONSOLE: &str = include_str!("inspect/console.js");

/// What a script prints on its two streams.
fn run(source: &str) -> [String; 2] {
    let streams = [(); 2].map(|()| Rc::new(RefCell::new(Vec::<u8>::new())));
    let [stdout, stderr] = &streams;
    let mut runtime = Runtime::builder()
        .stdout(Rc::clone(stdout))
        .stderr(Rc::clone(stderr))
        .build()
        .expect("a runtime");
    let outcome = runtime.evaluate(source, "console.js");
    assert!(outcome.is_ok(), "{outcome:?}");
    let code = program::run_to_end(runtime.context());
    assert!(matches!(code, Ok(0)), "{code:?}");
    drop(runtime);
    streams.map(|stream| String::from_utf8(stream.take()).expect("text"))
}

/// Without what differs from run to run, or names the program: frames, process
/// ids, times.
fn steady(text: &str) -> String {
    let differs = |line: &&str| line.starts_with("    at ") || line.starts_with("(Use `");
    let lines = text.lines().filter(|line| !differs(line));
    let mut out = String::new();
    for line in lines {
        out.push_str(&steady_line(line));
        out.push('\n');
    }
    out
}

fn steady_line(line: &str) -> String {
    if let Some((_, warning)) = line.split_once(") Warning: ") {
        return format!("Warning: {warning}");
    }
    let words = line.split(' ').map(|word| match word.strip_suffix("ms") {
        Some(number) if number.parse::<f64>().is_ok() => "N ms",
        _ => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

fn assert_same(printed: &str, expected: &str) {
    for (at, (ours, node)) in printed.lines().zip(expected.lines()).enumerate() {
        assert_eq!(ours, node, "line {}", at + 1);
    }
    assert_eq!(printed, expected);
}

#[test]
fn the_console_writes_what_nodes_writes() {
    let [stdout, stderr] = run(CONSOLE);
    assert_same(&steady(&stdout), include_str!("inspect/console.stdout"));
    assert_same(&steady(&stderr), include_str!("inspect/console.stderr"));
}
