//! What only the system's C interface tells: used resources, file mode mask, ids, terminal size.

use std::mem::MaybeUninit;

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
    // SAFETY: the call takes any number and cannot fail.
    unsafe { libc::umask(mask & 0o777) }
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

/// Whether a file descriptor is open on a terminal.
#[must_use]
pub fn is_terminal(descriptor: i32) -> bool {
    // SAFETY: the call takes any number.
    unsafe { libc::isatty(descriptor) == 1 }
}

/// Who this process runs as.
#[must_use]
pub fn identity() -> Identity {
    // SAFETY: the four calls take nothing and cannot fail.
    unsafe {
        Identity {
            user: libc::getuid(),
            effective_user: libc::geteuid(),
            group: libc::getgid(),
            effective_group: libc::getegid(),
        }
    }
}

/// Columns and rows of the terminal behind a file descriptor; `None` when it is none.
#[must_use]
pub fn terminal_size(descriptor: i32) -> Option<(u16, u16)> {
    let mut size = MaybeUninit::<libc::winsize>::zeroed();
    // SAFETY: the pointer is to a whole `winsize`, which the call fills; a descriptor
    // that is no terminal, or not open, makes it fail.
    let failed = unsafe { libc::ioctl(descriptor, libc::TIOCGWINSZ, size.as_mut_ptr()) } != 0;
    // SAFETY: all zeros is a valid `winsize`, so it is initialised either way.
    let size = unsafe { size.assume_init() };
    (!failed).then_some((size.ws_col, size.ws_row))
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
