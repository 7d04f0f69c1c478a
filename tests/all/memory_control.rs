//! What a host does about memory: limits, limiters, pressure, native objects.

use slabjs::{Decision, ErrorKind, Growth, MemoryLimiter, PressureLevel, Resource, Runtime};
use std::cell::RefCell;
use std::rc::Rc;

const MIB: usize = 1 << 20;

fn text(runtime: &mut Runtime, source: &str) -> String {
    let value = runtime.evaluate(source, "memory.js").expect(source);
    value.as_string().expect("a string").to_std_string_lossy()
}

#[test]
fn reported_bytes_count_and_take_themselves_back() {
    let mut runtime = Runtime::builder()
        .max_external_memory(8 * MIB)
        .build()
        .expect("a runtime");
    assert_eq!(runtime.adjust(1000), 1000);
    assert_eq!(runtime.adjust(-400), 600);
    let image = runtime.native_memory(5 * MIB).expect("room");
    let usage = runtime.usage();
    assert_eq!(usage.reported, 600 + 5 * MIB);
    assert_eq!(usage.external, usage.array_buffers + usage.reported);
    let refused = "try { new Uint8Array(4 << 20); 'had' } catch (e) { e.name }";
    assert_eq!(text(&mut runtime, refused), "RangeError");
    assert!(runtime.native_memory(5 * MIB).is_err());
    let elsewhere = std::thread::spawn(move || drop(image));
    elsewhere.join().expect("the thread");
    assert_eq!(text(&mut runtime, refused), "had");
    assert_eq!(runtime.adjust(-600), 0);
}

#[derive(Debug, Clone, Default)]
struct Log(Rc<RefCell<Vec<Growth>>>);

impl MemoryLimiter for Log {
    fn growing(&mut self, growth: &Growth) -> Decision {
        self.0.borrow_mut().push(*growth);
        match growth.requested {
            n if n > 3 * MIB => Decision::End,
            n if n > 2 * MIB => Decision::Refuse,
            _ => Decision::Allow,
        }
    }
}

#[test]
fn a_limiter_allows_refuses_or_ends_the_script() {
    let log = Log::default();
    let mut runtime = Runtime::builder()
        .max_external_memory(MIB)
        .limiter(log.clone())
        .build()
        .expect("a runtime");
    // Past the limit, and allowed.
    let allowed = "let b = new Uint8Array(1_500_000); `${b.length}`";
    assert_eq!(text(&mut runtime, allowed), "1500000");
    let asked = log
        .0
        .borrow()
        .iter()
        .copied()
        .find(|g| g.requested == 1_500_000);
    let asked = asked.expect("asked");
    assert_eq!((asked.resource, asked.limit), (Resource::External, MIB));
    assert!(asked.current < 20_000, "{asked:?}");
    let refused = "try { Buffer.alloc(2_500_000); 'had' } catch (e) { String(e) }";
    let outcome = text(&mut runtime, refused);
    assert_eq!(outcome, "RangeError: Array buffer allocation failed");
    let ended = "try { Buffer.alloc(4_000_000) } catch (e) { for (;;); }";
    let error = runtime.evaluate(ended, "ended.js").expect_err("ended");
    assert_eq!(error.kind(), ErrorKind::MemoryLimit);
    assert_eq!(text(&mut runtime, "'goes on'"), "goes on");
}

#[test]
fn pressure_collects_and_gives_memory_back() {
    let mut runtime = Runtime::builder().build().expect("a runtime");
    let garbage = "for (let i = 0; i < 20; i++) new Uint8Array(1 << 20).fill(1); 0";
    runtime.evaluate(garbage, "garbage.js").expect("garbage");
    let before = runtime.usage();
    runtime.notify_pressure(PressureLevel::Critical);
    let after = runtime.usage();
    println!("committed {} -> {}", before.committed, after.committed);
    assert!(after.array_buffers < MIB, "{after:?}");
    assert!(after.committed < MIB, "{after:?}");
    assert!(after.collections.collections > before.collections.collections);
    runtime.evaluate(garbage, "garbage.js").expect("garbage");
    runtime.collect();
    assert!(runtime.usage().committed < MIB, "it stays critical");
    runtime.notify_pressure(PressureLevel::None);
    runtime.evaluate(garbage, "garbage.js").expect("garbage");
    runtime.collect();
    let warm = runtime.usage().committed;
    assert!(warm > MIB, "free memory is kept again: {warm}");
    assert!(runtime.trim() > 0);
    assert!(runtime.usage().committed < MIB);
}

fn limited(heap: usize) -> Runtime {
    Runtime::builder()
        .heap_limit(heap)
        .max_external_memory(heap)
        .build()
        .expect("a runtime")
}

