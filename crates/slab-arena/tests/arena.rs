//! The arena under random loads: no overlap, zeros where promised, an exact ledger.

#![allow(clippy::expect_used)]

use proptest::prelude::*;
use slab_arena::{Block, Fill, IsolateMemory, Purpose, STORE_ALIGN, loans};
use std::alloc::{GlobalAlloc, Layout};
use std::mem::MaybeUninit;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;

#[global_allocator]
static ALLOC: slab_arena::Allocator = slab_arena::Allocator::system();

struct Marked {
    block: Block,
    mark: u8,
}

impl Marked {
    fn bytes(&self) -> &[u8] {
        // SAFETY: the block is live, and all its bytes were written: by the system,
        // and by `fill` since.
        unsafe { std::slice::from_raw_parts(self.block.as_ptr(), self.block.len()) }
    }

    fn fill(&mut self) {
        let mark = MaybeUninit::new(self.mark);
        self.block.as_uninit_mut().fill(mark);
    }

    fn is_whole(&self) -> bool {
        self.bytes().iter().all(|&byte| byte == self.mark)
    }
}

fn size_of(dice: u32) -> usize {
    let spread = dice as usize >> 3;
    match dice % 8 {
        0..=3 => 1 + spread % 600,
        4 | 5 => 1 + spread % 17_000,
        6 => 1 + spread % 300_000,
        _ => 1 + spread % 3_000_000,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_random_load_keeps_every_promise(moves in prop::collection::vec(any::<(u32, u32)>(), 1..300)) {
        let memory = IsolateMemory::new();
        let mut live: Vec<Marked> = Vec::new();
        for (turn, (what, dice)) in moves.into_iter().enumerate() {
            if what % 5 < 2 && !live.is_empty() {
                let gone = live.swap_remove(dice as usize % live.len());
                prop_assert!(gone.is_whole(), "overwritten");
            } else if what % 31 == 7 {
                memory.trim();
            } else {
                let size = size_of(dice);
                let fill = if what % 2 == 0 { Fill::Zero } else { Fill::Any };
                let block = memory.allocate(size, fill, Purpose::Store).expect("memory");
                prop_assert_eq!(block.as_ptr() as usize % 64, 0);
                let mut marked = Marked { block, mark: turn as u8 };
                if fill == Fill::Zero {
                    prop_assert!(marked.bytes().iter().all(|&byte| byte == 0), "not zero");
                }
                marked.fill();
                live.push(marked);
            }
            let sum: usize = live.iter().map(|marked| marked.block.len()).sum();
            prop_assert_eq!(memory.ledger().array_buffers(), sum);
            prop_assert!(memory.committed() >= sum);
        }
        for gone in live {
            prop_assert!(gone.is_whole(), "overwritten");
        }
        prop_assert_eq!(memory.ledger().array_buffers(), 0);
        memory.trim();
        prop_assert_eq!(memory.committed(), 0);
    }
}

#[test]
fn blocks_larger_than_a_region_come_and_go() {
    let memory = IsolateMemory::new();
    let size = 200 << 20;
    let mut block = memory
        .allocate(size, Fill::Zero, Purpose::Store)
        .expect("a block");
    assert_eq!(block.bytes_mut()[size - 1], 0);
    block.bytes_mut()[size - 1] = 1;
    drop(block);
    assert_eq!(memory.committed(), 0);
}

#[test]
fn free_bytes_stay_warm_within_the_bound_and_leave_past_it() {
    let memory = IsolateMemory::new();
    memory.set_keep(4 << 20);
    let blocks: Vec<_> = (0..32)
        .map(|_| {
            memory
                .allocate(1 << 20, Fill::Any, Purpose::Store)
                .expect("a block")
        })
        .collect();
    drop(blocks);
    // What goes takes an eighth of what may stay along.
    let warm = memory.committed();
    assert!((3 << 20..=4 << 20).contains(&warm), "{warm}");
    assert_eq!(memory.trim(), warm);
    assert_eq!(memory.committed(), 0);
}

#[test]
fn blocks_that_fill_a_part_of_their_granules_stay_warm_by_the_pages_they_used() {
    let memory = IsolateMemory::new();
    memory.set_keep(4 << 20);
    // Of 64 KiB each has, five pages are used.
    let take = || {
        let block = memory.allocate(20_000, Fill::Zero, Purpose::Store);
        block.expect("a block")
    };
    let blocks: Vec<_> = (0..200).map(|_| take()).collect();
    drop(blocks);
    assert_eq!(memory.committed(), 200 * 5 * 4096);
}

#[test]
fn two_threads_free_what_a_third_took() {
    let memory = IsolateMemory::new();
    let block = |n: usize| memory.allocate(1 + n * 7, Fill::Any, Purpose::Store);
    let mut halves = [Vec::new(), Vec::new()];
    for n in 0..4000 {
        halves[n % 2].push(block(n).expect("a block"));
    }
    let gate = Arc::new(Barrier::new(2));
    let workers = halves.map(|blocks| {
        let gate = Arc::clone(&gate);
        thread::spawn(move || {
            gate.wait();
            drop(blocks);
        })
    });
    for worker in workers {
        worker.join().expect("the thread");
    }
    assert_eq!(memory.ledger().array_buffers(), 0);
}

#[test]
fn a_block_whose_address_was_taken_goes_back_through_the_allocator() {
    let memory = IsolateMemory::new();
    let block = memory.allocate(5000, Fill::Zero, Purpose::Store);
    let start = block.expect("a block").into_raw();
    assert_eq!(memory.ledger().array_buffers(), 5000);
    let layout = Layout::from_size_align(5000, STORE_ALIGN).expect("a layout");
    // SAFETY: the block is live and counts 5000 bytes; nothing uses it any more.
    unsafe { ALLOC.dealloc(start.as_ptr(), layout) };
    assert_eq!(memory.ledger().array_buffers(), 0);
}

#[test]
fn a_loan_is_counted_and_released_once() {
    let memory = IsolateMemory::new();
    let released = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&released);
    let release = Box::new(move || {
        count.fetch_add(1, Ordering::SeqCst);
    });
    let mut bytes = vec![0_u64; 625];
    let address = bytes.as_mut_ptr() as usize;
    // SAFETY: the bytes live on, and are not touched until the release.
    let loan = unsafe { loans::lend(address, 5000, &memory, None, release) };
    assert!(loan.is_ok());
    assert_eq!(memory.ledger().array_buffers(), 5000);
    // SAFETY: as above; it is refused.
    let again = unsafe { loans::lend(address, 1, &memory, None, Box::new(|| ())) };
    assert!(again.is_err());
    let other = IsolateMemory::new();
    assert!(loans::move_to(address, &other));
    assert_eq!(
        (
            memory.ledger().array_buffers(),
            other.ledger().array_buffers()
        ),
        (0, 5000)
    );
    let layout = Layout::from_size_align(5000, STORE_ALIGN).expect("a layout");
    // SAFETY: the address is on loan, so that the allocator ends the loan.
    unsafe { ALLOC.dealloc(bytes.as_mut_ptr().cast(), layout) };
    assert_eq!(released.load(Ordering::SeqCst), 1);
    assert_eq!(other.ledger().array_buffers(), 0);
    assert!(!loans::is_on_loan(address));
}
