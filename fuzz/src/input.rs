//! How the fuzzer's bytes become what a target asks about.

/// Bytes and text made of them, and a number to be used as the target likes.
pub(crate) struct Input {
    pub(crate) bytes: Vec<u8>,
    pub(crate) number: u16,
    form: u8,
}

/// The form whose bytes are repeated until they fill the blocks that
/// the codec works by.
const REPEATED: u8 = 0xa7;

/// Past the blocks of all but the strict path of base64, whose edges the tests
/// try one by one: longer inputs would be few.
const LONG: usize = 1_300;

impl Input {
    /// The first three bytes say what to do with the others.
    pub(crate) fn new(data: &[u8]) -> Option<Self> {
        let (&[form, low, high], bytes) = data.split_first_chunk()?;
        let number = u16::from_le_bytes([low, high]);
        let bytes = match form {
            REPEATED => bytes
                .iter()
                .copied()
                .cycle()
                .take(long(bytes, number))
                .collect(),
            _ => bytes.to_vec(),
        };
        Some(Self {
            bytes,
            number,
            form,
        })
    }

    /// The text: each byte a unit, each pair a unit, or the characters of UTF-8.
    pub(crate) fn units(&self) -> Vec<u16> {
        match self.form % 3 {
            0 => self.bytes.iter().map(|&byte| u16::from(byte)).collect(),
            1 => {
                let pairs = self.bytes.as_chunks::<2>().0;
                pairs.iter().map(|&pair| u16::from_le_bytes(pair)).collect()
            }
            _ => String::from_utf8_lossy(&self.bytes)
                .encode_utf16()
                .collect(),
        }
    }
}

fn long(bytes: &[u8], number: u16) -> usize {
    match bytes {
        [] => 0,
        _ => usize::from(number) % LONG,
    }
}
