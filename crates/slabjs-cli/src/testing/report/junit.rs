//! The XML that JUnit's tools read.

use super::{Reporter, Whole};
use crate::testing::FileResult;
use slabjs::testing::{Failure, TestRecord, total_lines};
use std::io::{self, Write};

#[derive(Debug)]
pub(super) struct Junit;

impl Reporter for Junit {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<testsuites>"
        )
    }

    fn file(&mut self, result: &FileResult, out: &mut dyn Write) -> io::Result<()> {
        for test in &result.summary.tests {
            write_test(test, 1, out)?;
        }
        for line in &result.summary.diagnostics {
            write_comment(line, 1, out)?;
        }
        Ok(())
    }

    fn end(&mut self, whole: &Whole, out: &mut dyn Write) -> io::Result<()> {
        for line in total_lines(&whole.summary).iter().chain(&whole.memory) {
            write_comment(line, 1, out)?;
        }
        writeln!(out, "</testsuites>")
    }
}

fn write_test(test: &TestRecord, depth: usize, out: &mut dyn Write) -> io::Result<()> {
    match test.children.is_empty() {
        true => write_case(test, depth, out)?,
        false => write_suite(test, depth, out)?,
    }
    for line in &test.diagnostics {
        write_comment(line, depth, out)?;
    }
    Ok(())
}

fn write_suite(suite: &TestRecord, depth: usize, out: &mut dyn Write) -> io::Result<()> {
    let indent = "\t".repeat(depth);
    let children = &suite.children;
    let failures = children
        .iter()
        .filter(|test| test.failure.is_some())
        .count();
    let is_skipped = |test: &&TestRecord| test.skip.is_some() || test.todo.is_some();
    let skipped = children.iter().filter(is_skipped).count();
    writeln!(
        out,
        "{indent}<testsuite name=\"{}\" time=\"{}\" disabled=\"0\" errors=\"0\" tests=\"{}\" \
         failures=\"{failures}\" skipped=\"{skipped}\" hostname=\"{}\">",
        attribute(&suite.name),
        seconds(suite),
        children.len(),
        attribute(&host_name()),
    )?;
    for child in children {
        write_test(child, depth + 1, out)?;
    }
    writeln!(out, "{indent}</testsuite>")
}

fn write_case(test: &TestRecord, depth: usize, out: &mut dyn Write) -> io::Result<()> {
    let indent = "\t".repeat(depth);
    let name = attribute(&test.name);
    let time = seconds(test);
    let file = test
        .location
        .as_ref()
        .map_or("", |place| place.file.as_str());
    let file = attribute(file);
    write!(
        out,
        "{indent}<testcase name=\"{name}\" time=\"{time}\" classname=\"test\" file=\"{file}\""
    )?;
    if let Some(failure) = &test.failure {
        write!(out, " failure=\"{}\"", attribute(&failure.message))?;
    }
    let note = test.skip.as_ref().map(|reason| ("skipped", reason));
    let note = note.or_else(|| test.todo.as_ref().map(|reason| ("todo", reason)));
    if note.is_none() && test.failure.is_none() {
        return writeln!(out, "/>");
    }
    writeln!(out, ">")?;
    if let Some((kind, reason)) = note {
        let reason = attribute(reason.as_deref().unwrap_or("true"));
        writeln!(
            out,
            "{indent}\t<skipped type=\"{kind}\" message=\"{reason}\"/>"
        )?;
    }
    if let Some(failure) = &test.failure {
        write_failure(failure, &indent, out)?;
    }
    writeln!(out, "{indent}</testcase>")
}

fn write_failure(failure: &Failure, indent: &str, out: &mut dyn Write) -> io::Result<()> {
    let kind = attribute(&failure.type_name);
    let message = attribute(failure.message.trim());
    writeln!(
        out,
        "{indent}\t<failure type=\"{kind}\" message=\"{message}\">"
    )?;
    writeln!(out, "{}", content(&failure.wrapped))?;
    writeln!(out, "{indent}\t</failure>")
}

/// Two dashes would end the comment.
fn write_comment(text: &str, depth: usize, out: &mut dyn Write) -> io::Result<()> {
    let text = text.replace("--", "&#45;&#45;");
    writeln!(out, "{}<!-- {text} -->", "\t".repeat(depth))
}

fn seconds(test: &TestRecord) -> String {
    format!("{:.6}", test.duration.unwrap_or_default() / 1000.0)
}

fn host_name() -> String {
    rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned()
}

fn content(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn attribute(text: &str) -> String {
    content(text).replace('"', "&quot;").replace('\n', "&#10;")
}
