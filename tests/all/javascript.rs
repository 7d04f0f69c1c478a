//! The tests written in JavaScript, run by the product's own runner.

use slabjs_cli::testing::{self, Options};
use std::path::PathBuf;

#[test]
fn the_tests_in_javascript_pass() {
    let options = Options {
        paths: vec![PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../js-tests"
        ))],
        ..Options::default()
    };
    let mut out = Vec::new();
    let totals = testing::run(&options, &mut out).expect("a run");
    let out = String::from_utf8_lossy(&out);
    println!("{out}");
    // Past the harness's own capture, so that the number shows in every run.
    let line = format!(
        "JavaScript tests: {} passed, {} failed, {} skipped, in {} files\n",
        totals.passed, totals.failed, totals.skipped, totals.files
    );
    std::io::Write::write_all(&mut std::io::stderr(), line.as_bytes()).expect("standard error");
    assert!(totals.is_success(), "{out}");
    assert!(totals.passed > 0);
}
