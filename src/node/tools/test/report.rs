//! Results as Node's spec reporter prints them.

use std::path::Path;

use super::record::{FailureKind, Summary, TestRecord};

/// Foreground colours of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Color {
    Red = 31,
    Green = 32,
    Yellow = 33,
    Blue = 34,
    Gray = 90,
}

/// Writes results for people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Spec {
    /// Whether a terminal shows them.
    pub colors: bool,
}

impl Spec {
    /// For a terminal that shows `colors`, or not.
    #[must_use]
    pub fn new(colors: bool) -> Self {
        Self { colors }
    }

    fn paint(self, text: &str, color: Color) -> String {
        match self.colors {
            true => format!("\x1b[{}m{text}\x1b[39m", color as u8),
            false => text.to_owned(),
        }
    }

    /// The lines of one test or suite and of all below it.
    #[must_use]
    pub fn test_lines(self, test: &TestRecord) -> String {
        let mut out = String::new();
        self.write_test(test, 0, &mut out);
        out
    }

    fn write_test(self, test: &TestRecord, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        for line in &test.logs {
            out.push_str(&self.remark(&indent, line));
        }
        if !test.children.is_empty() {
            out.push_str(&format!("{indent}▶ {}\n", test.name));
            for child in &test.children {
                self.write_test(child, depth + 1, out);
            }
        }
        out.push_str(&format!("{indent}{}\n", self.title(test)));
        for line in &test.diagnostics {
            out.push_str(&self.remark(&indent, line));
        }
    }

    /// `✔ name (1.5ms) # TODO`
    fn title(self, test: &TestRecord) -> String {
        let (sign, color) = match (&test.failure, &test.todo, &test.skip) {
            (Some(_), Some(_), _) => ('⚠', Color::Yellow),
            (Some(_), None, _) => ('✖', Color::Red),
            (None, _, Some(_)) => ('﹣', Color::Gray),
            (None, ..) => ('✔', Color::Green),
        };
        let duration = test.duration.map_or_else(String::new, |duration| {
            let duration = format!("({}ms)", milliseconds(duration));
            format!(" {}", self.paint(&duration, Color::Gray))
        });
        let title = format!("{sign} {}{duration}{}", test.name, note(test));
        self.paint(&title, color)
    }

    /// `ℹ line`
    #[must_use]
    pub fn remark(self, indent: &str, line: &str) -> String {
        let line = self.paint(&format!("{indent}ℹ {line}"), Color::Blue);
        format!("{line}\n")
    }

    /// The totals and the list of failing tests; paths are shown from `directory` on.
    #[must_use]
    pub fn end_lines(self, summary: &Summary, directory: &Path) -> String {
        let mut out = String::new();
        for line in summary.diagnostics.iter().chain(&total_lines(summary)) {
            out.push_str(&self.remark("", line));
        }
        out.push_str(&self.failing_tests(summary, directory));
        out
    }

    /// What failed, with place and error; empty when nothing did.
    #[must_use]
    pub fn failing_tests(self, summary: &Summary, directory: &Path) -> String {
        let mut failing = Vec::new();
        for test in &summary.tests {
            collect_failing(test, &mut failing);
        }
        if failing.is_empty() && summary.error.is_none() {
            return String::new();
        }
        let header = self.paint("✖ failing tests:", Color::Red);
        let mut out = format!("\n{header}\n");
        for test in failing {
            out.push_str(&self.failure_lines(test, directory));
        }
        if let Some(error) = &summary.error {
            out.push_str(&format!("\n{}\n", indented(error)));
        }
        out
    }

    /// Place, title and error of one failed test.
    fn failure_lines(self, test: &TestRecord, directory: &Path) -> String {
        let mut out = String::from("\n");
        if let Some(location) = &test.location {
            let file = Path::new(&location.file);
            let file = file.strip_prefix(directory).unwrap_or(file).display();
            let place = format!("test at {file}:{}:{}\n", location.line, location.column);
            out.push_str(&place);
        }
        out.push_str(&format!("{}\n", self.title(test)));
        if let Some(failure) = &test.failure {
            out.push_str(&format!("{}\n", indented(&failure.error)));
        }
        out
    }
}

fn note(test: &TestRecord) -> String {
    match (&test.skip, &test.todo) {
        (Some(reason), _) => format!(" # {}", reason.as_deref().unwrap_or("SKIP")),
        (None, Some(reason)) => format!(" # {}", reason.as_deref().unwrap_or("TODO")),
        (None, None) if test.expects_failure => " # EXPECTED FAILURE".to_owned(),
        (None, None) => String::new(),
    }
}

/// A duration to the nanosecond, without zeros at its end.
#[must_use]
pub fn milliseconds(duration: f64) -> String {
    let text = format!("{duration:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The totals as all reports end with them.
#[must_use]
pub fn total_lines(summary: &Summary) -> Vec<String> {
    let counts = summary.counts();
    let totals = [
        ("tests", counts.tests),
        ("suites", counts.suites),
        ("pass", counts.pass),
        ("fail", counts.fail),
        ("cancelled", counts.cancelled),
        ("skipped", counts.skipped),
        ("todo", counts.todo),
    ];
    let mut lines: Vec<String> = totals.map(|(name, count)| format!("{name} {count}")).into();
    lines.push(format!("duration_ms {}", milliseconds(summary.duration)));
    lines
}

/// Tests that failed by themselves, those below a test before it.
fn collect_failing<'a>(test: &'a TestRecord, failing: &mut Vec<&'a TestRecord>) {
    for child in &test.children {
        collect_failing(child, failing);
    }
    let own = test.failure.as_ref().map(|failure| failure.kind);
    if own.is_some_and(|kind| kind != FailureKind::Subtests) {
        failing.push(test);
    }
}

fn indented(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| format!("  {line}")).collect();
    lines.join("\n")
}
