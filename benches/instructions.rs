//! Instructions of hot paths, counted by callgrind: the same figure on a busy
//! machine and on an idle one.
//!
//! `cargo bench -p slabjs-cli --bench instructions` compares with `instructions.tsv` beside
//! this file and fails where a figure has grown by more than 5 %;
//! `-- --record` writes that file anew; `-- --annotate NAME` shows where the
//! instructions of one path are spent; `-- --traced` compares allocations with
//! and without a trace file. Needs valgrind.
//!
//! Figures are of one compiler, one C library, one valgrind and the vector
//! instructions it lets a program see: where one of them is another than when
//! they were recorded, they are shown, and not held against anybody.
//!
//! Each path runs in the command itself, twice with different numbers of turns;
//! the difference, over the turns between, is one turn without start-up.

#![allow(clippy::print_stderr, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Growth that is taken for a regression.
const TOLERANCE: f64 = 0.05;

/// A path: its name, what is made ready, one turn, and how many turns are counted.
struct Case {
    name: &'static str,
    ready: &'static str,
    turn: &'static str,
    turns: u32,
}

const fn case(name: &'static str, ready: &'static str, turn: &'static str, turns: u32) -> Case {
    Case {
        name,
        ready,
        turn,
        turns,
    }
}

const TEXT: &str =
    "const s = 'the quick brown fox jumps over a lazy dog. '.repeat(1261).slice(0, 65536);";
const BYTES: &str = "const b = Buffer.alloc(65536); for (let i = 0; i < 65536; i++) b[i] = i * 7;";

fn cases() -> [Case; 17] {
    [
        case("empty loop", "", "", 20_000),
        case(
            "engine: new Uint8Array(100)",
            "",
            "new Uint8Array(100)",
            2000,
        ),
        case("allocUnsafe(100)", "", "Buffer.allocUnsafe(100)", 2000),
        case("alloc(100)", "", "Buffer.alloc(100)", 2000),
        case(
            "subarray",
            "const b = Buffer.alloc(4096);",
            "b.subarray(i & 1023, 2000)",
            2000,
        ),
        case(
            "readUInt32LE",
            "const b = Buffer.alloc(65536);",
            "b.readUInt32LE(i)",
            5000,
        ),
        case(
            "writeUInt32BE",
            "const b = Buffer.alloc(65536);",
            "b.writeUInt32BE(i, i)",
            5000,
        ),
        case(
            "toString of 32 bytes",
            "const b = Buffer.alloc(32, 'text ');",
            "b.toString()",
            2000,
        ),
        case(
            "from(string of 32)",
            "const s = 'the quick brown fox jumps over it';",
            "Buffer.from(s)",
            2000,
        ),
        case(
            "write(string of 32)",
            "const b = Buffer.alloc(1024), s = 'the quick brown fox jumps over it';",
            "b.write(s, i & 511)",
            2000,
        ),
        case("from(utf8, 64 KiB)", TEXT, "Buffer.from(s)", 40),
        case("toString('hex'), 64 KiB", BYTES, "b.toString('hex')", 40),
        case(
            "indexOf('needle'), 64 KiB",
            BYTES,
            "b.indexOf('needle')",
            200,
        ),
        case("compare, 64 KiB", BYTES, "b.equals(b)", 200),
        case(
            "toString of mixed text, 64 KiB",
            "const b = Buffer.from('é€ß日ñ本'.repeat(4369));",
            "b.toString()",
            40,
        ),
        case(
            "from(base64), 64 KiB",
            "const s = Buffer.alloc(65536, 'some text').toString('base64');",
            "Buffer.from(s, 'base64')",
            40,
        ),
        case(
            "concat of 100 x 1 KiB",
            "const l = Array.from({ length: 100 }, (_, i) => Buffer.alloc(1024, i));",
            "Buffer.concat(l)",
            100,
        ),
    ]
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).filter(|word| word != "--bench");
    match arguments.next().as_deref() {
        None => check(),
        Some("--record") => record(),
        Some("--traced") => traced(),
        Some("--annotate") => annotate(&arguments.next().unwrap_or_default()),
        Some(other) => fail(&format!("unknown option {other}")),
    }
}

