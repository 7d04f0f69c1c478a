//! How the source of a file is read.

use super::package::PackageType;
use super::resolver::{ResolveError, Resolver};
use std::path::Path;

/// How the source of a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A CommonJS module.
    CommonJs,
    /// An ES module.
    Module,
    /// CommonJS, unless the source parses as an ES module only.
    Detect,
    /// JSON.
    Json,
}

/// The format of the file at `path`, by its extension and its package's `"type"`.
///
/// # Errors
///
/// ERR_INVALID_PACKAGE_CONFIG when the `package.json` around it is not a JSON object.
pub fn format_of(path: &Path, resolver: &Resolver) -> Result<Format, ResolveError> {
    let extension = path.extension().and_then(|extension| extension.to_str());
    match extension {
        Some("mjs") => return Ok(Format::Module),
        Some("cjs") => return Ok(Format::CommonJs),
        Some("mts") if is_typescript(path) => return Ok(Format::Module),
        Some("cts") if is_typescript(path) => return Ok(Format::CommonJs),
        Some("json") => return Ok(Format::Json),
        _ => {}
    }
    let scope = resolver.scope_of(path)?;
    Ok(match scope.map(|package| package.kind) {
        Some(PackageType::Module) => Format::Module,
        Some(PackageType::CommonJs) => Format::CommonJs,
        Some(PackageType::Unspecified) | None => Format::Detect,
    })
}

/// Whether the file at `path` is TypeScript, whose types are stripped (Node's documentation,
/// "Modules: TypeScript").
#[must_use]
pub fn is_typescript(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    cfg!(feature = "prepare") && matches!(extension, Some("ts" | "mts" | "cts"))
}
