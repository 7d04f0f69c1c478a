//! Why a specifier could not be resolved, in Node's words.

use std::path::{Path, PathBuf};

use crate::engine::error::ErrorClass;

/// What kept a specifier from being resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// A URL of a scheme that modules are not loaded from.
    UnsupportedScheme,
    /// `node:` before a name that is no built-in module.
    UnknownBuiltin,
    /// An imported file whose extension says nothing about its format.
    UnknownExtension,
    /// `require` found nothing.
    RequiredNotFound,
    /// `import` found nothing.
    ImportedNotFound,
    /// `import` of a directory.
    DirectoryImport,
    /// The `"exports"` of a package do not offer what was asked for.
    NotExported,
    /// The `"imports"` of a package do not know what was asked for.
    ImportNotDefined,
    /// A target in `"exports"` or `"imports"` that may not stand there.
    InvalidTarget,
    /// A specifier that cannot be one.
    InvalidSpecifier,
    /// A `package.json` that cannot be used.
    InvalidConfig,
}

impl ErrorKind {
    /// The `code` of the error that a script sees.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::UnsupportedScheme => "ERR_UNSUPPORTED_ESM_URL_SCHEME",
            Self::UnknownBuiltin => "ERR_UNKNOWN_BUILTIN_MODULE",
            Self::UnknownExtension => "ERR_UNKNOWN_FILE_EXTENSION",
            Self::RequiredNotFound => "MODULE_NOT_FOUND",
            Self::ImportedNotFound => "ERR_MODULE_NOT_FOUND",
            Self::DirectoryImport => "ERR_UNSUPPORTED_DIR_IMPORT",
            Self::NotExported => "ERR_PACKAGE_PATH_NOT_EXPORTED",
            Self::ImportNotDefined => "ERR_PACKAGE_IMPORT_NOT_DEFINED",
            Self::InvalidTarget => "ERR_INVALID_PACKAGE_TARGET",
            Self::InvalidSpecifier => "ERR_INVALID_MODULE_SPECIFIER",
            Self::InvalidConfig => "ERR_INVALID_PACKAGE_CONFIG",
        }
    }

    /// The class of that error.
    #[must_use]
    pub fn class(self) -> ErrorClass {
        match self {
            Self::UnknownExtension | Self::ImportNotDefined | Self::InvalidSpecifier => {
                ErrorClass::Type
            }
            _ => ErrorClass::Error,
        }
    }
}

/// A failed resolution: the error that the script will see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolveError {
    /// What kept the specifier from being resolved.
    pub kind: ErrorKind,
    /// The error's message.
    pub message: String,
    /// The path that was looked for, where the error tells it in a property.
    pub path: Option<PathBuf>,
    /// The specifier as written, where the error tells it in a property.
    pub request: Option<String>,
}

impl ResolveError {
    fn new(kind: ErrorKind, message: String) -> Self {
        Self {
            kind,
            message,
            path: None,
            request: None,
        }
    }

    /// A URL of a scheme that modules are not loaded from.
    #[must_use]
    pub fn unsupported_scheme(scheme: &str) -> Self {
        let message = format!(
            "Only URLs with a scheme in: file and data are supported by the default ESM loader. \
            Received protocol '{scheme}:'"
        );
        Self::new(ErrorKind::UnsupportedScheme, message)
    }

    /// `node:` before a name that is no built-in module.
    #[must_use]
    pub fn unknown_builtin(specifier: &str) -> Self {
        let message = format!("No such built-in module: {specifier}");
        Self::new(ErrorKind::UnknownBuiltin, message)
    }

    /// An imported file whose extension says nothing about its format.
    #[must_use]
    pub fn unknown_extension(extension: &str, path: &Path) -> Self {
        let message = format!(
            "Unknown file extension \".{extension}\" for {}",
            path.display()
        );
        Self::new(ErrorKind::UnknownExtension, message)
    }

    /// Whether nothing was found, as opposed to a map that forbids or is wrong.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        matches!(
            self.kind,
            ErrorKind::RequiredNotFound | ErrorKind::ImportedNotFound
        )
    }
}

/// `" imported from BASE"`, or nothing without a base.
fn imported_from(base: Option<&Path>) -> String {
    base.map_or_else(String::new, |base| {
        format!(" imported from {}", base.display())
    })
}

/// `require` found nothing: the message before the "Require stack:" lines.
pub fn cannot_find(request: &str) -> ResolveError {
    let message = format!("Cannot find module '{request}'");
    ResolveError::new(ErrorKind::RequiredNotFound, message)
}

