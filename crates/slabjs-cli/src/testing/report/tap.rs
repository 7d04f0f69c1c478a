//! Test Anything Protocol, version 13.

use super::{Reporter, Whole};
use crate::testing::FileResult;
use slabjs::testing::{Failure, TestRecord, milliseconds, total_lines};
use std::io::{self, Write};

/// Counts the tests that stand on no other.
#[derive(Debug, Default)]
pub(super) struct Tap {
    tests: usize,
}

impl Reporter for Tap {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "TAP version 13")
    }

    fn file(&mut self, result: &FileResult, out: &mut dyn Write) -> io::Result<()> {
        for line in String::from_utf8_lossy(&result.output).lines() {
            if !line.trim().is_empty() {
                writeln!(out, "# {}", escaped(line))?;
            }
        }
        for test in &result.summary.tests {
            self.tests += 1;
            write_test(test, self.tests, 0, out)?;
        }
        for line in &result.summary.diagnostics {
            writeln!(out, "# {}", escaped(line))?;
        }
        Ok(())
    }

    fn end(&mut self, whole: &Whole, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "1..{}", self.tests)?;
        for line in total_lines(&whole.summary).iter().chain(&whole.memory) {
            writeln!(out, "# {}", escaped(line))?;
        }
        Ok(())
    }
}

fn write_test(
    test: &TestRecord,
    number: usize,
    depth: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let indent = "    ".repeat(depth);
    let name = escaped(&test.name);
    for line in &test.logs {
        writeln!(out, "{indent}# {}", escaped(line))?;
    }
    if !test.is_of_file {
        writeln!(out, "{indent}# Subtest: {name}")?;
    }
    for (number, child) in (1..).zip(&test.children) {
        write_test(child, number, depth + 1, out)?;
    }
    if !test.children.is_empty() {
        writeln!(out, "{indent}    1..{}", test.children.len())?;
    }
    let verdict = if test.failure.is_some() {
        "not ok"
    } else {
        "ok"
    };
    writeln!(
        out,
        "{indent}{verdict} {number} - {name}{}",
        directive(test)
    )?;
    write_details(test, &indent, out)?;
    for line in &test.diagnostics {
        writeln!(out, "{indent}# {}", escaped(line))?;
    }
    Ok(())
}

/// `# SKIP why`
fn directive(test: &TestRecord) -> String {
    let (word, reason) = match (&test.skip, &test.todo) {
        (Some(reason), _) => ("SKIP", reason),
        (None, Some(reason)) => ("TODO", reason),
        (None, None) if test.expects_failure => ("EXPECTED FAILURE", &test.expectation_label),
        (None, None) => return String::new(),
    };
    match reason {
        Some(reason) => format!(" # {word} {}", escaped(reason)),
        None => format!(" # {word}"),
    }
}

fn write_details(test: &TestRecord, indent: &str, out: &mut dyn Write) -> io::Result<()> {
    let duration = milliseconds(test.duration.unwrap_or_default());
    let kind = if test.is_suite { "suite" } else { "test" };
    writeln!(out, "{indent}  ---\n{indent}  duration_ms: {duration}")?;
    writeln!(out, "{indent}  type: '{kind}'")?;
    if let Some(failure) = &test.failure {
        write_failure(test, failure, indent, out)?;
    }
    writeln!(out, "{indent}  ...")
}

fn write_failure(
    test: &TestRecord,
    failure: &Failure,
    indent: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    if let Some(place) = &test.location {
        let (file, line, column) = (&place.file, place.line, place.column);
        writeln!(out, "{indent}  location: '{file}:{line}:{column}'")?;
    }
    writeln!(out, "{indent}  failureType: '{}'", failure.type_name)?;
    for line in failure.yaml.lines() {
        writeln!(out, "{indent}  {line}")?;
    }
    Ok(())
}

/// `#` and `\` mean something in TAP, and a line ends where it ends.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '#' => out.push_str("\\#"),
            '\n' => out.push_str("\\\\n"),
            '\t' => out.push_str("\\\\t"),
            '\r' => out.push_str("\\\\r"),
            '\u{8}' => out.push_str("\\\\b"),
            '\u{b}' => out.push_str("\\\\v"),
            '\u{c}' => out.push_str("\\\\f"),
            c => out.push(c),
        }
    }
    out
}
