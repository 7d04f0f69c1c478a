//! Taking and giving back blocks, beside the system's allocator in the same run.
//!
//! `cargo bench --bench arena`. Prints ratios: the arena's median time over the
//! system allocator's for the same sizes and the same order. Each run checks
//! that the ledger ends at zero.

use slabjs::memory::{Fill, IsolateMemory, Purpose};
use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: usize = 9;
const BLOCKS: usize = 256;

fn main() {
    println!(
        "{:>9} {:>6} {:>12} {:>12} {:>8}",
        "bytes", "fill", "arena ns", "system ns", "ratio"
    );
    for size in [64, 100, 1000, 8192, 65_536, 262_144, 1 << 20] {
        for fill in [Fill::Any, Fill::Zero] {
            let (arena, system) = compare(size, fill);
            println!(
                "{size:>9} {:>6} {:>12.1} {:>12.1} {:>8.2}",
                if fill == Fill::Zero { "zero" } else { "any" },
                arena.as_secs_f64() * 1e9,
                system.as_secs_f64() * 1e9,
                arena.as_secs_f64() / system.as_secs_f64(),
            );
        }
    }
}

/// Median time of one take and give-back, in turns so that noise hits both.
fn compare(size: usize, fill: Fill) -> (Duration, Duration) {
    let (mut arena, mut system) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        arena.push(time_arena(size, fill));
        system.push(time_system(size, fill));
    }
    (median(&mut arena), median(&mut system))
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn turns(size: usize) -> usize {
    (64 << 20) / (size * BLOCKS).max(1 << 16) + 1
}

fn time_arena(size: usize, fill: Fill) -> Duration {
    let memory = IsolateMemory::new();
    memory.set_keep(512 << 20);
    let mut blocks = Vec::with_capacity(BLOCKS);
    let start = Instant::now();
    for _ in 0..turns(size) {
        for _ in 0..BLOCKS {
            let block = memory.take(size, fill, Purpose::Store).expect("memory");
            blocks.push(black_box(block).as_ptr() as usize);
        }
        for block in blocks.drain(..) {
            assert!(memory.give_back(block, size));
        }
    }
    let spent = start.elapsed();
    assert_eq!(memory.ledger().array_buffers(), 0);
    spent / (turns(size) * BLOCKS) as u32
}

fn time_system(size: usize, fill: Fill) -> Duration {
    let layout = Layout::from_size_align(size, 64).expect("a layout");
    let mut blocks = Vec::with_capacity(BLOCKS);
    let start = Instant::now();
    for _ in 0..turns(size) {
        for _ in 0..BLOCKS {
            // SAFETY: the layout's size is not zero.
            let block = unsafe {
                match fill {
                    Fill::Zero => System.alloc_zeroed(layout),
                    Fill::Any => System.alloc(layout),
                }
            };
            blocks.push(black_box(block));
        }
        for block in blocks.drain(..) {
            // SAFETY: the block came from the same allocator with this layout.
            unsafe { System.dealloc(block, layout) };
        }
    }
    start.elapsed() / (turns(size) * BLOCKS) as u32
}