#[test]
fn a_heap_past_its_limit_ends_the_run_and_no_other() {
    for script in [
        "const kept = []; for (;;) kept.push({ a: 1, b: [1, 2, 3] })",
        "const kept = []; for (;;) kept.push('x'.repeat(10_000) + kept.length)",
        "const kept = new Map(); for (let i = 0; ; i++) kept.set(i, {})",
        "const kept = []; for (;;) { const x = {}; kept.push(() => x) }",
        "const kept = []; for (;;) { try { kept.push(new Array(1000).fill({})) } catch {} }",
        "const kept = []; [1].forEach(() => { for (;;) kept.push([1, 2, 3]) })",
        "let s = 'x'; for (;;) s += s",
    ] {
        let mut runtime = limited(32 * MIB);
        // In a function, so that nothing stays reachable when it has ended.
        let called = format!("(() => {{ {script} }})()");
        let ended = runtime.evaluate(&called, "heap.js").map(drop);
        let error = ended.expect_err(script);
        let collections = runtime.usage().collections;
        println!(
            "{error}: {script}: {} collections, {:?}",
            collections.collections, collections.time
        );
        assert_eq!(error.class(), "RangeError", "{script}: {error}");
        runtime.collect();
        let after = "const a = []; for (let i = 0; i < 1e5; i++) a.push(i); `${a.length}`";
        assert_eq!(
            text(&mut runtime, &format!("{{ {after} }}")),
            "100000",
            "{script}"
        );
    }
}

#[test]
fn jobs_that_keep_all_they_make_are_ended() {
    let mut runtime = limited(16 * MIB);
    let script =
        "(f => f(f))(function f() { (f.kept ??= []).push([1, 2, 3]); Promise.resolve().then(f) })";
    runtime.evaluate(script, "jobs.js").expect("one job");
    let error = runtime.run().expect_err("ended");
    assert_eq!(error.kind(), ErrorKind::HeapLimit);
}

#[test]
fn garbage_under_a_heap_limit_is_collected_and_ends_nothing() {
    let mut runtime = limited(32 * MIB);
    for script in [
        "for (let i = 0; i < 60; i++) new Array(100_000).fill(i); 'done'",
        "for (let i = 0; i < 60_000; i++) ({ a: { b: { c: i } } }); 'done'",
        "for (let i = 0; i < 2000; i++) 'x'.repeat(100_000) + i; 'done'",
        "for (let i = 0; i < 60; i++) { const m = new Map(); for (let j = 0; j < 500; j++) m.set(j, {}); } 'done'",
    ] {
        assert_eq!(text(&mut runtime, script), "done", "{script}");
    }
    println!("{:?}", runtime.usage());
}

#[test]
fn the_heap_limit_can_change_and_a_huge_string_is_a_range_error() {
    let mut runtime = limited(8 * MIB);
    let huge = "try { 'x'.repeat(20 << 20).length } catch (e) { String(e) }";
    assert_eq!(
        text(&mut runtime, huge),
        "RangeError: Invalid string length"
    );
    let padded = "try { 'x'.padEnd(20 << 20).length } catch (e) { String(e) }";
    assert_eq!(
        text(&mut runtime, padded),
        "RangeError: Invalid string length"
    );
    runtime.set_heap_limit(64 * MIB);
    let had = runtime.evaluate(huge, "huge.js").expect("had").as_number();
    assert_eq!(had, Some(f64::from(20 << 20)));
    runtime.set_heap_limit(usize::MAX);
    runtime
        .evaluate(
            "globalThis.kept = []; for (let i = 0; i < 2e6; i++) kept.push(i)",
            "k.js",
        )
        .expect("no limit");
}

#[test]
fn what_the_host_allocates_between_runs_is_not_the_scripts() {
    let mut runtime = limited(16 * MIB);
    let mut kept = Vec::new();
    for _ in 0..20 {
        kept.push(vec![1_u8; 4 * MIB]);
        assert_eq!(text(&mut runtime, "'x'.repeat(1000); 'fits'"), "fits");
    }
    // Nor does freeing what other threads allocated make room without end.
    for _ in 0..20 {
        let bytes = std::thread::spawn(|| vec![1_u8; 4 * MIB])
            .join()
            .expect("bytes");
        drop(runtime.adopt(bytes).expect("adopted"));
        runtime.collect();
    }
    let error = runtime.evaluate("const a = []; for (;;) a.push({})", "heap.js");
    assert_eq!(error.expect_err("ended").kind(), ErrorKind::HeapLimit);
    drop(kept);
}

/// Half of a run beside a large live set went into giving pages back to the system
/// and getting them again.
#[test]
fn beside_a_large_live_set_free_pages_stay_warm_for_the_next_step() {
    let mut runtime = Runtime::builder()
        .soft_limit(MIB)
        .build()
        .expect("a runtime");
    let live = "globalThis.live = Array.from({ length: 96 }, () => Buffer.alloc(1 << 20, 1)); ''";
    text(&mut runtime, live);
    // Two collections at most: each may make the step smaller where it was cheap.
    let churn = "for (let i = 0; i < 40; i++) Buffer.alloc(1 << 20, 2); ''";
    text(&mut runtime, churn);
    runtime.collect();
    let usage = runtime.usage();
    assert!(usage.soft_limit > 8 * MIB, "{usage:?}");
    let warm = usage.committed - usage.external;
    assert!(warm > usage.soft_limit / 2, "{warm} of {usage:?}");
    runtime.notify_pressure(PressureLevel::Moderate);
    let usage = runtime.usage();
    assert!(usage.committed - usage.external < MIB, "{usage:?}");
}
