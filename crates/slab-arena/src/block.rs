//! A block of an arena as a value that gives itself back.

use super::memory::Inner;
use std::fmt;
use std::mem::{ManuallyDrop, MaybeUninit};
use std::ptr::NonNull;

/// A live block of an isolate's arena, aligned to 64 bytes. It counts for its
/// isolate, and is given back when it is dropped, on whatever thread.
///
/// ```
/// use slab_arena::{Fill, IsolateMemory, Purpose};
///
/// let memory = IsolateMemory::new();
/// let mut block = memory.allocate(5000, Fill::Zero, Purpose::Store).expect("memory");
/// block.bytes_mut()[0] = 7;
/// assert_eq!(memory.ledger().array_buffers(), 5000);
/// std::thread::spawn(move || drop(block)).join().unwrap();
/// assert_eq!(memory.ledger().array_buffers(), 0);
/// ```
///
/// Its bytes can't be reached after it was given back:
///
/// ```compile_fail,E0505
/// use slab_arena::{Fill, IsolateMemory, Purpose};
///
/// let memory = IsolateMemory::new();
/// let mut block = memory.allocate(64, Fill::Zero, Purpose::Store).expect("memory");
/// let bytes = block.bytes_mut();
/// drop(block);
/// bytes[0] = 1;
/// ```
pub struct Block {
    start: NonNull<u8>,
    len: usize,
    /// All its bytes have been written, by the arena or here.
    is_initialised: bool,
    /// The isolate of its arena, alive as long as the block is.
    owner: NonNull<Inner>,
}

// SAFETY: the block is reached through this value alone, and its isolate's memory is
// `Sync`: blocks may be given back on any thread.
unsafe impl Send for Block {}
// SAFETY: through `&Block` nothing but its address and length can be had.
unsafe impl Sync for Block {}

impl fmt::Debug for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Block")
            .field("start", &self.start)
            .field("len", &self.len)
            .finish_non_exhaustive()
    }
}

impl Block {
    /// # Safety
    ///
    /// A live block of `owner`'s arena, counted with `len` bytes, begins at `start`,
    /// and nothing else refers to it. `is_initialised` says the truth.
    #[inline]
    pub(crate) unsafe fn new(
        start: NonNull<u8>,
        len: usize,
        is_initialised: bool,
        owner: NonNull<Inner>,
    ) -> Self {
        Self {
            start,
            len,
            is_initialised,
            owner,
        }
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it was asked for with length 0.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Its address.
    #[must_use]
    pub fn as_ptr(&self) -> *const u8 {
        self.start.as_ptr()
    }

    /// Its bytes. Those not known to be initialised are zeroed first: of a block that
    /// was allocated with [`Fill::Any`](crate::Fill::Any), or after
    /// [`Block::as_uninit_mut`].
    #[must_use]
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        if !self.is_initialised {
            self.as_uninit_mut().fill(MaybeUninit::new(0));
            self.is_initialised = true;
        }
        // SAFETY: the block is live, `len` bytes long and reached through `&mut self`
        // alone; its bytes are initialised.
        unsafe { std::slice::from_raw_parts_mut(self.start.as_ptr(), self.len) }
    }

    /// Its bytes, to be written before the address is taken by [`Block::into_raw`].
    #[must_use]
    pub fn as_uninit_mut(&mut self) -> &mut [MaybeUninit<u8>] {
        // What is written may be uninitialised bytes.
        self.is_initialised = false;
        // SAFETY: the block is live, `len` bytes long and reached through `&mut self`
        // alone; any bytes are a `MaybeUninit<u8>`.
        unsafe { std::slice::from_raw_parts_mut(self.start.as_ptr().cast(), self.len) }
    }

    /// Its address, for someone who gives it back otherwise: by deallocating it
    /// through an [`Allocator`](crate::Allocator), with alignment
    /// [`STORE_ALIGN`](crate::STORE_ALIGN) and its length.
    #[inline]
    #[must_use = "the block is leaked unless somebody deallocates it"]
    pub fn into_raw(self) -> NonNull<u8> {
        ManuallyDrop::new(self).start
    }
}

impl Drop for Block {
    fn drop(&mut self) {
        // SAFETY: the block is live, so its isolate's memory is.
        let returned =
            unsafe { Inner::free(self.owner.as_ptr(), self.start.as_ptr() as usize, self.len) };
        debug_assert!(returned, "a block is given back once");
    }
}
