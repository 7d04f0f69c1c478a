//! What safe code can do with the crate, the odd and the hostile too: memory stays whole.

#![allow(clippy::expect_used)]
#![forbid(unsafe_code)]

use slab_arena::clock::Moment;
use slab_arena::movement::Change;
use slab_arena::movement_pages::MovementPages;
use slab_arena::{
    Allocator, Binding, Block, Fill, IsolateMemory, Purpose, expect_store, heap, is_installed,
    loans, process, set_site,
};
use std::cell::{Cell, RefCell};
use std::mem;
use std::thread;

#[global_allocator]
static ALLOC: Allocator = Allocator::system();

/// What an engine's backing store is to the allocator.
#[repr(align(64))]
struct Store([u8; 1024]);

fn store(byte: u8) -> Box<Store> {
    Box::new(Store([byte; 1024]))
}

fn block(memory: &IsolateMemory, size: usize) -> Block {
    memory
        .allocate(size, Fill::Zero, Purpose::Store)
        .expect("memory")
}

fn live(memory: &IsolateMemory) -> usize {
    memory.ledger().array_buffers()
}

#[test]
fn a_block_gives_itself_back_on_any_thread() {
    let memory = IsolateMemory::new();
    let mut blocks: Vec<Block> = (1..300).map(|n| block(&memory, n * 97)).collect();
    for (n, block) in blocks.iter_mut().enumerate() {
        assert!(block.bytes_mut().iter().all(|&byte| byte == 0));
        block.bytes_mut().fill(n as u8);
    }
    for (n, block) in blocks.iter_mut().enumerate() {
        assert!(block.bytes_mut().iter().all(|&byte| byte == n as u8));
    }
    thread::spawn(move || drop(blocks))
        .join()
        .expect("no panic");
    assert_eq!(live(&memory), 0);
}

#[test]
fn bytes_that_were_left_behind_are_zero_to_safe_code() {
    let memory = IsolateMemory::new();
    block(&memory, 100).bytes_mut().fill(7);
    let mut again = memory
        .allocate(100, Fill::Any, Purpose::Store)
        .expect("memory");
    assert!(again.bytes_mut().iter().all(|&byte| byte == 0));
    again.bytes_mut().fill(8);
    assert!(again.bytes_mut().iter().all(|&byte| byte == 8));
}

#[test]
fn blocks_outlive_every_handle_of_their_memory() {
    let mut block = block(&IsolateMemory::new(), 70_000);
    block.bytes_mut().fill(1);
    assert!(block.bytes_mut().iter().all(|&byte| byte == 1));
}

#[test]
fn a_leaked_block_leaks_and_no_more() {
    let memory = IsolateMemory::new();
    mem::forget(block(&memory, 64));
    let _ = block(&memory, 64).into_raw();
    assert_eq!(live(&memory), 128);
    assert_ne!(block(&memory, 64).as_ptr(), block(&memory, 128).as_ptr());
}

#[test]
fn the_thread_is_bound_while_the_binding_lives() {
    assert!(is_installed());
    let memory = IsolateMemory::new();
    let binding = Binding::new(&memory, |_| true);
    let inside = store(1);
    assert_eq!(live(&memory), 1024);
    drop(memory);
    let memory = IsolateMemory::current().expect("the binding holds it");
    drop(binding);
    let outside = store(2);
    assert_eq!(live(&memory), 1024);
    assert_eq!((inside.0[999], outside.0[999]), (1, 2));
    drop(inside);
    assert_eq!(live(&memory), 0);
}

#[test]
fn bindings_end_in_any_order() {
    let [first, second] = [(); 2].map(|()| IsolateMemory::new());
    let bindings = [&first, &second, &first, &first].map(|memory| Binding::new(memory, |_| true));
    for binding in bindings {
        drop(binding);
        drop(store(3));
    }
    assert_eq!(IsolateMemory::current(), None);
}

#[test]
fn a_leaked_binding_leaks_its_memory() {
    thread::spawn(|| {
        mem::forget(Binding::new(&IsolateMemory::new(), |_| true));
        let stores = [store(1), store(2)];
        let memory = IsolateMemory::current().expect("it was leaked");
        assert_eq!(live(&memory), 2048);
        drop(stores);
        assert_eq!(live(&memory), 0);
    })
    .join()
    .expect("no panic");
}

#[test]
fn a_safe_point_may_end_the_binding_that_asks_it() {
    thread_local! {
        static BINDING: RefCell<Option<Binding>> = const { RefCell::new(None) };
        static ASKED: Cell<u32> = const { Cell::new(0) };
    }
    let unbind = |_| {
        ASKED.set(ASKED.get() + 1);
        drop(BINDING.take());
        true
    };
    BINDING.set(Some(Binding::new(&IsolateMemory::new(), unbind)));
    expect_store();
    let store = store(4);
    assert_eq!(ASKED.get(), 1);
    assert_eq!(IsolateMemory::current(), None);
    assert_eq!(store.0[0], 4);
}

#[test]
fn a_safe_point_that_refuses_is_obeyed() {
    let memory = IsolateMemory::new();
    let binding = Binding::new(&memory, |size| size < 500);
    let ask = |size| memory.allocate_at_safe_point(size, Fill::Any, Purpose::Store);
    assert!(ask(499).is_some());
    assert!(ask(500).is_none());
    assert_eq!(live(&memory), 0);
    drop(binding);
    assert!(ask(500).is_some());
}

#[test]
fn figures_move_as_the_blocks_do() {
    let memory = IsolateMemory::new();
    let heap = heap::count();
    let uncounted = heap::Uncounted::<4096>::new();
    assert_eq!(heap::count(), heap - 4096);
    drop(uncounted);
    assert_eq!(heap::count(), heap);
    assert_eq!(memory.adjust(i64::MAX), i64::MAX.unsigned_abs() as usize);
    assert_eq!(memory.adjust(i64::MIN), 0);
    let held = block(&memory, 10);
    memory.collection_ended();
    let more = block(&memory, 20);
    assert_eq!((memory.ledger().low(), live(&memory)), (10, 30));
    drop((held, more));
    assert_eq!((memory.ledger().low(), memory.ledger().peak()), (0, 30));
    process::trim();
    assert_eq!(memory.committed(), 0);
}

#[test]
fn the_journal_tells_each_movement_with_its_site() {
    let memory = IsolateMemory::new();
    let mut read = MovementPages::new().expect("address space");
    memory.open_journal(Moment::now()).expect("address space");
    set_site(5);
    drop(block(&memory, 300));
    assert_eq!(memory.read_journal(&mut read), None);
    let sites = read
        .as_slice()
        .iter()
        .filter_map(|movement| match movement.change {
            Change::Allocated { bytes, site, .. } => Some((bytes, site)),
            _ => None,
        });
    assert_eq!(sites.collect::<Vec<_>>(), [(300, 5)]);
    assert_eq!(
        read.as_slice().last().map(|last| last.array_buffers),
        Some(0)
    );
}

#[test]
fn addresses_of_anything_are_only_looked_up() {
    let memory = IsolateMemory::new();
    let mut block = block(&memory, 64);
    let address = block.as_ptr() as usize;
    for address in [0, 1, 64, address + 1, usize::MAX, usize::MAX << 26] {
        assert!(!loans::is_on_loan(address));
        assert_eq!(loans::account_of(address), None);
        assert!(!loans::move_to(address, &memory));
        let _ = memory.purpose(address);
    }
    assert_eq!(memory.purpose(address), Some(Purpose::Store));
    assert!(block.bytes_mut().iter().all(|&byte| byte == 0));
}
