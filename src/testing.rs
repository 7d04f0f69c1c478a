//! What `node:test` found: records of tests, and who receives them.
//!
//! [`observe`] has a context hand its results to an [`Observer`] instead of printing
//! them.

pub use crate::node::tools::test::report::{Spec, milliseconds, total_lines};
pub use crate::node::tools::test::{
    Counts, Failure, FailureKind, Filters, Location, Observer, Summary, TestRecord, observe,
};
