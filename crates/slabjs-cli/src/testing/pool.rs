//! Several test files at a time.

use super::run::FileResult;
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Runs each of `files` by `run_one`, at most `concurrency` at a time, and gives each result to `each`, in the
/// order of the files.
///
/// # Errors
///
/// The first error of `each`; files that have not begun are not run then.
pub(super) fn run(
    files: &[PathBuf],
    concurrency: usize,
    run_one: &(dyn Fn(&PathBuf) -> FileResult + Sync),
    mut each: impl FnMut(FileResult) -> io::Result<()>,
) -> io::Result<()> {
    if concurrency <= 1 {
        return files.iter().try_for_each(|file| each(run_one(file)));
    }
    let next = AtomicUsize::new(0);
    let stops = AtomicBool::new(false);
    let (sender, results) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..concurrency.min(files.len()) {
            let sender = sender.clone();
            let (next, stops) = (&next, &stops);
            scope.spawn(move || {
                while !stops.load(Ordering::Relaxed) {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(file) = files.get(index) else {
                        return;
                    };
                    // Nobody listens any more after an error.
                    let _ = sender.send((index, run_one(file)));
                }
            });
        }
        drop(sender);
        let given = in_order(&results, &mut each);
        stops.store(given.is_err(), Ordering::Relaxed);
        given
    })
}

fn in_order(
    results: &mpsc::Receiver<(usize, FileResult)>,
    each: &mut impl FnMut(FileResult) -> io::Result<()>,
) -> io::Result<()> {
    let mut early = BTreeMap::new();
    let mut due = 0;
    for (index, result) in results {
        early.insert(index, result);
        while let Some(result) = early.remove(&due) {
            each(result)?;
            due += 1;
        }
    }
    Ok(())
}
