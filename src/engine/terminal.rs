//! The mode of a terminal, to be put back when the process ends in the middle
//! of line editing.

use std::mem::MaybeUninit;

/// How standard input's terminal was set when this was made.
#[derive(Clone, Copy)]
pub struct Mode(libc::termios);

impl std::fmt::Debug for Mode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mode").finish_non_exhaustive()
    }
}

impl Mode {
    /// The present mode; `None` when standard input is no terminal.
    #[must_use]
    pub fn now() -> Option<Self> {
        let mut mode = MaybeUninit::<libc::termios>::zeroed();
        // SAFETY: the pointer is to a whole `termios`, which the call fills.
        let failed = unsafe { libc::tcgetattr(libc::STDIN_FILENO, mode.as_mut_ptr()) } != 0;
        // SAFETY: all zeros is a valid `termios`, so it is initialised either way.
        let mode = unsafe { mode.assume_init() };
        (!failed).then_some(Self(mode))
    }

    /// Puts it back.
    pub fn restore(&self) {
        // SAFETY: the pointer is to a `termios` that `tcgetattr` filled.
        unsafe { libc::tcsetattr(libc::STDIN_FILENO, libc::TCSADRAIN, &raw const self.0) };
    }
}
