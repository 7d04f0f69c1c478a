//! How results are shown: by Node's reporters of these names.
//!
//! - `junit`: the XML that JUnit's tools read.
//! - `spec`: the reporter for people.
//! - `tap`: Test Anything Protocol, version 13.

mod junit;
mod spec;
mod tap;

use super::{FileResult, Totals};
use slabjs::testing::{Spec, Summary};
use std::io::{self, Write};

/// A reporter's name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// For people.
    #[default]
    Spec,
    /// Test Anything Protocol, version 13.
    Tap,
    /// The XML that JUnit's tools read.
    Junit,
}

impl Format {
    /// The format called `name`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "spec" => Some(Self::Spec),
            "tap" => Some(Self::Tap),
            "junit" => Some(Self::Junit),
            _ => None,
        }
    }

    /// A reporter of this format; only people see colours.
    pub(super) fn reporter(self, colors: bool) -> Box<dyn Reporter> {
        match self {
            Self::Spec => Box::new(spec::Spec(Spec::new(colors))),
            Self::Tap => Box::new(tap::Tap::default()),
            Self::Junit => Box::new(junit::Junit),
        }
    }
}

/// Writes what has been run.
pub(super) trait Reporter {
    /// Before the first file.
    ///
    /// # Errors
    ///
    /// Those of writing.
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()>;

    /// A file has ended.
    ///
    /// # Errors
    ///
    /// Those of writing.
    fn file(&mut self, result: &FileResult, out: &mut dyn Write) -> io::Result<()>;

    /// All files have ended.
    ///
    /// # Errors
    ///
    /// Those of writing.
    fn end(&mut self, whole: &Whole, out: &mut dyn Write) -> io::Result<()>;
}

/// All that was run.
#[derive(Debug, Default)]
pub(super) struct Whole {
    pub(super) summary: Summary,
    pub(super) totals: Totals,
    /// A line for each file: what it held of external memory.
    pub(super) memory: Vec<String>,
}

/// `bytes` in the largest unit that leaves a whole part.
pub(super) fn size(bytes: usize) -> String {
    const UNITS: [(&str, usize); 3] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];
    let unit = UNITS.iter().find(|(_, unit)| bytes >= *unit);
    unit.map_or_else(
        || format!("{bytes} B"),
        // Exact up to 2^53 bytes, and rounded for the eye anyway.
        |(name, unit)| format!("{:.1} {name}", bytes as f64 / *unit as f64),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_to_a_tenth() {
        assert_eq!(size(0), "0 B");
        assert_eq!(size(1023), "1023 B");
        assert_eq!(size(1536), "1.5 KiB");
        assert_eq!(size(10 << 20), "10.0 MiB");
        assert_eq!(size(3 << 30), "3.0 GiB");
    }
}
