//! Where the crate `url` departs from the URL Standard, and what is done about it.
//!
//! Its parser is asked first or last; what stands here changes what it is given, or what it
//! gave.

use url::{Url, quirks};

/// Schemes that the standard calls special, without `file`.
const SPECIAL: [&str; 5] = ["http", "https", "ws", "wss", "ftp"];

/// Whether a URL's scheme is special and it has no path of a file.
fn is_special(url: &Url) -> bool {
    SPECIAL.contains(&url.scheme())
}

/// Parses by the standard ("concept-basic-url-parser").
pub(super) fn parse(input: &str, base: Option<&Url>) -> Option<Url> {
    let input = base.map_or_else(|| input.to_owned(), |base| with_one_authority(input, base));
    let parsed = Url::options().base_url(base).parse(&input).ok();
    parsed.map(|url| repaired(url, &input))
}

/// Where the base is special, any number of slashes begins an authority.
fn with_one_authority(input: &str, base: &Url) -> String {
    let trimmed = input.trim_start_matches(|unit: char| unit <= ' ');
    let slashes = trimmed
        .chars()
        .take_while(|unit| matches!(unit, '/' | '\\'));
    match slashes.count() {
        count if count > 2 && is_special(base) => format!("//{}", &trimmed[count..]),
        _ => input.to_owned(),
    }
}

fn repaired(url: Url, input: &str) -> Url {
    let url = escape_caret(url);
    let url = escape_last_space(url);
    if url.scheme() == "file" {
        return restore_slashes(with_drive_colon(url), input);
    }
    url
}

/// The standard came to count `^` among what is escaped in a path; the crate follows later.
pub(super) fn escape_caret(mut url: Url) -> Url {
    if !url.cannot_be_a_base() && url.path().contains('^') {
        let path = url.path().replace('^', "%5E");
        url.set_path(&path);
    }
    url
}

/// The last space of an opaque path is escaped where a query or a fragment follows.
pub(super) fn escape_last_space(url: Url) -> Url {
    let has_tail = url.query().is_some() || url.fragment().is_some();
    if !(has_tail && url.cannot_be_a_base() && url.path().ends_with(' ')) {
        return url;
    }
    let end = url.scheme().len() + 1 + url.path().len();
    let (head, tail) = (&url.as_str()[..end - 1], &url.as_str()[end..]);
    Url::parse(&format!("{head}%20{tail}")).unwrap_or(url)
}

/// `C|` at the head of a file's path is the drive `C:`.
fn with_drive_colon(mut url: Url) -> Url {
    let path = url.path().as_bytes();
    let is_drive = matches!(path, [b'/', letter, b'|'] | [b'/', letter, b'|', b'/', ..]
        if letter.is_ascii_alphabetic());
    if is_drive {
        let path = url.path().replacen('|', ":", 1);
        url.set_path(&path);
    }
    url
}

/// `file:////a` has two slashes before its `a`: the crate drops one.
fn restore_slashes(url: Url, input: &str) -> Url {
    let Some((_, rest)) = input.split_once(':') else {
        return url;
    };
    let count = rest
        .chars()
        .take_while(|unit| matches!(unit, '/' | '\\'))
        .count();
    if count < 4 || url.host().is_some() || url.path().starts_with("//") {
        return url;
    }
    let head = url.as_str().len() - "file://".len();
    let tail = &url.as_str()[url.as_str().len() - head..];
    let slashes = "/".repeat(count - 3);
    Url::parse(&format!("file:///.{slashes}{tail}")).unwrap_or(url)
}

/// `url.pathname = value`
pub(super) fn set_pathname(url: &mut Url, value: &str) {
    if url.cannot_be_a_base() {
        return;
    }
    let value: String = value
        .chars()
        .filter(|unit| !matches!(unit, '\t' | '\n' | '\r'))
        .collect();
    if is_special(url) || url.scheme() == "file" {
        quirks::set_pathname(url, &value);
        return;
    }
    let rooted = match value.starts_with('/') {
        true => value,
        false if value.is_empty() && url.has_host() => value,
        false => format!("/{value}"),
    };
    if let Some(changed) = with_path(url, &rooted) {
        *url = changed;
    }
}

/// A URL of another scheme whose path is written anew. Without a host a path that begins with
/// two slashes would be read as one, were it not for `/.`.
fn with_path(url: &Url, path: &str) -> Option<Url> {
    let path = path.replace('?', "%3F").replace('#', "%23");
    let head = match url.has_authority() {
        true => url[..url::Position::BeforePath].to_owned(),
        false => format!(
            "{}:{}",
            url.scheme(),
            if path.starts_with("//") { "/." } else { "" }
        ),
    };
    let tail = &url[url::Position::AfterPath..];
    Url::parse(&format!("{head}{path}{tail}")).ok()
}

/// `url.protocol = value`: whether it could be set.
pub(super) fn set_protocol(url: &mut Url, value: &str) -> bool {
    let scheme = value.split(':').next().unwrap_or_default();
    let is_plain = url.username().is_empty() && url.password().is_none() && url.port().is_none();
    if is_special(url) && is_plain && scheme.eq_ignore_ascii_case("file") {
        let rest = &url.as_str()[url.scheme().len()..];
        if let Ok(changed) = Url::parse(&format!("file{rest}")) {
            *url = changed;
            return true;
        }
    }
    quirks::set_protocol(url, value).is_ok()
}

/// The host of `ws://domain`, as Node's `domainToASCII` reads it; empty when there is none.
pub(super) fn domain_to_ascii(domain: &str) -> String {
    let parsed = Url::parse(&format!("ws://{domain}"));
    let host = parsed
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned));
    host.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn href(input: &str, base: &str) -> String {
        let base = Url::parse(base).ok();
        parse(input, base.as_ref())
            .map(String::from)
            .unwrap_or_default()
    }

    #[test]
    fn urls_are_read_by_the_standard() {
        assert_eq!(href("///a", "http://base/x"), "http://a/");
        assert_eq!(href("file:////a", ""), "file:////a");
        assert_eq!(href("file:///C|/a", ""), "file:///C:/a");
        assert_eq!(href("data:a ?q", ""), "data:a%20?q");
        assert_eq!(href("http://a/^", ""), "http://a/%5E");
    }

    #[test]
    fn paths_are_set_by_the_standard() {
        let paths = [
            ("//b", "non:/.//b"),
            ("/..//c", "non:/.//c"),
            ("\t/x", "non:/x"),
        ];
        for (path, expected) in paths {
            let mut url = Url::parse("non:/a").expect("a URL");
            set_pathname(&mut url, path);
            assert_eq!(url.as_str(), expected);
        }
    }
}
