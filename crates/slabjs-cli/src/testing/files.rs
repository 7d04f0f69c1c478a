//! Which files are tests.

use super::pattern;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// A path on the command line that does not exist or can't be read, or a pattern
/// that no file matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingPath(pub PathBuf);

impl fmt::Display for MissingPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Could not find '{}'", self.0.display())
    }
}

impl std::error::Error for MissingPath {}

/// The test files of `paths`, in the order of their names: a file is taken
/// whatever its name, of a folder everything below that is called
/// `*.test.js`, `*.test.mjs` or `*.test.cjs`, `node_modules` left out. What is
/// neither may be a pattern: `*` and `?` stand for characters of a name, `**` for
/// folders, `[ab]` for a character, `{a,b}` for texts. No file is taken by two of them.
///
/// # Errors
///
/// [`MissingPath`] for the first path that can't be read.
pub fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>, MissingPath> {
    let mut found = Vec::new();
    for path in paths {
        let missing = || MissingPath(path.clone());
        let Ok(data) = fs::metadata(path) else {
            let mut matching = pattern::find(path).unwrap_or_default();
            if matching.is_empty() {
                return Err(missing());
            }
            matching.retain(|file| !found.contains(file));
            found.append(&mut matching);
            continue;
        };
        if data.is_dir() {
            let before = found.len();
            search(path, &mut found).map_err(|_| missing())?;
            found[before..].sort();
        } else {
            found.push(path.clone());
        }
    }
    Ok(found)
}

fn search(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        // Links are not followed, so a folder is never entered twice.
        let kind = entry.file_type()?;
        if kind.is_dir() && entry.file_name() != "node_modules" {
            search(&path, found)?;
        } else if kind.is_file() && is_test(&path) {
            found.push(path);
        }
    }
    Ok(())
}

fn is_test(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    [".test.js", ".test.mjs", ".test.cjs"]
        .iter()
        .any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_give_their_tests_in_order_and_files_themselves() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("b/node_modules")).expect("folders");
        for name in [
            "z.test.js",
            "a.test.mjs",
            "b/c.test.cjs",
            "b/node_modules/d.test.js",
            "e.js",
            "test.js",
        ] {
            fs::write(at(name), "").expect("a file");
        }
        let found = find(&[folder.path().to_owned(), at("e.js")]);
        let expected = ["a.test.mjs", "b/c.test.cjs", "z.test.js", "e.js"].map(at);
        assert_eq!(found, Ok(expected.to_vec()));
        assert_eq!(find(&[at("none")]), Err(MissingPath(at("none"))));
    }
}
