//! Completion of paths and of packages.

use super::complete::{Completion, Item};
use std::fs;
use std::path::Path;

/// More names of a folder are not looked at.
const MOST: usize = 10_000;

/// Files and folders that may follow `written`, which ends a text of `length` bytes.
#[must_use]
pub fn complete(written: &str, length: usize) -> Completion {
    let (folder, prefix) = match written.rfind('/') {
        Some(end) => written.split_at(end + 1),
        None => ("", written),
    };
    let at = if folder.is_empty() { "." } else { folder };
    Completion {
        start: length - prefix.len(),
        items: entries(Path::new(at), prefix),
    }
}

/// Packages of `node_modules` that begin with `written`.
#[must_use]
pub fn installed(written: &str) -> Vec<Item> {
    let entries = entries(Path::new("node_modules"), written);
    let packages = entries.into_iter().filter_map(|item| {
        let name = item.name.strip_suffix('/')?.to_owned();
        Some(Item::new(name, "package"))
    });
    packages.collect()
}

/// What begins with `prefix` in `folder`; hidden files only when the prefix names them.
fn entries(folder: &Path, prefix: &str) -> Vec<Item> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let items = entries.take(MOST).filter_map(|entry| {
        let entry = entry.ok()?;
        let name = entry.file_name().into_string().ok()?;
        let is_hidden = name.starts_with('.') && !prefix.starts_with('.');
        if !name.starts_with(prefix) || is_hidden {
            return None;
        }
        let is_folder = fs::metadata(entry.path()).is_ok_and(|file| file.is_dir());
        Some(match is_folder {
            true => Item::new(format!("{name}/"), "folder"),
            false => Item::new(name, "file"),
        })
    });
    let mut items: Vec<Item> = items.collect();
    items.sort_by(|a, b| a.name.cmp(&b.name));
    items
}
