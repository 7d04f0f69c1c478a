//! Patterns of paths on the command line: `js-tests/**/*.test.js`.
//!
//! As `node --test` reads them: `*` and `?` stand for characters within a name,
//! `**` for folders, `[ab]` and `[!ab]` for one character, `{a,b}` for one of
//! several texts. Names that begin with a dot are matched by patterns with such a
//! name only; `node_modules` is looked into when the pattern begins with it.

use globset::{GlobBuilder, GlobMatcher};
use std::fs;
use std::path::{Path, PathBuf};

/// Bytes of a pattern at most: those of a path. Matching takes time in
/// proportion to them, however many stars there are.
const LONGEST: usize = 4096;

/// The characters by which a name is known to be a pattern.
const SPECIAL: [char; 4] = ['*', '?', '[', '{'];

/// The files that match `pattern`, in the order of their names; `None` for what
/// is no pattern.
pub(super) fn find(pattern: &Path) -> Option<Vec<PathBuf>> {
    let search = Search::of(pattern.to_str()?)?;
    let mut found = Vec::new();
    search.visit(&search.start, 0, &mut found);
    found.sort();
    Some(found)
}

struct Search {
    /// The folder that the pattern begins with.
    start: PathBuf,
    /// What the rest of a path must be.
    rest: GlobMatcher,
    /// Folders below the first that may be looked into.
    depth: usize,
    sees_hidden: bool,
}

impl Search {
    fn of(pattern: &str) -> Option<Self> {
        if pattern.len() > LONGEST {
            return None;
        }
        let special = pattern.find(SPECIAL)?;
        let (start, rest) = match pattern.get(..special)?.rfind('/') {
            Some(slash) => pattern.split_at(slash + 1),
            None => ("", pattern),
        };
        let glob = GlobBuilder::new(rest).literal_separator(true).build();
        Some(Self {
            start: PathBuf::from(start),
            rest: glob.ok()?.compile_matcher(),
            depth: match rest.contains("**") {
                true => usize::MAX,
                false => rest.matches('/').count(),
            },
            sees_hidden: rest
                .split(['/', '{', ','])
                .any(|name| name.starts_with('.')),
        })
    }

    /// Looks through `folder`. One that can't be read holds nothing.
    fn visit(&self, folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
        let shown = if folder == Path::new("") {
            Path::new(".")
        } else {
            folder
        };
        for entry in fs::read_dir(shown).into_iter().flatten().flatten() {
            let name = entry.file_name();
            if name.as_encoded_bytes().starts_with(b".") && !self.sees_hidden {
                continue;
            }
            let path = folder.join(&name);
            // A link to a folder is not followed, so no folder is entered twice.
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if !is_folder && self.matches(&path) && path.is_file() {
                found.push(path);
            } else if is_folder && depth < self.depth && name != "node_modules" {
                self.visit(&path, depth + 1, found);
            }
        }
    }

    fn matches(&self, path: &Path) -> bool {
        path.strip_prefix(&self.start)
            .is_ok_and(|rest| self.rest.is_match(rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for name in [
            "a.test.js",
            "b.test.js",
            "B.test.mjs",
            "h[1].test.js",
            "o.js",
            ".f.test.js",
            ".hid/e.test.js",
            "dir.test.js/x",
            "sub/c.test.js",
            "sub/deep/d.test.js",
            "node_modules/x/g.test.js",
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
            fs::write(path, "").expect("a file");
        }
        std::os::unix::fs::symlink("sub", folder.path().join("link")).expect("a link");
        std::os::unix::fs::symlink("c.test.js", folder.path().join("sub/l.test.js"))
            .expect("a link");
        folder
    }

    /// What Node 26 runs for the same patterns, without the folders that it stumbles over.
    #[test]
    fn patterns_match_what_they_match_for_node() {
        let tree = tree();
        let found = |pattern: &str| {
            let found = find(&tree.path().join(pattern)).expect("a pattern");
            let name = |path: &PathBuf| {
                path.strip_prefix(tree.path())
                    .expect("inside")
                    .display()
                    .to_string()
            };
            found.iter().map(name).collect::<Vec<_>>().join(" ")
        };
        for (pattern, names) in [
            (
                "**/*.test.js",
                "a.test.js b.test.js h[1].test.js sub/c.test.js sub/deep/d.test.js sub/l.test.js",
            ),
            ("*", "B.test.mjs a.test.js b.test.js h[1].test.js o.js"),
            ("{a,b}.test.js", "a.test.js b.test.js"),
            ("[ab].test.js", "a.test.js b.test.js"),
            ("[!a].test.js", "b.test.js"),
            ("?.test.js", "a.test.js b.test.js"),
            ("none*.js", ""),
            (
                "**",
                "B.test.mjs a.test.js b.test.js dir.test.js/x h[1].test.js o.js sub/c.test.js sub/deep/d.test.js sub/l.test.js",
            ),
            ("node_modules/**/*.js", "node_modules/x/g.test.js"),
            ("link/*.js", "link/c.test.js link/l.test.js"),
            ("*/c.test.js", "sub/c.test.js"),
            ("{sub/c,a}.test.js", "a.test.js sub/c.test.js"),
            (".h*/*.js", ".hid/e.test.js"),
            ("sub/../a*.js", "sub/../a.test.js"),
        ] {
            assert_eq!(found(pattern), names, "{pattern}");
        }
    }

    #[test]
    fn names_and_broken_patterns_are_no_patterns() {
        for name in ["a.test.js", "[a", "{a", "a{", &"*".repeat(LONGEST + 1)] {
            assert_eq!(find(Path::new(name)), None, "{name}");
        }
    }

    /// Neither steps nor stack grow with what a pattern could be made to try.
    #[test]
    fn no_pattern_takes_long() {
        let stars = Search::of(&("*a".repeat(LONGEST / 2))).map(|search| search.rest);
        let name = "a".repeat(255);
        assert!(stars.is_none_or(|stars| !stars.is_match(name)));
        let nested = "{".repeat(LONGEST / 2) + &"}".repeat(LONGEST / 2);
        let _ = Search::of(&nested);
        let folders = Search::of(&("**/a/".repeat(LONGEST / 5))).map(|search| search.rest);
        assert!(folders.is_none_or(|folders| !folders.is_match("a/".repeat(500))));
    }
}
