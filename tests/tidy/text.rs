//! What no file of the tree may contain, and how each ends.

use super::files::{files_below, is_rust, root, shown};
use std::fs;
use std::path::{Path, PathBuf};

/// Hosts of package registries: whoever reads takes packages from where they like. Written
/// in two parts, so that this file does not break its own rule.
const REGISTRIES: [&str; 5] = [
    concat!("crates", ".io"),
    concat!("docs", ".rs/"),
    concat!("lib", ".rs/"),
    concat!("npmjs", ".com"),
    concat!("npmjs", ".org"),
];

/// Folders of one machine.
const MACHINE: [&str; 4] = [
    concat!("/root", "/."),
    concat!("/tmp", "/h/"),
    concat!("/Users", "/"),
    concat!("/work", "/"),
];

/// Files that package managers write, and nobody by hand.
fn is_lock_file(path: &Path) -> bool {
    ["Cargo.lock", "package-lock.json"]
        .iter()
        .any(|name| path.ends_with(name))
}

/// Every file that is text, with its text.
fn texts() -> impl Iterator<Item = (PathBuf, String)> {
    let files = files_below(root()).into_iter();
    let written = files.filter(|path| !is_lock_file(path));
    written.filter_map(|path| {
        let bytes = fs::read(&path).expect("a readable file");
        Some((path, String::from_utf8(bytes).ok()?))
    })
}

/// Each line that `is_wrong` finds, with its place.
fn lines(is_wrong: impl Fn(&Path, &str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in texts() {
        let wrong = text.lines().enumerate();
        let wrong = wrong.filter(|(_, line)| is_wrong(&path, line));
        found.extend(wrong.map(|(at, line)| format!("{}:{}: {line}", shown(&path), at + 1)));
    }
    found
}

#[test]
fn no_file_names_the_host_of_a_registry() {
    let found = lines(|_, line| REGISTRIES.iter().any(|host| line.contains(host)));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn no_file_names_a_folder_of_one_machine() {
    let found = lines(|_, line| MACHINE.iter().any(|folder| line.contains(folder)));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn no_rust_is_indented_by_tabs() {
    let found = lines(|path, line| is_rust(path) && line.contains('\t'));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn files_end_with_a_newline() {
    let unended = texts().filter(|(_, text)| !text.is_empty() && !text.ends_with('\n'));
    let unended: Vec<String> = unended
        .filter(|(path, _)| is_written(path))
        .map(|(path, _)| shown(&path))
        .collect();
    assert!(unended.is_empty(), "{unended:#?}");
}

/// Whether people write the file: what programs printed is recorded as it came.
fn is_written(path: &Path) -> bool {
    let extensions = [
        "css", "html", "js", "json", "md", "mjs", "cjs", "rs", "sh", "toml",
    ];
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| extensions.contains(&extension))
}
