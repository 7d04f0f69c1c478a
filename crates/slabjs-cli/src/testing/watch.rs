//! `--watch`: running again what has changed.
//!
//! The system tells when something happens in a folder; what it concerns is seen
//! from the times of the files. Where the system does not tell (it has no more
//! watches to give, a folder is not there for a while), the times are looked at
//! every so often.

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// How often the files are looked at where the system does not tell.
const INTERVAL: Duration = Duration::from_millis(250);

/// A change is taken to be whole when nothing has happened for this long.
const QUIET: Duration = Duration::from_millis(20);

/// A folder in which something happens all the time is not waited for longer.
const LONGEST: Duration = Duration::from_millis(500);

/// Files and when each was last changed; `None` for one that is not there.
#[derive(Debug, Default)]
pub(super) struct Watched {
    changed: HashMap<PathBuf, Option<SystemTime>>,
    /// For every test file, the files that it loaded.
    loaded: HashMap<PathBuf, Vec<PathBuf>>,
    folders: Folders,
}

impl Watched {
    /// Watches the test file `test` and what it has loaded, as they are now.
    pub(super) fn note(&mut self, test: &Path, loaded: &[PathBuf]) {
        let files: Vec<PathBuf> = loaded.iter().cloned().chain([test.to_owned()]).collect();
        for file in &files {
            self.folders.add(folder_of(file));
            self.changed.insert(file.clone(), time(file));
        }
        self.loaded.insert(test.to_owned(), files);
    }

    /// Waits for a change, and gives the test files that it concerns.
    pub(super) fn wait(&mut self) -> Vec<PathBuf> {
        loop {
            self.folders.wait();
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

/// Files are replaced as often as they are written, so their folders are watched.
fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Folders in which something may happen.
#[derive(Debug, Default)]
struct Folders {
    /// Each with whether the system tells of it.
    known: BTreeMap<PathBuf, bool>,
    /// `None` until there is a folder, and where the system has no such thing.
    told: Option<(RecommendedWatcher, Receiver<()>)>,
}

impl Folders {
    fn add(&mut self, folder: &Path) {
        if self.known.contains_key(folder) {
            return;
        }
        if self.told.is_none() {
            self.told = watcher().ok();
        }
        let is_told = self.watch(folder);
        self.known.insert(folder.to_owned(), is_told);
    }

    fn watch(&mut self, folder: &Path) -> bool {
        let watched = self
            .told
            .as_mut()
            .map(|(watcher, _)| watcher.watch(folder, RecursiveMode::NonRecursive));
        watched.is_some_and(|watched| watched.is_ok())
    }

    /// Waits until something may have happened.
    fn wait(&mut self) {
        let all_told = self.known.values().all(|&is_told| is_told);
        match &self.told {
            Some((_, events)) if all_told => wait_for(events, None),
            Some((_, events)) => wait_for(events, Some(INTERVAL)),
            None => thread::sleep(INTERVAL),
        }
        self.watch_again();
    }

    /// A folder that is replaced by another of its name is watched no more.
    fn watch_again(&mut self) {
        let folders: Vec<PathBuf> = self.known.keys().cloned().collect();
        for folder in folders {
            let is_told = self.watch(&folder);
            self.known.insert(folder, is_told);
        }
    }
}

/// A watcher, and where it says that something has happened.
fn watcher() -> notify::Result<(RecommendedWatcher, Receiver<()>)> {
    let (sender, receiver) = channel();
    let tell = move |event: notify::Result<Event>| {
        // That a file was read is no change. Nobody waits when the run is over.
        if !event.is_ok_and(|event| event.kind.is_access()) {
            let _ = sender.send(());
        }
    };
    Ok((notify::recommended_watcher(tell)?, receiver))
}

/// Waits for an event, and for the end of those that come with it.
fn wait_for(events: &Receiver<()>, longest: Option<Duration>) {
    let first = match longest {
        Some(longest) => events.recv_timeout(longest).is_ok(),
        None => events.recv().is_ok(),
    };
    let end = Instant::now() + LONGEST;
    while first && Instant::now() < end && events.recv_timeout(QUIET).is_ok() {}
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

    /// Writes `file`, dated so that it differs whatever the clock's steps.
    fn write(file: &Path) {
        fs::write(file, "").expect("a file");
        let file = fs::File::options().write(true).open(file).expect("a file");
        let later = SystemTime::now() + Duration::from_secs(5);
        file.set_modified(later).expect("a time");
    }

    #[test]
    fn what_changes_while_it_waits_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let test = folder.path().join("sub/a");
        let elsewhere = folder.path().join("b");
        fs::create_dir(folder.path().join("sub")).expect("a folder");
        for file in [&test, &elsewhere] {
            fs::write(file, "").expect("a file");
        }
        let mut watched = Watched::default();
        watched.note(&test, std::slice::from_ref(&elsewhere));
        for changed in [&elsewhere, &test] {
            let changed = changed.clone();
            thread::spawn(move || write(&changed));
            assert_eq!(watched.wait(), std::slice::from_ref(&test));
        }
    }

    #[test]
    fn a_folder_may_be_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let sub = folder.path().join("sub");
        let test = sub.join("a");
        fs::create_dir(&sub).expect("a folder");
        fs::write(&test, "").expect("a file");
        let mut watched = Watched::default();
        watched.note(&test, &[]);
        for _ in 0..2 {
            let (sub, changed) = (sub.clone(), test.clone());
            let replace = thread::spawn(move || {
                fs::remove_dir_all(&sub).expect("no folder");
                fs::create_dir(&sub).expect("a folder");
                write(&changed);
            });
            assert_eq!(watched.wait(), std::slice::from_ref(&test));
            replace.join().expect("no panic");
            // The dates of both rounds must differ.
            let dated = fs::File::options().write(true).open(&test).expect("a file");
            dated.set_modified(SystemTime::UNIX_EPOCH).expect("a time");
            watched.note(&test, &[]);
        }
    }

    #[test]
    fn what_the_system_does_not_tell_is_seen_all_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let test = folder.path().join("none/a");
        let mut watched = Watched::default();
        watched.note(&test, &[]);
        assert_eq!(watched.folders.known.values().collect::<Vec<_>>(), [&false]);
        let sub = folder.path().join("none");
        let changed = test.clone();
        thread::spawn(move || {
            fs::create_dir(sub).expect("a folder");
            write(&changed);
        });
        assert_eq!(watched.wait(), [test]);
    }
}
