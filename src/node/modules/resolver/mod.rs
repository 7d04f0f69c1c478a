//! From a specifier to a file: Node's resolution for `require` and for `import`.
//!
//! Node's documentation, "Modules: CommonJS modules", "All together", and
//! "Modules: ECMAScript modules", "Resolution Algorithm Specification". No
//! JavaScript here: paths and package files in, a path or the error to throw out.
//!
//! - `error`: why a specifier could not be resolved, in Node's words.
//! - `import`: resolution for `import`.
//! - `package_map`: the maps `"exports"` and `"imports"` of a package.
//! - `require`: resolution for `require`.

mod error;
mod import;
mod package_map;
mod require;

use std::path::{Path, PathBuf};
use std::rc::Rc;

pub use error::{ErrorKind, ResolveError};
pub use require::{is_relative, lookup_paths};

use super::builtins::Builtins;
use super::files::{FileKind, Files};
use super::package::{InvalidPackage, Package, Packages};

/// What a specifier names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// A file.
    File(PathBuf),
    /// A built-in module, by its name without `node:`.
    Builtin(Rc<str>),
}

/// Which side asks, and so which conditions of a package map hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// `require`
    Require,
    /// `import`
    Import,
}

impl Side {
    fn holds(self, condition: &str) -> bool {
        match condition {
            "node" | "node-addons" | "module-sync" | "default" => true,
            "require" => self == Side::Require,
            "import" => self == Side::Import,
            _ => false,
        }
    }
}

/// Resolves specifiers, and remembers the package files it has read.
pub struct Resolver {
    files: Rc<dyn Files>,
    builtins: Rc<Builtins>,
    packages: Packages,
}

impl Resolver {
    /// A resolver that sees `files` and knows `builtins`.
    #[must_use]
    pub fn new(files: Rc<dyn Files>, builtins: Rc<Builtins>) -> Self {
        Self {
            files,
            builtins,
            packages: Packages::default(),
        }
    }

    /// The files it sees.
    #[must_use]
    pub fn files(&self) -> &dyn Files {
        &*self.files
    }

    /// The package that the file at `path` belongs to.
    ///
    /// # Errors
    ///
    /// ERR_INVALID_PACKAGE_CONFIG when the nearest `package.json` is not a JSON object.
    pub fn scope_of(&self, path: &Path) -> Result<Option<Rc<Package>>, ResolveError> {
        self.packages
            .scope_of(path, &*self.files)
            .map_err(|InvalidPackage(file)| error::invalid_config(&file, "", ""))
    }

    fn is_file(&self, path: &Path) -> bool {
        self.files.kind(path) == Some(FileKind::File)
    }

    fn is_directory(&self, path: &Path) -> bool {
        self.files.kind(path) == Some(FileKind::Directory)
    }

    /// `path` with links followed, as the identity of a module.
    fn real_path(&self, path: PathBuf) -> PathBuf {
        self.files.real_path(&path).unwrap_or(path)
    }
}

/// `@scope/name/sub/path` as (`@scope/name`, `./sub/path`); `None` when no package can be called so.
fn split_package_specifier(specifier: &str) -> Option<(&str, String)> {
    let name_slashes = if specifier.starts_with('@') { 2 } else { 1 };
    let mut slashes = specifier.match_indices('/').map(|(at, _)| at);
    let end = slashes.nth(name_slashes - 1);
    if name_slashes == 2 && !specifier.contains('/') {
        return None;
    }
    let (name, rest) = specifier.split_at(end.unwrap_or(specifier.len()));
    let last = name.rsplit('/').next().unwrap_or(name);
    let wrong = last.is_empty() || name.starts_with('.') || name.contains(['\\', '%']);
    (!wrong).then(|| (name, format!(".{rest}")))
}
