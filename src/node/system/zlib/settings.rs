//! What a stream of zlib is told, and how it fails: what both directions share.

use super::codec::Failure;

/// What a stream does, by the numbers of `zlib.constants`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Deflate,
    Inflate,
    Gzip,
    Gunzip,
    DeflateRaw,
    InflateRaw,
    Unzip,
}

impl Mode {
    pub(super) fn from_number(number: i32) -> Option<Self> {
        Some(match number {
            1 => Self::Deflate,
            2 => Self::Inflate,
            3 => Self::Gzip,
            4 => Self::Gunzip,
            5 => Self::DeflateRaw,
            6 => Self::InflateRaw,
            7 => Self::Unzip,
            _ => return None,
        })
    }

    pub(super) fn compresses(self) -> bool {
        matches!(self, Self::Deflate | Self::Gzip | Self::DeflateRaw)
    }
}

/// How it is done, within the ranges that the script's side has checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Settings {
    pub(super) mode: Mode,
    pub(super) window_bits: i32,
    pub(super) level: i32,
    pub(super) memory_level: i32,
    pub(super) strategy: i32,
    pub(super) dictionary: Vec<u8>,
    /// Whether only one member of gzip is read, and what follows it refused.
    pub(super) rejects_garbage: bool,
}

impl Settings {
    /// About how many bytes the state takes.
    pub(super) fn weight(&self) -> usize {
        let window = 1usize << self.window_bits.clamp(8, 15);
        if !self.mode.compresses() {
            return (32 << 10) + (16 << 10);
        }
        // Window and chain, heads, and what waits to be written.
        window * 4 + (128 << 10) + (5usize << (self.memory_level.clamp(1, 9) + 6))
    }
}

/// The flush that ends a stream.
pub(super) const FINISH: i32 = 4;

pub(super) fn stream_error(message: &'static str) -> Failure {
    Failure::new(message, "Z_STREAM_ERROR", -2)
}

pub(super) fn data_error(message: Option<&'static str>) -> Failure {
    Failure::new(message.unwrap_or("Zlib error"), "Z_DATA_ERROR", -3)
}

pub(super) fn memory_error() -> Failure {
    Failure::new("Zlib error", "Z_MEM_ERROR", -4)
}

/// The input ended too early.
pub(super) fn unexpected_end() -> Failure {
    Failure::new("unexpected end of file", "Z_BUF_ERROR", -5)
}

/// How much a sum has grown, which is never more than a slice is long.
pub(super) fn difference(after: u64, before: u64) -> usize {
    usize::try_from(after.saturating_sub(before)).unwrap_or(usize::MAX)
}
