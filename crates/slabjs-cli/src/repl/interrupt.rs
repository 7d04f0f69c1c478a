//! Ctrl-C while something runs.
//!
//! A thread of its own hears of Ctrl-C, by the signal or by the key, and ends the run
//! under way through the runtime's [`Interrupter`]: scripts, callbacks of native
//! functions, jobs and timers end in a moment. A native function that calls no
//! JavaScript (a regular expression that backtracks) can't be ended; then that is said,
//! and nothing is lost by pressing again: the second press asks, the third leaves.

use super::terminal_mode::Mode;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::pipe::{PipeFlags, pipe_with};
use signal_hook::consts::SIGINT;
use signal_hook::low_level;
use slabjs::Interrupter;
use std::fmt;
use std::io::{self, Read};
use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// What is not at an end this long after Ctrl-C can't be ended.
const PROMPTLY: Duration = Duration::from_millis(100);

/// A turn of the loop that has lasted this long is what a Ctrl-C typed at the prompt means.
const NOTICEABLE: u64 = 30;

/// The exit code of a process that SIGINT ends.
const LEFT_BY_SIGINT: i32 = 130;

const CANT_BE_ENDED: &str = "\n(A native function is running that can't be interrupted: the session goes on when it \
     returns.\n Press Ctrl+C again to be asked whether to leave.)\n";

const ASKS: &str = "\n(Press Ctrl+C once more to leave. The session's variables are lost then.)\n";

/// Where notices go.
pub type Notices = Box<dyn Fn(&str) + Send + Sync>;

/// The session's Ctrl-C.
#[derive(Clone)]
pub struct Interrupts(Arc<Shared>);

struct Shared {
    interrupter: Interrupter,
    began: Instant,
    /// The number of the run under way, or even between two runs.
    run: AtomicU64,
    /// When the run under way began, in milliseconds of `began`.
    since: AtomicU64,
    /// Whether an input is waited for, which no run of the engine's does.
    awaits: AtomicBool,
    /// Whether Ctrl-C has come that nobody has asked about.
    pressed: AtomicBool,
    /// Whether there is a line editor, which has Ctrl-C as a key.
    edits: bool,
    presses: Mutex<Presses>,
    notices: Notices,
    mode: Option<Mode>,
    /// Lets an input that waits look at `pressed`.
    wake: Box<dyn Fn() + Send + Sync>,
    /// The pipe that the thread listens at.
    presses_go_to: OwnedFd,
}

/// How often Ctrl-C was pressed during one run.
#[derive(Debug, Default)]
struct Presses {
    run: u64,
    count: u32,
}

impl fmt::Debug for Interrupts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Interrupts").finish_non_exhaustive()
    }
}

/// What a session has for its Ctrl-C.
pub struct Surroundings {
    /// Ends runs of the session's runtime.
    pub interrupter: Interrupter,
    /// Where notices go.
    pub notices: Notices,
    /// Whether there is a line editor.
    pub edits: bool,
    /// How the terminal was before.
    pub mode: Option<Mode>,
    /// Wakes the side that runs scripts.
    pub wake: Box<dyn Fn() + Send + Sync>,
}

impl fmt::Debug for Surroundings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Surroundings").finish_non_exhaustive()
    }
}

impl Interrupts {
    /// Takes over Ctrl-C.
    ///
    /// # Errors
    ///
    /// When the system does not let the process handle signals, or has no thread to spare.
    pub fn new(surroundings: Surroundings) -> io::Result<Self> {
        let (signals, from_handler) = pipe_with(PipeFlags::CLOEXEC)?;
        let from_key = from_handler.try_clone()?;
        let interrupts = Self(Arc::new(Shared {
            interrupter: surroundings.interrupter,
            began: Instant::now(),
            run: AtomicU64::new(0),
            since: AtomicU64::new(0),
            awaits: AtomicBool::new(false),
            pressed: AtomicBool::new(false),
            edits: surroundings.edits,
            presses: Mutex::default(),
            notices: surroundings.notices,
            mode: surroundings.mode,
            wake: surroundings.wake,
            presses_go_to: from_key,
        }));
        let shared = Arc::clone(&interrupts.0);
        thread::Builder::new()
            .name("ctrl-c".to_owned())
            .stack_size(64 << 10)
            .spawn(move || shared.listen(signals))?;
        low_level::pipe::register(SIGINT, from_handler)?;
        Ok(interrupts)
    }

