//! Decompression of the formats zlib, gzip and raw.

use zlib_rs::{Inflate, InflateError, InflateFlush, Status};

use super::codec::{Codec, Failure, Step};
use super::settings::{
    FINISH, Mode, Settings, data_error, difference, memory_error, stream_error, unexpected_end,
};

/// A decompressor.
pub(super) struct Decompressor {
    settings: Settings,
    inner: Inflate,
    /// How much of the magic number of gzip an [`Mode::Unzip`] has seen; `None`
    /// once it is decided.
    magic: Option<usize>,
    /// Whether another member may follow the one that ends.
    has_members: bool,
}

const MAGIC: [u8; 2] = [0x1f, 0x8b];

fn open(settings: &Settings) -> Inflate {
    let bits = u8::try_from(settings.window_bits.clamp(0, 15)).unwrap_or(15);
    let bits = if bits == 0 { 0 } else { bits.max(8) };
    let or_largest = if bits == 0 { 15 } else { bits };
    match settings.mode {
        Mode::InflateRaw => Inflate::new(false, or_largest),
        Mode::Gunzip => Inflate::new(true, or_largest + 16),
        Mode::Unzip => Inflate::new(true, or_largest + 32),
        _ => Inflate::new(true, bits),
    }
}

impl Decompressor {
    pub(super) fn new(settings: Settings) -> Result<Self, Failure> {
        let mut inner = open(&settings);
        if settings.mode == Mode::InflateRaw && !settings.dictionary.is_empty() {
            let set = inner.set_dictionary(&settings.dictionary);
            set.map_err(|_| stream_error("Failed to set dictionary"))?;
        }
        Ok(Self {
            inner,
            magic: (settings.mode == Mode::Unzip).then_some(0),
            has_members: settings.mode == Mode::Gunzip && !settings.rejects_garbage,
            settings,
        })
    }

    /// Decides between zlib and gzip by the first two bytes.
    fn look_at(&mut self, input: &[u8]) {
        for byte in input {
            let Some(seen) = self.magic else {
                return;
            };
            if MAGIC.get(seen) != Some(byte) {
                self.magic = None;
            } else if seen + 1 == MAGIC.len() {
                self.magic = None;
                self.has_members = !self.settings.rejects_garbage;
            } else {
                self.magic = Some(seen + 1);
            }
        }
    }

    fn decompress(
        &mut self,
        input: &[u8],
        output: &mut [u8],
        flush: i32,
    ) -> (usize, usize, Result<Status, InflateError>) {
        let kind = match flush {
            0 => InflateFlush::NoFlush,
            FINISH => InflateFlush::Finish,
            5 => InflateFlush::Block,
            _ => InflateFlush::SyncFlush,
        };
        let (read, written) = (self.inner.total_in(), self.inner.total_out());
        let result = self.inner.decompress(input, output, kind);
        let read = difference(self.inner.total_in(), read);
        (read, difference(self.inner.total_out(), written), result)
    }

    /// Gives the dictionary that the data ask for.
    fn learn(&mut self) -> Result<(), Failure> {
        let words = match self.settings.dictionary.as_slice() {
            [] => "Missing dictionary",
            dictionary => match self.inner.set_dictionary(dictionary) {
                Ok(_) => return Ok(()),
                Err(InflateError::DataError) => "Bad dictionary",
                Err(_) => return Err(stream_error("Failed to set dictionary")),
            },
        };
        Err(Failure::new(words, "Z_NEED_DICT", 2))
    }
}

impl Codec for Decompressor {
    fn work(&mut self, flush: i32, input: &[u8], output: &mut [u8]) -> Step {
        self.look_at(input);
        let (mut read, mut written) = (0, 0);
        let failure = loop {
            let rest = input.get(read..).unwrap_or(&[]);
            let room = output.get_mut(written..).unwrap_or(&mut []);
            let (more_read, more_written, result) = self.decompress(rest, room, flush);
            read += more_read;
            written += more_written;
            match result {
                Ok(Status::StreamEnd) => {
                    // Zeros behind a member only fill up.
                    let follows = input.get(read).is_some_and(|byte| *byte != 0);
                    if !(self.has_members && follows) {
                        break None;
                    }
                    self.inner = open(&self.settings);
                }
                Ok(_) => break (written < output.len() && flush == FINISH).then(unexpected_end),
                Err(InflateError::NeedDict { .. }) => {
                    if let Err(failure) = self.learn() {
                        break Some(failure);
                    }
                }
                Err(InflateError::DataError) => break Some(data_error(self.inner.error_message())),
                Err(InflateError::StreamError) => break Some(stream_error("Zlib error")),
                Err(InflateError::MemError) => break Some(memory_error()),
            }
        };
        Step {
            read,
            written,
            failure,
        }
    }

    fn reset(&mut self) -> Result<(), Failure> {
        *self = Self::new(self.settings.clone())?;
        Ok(())
    }
}
