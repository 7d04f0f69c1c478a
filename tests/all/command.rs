//! The command line: what is run, what is printed where, and the exit code.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a run of the command came to.
#[derive(Debug)]
pub(super) struct Ran {
    pub(super) out: String,
    pub(super) err: String,
    pub(super) code: i32,
}

impl Ran {
    fn of(command: &mut Command, input: &str) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut stdin = child.stdin.take().expect("standard input");
        // A command that does not read may have ended before.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().expect("it ends");
        Self {
            out: String::from_utf8(output.stdout).expect("text"),
            err: String::from_utf8(output.stderr).expect("text"),
            code: output.status.code().expect("no signal ended it"),
        }
    }
}

fn slabjs(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_slabjs"));
    command
        .args(arguments)
        .env_remove("FORCE_COLOR")
        .env_remove("NODE_NO_WARNINGS");
    command
}

fn run(arguments: &[&str]) -> Ran {
    Ran::of(&mut slabjs(arguments), "")
}

pub(super) fn run_with(arguments: &[&str], input: &str) -> Ran {
    Ran::of(&mut slabjs(arguments), input)
}

/// Runs `arguments` in a new folder with the files given.
pub(super) fn run_in(files: &[(&str, &str)], arguments: &[&str]) -> Ran {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        write(&folder.path().join(name), text);
    }
    let mut command = slabjs(arguments);
    command.current_dir(folder.path());
    let mut ran = Ran::of(&mut command, "");
    let path = folder.path().canonicalize().expect("a path");
    let path = path.to_string_lossy().into_owned();
    ran.out = ran.out.replace(&path, "<dir>");
    ran.err = ran.err.replace(&path, "<dir>");
    ran
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("written");
}

fn printed(arguments: &[&str]) -> String {
    let ran = run(arguments);
    assert_eq!((ran.err.as_str(), ran.code), ("", 0), "{arguments:?}");
    ran.out
}

#[test]
fn the_documents_examples_from_a_file_and_from_standard_input() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/document.js");
    assert_eq!(printed(&[file]), "8192\ntrue\n");
    let lines = fs::read_to_string(file).expect("the example");
    let ran = run_with(&[], &lines);
    assert_eq!((ran.out.as_str(), ran.code), ("8192\ntrue\n", 0));
    let ran = run_with(&["-"], &lines);
    assert_eq!((ran.out.as_str(), ran.code), ("8192\ntrue\n", 0));
}

#[test]
fn code_of_the_command_line() {
    assert_eq!(printed(&["-e", "console.log(1 + 1)"]), "2\n");
    assert_eq!(printed(&["-p", "Buffer.from('hi')"]), "<Buffer 68 69>\n");
    assert_eq!(printed(&["-pe", "process.argv.length", "a", "b"]), "3\n");
    assert_eq!(
        printed(&["-p", "require('path').sep + __filename"]),
        "/[eval]\n"
    );
    assert_eq!(run_with(&["-p"], "6 * 7").out, "42\n");
}

#[test]
fn scripts_of_both_kinds() {
    let files = [
        (
            "a.js",
            "console.log(typeof require, __filename, process.argv.slice(2))",
        ),
        (
            "b.mjs",
            "import { poolSize } from './c.cjs'; console.log(typeof require, poolSize, await 7)",
        ),
        ("c.cjs", "exports.poolSize = Buffer.poolSize"),
        ("d/package.json", "{ \"type\": \"module\" }"),
        (
            "d/e.js",
            "console.log(typeof require, import.meta.filename)",
        ),
    ];
    let ran = run_in(&files, &["a.js", "x", "--y"]);
    assert_eq!(ran.out, "function <dir>/a.js [ 'x', '--y' ]\n");
    assert_eq!(run_in(&files, &["b.mjs"]).out, "undefined 8192 7\n");
    assert_eq!(run_in(&files, &["d/e.js"]).out, "undefined <dir>/d/e.js\n");
    assert_eq!(run_in(&files, &["a"]).out, "function <dir>/a.js []\n");
}

#[test]
fn exit_codes_are_nodes() {
    for (code, arguments) in [
        (0, &["-e", ""][..]),
        (1, &["-e", "throw 1"]),
        (1, &["-e", "Promise.reject(new Error('x'))"]),
        (1, &["-e", "let let"]),
        (1, &["no/such/file.js"]),
        (1, &["-c", "no/such/file.js"]),
        (9, &["--no-such-option"]),
        (9, &["--max-external-memory", "much"]),
        (9, &["-e"]),
        (7, &["-e", "process.exit(7)"]),
        (3, &["-e", "process.exitCode = 3"]),
        (0, &["--version"]),
        (0, &["help"]),
        (1, &["test", "no/such/folder"]),
    ] {
        assert_eq!(run(arguments).code, code, "{arguments:?}");
    }
    let ran = run_in(&[("a.mjs", "await new Promise(() => {})")], &["a.mjs"]);
    assert_eq!(ran.code, 13);
    assert_eq!(ran.err, "Warning: Detected unsettled top-level await\n");
}

