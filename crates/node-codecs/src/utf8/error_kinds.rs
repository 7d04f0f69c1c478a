//! What can be wrong with two bytes of UTF-8 one after the other, in tables that vectors look up.

/// Sets of half bytes, a bit each, that together make two bytes wrong: the
/// upper and the lower half of the first, the upper half of the second.
const KINDS: [[u16; 3]; 8] = [
    // The start of a longer character, and no later byte.
    [0xf000, 0xffff, 0xf0ff],
    // A character of one byte, and a later byte.
    [0x00ff, 0xffff, 0x0f00],
    // What would be two bytes for U+007F or less.
    [0x1000, 0x0003, 0x0f00],
    // Three for U+07FF or less.
    [0x4000, 0x0001, 0x0300],
    // Four for U+FFFF or less, or more than U+13FFFF.
    [0x8000, 0xffe1, 0x0100],
    // A surrogate.
    [0x4000, 0x2000, 0x0c00],
    // More than U+10FFFF.
    [0x8000, 0xfff0, 0x0e00],
    // Two later bytes: right if and only if a longer character began before.
    [0x0f00, 0xffff, 0x0f00],
];

/// For each value of one of the three halves, the kinds it is in.
pub(super) const fn kinds(half: usize) -> [u8; 16] {
    let mut table = [0; 16];
    let mut kind = 0;
    while kind < KINDS.len() {
        let mut value = 0;
        while value < 16 {
            table[value] |= ((KINDS[kind][half] >> value & 1) as u8) << kind;
            value += 1;
        }
        kind += 1;
    }
    table
}
