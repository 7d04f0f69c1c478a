//! Incremental decoding: where a chunk of bytes must be cut so that no character is
//! split between two chunks.
//!
//! ```
//! use node_codecs::chunks::PartialCharacter;
//! use node_codecs::{Encoding, decode};
//!
//! let mut partial = PartialCharacter::new(Encoding::Utf8);
//! let mut text = Vec::new();
//! for bytes in [&b"1 \xe2\x82"[..], b"\xac", b"."] {
//!     let chunk = partial.feed(bytes);
//!     for part in [chunk.first(), chunk.rest] {
//!         text.extend(decode(part, partial.encoding()).to_utf16());
//!     }
//! }
//! assert_eq!(String::from_utf16(&text).unwrap(), "1 \u{20ac}.");
//! ```

use crate::Encoding;

/// The longest character, in bytes: of UTF-8, or a surrogate pair.
pub const LONGEST: usize = 4;

/// The beginning of a character whose end is still to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartialCharacter {
    encoding: Encoding,
    bytes: [u8; LONGEST],
    /// How many of the bytes are there.
    held: usize,
    /// How many more the character needs.
    missing: usize,
}

/// What can be decoded of a chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chunk<'a> {
    first: [u8; LONGEST],
    first_len: usize,
    /// What follows the character that an earlier chunk began.
    pub rest: &'a [u8],
}

impl Chunk<'_> {
    /// The character that an earlier chunk began.
    #[must_use]
    pub fn first(&self) -> &[u8] {
        self.first.get(..self.first_len).unwrap_or(&[])
    }
}

impl PartialCharacter {
    /// Nothing held, of text in `encoding`.
    #[must_use]
    pub fn new(encoding: Encoding) -> Self {
        Self {
            encoding,
            bytes: [0; LONGEST],
            held: 0,
            missing: 0,
        }
    }

    /// The encoding of the text.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// How many bytes the character needs yet.
    #[must_use]
    pub fn missing(&self) -> usize {
        self.missing
    }

    /// How many bytes the character has when it is whole.
    #[must_use]
    pub fn total(&self) -> usize {
        self.held + self.missing
    }

    /// The bytes it holds at the front; behind them, what earlier characters left.
    #[must_use]
    pub fn all_bytes(&self) -> [u8; LONGEST] {
        self.bytes
    }

    /// Drops the bytes it holds.
    pub fn clear(&mut self) {
        self.held = 0;
        self.missing = 0;
    }

    /// Gives up the bytes it holds, whether they are a whole character or not.
    pub fn take(&mut self) -> Chunk<'static> {
        let first_len = self.held;
        self.clear();
        Chunk {
            first: self.bytes,
            first_len,
            rest: &[],
        }
    }

    /// Takes in a chunk, and returns what can be decoded now: a character that an
    /// earlier chunk began, and all of this one but a character that it ends in.
    pub fn feed<'a>(&mut self, chunk: &'a [u8]) -> Chunk<'a> {
        let (mut decodable, rest) = self.complete(chunk);
        if self.missing == 0 {
            let end = partial_end(self.encoding, rest);
            let (body, held) = rest.split_at(rest.len() - end.held);
            decodable.rest = body;
            self.hold(held);
            self.missing = end.missing;
        }
        decodable
    }

    /// Continues the character that is held.
    fn complete<'a>(&mut self, chunk: &'a [u8]) -> (Chunk<'a>, &'a [u8]) {
        let none = Chunk {
            first: self.bytes,
            first_len: 0,
            rest: &[],
        };
        if self.missing == 0 {
            return (none, chunk);
        }
        let wanted = self.missing.min(chunk.len());
        let fits = self.continues(chunk.get(..wanted).unwrap_or(&[]));
        let (more, rest) = chunk.split_at(fits);
        self.hold(more);
        // Another character began before this one was whole: it never will be.
        self.missing = if fits < wanted {
            0
        } else {
            self.missing - fits
        };
        if self.missing > 0 {
            return (none, rest);
        }
        let first = self.take();
        (Chunk { rest: &[], ..first }, rest)
    }

    /// How many of `bytes` can belong to the character that is held.
    fn continues(&self, bytes: &[u8]) -> usize {
        match self.encoding {
            Encoding::Utf8 => bytes.iter().take_while(|byte| is_trailing(**byte)).count(),
            _ => bytes.len(),
        }
    }

    fn hold(&mut self, bytes: &[u8]) {
        let room = self.bytes.get_mut(self.held..).unwrap_or(&mut []);
        for (place, byte) in room.iter_mut().zip(bytes) {
            *place = *byte;
        }
        self.held = (self.held + bytes.len()).min(LONGEST);
    }
}