/// `require` was led to a file by a map, and the file is not there.
pub fn cannot_find_file(path: &Path) -> ResolveError {
    ResolveError {
        path: Some(path.to_owned()),
        ..cannot_find(&path.display().to_string())
    }
}

/// The `"main"` of a package leads nowhere.
pub fn bad_main(package_file: &Path, main: &Path, request: &str) -> ResolveError {
    let message = format!(
        "Cannot find module '{}'. Please verify that the package.json has a valid \"main\" entry",
        main.display()
    );
    ResolveError {
        path: Some(package_file.to_owned()),
        request: Some(request.to_owned()),
        ..ResolveError::new(ErrorKind::RequiredNotFound, message)
    }
}

/// `import` found no file.
pub fn module_not_found(path: &Path, base: Option<&Path>, hint: Option<&str>) -> ResolveError {
    let hint = hint.map_or_else(String::new, |hint| {
        format!("\nDid you mean to import \"{hint}\"?")
    });
    let message = format!(
        "Cannot find module '{}'{}{hint}",
        path.display(),
        imported_from(base)
    );
    ResolveError {
        path: Some(path.to_owned()),
        ..ResolveError::new(ErrorKind::ImportedNotFound, message)
    }
}

/// `import` found no package.
pub fn package_not_found(name: &str, base: Option<&Path>) -> ResolveError {
    let message = format!("Cannot find package '{name}'{}", imported_from(base));
    ResolveError::new(ErrorKind::ImportedNotFound, message)
}

/// `import` of a directory.
pub fn directory_import(path: &str, base: Option<&Path>) -> ResolveError {
    let message = format!(
        "Directory import '{path}' is not supported resolving ES modules{}",
        imported_from(base)
    );
    ResolveError {
        path: Some(PathBuf::from(path)),
        ..ResolveError::new(ErrorKind::DirectoryImport, message)
    }
}

/// The `"exports"` of a package do not offer `subpath`.
pub fn not_exported(package_file: &Path, subpath: &str, base: Option<&Path>) -> ResolveError {
    let file = package_file.display();
    let from = imported_from(base);
    let message = if subpath == "." {
        format!("No \"exports\" main defined in {file}{from}")
    } else {
        format!("Package subpath '{subpath}' is not defined by \"exports\" in {file}{from}")
    };
    ResolveError::new(ErrorKind::NotExported, message)
}

/// The `"imports"` of the package do not know `specifier`.
pub fn import_not_defined(
    specifier: &str,
    package_file: Option<&Path>,
    base: Option<&Path>,
) -> ResolveError {
    let package = package_file.map_or_else(String::new, |file| {
        format!(" in package {}", file.display())
    });
    let message = format!(
        "Package import specifier \"{specifier}\" is not defined{package}{}",
        imported_from(base)
    );
    ResolveError::new(ErrorKind::ImportNotDefined, message)
}

/// A target in `"exports"` or `"imports"` that may not stand there.
pub fn invalid_target(
    map: &str,
    target: &str,
    key: &str,
    package_file: &Path,
    base: Option<&Path>,
) -> ResolveError {
    let must_be_relative = map == "exports" && !target.starts_with("./");
    let advice = if must_be_relative {
        "; targets must start with \"./\""
    } else {
        ""
    };
    let place = if key == "." {
        format!("main target \"{target}\" defined")
    } else {
        format!("target \"{target}\" defined for '{key}'")
    };
    let message = format!(
        "Invalid \"{map}\" {place} in the package config {}{}{advice}",
        package_file.display(),
        imported_from(base)
    );
    ResolveError::new(ErrorKind::InvalidTarget, message)
}

/// A specifier that cannot be one: `reason` says why.
pub fn invalid_specifier(specifier: &str, reason: &str, base: Option<&Path>) -> ResolveError {
    let message = format!(
        "Invalid module \"{specifier}\" {reason}{}",
        imported_from(base)
    );
    ResolveError::new(ErrorKind::InvalidSpecifier, message)
}

/// A `package.json` that cannot be used; `while_importing` and `reason` may be empty.
pub fn invalid_config(package_file: &Path, while_importing: &str, reason: &str) -> ResolveError {
    let space = |text: &str| match text {
        "" => String::new(),
        text => format!(" {text}"),
    };
    let message = format!(
        "Invalid package config {}{}.{}",
        package_file.display(),
        space(while_importing),
        space(reason)
    );
    ResolveError::new(ErrorKind::InvalidConfig, message)
}
