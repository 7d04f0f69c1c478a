//! What compressors and decompressors have in common.

use boa_engine::JsResult;

use crate::engine::error;
use crate::engine::isolate::Isolate;
use crate::memory::IsolateMemory;

/// Something that turns bytes into others, a piece at a time.
pub(super) trait Codec: Send {
    /// Works on `input` until it is used up or `output` is full.
    fn work(&mut self, flush: i32, input: &[u8], output: &mut [u8]) -> Step;

    /// Begins anew.
    fn reset(&mut self) -> Result<(), Failure>;

    /// Changes level and strategy, where there are such.
    fn params(&mut self, _level: i32, _strategy: i32) -> Result<(), Failure> {
        Ok(())
    }
}

/// What one call of [`Codec::work`] came to.
#[derive(Debug)]
pub(super) struct Step {
    /// Bytes of the input that were used.
    pub(super) read: usize,
    /// Bytes of the output that were written.
    pub(super) written: usize,
    /// Why it can't continue, if it can't.
    pub(super) failure: Option<Failure>,
}

/// An error in Node's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) message: &'static str,
    pub(super) code: String,
    pub(super) number: i32,
}

impl Failure {
    pub(super) fn new(message: &'static str, code: &str, number: i32) -> Self {
        Self {
            message,
            code: code.to_owned(),
            number,
        }
    }
}

/// Native memory, told to the isolate as long as this lives, so that the
/// collector's pressure includes streams that were never closed.
#[derive(Debug)]
pub(super) struct ReportedMemory {
    memory: Option<IsolateMemory>,
    bytes: i64,
}

impl ReportedMemory {
    /// # Errors
    ///
    /// `RangeError` when `bytes` do not fit the hard limit.
    pub(super) fn new(bytes: usize) -> JsResult<Self> {
        let isolate = Isolate::current();
        if isolate
            .as_ref()
            .is_some_and(|isolate| !isolate.before_allocation(bytes))
        {
            return Err(error::allocation_failed());
        }
        let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
        let memory = isolate.map(|isolate| {
            isolate.adjust(bytes);
            isolate.memory().clone()
        });
        Ok(Self { memory, bytes })
    }
}

impl Drop for ReportedMemory {
    fn drop(&mut self) {
        if let Some(memory) = &self.memory {
            memory.adjust(-self.bytes);
        }
    }
}
