//! Which files scripts may touch: the one gate that every path goes through.

use std::fmt::Debug;
use std::path::Path;

/// What an operation would do to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Intent {
    /// Inspect it, or read its contents.
    Read,
    /// Change, make or remove it.
    Write,
}

impl Intent {
    /// Node's name for the permission, as an ERR_ACCESS_DENIED tells it.
    pub(super) fn permission(self) -> &'static str {
        match self {
            Self::Read => "FileSystemRead",
            Self::Write => "FileSystemWrite",
        }
    }
}

/// Says which files scripts may touch with `node:fs`.
///
/// Loading modules is not its business: that is `Files` of
/// [`crate::node::modules`].
pub trait Access: Debug {
    /// Whether a script may do this to `path`.
    ///
    /// The path is absolute, and otherwise as the script wrote it: it may hold
    /// `..` and lead through links.
    fn allows(&self, intent: Intent, path: &Path) -> bool;
}

/// Whatever the process itself may touch.
#[derive(Debug, Clone, Copy, Default)]
pub struct Everything;

impl Access for Everything {
    fn allows(&self, _: Intent, _: &Path) -> bool {
        true
    }
}

/// No file at all. Standard streams stay open.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nothing;

impl Access for Nothing {
    fn allows(&self, _: Intent, _: &Path) -> bool {
        false
    }
}
