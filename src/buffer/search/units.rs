//! UTF-16 code units, which match at even places only.
//!
//! Knuth, Morris and Pratt's way: one pass, however the units repeat.

/// Bytes seen as two-byte units, from either end.
struct Units<'a> {
    pairs: &'a [[u8; 2]],
    from_end: bool,
}

impl<'a> Units<'a> {
    fn new(bytes: &'a [u8], from_end: bool) -> Self {
        let (pairs, _) = bytes.as_chunks();
        Self { pairs, from_end }
    }

    fn len(&self) -> usize {
        self.pairs.len()
    }

    fn get(&self, index: usize) -> Option<[u8; 2]> {
        if self.from_end {
            return self.pairs.iter().nth_back(index).copied();
        }
        self.pairs.get(index).copied()
    }

    /// For each length of a match, how much of it still matches when the next
    /// unit does not.
    fn borders(&self) -> Vec<usize> {
        let mut borders = vec![0; self.len()];
        let mut matched = 0;
        for index in 1..self.len() {
            while matched > 0 && self.get(index) != self.get(matched) {
                matched = borders[matched - 1];
            }
            if self.get(index) == self.get(matched) {
                matched += 1;
            }
            borders[index] = matched;
        }
        borders
    }

    /// Index of the first match's first unit, in the order of the scan.
    fn find(&self, needle: &Self) -> Option<usize> {
        if needle.len() == 0 || needle.len() > self.len() {
            return None;
        }
        let borders = needle.borders();
        let mut matched = 0;
        for index in 0..self.len() {
            while matched > 0 && self.get(index) != needle.get(matched) {
                matched = borders[matched - 1];
            }
            if self.get(index) == needle.get(matched) {
                matched += 1;
            }
            if matched == needle.len() {
                return Some(index + 1 - matched);
            }
        }
        None
    }
}

/// Byte offset of the first even place where `needle` lies; odd last bytes don't count.
pub fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    let found = Units::new(bytes, false).find(&Units::new(needle, false))?;
    Some(found * 2)
}

/// Byte offset of the last even place where `needle` lies; odd last bytes don't count.
pub fn find_last(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    let (bytes, needle) = (Units::new(bytes, true), Units::new(needle, true));
    let found = bytes.find(&needle)?;
    Some((bytes.len() - needle.len() - found) * 2)
}
