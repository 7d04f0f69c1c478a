//! Chunks of bytes that may split characters: whatever the cuts, the text is
//! that of the whole.

use crate::input::Input;
use node_codecs::chunks::{Chunk, LONGEST, PartialCharacter};
use node_codecs::{Encoding, decode};

/// Cuts the input into pieces and asks for the text of the whole.
pub fn check(data: &[u8]) {
    let Some(input) = Input::new(data) else {
        return;
    };
    for encoding in Encoding::ALL {
        let whole = decode(&input.bytes, encoding).to_utf16();
        let text = in_pieces(&input.bytes, input.number, encoding);
        assert_eq!(text, whole, "{encoding:?} of {:x?}", input.bytes);
    }
}

/// The sizes of the pieces are the digits of `sizes` to the base of 8, over and over.
fn in_pieces(bytes: &[u8], sizes: u16, encoding: Encoding) -> Vec<u16> {
    let mut partial = PartialCharacter::new(encoding);
    let mut text = Vec::new();
    let mut tell = |chunk: Chunk<'_>| {
        for part in [chunk.first(), chunk.rest] {
            text.extend(decode(part, encoding).to_utf16());
        }
    };
    let mut rest = bytes;
    let mut turn = 0;
    while !rest.is_empty() {
        let size = usize::from(sizes >> (turn % 5 * 3) & 7) + usize::from(turn % 5 == 0);
        let (piece, after) = rest.split_at(size.min(rest.len()));
        tell(partial.feed(piece));
        assert!(partial.total() <= LONGEST);
        rest = after;
        turn += 1;
    }
    tell(partial.take());
    text
}
