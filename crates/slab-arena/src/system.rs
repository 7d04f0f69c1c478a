//! What the system has: memory that this process may use, and what it uses.

use std::fs;

/// Bytes of memory that this process may use: the machine's, or its control
/// group's limit where that is lower. `None` where the system doesn't say.
#[must_use]
pub fn memory_available_to_process() -> Option<usize> {
    [machine_memory(), group_limit()]
        .into_iter()
        .flatten()
        .min()
}

#[cfg(target_os = "linux")]
fn machine_memory() -> Option<usize> {
    let info = rustix::system::sysinfo();
    let unit = usize::try_from(info.mem_unit).ok()?;
    usize::try_from(info.totalram).ok()?.checked_mul(unit)
}

#[cfg(not(target_os = "linux"))]
fn machine_memory() -> Option<usize> {
    None
}

fn group_limit() -> Option<usize> {
    [
        "/sys/fs/cgroup/memory.max",
        "/sys/fs/cgroup/memory/memory.limit_in_bytes",
    ]
    .into_iter()
    .find_map(|path| fs::read_to_string(path).ok()?.trim().parse().ok())
}

/// Has all threads take ordinary memory from the C library's first heap. The
/// setting is the whole process's and can't be taken back: for a program to make,
/// not for a library.
///
/// Its other heaps, one for each further thread, grow by a page and a system
/// call at a time: measured, that is a tenth of the time of an empty script.
/// For processes in which one thread does the work; to be called before there
/// are others. Does nothing where the C library is not GNU's.
pub fn share_first_heap() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: sets a number in the C library, which takes its own lock for it.
    unsafe {
        libc::mallopt(libc::M_ARENA_MAX, 1);
    }
}

/// Bytes of physical memory that the process holds; 0 where the system doesn't say.
#[must_use]
pub fn resident() -> usize {
    resident_pages().map_or_else(
        || memory_stats::memory_stats().map_or(0, |stats| stats.physical_mem),
        |pages| pages * rustix::param::page_size(),
    )
}

/// The second figure of `/proc/self/statm`, which costs the system a fraction
/// of what the sums over all mappings do.
fn resident_pages() -> Option<usize> {
    let text = fs::read_to_string("/proc/self/statm").ok()?;
    text.split_ascii_whitespace().nth(1)?.parse().ok()
}

/// Has the C library give back what it keeps of freed blocks, where it can.
pub(crate) fn trim_heap() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: the call takes the library's own locks and touches free memory only.
    unsafe {
        libc::malloc_trim(0);
    }
}
