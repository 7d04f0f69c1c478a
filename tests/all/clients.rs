//! npm packages that lean on Buffer, run unmodified: `tests/clients/`.
//!
//! The packages are installed by `npm ci` in that folder; without them the
//! test says so and looks at nothing.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

fn folder() -> PathBuf {
    crate::root().join("tests/clients")
}

/// Past the harness's own capture, so that it shows in every run.
fn tell(line: &str) {
    let line = format!("{line}\n");
    std::io::stderr()
        .write_all(line.as_bytes())
        .expect("standard error");
}

/// The names of the cases, in order.
fn cases() -> Vec<String> {
    let entries = fs::read_dir(folder().join("cases")).expect("the cases");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("a case").file_name())
        .filter_map(|name| {
            name.to_string_lossy()
                .strip_suffix(".js")
                .map(str::to_owned)
        })
        .collect();
    names.sort();
    names
}

/// How the output of a case differs from what Node printed; `None` when it does not.
fn difference(name: &str) -> Option<String> {
    let expected = folder().join(format!("expected/{name}.txt"));
    let expected = fs::read_to_string(expected).expect("what Node printed");
    let output = Command::new(env!("CARGO_BIN_EXE_slabjs"))
        .arg(folder().join(format!("cases/{name}.js")))
        .stdin(Stdio::null())
        .output()
        .expect("the command runs");
    let printed = String::from_utf8_lossy(&output.stdout);
    if printed == expected && output.status.success() {
        return None;
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    let status = output.status;
    Some(format!(
        "{name}: {status}\nslabjs: {printed}\nnode: {expected}\n{errors}"
    ))
}

#[test]
fn packages_print_what_they_print_under_node() {
    if !folder().join("node_modules").is_dir() {
        tell(
            "npm packages: NOT RUN, because they are not installed: run `npm ci` in tests/clients",
        );
        return;
    }
    let cases = cases();
    let different: Vec<String> = cases.iter().filter_map(|name| difference(name)).collect();
    let (all, failed) = (cases.len(), different.len());
    tell(&format!(
        "npm packages: {} passed, {failed} failed",
        all - failed
    ));
    assert!(all >= 15, "the cases are too few");
    assert!(different.is_empty(), "{}", different.join("\n"));
}
