//! Bytes change hands without a copy, and owners are dropped exactly once.

use slabjs::Adoption;
use slabjs::Runtime;
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
    let limit = runtime.ledger().hard_limit();
    runtime.set_max_external_memory(4000);
    let (owner, drops, _) = counted(1000);
    let error = runtime.adopt(owner).expect_err("too large");
    assert_eq!(
        error.to_string(),
        "RangeError: Array buffer allocation failed"
    );
    assert_eq!(drops.load(Ordering::SeqCst), 1);
    runtime.set_max_external_memory(limit);
}

#[test]
fn misaligned_bytes_are_copied_and_said_to_be() {
    struct Shifted(Vec<u64>);
    impl AsMut<[u8]> for Shifted {
        fn as_mut(&mut self) -> &mut [u8] {
            let length = self.0.len() * 8 - 1;
            let start = self.0.as_mut_ptr().cast::<u8>().wrapping_add(1);
            // SAFETY: the range lies one byte into the vector's own.
            unsafe { std::slice::from_raw_parts_mut(start, length) }
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

/// Where the bytes of `value` lie.
fn place(runtime: &mut Runtime, value: &boa_engine::JsValue) -> usize {
    let place = runtime.bytes(value, |bytes| bytes.as_ptr() as usize);
    place.expect("bytes")
}

#[test]
fn vectors_and_boxes_are_used_where_they_lie() {
    let mut runtime = runtime();
    let vector = vec![1_u8; 4096];
    let address = vector.as_ptr() as usize;
    let (value, how) = runtime.adopt(vector).expect("adopted");
    assert_eq!(
        (how, place(&mut runtime, &value)),
        (Adoption::InPlace, address)
    );
    let boxed: Box<[u8]> = vec![2_u8; 4096].into_boxed_slice();
    let address = boxed.as_ptr() as usize;
    let value = runtime.buffer(boxed).expect("a Buffer");
    assert_eq!(place(&mut runtime, &value), address);
    let written = runtime.bytes_mut(&value, |bytes| {
        bytes[0] = 77;
        bytes.as_ptr() as usize
    });
    assert_eq!(written.expect("written"), Some(address));
    set(&mut runtime, "b", value);
    let seen = runtime.evaluate("Buffer.isBuffer(b) && b[0]", "seen.js");
    assert_eq!(seen.expect("seen").as_number(), Some(77.0));
}

#[test]
fn a_memory_map_is_used_where_it_lies() {
    let file = tempfile::tempfile().expect("a file");
    file.set_len(100_000).expect("its length");
    // SAFETY: nobody else has the file.
    let map = unsafe { memmap2::MmapMut::map_mut(&file) }.expect("a map");
    let address = map.as_ptr() as usize;
    let mut runtime = runtime();
    let (value, how) = runtime.adopt(map).expect("adopted");
    assert_eq!(
        (how, place(&mut runtime, &value)),
        (Adoption::InPlace, address)
    );
    set(&mut runtime, "map", value);
    runtime
        .evaluate("new Uint8Array(map)[5] = 9; map = null", "write.js")
        .expect("written");
    runtime.collect();
    let mut bytes = [0; 6];
    std::os::unix::fs::FileExt::read_at(&file, &mut bytes, 0).expect("read");
    assert_eq!(
        bytes,
        [0, 0, 0, 0, 0, 9],
        "the script wrote to the file itself"
    );
}

#[test]
fn a_release_callback_gets_its_owner_back_once() {
    let (sender, receiver) = std::sync::mpsc::channel();
    let mut runtime = runtime();
    let vector = vec![3_u8; 800];
    let address = vector.as_ptr() as usize;
    let release = move |owner: Vec<u8>| sender.send(owner.as_ptr() as usize).expect("told");
    let (value, _) = runtime.adopt_with(vector, release).expect("adopted");
    assert_eq!(place(&mut runtime, &value), address);
    assert!(receiver.try_recv().is_err(), "not yet");
    drop(value);
    runtime.collect();
    assert_eq!(
        receiver.try_recv(),
        Ok(address),
        "without a turn of the loop"
    );
    assert!(receiver.recv().is_err(), "once");
}

#[test]
fn memory_that_the_host_goes_on_using_is_seen_by_both() {
    let mut memory = vec![0_u64; 100];
    let start = std::ptr::NonNull::new(memory.as_mut_ptr().cast::<u8>()).expect("an address");
    let drops = Arc::new(AtomicUsize::new(0));
    let count = |drops: &Arc<AtomicUsize>| {
        let drops = Arc::clone(drops);
        move || {
            drops.fetch_add(1, Ordering::SeqCst);
        }
    };
    let mut runtime = runtime();
    // SAFETY: the vector outlives the runtime, and is used between calls only.
    let shared = unsafe { runtime.share(start, 800, count(&drops)) }.expect("shared");
    assert_eq!(place(&mut runtime, &shared), start.as_ptr() as usize);
    set(&mut runtime, "memory", shared.clone());
    runtime
        .evaluate("words = new BigUint64Array(memory); words[3] = 42n", "w.js")
        .expect("written");
    let word = |at| start.as_ptr().cast::<u64>().wrapping_add(at);
    // SAFETY: no script runs; the vector's memory is valid for 100 words.
    assert_eq!(unsafe { word(3).read() }, 42);
    // SAFETY: as above.
    unsafe { word(4).write(43) };
    let seen = runtime.evaluate("Number(words[4])", "r.js").expect("read");
    assert_eq!(seen.as_number(), Some(43.0));
    // SAFETY: as above; it is refused.
    let again = unsafe { runtime.share(start, 800, count(&drops)) };
    assert!(again.expect_err("twice").message().contains("already"));
    assert_eq!(drops.load(Ordering::SeqCst), 1, "the refused one's");
    let odd = start.as_ptr().wrapping_add(1);
    // SAFETY: as above; it is refused.
    let odd = unsafe {
        runtime.share(
            std::ptr::NonNull::new(odd).expect("an address"),
            8,
            count(&drops),
        )
    };
    assert_eq!(odd.expect_err("misaligned").class(), "RangeError");
    assert_eq!(drops.load(Ordering::SeqCst), 2);
    drop(shared);
    drop(runtime);
    assert_eq!(drops.load(Ordering::SeqCst), 3, "the runtime's end");
    drop(memory);
}

#[test]
fn unique_bytes_are_used_where_they_lie_and_held_ones_are_copied() {
    use bytes::{Bytes, BytesMut};
    let mut runtime = runtime();
    let unique = Bytes::from(vec![5_u8; 4096]);
    let address = unique.as_ptr() as usize;
    let (value, how) = runtime.adopt_bytes(unique).expect("adopted");
    assert_eq!(
        (how, place(&mut runtime, &value)),
        (Adoption::InPlace, address)
    );

    let held = Bytes::from(vec![6_u8; 4096]);
    let (value, how) = runtime.adopt_bytes(held.clone()).expect("adopted");
    assert_eq!(how, Adoption::Copied);
    assert_ne!(place(&mut runtime, &value), held.as_ptr() as usize);

    let buffer = BytesMut::zeroed(4096);
    let address = buffer.as_ptr() as usize;
    let (value, how) = runtime.adopt(buffer).expect("adopted");
    assert_eq!(
        (how, place(&mut runtime, &value)),
        (Adoption::InPlace, address)
    );

    let value = runtime
        .evaluate("globalThis.out = Buffer.alloc(70_000, 'ab'); out", "out.js")
        .expect("a Buffer");
    let address = place(&mut runtime, &value);
    let taken = runtime.take_bytes(&value).expect("taken").expect("bytes");
    let bytes = Bytes::from(taken);
    assert_eq!(bytes.as_ptr() as usize, address);
    let sent = thread::spawn(move || (bytes.as_ptr() as usize, bytes.slice(0..2).to_vec()));
    assert_eq!(sent.join().expect("the thread"), (address, b"ab".to_vec()));
    let left = runtime.evaluate("out.length", "left.js").expect("length");
    assert_eq!(left.as_number(), Some(0.0));
    runtime.collect();
    let figures = runtime.usage().array_buffers;
    assert!(
        figures < 70_000,
        "the bytes went back to the arena: {figures}"
    );
}

#[test]
fn bytes_that_move_to_another_isolate_are_not_copied_and_count_there() {
    let mut first = runtime();
    let value = first
        .evaluate("new Uint8Array(100_000).fill(8)", "first.js")
        .expect("bytes");
    let address = place(&mut first, &value);
    let taken = first.take_bytes(&value).expect("taken").expect("bytes");
    let before = first.usage().array_buffers;
    let back = thread::spawn(move || {
        let mut second = runtime();
        let own = second.usage().array_buffers;
        let value = second.give_bytes(taken).expect("room");
        assert_eq!(place(&mut second, &value), address);
        assert_eq!(second.usage().array_buffers - own, 100_000);
        let taken = second.take_bytes(&value).expect("taken").expect("bytes");
        assert_eq!(taken.as_ptr() as usize, address);
        let value = second.give_bytes(taken).expect("back");
        second.take_bytes(&value).expect("taken").expect("bytes")
    });
    let taken = back.join().expect("the thread");
    assert_eq!(
        first.usage().array_buffers,
        before - 100_000,
        "it counted there"
    );
    let value = first.give_bytes(taken).expect("home");
    assert_eq!(place(&mut first, &value), address);
    assert_eq!(first.usage().array_buffers, before);
    drop(value);
    first.collect();
    assert_eq!(first.usage().array_buffers, before - 100_000);
}

#[test]
fn an_isolate_without_room_refuses_bytes_of_another() {
    let mut first = runtime();
    let value = first
        .evaluate("new Uint8Array(2 << 20)", "first.js")
        .expect("bytes");
    let taken = first.take_bytes(&value).expect("taken").expect("bytes");
    let before = first.usage().array_buffers;
    let refused = thread::spawn(move || {
        let mut second = Runtime::builder()
            .max_external_memory(1 << 20)
            .build()
            .expect("a runtime");
        let refused = second.give_bytes(taken).expect_err("no room");
        refused.into_report()
    });
    let refused = refused.join().expect("the thread");
    assert_eq!(refused.class(), "RangeError");
    assert_eq!(
        first.usage().array_buffers,
        before - (2 << 20),
        "freed at home"
    );
}

#[test]
fn shared_bytes_are_the_same_for_every_isolate() {
    let mut first = runtime();
    let value = first
        .evaluate(
            "globalThis.s = new Uint8Array(new SharedArrayBuffer(5000)); s",
            "s.js",
        )
        .expect("bytes");
    let shared = first.shared_bytes(&value).expect("shared");
    let before = first.usage().array_buffers;
    let other = shared.clone();
    let seen = thread::spawn(move || {
        let mut second = runtime();
        let own = second.usage().array_buffers;
        let value = second.use_shared_bytes(other);
        set(&mut second, "s", value);
        second
            .evaluate("new Uint8Array(s)[4999] = 7", "w.js")
            .expect("written");
        assert_eq!(second.usage().array_buffers, own, "counted once, at home");
    });
    seen.join().expect("the thread");
    let seen = first.evaluate("s[4999]", "r.js").expect("read");
    assert_eq!(seen.as_number(), Some(7.0), "no copy lies between them");
    drop(value);
    first.evaluate("s = null", "drop.js").expect("dropped");
    first.collect();
    assert_eq!(
        first.usage().array_buffers,
        before,
        "somebody still has them"
    );
    drop(shared);
    assert_eq!(first.usage().array_buffers, before - 5000);
    assert!(first.shared_bytes(&1.into()).is_none());
}

/// One owner more for each life, of one kind or another.
fn lend_one(runtime: &mut Runtime, dice: u32, drops: &Arc<AtomicUsize>) -> boa_engine::JsValue {
    let owner = Counted {
        bytes: vec![1; 1 + dice as usize % 50],
        drops: Arc::clone(drops),
    };
    if dice & 1 == 0 {
        return runtime.adopt(owner).expect("adopted").0;
    }
    let release = |owner: Counted| drop(owner);
    runtime.adopt_with(owner, release).expect("adopted").0
}

#[test]
fn ten_thousand_lifecycles_release_each_owner_once() {
    let mut runtime = runtime();
    let limit = runtime.ledger().hard_limit();
    let drops = Arc::new(AtomicUsize::new(0));
    let (mut made, mut taken_out) = (0, Vec::new());
    let mut dice: u32 = 1;
    let mut ways = [0_usize; 16];
    // Fewer where each takes long, as under valgrind.
    let lives = std::env::var("SLABJS_LIFECYCLES").map_or(10_000, |count| {
        count.parse::<usize>().expect("a number of lifecycles")
    });
    for _ in 0..lives {
        dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        made += 1;
        let way = dice >> 28;
        ways[way as usize] += 1;
        if way == 15 {
            // It can't be made.
            runtime.set_max_external_memory(0);
            let owner = Counted {
                bytes: vec![1; 10],
                drops: Arc::clone(&drops),
            };
            assert!(runtime.adopt(owner).is_err());
            runtime.set_max_external_memory(limit);
            continue;
        }
        let buffer = lend_one(&mut runtime, dice >> 8, &drops);
        match way {
            0..=2 => set(&mut runtime, "kept", buffer),
            3 | 4 => {
                let script = ["kept = kept.transfer(3)", "kept.transfer(5000)"];
                set(&mut runtime, "kept", buffer);
                let script = script[way as usize - 3];
                runtime.evaluate(script, "t.js").expect("transfer");
            }
            5 => drop(runtime.take_bytes(&buffer).expect("taken")),
            6 => taken_out.push(runtime.take_bytes(&buffer).expect("taken").expect("bytes")),
            7 => {
                if let Some(bytes) = taken_out.pop() {
                    runtime.give_bytes(bytes).expect("back");
                }
            }
            8 if made % 50 == 0 => {
                let bytes = runtime.take_bytes(&buffer).expect("taken").expect("bytes");
                thread::spawn(move || drop(bytes))
                    .join()
                    .expect("the thread");
            }
            9 if made % 20 == 0 => {
                runtime.collect();
            }
            10 if made % 200 == 0 => {
                // The isolate ends, and another begins.
                drop(buffer);
                drop(runtime);
                runtime = self::runtime();
            }
            11 if made % 50 == 0 => {
                let bytes = runtime.take_bytes(&buffer).expect("taken").expect("bytes");
                let elsewhere = move || {
                    let mut other = self::runtime();
                    drop(other.give_bytes(bytes).expect("room"));
                };
                thread::spawn(elsewhere).join().expect("the thread");
            }
            _ => {}
        }
    }
    taken_out.clear();
    drop(runtime);
    println!(
        "{made} owners, {} releases; ways {ways:?}",
        drops.load(Ordering::SeqCst)
    );
    assert_eq!(drops.load(Ordering::SeqCst), made);
    assert!(ways.iter().all(|&count| count > lives / 100), "{ways:?}");
}
