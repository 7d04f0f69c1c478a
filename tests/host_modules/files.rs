//! What only the Rust side of `node:fs` shows: the policy, and where the bytes lie.

use boa_engine::js_string;
use slabjs::Runtime;
use slabjs::host::{AllowNothing, FsAccess, FsIntent, restrict_fs};
use slabjs::program::require_builtin;
use std::path::{Path, PathBuf};
use std::rc::Rc;

const MIB: usize = 1024 * 1024;

/// Reading below one directory, and nothing else.
#[derive(Debug)]
struct ReadBelow(PathBuf);

impl FsAccess for ReadBelow {
    fn allows(&self, intent: FsIntent, path: &Path) -> bool {
        intent == FsIntent::Read && path.starts_with(&self.0)
    }
}

/// A runtime whose global `fs` is the module.
fn runtime() -> Runtime {
    let mut runtime = Runtime::builder().build().expect("a runtime");
    let context = runtime.context();
    let fs = require_builtin("fs", context).expect("node:fs");
    let global = context.global_object();
    global
        .set(js_string!("fs"), fs, true, context)
        .expect("a global");
    runtime
}

fn text(runtime: &mut Runtime, source: &str) -> String {
    let value = runtime.evaluate(source, "files.js").expect(source);
    let text = value.to_string(runtime.context()).expect("text");
    text.to_std_string_lossy()
}

/// The error code of an expression, or its value.
fn outcome(runtime: &mut Runtime, expression: &str) -> String {
    let source = format!("try {{ String({expression}) }} catch (e) {{ e.code }}");
    text(runtime, &source)
}

#[test]
fn nothing_can_be_touched_where_nothing_is_allowed() {
    let mut runtime = runtime();
    restrict_fs(Rc::new(AllowNothing), runtime.context());
    let directory = tempfile::tempdir().expect("a directory");
    let inside = directory.path().join("x").display().to_string();
    for call in [
        "readFileSync(P)",
        "writeFileSync(P, '')",
        "appendFileSync(P, '')",
        "openSync(P, 'a')",
        "statSync(P)",
        "lstatSync(P)",
        "statfsSync(P)",
        "accessSync(P)",
        "readdirSync(P)",
        "mkdirSync(P)",
        "mkdirSync(P, { recursive: true })",
        "mkdtempSync(P)",
        "rmSync(P, { force: true })",
        "rmdirSync(P)",
        "unlinkSync(P)",
        "renameSync(P, P)",
        "copyFileSync(P, P)",
        "linkSync(P, P)",
        "symlinkSync(P, P)",
        "readlinkSync(P)",
        "realpathSync(P)",
        "realpathSync.native(P)",
        "chmodSync(P, 0)",
        "chownSync(P, 0, 0)",
        "lchownSync(P, 0, 0)",
        "utimesSync(P, 0, 0)",
        "lutimesSync(P, 0, 0)",
        "truncateSync(P)",
    ] {
        let call = format!("fs.{}", call.replace('P', &format!("{inside:?}")));
        assert_eq!(outcome(&mut runtime, &call), "ERR_ACCESS_DENIED", "{call}");
    }
    let exists = format!(
        "fs.existsSync({:?})",
        directory.path().display().to_string()
    );
    assert_eq!(outcome(&mut runtime, &exists), "false");
    let left = std::fs::read_dir(directory.path()).expect("a listing");
    assert_eq!(left.count(), 0);
}

#[test]
fn a_policy_sees_absolute_paths_and_what_is_meant() {
    let mut runtime = runtime();
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("x");
    std::fs::write(&file, "inside").expect("a file");
    let policy = ReadBelow(directory.path().to_owned());
    restrict_fs(Rc::new(policy), runtime.context());
    let file = format!("{:?}", file.display().to_string());
    let mut check = |call: &str, expected: &str| {
        let call = format!("fs.{}", call.replace('P', &file));
        assert_eq!(outcome(&mut runtime, &call), expected, "{call}");
    };
    check("readFileSync(P, 'utf8')", "inside");
    check("readFileSync('/etc/hostname')", "ERR_ACCESS_DENIED");
    check("readFileSync('Cargo.toml')", "ERR_ACCESS_DENIED");
    check("openSync(P, 'r+')", "ERR_ACCESS_DENIED");
    check("openSync(P, fs.constants.O_TRUNC)", "ERR_ACCESS_DENIED");
    check("unlinkSync(P)", "ERR_ACCESS_DENIED");
    check("copyFileSync(P, P + 'y')", "ERR_ACCESS_DENIED");
}

#[test]
fn a_file_is_read_into_external_memory_and_nowhere_else() {
    let mut runtime = runtime();
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("big");
    let bytes: Vec<u8> = (0..10 * MIB).map(|at| (at % 251) as u8).collect();
    std::fs::write(&path, &bytes).expect("a file");
    drop(bytes);
    let before = runtime.usage();
    let source = format!(
        "var read = fs.readFileSync({:?}); 0",
        path.display().to_string()
    );
    runtime.evaluate(&source, "read.js").expect("reads");
    let after = runtime.usage();
    assert_eq!(after.array_buffers - before.array_buffers, 10 * MIB);
    assert!(
        after.heap_total - before.heap_total < MIB,
        "a second copy on the heap"
    );
    let sums =
        "read.length === 10485760 && read.every((byte, at) => byte === at % 251 || at > 9999)";
    assert_eq!(text(&mut runtime, sums), "true");
}

#[test]
fn a_file_past_the_hard_limit_is_a_range_error() {
    let mut runtime = runtime();
    runtime.set_max_external_memory(4 * MIB);
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("big");
    std::fs::write(&path, vec![1; 8 * MIB]).expect("a file");
    let path = format!("{:?}", path.display().to_string());
    for source in [path.as_str(), "'/dev/zero'"] {
        let source = format!("try {{ fs.readFileSync({source}) }} catch (e) {{ String(e) }}");
        let outcome = text(&mut runtime, &source);
        assert!(outcome.starts_with("RangeError"), "{source}: {outcome}");
    }
}
