//! Bytes change hands without a copy, and owners are dropped exactly once.

use slabjs::Runtime;
use slabjs::engine::ownership::Adoption;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Bytes that count how often they are dropped.
struct Counted {
    bytes: Vec<u64>,
    drops: Arc<AtomicUsize>,
}

impl AsMut<[u8]> for Counted {
    fn as_mut(&mut self) -> &mut [u8] {
        let length = self.bytes.len() * 8;
        // SAFETY: any initialised u64s are as many times eight initialised bytes.
        unsafe { std::slice::from_raw_parts_mut(self.bytes.as_mut_ptr().cast(), length) }
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.drops.fetch_add(1, Ordering::SeqCst);
    }
}

fn counted(words: usize) -> (Counted, Arc<AtomicUsize>, usize) {
    let drops = Arc::new(AtomicUsize::new(0));
    let mut owner = Counted {
        bytes: vec![0x0101_0101_0101_0101; words],
        drops: Arc::clone(&drops),
    };
    let address = owner.as_mut().as_ptr() as usize;
    (owner, drops, address)
}

fn runtime() -> Runtime {
    Runtime::builder().build().expect("a runtime")
}

fn set(runtime: &mut Runtime, name: &str, value: boa_engine::JsValue) {
    let global = runtime.context().global_object();
    global
        .set(
            boa_engine::JsString::from(name),
            value,
            true,
            runtime.context(),
        )
        .expect("set");
}

#[test]
fn an_adopted_owner_is_used_in_place_and_dropped_by_the_collector() {
    let mut runtime = runtime();
    runtime.collect();
    let before = runtime.usage().array_buffers;
    let (owner, drops, address) = counted(1000);
    let (buffer, how) = runtime.adopt(owner).expect("adopted");
    assert_eq!(how, Adoption::InPlace);
    let place = runtime.bytes(&buffer, |bytes| bytes.as_ptr() as usize);
    assert_eq!(place, Some(address));
    assert_eq!(runtime.usage().array_buffers - before, 8000);
    set(&mut runtime, "lent", buffer);
    let sum = runtime.evaluate("new Uint8Array(lent).reduce((a, b) => a + b)", "sum.js");
    assert_eq!(sum.expect("sum").as_number(), Some(8000.0));
    runtime.collect();
    assert_eq!(drops.load(Ordering::SeqCst), 0);
    runtime.evaluate("lent = null", "drop.js").expect("dropped");
    runtime.collect();
    assert_eq!(drops.load(Ordering::SeqCst), 1);
    assert_eq!(runtime.usage().array_buffers, before);
}

#[test]
fn every_other_end_drops_the_owner_once_too() {
    for script in [
        "lent.transfer(10); lent = null",
        "lent.transfer(100_000); lent = null",
        "lent.transfer(0); lent = null",
        "lent.transfer(); lent = null",
        "lent.transferToFixedLength(4000); lent = null",
        "lent.slice(1); lent = null",
    ] {
        let mut runtime = runtime();
        let (owner, drops, _) = counted(1000);
        let (buffer, _) = runtime.adopt(owner).expect("adopted");
        set(&mut runtime, "lent", buffer);
        runtime.evaluate(script, "end.js").expect(script);
        runtime.collect();
        assert_eq!(drops.load(Ordering::SeqCst), 1, "{script}");
    }
    let (owner, drops, _) = counted(1000);
    let mut ended = runtime();
    let (buffer, _) = ended.adopt(owner).expect("adopted");
    set(&mut ended, "lent", buffer);
    drop(ended);
    assert_eq!(drops.load(Ordering::SeqCst), 1, "the runtime's end");
}

#[test]
fn an_owner_that_does_not_fit_is_dropped_and_refused() {
    let mut runtime = runtime();
    let limit = runtime.isolate().memory().hard_limit();
    runtime.isolate().set_hard_limit(4000);
    let (owner, drops, _) = counted(1000);
    let error = runtime.adopt(owner).expect_err("too large");
    assert_eq!(
        error.to_string(),
        "RangeError: Array buffer allocation failed"
    );
    assert_eq!(drops.load(Ordering::SeqCst), 1);
    runtime.isolate().set_hard_limit(limit);
}

