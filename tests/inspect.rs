//! `util.inspect`, `util.format` and `console` against what Node prints.
//!
//! `tests/inspect/*.expected` are recorded by `tests/inspect/record.js`.

use boa_engine::object::JsObject;
use boa_engine::property::Attribute;
use boa_engine::{Context, JsValue, Source, js_string};
use slabjs::Runtime;
use slabjs::engine::builtins::regexp_source;
use slabjs::engine::{native, stack};
use slabjs::node::inspect::{self, format};
use slabjs::node::system::process;
use std::cell::RefCell;
use std::rc::Rc;

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

const CORPUS: &str = include_str!("inspect/corpus.js");
const EXPECTED: &str = include_str!("inspect/corpus.expected");

fn strip(_: &JsValue, arguments: &[JsValue], _: &mut Context) -> boa_engine::JsResult<JsValue> {
    let text = arguments.first().and_then(JsValue::as_string);
    let text = text.map(|text| text.to_std_string_lossy());
    let stripped = inspect::strip_control_sequences(&text.unwrap_or_default());
    Ok(js_string!(stripped).into())
}

fn context() -> Context {
    let mut context = Context::default();
    stack::install(&mut context).expect("fresh intrinsics");
    regexp_source::install(&mut context).expect("fresh intrinsics");
    inspect::install(&mut context).expect("fresh intrinsics");
    let util = JsObject::with_object_proto(context.intrinsics());
    let inspect = inspect::function(&mut context).expect("fresh intrinsics");
    let stripper = native::function("stripVTControlCharacters", 1, strip, &context);
    let members: [(&str, JsValue); 4] = [
        ("inspect", inspect.into()),
        ("format", format::function(&context).into()),
        (
            "formatWithOptions",
            format::function_with_options(&context).into(),
        ),
        ("stripVTControlCharacters", stripper.into()),
    ];
    for (name, value) in members {
        native::set(&util, js_string!(name), value, native::ENUMERABLE);
    }
    context
        .register_global_property(js_string!("util"), util, Attribute::all())
        .expect("a fresh global");
    context
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
    let options = inspect::InspectOptions::default();
    inspect::inspect_text(&value, &options, context).expect("printable values")
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
    let context = &mut context();
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
    let code = process::run_to_end(runtime.context());
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
