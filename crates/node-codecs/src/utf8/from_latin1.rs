//! One byte a code unit, to UTF-8: one byte below U+0080, two from there on.
//!
//! It goes as in [`from_utf16`](super::from_utf16): the bytes of every unit,
//! then without a branch those that count.

#[cfg(slabjs_runtime_avx2)]
use super::avx2;
use super::characters::{Progress, encode_latin1, word};
use super::tally;
use crate::ascii;
use multiversion::multiversion;
#[cfg(slabjs_runtime_avx2)]
use multiversion::target::match_target;

/// Code units encoded together.
const BLOCK: usize = 32;
/// A block, and a unit whose bytes go over the one a block leaves behind its end.
const SOURCE: usize = BLOCK + 1;
/// Bytes of a block at most.
const MOST: usize = BLOCK * 2;
/// Room a block and the unit after it need.
const ROOM: usize = MOST + 2;

/// How many bytes the units take.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2"))]
pub(super) fn bytes_len(units: &[u8]) -> usize {
    let high = tally::count_bytes(units, |unit| !unit.is_ascii());
    units.len().saturating_add(high)
}

/// Writes each character that finds room whole, up to the first that does not.
pub(super) fn write_bytes(units: &[u8], out: &mut [u8]) -> Progress {
    if ascii::is_ascii(units) {
        let count = units.len().min(out.len());
        crate::kernels::copy(&units[..count], &mut out[..count]);
        return Progress {
            read: count,
            written: count,
        };
    }
    write_by_vectors(units, out)
}

/// The same, by the vectors of 32 bytes that the processor has, or portably.
#[cfg(slabjs_runtime_avx2)]
#[multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt"))]
fn write_by_vectors(units: &[u8], out: &mut [u8]) -> Progress {
    match_target! {
        "x86_64+avx2+bmi1+bmi2+popcnt" => avx2::from_latin1::write_bytes(units, out),
        _ => write_portably(units, out),
    }
}

#[cfg(not(slabjs_runtime_avx2))]
use write_portably as write_by_vectors;

/// The same, in what every processor has.
pub(super) fn write_portably(units: &[u8], out: &mut [u8]) -> Progress {
    let (mut read, mut written) = (0, 0);
    while let Some([block @ .., _]) = units[read..].first_chunk::<SOURCE>()
        && let Some(room) = out[written..].first_chunk_mut::<ROOM>()
    {
        written += write_block(block, room);
        read += BLOCK;
    }
    let rest = encode_latin1(&units[read..], &mut out[written..]);
    Progress {
        read: read + rest.read,
        written: written + rest.written,
    }
}

fn write_block(units: &[u8; BLOCK], room: &mut [u8; ROOM]) -> usize {
    if units.is_ascii() {
        room[..BLOCK].copy_from_slice(units);
        return BLOCK;
    }
    Expanded::of(units).write(room)
}

/// The bytes of a block's code units, before they are pushed together.
struct Expanded {
    /// The one or two bytes of each unit, the first the lower half.
    words: [u16; BLOCK],
    lens: [u16; BLOCK],
}

impl Expanded {
    #[inline(never)]
    fn of(units: &[u8; BLOCK]) -> Self {
        let [mut words, mut lens] = [[0; BLOCK]; 2];
        for i in 0..BLOCK {
            words[i] = word(units[i]);
            lens[i] = 1 + u16::from(units[i] >> 7);
        }
        Self { words, lens }
    }

    fn write(&self, room: &mut [u8; ROOM]) -> usize {
        let mut end = 0;
        for (word, &len) in self.words.iter().zip(&self.lens) {
            // The mask changes nothing; it spares a bounds check.
            room[end % MOST..][..2].copy_from_slice(&word.to_le_bytes());
            end += usize::from(len);
        }
        end
    }
}
