//! What listeners do to the journal of movements.

use crate::engine::events::Observer;
use crate::engine::isolate::Isolate;
use crate::memory::movement_pages::MovementPages;
use crate::memory::{Fill, Purpose};
use crate::runtime::histogram::Histograms;
use std::rc::Rc;

#[test]
fn nothing_is_written_down_when_nobody_wants_it() {
    let isolate = Isolate::of_this_thread();
    let mut read = MovementPages::new().expect("address space");
    let allocate = |isolate: &Isolate| {
        let block = isolate.memory().allocate(100, Fill::Zero, Purpose::Store);
        drop(block.expect("a block"));
    };
    allocate(&isolate);
    assert_eq!(isolate.memory().read_journal(&mut read), None);
    assert!(read.as_slice().is_empty());
    let histograms = Rc::new(Histograms::default());
    let listener: Rc<dyn Observer> = histograms.clone();
    isolate.observe(Rc::clone(&listener));
    allocate(&isolate);
    isolate.settle();
    assert_eq!(histograms.counted().sizes.count(), 1);
    isolate.unobserve(&listener);
    allocate(&isolate);
    isolate.settle();
    assert_eq!(isolate.memory().read_journal(&mut read), None);
    assert!(read.as_slice().is_empty());
    assert_eq!(histograms.counted().sizes.count(), 1);
}
