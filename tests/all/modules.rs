//! Scripts under `tests/modules/` print what Node was recorded to print (`record.sh` there).

use std::{
    cell::RefCell,
    io,
    path::{Path, PathBuf},
    rc::Rc,
};

use boa_engine::{Context, context::ContextBuilder};
use slabjs::{
    engine::{event_loop::EventLoop, hooks::Hooks, isolate::Isolate, stack},
    node::{
        modules::{self, Evaluation, esm::Loader},
        process::{self, MemoryFigures, Output, ProcessOptions},
        timers,
    },
};

#[derive(Clone, Default)]
struct Captured(Rc<RefCell<Vec<u8>>>);

impl Output for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(())
    }
}

fn context(output: &Captured) -> Context {
    let event_loop = EventLoop::new();
    let isolate = Isolate::of_this_thread();
    let tracker = Rc::clone(&event_loop);
    let hooks = Hooks::new(
        isolate,
        Rc::new(move |promise, operation, context| {
            tracker.promise_tracked(&promise, operation, context);
        }),
    );
    let mut context = ContextBuilder::new()
        .job_executor(event_loop)
        .module_loader(Loader::new())
        .host_hooks(Rc::new(hooks))
        .build()
        .expect("a context");
    stack::install(&mut context).expect("stacks");
    let options = ProcessOptions::new(Rc::new(MemoryFigures::default))
        .builtin_modules(modules::builtins::get_builtin_module)
        .stdout(output.clone())
        .stderr(Captured::default());
    process::install(&mut context, options).expect("process");
    timers::install(&mut context).expect("timers");
    slabjs::buffer::install(&mut context).expect("Buffer");
    context
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/modules")
}

/// What the script prints, the fixtures' directory written as `<dir>`.
fn run(script: &Path) -> String {
    let output = Captured::default();
    let mut context = context(&output);
    let ran = modules::run_main(script, &mut context);
    let mut shown = String::new();
    match ran {
        Ok(Evaluation::Done(_) | Evaluation::Module(_)) => {}
        Err(error) => shown = format!("threw {error}\n"),
    }
    if let Err(stop) = process::run_to_end(&mut context) {
        shown.push_str(&format!("stopped: {stop:?}\n"));
    }
    let printed = String::from_utf8_lossy(&output.0.borrow()).into_owned();
    let directory = fixtures();
    (printed + &shown).replace(&*directory.to_string_lossy(), "<dir>")
}

/// Runs one script and compares it with its record, line by line.
fn compare(script: &str) {
    let path = fixtures().join(script);
    let expected = std::fs::read_to_string(fixtures().join(format!("{script}.expected")))
        .expect("the record of the script");
    let printed = run(&path);
    let mut wrong = Vec::new();
    for (line, expected) in printed.lines().zip(expected.lines()) {
        if line != expected {
            wrong.push(format!("  slabjs: {line}\n  node:   {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{script}:\n{}", wrong.join("\n"));
    assert_eq!(
        printed.lines().count(),
        expected.lines().count(),
        "{script}:\n{printed}"
    );
}

#[test]
fn commonjs() {
    compare("commonjs/main.js");
}

#[test]
fn resolution_for_require() {
    compare("resolve/main.js");
}

#[test]
fn resolution_for_import() {
    compare("resolve/main.mjs");
}

#[test]
fn es_modules() {
    compare("import/main.mjs");
}

#[test]
fn require_of_es_modules() {
    compare("require_module/main.js");
}

#[test]
fn deep_equality() {
    compare("assert/case-deep-equal.js");
}

#[test]
fn paths() {
    compare("path/main.js");
}

#[test]
fn events() {
    compare("events/main.js");
}
