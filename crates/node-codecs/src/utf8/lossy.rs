//! UTF-8 with bad bytes in it: each maximal part of a bad sequence is one U+FFFD.

use super::characters::{self, is_continuation};
use super::{tally, to_utf16};

/// Good characters in a row after which a long run is looked for. Starting the
/// SIMD validator costs as much as walking some of these.
const STREAK: usize = 16;

/// How many code units the text of `bytes` has.
///
/// The first byte of a good character or of a bad part gives one, and the
/// fourth byte of a character another. So it is the bytes less those that are
/// taken second or third; and whether one is, it and two before it tell.
pub(super) fn count_units(bytes: &[u8]) -> usize {
    let from = |offset: usize| bytes.get(offset..).unwrap_or_default();
    let second = tally::count([bytes, from(1)], |[lead, byte]| is_second(lead, byte));
    let third = tally::count([bytes, from(1), from(2)], |[lead, second, byte]| {
        (lead >= 0xe0) & is_second(lead, second) & is_continuation(byte)
    });
    bytes.len() - second - third
}

/// Whether `byte` may come second in a character that starts with `lead`.
const fn is_second(lead: u8, byte: u8) -> bool {
    let is_lead = lead.wrapping_sub(0xc2) <= 0xf4 - 0xc2;
    let is_low = (byte < 0xa0) & (lead == 0xe0) | (byte < 0x90) & (lead == 0xf0);
    let is_high = (byte >= 0xa0) & (lead == 0xed) | (byte >= 0x90) & (lead == 0xf4);
    is_lead & is_continuation(byte) & !is_low & !is_high
}

/// Writes the text of `bytes`, as far as there is room; returns the code units written.
pub(super) fn write_utf16(bytes: &[u8], out: &mut [u16]) -> usize {
    let mut written = 0;
    for piece in Pieces::of(bytes) {
        let room = &mut out[written..];
        written += match piece {
            Piece::Character(character) => {
                characters::write_character(character, room).unwrap_or(0)
            }
            Piece::Run(run) => to_utf16::write_utf16(run, room),
        };
    }
    written
}

enum Piece<'a> {
    /// One character, or the replacement of one bad part.
    Character(char),
    /// Well-formed bytes, maybe none.
    Run(&'a [u8]),
}

struct Pieces<'a> {
    rest: &'a [u8],
    /// Good characters since the last bad part or run.
    streak: usize,
}

impl<'a> Pieces<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        Self {
            rest: bytes,
            streak: STREAK,
        }
    }

    fn run(&mut self) -> Piece<'a> {
        let len =
            simdutf8::compat::from_utf8(self.rest).map_or_else(|bad| bad.valid_up_to(), str::len);
        let (run, rest) = self.rest.split_at(len);
        *self = Self { rest, streak: 0 };
        Piece::Run(run)
    }

    fn character(&mut self) -> Piece<'a> {
        let (character, len, streak) = match first_character(self.rest) {
            Ok((character, len)) => (character, len, self.streak + 1),
            Err(len) => (char::REPLACEMENT_CHARACTER, len, 0),
        };
        *self = Self {
            rest: &self.rest[len..],
            streak,
        };
        Piece::Character(character)
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let is_run = self.streak >= STREAK;
        Some(if is_run { self.run() } else { self.character() })
    }
}

/// The character `bytes` start with and its length, or as the error the length
/// of the bad part they start with.
#[inline]
fn first_character(bytes: &[u8]) -> Result<(char, usize), usize> {
    let lead = *bytes.first().ok_or(0usize)?;
    if lead < 0x80 {
        return Ok((char::from(lead), 1));
    }
    if !bytes.get(1).is_some_and(|&second| is_second(lead, second)) {
        return Err(1);
    }
    let len = 2 + usize::from(lead >= 0xe0) + usize::from(lead >= 0xf0);
    let rest = bytes[2..].iter().take(len - 2);
    let found = 2 + rest.take_while(|&&byte| is_continuation(byte)).count();
    if found < len {
        return Err(found);
    }
    characters::first_character(bytes).ok_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Vec<u16> {
        let mut out = vec![0; count_units(bytes)];
        assert_eq!(write_utf16(bytes, &mut out), out.len());
        out
    }

    /// The standard library follows the same rule by other code.
    fn oracle(bytes: &[u8]) -> Vec<u16> {
        String::from_utf8_lossy(bytes).encode_utf16().collect()
    }

    #[test]
    fn maximal_parts_as_node_counts_them() {
        let bad: [(&[u8], usize); 10] = [
            (b"\x80", 1),
            (b"\xc0\xaf", 2),
            (b"\xe2\x82", 1),
            (b"\xf0\x9f\x98", 1),
            (b"\xed\xa0\x80", 3),
            (b"\xf4\x90\x80\x80", 4),
            (b"\xf8\x88\x80\x80", 4),
            (b"\xe0\x80\xaf", 3),
            (b"\xff", 1),
            (b"\xf0\x80\x80\x41", 3),
        ];
        for (bytes, count) in bad {
            let text = text(bytes);
            let replaced = text.iter().filter(|&&unit| unit == 0xfffd).count();
            assert_eq!(replaced, count, "{bytes:x?}");
        }
        assert_eq!(text(b"\xf0\x9f\x98a"), [0xfffd, u16::from(b'a')]);
        assert_eq!(text(b"\xc3\xc3\xa9"), [0xfffd, 0xe9]);
    }

    #[test]
    fn every_two_bytes_and_every_second_byte_of_long_ones() {
        for lead in 0..=255u8 {
            for second in 0..=255u8 {
                for tail in [&b""[..], b"\x80", b"\x80\x80", b"\xbf\xbfz", b"z", b"\xff"] {
                    let bytes = [&[lead, second], tail].concat();
                    assert_eq!(text(&bytes), oracle(&bytes), "{bytes:x?}");
                }
            }
        }
    }

    #[test]
    fn a_bad_byte_anywhere_in_a_run() {
        for len in 0..16 * STREAK {
            let mut bytes = "aé€😀".repeat(len / 10 + 1).into_bytes();
            bytes.truncate(len);
            bytes.push(0xff);
            bytes.extend_from_slice("after €".repeat(30).as_bytes());
            assert_eq!(text(&bytes), oracle(&bytes), "bad byte at {len}");
        }
    }
}
