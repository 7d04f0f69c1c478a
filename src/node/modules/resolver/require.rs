//! Resolution for `require`.

use super::error::{self, ResolveError};
use super::{Resolved, Resolver, Side, split_package_specifier};
use crate::node::modules::files::resolve_path;
use crate::node::modules::package::InvalidPackage;
use std::path::{Path, PathBuf};

/// Whether `request` is resolved against the requiring file's directory.
#[must_use]
pub fn is_relative(request: &str) -> bool {
    matches!(request, "." | "..") || request.starts_with("./") || request.starts_with("../")
}

/// The `node_modules` directories that a file in `directory` looks through, nearest first.
#[must_use]
pub fn lookup_paths(directory: &Path) -> Vec<PathBuf> {
    directory
        .ancestors()
        .filter(|path| path.file_name().is_none_or(|name| name != "node_modules"))
        .map(|path| path.join("node_modules"))
        .collect()
}

/// Whether `request` can only mean a directory.
pub(super) fn asks_for_directory(request: &str) -> bool {
    matches!(request, "." | "..")
        || request.ends_with('/')
        || request.ends_with("/.")
        || request.ends_with("/..")
}

impl Resolver {
    /// Resolves `request` as `require` does.
    ///
    /// `parent` is the requiring file (in `directory`; in a REPL there is none),
    /// `lookup` the `node_modules` directories for bare names, `extensions` what is
    /// appended to a path without a file (`.js`, ...).
    ///
    /// # Errors
    ///
    /// MODULE_NOT_FOUND, or the fault of a package file on the way.
    pub fn resolve_require(
        &self,
        request: &str,
        parent: Option<&Path>,
        directory: &Path,
        lookup: &[PathBuf],
        extensions: &[String],
    ) -> Result<Resolved, ResolveError> {
        if let Some(name) = self.builtins.find(request) {
            return Ok(Resolved::Builtin(name));
        }
        if request.starts_with("node:") {
            return Err(error::cannot_find(request));
        }
        if is_relative(request) || request.starts_with('/') {
            let found = self.find_path(directory, request, extensions)?;
            return found
                .map(Resolved::File)
                .ok_or_else(|| error::cannot_find(request));
        }
        let scope_base = parent.map_or_else(|| directory.join("[eval]"), Path::to_owned);
        if request.starts_with('#') && self.scope_of(&scope_base)?.is_some() {
            let resolved = self.resolve_imports(request, &scope_base, Side::Require)?;
            return self.existing(resolved);
        }
        if let Some(resolved) = self.resolve_self(request, &scope_base, Side::Require)? {
            return self.existing(resolved);
        }
        self.resolve_bare(request, lookup, extensions)
    }

    fn resolve_bare(
        &self,
        request: &str,
        lookup: &[PathBuf],
        extensions: &[String],
    ) -> Result<Resolved, ResolveError> {
        for directory in lookup.iter().filter(|path| self.is_directory(path)) {
            if let Some(resolved) = self.resolve_exported(request, directory)? {
                return self.existing(resolved);
            }
            if let Some(path) = self.find_path(directory, request, extensions)? {
                return Ok(Resolved::File(path));
            }
        }
        Err(error::cannot_find(request))
    }

    /// Through the `"exports"` of the package in `directory`, if it has any.
    fn resolve_exported(
        &self,
        request: &str,
        directory: &Path,
    ) -> Result<Option<Resolved>, ResolveError> {
        let Some((name, subpath)) = split_package_specifier(request) else {
            return Ok(None);
        };
        let Some(package) = self.package_in(&directory.join(name))? else {
            return Ok(None);
        };
        let Some(exports) = &package.exports else {
            return Ok(None);
        };
        self.resolve_exports(&package, exports, &subpath, Side::Require, None)
            .map(Some)
    }

    fn package_in(
        &self,
        directory: &Path,
    ) -> Result<Option<std::rc::Rc<super::Package>>, ResolveError> {
        self.packages
            .in_directory(directory, &*self.files)
            .map_err(|InvalidPackage(file)| error::invalid_config(&file, "", ""))
    }

    /// A package may require itself by its own name, through its `"exports"`.
    pub(super) fn resolve_self(
        &self,
        request: &str,
        base: &Path,
        side: Side,
    ) -> Result<Option<Resolved>, ResolveError> {
        let Some(package) = self.scope_of(base)? else {
            return Ok(None);
        };
        let (Some(exports), Some(own)) = (&package.exports, &package.name) else {
            return Ok(None);
        };
        let Some((name, subpath)) = split_package_specifier(request) else {
            return Ok(None);
        };
        if name != own {
            return Ok(None);
        }
        self.resolve_exports(&package, exports, &subpath, side, Some(base))
            .map(Some)
    }

    /// A map names files exactly: what it names must be there.
    fn existing(&self, resolved: Resolved) -> Result<Resolved, ResolveError> {
        match resolved {
            Resolved::File(path) if self.is_file(&path) => Ok(Resolved::File(self.real_path(path))),
            Resolved::File(path) => Err(error::cannot_find_file(&path)),
            builtin => Ok(builtin),
        }
    }

    /// `request` under `directory` as a file, a file with an extension, or a directory.
    fn find_path(
        &self,
        directory: &Path,
        request: &str,
        extensions: &[String],
    ) -> Result<Option<PathBuf>, ResolveError> {
        let path = resolve_path(directory, Path::new(request));
        if !asks_for_directory(request)
            && let Some(found) = self.find_file(&path, extensions)
        {
            return Ok(Some(found));
        }
        if !self.is_directory(&path) {
            return Ok(None);
        }
        self.find_in_directory(&path, request, extensions)
    }

    fn find_file(&self, path: &Path, extensions: &[String]) -> Option<PathBuf> {
        if self.is_file(path) {
            return Some(self.real_path(path.to_owned()));
        }
        self.find_with_extension(path, extensions)
    }

    fn find_with_extension(&self, path: &Path, extensions: &[String]) -> Option<PathBuf> {
        extensions.iter().find_map(|extension| {
            let mut name = path.as_os_str().to_owned();
            name.push(extension);
            let path = PathBuf::from(name);
            self.is_file(&path).then(|| self.real_path(path))
        })
    }

    /// The `"main"` of the package in `directory`, or its `index`.
    fn find_in_directory(
        &self,
        directory: &Path,
        request: &str,
        extensions: &[String],
    ) -> Result<Option<PathBuf>, ResolveError> {
        let index = || self.find_with_extension(&directory.join("index"), extensions);
        let package = self.package_in(directory)?;
        let Some(main) = package.and_then(|package| package.main.clone()) else {
            return Ok(index());
        };
        let main = resolve_path(directory, Path::new(&main));
        self.find_file(&main, extensions)
            .or_else(|| self.find_with_extension(&main.join("index"), extensions))
            .or_else(index)
            .map(Some)
            .ok_or_else(|| error::bad_main(&directory.join("package.json"), &main, request))
    }
}
