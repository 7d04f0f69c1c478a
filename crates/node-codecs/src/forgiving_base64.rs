//! Base64 as the web reads it: strict about its characters and its padding.

use super::{Encoding, Text};

/// Why a text is not base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base64Fault {
    /// A character of another alphabet, or padding where none belongs.
    InvalidCharacter,
    /// A last character by itself, which holds no whole byte.
    LoneCharacter,
}

/// The bytes of base64 as `atob` reads it: "forgiving-base64 decode" of the
/// Infra standard. White space counts for
/// nothing; padding may be absent, but not wrong.
///
/// ```
/// use node_codecs::{Base64Fault, decode_forgiving_base64};
///
/// assert_eq!(decode_forgiving_base64(b"aG k".to_vec()), Ok(b"hi".to_vec()));
/// let lone = decode_forgiving_base64(b"aGkxx".to_vec());
/// assert_eq!(lone, Err(Base64Fault::LoneCharacter));
/// ```
///
/// # Errors
///
/// Why the text is not base64.
pub fn decode_forgiving_base64(mut text: Vec<u8>) -> Result<Vec<u8>, Base64Fault> {
    text.retain(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\x0c' | b'\r'));
    let padding = text.iter().rev().take(2).take_while(|&&byte| byte == b'=');
    let padding = padding.count();
    text.truncate(text.len() - padding);
    let is_digit = |&byte: &u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    if !text.iter().all(is_digit) {
        return Err(Base64Fault::InvalidCharacter);
    }
    let rest = text.len() % 4;
    if rest == 1 {
        return Err(Base64Fault::LoneCharacter);
    }
    if padding > 0 && rest + padding != 4 {
        return Err(Base64Fault::InvalidCharacter);
    }
    Ok(super::encode(Text::Latin1(&text), Encoding::Base64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Base64Fault::{InvalidCharacter, LoneCharacter};

    fn decoded(text: &str) -> Result<Vec<u8>, Base64Fault> {
        decode_forgiving_base64(text.as_bytes().to_vec())
    }

    #[test]
    fn forgiving_of_space_and_missing_padding_only() {
        assert_eq!(decoded("Y\nQ=\t="), Ok(b"a".to_vec()));
        assert_eq!(decoded("YWI"), Ok(b"ab".to_vec()));
        assert_eq!(decoded(""), Ok(Vec::new()));
        for wrong in ["YQ=", "YWJj=", "YWI==", "=", "==", "YQ===", "-_", "A=A="] {
            assert_eq!(decoded(wrong), Err(InvalidCharacter), "{wrong}");
        }
        for odd in ["Y", "Y=", "Y==", "AAAAA"] {
            assert_eq!(decoded(odd), Err(LoneCharacter), "{odd}");
        }
    }
}