    /// Notes that a run begins; it ends when what is returned is dropped.
    #[must_use]
    pub fn begin(&self) -> UnderWay<'_> {
        let shared = &*self.0;
        shared.since.store(shared.now(), Ordering::SeqCst);
        shared.run.fetch_add(1, Ordering::SeqCst);
        UnderWay(shared)
    }

    /// Notes that an input is being waited for, or is no longer.
    pub fn set_awaits(&self, awaits: bool) {
        self.0.pressed.store(false, Ordering::SeqCst);
        self.0.awaits.store(awaits, Ordering::SeqCst);
    }

    /// Whether Ctrl-C has come since the last question, which this is not.
    #[must_use]
    pub fn is_pressed(&self) -> bool {
        self.0.pressed.load(Ordering::SeqCst)
    }

    /// Whether Ctrl-C has come since the last question.
    #[must_use]
    pub fn take(&self) -> bool {
        self.0.pressed.swap(false, Ordering::SeqCst)
    }

    /// How the terminal was before the session.
    #[must_use]
    pub fn mode(&self) -> Option<Mode> {
        self.0.mode.clone()
    }

    /// The key was pressed in the line editor: whether that ended something that runs
    /// beside it, such as a timer whose callback has no end.
    #[must_use]
    pub fn key(&self) -> bool {
        let shared = &*self.0;
        let lasted = shared
            .now()
            .saturating_sub(shared.since.load(Ordering::SeqCst));
        if !shared.is_running() || lasted < NOTICEABLE {
            return false;
        }
        // As the signal's handler does: the thread that listens has the patience for it.
        rustix::io::write(&shared.presses_go_to, b"k").is_ok()
    }
}

/// A run, until it is dropped.
#[derive(Debug)]
pub struct UnderWay<'a>(&'a Shared);

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.run.fetch_add(1, Ordering::SeqCst);
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").finish_non_exhaustive()
    }
}

impl Shared {
    fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn is_running(&self) -> bool {
        !self.run.load(Ordering::SeqCst).is_multiple_of(2)
    }

    fn listen(&self, signals: OwnedFd) {
        let mut signals = std::fs::File::from(signals);
        // A press that came together with another is none of its own.
        let mut bytes = [0; 64];
        loop {
            match signals.read(&mut bytes) {
                Ok(1..) => self.press(&signals),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                _ => return,
            }
        }
    }

    fn press(&self, signals: &std::fs::File) {
        let run = self.run.load(Ordering::SeqCst);
        if run.is_multiple_of(2) {
            return self.press_between();
        }
        self.pressed.store(true, Ordering::SeqCst);
        match self.count(run) {
            1 => {
                if !self.ends_promptly(run, signals) {
                    (self.notices)(CANT_BE_ENDED);
                }
            }
            2 => (self.notices)(ASKS),
            _ => self.leave(),
        }
    }

    /// Ctrl-C while nothing runs: an input that waits sees it, else the process ends
    /// unless a line is being edited.
    fn press_between(&self) {
        if self.awaits.load(Ordering::SeqCst) {
            self.pressed.store(true, Ordering::SeqCst);
            (self.wake)();
        } else if !self.edits {
            self.leave();
        }
    }

    /// Which press of this run it is.
    fn count(&self, run: u64) -> u32 {
        let mut presses = self.presses.lock().unwrap_or_else(PoisonError::into_inner);
        if presses.run != run {
            *presses = Presses { run, count: 0 };
        }
        presses.count += 1;
        presses.count
    }

    /// Whether run `run` ends within [`PROMPTLY`]; another press ends the wait.
    fn ends_promptly(&self, run: u64, signals: &std::fs::File) -> bool {
        let began = Instant::now();
        while self.run.load(Ordering::SeqCst) == run {
            if began.elapsed() > PROMPTLY {
                return false;
            }
            // Again each time: the run may not have been there yet at the first.
            self.interrupter.interrupt();
            let step = Timespec {
                tv_sec: 0,
                tv_nsec: 5_000_000,
            };
            let mut ready = [PollFd::new(signals, PollFlags::IN)];
            if matches!(poll(&mut ready, Some(&step)), Ok(1..)) {
                return true;
            }
        }
        true
    }

    fn leave(&self) {
        if let Some(mode) = &self.mode {
            mode.restore();
        }
        let _ = rustix::io::write(rustix::stdio::stdout(), b"\n");
        // Not the standard library's, which would end what another thread is in the middle of.
        low_level::exit(LEFT_BY_SIGINT)
    }
}
