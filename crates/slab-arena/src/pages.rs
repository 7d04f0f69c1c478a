//! Whole pages from the operating system and back.

use std::ops::Range;
use std::ptr::NonNull;

/// The page size in which this crate counts, in bytes. Larger system pages divide
/// the granule of 64 KiB as well, so nothing depends on the exact value.
pub const PAGE: usize = 4096;

/// A stretch of address space that reads as zeros until it is written. Its pages
/// become resident when they are first touched; all go back to the system when
/// this is dropped.
///
/// ```
/// use slab_arena::pages::{PAGE, Pages};
///
/// let pages = Pages::reserve(4 * PAGE, PAGE).expect("address space");
/// assert_eq!(pages.len(), 4 * PAGE);
/// assert_eq!(pages.start().as_ptr().addr() % PAGE, 0);
/// // Sizes and alignments are whole pages.
/// assert!(Pages::reserve(100, PAGE).is_none());
/// ```
#[derive(Debug)]
pub struct Pages {
    start: NonNull<u8>,
    len: usize,
}

// SAFETY: the value owns its mapping, which belongs to the process and to no
// thread; it never reads or writes the bytes through `&self`.
unsafe impl Send for Pages {}
// SAFETY: as above. What is done with the address is `unsafe` code of others.
unsafe impl Sync for Pages {}

impl Pages {
    /// Reserves `len` bytes, readable and writable, whose address is a multiple of
    /// `align`.
    ///
    /// Returns `None` when the system refuses, `len` is 0 or no multiple of
    /// [`PAGE`], or `align` is not a power of two from [`PAGE`] on.
    #[must_use]
    pub fn reserve(len: usize, align: usize) -> Option<Self> {
        let are_pages = len > 0 && len.is_multiple_of(PAGE);
        if !are_pages || !align.is_power_of_two() || align < PAGE {
            return None;
        }
        let padded = len.checked_add(align)?;
        let mapped = map(padded)?;
        let address = mapped.as_ptr().addr();
        // An address space ends below `usize::MAX - align`, so this can't fail
        // for what the system has just mapped.
        let head = address.checked_next_multiple_of(align)? - address;
        let tail = padded - head - len;
        // SAFETY: head, the kept middle and tail partition the mapping just made
        // (`head < align`, so `head + len <= padded`), and nothing points into
        // head or tail.
        unsafe {
            unmap(mapped.as_ptr(), head);
            unmap(mapped.as_ptr().add(head + len), tail);
            Some(Self {
                start: mapped.add(head),
                len,
            })
        }
    }

    /// The first byte. Valid for reads and writes of [`Pages::len`] bytes, as long
    /// as this value lives.
    #[must_use]
    pub fn start(&self) -> NonNull<u8> {
        self.start
    }

    /// Length in bytes, never 0.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "it is never empty")]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Returns the pages of `range`, counted in bytes from the start, to the
    /// system. The address range stays, and reads as zeros again.
    ///
    /// # Safety
    ///
    /// Nobody needs the content of `range` any more, and no reference to any of
    /// it is alive.
    ///
    /// # Panics
    ///
    /// When the range does not consist of whole pages inside this stretch.
    pub unsafe fn decommit(&self, range: Range<usize>) {
        let Range { start, end } = range;
        assert!(
            start <= end
                && end <= self.len
                && start.is_multiple_of(PAGE)
                && end.is_multiple_of(PAGE),
            "whole pages of the stretch"
        );
        if start < end {
            // SAFETY: whole pages inside this mapping, as checked; the caller's
            // contract says that their content may go.
            unsafe { zero_pages(self.start.add(start), end - start) }
        }
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        // SAFETY: the mapping is this value's own and goes once, here. Addresses
        // that were taken from `start` are valid no longer than the value.
        unsafe { unmap(self.start.as_ptr(), self.len) }
    }
}

/// # Safety
///
/// The range consists of whole pages of one mapping, whose content nobody needs.
unsafe fn zero_pages(start: NonNull<u8>, size: usize) {
    // Mapping afresh over the range gives zero pages on every Unix; Linux's
    // MADV_DONTNEED does the same without splitting the mapping.
    #[cfg(target_os = "linux")]
    // SAFETY: the call changes the content of the range only, which nobody needs.
    let done = unsafe { libc::madvise(start.as_ptr().cast(), size, libc::MADV_DONTNEED) == 0 };
    #[cfg(not(target_os = "linux"))]
    let done = false;
    if done {
        return;
    }
    // SAFETY: nobody needs the range's content, so its pages may be replaced.
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
        // Without fresh pages the zeros are written.
        // SAFETY: the range is still mapped, and nobody needs its content.
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
        let pages = Pages::reserve(PAGE * 4, align).expect("four pages");
        let start = pages.start().as_ptr();
        assert_eq!(start.addr() % align, 0);
        // SAFETY: four pages that this test alone uses.
        unsafe {
            assert_eq!(*start, 0);
            start.write_bytes(7, PAGE * 4);
            pages.decommit(PAGE..PAGE * 4);
            assert_eq!((*start, *start.add(PAGE * 2)), (7, 0));
        }
    }

    #[test]
    fn an_impossible_size_or_alignment_is_refused() {
        for (len, align) in [
            (usize::MAX - PAGE + 1, 1 << 26),
            (0, PAGE),
            (PAGE + 1, PAGE),
            (PAGE, 3 * PAGE),
            (PAGE, 64),
            (PAGE, 0),
        ] {
            assert!(Pages::reserve(len, align).is_none(), "{len}, {align}");
        }
    }

    #[test]
    #[should_panic(expected = "whole pages")]
    fn pages_outside_are_not_decommitted() {
        let pages = Pages::reserve(PAGE, PAGE).expect("a page");
        // SAFETY: nobody uses the page.
        unsafe { pages.decommit(0..2 * PAGE) };
    }
}
