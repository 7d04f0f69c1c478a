//! The encodings Node knows, and the names it knows them by.

use super::Text;

/// One of the encodings `Buffer` takes by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8; bad bytes and lone surrogates become U+FFFD.
    Utf8,
    /// Two bytes a code unit, little end first; lone surrogates are kept.
    Utf16Le,
    /// One byte a code unit, the high byte dropped. Also called `binary`.
    Latin1,
    /// As [`Encoding::Latin1`] towards bytes; seven bits a byte towards text.
    Ascii,
    /// Two lower-case hexadecimal digits a byte.
    Hex,
    /// RFC 4648 base64 with padding; read leniently, in either alphabet.
    Base64,
    /// RFC 4648 base64url without padding; read as [`Encoding::Base64`].
    Base64Url,
}

/// Length of the longest name, `base64url`.
const LONGEST_NAME: usize = 9;

impl Encoding {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Utf8,
        Self::Utf16Le,
        Self::Latin1,
        Self::Ascii,
        Self::Hex,
        Self::Base64,
        Self::Base64Url,
    ];

    /// The encoding of that name or alias, whatever its case; no trimming.
    ///
    /// ```
    /// use node_codecs::Encoding;
    ///
    /// assert_eq!(Encoding::from_name("UCS-2"), Some(Encoding::Utf16Le));
    /// assert_eq!(Encoding::from_name(" utf8"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::from_text(Text::Latin1(name.as_bytes()))
    }

    /// As [`Encoding::from_name`], for a name that came out of a script.
    #[must_use]
    pub fn from_text(name: Text<'_>) -> Option<Self> {
        let mut buffer = [0; LONGEST_NAME];
        let folded = buffer.get_mut(..name.len())?;
        match name {
            Text::Latin1(units) => folded.copy_from_slice(units),
            Text::Utf16(units) => narrow_exactly(units, folded)?,
        }
        folded.make_ascii_lowercase();
        Self::from_lower_case(folded)
    }

    fn from_lower_case(name: &[u8]) -> Option<Self> {
        match name {
            b"utf8" | b"utf-8" => Some(Self::Utf8),
            b"utf16le" | b"utf-16le" | b"ucs2" | b"ucs-2" => Some(Self::Utf16Le),
            b"latin1" | b"binary" => Some(Self::Latin1),
            b"ascii" => Some(Self::Ascii),
            b"hex" => Some(Self::Hex),
            b"base64" => Some(Self::Base64),
            b"base64url" => Some(Self::Base64Url),
            _ => None,
        }
    }

    /// The name Node reports for this encoding.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf8",
            Self::Utf16Le => "utf16le",
            Self::Latin1 => "latin1",
            Self::Ascii => "ascii",
            Self::Hex => "hex",
            Self::Base64 => "base64",
            Self::Base64Url => "base64url",
        }
    }
}

/// Copies the units when all are below 0x100; a cut unit would make a false name.
fn narrow_exactly(units: &[u16], out: &mut [u8]) -> Option<()> {
    for (byte, &unit) in out.iter_mut().zip(units) {
        *byte = u8::try_from(unit).ok()?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [(&str, Encoding); 11] = [
        ("utf8", Encoding::Utf8),
        ("utf-8", Encoding::Utf8),
        ("utf16le", Encoding::Utf16Le),
        ("utf-16le", Encoding::Utf16Le),
        ("ucs2", Encoding::Utf16Le),
        ("ucs-2", Encoding::Utf16Le),
        ("latin1", Encoding::Latin1),
        ("binary", Encoding::Latin1),
        ("ascii", Encoding::Ascii),
        ("base64", Encoding::Base64),
        ("base64url", Encoding::Base64Url),
    ];

    #[test]
    fn every_alias_in_any_case() {
        for (name, encoding) in NAMES {
            assert_eq!(Encoding::from_name(name), Some(encoding), "{name}");
            let upper = name.to_uppercase();
            assert_eq!(Encoding::from_name(&upper), Some(encoding), "{upper}");
            let wide: Vec<u16> = upper.encode_utf16().collect();
            assert_eq!(Encoding::from_text(Text::Utf16(&wide)), Some(encoding));
        }
        assert_eq!(Encoding::from_name("HeX"), Some(Encoding::Hex));
    }

    #[test]
    fn canonical_names_name_themselves() {
        for (_, encoding) in NAMES {
            assert_eq!(Encoding::from_name(encoding.name()), Some(encoding));
        }
    }

    #[test]
    fn what_node_refuses_is_refused() {
        for name in [
            "",
            " utf8",
            "utf8 ",
            "utf16-le",
            "utf-16",
            "utf16",
            "buffer",
            "raw",
            "base64-url",
            "latin-1",
            "ucs",
            "utf8\0",
            "a name longer than any encoding has",
        ] {
            assert_eq!(Encoding::from_name(name), None, "{name:?}");
        }
    }

    #[test]
    fn wide_units_are_not_cut_to_a_name() {
        let wide: Vec<u16> = "hex".encode_utf16().map(|unit| unit | 0x100).collect();
        assert_eq!(Encoding::from_text(Text::Utf16(&wide)), None);
    }
}