#[test]
fn misaligned_bytes_are_copied_and_said_to_be() {
    struct Shifted(Vec<u64>);
    impl AsMut<[u8]> for Shifted {
        fn as_mut(&mut self) -> &mut [u8] {
            let length = self.0.len() * 8 - 1;
            // SAFETY: the range lies one byte into the vector's own.
            unsafe {
                std::slice::from_raw_parts_mut(self.0.as_mut_ptr().cast::<u8>().add(1), length)
            }
        }
    }
    let mut runtime = runtime();
    let (buffer, how) = runtime.adopt(Shifted(vec![7; 10])).expect("adopted");
    assert_eq!(how, Adoption::Copied);
    assert_eq!(runtime.bytes(&buffer, <[u8]>::len), Some(79));
}

#[test]
fn taken_bytes_cross_threads_and_come_back_without_a_copy() {
    let mut runtime = runtime();
    let value = runtime
        .evaluate(
            "globalThis.b = new Uint8Array(100_000).fill(3); b",
            "take.js",
        )
        .expect("bytes");
    let address = runtime.bytes(&value, |bytes| bytes.as_ptr() as usize);
    let mut taken = runtime.take_bytes(&value).expect("taken").expect("bytes");
    assert_eq!(Some(taken.as_ptr() as usize), address);
    let left = runtime.evaluate("b.length", "left.js").expect("length");
    assert_eq!(left.as_number(), Some(0.0));
    let taken = thread::spawn(move || {
        taken[0] = 9;
        taken
    })
    .join()
    .expect("the thread");
    let back = taken.into_array_buffer(runtime.context()).expect("back");
    let back = boa_engine::JsValue::from(back);
    assert_eq!(
        runtime.bytes(&back, |bytes| (bytes[0], bytes[1])),
        Some((9, 3))
    );
    assert_eq!(
        runtime.bytes(&back, |bytes| bytes.as_ptr() as usize),
        address
    );
}

#[test]
fn a_part_of_a_store_is_copied_and_the_script_keeps_its_own() {
    let mut runtime = runtime();
    let value = runtime
        .evaluate(
            "globalThis.b = new Uint8Array(100).fill(3).subarray(10, 20); b",
            "part.js",
        )
        .expect("bytes");
    let taken = runtime.take_bytes(&value).expect("taken").expect("bytes");
    assert_eq!(&*taken, &[3; 10]);
    let left = runtime.evaluate("b.length", "left.js").expect("length");
    assert_eq!(left.as_number(), Some(10.0));
    assert!(runtime.take_bytes(&1.into()).expect("no object").is_none());
}

#[test]
fn ten_thousand_lifecycles_release_each_owner_once() {
    let mut runtime = runtime();
    let drops = Arc::new(AtomicUsize::new(0));
    let mut made = 0;
    let mut dice: u32 = 1;
    for _ in 0..10_000 {
        dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let owner = Counted {
            bytes: vec![1; 1 + dice as usize % 50],
            drops: Arc::clone(&drops),
        };
        made += 1;
        let (buffer, _) = runtime.adopt(owner).expect("adopted");
        match dice >> 28 {
            0..=3 => set(&mut runtime, "kept", buffer),
            4 => {
                set(&mut runtime, "kept", buffer);
                runtime
                    .evaluate("kept = kept.transfer(3)", "t.js")
                    .expect("transfer");
            }
            5 | 6 => drop(runtime.take_bytes(&buffer).expect("taken")),
            7 => {
                runtime.collect();
            }
            _ => {}
        }
    }
    runtime.evaluate("kept = null", "end.js").expect("end");
    runtime.collect();
    assert_eq!(drops.load(Ordering::SeqCst), made);
}
