//! Start-up: an empty script under `slabjs`, beside the bare engine evaluating `0`.
//!
//! `cargo bench --bench startup`. Both are whole processes, run in turns;
//! prints the medians' ratio. The bare engine is this program itself, called
//! with the argument `bare`.

#![allow(clippy::expect_used, clippy::print_stdout)]

use boa_engine::{Context, Source};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 101;

fn main() {
    if std::env::args().nth(1).as_deref() == Some("bare") {
        let value = Context::default().eval(Source::from_bytes("0"));
        assert_eq!(value.expect("zero").as_number(), Some(0.0));
        return;
    }
    let script = std::env::temp_dir().join(format!("slabjs-empty-{}.js", std::process::id()));
    std::fs::write(&script, "").expect("an empty script");
    let own = std::env::current_exe().expect("this program");
    let (mut bare, mut slabjs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        bare.push(time(&own, Path::new("bare")));
        slabjs.push(time(Path::new(env!("CARGO_BIN_EXE_slabjs")), &script));
    }
    std::fs::remove_file(&script).expect("removed");
    let (bare, slabjs) = (median(&mut bare), median(&mut slabjs));
    println!("bare engine {:.2} ms", bare.as_secs_f64() * 1e3);
    println!("slabjs      {:.2} ms", slabjs.as_secs_f64() * 1e3);
    println!(
        "ratio       {:.2}",
        slabjs.as_secs_f64() / bare.as_secs_f64()
    );
}

fn time(program: &Path, argument: &Path) -> Duration {
    let start = Instant::now();
    let status = Command::new(program)
        .arg(argument)
        .stdin(Stdio::null())
        .status()
        .expect("it starts");
    let spent = start.elapsed();
    assert!(status.success());
    spent
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
