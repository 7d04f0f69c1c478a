//! Import attributes, and `data:` URLs.

use crate::engine::error::{ErrorClass, coded};
use crate::node::modules::failure::throw;
use crate::node::modules::file_url;
use crate::node::modules::format::Format;
use crate::node::modules::resolver::ResolveError;
use boa_engine::module::ImportAttribute;
use boa_engine::{Context, JsResult};
use std::path::Path;

/// What an import asks for with `with { type: ... }`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum ModuleType {
    /// No `type`: code.
    Script,
    /// `type: 'json'`
    Json,
}

impl ModuleType {
    /// The type of a file of this format.
    pub(super) fn of(format: Format) -> Self {
        match format {
            Format::Json => Self::Json,
            Format::CommonJs | Format::Module | Format::Detect => Self::Script,
        }
    }
}

/// The type that the `attributes` of an import of `url` ask for.
///
/// # Errors
///
/// ERR_IMPORT_ATTRIBUTE_UNSUPPORTED for any attribute but `type: 'json'`.
pub(super) fn wanted_type(
    attributes: &[ImportAttribute],
    url: &str,
    context: &mut Context,
) -> JsResult<ModuleType> {
    let mut wanted = ModuleType::Script;
    for attribute in attributes {
        let key = attribute.key().to_std_string_lossy();
        let value = attribute.value().to_std_string_lossy();
        match (key.as_str(), value.as_str()) {
            ("type", "json") => wanted = ModuleType::Json,
            _ => {
                let message = format!(
                    "Import attribute \"{key}\" with value \"{value}\" is not supported in {url}"
                );
                let code = "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED";
                return Err(coded(ErrorClass::Type, code, message, context));
            }
        }
    }
    Ok(wanted)
}

/// Checks that the file at `path` is of the type its import asks for.
///
/// # Errors
///
/// ERR_IMPORT_ATTRIBUTE_MISSING or ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE.
pub(super) fn check(
    path: &Path,
    format: Format,
    wanted: ModuleType,
    context: &mut Context,
) -> JsResult<()> {
    check_type(
        ModuleType::of(format),
        wanted,
        &file_url::from_path(path),
        context,
    )
}

/// [`check`] for a `data:` URL without its scheme.
pub(super) fn check_data(
    kind: ModuleType,
    wanted: ModuleType,
    data: &str,
    context: &mut Context,
) -> JsResult<()> {
    check_type(kind, wanted, &format!("data:{data}"), context)
}

fn check_type(
    kind: ModuleType,
    wanted: ModuleType,
    url: &str,
    context: &mut Context,
) -> JsResult<()> {
    let (code, message) = match (kind, wanted) {
        (ModuleType::Json, ModuleType::Script) => (
            "ERR_IMPORT_ATTRIBUTE_MISSING",
            format!("Module \"{url}\" needs an import attribute of \"type: json\""),
        ),
        (ModuleType::Script, ModuleType::Json) => (
            "ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE",
            format!("Module \"{url}\" is not of type \"json\""),
        ),
        _ => return Ok(()),
    };
    Err(coded(ErrorClass::Type, code, message, context))
}

/// The type and the text of a `data:` URL without its scheme.
///
/// # Errors
///
/// ERR_UNKNOWN_MODULE_FORMAT for another media type, or when it is not of the form of such a URL.
pub(super) fn read_data_url(data: &str, context: &mut Context) -> JsResult<(ModuleType, String)> {
    let Some((head, body)) = data.split_once(',') else {
        let error = ResolveError::unsupported_scheme("data");
        return Err(throw(error, context));
    };
    let (media, is_base64) = match head.strip_suffix(";base64") {
        Some(media) => (media, true),
        None => (head, false),
    };
    let kind = match media.split(';').next().unwrap_or_default() {
        "text/javascript" => ModuleType::Script,
        "application/json" => ModuleType::Json,
        other => {
            let message = format!("Unknown module format: {other} for URL data:{data}");
            let code = "ERR_UNKNOWN_MODULE_FORMAT";
            return Err(coded(ErrorClass::Range, code, message, context));
        }
    };
    let text = file_url::percent_decode(body);
    if !is_base64 {
        return Ok((kind, text));
    }
    let bytes = base64_simd::forgiving_decode_to_vec(text.as_bytes()).unwrap_or_default();
    Ok((kind, String::from_utf8_lossy(&bytes).into_owned()))
}