fn is_trailing(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// The partial character at the end of a chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct End {
    held: usize,
    missing: usize,
}

const WHOLE: End = End {
    held: 0,
    missing: 0,
};

fn partial_end(encoding: Encoding, chunk: &[u8]) -> End {
    match encoding {
        Encoding::Utf8 => partial_utf8(chunk),
        Encoding::Utf16Le => partial_utf16(chunk),
        Encoding::Base64 | Encoding::Base64Url => match chunk.len() % 3 {
            0 => WHOLE,
            held => End {
                held,
                missing: 3 - held,
            },
        },
        Encoding::Latin1 | Encoding::Ascii | Encoding::Hex => WHOLE,
    }
}

/// Looks back for the byte that begins the last character; that byte says how
/// long it is. Whether such a character exists is not asked here.
fn partial_utf8(chunk: &[u8]) -> End {
    let trailing = chunk
        .iter()
        .rev()
        .take_while(|byte| is_trailing(**byte))
        .count();
    let Some(first) = chunk.iter().rev().nth(trailing) else {
        return WHOLE;
    };
    let length = match first {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf7 => 4,
        _ => return WHOLE,
    };
    let held = trailing + 1;
    if held >= length {
        return WHOLE;
    }
    End {
        held,
        missing: length - held,
    }
}

/// Half a code unit, or the first unit of a surrogate pair.
fn partial_utf16(chunk: &[u8]) -> End {
    if !chunk.len().is_multiple_of(2) {
        return End {
            held: 1,
            missing: 1,
        };
    }
    match chunk.last() {
        Some(0xd8..=0xdb) => End {
            held: 2,
            missing: 2,
        },
        _ => WHOLE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate as codec;
    use proptest::prelude::*;

    /// The text of `bytes` cut into pieces of these sizes, in turn.
    fn in_pieces(encoding: Encoding, mut bytes: &[u8], sizes: &[usize]) -> Vec<u16> {
        let mut partial = PartialCharacter::new(encoding);
        let mut text = Vec::new();
        let mut tell = |chunk: Chunk<'_>| {
            for part in [chunk.first(), chunk.rest] {
                text.extend(codec::decode(part, encoding).to_utf16());
            }
        };
        for size in sizes.iter().cycle() {
            let (piece, rest) = bytes.split_at((*size).min(bytes.len()));
            tell(partial.feed(piece));
            bytes = rest;
            if bytes.is_empty() {
                break;
            }
        }
        tell(partial.take());
        text
    }

    proptest! {
        #[test]
        fn pieces_of_any_bytes_give_the_text_of_the_whole(
            bytes in prop::collection::vec(
                prop_oneof![any::<u8>(), Just(0xe2), Just(0x82), Just(0xf0), Just(0x9f), Just(0xd8)],
                0..40,
            ),
            sizes in prop::collection::vec(1usize..6, 1..5),
        ) {
            for encoding in Encoding::ALL {
                let whole = codec::decode(&bytes, encoding).to_utf16();
                prop_assert_eq!(in_pieces(encoding, &bytes, &sizes), whole, "{:?}", encoding);
            }
        }

        #[test]
        fn a_partial_character_is_never_longer_than_the_longest(
            chunks in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..6), 0..12),
        ) {
            for encoding in Encoding::ALL {
                let mut partial = PartialCharacter::new(encoding);
                for chunk in &chunks {
                    partial.feed(chunk);
                    prop_assert!(partial.total() <= LONGEST);
                }
            }
        }
    }

    #[test]
    fn a_character_waits_for_its_last_byte() {
        let mut partial = PartialCharacter::new(Encoding::Utf8);
        assert_eq!(partial.feed(b"a\xe2").rest, b"a");
        assert_eq!((partial.missing(), partial.total()), (2, 3));
        assert_eq!(partial.feed(b"\x82").first(), b"");
        let whole = partial.feed(b"\xacb");
        assert_eq!(
            (whole.first(), whole.rest),
            (&b"\xe2\x82\xac"[..], &b"b"[..])
        );
    }

    #[test]
    fn a_character_that_is_broken_off_is_given_up() {
        let mut partial = PartialCharacter::new(Encoding::Utf8);
        partial.feed(b"\xf0\x9f");
        let whole = partial.feed(b"\x98a");
        assert_eq!(
            (whole.first(), whole.rest),
            (&b"\xf0\x9f\x98"[..], &b"a"[..])
        );
        assert_eq!(partial.missing(), 0);
    }
}
