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
