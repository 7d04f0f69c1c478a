//! Compression in the formats zlib, gzip and raw.
//!
//! The library compresses raw data; header and trailer are written here, so that level
//! and strategy can change in the middle of a stream.

use zlib_rs::adler32::adler32;
use zlib_rs::crc32::crc32;
use zlib_rs::{Deflate, DeflateConfig, DeflateError, DeflateFlush, Method, Status, Strategy};

use super::codec::{Codec, Failure, Step};
use super::settings::{
    FINISH, Mode, Settings, data_error, difference, memory_error, stream_error, unexpected_end,
};

/// A compressor.
pub(super) struct Compressor {
    settings: Settings,
    inner: Deflate,
    /// Bytes of header or trailer that have found no room yet.
    waiting: Vec<u8>,
    /// Of what was compressed.
    checksum: u32,
    /// Bytes that were compressed, modulo 2^32.
    size: u32,
    is_ended: bool,
}

impl Compressor {
    pub(super) fn new(settings: Settings) -> Result<Self, Failure> {
        let mut inner = Deflate::new_with_config(config(&settings));
        if settings.mode != Mode::Gzip && !settings.dictionary.is_empty() {
            let set = inner.set_dictionary(&settings.dictionary);
            set.map_err(|_| stream_error("Failed to set dictionary"))?;
        }
        Ok(Self {
            inner,
            waiting: header(&settings),
            checksum: u32::from(settings.mode == Mode::Deflate),
            size: 0,
            is_ended: false,
            settings,
        })
    }

    /// What it was made with.
    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Writes what waits, and returns how much of it there was room for.
    fn drain(&mut self, output: &mut [u8]) -> usize {
        let count = self.waiting.len().min(output.len());
        for (out, byte) in output.iter_mut().zip(self.waiting.drain(..count)) {
            *out = byte;
        }
        count
    }

    fn note(&mut self, input: &[u8]) {
        self.checksum = match self.settings.mode {
            Mode::Deflate => adler32(self.checksum, input),
            Mode::Gzip => crc32(self.checksum, input),
            _ => return,
        };
        // Wraps by design: gzip stores it so.
        self.size = self.size.wrapping_add(input.len() as u32);
    }

    fn end(&mut self) {
        self.is_ended = true;
        self.waiting = match self.settings.mode {
            Mode::Deflate => self.checksum.to_be_bytes().to_vec(),
            Mode::Gzip => {
                let fields = [self.checksum.to_le_bytes(), self.size.to_le_bytes()];
                fields.concat()
            }
            _ => Vec::new(),
        };
    }

    fn compress(&mut self, flush: i32, input: &[u8], output: &mut [u8]) -> Step {
        let room = output.len();
        let (read, written) = (self.inner.total_in(), self.inner.total_out());
        let result = self.inner.compress(input, output, kind(flush));
        let read = difference(self.inner.total_in(), read);
        let written = difference(self.inner.total_out(), written);
        self.note(input.get(..read).unwrap_or(&[]));
        let failure = match result {
            Ok(Status::StreamEnd) => {
                self.end();
                None
            }
            Ok(_) => (written < room && flush == FINISH).then(unexpected_end),
            Err(DeflateError::StreamError) => Some(stream_error("Zlib error")),
            Err(DeflateError::DataError) => Some(data_error(self.inner.error_message())),
            Err(DeflateError::MemError) => Some(memory_error()),
        };
        Step {
            read,
            written,
            failure,
        }
    }
}

impl Codec for Compressor {
    fn work(&mut self, flush: i32, input: &[u8], output: &mut [u8]) -> Step {
        let before = self.drain(output);
        let rest = output.get_mut(before..).unwrap_or(&mut []);
        if self.is_ended || rest.is_empty() {
            return Step {
                read: 0,
                written: before,
                failure: None,
            };
        }
        let mut step = self.compress(flush, input, rest);
        step.written += before;
        let rest = output.get_mut(step.written..).unwrap_or(&mut []);
        step.written += self.drain(rest);
        step
    }

    fn reset(&mut self) -> Result<(), Failure> {
        self.inner.reset();
        if self.settings.mode != Mode::Gzip && !self.settings.dictionary.is_empty() {
            let set = self.inner.set_dictionary(&self.settings.dictionary);
            set.map_err(|_| stream_error("Failed to set dictionary"))?;
        }
        self.waiting = header(&self.settings);
        self.checksum = u32::from(self.settings.mode == Mode::Deflate);
        self.size = 0;
        self.is_ended = false;
        Ok(())
    }

