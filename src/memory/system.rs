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

fn machine_memory() -> Option<usize> {
    let text = fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("MemTotal:"))?;
    let kib: usize = line.split_whitespace().nth(1)?.parse().ok()?;
    kib.checked_mul(1024)
}

fn group_limit() -> Option<usize> {
    [
        "/sys/fs/cgroup/memory.max",
        "/sys/fs/cgroup/memory/memory.limit_in_bytes",
    ]
    .into_iter()
    .find_map(|path| fs::read_to_string(path).ok()?.trim().parse().ok())
}

/// Bytes of physical memory that the process holds; 0 where the system doesn't say.
#[must_use]
pub fn resident() -> usize {
    memory_stats::memory_stats().map_or(0, |stats| stats.physical_mem)
}
