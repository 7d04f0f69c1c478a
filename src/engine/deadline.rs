//! What is to happen at a time: one thread of the process, `slabjs-deadlines`, keeps
//! all deadlines. It is started with the first and sleeps between them.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

type Alarm = Box<dyn FnOnce() + Send>;

/// When something is to happen; forgotten when dropped.
pub struct Deadline {
    key: Key,
}

/// The time, and which of those at that time.
type Key = (Instant, u64);

#[derive(Default)]
struct Timetable {
    due: BTreeMap<Key, Alarm>,
    next: u64,
    /// When the thread will look again by itself; `None` while it waits to be told.
    wakes_at: Option<Instant>,
    runs: bool,
}

static TIMETABLE: Mutex<Timetable> = Mutex::new(Timetable {
    due: BTreeMap::new(),
    next: 0,
    wakes_at: None,
    runs: false,
});
static CHANGED: Condvar = Condvar::new();

/// Plain data that no panic leaves half-changed, so poison is ignored.
fn lock() -> MutexGuard<'static, Timetable> {
    TIMETABLE.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Deadline").finish_non_exhaustive()
    }
}

impl Deadline {
    /// Has `alarm` called, once, on the thread of the deadlines, in `time` from now.
    /// It should be short.
    ///
    /// # Errors
    ///
    /// When the system has no thread to spare.
    pub fn new(time: Duration, alarm: impl FnOnce() + Send + 'static) -> io::Result<Self> {
        let now = Instant::now();
        // A time that no clock can tell never comes.
        let far = Duration::from_secs(60 * 60 * 24 * 365);
        let at = now.checked_add(time).unwrap_or(now + far);
        let mut table = lock();
        if !table.runs {
            thread::Builder::new()
                .name("slabjs-deadlines".to_owned())
                .spawn(keep_deadlines)?;
            table.runs = true;
        }
        let key = (at, table.next);
        table.next = table.next.wrapping_add(1);
        table.due.insert(key, Box::new(alarm));
        if table.wakes_at.is_none_or(|wakes_at| at < wakes_at) {
            CHANGED.notify_one();
        }
        Ok(Self { key })
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        let forgotten = lock().due.remove(&self.key);
        // What it holds is dropped when the table is free again.
        drop(forgotten);
    }
}

fn keep_deadlines() {
    let mut table = lock();
    loop {
        let now = Instant::now();
        let mut passed = Vec::new();
        while let Some(first) = table.due.first_entry()
            && first.key().0 <= now
        {
            passed.push(first.remove());
        }
        table.wakes_at = table.due.first_key_value().map(|(&(at, _), _)| at);
        if passed.is_empty() {
            table = wait(table, now);
            continue;
        }
        drop(table);
        for alarm in passed {
            alarm();
        }
        table = lock();
    }
}

fn wait(table: MutexGuard<'static, Timetable>, now: Instant) -> MutexGuard<'static, Timetable> {
    match table.wakes_at {
        Some(at) => {
            let waited = CHANGED.wait_timeout(table, at.saturating_duration_since(now));
            waited.unwrap_or_else(PoisonError::into_inner).0
        }
        None => CHANGED.wait(table).unwrap_or_else(PoisonError::into_inner),
    }
}
