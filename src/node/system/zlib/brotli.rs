//! Brotli.

use brotli::enc::StandardAlloc;
use brotli::enc::backward_references::{BrotliEncoderMode, BrotliEncoderParams};
use brotli::enc::encode::{BrotliEncoderOperation, BrotliEncoderStateStruct};
use brotli::{Allocator, SliceWrapperMut};
use brotli::{BrotliDecompressStream, BrotliResult, BrotliState};

use super::codec::{Codec, Failure, Step};

const FINISH: i32 = 2;

/// The largest window, in bits, that is not "large", and the largest that is.
const LARGEST_WINDOW: i32 = 24;
const LARGEST_LARGE_WINDOW: i32 = 30;

/// The parameters of compressors and decompressors that allow large windows.
const COMPRESSES_LARGE_WINDOWS: i32 = 6;
const READS_LARGE_WINDOWS: i32 = 1;

/// What a compressor is told, by the numbers of `zlib.constants`.
#[derive(Debug, Clone, Default)]
pub(super) struct Parameters {
    pairs: Vec<(i32, i32)>,
    dictionary: Vec<u8>,
}

/// A parameter that is not known, or has no such value.
#[derive(Debug)]
pub(super) struct Refused;

impl Parameters {
    /// Of numbers and values in turn.
    pub(super) fn new(
        numbers: &[i32],
        dictionary: Vec<u8>,
        compresses: bool,
    ) -> Result<Self, Refused> {
        let pairs: Vec<(i32, i32)> = numbers
            .chunks_exact(2)
            .filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)))
            // To Node's binding that is a parameter which is not given.
            .filter(|(_, value)| *value != -1)
            .collect();
        match pairs
            .iter()
            .all(|&(number, value)| is_allowed(number, value, compresses))
        {
            true => Ok(Self { pairs, dictionary }),
            false => Err(Refused),
        }
    }

    fn get(&self, number: i32) -> Option<i32> {
        let found = self.pairs.iter().find(|(given, _)| *given == number);
        found.map(|(_, value)| *value)
    }

    fn largest_window(&self) -> i32 {
        match self.get(COMPRESSES_LARGE_WINDOWS).unwrap_or(0) {
            0 => LARGEST_WINDOW,
            _ => LARGEST_LARGE_WINDOW,
        }
    }

    /// About how many bytes the state takes.
    pub(super) fn weight(&self, compresses: bool) -> usize {
        if !compresses {
            return (256 << 10) + self.dictionary.len();
        }
        let window = self.get(2).unwrap_or(22).clamp(10, self.largest_window());
        (1usize << window) + (256 << 10) + self.dictionary.len()
    }
}

fn is_allowed(number: i32, value: i32, compresses: bool) -> bool {
    match number {
        0 | 1 => true,
        4 => compresses && (value == 0 || value == 1),
        2..=8 => compresses,
        _ => false,
    }
}

/// Sets a parameter of the script's, within its limits.
fn set(parameters: &mut BrotliEncoderParams, number: i32, value: i32) {
    match number {
        0 => {
            parameters.mode = match value {
                1 => BrotliEncoderMode::BROTLI_MODE_TEXT,
                2 => BrotliEncoderMode::BROTLI_MODE_FONT,
                _ => BrotliEncoderMode::BROTLI_MODE_GENERIC,
            }
        }
        1 => parameters.quality = value.clamp(0, 11),
        2 => parameters.lgwin = value,
        COMPRESSES_LARGE_WINDOWS => parameters.large_window = value != 0,
        3 if value == 0 => parameters.lgblock = 0,
        3 => parameters.lgblock = value.clamp(16, 24),
        4 => parameters.disable_literal_context_modeling = value,
        5 => parameters.size_hint = usize::try_from(value).unwrap_or(0),
        _ => {}
    }
}

/// A compressor or a decompressor.
pub(super) fn codec(compresses: bool, parameters: Parameters) -> Box<dyn Codec> {
    if compresses {
        Box::new(Compressor::new(parameters))
    } else {
        Box::new(Decompressor {
            state: fresh(&parameters),
            parameters,
        })
    }
}

