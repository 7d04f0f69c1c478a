//! Text as script engines hold it: one byte a code unit, or two.

/// Borrowed text, in either of the two forms.
///
/// ```
/// use node_codecs::Text;
///
/// assert_eq!(Text::Latin1(b"\xe9").unit(0), Text::Utf16(&[0xe9]).unit(0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text<'a> {
    /// Code units below 0x100, one byte each.
    Latin1(&'a [u8]),
    /// UTF-16 code units; surrogates need not be paired.
    Utf16(&'a [u16]),
}

impl Text<'_> {
    /// Length in UTF-16 code units, which is JavaScript's `length`.
    #[must_use]
    pub const fn len(&self) -> usize {
        match self {
            Self::Latin1(units) => units.len(),
            Self::Utf16(units) => units.len(),
        }
    }

    /// Whether there is no code unit at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The code unit at `index`, or `None` past the end.
    #[must_use]
    pub fn unit(&self, index: usize) -> Option<u16> {
        match self {
            Self::Latin1(units) => units.get(index).map(|&unit| u16::from(unit)),
            Self::Utf16(units) => units.get(index).copied(),
        }
    }
}

/// Owned text, in the narrower of the two forms that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnedText {
    /// Code units below 0x100, one byte each.
    Latin1(Vec<u8>),
    /// UTF-16 code units, at least one of them 0x100 or above.
    Utf16(Vec<u16>),
}

impl OwnedText {
    /// The same text, borrowed.
    #[must_use]
    pub fn as_text(&self) -> Text<'_> {
        match self {
            Self::Latin1(units) => Text::Latin1(units),
            Self::Utf16(units) => Text::Utf16(units),
        }
    }

    /// The code units, widened if need be.
    #[must_use]
    pub fn to_utf16(&self) -> Vec<u16> {
        match self {
            Self::Latin1(units) => units.iter().map(|&unit| u16::from(unit)).collect(),
            Self::Utf16(units) => units.clone(),
        }
    }
}
