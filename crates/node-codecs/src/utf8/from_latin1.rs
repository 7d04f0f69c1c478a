//! One byte a code unit, to UTF-8: one byte below U+0080, two from there on.
//!
//! It goes as in [`from_utf16`](super::from_utf16): the bytes of every unit,
//! then without a branch those that count.

use super::{Progress, avx2, tally};
use crate::ascii;
use multiversion::multiversion;

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
        crate::copy(&units[..count], &mut out[..count]);
        return Progress {
            read: count,
            written: count,
        };
    }
    avx2::write_bytes_of_latin1(units, out)
}

/// The same, in what every processor has.
pub(super) fn write_portably(units: &[u8], out: &mut [u8]) -> Progress {
    let (mut read, mut written) = (0, 0);
    while let Some([block @ .., _]) = units[read..].first_chunk::<SOURCE>()
        && let Some(room) = out[written..].first_chunk_mut::<ROOM>()
    {
        written += write_block(block, room);
        read += BLOCK;
    }
    let rest = write_characters(&units[read..], &mut out[written..]);
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

/// The unit's bytes, the first one the lower half.
fn word(unit: u8) -> u16 {
    let unit = u16::from(unit);
    let of_two = 0x80c0 | unit >> 6 | (unit & 0x3f) << 8;
    if unit < 0x80 { unit } else { of_two }
}

pub(super) fn write_characters(units: &[u8], out: &mut [u8]) -> Progress {
    let mut done = Progress::default();
    for &unit in units {
        let len = 1 + usize::from(!unit.is_ascii());
        let Some(room) = out.get_mut(done.written..done.written + len) else {
            break;
        };
        room.copy_from_slice(&word(unit).to_le_bytes()[..len]);
        done.read += 1;
        done.written += len;
    }
    done
}
