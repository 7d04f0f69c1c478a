//! The hosts in `examples/` are built with the tests; here they are run.

#![allow(clippy::expect_used, clippy::print_stdout)]

use std::path::PathBuf;
use std::process::{Command, Output};

/// Runs an example, which lies where cargo put it: beside the folder of this test.
fn run(name: &str, arguments: &[&str]) -> Output {
    let test = std::env::current_exe().expect("a path");
    let built = test.ancestors().nth(2).expect("a target folder");
    let program: PathBuf = built
        .join("examples")
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let ran = Command::new(&program).args(arguments).output();
    ran.unwrap_or_else(|error| {
        panic!(
            "{}: {error}; `cargo test`, or `cargo build --examples` before `cargo test --test`, builds it",
            program.display()
        )
    })
}

/// What an example printed, if it ended well.
fn printed(name: &str, arguments: &[&str]) -> String {
    let output = run(name, arguments);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    println!("{name}:\n{text}{errors}");
    assert!(output.status.success(), "{name}: {text}{errors}");
    text
}

#[test]
fn a_host_in_a_few_lines() {
    let text = printed("host", &[]);
    assert!(text.contains("read from Rust: bytes outside the heap"));
    assert!(text.contains("RangeError: Array buffer allocation failed"));
    assert!(text.contains("array buffers:  8192 bytes"));
}

#[test]
fn plugins_end_as_they_should_and_the_host_goes_on() {
    let text = printed("plugin_host", &[]);
    let outcome = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name));
        line.unwrap_or_else(|| panic!("{name}")).to_owned()
    };
    assert!(outcome("greedy").contains("RangeError"));
    // By its time, or by its memory where the machine is fast.
    let hoarder = outcome("hoarder");
    assert!(hoarder.contains("Limit") || hoarder.contains("TimedOut"));
    assert!(outcome("endless").contains("TimedOut"));
    assert!(outcome("spy").contains("ERR_ACCESS_DENIED"));
    assert!(outcome("typo").contains("TypeError"));
}

#[test]
fn a_mapped_file_is_hashed_where_it_lies() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("abc");
    std::fs::write(&file, "abc").expect("a file");
    let text = printed("hash_file", &[file.to_str().expect("a path")]);
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  3 bytes";
    assert!(text.contains(digest));
    let text = printed("hash_file", &[]);
    assert!(text.contains("67108864 bytes"));
}

#[test]
fn blocks_go_through_the_pipeline_without_a_copy() {
    let text = printed("pipeline", &[]);
    assert!(text.contains("500 of 500 blocks of 64 KiB arrived where they were made"));
    assert!(text.contains("external: 0, committed: 0"));
}

#[test]
fn the_server_answers_every_line() {
    assert!(printed("line_server", &[]).contains("1000 lines answered"));
}

#[test]
fn a_body_goes_through_in_place() {
    let text = printed("http_body", &[]);
    assert!(text.contains("16 of 16 pieces left from where they had come"));
}

#[test]
fn pixels_that_are_counted_are_collected() {
    let text = printed("native_image", &[]);
    assert!(text.contains("1000 MiB of pixels were made"));
    assert!(text.contains("kept all: RangeError: Array buffer allocation failed"));
}

/// What is hostile, in short; the example says itself whether all was bounded.
#[test]
fn hostile_scripts_are_bounded_and_the_runtime_goes_on() {
    let text = printed("hostile", &["300"]);
    let rows = text.lines().filter(|line| line.ends_with(" true"));
    assert_eq!(rows.count(), 38, "{text}");
}

#[test]
fn isolates_leave_nothing_behind() {
    let text = printed("isolates", &["16", "4"]);
    assert!(text.contains("16  isolates at once"));
    let left = text.lines().find(|line| line.starts_with("bytes left"));
    assert!(left.is_some_and(|line| line.ends_with(" 0")), "{text}");
}

#[test]
fn typed_functions_refuse_what_is_wrong() {
    let text = printed("typed_functions", &[]);
    assert!(text.contains("words, maximum, bytes: (3, 5.0, 18)"));
    assert!(text.contains("a future's answer: 42"));
    assert!(text.contains("put('key'): TypeError [ERR_INVALID_ARG_TYPE]"));
    assert!(text.contains("get('nothing'): RangeError [ERR_NO_SUCH_KEY]: no such key: nothing"));
    assert!(text.contains("double(2 ** 40): RangeError [ERR_OUT_OF_RANGE]"));
}

#[test]
fn a_module_of_the_host_is_imported_and_required() {
    let text = printed("host_module", &[]);
    assert!(text.contains("refused: ERR_NO_NAME"));
    assert!(text.contains("users: ada, bob true true"));
    assert!(text.contains("rows in Rust: 2"));
}

#[test]
fn the_loop_runs_beside_other_tasks() {
    let text = printed("drive", &[]);
    assert!(text.contains("answer 1; answer 2; answer 3"));
    assert!(text.contains("a timer of the script"));
    assert!(text.contains("another task ran meanwhile: true"));
}

#[test]
fn kept_handlers_are_called_and_belong_to_one_runtime() {
    let text = printed("persistent", &[]);
    assert!(text.contains("answered: \"A MESSAGE\"\nanswered: 9"));
    assert!(text.contains("elsewhere: slabjs: the value belongs to another runtime"));
}

#[test]
fn a_configuration_is_read_through_serde() {
    let text = printed("serde", &[]);
    assert!(text.contains("listen on localhost:8080\nlisten on /run/app"));
    assert!(text.contains("refused: TypeError [ERR_INVALID_ARG_VALUE]: value.listen[0].tcp.port"));
    assert!(text.contains("an id that no number holds: 1152921504606846976n"));
}
