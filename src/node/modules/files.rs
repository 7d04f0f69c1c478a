//! What module loading asks of the file system, so that a host can narrow it.

use std::path::{Component, Path, PathBuf};
use std::{fs, io};

/// What is at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FileKind {
    /// Something that can be read: a file, a pipe, a device.
    File,
    /// A directory.
    Directory,
}

/// The file system as module loading sees it.
pub trait Files {
    /// What is at `path`, following links; `None` when nothing is.
    fn kind(&self, path: &Path) -> Option<FileKind>;

    /// The bytes of the file at `path`.
    ///
    /// # Errors
    ///
    /// Those of the file system.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// `path` with all links followed.
    ///
    /// # Errors
    ///
    /// Those of the file system.
    fn real_path(&self, path: &Path) -> io::Result<PathBuf>;
}

/// The whole file system of the process.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemFiles;

impl Files for SystemFiles {
    fn kind(&self, path: &Path) -> Option<FileKind> {
        let metadata = fs::metadata(path).ok()?;
        Some(if metadata.is_dir() {
            FileKind::Directory
        } else {
            FileKind::File
        })
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }
}

/// `path` seen from `directory`, with `.` and `..` taken away by words alone, as `path.resolve` does.
#[must_use]
pub fn resolve_path(directory: &Path, path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in directory.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// Reads the file at `path` as text: a byte order mark is dropped, bytes that are not UTF-8 become U+FFFD.
///
/// # Errors
///
/// Those of the file system.
pub fn read_text(files: &dyn Files, path: &Path) -> io::Result<String> {
    let bytes = files.read(path)?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    Ok(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_resolved_by_words() {
        let resolve = |path| resolve_path(Path::new("/a/b"), Path::new(path));
        assert_eq!(resolve("./c"), Path::new("/a/b/c"));
        assert_eq!(resolve("../c/./d"), Path::new("/a/c/d"));
        assert_eq!(resolve("../../../../x"), Path::new("/x"));
        assert_eq!(resolve("/y/../z"), Path::new("/z"));
        assert_eq!(resolve("."), Path::new("/a/b"));
    }
}