/// Share of instructions that a trace file may cost.
const TRACED: f64 = 0.10;

/// Allocations that are traced.
fn allocations() -> [Case; 9] {
    [
        case("Buffer.alloc(100)", "", "Buffer.alloc(100)", 16_000),
        case("Buffer.alloc(4096)", "", "Buffer.alloc(4096)", 16_000),
        case("Buffer.alloc(65536)", "", "Buffer.alloc(65536)", 8000),
        case("allocUnsafe(100)", "", "Buffer.allocUnsafe(100)", 16_000),
        case("allocUnsafe(4096)", "", "Buffer.allocUnsafe(4096)", 16_000),
        case(
            "allocUnsafe(65536)",
            "",
            "Buffer.allocUnsafe(65536)",
            16_000,
        ),
        case("from(string)", "", "Buffer.from('of some length')", 16_000),
        case("new Uint8Array(100)", "", "new Uint8Array(100)", 16_000),
        case(
            "new Float64Array(1000)",
            "",
            "new Float64Array(1000)",
            16_000,
        ),
    ]
}

fn traced() -> ExitCode {
    let mut worse = Vec::new();
    println!(
        "{:<24} {:>9} {:>9} {:>7}",
        "a turn of", "plain", "traced", "more"
    );
    for case in allocations() {
        let [plain, traced] =
            [&[][..], &["--trace-events", "/dev/null"]].map(|flags| count_with(&case, flags));
        let (plain, traced) = match (plain, traced) {
            (Ok(plain), Ok(traced)) => (plain, traced),
            (Err(why), _) | (_, Err(why)) => return fail(&why),
        };
        let more = traced / plain - 1.0;
        println!(
            "{:<24} {plain:>9.0} {traced:>9.0} {:>6.2}%",
            case.name,
            more * 100.0
        );
        if more > TRACED {
            worse.push(case.name);
        }
    }
    if worse.is_empty() {
        return ExitCode::SUCCESS;
    }
    fail(&format!(
        "a trace costs more than 10 %: {}",
        worse.join(", ")
    ))
}

fn fail(why: &str) -> ExitCode {
    eprintln!("instructions: {why}");
    ExitCode::FAILURE
}

fn recorded() -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join("benches/instructions.tsv")
}

fn check() -> ExitCode {
    let text = match std::fs::read_to_string(recorded()) {
        Ok(text) => text,
        Err(error) => return fail(&format!("{}: {error}", recorded().display())),
    };
    let known = parse(&text);
    let mut worse = Vec::new();
    let is_comparable = is_where_they_were_recorded(&text);
    println!(
        "{:<30} {:>12} {:>12} {:>7}",
        "a turn of", "recorded", "now", "ratio"
    );
    for case in cases() {
        let now = match count(&case) {
            Ok(now) => now,
            Err(why) => return fail(&why),
        };
        let Some(&before) = known.get(case.name) else {
            return fail(&format!("{} is not recorded", case.name));
        };
        let ratio = now / before;
        println!("{:<30} {before:>12.0} {now:>12.0} {ratio:>7.3}", case.name);
        if ratio > 1.0 + TOLERANCE {
            worse.push(case.name);
        }
    }
    if worse.is_empty() || !is_comparable {
        return ExitCode::SUCCESS;
    }
    fail(&format!("more than 5 % worse: {}", worse.join(", ")))
}

/// Whether what the figures depend on is as it was; tells if not.
fn is_where_they_were_recorded(text: &str) -> bool {
    let now = surroundings();
    let before = text
        .lines()
        .find_map(|line| line.strip_prefix(SURROUNDINGS));
    let is_same = before == Some(&now);
    if !is_same {
        let before = before.unwrap_or("nobody knows what");
        println!(
            "recorded with {before}\nnow there is  {now}: nothing is held against the figures"
        );
    }
    is_same
}

