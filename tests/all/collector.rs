//! Pressure triggers collections, and the engine's own are noticed.

use slabjs::Runtime;
use slabjs::instruments::{Collection, Event, Observer, Reason};
use std::cell::RefCell;
use std::rc::Rc;

#[derive(Debug, Default)]
struct Log(RefCell<Vec<Collection>>);

impl Observer for Log {
    fn on_event(&self, event: &Event) {
        if let Event::Collection(collection) = event {
            self.0.borrow_mut().push(*collection);
        }
    }
}

fn observed() -> (Runtime, Rc<Log>) {
    let log = Rc::new(Log::default());
    let runtime = Runtime::builder()
        .observer(log.clone())
        .build()
        .expect("a runtime");
    (runtime, log)
}

#[test]
fn garbage_stores_are_collected_before_they_pile_up() {
    let (mut runtime, log) = observed();
    let script = "for (let i = 0; i < 2000; i++) new Uint8Array(256 * 1024); 0";
    runtime.evaluate(script, "churn.js").expect("churn");
    let pressure: Vec<Collection> = log
        .0
        .borrow()
        .iter()
        .copied()
        .filter(|collection| collection.reason == Reason::ExternalMemoryPressure)
        .collect();
    // How often depends on what a collection costs on the machine; that they
    // come, and that each frees everything, does not.
    assert!(pressure.len() >= 2, "{} collections", pressure.len());
    for collection in &pressure {
        assert!(collection.external_after < 1 << 20, "{collection:?}");
    }
    assert!(runtime.ledger().peak() < 400 << 20);
}

#[test]
fn a_live_set_does_not_make_every_allocation_collect() {
    let (mut runtime, log) = observed();
    let script = "
        const kept = [];
        for (let i = 0; i < 1500; i++) kept.push(new Uint8Array(256 * 1024));
        kept.length";
    runtime.evaluate(script, "keep.js").expect("keep");
    assert!(
        log.0.borrow().len() < 40,
        "{} collections",
        log.0.borrow().len()
    );
}

#[test]
fn collections_of_the_engine_itself_are_counted_with_their_pause() {
    let (mut runtime, log) = observed();
    let script = "let o; for (let i = 0; i < 100000; i++) o = { a: [i], b: { i } }; 0";
    runtime.evaluate(script, "objects.js").expect("objects");
    let totals = runtime.usage().collections;
    assert!(totals.by_engine >= 3, "{totals:?}");
    let own: Vec<Collection> = log
        .0
        .borrow()
        .iter()
        .copied()
        .filter(|collection| collection.reason == Reason::Allocation)
        .collect();
    assert_eq!(own.len() as u64, totals.by_engine);
    assert!(
        own.iter().all(|collection| !collection.pause.is_zero()),
        "{own:?}"
    );
    assert!(
        own.iter()
            .all(|collection| collection.heap_after < collection.heap_before),
        "{own:?}"
    );
    let numbers: Vec<u64> = log
        .0
        .borrow()
        .iter()
        .map(|collection| collection.number)
        .collect();
    assert_eq!(numbers, (1..=numbers.len() as u64).collect::<Vec<_>>());
}

#[test]
fn reported_bytes_press_like_any_other() {
    let (mut runtime, log) = observed();
    for _ in 0..10 {
        runtime.adjust(5 << 20);
        runtime.adjust(-(5 << 20));
    }
    assert_eq!(log.0.borrow().len(), 0, "nothing has grown since the low");
    runtime.adjust(200 << 20);
    runtime
        .evaluate("new Uint8Array(1000); 0", "touch.js")
        .expect("touch");
    assert!(!log.0.borrow().is_empty());
    let usage = runtime.usage();
    assert_eq!(usage.external, usage.array_buffers + usage.reported);
    assert_eq!(runtime.adjust(-(200 << 20)), 0);
}

#[test]
fn the_bytes_leave_the_ledger_during_the_collection() {
    let mut runtime = Runtime::builder().build().expect("a runtime");
    runtime
        .evaluate("new Uint8Array(1 << 20); 0", "garbage.js")
        .expect("garbage");
    let before = runtime.usage().array_buffers;
    let collection = runtime.collect();
    assert!(before >= 1 << 20);
    assert_eq!(
        collection.external_before - collection.external_after,
        1 << 20
    );
    assert_eq!(runtime.usage().external, collection.external_after);
}
