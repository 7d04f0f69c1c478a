//! Streams behave as Node's: each script of `tests/streams` prints what Node printed.
//!
//! The expected texts are Node's own, recorded by `tests/streams/record.sh`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::scripts;

fn folder() -> PathBuf {
    crate::root().join("tests/streams")
}

fn difference(script: &Path) -> Option<String> {
    let expected = fs::read_to_string(script.with_extension("txt")).expect("what Node prints");
    let ran = scripts::run(script);
    let got = format!("{}exit code {}\n", ran.stdout, ran.code & 0xff);
    (got != expected).then(|| {
        let name = script.file_stem().unwrap_or_default().display();
        format!(
            "--- {name}: expected\n{expected}--- got\n{got}{}",
            ran.stderr
        )
    })
}

#[test]
fn scripts_print_what_node_prints() {
    let mut scripts: Vec<_> = fs::read_dir(folder())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "js"))
        .collect();
    scripts.sort();
    assert!(scripts.len() >= 110, "only {} scripts", scripts.len());
    let differences: Vec<_> = scripts.iter().filter_map(|path| difference(path)).collect();
    assert!(
        differences.is_empty(),
        "{} of {} scripts differ\n{}",
        differences.len(),
        scripts.len(),
        differences.join("\n")
    );
}
