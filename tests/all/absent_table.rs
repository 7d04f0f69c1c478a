//! `docs/absent.md`: what Node's built-in modules and globals have and slabjs has not. The
//! file is generated from what `tests/oracle/api.js` found in Node; this keeps it true.
//!
//! To write it again: `SLABJS_WRITE_TABLE=1 cargo test --test all absent_table`.

use crate::oracle::folder;
use std::process::Command;

/// What slabjs prints for the table.
fn printed() -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_slabjs"));
    command.current_dir(folder()).args(["api.js", "table"]);
    let output = command.output().expect("the command runs");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaint}");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn the_table_says_what_is_absent() {
    let table = printed();
    let path = crate::root().join("docs/absent.md");
    if std::env::var_os("SLABJS_WRITE_TABLE").is_some() {
        std::fs::write(&path, &table).expect("the table");
    }
    let written = std::fs::read_to_string(&path).expect("docs/absent.md");
    assert!(
        written == table,
        "write the table again: SLABJS_WRITE_TABLE=1"
    );
}
