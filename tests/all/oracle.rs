//! Every export, static and method of `node:buffer` against what Node answered to
//! the same calls.
//!
//! `tests/oracle/record.js` makes the calls of a corpus and tells what came of
//! each, a line each, under slabjs and under Node alike. What Node said is kept
//! beside it. With a Node at hand the comparison is made with that one too:
//! `SLABJS_ORACLE_NODE` names the binary of Node 26.12.1.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;

/// Differences that are shown; the others are counted.
const SHOWN: usize = 40;

/// The environment variable that names a Node of the version recorded.
const NODE: &str = "SLABJS_ORACLE_NODE";

/// What that Node's `--version` says.
const VERSION: &str = "v26.12.1";

pub(crate) fn folder() -> PathBuf {
    crate::root().join("tests/oracle")
}

/// What `program` prints when it runs the recorder.
fn printed(program: &OsStr, arguments: &[&str]) -> Vec<String> {
    let mut command = Command::new(program);
    command.current_dir(folder()).arg("record.js");
    let output = command.args(arguments).output().expect("a process");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {complaint}");
    let text = String::from_utf8(output.stdout).expect("text");
    text.lines().map(str::to_owned).collect()
}

/// What slabjs prints when it runs the recorder.
pub(crate) fn ours(arguments: &[&str]) -> Vec<String> {
    printed(OsStr::new(env!("CARGO_BIN_EXE_slabjs")), arguments)
}

pub(crate) fn kept(name: &str) -> Vec<String> {
    let text = std::fs::read_to_string(folder().join(name)).expect("what was recorded");
    text.lines().map(str::to_owned).collect()
}

/// Says it past the harness's capture, so that the figures show in every run.
fn say(line: &str) {
    use std::io::Write;
    let line = format!("{line}\n");
    std::io::stderr()
        .write_all(line.as_bytes())
        .expect("standard error");
}

fn compare(name: &str, calls: &[String], ours: &[String], nodes: &[String], whose: &str) {
    assert_eq!(calls.len(), nodes.len(), "record the answers again");
    assert_eq!(ours.len(), nodes.len());
    let differing: Vec<usize> = (0..nodes.len())
        .filter(|&at| ours[at] != nodes[at])
        .collect();
    let count = calls.len();
    say(&format!(
        "oracle {name}: {count} calls, {} differences from {whose}",
        differing.len()
    ));
    let shown = differing.iter().take(SHOWN).map(|&at| {
        let (call, ours, node) = (&calls[at], &ours[at], &nodes[at]);
        format!("{call}\n    ours  {ours}\n    Node  {node}\n")
    });
    assert!(differing.is_empty(), "{}", shown.collect::<String>());
}

fn check(corpus: &str) {
    let calls = ours(&[corpus, "calls"]);
    let ours = ours(&[corpus]);
    let kept = kept(&format!("{corpus}.expected"));
    compare(corpus, &calls, &ours, &kept, "what was recorded");
    let Some(node) = std::env::var_os(NODE) else {
        return;
    };
    let version = Command::new(&node).arg("--version").output().expect("Node");
    let version = String::from_utf8_lossy(&version.stdout).trim().to_owned();
    assert_eq!(version, VERSION, "{NODE} names another");
    assert_eq!(printed(&node, &[corpus, "calls"]), calls);
    let nodes = printed(&node, &[corpus]);
    let whose = format!("Node {version} itself");
    compare(corpus, &calls, &ours, &nodes, &whose);
}

#[test]
fn methods_of_the_prototype() {
    check("prototype");
}

#[test]
fn the_end_of_a_search() {
    check("end");
}

#[test]
fn statics_and_functions_of_the_module() {
    check("statics");
}

#[test]
fn views_of_stores_that_change_and_text_of_bytes() {
    check("views");
}

#[test]
fn blobs_files_and_their_urls() {
    check("blob");
}

#[test]
fn what_every_member_is() {
    check("members");
}
