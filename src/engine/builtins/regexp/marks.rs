//! The flags of a pattern.

/// A set of flags.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Marks(u8);

impl Marks {
    pub(super) const INDICES: Self = Self(1);
    pub(super) const GLOBAL: Self = Self(2);
    pub(super) const IGNORE_CASE: Self = Self(4);
    pub(super) const MULTILINE: Self = Self(8);
    pub(super) const DOT_ALL: Self = Self(16);
    pub(super) const UNICODE: Self = Self(32);
    pub(super) const UNICODE_SETS: Self = Self(64);
    pub(super) const STICKY: Self = Self(128);

    /// Whether any of `others` is in it.
    pub(super) fn has(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// With `others` where `yes`.
    pub(super) fn with(self, others: Self, yes: bool) -> Self {
        match yes {
            true => Self(self.0 | others.0),
            false => self,
        }
    }

    /// Whether the pattern is one of code points, not of units.
    pub(super) fn full_unicode(self) -> bool {
        self.has(Self::UNICODE) || self.has(Self::UNICODE_SETS)
    }

    /// Whether the pattern is one of units for which letters' case does not count.
    pub(super) fn folds(self) -> bool {
        self.has(Self::IGNORE_CASE) && !self.full_unicode()
    }

    /// Whether `lastIndex` says where the next match may begin.
    pub(super) fn walks(self) -> bool {
        self.has(Self::GLOBAL) || self.has(Self::STICKY)
    }
}
