//! Scripts under `tests/modules/` print what Node was recorded to print (`record.sh` there).

use std::path::{Path, PathBuf};

use crate::scripts::{self, Ran};

fn fixtures() -> PathBuf {
    crate::root().join("tests/modules")
}

/// Runs a script; the fixtures' directory is written as `<dir>`.
fn run(script: &Path) -> Ran {
    let mut ran = scripts::run(script);
    for text in [&mut ran.stdout, &mut ran.stderr] {
        *text = text.replace(&*fixtures().to_string_lossy(), "<dir>");
    }
    ran
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
