//! Tells the address sanitizer which bytes of the arena nobody may touch.
//!
//! The arena's memory comes from the system in large stretches, so the
//! sanitizer can't see a block's end by itself. Built with
//! `--cfg slabjs_asan` (and the sanitizer) free blocks are poisoned; built
//! without, these functions are empty.

#[cfg(slabjs_asan)]
unsafe extern "C" {
    fn __asan_poison_memory_region(start: *const u8, size: usize);
    fn __asan_unpoison_memory_region(start: *const u8, size: usize);
}

/// No one may touch the `size` bytes at `address` from now on.
pub fn poison(address: usize, size: usize) {
    #[cfg(slabjs_asan)]
    // SAFETY: the sanitizer's run-time only notes the range.
    unsafe {
        __asan_poison_memory_region(address as *const u8, size);
    }
    #[cfg(not(slabjs_asan))]
    let _ = (address, size);
}

/// The `size` bytes at `address` may be touched again.
pub fn unpoison(address: usize, size: usize) {
    #[cfg(slabjs_asan)]
    // SAFETY: the sanitizer's run-time only notes the range.
    unsafe {
        __asan_unpoison_memory_region(address as *const u8, size);
    }
    #[cfg(not(slabjs_asan))]
    let _ = (address, size);
}
