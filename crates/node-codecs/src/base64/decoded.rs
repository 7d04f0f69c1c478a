//! How far a fast path went.

/// How far the fast path went: whole quads only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Decoded {
    /// Characters read.
    pub(super) read: usize,
    /// Bytes written for them.
    pub(super) written: usize,
    /// Characters after them to read on the slow path before the fast one is tried again;
    /// at least one when none was read.
    pub(super) slow: usize,
}

/// Decodes the front of a text, as far as it can. It writes no byte but
/// those it reports.
pub(super) type FastPath = fn(&[u8], &mut [u8]) -> Decoded;

#[cfg(slabjs_runtime_avx2)]
impl Decoded {
    pub(super) fn take(&mut self, next: Self) {
        self.read += next.read;
        self.written += next.written;
        self.slow = next.slow;
    }

    pub(super) fn end(slow: usize) -> Self {
        Self {
            slow,
            ..Self::default()
        }
    }

    pub(super) fn quads(count: usize) -> Self {
        Self {
            read: 4 * count,
            written: 3 * count,
            slow: 0,
        }
    }
}
