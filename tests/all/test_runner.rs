//! The reporters against what Node's runner said of the same files
//! (`tests/test_runner/record.js`), and files that fail as a whole.

use slabjs_cli::testing::{self, Format, Options, Totals};
use std::fs;
use std::path::PathBuf;

fn folder(name: &str) -> PathBuf {
    crate::root().join("tests").join(name)
}

fn run(options: &Options) -> (String, Totals) {
    let mut out = Vec::new();
    let totals = testing::run(options, &mut out).expect("a run");
    (String::from_utf8(out).expect("text"), totals)
}

/// Writes `N` for a number that stands after `before`, with `after` behind it.
fn numbers_as_n(line: &str, before: &str, after: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((head, tail)) = rest.split_once(before) {
        out.push_str(head);
        out.push_str(before);
        let behind = tail.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let is_number = behind.len() < tail.len() && behind.starts_with(after);
        rest = if is_number { behind } else { tail };
        out.push_str(if is_number { "N" } else { "" });
    }
    out + rest
}

/// The machine's name differs from one to another.
fn without_host(line: &str) -> String {
    const BEFORE: &str = "hostname=\"";
    let parts = line.split_once(BEFORE).and_then(|(head, tail)| {
        let (_, tail) = tail.split_once('"')?;
        Some((head, tail))
    });
    match parts {
        Some((head, tail)) => format!("{head}{BEFORE}H\"{tail}"),
        None => line.to_owned(),
    }
}

fn steady(line: &str, directory: &str) -> String {
    let line = line
        .replace(directory, "")
        .replace("tests/test_runner/", "");
    let line = numbers_as_n(&line, "(", "ms)");
    let line = numbers_as_n(&line, "duration_ms ", "");
    let line = numbers_as_n(&line, "duration_ms: ", "");
    let line = numbers_as_n(&line, "time=\"", "\"");
    without_host(&line)
}

/// Without frames, what differs from run to run, and what Node does not say.
fn steady_text(text: &str) -> String {
    let directory = format!("{}/", folder("test_runner").display());
    let mut out: Vec<String> = Vec::new();
    let mut block = None;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        if block.is_some_and(|block| indent > block) {
            continue;
        }
        block = (line.trim_start() == "stack: |-").then_some(indent);
        let is_sum = line.contains(" passed, ") && line.ends_with(" skipped");
        if block.is_some() || is_sum || line.contains(" memory ") {
            continue;
        }
        match line.trim_start().starts_with("at ") {
            false => out.push(steady(line, &directory)),
            true if line.ends_with('{') => out.push("{".to_owned()),
            true => {}
        }
    }
    format!("{}\n", out.join("\n").trim_end())
}

