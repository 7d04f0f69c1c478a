//! Text to bytes: what `Buffer.from`, `Buffer.prototype.write` and
//! `Buffer.byteLength` do.

use super::{Encoding, Text, base64, hex, latin1, utf8, utf16le};

/// The bytes of the text.
///
/// ```
/// use node_codecs::{Encoding, Text, encode};
///
/// // Both alphabets are read, and what is of neither is skipped.
/// let text = Text::Latin1(b"-_ +\n/");
/// assert_eq!(encode(text, Encoding::Base64), b"\xfb\xff\xbf");
/// ```
#[must_use]
pub fn encode(text: Text<'_>, encoding: Encoding) -> Vec<u8> {
    let room = match encoding {
        // Three bytes a unit would be three times too many as a rule.
        Encoding::Utf8 => utf8::bytes_len(text),
        _ => encoded_len_upper(text, encoding),
    };
    let mut out = vec![0; room];
    let written = encode_into(text, encoding, &mut out);
    out.truncate(written);
    out
}

/// Writes the text's bytes to the front of `out` and returns how many; what
/// follows them is left as it is. Characters are written whole: it ends before
/// the first that finds no room. (A base64 character is six bits, so there
/// every byte that finds room is written.)
///
/// ```
/// use node_codecs::{Encoding, Text, encode_into};
///
/// let mut room = [0; 4];
/// let text = Text::Utf16(&[0x31, 0x20ac, 0x32]);
/// assert_eq!(encode_into(text, Encoding::Utf8, &mut room), 4);
/// assert_eq!(&room, "1\u{20ac}".as_bytes());
/// assert_eq!(encode_into(text, Encoding::Utf8, &mut room[..3]), 1);
/// ```
pub fn encode_into(text: Text<'_>, encoding: Encoding, out: &mut [u8]) -> usize {
    match encoding {
        Encoding::Utf8 => utf8::write_bytes(text, out).written,
        Encoding::Utf16Le => utf16le::write_bytes(text, out),
        Encoding::Latin1 | Encoding::Ascii => latin1::write_bytes(text, out),
        Encoding::Hex => hex::write_bytes(text, out),
        Encoding::Base64 | Encoding::Base64Url => base64::write_bytes(text, out),
    }
}

/// Exactly how many bytes [`encode`] gives.
///
/// ```
/// use node_codecs::{Encoding, Text, encoded_len};
///
/// assert_eq!(encoded_len(Text::Latin1(b"00ffx"), Encoding::Hex), 2);
/// ```
#[must_use]
pub fn encoded_len(text: Text<'_>, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Hex => hex::bytes_len(text),
        Encoding::Base64 | Encoding::Base64Url => base64::bytes_len(text),
        _ => byte_length(text, encoding),
    }
}

/// What `Buffer.byteLength` says: the exact number, except that for `hex` and
/// `base64` it goes by the length of the text, and so may be too large.
///
/// ```
/// use node_codecs::{Encoding, Text, byte_length};
///
/// assert_eq!(byte_length(Text::Latin1(b"no hex"), Encoding::Hex), 3);
/// ```
#[must_use]
pub fn byte_length(text: Text<'_>, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => utf8::bytes_len(text),
        _ => encoded_len_upper(text, encoding),
    }
}

/// A number of bytes that is never too small, without looking through the
/// text; exact but for `utf8`, `hex` and `base64`.
#[must_use]
pub fn encoded_len_upper(text: Text<'_>, encoding: Encoding) -> usize {
    match (encoding, text) {
        (Encoding::Utf8, Text::Latin1(units)) => units.len().saturating_mul(2),
        (Encoding::Utf8, Text::Utf16(units)) => units.len().saturating_mul(3),
        (Encoding::Utf16Le, _) => text.len().saturating_mul(2),
        (Encoding::Latin1 | Encoding::Ascii, _) => text.len(),
        (Encoding::Hex, _) => text.len() / 2,
        (Encoding::Base64 | Encoding::Base64Url, _) => base64::byte_length(text),
    }
}
