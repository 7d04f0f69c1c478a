//! Hostile scripts against a budget: 32 MiB of heap, 32 MiB of external memory,
//! two seconds. Each runs in a process of its own, so that its peak resident
//! memory can be told, must end as an error in the host, and leave a runtime that
//! goes on.
//!
//! `cargo run --release --example hostile [MILLISECONDS]` prints the table, and
//! exits with 1 where a line of it is not as it should be.

#![allow(clippy::print_stderr, clippy::print_stdout)]

use slabjs::{PatientLimiter, Runtime};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

const MIB: usize = 1 << 20;

/// What a script may cost beyond a runtime that does nothing: twice the two
/// budgets, and what one native call may take between two looks.
const BOUND_KIB: u64 = 256 * 1024;

const SCRIPTS: [(&str, &str); 38] = [
    ("nothing", "throw new Error('nothing')"),
    (
        "typed arrays kept",
        "const k = []; for (;;) k.push(new Uint8Array(1 << 20).fill(1))",
    ),
    (
        "small typed arrays kept",
        "const k = []; for (;;) k.push(new Uint8Array(100))",
    ),
    (
        "Buffers kept, errors caught",
        "const k = []; for (;;) try { k.push(Buffer.alloc(1 << 20, 1)) } catch {}",
    ),
    (
        "pool slices kept",
        "const k = []; for (;;) k.push(Buffer.from('slice'))",
    ),
    (
        "SharedArrayBuffers kept",
        "const k = []; for (;;) k.push(new SharedArrayBuffer(1 << 20))",
    ),
    (
        "resizable growth",
        "const b = new ArrayBuffer(0, { maxByteLength: 30 << 20 }); for (let n = 0; ; n += 4096) b.resize(n)",
    ),
    (
        "resizables kept",
        "const k = []; for (;;) { const b = new ArrayBuffer(0, { maxByteLength: 8 << 20 }); b.resize(8 << 20); k.push(b) }",
    ),
    (
        "transfer that grows",
        "let b = new ArrayBuffer(1); for (let n = 1; ; n *= 2) b = b.transfer(n)",
    ),
    (
        "strings kept",
        "const k = []; for (let i = 0; ; i++) k.push('string number ' + i)",
    ),
    ("a string that doubles", "let s = 'x'; for (;;) s += s"),
    (
        "a string that doubles, caught",
        "let s = 'x'; for (;;) try { s = s.repeat(2) } catch {}",
    ),
    (
        "padEnd",
        "const k = []; for (;;) k.push('x'.padEnd(1 << 22))",
    ),
    (
        "join",
        "const k = []; for (;;) k.push(new Array(1 << 20).join('abcdefgh'))",
    ),
    (
        "replaceAll",
        "let s = 'a'; for (;;) s = s.replaceAll('a', 'aa')",
    ),
    (
        "Map",
        "const m = new Map(); for (let i = 0; ; i++) m.set(i, { i })",
    ),
    (
        "Set",
        "const m = new Set(); for (let i = 0; ; i++) m.add('k' + i)",
    ),
    (
        "WeakMap",
        "const m = new WeakMap(), k = []; for (;;) { const o = {}; k.push(o); m.set(o, o) }",
    ),
    (
        "closures",
        "const k = []; for (let i = 0; ; i++) { const o = { i }; k.push(() => o) }",
    ),
    (
        "properties",
        "const o = {}; for (let i = 0; ; i++) o['p' + i] = i",
    ),
    (
        "arrays, in a callback",
        "const k = []; [1].forEach(() => { for (;;) k.push([1, 2, 3]) })",
    ),
    (
        "promises",
        "const k = []; (async function f() { for (;;) { k.push({}); await null } })()",
    ),
    ("BigInt", "let n = 3n; for (;;) n *= n"),
    ("array filled", "new Array(1e8).fill(0); throw 'made'"),
    (
        "Array.from of a length",
        "Array.from({ length: 1e8 }); throw 'made'",
    ),
    (
        "apply of a length",
        "Math.max.apply(null, { length: 1e8 }); throw 'made'",
    ),
    ("spread of a hole", "[...new Array(1e8)]; throw 'made'"),
    (
        "split",
        "for (const k = [];;) k.push('x'.repeat(1 << 22).split(''))",
    ),
    ("recursion", "(function f() { f() })()"),
    (
        "recursion in callbacks",
        "(function f() { [2, 1].sort(f) })()",
    ),
    (
        "recursion that catches",
        "(function f() { try { f() } catch { f() } })()",
    ),
    ("endless loop", "for (;;);"),
    (
        "endless loop in sort",
        "[3, 2, 1].sort(() => { for (;;); })",
    ),
    (
        "endless jobs",
        "(function f() { Promise.resolve().then(f) })()",
    ),
    ("nested source", "eval('['.repeat(1e6))"),
    ("chained source", "eval('1' + '+1'.repeat(4e5))"),
    ("nested JSON", "JSON.parse('['.repeat(1e6))"),
    (
        "nested arrays",
        "let a = []; for (let i = 0; i < 5e4; i++) a = [a]; JSON.stringify(a); throw 'done'",
    ),
];

