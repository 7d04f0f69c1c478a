//! Counting side by side, in a form the compiler turns into vector instructions.
//!
//! Callers are compiled once more for vectors of 32 bytes, which most machines
//! have, and of 64: each doubling halves the instructions. The loops are inlined
//! for it.

/// Positions whose count fits a lane of one byte, and a multiple of any vector.
const SPAN: usize = 192;

/// At how many positions the columns' values pass the test, up to the end of the shortest.
#[inline(always)]
pub(super) fn count<T: Copy, const N: usize>(
    columns: [&[T]; N],
    test: impl Fn([T; N]) -> bool,
) -> usize {
    let len = columns.iter().map(|column| column.len()).min().unwrap_or(0);
    let mut total = 0;
    for start in (0..len).step_by(SPAN) {
        let end = len.min(start + SPAN);
        total += usize::from(count_span(columns.map(|column| &column[start..end]), &test));
    }
    total
}

#[inline(always)]
fn count_span<T: Copy, const N: usize>(columns: [&[T]; N], test: impl Fn([T; N]) -> bool) -> u8 {
    let len = columns[0].len();
    let columns = columns.map(|column| &column[..len]);
    let mut count = 0u8;
    for i in 0..len {
        count += u8::from(test(columns.map(|column| column[i])));
    }
    count
}

/// Bytes that are counted side by side: a multiple of any vector.
const LANES: usize = 64;

/// How often a lane of one byte can be counted up.
const MOST: usize = 255;

/// How many bytes pass the test: [`count`] for a single column of bytes, at twice
/// its speed, because lanes are added up once in 16 KiB.
#[inline(always)]
pub(super) fn count_bytes(bytes: &[u8], test: impl Fn(u8) -> bool) -> usize {
    let (blocks, rest) = bytes.as_chunks::<LANES>();
    let of_blocks: usize = blocks
        .chunks(MOST)
        .map(|blocks| count_blocks(blocks, &test))
        .sum();
    of_blocks + rest.iter().filter(|&&byte| test(byte)).count()
}

/// The same of at most [`MOST`] blocks.
#[inline(always)]
fn count_blocks(blocks: &[[u8; LANES]], test: &impl Fn(u8) -> bool) -> usize {
    let mut lanes = [0u8; LANES];
    for block in blocks {
        for (count, &byte) in lanes.iter_mut().zip(block) {
            *count += u8::from(test(byte));
        }
    }
    lanes.iter().map(|&count| usize::from(count)).sum()
}
