//! Reversing the bytes of each element, with the widest instructions there are.

use multiversion::multiversion;

/// Reverses each element of `WIDTH` bytes; a shorter one at the end is left alone.
///
/// ```
/// let mut bytes = [1, 2, 3, 4, 5];
/// node_codecs::kernels::reverse_elements::<2>(&mut bytes);
/// assert_eq!(bytes, [2, 1, 4, 3, 5]);
/// ```
#[multiversion(targets("x86_64+avx2"))]
pub fn reverse_elements<const WIDTH: usize>(bytes: &mut [u8]) {
    if WIDTH == 8 {
        return each_eight(bytes);
    }
    let (elements, _) = bytes.as_chunks_mut::<WIDTH>();
    for element in elements {
        element.reverse();
    }
}

/// As whole words: of eight bytes one by one the compiler makes no vectors.
#[inline(always)]
fn each_eight(bytes: &mut [u8]) {
    let (elements, _) = bytes.as_chunks_mut::<8>();
    for element in elements {
        *element = u64::from_ne_bytes(*element).swap_bytes().to_ne_bytes();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn reversed<const WIDTH: usize>(bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        reverse_elements::<WIDTH>(&mut bytes);
        bytes
    }

    /// One byte at a time.
    fn naive(bytes: &[u8], width: usize) -> Vec<u8> {
        let whole = bytes.len() / width * width;
        let place = |at: usize| at / width * width + (width - 1 - at % width);
        (0..bytes.len())
            .map(|at| bytes[if at < whole { place(at) } else { at }])
            .collect()
    }

    proptest! {
        #[test]
        fn every_width_and_length(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            prop_assert_eq!(reversed::<2>(&bytes), naive(&bytes, 2));
            prop_assert_eq!(reversed::<4>(&bytes), naive(&bytes, 4));
            prop_assert_eq!(reversed::<8>(&bytes), naive(&bytes, 8));
        }
    }
}
