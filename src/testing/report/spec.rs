//! The reporter for people.

use super::{Reporter, Whole};
use crate::node::test::report;
use crate::testing::FileResult;
use std::io::{self, Write};

#[derive(Debug)]
pub(super) struct Spec;

impl Reporter for Spec {
    fn begin(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn file(&mut self, result: &FileResult, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&result.output)?;
        for test in &result.summary.tests {
            out.write_all(report::test_lines(test).as_bytes())?;
        }
        for line in &result.summary.diagnostics {
            writeln!(out, "ℹ {line}")?;
        }
        Ok(())
    }

    fn end(&mut self, whole: &Whole, out: &mut dyn Write) -> io::Result<()> {
        for line in report::total_lines(&whole.summary) {
            writeln!(out, "ℹ {line}")?;
        }
        for line in &whole.memory {
            writeln!(out, "ℹ {line}")?;
        }
        let directory = std::env::current_dir().unwrap_or_default();
        out.write_all(report::failing_tests(&whole.summary, &directory).as_bytes())?;
        let totals = &whole.totals;
        let (passed, failed, skipped) = (totals.passed, totals.failed, totals.skipped);
        writeln!(out, "\n{passed} passed, {failed} failed, {skipped} skipped")
    }
}
