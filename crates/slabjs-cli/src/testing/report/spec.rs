//! The reporter for people.

use super::{Reporter, Whole};
use crate::testing::FileResult;
use slabjs::testing as report;
use std::io::{self, Write};

#[derive(Debug)]
pub(super) struct Spec(pub(super) report::Spec);

impl Reporter for Spec {
    fn begin(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn file(&mut self, result: &FileResult, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&result.output)?;
        for test in &result.summary.tests {
            out.write_all(self.0.test_lines(test).as_bytes())?;
        }
        for line in &result.summary.diagnostics {
            out.write_all(self.0.remark("", line).as_bytes())?;
        }
        Ok(())
    }

    fn end(&mut self, whole: &Whole, out: &mut dyn Write) -> io::Result<()> {
        let totals = report::total_lines(&whole.summary);
        for line in totals.iter().chain(&whole.memory) {
            out.write_all(self.0.remark("", line).as_bytes())?;
        }
        let directory = std::env::current_dir().unwrap_or_default();
        out.write_all(self.0.failing_tests(&whole.summary, &directory).as_bytes())?;
        let totals = &whole.totals;
        let (passed, failed, skipped) = (totals.passed, totals.failed, totals.skipped);
        writeln!(out, "\n{passed} passed, {failed} failed, {skipped} skipped")
    }
}
