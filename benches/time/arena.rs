//! Taking and giving back blocks, beside the system's allocator for the same sizes in
//! the same order.

use criterion::{BenchmarkId, Criterion, Throughput};
use slab_arena::{Fill, IsolateMemory, Purpose};
use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::ptr::NonNull;
use std::sync::Arc;

/// Blocks that are out at one time.
const BLOCKS: usize = 256;

const SIZES: [usize; 6] = [64, 100, 1000, 8192, 65_536, 1 << 20];

pub fn bench(criterion: &mut Criterion) {
    for (name, fill) in [("arena/any", Fill::Any), ("arena/zero", Fill::Zero)] {
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Elements(BLOCKS as u64));
        let memory = IsolateMemory::new();
        memory.set_keep(512 << 20);
        for size in SIZES {
            check(&memory, size, fill);
            group.bench_function(BenchmarkId::new("slabjs", size), |bencher| {
                bencher.iter(|| turn_of_arena(&memory, size, fill));
            });
            group.bench_function(BenchmarkId::new("system", size), |bencher| {
                bencher.iter(|| turn_of_system(size, fill));
            });
        }
        assert_eq!(memory.ledger().array_buffers(), 0);
        group.finish();
    }
}

/// The ledger counts what is out, and blocks of zeros are.
fn check(memory: &Arc<IsolateMemory>, size: usize, fill: Fill) {
    let block = memory.take(size, fill, Purpose::Store).expect("memory");
    assert_eq!(memory.ledger().array_buffers(), size);
    if fill == Fill::Zero {
        // SAFETY: the arena gave so many initialised bytes, used by nobody else.
        let bytes = unsafe { std::slice::from_raw_parts(block.as_ptr(), size) };
        assert!(bytes.iter().all(|&byte| byte == 0));
    }
    assert!(memory.give_back(block.as_ptr() as usize, size));
}

fn turn_of_arena(memory: &Arc<IsolateMemory>, size: usize, fill: Fill) {
    let mut blocks = [0; BLOCKS];
    for block in &mut blocks {
        let taken = memory.take(size, fill, Purpose::Store).expect("memory");
        *block = black_box(taken).as_ptr() as usize;
    }
    for block in blocks {
        assert!(memory.give_back(block, size));
    }
}

fn turn_of_system(size: usize, fill: Fill) {
    let layout = Layout::from_size_align(size, 64).expect("a layout");
    let mut blocks = [NonNull::dangling(); BLOCKS];
    for block in &mut blocks {
        let taken = match fill {
            // SAFETY: the layout's size is not zero.
            Fill::Zero => unsafe { System.alloc_zeroed(layout) },
            // SAFETY: the layout's size is not zero.
            Fill::Any => unsafe { System.alloc(layout) },
        };
        *block = NonNull::new(black_box(taken)).expect("memory");
    }
    for block in blocks {
        // SAFETY: the block came from the same allocator with this layout.
        unsafe { System.dealloc(block.as_ptr(), layout) };
    }
}
