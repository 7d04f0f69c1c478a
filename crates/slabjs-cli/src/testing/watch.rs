//! `--watch`: running again what has changed.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

/// How often the files are looked at.
const INTERVAL: Duration = Duration::from_millis(250);

/// Files and when each was last changed; `None` for one that is not there.
#[derive(Debug, Default)]
pub(super) struct Watched {
    changed: HashMap<PathBuf, Option<SystemTime>>,
    /// For every test file, the files that it loaded.
    loaded: HashMap<PathBuf, Vec<PathBuf>>,
}

impl Watched {
    /// Watches the test file `test` and what it has loaded, as they are now.
    pub(super) fn note(&mut self, test: &Path, loaded: &[PathBuf]) {
        let files: Vec<PathBuf> = loaded.iter().cloned().chain([test.to_owned()]).collect();
        for file in &files {
            self.changed.insert(file.clone(), time(file));
        }
        self.loaded.insert(test.to_owned(), files);
    }

    /// Waits for a change, and gives the test files that it concerns.
    pub(super) fn wait(&mut self) -> Vec<PathBuf> {
        loop {
            thread::sleep(INTERVAL);
            let tests = self.concerned();
            if !tests.is_empty() {
                return tests;
            }
        }
    }

    fn concerned(&mut self) -> Vec<PathBuf> {
        let mut changed = Vec::new();
        for (file, before) in &mut self.changed {
            let now = time(file);
            // A file that is being replaced is not there for a moment.
            if now.is_some() && now != *before {
                *before = now;
                changed.push(file.clone());
            }
        }
        let concerns = |files: &Vec<PathBuf>| files.iter().any(|file| changed.contains(file));
        let tests = self.loaded.iter().filter(|(_, files)| concerns(files));
        let mut tests: Vec<PathBuf> = tests.map(|(test, _)| test.clone()).collect();
        tests.sort();
        tests
    }
}

fn time(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|data| data.modified()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_concerns_the_tests_that_loaded_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str| {
            let path = folder.path().join(name);
            fs::write(&path, "").expect("a file");
            path
        };
        let (a, b, shared) = (file("a"), file("b"), file("shared"));
        let mut watched = Watched::default();
        watched.note(&a, std::slice::from_ref(&shared));
        watched.note(&b, &[]);
        assert!(watched.concerned().is_empty());
        let later = SystemTime::now() + Duration::from_secs(5);
        let set = |path: &Path| {
            let file = fs::File::options().write(true).open(path).expect("a file");
            file.set_modified(later).expect("a time");
        };
        set(&shared);
        assert_eq!(watched.concerned(), [a]);
        set(&b);
        assert_eq!(watched.concerned(), [b]);
        assert!(watched.concerned().is_empty());
    }
}
