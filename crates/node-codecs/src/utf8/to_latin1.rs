//! Well-formed UTF-8 without a character above U+00FF, to one byte a code unit.
//!
//! It goes as in [`to_utf16`](super::to_utf16): a unit for every position,
//! then without a branch those that count.

#[cfg(slabjs_runtime_avx2)]
use super::avx2;
use super::characters::is_continuation;
#[cfg(slabjs_runtime_avx2)]
use multiversion::{multiversion, target::match_target};

/// Source bytes a block covers.
const BLOCK: usize = 64;
/// A block, and the rest of a character that starts in its last byte, made up to a pair.
const SOURCE: usize = BLOCK + 2;
/// Room a block needs: a byte each, and one written beyond the end before it is overwritten.
const ROOM: usize = BLOCK + 1;
/// Positions are worked on in pairs.
const PAIRS: usize = BLOCK / 2;

/// Writes the text of well-formed `bytes` that hold no character above U+00FF.
pub(crate) fn write_latin1(bytes: &[u8], out: &mut [u8]) {
    write_by_vectors(bytes, out);
}

/// The same, by the vectors of 32 bytes that the processor has, or portably.
#[cfg(slabjs_runtime_avx2)]
#[multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt"))]
fn write_by_vectors(bytes: &[u8], out: &mut [u8]) {
    match_target! {
        "x86_64+avx2+bmi1+bmi2+popcnt" => avx2::to_latin1::write_latin1(bytes, out),
        _ => write_portably(bytes, out),
    }
}

#[cfg(not(slabjs_runtime_avx2))]
use write_portably as write_by_vectors;

/// The same, in what every processor has.
pub(super) fn write_portably(bytes: &[u8], out: &mut [u8]) {
    let (mut read, mut written) = (0, 0);
    while let Some(source) = bytes[read..].first_chunk::<SOURCE>()
        && let Some(room) = out[written..].first_chunk_mut::<ROOM>()
    {
        written += write_block(source, room);
        read += BLOCK;
    }
    write_characters(&bytes[read..], &mut out[written..]);
}

/// Writes the characters that start within the block.
fn write_block(source: &[u8; SOURCE], room: &mut [u8; ROOM]) -> usize {
    let block = &source[..BLOCK];
    if block.is_ascii() {
        room[..BLOCK].copy_from_slice(block);
        return BLOCK;
    }
    Expanded::of(source).write(room)
}

/// A block's code units, before those of no character are left out.
struct Expanded {
    /// The one or two units of each pair of positions, the earlier in the lower half.
    units: [u16; PAIRS],
    /// How many of each pair count.
    counts: [u16; PAIRS],
}

impl Expanded {
    #[inline(never)]
    fn of(source: &[u8; SOURCE]) -> Self {
        let (even, _) = source.as_chunks::<2>();
        let (odd, _) = source[1..].as_chunks::<2>();
        let [mut units, mut counts] = [[0; PAIRS]; 2];
        for i in 0..PAIRS {
            let [even, odd] = [u16::from_le_bytes(even[i]), u16::from_le_bytes(odd[i])];
            let front = if is_start(even) == 1 {
                unit(even)
            } else {
                unit(odd)
            };
            units[i] = front | unit(odd) << 8;
            counts[i] = is_start(even) + is_start(odd);
        }
        Self { units, counts }
    }

    fn write(&self, room: &mut [u8; ROOM]) -> usize {
        let mut end = 0;
        for (units, &count) in self.units.iter().zip(&self.counts) {
            // The mask changes nothing; it spares a bounds check.
            room[end % BLOCK..][..2].copy_from_slice(&units.to_le_bytes());
            end += usize::from(count);
        }
        end
    }
}

/// The code unit of the character whose first two bytes are `pair`, or its first alone.
const fn unit(pair: u16) -> u16 {
    let of_two = (pair & 3) << 6 | (pair >> 8) & 0x3f;
    if pair & 0x80 == 0 {
        pair & 0x7f
    } else {
        of_two
    }
}

/// One if the lower half of `pair` starts a character.
const fn is_start(pair: u16) -> u16 {
    !is_continuation(pair as u8) as u16
}

fn write_characters(bytes: &[u8], out: &mut [u8]) {
    let nexts = bytes.iter().skip(1).chain(&[0]);
    let pairs = bytes
        .iter()
        .zip(nexts)
        .map(|(&byte, &next)| u16::from_le_bytes([byte, next]));
    for (out, pair) in out
        .iter_mut()
        .zip(pairs.filter(|&pair| is_start(pair) == 1))
    {
        *out = unit(pair) as u8;
    }
}
