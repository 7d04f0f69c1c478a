//! Which files scripts see.

use crate::node::modules::files::{FileKind, Files, SystemFiles};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Which files scripts see.
///
/// ```
/// # use test_allocator as _;
/// use slabjs::{FileAccess, Runtime};
///
/// let mut runtime = Runtime::builder().file_access(FileAccess::None).build()?;
/// let script = "try { process.getBuiltinModule('fs') } catch (error) { error.code }";
/// let code = runtime.evaluate(script, "plugin.js")?;
/// assert_eq!(code.as_string().unwrap().to_std_string_lossy(), "ERR_ACCESS_DENIED");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
#[non_exhaustive]
pub enum FileAccess {
    /// All that the process sees.
    #[default]
    Whole,
    /// Modules are loaded from what the given files show; there is no `fs`.
    Modules(Rc<dyn Files>),
    /// None: no `fs`, and no module but the built-in ones.
    None,
}

impl fmt::Debug for FileAccess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Whole => "Whole",
            Self::Modules(_) => "Modules",
            Self::None => "None",
        })
    }
}

/// The built-in modules that reach files by themselves.
const REACHING_FILES: [&str; 2] = ["fs", "fs/promises"];

impl FileAccess {
    /// The built-in modules that scripts may not load.
    pub(super) fn denied(&self) -> &'static [&'static str] {
        match self {
            Self::Whole => &[],
            Self::Modules(_) | Self::None => &REACHING_FILES,
        }
    }

    /// What module loading sees.
    pub(super) fn files(self) -> Rc<dyn Files> {
        match self {
            Self::Whole => Rc::new(SystemFiles),
            Self::Modules(files) => files,
            Self::None => Rc::new(NoFiles),
        }
    }
}

#[derive(Debug)]
struct NoFiles;

impl NoFiles {
    fn refused<T>() -> io::Result<T> {
        Err(io::ErrorKind::NotFound.into())
    }
}

impl Files for NoFiles {
    fn kind(&self, _: &Path) -> Option<FileKind> {
        None
    }

    fn read(&self, _: &Path) -> io::Result<Vec<u8>> {
        Self::refused()
    }

    fn real_path(&self, _: &Path) -> io::Result<PathBuf> {
        Self::refused()
    }
}
