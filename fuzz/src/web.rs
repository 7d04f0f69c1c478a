//! `atob` against the steps of the standard, written down one by one.

use crate::codec::{Encoding, decode_forgiving_base64};
use crate::input::Input;
use crate::oracle;

/// The bytes of the text, or that it is none.
pub fn check(data: &[u8]) {
    let Some(input) = Input::new(data) else {
        return;
    };
    let answer = decode_forgiving_base64(input.bytes.clone());
    assert_eq!(
        answer.ok(),
        by_the_steps(&input.bytes),
        "{:x?}",
        input.bytes
    );
}

fn by_the_steps(text: &[u8]) -> Option<Vec<u8>> {
    let is_space = |byte: u8| b" \t\n\x0c\r".contains(&byte);
    let mut text: Vec<u8> = text
        .iter()
        .copied()
        .filter(|&byte| !is_space(byte))
        .collect();
    if text.len().is_multiple_of(4) {
        let end = text.strip_suffix(b"==").or(text.strip_suffix(b"="));
        if let Some(end) = end {
            text = end.to_vec();
        }
    }
    let belongs = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/".contains(byte);
    if text.len() % 4 == 1 || !text.iter().all(belongs) {
        return None;
    }
    let units: Vec<u16> = text.iter().map(|&byte| u16::from(byte)).collect();
    Some(oracle::encode(&units, Encoding::Base64).concat())
}
