//! Bytes to text: what `Buffer.prototype.toString` does.

use super::{Encoding, OwnedText, ascii, base64, hex, latin1, utf8, utf16le};

/// Bytes and an encoding, looked through once: how long and how wide their
/// text is, so that its length can be checked and room for it be made before
/// any of it is written.
///
/// ```
/// use node_codecs::{Decoding, Encoding};
///
/// let decoding = Decoding::new("caf\u{e9}".as_bytes(), Encoding::Utf8);
/// assert_eq!((decoding.units(), decoding.is_latin1()), (4, true));
/// let mut room = [0; 4];
/// decoding.write_latin1(&mut room);
/// assert_eq!(&room, b"caf\xe9");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Decoding<'a> {
    bytes: &'a [u8],
    encoding: Encoding,
    units: usize,
    form: Form,
}

/// What the text is like, and with it how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// The bytes themselves, one a code unit.
    Verbatim,
    /// One byte a code unit.
    Latin1,
    /// Two bytes a code unit.
    Utf16,
    /// The same, from bytes that are not well-formed in their encoding.
    Mended,
}

impl<'a> Decoding<'a> {
    /// Looks through `bytes`.
    #[must_use]
    pub fn new(bytes: &'a [u8], encoding: Encoding) -> Self {
        let (units, form) = match encoding {
            Encoding::Latin1 => (bytes.len(), Form::Verbatim),
            Encoding::Hex => (bytes.len().saturating_mul(2), Form::Latin1),
            Encoding::Base64 | Encoding::Base64Url => {
                (base64::text_len(bytes.len(), encoding), Form::Latin1)
            }
            Encoding::Utf16Le => (bytes.len() / 2, wide_form(utf16le::is_latin1(bytes))),
            Encoding::Utf8 | Encoding::Ascii if ascii::is_ascii(bytes) => {
                (bytes.len(), Form::Verbatim)
            }
            Encoding::Ascii => (bytes.len(), Form::Latin1),
            Encoding::Utf8 => utf8_form(bytes),
        };
        Self {
            bytes,
            encoding,
            units,
            form,
        }
    }

    /// Length of the text in code units, which is JavaScript's `length`.
    #[must_use]
    pub const fn units(&self) -> usize {
        self.units
    }

    /// Whether every code unit is below 0x100, so that one byte holds it.
    #[must_use]
    pub fn is_latin1(&self) -> bool {
        matches!(self.form, Form::Verbatim | Form::Latin1)
    }

    /// The bytes, when they are their own text, one byte a code unit.
    #[must_use]
    pub fn verbatim(&self) -> Option<&'a [u8]> {
        (self.form == Form::Verbatim).then_some(self.bytes)
    }

    /// Writes the text, one byte a code unit.
    ///
    /// # Panics
    ///
    /// When `out` is not [`Decoding::units`] long, or the text does not fit
    /// bytes ([`Decoding::is_latin1`]).
    pub fn write_latin1(&self, out: &mut [u8]) {
        assert!(
            out.len() == self.units && self.is_latin1(),
            "room made for another text"
        );
        match (self.form, self.encoding) {
            (Form::Verbatim, _) | (_, Encoding::Latin1) => crate::kernels::copy(self.bytes, out),
            (_, Encoding::Ascii) => ascii::write_text(self.bytes, out),
            (_, Encoding::Utf8) => utf8::write_latin1(self.bytes, out),
            (_, Encoding::Utf16Le) => utf16le::write_latin1(self.bytes, out),
            (_, Encoding::Hex) => hex::write_text(self.bytes, out),
            (_, Encoding::Base64 | Encoding::Base64Url) => {
                base64::write_text(self.bytes, self.encoding, out);
            }
        }
    }

    /// Writes the text, two bytes a code unit, whichever its width.
    ///
    /// # Panics
    ///
    /// When `out` is not [`Decoding::units`] long.
    pub fn write_utf16(&self, out: &mut [u16]) {
        assert!(out.len() == self.units, "room made for another text");
        match self.encoding {
            Encoding::Utf16Le => utf16le::write_utf16(self.bytes, out),
            Encoding::Utf8 => utf8::write_utf16(self.bytes, self.form != Form::Mended, out),
            _ => latin1::widen(&self.to_latin1(), out),
        }
    }

    /// The text, in the narrower form that holds it.
    #[must_use]
    pub fn into_text(self) -> OwnedText {
        if self.is_latin1() {
            return OwnedText::Latin1(self.to_latin1());
        }
        let mut out = vec![0; self.units];
        self.write_utf16(&mut out);
        OwnedText::Utf16(out)
    }

    fn to_latin1(self) -> Vec<u8> {
        if let Some(bytes) = self.verbatim() {
            return bytes.to_vec();
        }
        let mut out = vec![0; self.units];
        self.write_latin1(&mut out);
        out
    }
}

fn wide_form(is_latin1: bool) -> Form {
    if is_latin1 { Form::Latin1 } else { Form::Utf16 }
}

fn utf8_form(bytes: &[u8]) -> (usize, Form) {
    let measure = utf8::measure(bytes);
    let form = if measure.is_valid {
        wide_form(measure.is_latin1)
    } else {
        Form::Mended
    };
    (measure.units, form)
}

/// The text of `bytes`. It may be longer than a string may be; where that
/// matters ask a [`Decoding`] first.
///
/// ```
/// use node_codecs::{Encoding, OwnedText, decode};
///
/// assert_eq!(decode(b"\xff\x00", Encoding::Hex), OwnedText::Latin1(b"ff00".to_vec()));
/// ```
#[must_use]
pub fn decode(bytes: &[u8], encoding: Encoding) -> OwnedText {
    Decoding::new(bytes, encoding).into_text()
}
