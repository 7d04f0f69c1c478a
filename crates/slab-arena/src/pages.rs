//! Whole pages from the operating system and back.

use std::ptr::NonNull;

/// The page size this floor counts in, in bytes. Larger system pages divide
/// the granule of 64 KiB as well, so nothing depends on the exact value.
pub const PAGE: usize = 4096;

/// Reserves `size` bytes of zeroed, readable and writable memory whose address
/// is a multiple of `align`. Pages become resident when first touched.
///
/// `size` and `align` are multiples of the page size; `align` is a power of two.
/// Returns `None` when the system refuses.
#[must_use]
pub fn reserve(size: usize, align: usize) -> Option<NonNull<u8>> {
    let padded = size.checked_add(align)?;
    let start = map(padded)?;
    let address = start.as_ptr() as usize;
    let aligned = address.checked_next_multiple_of(align)?;
    let head = aligned - address;
    let tail = padded - head - size;
    // SAFETY: head, the kept middle and tail partition the mapping just made,
    // and nothing points into head or tail.
    unsafe {
        unmap(start.as_ptr(), head);
        unmap(start.as_ptr().add(head + size), tail);
        Some(start.add(head))
    }
}

/// Returns the pages to the system and the address range with them.
///
/// # Safety
///
/// `start` and `size` describe memory got from [`reserve`] that nothing uses any more.
pub unsafe fn release(start: NonNull<u8>, size: usize) {
    // SAFETY: the caller's contract.
    unsafe { unmap(start.as_ptr(), size) }
}

/// Returns the pages to the system and keeps the address range, which reads as zeros again.
///
/// # Safety
///
/// `start` and `size` describe whole pages inside memory got from [`reserve`],
/// whose content nothing needs any more.
pub unsafe fn decommit(start: NonNull<u8>, size: usize) {
    // Mapping afresh over the range gives zero pages on every Unix; Linux's
    // MADV_DONTNEED does the same without splitting the mapping.
    #[cfg(target_os = "linux")]
    // SAFETY: the caller owns the range; the call changes its content only.
    let done = unsafe { libc::madvise(start.as_ptr().cast(), size, libc::MADV_DONTNEED) == 0 };
    #[cfg(not(target_os = "linux"))]
    let done = false;
    if done {
        return;
    }
    // SAFETY: the caller owns the range, so replacing its pages disturbs nobody.
    let mapped = unsafe {
        libc::mmap(
            start.as_ptr().cast(),
            size,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANON | libc::MAP_FIXED,
            -1,
            0,
        )
    };
    if mapped == libc::MAP_FAILED {
        // The promise of zeros is kept by hand when the system gives no fresh pages.
        // SAFETY: the range is still mapped and owned by the caller.
        unsafe { start.as_ptr().write_bytes(0, size) }
    }
}

fn map(size: usize) -> Option<NonNull<u8>> {
    // SAFETY: an anonymous private mapping at an address of the system's choice
    // touches no existing memory.
    let start = unsafe {
        libc::mmap(
            std::ptr::null_mut(),
            size,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANON | libc::MAP_NORESERVE,
            -1,
            0,
        )
    };
    if start == libc::MAP_FAILED {
        return None;
    }
    NonNull::new(start.cast())
}

/// # Safety
///
/// The range is mapped and unused, or `size` is 0.
unsafe fn unmap(start: *mut u8, size: usize) {
    if size == 0 {
        return;
    }
    // SAFETY: the caller's contract.
    unsafe { libc::munmap(start.cast(), size) };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_memory_is_aligned_and_zero_again_after_decommit() {
        let align = 1 << 20;
        let start = reserve(PAGE * 4, align).expect("four pages");
        assert_eq!(start.as_ptr() as usize % align, 0);
        // SAFETY: four pages were just reserved and are released once, at the end.
        unsafe {
            assert_eq!(*start.as_ptr(), 0);
            start.as_ptr().write_bytes(7, PAGE * 4);
            decommit(start, PAGE * 4);
            assert_eq!(*start.as_ptr().add(PAGE * 2), 0);
            release(start, PAGE * 4);
        }
    }

    #[test]
    fn an_impossible_size_is_refused() {
        assert!(reserve(usize::MAX - PAGE + 1, 1 << 26).is_none());
    }
}
