//! Tables by address: a hash of a few instructions for keys that are addresses
//! and small numbers, which strangers can't choose.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A table by address.
pub type AddressMap<K, V> = HashMap<K, V, BuildHasherDefault<AddressHasher>>;

/// Spreads addresses, which are multiples of 8 or 64, over a table.
#[derive(Debug, Default)]
pub struct AddressHasher(u64);

impl AddressHasher {
    fn add(&mut self, word: u64) {
        // The golden ratio in 64 bits; the upper bits are the well mixed ones.
        let mixed = (self.0 ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed.rotate_left(20);
    }
}

impl Hasher for AddressHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.add(u64::from(byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.add(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.add(number);
    }

    fn write_usize(&mut self, address: usize) {
        self.add(address as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_spread_over_a_table() {
        let mut places = std::collections::HashSet::new();
        for index in 0..1024usize {
            let mut hasher = AddressHasher::default();
            hasher.write_usize(0x7f00_0000_0000 + index * 64);
            places.insert(hasher.finish() % 4096);
        }
        assert!(places.len() > 850, "{}", places.len());
    }
}