struct Compressor {
    parameters: Parameters,
    state: BrotliEncoderStateStruct<StandardAlloc>,
}

impl Compressor {
    fn new(parameters: Parameters) -> Self {
        let mut state = BrotliEncoderStateStruct::new(StandardAlloc::default());
        for &(number, value) in &parameters.pairs {
            set(&mut state.params, number, value);
        }
        state.params.lgwin = state.params.lgwin.clamp(10, parameters.largest_window());
        if !parameters.dictionary.is_empty() {
            state.set_custom_dictionary(parameters.dictionary.len(), &parameters.dictionary);
        }
        Self { parameters, state }
    }
}

impl Codec for Compressor {
    fn work(&mut self, flush: i32, input: &[u8], output: &mut [u8]) -> Step {
        let operation = match flush {
            1 => BrotliEncoderOperation::BROTLI_OPERATION_FLUSH,
            FINISH => BrotliEncoderOperation::BROTLI_OPERATION_FINISH,
            3 => BrotliEncoderOperation::BROTLI_OPERATION_EMIT_METADATA,
            _ => BrotliEncoderOperation::BROTLI_OPERATION_PROCESS,
        };
        let (mut left, mut room) = (input.len(), output.len());
        let (mut read, mut written) = (0, 0);
        let succeeded = self.state.compress_stream(
            operation,
            &mut left,
            input,
            &mut read,
            &mut room,
            output,
            &mut written,
            &mut None,
            &mut |_, _, _, _| (),
        );
        let failed = || Failure::new("Compression failed", "ERR_BROTLI_COMPRESSION_FAILED", -1);
        Step {
            read,
            written,
            failure: (!succeeded).then(failed),
        }
    }

    fn reset(&mut self) -> Result<(), Failure> {
        *self = Self::new(self.parameters.clone());
        Ok(())
    }
}

type State = BrotliState<StandardAlloc, StandardAlloc, StandardAlloc>;

struct Decompressor {
    parameters: Parameters,
    state: State,
}

fn fresh(parameters: &Parameters) -> State {
    let mut alloc = StandardAlloc::default();
    let mut state = if parameters.dictionary.is_empty() {
        BrotliState::new(alloc, alloc, alloc)
    } else {
        let length = parameters.dictionary.len();
        let mut room = <StandardAlloc as Allocator<u8>>::alloc_cell(&mut alloc, length);
        room.slice_mut().copy_from_slice(&parameters.dictionary);
        BrotliState::new_with_custom_dictionary(alloc, alloc, alloc, room)
    };
    state.large_window = parameters.get(READS_LARGE_WINDOWS).unwrap_or(0) != 0;
    state
}

impl Codec for Decompressor {
    fn work(&mut self, flush: i32, input: &[u8], output: &mut [u8]) -> Step {
        let (mut left, mut room) = (input.len(), output.len());
        let (mut read, mut written) = (0, 0);
        let result = BrotliDecompressStream(
            &mut left,
            &mut read,
            input,
            &mut room,
            &mut written,
            output,
            &mut 0,
            &mut self.state,
        );
        let failure = match result {
            BrotliResult::ResultFailure => Some(self.failure()),
            BrotliResult::NeedsMoreInput if flush == FINISH => {
                Some(Failure::new("unexpected end of file", "Z_BUF_ERROR", -5))
            }
            _ => None,
        };
        Step {
            read,
            written,
            failure,
        }
    }

    fn reset(&mut self) -> Result<(), Failure> {
        self.state = fresh(&self.parameters);
        Ok(())
    }
}

impl Decompressor {
    /// Named as the C library names it, with Node's prefix.
    fn failure(&self) -> Failure {
        let name = format!("{:?}", self.state.error_code);
        let name = name.strip_prefix("BROTLI_DECODER").unwrap_or(&name);
        let number = self.state.error_code as i32;
        Failure::new("Decompression failed", &format!("ERR_{name}"), number)
    }
}
