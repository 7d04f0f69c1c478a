//! The head of a folder lists its files, and `ARCHITECTURE.md` every folder.

use super::files::{entries, is_rust, root, rust_folders, shown};
use std::fs;
use std::path::{Path, PathBuf};

/// Files that need no mention: heads, and tests of the folder's own.
const UNLISTED: [&str; 4] = ["lib", "main", "mod", "tests"];

/// The folders of every crate's sources.
fn source_folders() -> Vec<PathBuf> {
    let mut folders = rust_folders(&root().join("src"));
    for member in entries(&root().join("crates")) {
        folders.extend(rust_folders(&member.join("src")));
    }
    folders
}

/// The comment at the beginning of a folder's `mod.rs` or `lib.rs`.
fn head(folder: &Path) -> Option<String> {
    let path = ["mod.rs", "lib.rs"]
        .map(|name| folder.join(name))
        .into_iter()
        .find(|path| path.is_file())?;
    let text = fs::read_to_string(path).expect("a readable file");
    let is_head = |line: &&str| line.starts_with("//!") || line.starts_with("#![doc");
    let lines = text.lines().take_while(is_head);
    Some(lines.collect::<Vec<_>>().join("\n"))
}

/// The names of the modules that lie in `folder`.
fn modules(folder: &Path) -> Vec<String> {
    let paths = entries(folder).into_iter();
    let modules = paths.filter(|path| is_rust(path) || path.join("mod.rs").is_file());
    modules
        .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
        .filter(|name| !UNLISTED.contains(&name.as_str()))
        .collect()
}

/// Whether `head` has the module's name in code marks: alone, or as a file or folder.
fn names(head: &str, module: &str) -> bool {
    let marked = ["`", ".rs`", "/`"].map(|end| format!("{module}{end}"));
    marked.iter().any(|name| {
        let places = head.match_indices(name.as_str());
        let before = |at: usize| head[..at].ends_with(['`', '@', '/']);
        places.into_iter().any(|(at, _)| before(at))
    })
}

#[test]
fn heads_of_folders_list_their_files() {
    let mut missing = Vec::new();
    for folder in source_folders() {
        let Some(head) = head(&folder) else {
            missing.push(format!("{} has no head", shown(&folder)));
            continue;
        };
        let unnamed = modules(&folder).into_iter();
        let unnamed = unnamed.filter(|module| !names(&head, module));
        missing.extend(unnamed.map(|module| format!("{} lacks `{module}`", shown(&folder))));
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn the_architecture_names_every_folder() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the document");
    let folders = source_folders();
    let missing: Vec<String> = folders
        .iter()
        .map(|folder| format!("`{}/`", shown(folder)))
        .filter(|name| !text.contains(name.as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn names_are_found_whole() {
    let head = "//! - [`arena`]: all; `slab.rs`, `utf8/avx2/`, [`mod@format`]";
    for name in ["arena", "slab", "avx2", "format"] {
        assert!(names(head, name), "{name}");
    }
    for name in ["rena", "all", "lab", "utf8"] {
        assert!(!names(head, name), "{name}");
    }
}
