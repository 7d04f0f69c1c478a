//! Waiting costs no processor time.

use std::process::Command;

/// Microseconds of processor time that may go by while a program waits two seconds.
const MOST: u64 = 50_000;

/// The program measures itself, so that what else runs on the machine does not count.
const SCRIPT: &str = "
    const before = process.cpuUsage();
    setTimeout(() => {
      const { user, system } = process.cpuUsage(before);
      console.log(user + system);
    }, 2000);
";

#[test]
fn a_timer_of_two_seconds_sleeps() {
    let output = Command::new(env!("CARGO_BIN_EXE_slabjs"))
        .args(["-e", SCRIPT])
        .output()
        .expect("the command runs");
    let printed = String::from_utf8_lossy(&output.stdout);
    let spent: u64 = printed.trim().parse().expect("a number of microseconds");
    // Past the harness's own capture, so that the number shows in every run.
    let line = format!("idle: {spent} µs of processor time in two seconds\n");
    std::io::Write::write_all(&mut std::io::stderr(), line.as_bytes()).expect("standard error");
    assert!(spent < MOST, "{spent} µs");
}
