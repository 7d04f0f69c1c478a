//! Resolution for `import`.

use super::error::{self, ResolveError};
use super::require::{asks_for_directory, is_relative, lookup_paths};
use super::{Resolved, Resolver, Side, split_package_specifier};
use crate::node::modules::file_url;
use crate::node::modules::files::resolve_path;
use crate::node::modules::package::{InvalidPackage, Package};
use std::path::{Path, PathBuf};

impl Resolver {
    /// Resolves `specifier` as `import` in the file `base` does; `data:` URLs are not handled here.
    ///
    /// # Errors
    ///
    /// ERR_MODULE_NOT_FOUND, or the fault of the specifier or of a package file on the way.
    pub fn resolve_import(&self, specifier: &str, base: &Path) -> Result<Resolved, ResolveError> {
        match self.locate_import(specifier, base)? {
            Resolved::File(path) => self.finish_import(path, base).map(Resolved::File),
            builtin => Ok(builtin),
        }
    }

    /// [`resolve_import`](Self::resolve_import) without checking that the file exists, as
    /// `import.meta.resolve` does.
    ///
    /// # Errors
    ///
    /// The fault of the specifier or of a package file on the way.
    pub fn locate_import(&self, specifier: &str, base: &Path) -> Result<Resolved, ResolveError> {
        if is_relative(specifier) || specifier.starts_with('/') {
            return locate_relative(specifier, base).map(Resolved::File);
        }
        if specifier.starts_with('#') {
            return self.resolve_imports(specifier, base, Side::Import);
        }
        if specifier.starts_with("file:") {
            return locate_url(specifier, base).map(Resolved::File);
        }
        if let Some(name) = self.builtins.find(specifier) {
            return Ok(Resolved::Builtin(name));
        }
        if specifier.starts_with("node:") {
            return Err(ResolveError::unknown_builtin(specifier));
        }
        if let Some(scheme) = file_url::scheme(specifier) {
            return Err(ResolveError::unsupported_scheme(scheme));
        }
        self.resolve_package(specifier, base, Side::Import)
    }

    /// `PACKAGE_RESOLVE`: a bare name, seen from the file `base`.
    pub(super) fn resolve_package(
        &self,
        specifier: &str,
        base: &Path,
        side: Side,
    ) -> Result<Resolved, ResolveError> {
        if let Some(name) = self.builtins.find(specifier) {
            return Ok(Resolved::Builtin(name));
        }
        let Some((name, subpath)) = split_package_specifier(specifier) else {
            let reason = "is not a valid package name";
            return Err(error::invalid_specifier(specifier, reason, Some(base)));
        };
        if let Some(resolved) = self.resolve_self(specifier, base, side)? {
            return Ok(resolved);
        }
        for modules in lookup_paths(base.parent().unwrap_or(base)) {
            let directory = modules.join(name);
            if !self.is_directory(&directory) {
                continue;
            }
            return self.resolve_in_package(&directory, specifier, &subpath, base, side);
        }
        Err(error::package_not_found(name, Some(base)))
    }

    fn resolve_in_package(
        &self,
        directory: &Path,
        specifier: &str,
        subpath: &str,
        base: &Path,
        side: Side,
    ) -> Result<Resolved, ResolveError> {
        let package = self
            .packages
            .in_directory(directory, self.files())
            .map_err(|InvalidPackage(file)| {
                let importing = format!("while importing \"{specifier}\" from {}", base.display());
                error::invalid_config(&file, &importing, "")
            })?;
        if let Some(package) = &package
            && let Some(exports) = &package.exports
        {
            return self.resolve_exports(package, exports, subpath, side, Some(base));
        }
        if subpath == "." {
            return self.resolve_main(directory, package.as_deref(), base);
        }
        let inside = file_url::percent_decode(subpath);
        Ok(Resolved::File(resolve_path(directory, Path::new(&inside))))
    }

    /// The main file of a package without `"exports"`: what `require` would find with `.js`.
    fn resolve_main(
        &self,
        directory: &Path,
        package: Option<&Package>,
        base: &Path,
    ) -> Result<Resolved, ResolveError> {
        let main = package.and_then(|package| package.main.as_deref());
        let tries = main.map_or_else(Vec::new, |main| {
            [
                "",
                ".js",
                ".json",
                ".node",
                "/index.js",
                "/index.json",
                "/index.node",
            ]
            .map(|end| format!("{main}{end}"))
            .to_vec()
        });
        let indexes = ["index.js", "index.json", "index.node"].map(str::to_owned);
        tries
            .iter()
            .chain(&indexes)
            .map(|file| resolve_path(directory, Path::new(file)))
            .find(|path| self.is_file(path))
            .map(Resolved::File)
            .ok_or_else(|| {
                let wanted = directory.join(main.unwrap_or("index.js"));
                let wanted = resolve_path(directory, &wanted);
                error::package_not_found(&wanted.display().to_string(), Some(base))
            })
    }

    fn finish_import(&self, path: PathBuf, base: &Path) -> Result<PathBuf, ResolveError> {
        if self.is_directory(&path) {
            let shown = path.display().to_string();
            return Err(error::directory_import(&shown, Some(base)));
        }
        if !self.is_file(&path) {
            let hint = self.hint_for(&path, base);
            return Err(error::module_not_found(&path, Some(base), hint.as_deref()));
        }
        Ok(self.real_path(path))
    }

    /// The specifier that would have been right, when only the extension is missing.
    fn hint_for(&self, path: &Path, base: &Path) -> Option<String> {
        let with_extension = PathBuf::from(format!("{}.js", path.display()));
        if !self.is_file(&with_extension) {
            return None;
        }
        let directory = base.parent()?;
        match with_extension.strip_prefix(directory) {
            Ok(relative) => Some(format!("./{}", relative.display())),
            Err(_) => Some(with_extension.display().to_string()),
        }
    }
}

fn locate_relative(specifier: &str, base: &Path) -> Result<PathBuf, ResolveError> {
    let path = specifier.split(['?', '#']).next().unwrap_or(specifier);
    let directory = base.parent().unwrap_or(base);
    let absolute = resolve_path(directory, Path::new(path));
    if has_encoded_separator(path) {
        return Err(encoded_separator(&absolute.display().to_string(), base));
    }
    let decoded = file_url::percent_decode(path);
    let located = resolve_path(directory, Path::new(&decoded));
    Ok(match asks_for_directory(path) {
        true => located.join(""),
        false => located,
    })
}

fn locate_url(url: &str, base: &Path) -> Result<PathBuf, ResolveError> {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    if has_encoded_separator(path) {
        return Err(encoded_separator(path, base));
    }
    file_url::to_path(path)
        .ok_or_else(|| error::invalid_specifier(url, "is not a file URL", Some(base)))
}

fn has_encoded_separator(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    path.contains("%2f") || path.contains("%5c")
}

fn encoded_separator(path: &str, base: &Path) -> ResolveError {
    let reason = "must not include encoded \"/\" or \"\\\" characters";
    error::invalid_specifier(path, reason, Some(base))
}
