//! What only the system's C interface tells: used resources, file mode mask, ids, terminal size.

use rustix::fs::Mode;
use rustix::termios::Winsize;
use rustix::{process, termios};
use std::mem::MaybeUninit;
use std::os::fd::BorrowedFd;

/// What a process has used, as `getrusage` counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResourceUsage {
    /// Microseconds of processor time in the program's own code.
    pub user: i64,
    /// Microseconds of processor time in the system.
    pub system: i64,
    /// The most physical memory held at once, in KiB.
    pub max_resident: i64,
    /// Page faults without and with input or output.
    pub page_faults: (i64, i64),
    /// Operations of the file system: reads and writes.
    pub file_operations: (i64, i64),
    /// Context switches: by waiting, and by being interrupted.
    pub context_switches: (i64, i64),
}

/// What the process has used so far; `None` where the system doesn't say.
#[must_use]
pub fn resource_usage() -> Option<ResourceUsage> {
    let mut usage = MaybeUninit::<libc::rusage>::zeroed();
    // SAFETY: the pointer is to a whole `rusage`, which the call fills.
    let failed = unsafe { libc::getrusage(libc::RUSAGE_SELF, usage.as_mut_ptr()) } != 0;
    // SAFETY: all zeros is a valid `rusage`, so it is initialised either way.
    let usage = unsafe { usage.assume_init() };
    (!failed).then(|| ResourceUsage {
        user: microseconds(usage.ru_utime),
        system: microseconds(usage.ru_stime),
        max_resident: usage.ru_maxrss,
        page_faults: (usage.ru_minflt, usage.ru_majflt),
        file_operations: (usage.ru_inblock, usage.ru_oublock),
        context_switches: (usage.ru_nvcsw, usage.ru_nivcsw),
    })
}

fn microseconds(time: libc::timeval) -> i64 {
    time.tv_sec
        .saturating_mul(1_000_000)
        .saturating_add(time.tv_usec)
}

/// Sets the mask of file modes and returns the former one. It belongs to the whole process.
pub fn set_umask(mask: u32) -> u32 {
    process::umask(Mode::from_bits_truncate(mask & 0o777)).bits()
}

/// The mask of file modes. The system has no call that only looks, so it is set and set back.
#[must_use]
pub fn umask() -> u32 {
    let mask = set_umask(0);
    set_umask(mask);
    mask
}

/// The user and group that a process runs as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// The real user.
    pub user: u32,
    /// The effective user.
    pub effective_user: u32,
    /// The real group.
    pub group: u32,
    /// The effective group.
    pub effective_group: u32,
}

/// Who this process runs as.
#[must_use]
pub fn identity() -> Identity {
    Identity {
        user: process::getuid().as_raw(),
        effective_user: process::geteuid().as_raw(),
        group: process::getgid().as_raw(),
        effective_group: process::getegid().as_raw(),
    }
}

/// Whether a file descriptor is open on a terminal.
#[must_use]
pub fn is_terminal(descriptor: i32) -> bool {
    ask(descriptor, termios::isatty).unwrap_or(false)
}

/// Columns and rows of the terminal behind a file descriptor; `None` when it is none.
#[must_use]
pub fn terminal_size(descriptor: i32) -> Option<(u16, u16)> {
    let Winsize { ws_col, ws_row, .. } = ask(descriptor, termios::tcgetwinsize)?.ok()?;
    Some((ws_col, ws_row))
}

/// What `question` says of a file descriptor; `None` for a negative number, which is never one.
fn ask<T>(descriptor: i32, question: impl FnOnce(BorrowedFd<'static>) -> T) -> Option<T> {
    if descriptor < 0 {
        return None;
    }
    // SAFETY: the number isn't -1. The questions of this file are single system
    // calls that change nothing; of a number that is not open they say so.
    let descriptor = unsafe { BorrowedFd::borrow_raw(descriptor) };
    Some(question(descriptor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looking_at_the_mask_leaves_it() {
        assert_eq!(umask(), umask());
    }

    #[test]
    fn processor_time_grows_with_work() {
        let used = || resource_usage().map_or(0, |usage| usage.user + usage.system);
        let before = used();
        let mut sum = 0u64;
        while used() < before + 2_000 {
            sum = std::hint::black_box(sum.wrapping_add(1));
        }
        assert!(used() > before);
    }

    #[test]
    fn a_pipe_is_no_terminal() {
        assert_eq!(terminal_size(-1), None);
    }
}
