//! `file:` URLs and paths.

use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

/// The scheme of `text`, when it begins like a URL (`node:`, `https:`, ...).
#[must_use]
pub fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let mut letters = scheme.chars();
    let first = letters.next()?;
    let is_scheme = first.is_ascii_alphabetic()
        && letters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then_some(scheme)
}

/// Whether `text` begins like a URL.
#[must_use]
pub fn has_scheme(text: &str) -> bool {
    scheme(text).is_some()
}

/// The `file:` URL of an absolute path, as `url.pathToFileURL` writes it.
#[must_use]
pub fn from_path(path: &Path) -> String {
    let mut url = String::from("file://");
    for &byte in path.as_os_str().as_bytes() {
        if is_written_plain(byte) {
            url.push(char::from(byte));
        } else {
            url.push_str(&format!("%{byte:02X}"));
        }
    }
    url
}

/// Whether a path in a `file:` URL contains this byte unescaped: it is outside the URL standard's
/// path percent-encode set, and none of `%`, `\` and `|`, which are escaped so that they round-trip.
fn is_written_plain(byte: u8) -> bool {
    byte.is_ascii_graphic()
        && !matches!(
            byte,
            b'"' | b'#' | b'%' | b'<' | b'>' | b'?' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}'
        )
}

/// The path of a `file:` URL without query and fragment; `None` when it names another host.
#[must_use]
pub fn to_path(url: &str) -> Option<PathBuf> {
    let rest = url.strip_prefix("file:")?;
    let path = match rest.strip_prefix("//") {
        Some(rest) => {
            let rest = rest.strip_prefix("localhost").unwrap_or(rest);
            rest.starts_with('/').then_some(rest)?
        }
        None => rest.starts_with('/').then_some(rest)?,
    };
    let bytes = percent_decode_bytes(path);
    let path = PathBuf::from(OsString::from_vec(bytes));
    Some(super::files::resolve_path(Path::new("/"), &path))
}

/// `text` with `%xx` replaced; bytes that are not UTF-8 then become U+FFFD.
#[must_use]
pub fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    String::from_utf8_lossy(&percent_decode_bytes(text)).into_owned()
}

fn percent_decode_bytes(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        match escaped_byte(rest) {
            Some(escaped) => {
                out.push(escaped);
                rest = rest.get(3..).unwrap_or_default();
            }
            None => {
                out.push(*byte);
                rest = after;
            }
        }
    }
    out
}

/// The byte that a leading `%xx` encodes.
fn escaped_byte(bytes: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = *bytes else {
        return None;
    };
    let digit = |byte| char::from(byte).to_digit(16);
    u8::try_from(digit(high)? << 4 | digit(low)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn schemes() {
        assert_eq!(scheme("node:fs"), Some("node"));
        assert_eq!(scheme("https://x"), Some("https"));
        assert_eq!(scheme("./a:b"), None);
        assert_eq!(scheme("name"), None);
    }

    #[test]
    fn urls_of_other_hosts_are_no_paths() {
        assert_eq!(to_path("file://host/a"), None);
        assert_eq!(to_path("file:///a%20b/../c"), Some(PathBuf::from("/c")));
        assert_eq!(to_path("file:///%zz"), Some(PathBuf::from("/%zz")));
    }

    proptest! {
        #[test]
        fn a_path_comes_back_from_its_url(parts in prop::collection::vec("[^/\u{0}.]{1,8}", 0..4)) {
            let path = PathBuf::from(format!("/{}", parts.join("/")));
            prop_assert_eq!(to_path(&from_path(&path)), Some(path));
        }
    }
}