fn compare(format: Format, extension: &str) {
    let mut files: Vec<PathBuf> = fs::read_dir(folder("test_runner"))
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "js"))
        .filter(|path| !path.ends_with("record.js"))
        .collect();
    files.sort();
    assert!(files.len() >= 14, "the corpus is too small");
    let mut wrong = Vec::new();
    for file in files {
        let options = Options {
            paths: vec![file.clone()],
            format,
            ..Options::default()
        };
        let printed = steady_text(&run(&options).0);
        let record = format!("{}.{extension}", file.display());
        let expected = fs::read_to_string(record).expect("what Node said");
        if printed != expected {
            let name = file.display();
            let lines = printed.lines().zip(expected.lines()).enumerate();
            let first = lines.into_iter().find(|(_, (ours, nodes))| ours != nodes);
            let (printed, expected) = (printed.lines().count(), expected.lines().count());
            wrong.push(format!("{name}: {first:?}, {printed} lines for {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_spec_reporter_says_what_nodes_says() {
    compare(Format::Spec, "spec");
}

#[test]
fn the_tap_reporter_says_what_nodes_says() {
    compare(Format::Tap, "tap");
}

#[test]
fn the_junit_reporter_says_what_nodes_says() {
    compare(Format::Junit, "junit");
}

#[test]
fn a_file_that_throws_or_does_not_parse_fails_as_one_test() {
    for (file, says) in [
        ("throws.js", "Error: the file throws"),
        ("syntax.js", "SyntaxError"),
    ] {
        let options = Options {
            paths: vec![folder("test_runner_errors").join(file)],
            ..Options::default()
        };
        let (out, totals) = run(&options);
        assert!(out.contains(says), "{out}");
        assert!(out.contains("✖ "), "{out}");
        assert!(out.contains("'test failed'"), "{out}");
        assert_eq!(totals.failed, 1, "{out}");
        assert!(!totals.is_success());
    }
}

#[test]
fn patterns_only_and_concurrency_choose_what_runs() {
    let corpus = folder("test_runner");
    let names = |options: Options| {
        let (out, totals) = run(&options);
        assert!(totals.is_success(), "{out}");
        let lines = out.lines().filter(|line| line.contains("✔ "));
        let name = |line: &str| {
            line.trim()
                .trim_start_matches("✔ ")
                .split(" (")
                .next()
                .map(str::to_owned)
        };
        lines.filter_map(name).collect::<Vec<_>>()
    };
    let only = Options {
        paths: vec![corpus.join("only.js")],
        only: true,
        ..Options::default()
    };
    let ran = names(only);
    assert!(
        ran.contains(&"this".to_owned()) && ran.contains(&"runs too".to_owned()),
        "{ran:?}"
    );
    assert!(
        !ran.contains(&"not this".to_owned()) && !ran.contains(&"not that".to_owned()),
        "{ran:?}"
    );
    let patterns = Options {
        paths: vec![corpus.join("passing.js"), corpus.join("concurrent.js")],
        patterns: vec![
            "/^INSIDE$/i".to_owned(),
            "sync".to_owned(),
            "two at".to_owned(),
        ],
        skip_patterns: vec!["^async$".to_owned()],
        concurrency: 2,
        ..Options::default()
    };
    let ran = names(patterns);
    assert_eq!(ran[0], "sync", "{ran:?}");
    assert!(!ran.contains(&"empty".to_owned()), "{ran:?}");
    assert!(!ran.contains(&"async".to_owned()), "{ran:?}");
    assert_eq!(
        ran.last().map(String::as_str),
        Some("two at a time"),
        "{ran:?}"
    );
}

#[test]
fn every_file_tells_what_its_isolate_held() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("big.test.js");
    let text = "require('node:test')('big', () => { globalThis.kept = Buffer.alloc(9 << 20); });";
    fs::write(&file, text).expect("a file");
    let options = Options {
        paths: vec![file.clone()],
        ..Options::default()
    };
    let (out, _) = run(&options);
    let line = out
        .lines()
        .find(|line| line.starts_with("ℹ memory "))
        .expect("the line");
    assert!(
        line.contains("big.test.js: peak 9.0 MiB external, "),
        "{line}"
    );
    let result = testing::run_file(&file, &slabjs::testing::Filters::default(), false);
    assert!(result.memory.peak_external >= 9 << 20);
}

/// Verdicts with their directives, and kinds of failures, without numbers.
fn verdicts(report: &str) -> Vec<String> {
    let told = report.lines().map(str::trim).filter(|line| {
        ["ok ", "not ok ", "failureType: "]
            .iter()
            .any(|start| line.starts_with(start))
    });
    told.map(|line| match line.split_once(" - ") {
        Some((head, name)) if !line.starts_with("failureType") => {
            let verdict = head.trim_end_matches(|c: char| c.is_ascii_digit());
            format!("{verdict}- {name}")
        }
        _ => line.to_owned(),
    })
    .collect()
}

fn options_of(flags: &[serde_json::Value], file: PathBuf) -> Options {
    let mut options = Options {
        paths: vec![file],
        format: Format::Tap,
        ..Options::default()
    };
    for flag in flags {
        let flag = flag.as_str().expect("text");
        let (name, value) = flag.split_once('=').unwrap_or((flag, ""));
        match name {
            "--test-only" => options.only = true,
            "--test-timeout" => options.timeout = value.parse().ok(),
            "--test-name-pattern" => options.patterns.push(value.to_owned()),
            "--test-skip-pattern" => options.skip_patterns.push(value.to_owned()),
            "--test-update-snapshots" => options.update_snapshots = true,
            other => panic!("an unknown option: {other}"),
        }
    }
    options
}

#[test]
fn every_option_comes_to_what_the_matrix_says() {
    let text = fs::read_to_string(folder("test_runner_matrix").join("matrix.json"));
    let rows: Vec<serde_json::Value> =
        serde_json::from_str(&text.expect("the matrix")).expect("JSON");
    assert!(rows.len() >= 300, "the matrix is too small");
    let mut wrong = Vec::new();
    for row in &rows {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("case.test.js");
        fs::write(&file, row["source"].as_str().expect("a source")).expect("a file");
        let (out, totals) = run(&options_of(
            row["flags"].as_array().expect("flags"),
            file.clone(),
        ));
        let shown = out.replace(&*file.to_string_lossy(), "case.test.js");
        let told = serde_json::json!(verdicts(&shown));
        if told != row["verdicts"] || totals.is_success() != (row["succeeds"] == true) {
            wrong.push(format!("{}: {told}", row["what"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
