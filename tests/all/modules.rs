//! Scripts under `tests/modules/` print what Node was recorded to print (`record.sh` there).

use std::{
    cell::RefCell,
    path::{Path, PathBuf},
    rc::Rc,
};

use slabjs::{
    Runtime,
    engine::event_loop::{EventLoop, Origin, Stop},
    node::{
        modules::{self, Evaluation},
        process,
    },
    runtime::Error,
};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/modules")
}

/// What a script came to; the fixtures' directory is written as `<dir>`.
struct Ran {
    stdout: String,
    stderr: String,
    code: i32,
}

fn run(script: &Path) -> Ran {
    let output = Rc::new(RefCell::new(Vec::new()));
    let errors = Rc::new(RefCell::new(Vec::new()));
    let mut runtime = Runtime::builder()
        .stdout(Rc::clone(&output))
        .stderr(Rc::clone(&errors))
        .build()
        .expect("a runtime");
    let context = runtime.context();
    let begun = match modules::run_main(script, context) {
        Ok(Evaluation::Done(_) | Evaluation::Module(_)) => Ok(()),
        Err(error) => {
            EventLoop::of(context)
                .expect("the loop")
                .report(error, Origin::Exception, context)
        }
    };
    let ended = begun.and_then(|()| process::run_to_end(context));
    let code = ended.unwrap_or_else(|stop| {
        if let Stop::Uncaught(uncaught) = &stop {
            let shown = Error::new(uncaught.error.clone(), context).to_string();
            errors.borrow_mut().extend_from_slice(shown.as_bytes());
        }
        stop.exit_code()
    });
    let text = |bytes: &RefCell<Vec<u8>>| {
        let text = String::from_utf8_lossy(&bytes.borrow()).into_owned();
        text.replace(&*fixtures().to_string_lossy(), "<dir>")
    };
    Ran {
        stdout: text(&output),
        stderr: text(&errors),
        code,
    }
}

/// Runs one script and compares it with its record, line by line.
fn compare(script: &str) {
    let path = fixtures().join(script);
    let expected = std::fs::read_to_string(fixtures().join(format!("{script}.expected")))
        .expect("the record of the script");
    let Ran {
        stdout,
        stderr,
        code,
    } = run(&path);
    let mut wrong = Vec::new();
    for (line, expected) in stdout.lines().zip(expected.lines()) {
        if line != expected {
            wrong.push(format!("  slabjs: {line}\n  node:   {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{script}:\n{}", wrong.join("\n"));
    assert_eq!(code, 0, "{script}: {stderr}");
    let (printed, wanted) = (stdout.lines().count(), expected.lines().count());
    assert_eq!(printed, wanted, "lines of {script}");
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
