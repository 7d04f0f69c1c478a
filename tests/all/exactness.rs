//! The ledger is exact: every byte counted in is counted out.

use slabjs::Runtime;

/// Every kind of backing store and every way to make one from another.
const KINDS: [(&str, &str, usize); 14] = [
    ("ArrayBuffer", "new ArrayBuffer(1000)", 1000),
    ("Uint8Array", "new Uint8Array(5000)", 5000),
    ("Float64Array", "new Float64Array(1000)", 8000),
    ("DataView", "new DataView(new ArrayBuffer(333))", 333),
    ("SharedArrayBuffer", "new SharedArrayBuffer(4096)", 4096),
    (
        "growable SharedArrayBuffer",
        "new SharedArrayBuffer(10, { maxByteLength: 7000 })",
        7000,
    ),
    (
        "resizable ArrayBuffer",
        "new ArrayBuffer(10, { maxByteLength: 9000 })",
        9000,
    ),
    ("typed array from list", "Uint16Array.of(1, 2, 3)", 6),
    (
        "typed array copy",
        "new Uint8Array(new Uint8Array(700))",
        700,
    ),
    (
        "slice of a buffer",
        "[new ArrayBuffer(800)].map(b => [b, b.slice(100)])",
        1500,
    ),
    (
        "slice of a typed array",
        "[new Uint8Array(800)].map(b => [b, b.slice(100)])",
        1500,
    ),
    (
        "transfer to the same length",
        "new ArrayBuffer(640).transfer()",
        640,
    ),
    (
        "transfer to less",
        "new ArrayBuffer(640).transfer(100)",
        100,
    ),
    ("extent", "new ArrayBuffer(5_000_001)", 5_000_001),
];

#[test]
fn every_kind_counts_its_bytes_and_gives_them_back() {
    let mut runtime = Runtime::builder().build().expect("a runtime");
    runtime.collect();
    println!(
        "{:<30} {:>10} {:>10} {:>6}",
        "kind", "expected", "counted", "left"
    );
    for (kind, code, bytes) in KINDS {
        let before = runtime.usage().array_buffers;
        let source = format!("globalThis.kept = {code}; 0");
        runtime.evaluate(&source, "kind.js").expect(kind);
        runtime.collect();
        let counted = runtime.usage().array_buffers - before;
        runtime.evaluate("kept = null", "drop.js").expect(kind);
        runtime.collect();
        let left = runtime.usage().array_buffers - before;
        println!("{kind:<30} {bytes:>10} {counted:>10} {left:>6}");
        assert_eq!((counted, left), (bytes, 0), "{kind}");
    }
}

#[test]
fn transfers_grow_shrink_and_empty_a_store_exactly() {
    let mut runtime = Runtime::builder().build().expect("a runtime");
    runtime.collect();
    let before = runtime.usage().array_buffers;
    for (code, bytes) in [
        ("new ArrayBuffer(64).transfer(0)", 0),
        ("new ArrayBuffer(64).transfer(100_000)", 100_000),
        ("new ArrayBuffer(300_000).transfer(70_000)", 70_000),
        (
            "new ArrayBuffer(100, { maxByteLength: 500 }).transfer(400)",
            500,
        ),
        (
            "new ArrayBuffer(100, { maxByteLength: 500 }).transferToFixedLength()",
            100,
        ),
        ("new ArrayBuffer(0).transfer(10)", 10),
    ] {
        let check = format!("globalThis.kept = {code}; new Uint8Array(kept).every(x => x === 0)");
        let zeros = runtime.evaluate(&check, "transfer.js").expect(code);
        assert_eq!(zeros.as_boolean(), Some(true), "{code}");
        runtime.collect();
        assert_eq!(runtime.usage().array_buffers - before, bytes, "{code}");
    }
    runtime.evaluate("kept = null", "drop.js").expect("drop");
    runtime.collect();
    assert_eq!(runtime.usage().array_buffers, before);
}

#[test]
fn counters_agree_through_a_random_run() {
    let mut runtime = Runtime::builder().build().expect("a runtime");
    runtime.collect();
    let before = runtime.usage().array_buffers;
    let script = "
        let seed = 12345;
        const dice = n => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) % n;
        const live = new Array(50).fill(null);
        let sum = 0;
        for (let turn = 0; turn < 20000; turn++) {
            const place = dice(live.length);
            switch (dice(6)) {
                case 0: live[place] = new ArrayBuffer(dice(200)); break;
                case 1: live[place] = new Uint8Array(dice(20000)).buffer; break;
                case 2: live[place] = new SharedArrayBuffer(dice(3000)); break;
                case 3: live[place] = new ArrayBuffer(dice(100), { maxByteLength: 100 + dice(90000) }); break;
                case 4: if (live[place] instanceof ArrayBuffer) live[place] = live[place].slice(dice(50)); break;
                case 5: live[place] = null; break;
            }
        }
        live.fill(null); 0";
    runtime.evaluate(script, "random.js").expect("the run");
    let usage = runtime.usage();
    assert_eq!(usage.external, usage.array_buffers + usage.reported);
    assert!(usage.array_buffers > before, "some garbage is left");
    runtime.collect();
    assert_eq!(runtime.usage().array_buffers, before);
}

#[test]
fn new_stores_are_zero_whatever_lay_there_before() {
    let mut runtime = Runtime::builder().build().expect("a runtime");
    let script = "
        for (let size of [1, 64, 65, 4096, 8192, 16384, 16385, 65536, 100000, 1 << 20]) {
            for (let turn = 0; turn < 4; turn++) {
                for (const make of [n => new ArrayBuffer(n), n => new SharedArrayBuffer(n)]) {
                    const bytes = new Uint8Array(make(size));
                    if (!bytes.every(x => x === 0)) throw new Error('dirty ' + size);
                    bytes.fill(0xff);
                }
            }
            gc();
        }
        true";
    let mut exposed = Runtime::builder()
        .expose_gc(true)
        .build()
        .expect("a runtime");
    assert_eq!(
        exposed
            .evaluate(script, "zero.js")
            .expect("zeros")
            .as_boolean(),
        Some(true)
    );
    assert!(
        runtime
            .evaluate("typeof gc === 'undefined'", "gc.js")
            .expect("gc")
            .as_boolean()
            == Some(true)
    );
}

#[test]
fn a_runtime_gives_everything_back_when_it_is_dropped() {
    let isolate = slabjs::Isolate::of_this_thread();
    let mut runtime = Runtime::builder().build().expect("a runtime");
    runtime
        .evaluate("globalThis.kept = new Uint8Array(123456); 0", "keep.js")
        .expect("kept");
    assert!(isolate.usage().array_buffers >= 123_456);
    drop(runtime);
    assert_eq!(isolate.usage().array_buffers, 0);
    isolate.trim();
    assert_eq!(isolate.usage().committed, 0);
}