#[test]
fn an_uncaught_error_is_told_with_its_place() {
    let text = "const a = 1;\nfunction f() {\n  throw new RangeError('too far');\n}\nf();\n";
    let ran = run_in(&[("a.js", text)], &["a.js"]);
    assert_eq!((ran.out.as_str(), ran.code), ("", 1));
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(lines[0], "<dir>/a.js:3", "{}", ran.err);
    assert_eq!(lines[1], "  throw new RangeError('too far');");
    assert_eq!(lines[2].trim_start(), "^", "a mark under the place");
    assert_eq!(lines[4], "RangeError: too far");
    assert!(
        lines[5].starts_with("    at f (<dir>/a.js:3:"),
        "{}",
        ran.err
    );
    assert!(
        ran.err
            .ends_with(concat!("\nslabjs v", env!("CARGO_PKG_VERSION"), "\n"))
    );
    let ran = run_in(&[("b.js", "let x = ;\n")], &["b.js"]);
    assert!(
        ran.err.starts_with("<dir>/b.js:1\nlet x = ;\n"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("\nSyntaxError: "), "{}", ran.err);
}

#[test]
fn what_was_printed_before_an_error_is_not_lost() {
    let ran = run(&["-e", "console.log('before'); console.error('seen'); null.x"]);
    assert_eq!(ran.out, "before\n");
    assert!(ran.err.starts_with("seen\n"), "{}", ran.err);
    assert!(ran.err.contains("TypeError"), "{}", ran.err);
}

#[test]
fn syntax_is_checked_without_running() {
    let files = [
        ("good.js", "console.log('must not run')"),
        ("bad.js", "console.log('must not run'); {"),
        ("good.mjs", "import 'nowhere'; await 1"),
    ];
    assert_eq!(run_in(&files, &["-c", "good.js"]).out, "");
    assert_eq!(run_in(&files, &["-c", "good.mjs"]).code, 0);
    let ran = run_in(&files, &["-c", "bad.js"]);
    assert_eq!((ran.out.as_str(), ran.code), ("", 1));
    assert!(ran.err.contains("SyntaxError"), "{}", ran.err);
}

#[test]
fn a_reader_that_leaves_early_is_no_defect() {
    let mut child = slabjs(&["-e", "for (let i = 0; i < 1e5; i++) console.log(i)"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(
        !err.contains("panicked") && !err.contains("internal error"),
        "{err}"
    );
}

#[test]
fn gc_is_there_when_exposed() {
    assert_eq!(printed(&["-p", "typeof gc"]), "undefined\n");
    assert_eq!(
        printed(&["--expose-gc", "-p", "typeof gc, gc()"]),
        "undefined\n"
    );
    assert_eq!(printed(&["--expose_gc", "-p", "typeof gc"]), "function\n");
}

#[test]
fn collections_are_traced_in_v8s_form() {
    let script = "for (let i = 0; i < 400; i++) new Uint8Array(256 * 1024); gc()";
    let out = printed(&[
        "--trace-gc",
        "--expose-gc",
        "--external-soft-limit",
        "16MiB",
        "-e",
        script,
    ]);
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines.len() >= 3, "{out}");
    for line in &lines {
        let fields: Vec<&str> = line.split(" ms: Mark-Compact ").collect();
        assert_eq!(fields.len(), 2, "{line}");
        assert!(fields[0].starts_with('['), "{line}");
        assert!(fields[1].contains(" MB, external: "), "{line}");
        assert!(fields[1].contains(" / 0.00 ms (average mu = "), "{line}");
    }
    assert!(lines[0].ends_with(" external memory pressure"), "{out}");
    assert!(out.contains(" testing\n"), "{out}");
}

#[test]
fn old_bytes_are_zeroed_when_asked() {
    let script = "Buffer.allocUnsafeSlow(1000).fill(7); gc(); \
                  const dirty = Buffer.allocUnsafeSlow(1000).some((x) => x !== 0); dirty";
    let zeroed = printed(&["--zero-fill-buffers", "--expose-gc", "-p", script]);
    assert_eq!(zeroed, "false\n");
    assert_eq!(printed(&["--expose-gc", "-p", script]), "true\n");
}

#[test]
fn past_the_limit_a_range_error_is_caught_and_the_script_goes_on() {
    let script = "try { Buffer.alloc(200 << 20) } catch (e) { console.log(String(e)) } \
                  for (let i = 0; i < 5; i++) new Uint8Array(100 << 20); console.log('on')";
    let out = printed(&["--max-external-memory", "128MiB", "-e", script]);
    assert_eq!(out, "RangeError: Array buffer allocation failed\non\n");
}

#[test]
fn memory_is_told_in_five_fields() {
    let script = "const b = Buffer.alloc(1e6); const m = process.memoryUsage(); \
                  [Object.keys(m).join(), m.arrayBuffers >= 1e6, m.external >= m.arrayBuffers, \
                  m.heapUsed > 0, m.rss > m.heapUsed].join(' ')";
    assert_eq!(
        printed(&["-p", script]),
        "rss,heapTotal,heapUsed,external,arrayBuffers true true true true\n"
    );
}

#[test]
fn an_endless_supply_of_garbage_stays_small() {
    let script = "for (let i = 0; i < 8000; i++) Buffer.allocUnsafeSlow(256 * 1024).fill(1); \
                  require('fs').readFileSync('/proc/self/status', 'utf8')\
                  .match(/VmHWM:\\s+(\\d+)/)[1] / 1024 < 400";
    assert_eq!(printed(&["-p", script]), "true\n");
}

#[test]
fn versions_and_help() {
    assert_eq!(
        printed(&["--version"]),
        concat!("v", env!("CARGO_PKG_VERSION"), "\n")
    );
    assert_eq!(printed(&["-v"]), printed(&["--version"]));
    let help = printed(&["help"]);
    assert!(
        help.contains("slabjs test") && help.contains("--trace-gc"),
        "{help}"
    );
    assert_eq!(run(&["--nope"]).err, "slabjs: bad option: --nope\n");
}