    /// To be called after a flush, when all output was taken: what follows begins at a
    /// byte, and refers to nothing before it.
    fn params(&mut self, level: i32, strategy: i32) -> Result<(), Failure> {
        self.settings.level = level;
        self.settings.strategy = strategy;
        if !self.is_ended {
            self.inner = Deflate::new_with_config(config(&self.settings));
        }
        Ok(())
    }
}

fn kind(flush: i32) -> DeflateFlush {
    match flush {
        1 => DeflateFlush::PartialFlush,
        2 => DeflateFlush::SyncFlush,
        3 => DeflateFlush::FullFlush,
        FINISH => DeflateFlush::Finish,
        5 => DeflateFlush::Block,
        _ => DeflateFlush::NoFlush,
    }
}

fn window_bits(settings: &Settings) -> i32 {
    // The library knows no window of 256 bytes.
    settings.window_bits.clamp(9, 15)
}

/// The level of the library whose output is as small as that of Node's library at `level`,
/// or smaller. Its own numbers choose faster searches, which find less: 289 bytes for 85,
/// where a text of three characters is repeated.
fn level(level: i32) -> i32 {
    match level {
        1 => 2,
        -1 | 4..=6 => 7,
        9 => 8,
        _ => level.clamp(0, 9),
    }
}

fn config(settings: &Settings) -> DeflateConfig {
    DeflateConfig {
        level: level(settings.level),
        method: Method::Deflated,
        window_bits: -window_bits(settings),
        mem_level: settings.memory_level.clamp(1, 9),
        strategy: match settings.strategy {
            1 => Strategy::Filtered,
            2 => Strategy::HuffmanOnly,
            3 => Strategy::Rle,
            4 => Strategy::Fixed,
            _ => Strategy::Default,
        },
    }
}

/// RFC 1950 and RFC 1952.
fn header(settings: &Settings) -> Vec<u8> {
    match settings.mode {
        Mode::Deflate => zlib_header(settings),
        Mode::Gzip => {
            let extra = match settings.level {
                9 => 2,
                _ if is_fast(settings) => 4,
                _ => 0,
            };
            // No name, no time; written on Unix.
            vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, extra, 3]
        }
        _ => Vec::new(),
    }
}

fn is_fast(settings: &Settings) -> bool {
    settings.strategy >= 2 || (0..2).contains(&settings.level)
}

fn zlib_header(settings: &Settings) -> Vec<u8> {
    let speed = match settings.level {
        _ if is_fast(settings) => 0,
        2..=5 => 1,
        -1 | 6 => 2,
        _ => 3,
    };
    let bits = u16::try_from(window_bits(settings) - 8).unwrap_or(7);
    let with_dictionary = u16::from(!settings.dictionary.is_empty());
    let fields = ((bits << 4 | 8) << 8) | (speed << 6) | (with_dictionary << 5);
    let mut header = (fields + 31 - fields % 31).to_be_bytes().to_vec();
    if with_dictionary == 1 {
        header.extend(adler32(1, &settings.dictionary).to_be_bytes());
    }
    header
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(mode: Mode) -> Settings {
        Settings {
            mode,
            window_bits: 15,
            level: -1,
            memory_level: 8,
            strategy: 0,
            dictionary: Vec::new(),
            rejects_garbage: false,
        }
    }

    #[test]
    fn headers_are_those_of_the_format() {
        assert_eq!(header(&settings(Mode::Deflate)), [0x78, 0x9c]);
        let mut fast = settings(Mode::Deflate);
        fast.level = 1;
        assert_eq!(header(&fast), [0x78, 0x01]);
        fast.level = 9;
        assert_eq!(header(&fast), [0x78, 0xda]);
        fast.level = 5;
        assert_eq!(header(&fast), [0x78, 0x5e]);
        assert!(header(&settings(Mode::DeflateRaw)).is_empty());
        assert_eq!(header(&settings(Mode::Gzip)).len(), 10);
    }

    #[test]
    fn a_byte_of_room_at_a_time_is_enough() {
        let mut codec = Compressor::new(settings(Mode::Gzip)).expect("a compressor");
        let (mut input, mut all) = (b"hello hello hello".as_slice(), Vec::new());
        while !(codec.is_ended && codec.waiting.is_empty()) {
            let mut byte = [0];
            let step = codec.work(FINISH, input, &mut byte);
            assert_eq!(step.failure, None);
            input = &input[step.read..];
            all.extend_from_slice(&byte[..step.written]);
        }
        assert_eq!(all[all.len() - 4..], 17u32.to_le_bytes());
        let crc = crc32(0, b"hello hello hello");
        assert_eq!(all[all.len() - 8..all.len() - 4], crc.to_le_bytes());
    }
}
