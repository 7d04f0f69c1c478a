//! Runs a file of cases and compares each with the recorded line.

use boa_engine::builtins::promise::PromiseState;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsResult, JsValue, NativeFunction};
use slabjs::Runtime;
use slabjs::program::{EventLoop, require_builtin};
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// The working directory is the process's, so one file of cases runs at a time.
static WORKING_DIRECTORY: Mutex<()> = Mutex::new(());

fn read(file: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/host_modules")
        .join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The cases of a file, each the source of a function of `require`.
fn cases(name: &str) -> Vec<(String, String)> {
    let text = read(&format!("{name}.cases.js"));
    let mut blocks = text
        .trim()
        .split("\n\n")
        .map(str::trim)
        .filter(|block| !block.is_empty());
    let setup = blocks.next().unwrap_or("").to_owned();
    blocks
        .map(|block| (block.to_owned(), function(&setup, block)))
        .collect()
}

fn function(setup: &str, block: &str) -> String {
    let word = |word: &str| {
        block
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .any(|found| found == word)
    };
    let kind = if word("await") { "async " } else { "" };
    let body = if word("return") || word("await") || block.contains(';') {
        block.to_owned()
    } else {
        format!("return ({block}\n)")
    };
    format!("(function (require) {{ {setup}\nreturn {kind}function () {{ {body} }} }})")
}

fn require(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = args.get_or_undefined(0).to_string(context)?;
    require_builtin(&name.to_std_string_lossy(), context)
}

/// What each case gives here.
fn outcomes(name: &str) -> Vec<(String, String)> {
    let mut runtime = Runtime::builder().build().expect("a runtime");
    let outcome = runtime
        .evaluate(&read("show.js"), "show.js")
        .expect("show.js");
    let outcome = outcome.as_callable().expect("a function");
    let require = NativeFunction::from_fn_ptr(require).to_js_function(runtime.context().realm());
    cases(name)
        .into_iter()
        .map(|(block, source)| {
            let line = run(&mut runtime, &outcome, &require, &source);
            (block, line)
        })
        .collect()
}

/// Runs a case in an empty directory.
fn run(runtime: &mut Runtime, outcome: &JsObject, require: &JsObject, source: &str) -> String {
    let directory = tempfile::tempdir().expect("a directory");
    std::env::set_current_dir(&directory).expect("its own directory");
    let line = evaluate(runtime, outcome, require, source);
    std::env::set_current_dir(std::env::temp_dir()).expect("a directory that stays");
    line
}

fn evaluate(runtime: &mut Runtime, outcome: &JsObject, require: &JsObject, source: &str) -> String {
    let made = runtime.evaluate(source, "case.js").expect(source);
    let context = runtime.context();
    let undefined = JsValue::undefined();
    let make = made.as_callable().expect("a function");
    let case = make
        .call(&undefined, &[require.clone().into()], context)
        .expect(source);
    let line = outcome.call(&undefined, &[case], context).expect(source);
    let event_loop = EventLoop::of(context).expect("an event loop");
    let ended = event_loop.run_until_idle(context);
    let line = match line.as_promise().map(|promise| promise.state()) {
        Some(PromiseState::Fulfilled(line)) => line,
        Some(state) => return format!("{state:?} {ended:?}"),
        None => line,
    };
    line.as_string().expect("a string").to_std_string_lossy()
}

/// Fails with every case that differs.
pub fn check(name: &str) {
    let _alone = WORKING_DIRECTORY
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    let expected = read(&format!("{name}.expected"));
    let outcomes = outcomes(name);
    assert_eq!(
        expected.lines().count(),
        outcomes.len(),
        "{name}: recorded lines"
    );
    let wrong: Vec<String> = outcomes
        .iter()
        .zip(expected.lines())
        .filter(|((_, line), expected)| line != expected)
        .map(|((block, line), expected)| {
            format!("{block}\n  node:   {expected}\n  slabjs: {line}\n")
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {} differ\n{}",
        wrong.len(),
        outcomes.len(),
        wrong.join("\n")
    );
}
