//! The arena under random loads: no overlap, zeros where promised, an exact ledger.

use proptest::prelude::*;
use slab_arena::{Fill, IsolateMemory, Purpose, foreign};
use std::ptr::NonNull;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;

#[global_allocator]
static ALLOC: slab_arena::Allocator = slab_arena::Allocator::system();

struct Block {
    start: NonNull<u8>,
    size: usize,
    mark: u8,
}

impl Block {
    fn bytes(&mut self) -> &mut [u8] {
        // SAFETY: the block is live, `size` bytes long, and reached through
        // this value alone.
        unsafe { std::slice::from_raw_parts_mut(self.start.as_ptr(), self.size) }
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
        let mut live: Vec<Block> = Vec::new();
        for (turn, (what, dice)) in moves.into_iter().enumerate() {
            if what % 5 < 2 && !live.is_empty() {
                let mut gone = live.swap_remove(dice as usize % live.len());
                let mark = gone.mark;
                prop_assert!(gone.bytes().iter().all(|&byte| byte == mark), "overwritten");
                prop_assert!(memory.give_back(gone.start.as_ptr() as usize, gone.size));
            } else if what % 31 == 7 {
                memory.trim();
            } else {
                let size = size_of(dice);
                let fill = if what % 2 == 0 { Fill::Zero } else { Fill::Any };
                let start = memory.take(size, fill, Purpose::Store).expect("memory");
                prop_assert_eq!(start.as_ptr() as usize % 64, 0);
                let mut block = Block { start, size, mark: turn as u8 };
                if fill == Fill::Zero {
                    prop_assert!(block.bytes().iter().all(|&byte| byte == 0), "not zero");
                }
                let mark = block.mark;
                block.bytes().fill(mark);
                live.push(block);
            }
            let sum: usize = live.iter().map(|block| block.size).sum();
            prop_assert_eq!(memory.ledger().array_buffers(), sum);
            prop_assert!(memory.committed() >= sum);
        }
        for mut gone in live {
            let mark = gone.mark;
            prop_assert!(gone.bytes().iter().all(|&byte| byte == mark), "overwritten");
            prop_assert!(memory.give_back(gone.start.as_ptr() as usize, gone.size));
        }
        prop_assert_eq!(memory.ledger().array_buffers(), 0);
        memory.trim();
        prop_assert_eq!(memory.committed(), 0);
    }
}

#[test]
fn an_address_that_is_no_block_is_refused() {
    let memory = IsolateMemory::new();
    let block = memory
        .take(100, Fill::Zero, Purpose::Store)
        .expect("a block");
    let address = block.as_ptr() as usize;
    assert!(!memory.give_back(address + 8, 100));
    assert!(!memory.give_back(64, 100));
    assert!(memory.give_back(address, 100));
    assert!(!memory.give_back(address, 100));
    assert_eq!(memory.ledger().array_buffers(), 0);
}

#[test]
fn blocks_larger_than_a_region_come_and_go() {
    let memory = IsolateMemory::new();
    let size = 200 << 20;
    let block = memory
        .take(size, Fill::Zero, Purpose::Store)
        .expect("a block");
    // SAFETY: the block is live and `size` bytes long.
    unsafe {
        assert_eq!(*block.as_ptr().add(size - 1), 0);
        *block.as_ptr().add(size - 1) = 1;
    }
    assert!(memory.give_back(block.as_ptr() as usize, size));
    assert_eq!(memory.committed(), 0);
}

#[test]
fn free_bytes_stay_warm_within_the_bound_and_leave_past_it() {
    let memory = IsolateMemory::new();
    memory.set_keep(4 << 20);
    let blocks: Vec<_> = (0..32)
        .map(|_| {
            memory
                .take(1 << 20, Fill::Any, Purpose::Store)
                .expect("a block")
        })
        .collect();
    for block in blocks {
        assert!(memory.give_back(block.as_ptr() as usize, 1 << 20));
    }
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
        let block = memory.take(20_000, Fill::Zero, Purpose::Store);
        block.expect("a block").as_ptr() as usize
    };
    let blocks: Vec<_> = (0..200).map(|_| take()).collect();
    for block in blocks {
        assert!(memory.give_back(block, 20_000));
    }
    assert_eq!(memory.committed(), 200 * 5 * 4096);
}

#[test]
fn two_threads_free_what_a_third_took() {
    let memory = IsolateMemory::new();
    let blocks: Vec<usize> = (0..4000)
        .map(|n| {
            let block = memory.take(1 + n * 7, Fill::Any, Purpose::Store);
            block.expect("a block").as_ptr() as usize
        })
        .collect();
    let gate = Arc::new(Barrier::new(2));
    let workers: Vec<_> = (0..2)
        .map(|side| {
            let (memory, gate, blocks) = (Arc::clone(&memory), Arc::clone(&gate), blocks.clone());
            thread::spawn(move || {
                gate.wait();
                for (n, block) in blocks
                    .into_iter()
                    .enumerate()
                    .filter(|(n, _)| n % 2 == side)
                {
                    assert!(memory.give_back(block, 1 + n * 7));
                }
            })
        })
        .collect();
    for worker in workers {
        worker.join().expect("the thread");
    }
    assert_eq!(memory.ledger().array_buffers(), 0);
}

#[test]
fn a_loan_is_counted_and_released_once() {
    let memory = IsolateMemory::new();
    let released = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&released);
    let address = 0x40_0000_0000;
    let loan = foreign::lend(
        address,
        5000,
        &memory,
        None,
        Box::new(move || {
            count.fetch_add(1, Ordering::SeqCst);
        }),
    );
    assert!(loan.is_ok());
    assert_eq!(memory.ledger().array_buffers(), 5000);
    assert!(foreign::lend(address, 1, &memory, None, Box::new(|| ())).is_err());
    assert!(foreign::give_back(address));
    assert!(!foreign::give_back(address));
    assert_eq!(released.load(Ordering::SeqCst), 1);
    assert_eq!(memory.ledger().array_buffers(), 0);
}
