//! The files of the tree, as a fresh clone has them.

use std::fs;
use std::path::{Path, PathBuf};

/// What builds and tests leave behind; `.gitignore` names the same.
const NOT_OURS: [&str; 4] = [".git", "node_modules", "proptest-regressions", "target"];

/// The folder of the workspace.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder`.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in entries(folder) {
        match path.is_dir() {
            true => found.extend(files_below(&path)),
            false => found.push(path),
        }
    }
    found
}

/// `folder` and every folder below it that has a file of Rust in it.
pub fn rust_folders(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    if entries(folder).iter().any(|path| is_rust(path)) {
        found.push(folder.to_owned());
    }
    for path in entries(folder).into_iter().filter(|path| path.is_dir()) {
        found.extend(rust_folders(&path));
    }
    found
}

/// What lies in `folder`, sorted.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a readable folder");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| !NOT_OURS.iter().any(|name| path.ends_with(name)))
        .collect();
    paths.sort();
    paths
}

pub fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

/// `path` from the workspace's folder on, as documents write it.
pub fn shown(path: &Path) -> String {
    let place = path.strip_prefix(root()).expect("a path of the workspace");
    place.to_string_lossy().replace('\\', "/")
}
