//! Taking and giving back blocks, beside the system's allocator for the same sizes in
//! the same order.

use criterion::{BenchmarkId, Criterion, Throughput};
use slab_arena::{Fill, IsolateMemory, Purpose};
use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::ptr::NonNull;

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
fn check(memory: &IsolateMemory, size: usize, fill: Fill) {
    let block = memory.allocate(size, fill, Purpose::Store);
    let mut block = block.expect("memory");
    assert_eq!(memory.ledger().array_buffers(), size);
    if fill == Fill::Zero {
        assert!(block.bytes_mut().iter().all(|&byte| byte == 0));
    }
}

fn turn_of_arena(memory: &IsolateMemory, size: usize, fill: Fill) {
    let mut blocks = [const { None }; BLOCKS];
    for block in &mut blocks {
        *block = black_box(memory.allocate(size, fill, Purpose::Store));
        assert!(block.is_some());
    }
    drop(blocks);
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
