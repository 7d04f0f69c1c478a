//! Where `unsafe` may stand: where memory is kept, and where the engine is met.

use super::files::{entries, root, shown as shown_path};
use super::sources::{Sources, shown};

/// The crate that keeps memory.
const MEMORY: &str = "crates/slab-arena";

/// `unsafe fn` of the public face, which hand their contract on: file, and how often the
/// word stands there.
const HANDED_ON: [(&str, usize); 1] = [("runtime/instance", 2)];

/// Each file of `folder` that has the word, with how often.
fn unsafe_files(folder: &str) -> Vec<(String, usize)> {
    let sources = Sources::below(folder);
    let mut found: Vec<(String, usize)> = Vec::new();
    for (module, _) in sources.words(|word| word == "unsafe") {
        let place = shown(module);
        match found.last_mut().filter(|(last, _)| *last == place) {
            Some((_, count)) => *count += 1,
            None => found.push((place, 1)),
        }
    }
    found
}

#[test]
fn unsafe_code_of_the_library_stands_in_the_engine_alone() {
    let mut found = unsafe_files("src");
    assert!(found.iter().any(|(file, _)| file.starts_with("engine/")));
    found.retain(|(file, _)| !file.starts_with("engine/"));
    let known = HANDED_ON.map(|(file, count)| (file.to_owned(), count));
    assert_eq!(found, known);
}

#[test]
fn the_other_crates_have_none() {
    for folder in entries(&root().join("crates")) {
        let folder = shown_path(&folder);
        let found = unsafe_files(&format!("{folder}/src"));
        assert_eq!(found.is_empty(), folder != MEMORY, "{folder}: {found:?}");
    }
}