fn main() -> ExitCode {
    let numbers: Vec<u64> = std::env::args()
        .skip(1)
        .filter_map(|text| text.parse().ok())
        .collect();
    match numbers[..] {
        [time, number] => attack(number as usize, Duration::from_millis(time)),
        [time] => table(time),
        _ => table(2000),
    }
}

/// Runs one script and prints how it ended and what it cost.
fn attack(number: usize, time: Duration) -> ExitCode {
    let runtime = Runtime::builder()
        .max_external_memory(32 * MIB)
        .heap_limit(32 * MIB)
        .limiter(PatientLimiter::new(100))
        .time_limit(time)
        .build();
    let mut runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let Some((name, script)) = SCRIPTS.get(number) else {
        return ExitCode::FAILURE;
    };
    let began = Instant::now();
    // In a function, so that nothing stays reachable when it has ended.
    let script = format!("(function () {{ {script} }})()");
    let ended = runtime.evaluate(&script, "hostile.js").map(drop);
    let ended = ended.and_then(|()| runtime.run());
    let took = began.elapsed().as_millis();
    let outcome = match ended {
        Ok(()) => "it ended without an error".to_owned(),
        Err(error) => format!("{:?}: {error}", error.kind()),
    };
    let goes_on = runtime.evaluate("[2, 1].sort()[0] + Buffer.alloc(9, 1)[8]", "after.js");
    if let Err(error) = &goes_on {
        eprintln!("afterwards: {:?}: {error}", error.kind());
    }
    let goes_on = goes_on.is_ok_and(|sum| sum.as_number() == Some(2.0));
    println!("{name}\t{outcome}\t{took}\t{}\t{goes_on}", peak_kib());
    ExitCode::SUCCESS
}

/// Most resident memory this process ever had, in KiB.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn table(time: u64) -> ExitCode {
    let Ok(program) = std::env::current_exe() else {
        return ExitCode::FAILURE;
    };
    println!(
        "{:<30} {:<66} {:>7} {:>9} goes on",
        "script", "outcome", "ms", "peak MiB"
    );
    let mut all_bounded = true;
    let mut idle = 0;
    for (number, (name, _)) in SCRIPTS.iter().enumerate() {
        let ran = Command::new(&program)
            .args([time.to_string(), number.to_string()])
            .output();
        let text = ran.map(|ran| String::from_utf8_lossy(&ran.stdout).into_owned());
        let text = text.unwrap_or_default();
        let fields: Vec<_> = text.trim_end().split('\t').collect();
        let [_, outcome, took, peak, goes_on] = fields[..] else {
            println!("{name:<30} THE PROCESS DIED");
            all_bounded = false;
            continue;
        };
        let peak: u64 = peak.parse().unwrap_or(u64::MAX);
        if number == 0 {
            idle = peak;
        }
        let bounded = peak < idle + BOUND_KIB && goes_on == "true" && !outcome.starts_with("it ");
        all_bounded &= bounded;
        let mark = if bounded { "" } else { "  <-- not bounded" };
        println!(
            "{name:<30} {outcome:<66} {took:>7} {:>9.1} {goes_on}{mark}",
            peak as f64 / 1024.0
        );
    }
    match all_bounded {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}