/// How the line begins that says what the figures depend on.
const SURROUNDINGS: &str = "# with ";

/// What the figures depend on beside the code.
fn surroundings() -> String {
    let tools = [
        ["rustc", "-V"],
        ["valgrind", "--version"],
        ["ldd", "--version"],
    ];
    let mut parts: Vec<String> = tools
        .iter()
        .map(|[tool, flag]| first_line(tool, flag))
        .collect();
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        parts.push("avx2".to_owned());
    }
    parts.join(", ")
}

fn first_line(tool: &str, flag: &str) -> String {
    let printed = Command::new(tool).arg(flag).output();
    let text = printed.map(|printed| String::from_utf8_lossy(&printed.stdout).into_owned());
    let line = text
        .ok()
        .and_then(|text| text.lines().next().map(str::to_owned));
    line.unwrap_or_else(|| format!("no {tool}"))
}

fn record() -> ExitCode {
    let mut text = String::from("# instructions of one turn, by benches/instructions.rs\n");
    text.push_str(&format!("{SURROUNDINGS}{}\n", surroundings()));
    for case in cases() {
        match count(&case) {
            Ok(now) => text.push_str(&format!("{}\t{now:.0}\n", case.name)),
            Err(why) => return fail(&why),
        }
    }
    print!("{text}");
    match std::fs::write(recorded(), text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error.to_string()),
    }
}

fn parse(text: &str) -> BTreeMap<&str, f64> {
    text.lines()
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(name, figure)| Some((name, figure.parse().ok()?)))
        .collect()
}

/// Instructions of one turn.
fn count(case: &Case) -> Result<f64, String> {
    count_with(case, &[])
}

fn count_with(case: &Case, flags: &[&str]) -> Result<f64, String> {
    let few = case.turns / 4;
    let least = total(case, few, flags, None)?;
    let most = total(case, case.turns, flags, None)?;
    Ok((most - least) / f64::from(case.turns - few))
}

/// Instructions of a whole process of so many turns.
fn total(case: &Case, turns: u32, flags: &[&str], keep: Option<&Path>) -> Result<f64, String> {
    let Case { ready, turn, .. } = case;
    let script = format!(
        "{ready}\nlet i = 0;\nfor (; i < {turns}; i++) {{ {turn} }}\n\
         if (i !== {turns}) throw new Error('turns');"
    );
    let file = keep.unwrap_or(Path::new("/dev/null"));
    let output = Command::new("setarch")
        .args(["--addr-no-randomize", "valgrind", "--tool=callgrind"])
        .arg(format!("--callgrind-out-file={}", file.display()))
        .arg(env!("CARGO_BIN_EXE_slabjs"))
        .args(flags)
        .args(["-e", &script])
        .output()
        .map_err(|error| format!("setarch valgrind: {error}"))?;
    let report = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("{}: {report}", case.name));
    }
    report
        .lines()
        .find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok())
        .ok_or_else(|| format!("no figure in {report}"))
}

fn annotate(name: &str) -> ExitCode {
    let Some(case) = cases().into_iter().find(|case| case.name == name) else {
        let names: Vec<&str> = cases().iter().map(|case| case.name).collect();
        return fail(&format!(
            "no path {name:?}; there are: {}",
            names.join("; ")
        ));
    };
    let file = std::env::temp_dir().join(format!("callgrind.{}", std::process::id()));
    if let Err(why) = total(&case, case.turns * 10, &[], Some(&file)) {
        return fail(&why);
    }
    let shown = Command::new("callgrind_annotate").arg(&file).status();
    let _ = std::fs::remove_file(&file);
    match shown {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        other => fail(&format!("callgrind_annotate: {other:?}")),
    }
}
