//! The hard limit throws, and throws only what can't be had.

use slabjs::Runtime;

const MIB: usize = 1024 * 1024;

/// Every kind of backing store, of 200 MiB.
const KINDS: [(&str, &str); 12] = [
    ("ArrayBuffer", "new ArrayBuffer(N)"),
    (
        "resizable ArrayBuffer",
        "new ArrayBuffer(0, { maxByteLength: N })",
    ),
    ("SharedArrayBuffer", "new SharedArrayBuffer(N)"),
    (
        "growable SharedArrayBuffer",
        "new SharedArrayBuffer(0, { maxByteLength: N })",
    ),
    ("Uint8Array", "new Uint8Array(N)"),
    ("Float64Array", "new Float64Array(N / 8)"),
    ("BigInt64Array", "new BigInt64Array(N / 8)"),
    (
        "typed array from array-like",
        "new Uint8Array({ length: N })",
    ),
    ("transfer that grows", "new ArrayBuffer(8).transfer(N)"),
    ("Buffer.alloc", "Buffer.alloc(N)"),
    ("Buffer.allocUnsafe", "Buffer.allocUnsafe(N)"),
    ("Buffer.allocUnsafeSlow", "Buffer.allocUnsafeSlow(N)"),
];

fn limited() -> Runtime {
    Runtime::builder()
        .max_external_memory(128 * MIB)
        .build()
        .expect("a runtime")
}

fn text(runtime: &mut Runtime, source: &str) -> String {
    let value = runtime.evaluate(source, "limit.js").expect(source);
    value.as_string().expect("a string").to_std_string_lossy()
}

#[test]
fn every_kind_past_the_limit_throws_a_catchable_range_error() {
    let mut runtime = limited();
    println!("{:<30} outcome", "kind of 200 MiB under 128 MiB");
    for (kind, code) in KINDS {
        let code = code.replace('N', "(200 * 1024 * 1024)");
        let source = format!("try {{ {code}; 'no error' }} catch (e) {{ `${{e}}` }}");
        let outcome = text(&mut runtime, &source);
        println!("{kind:<30} {outcome}");
        assert!(outcome.starts_with("RangeError"), "{kind}: {outcome}");
        let after = runtime.evaluate("new Uint8Array(1000).length", "after.js");
        assert_eq!(after.expect("goes on").as_number(), Some(1000.0), "{kind}");
    }
}

#[test]
fn what_fits_after_a_collection_never_fails() {
    let mut runtime = limited();
    for (kind, code) in KINDS {
        // Three quarters of the limit at a time, each garbage before the next.
        let size = if kind == "transfer that grows" {
            30
        } else {
            96
        };
        let code = code.replace('N', &format!("({size} * 1024 * 1024)"));
        if kind == "typed array from array-like" {
            continue; // A hundred million property reads: the sizes above show the refusal.
        }
        let source = format!("for (let i = 0; i < 4; i++) {{ {code}; }} 'fits'");
        assert_eq!(text(&mut runtime, &source), "fits", "{kind}");
    }
}

#[test]
fn live_bytes_fill_the_limit_and_no_more() {
    let mut runtime = limited();
    let script = "
        const kept = [];
        let failed = 0;
        for (let i = 0; i < 300; i++) {
            try { kept.push(new Uint8Array(1024 * 1024)); } catch (e) { failed++; }
        }
        const count = kept.length;
        kept.length = 0;
        const after = new Uint8Array(100 * 1024 * 1024).length;
        `${count + failed} ${count <= 128} ${count >= 127} ${after}`";
    assert_eq!(text(&mut runtime, script), "300 true true 104857600");
    assert!(runtime.usage().array_buffers <= 128 * MIB);
}

#[test]
fn absurd_sizes_are_range_errors_and_not_aborts() {
    let mut runtime = Runtime::builder().build().expect("a runtime");
    for size in ["2 ** 53 - 1", "2 ** 52", "2 ** 45", "2 ** 40"] {
        for code in [
            "new ArrayBuffer(N)",
            "new SharedArrayBuffer(N)",
            "new Uint8Array(N)",
            "new ArrayBuffer(8).transfer(N)",
            "new ArrayBuffer(8).transferToFixedLength(N)",
            "new ArrayBuffer(0, { maxByteLength: N })",
            "new ArrayBuffer(8, { maxByteLength: 16 }).transfer(N)",
            "new ArrayBuffer(8, { maxByteLength: 16 }).resize(N)",
            "Buffer.alloc(N)",
            "Buffer.allocUnsafe(N)",
        ] {
            let code = code.replace('N', &format!("({size})"));
            let source = format!("try {{ {code}; 'no error' }} catch (e) {{ e.name }}");
            assert_eq!(text(&mut runtime, &source), "RangeError", "{code}");
        }
    }
}

#[test]
fn the_limit_can_change_while_it_runs() {
    let mut runtime = limited();
    runtime.set_max_external_memory(MIB);
    let refused = "try { new Uint8Array(2 << 20); 'had' } catch (e) { e.name }";
    assert_eq!(text(&mut runtime, refused), "RangeError");
    runtime.set_max_external_memory(64 * MIB);
    assert_eq!(text(&mut runtime, refused), "had");
}

/// Every script leaves an error behind that came through several functions, or
/// garbage past the limit where nobody could collect it.
#[test]
fn what_a_run_left_behind_does_not_weigh_on_the_next() {
    let through_functions = "(function () {
        const k = new Array(1 << 17).fill(0.5);
        return (() => { (() => { throw k.length })() })();
    })()";
    let in_a_callback =
        "(function () { const k = []; [1].forEach(() => { for (;;) k.push([1, 2, 3]) }) })()";
    let in_a_job = "Promise.resolve().then(() => {
        const k = new Array(1 << 17).fill(0.5);
        return (() => { (() => { throw k.length })() })();
    }).catch(() => 0)";
    for script in [through_functions, in_a_callback, in_a_job] {
        let mut runtime = Runtime::builder()
            .heap_limit(16 << 20)
            .build()
            .expect("a runtime");
        let before = runtime.collect().heap_after;
        for _ in 0..20 {
            let ended = runtime.evaluate(script, "left.js");
            assert!(ended.is_ok() || script != in_a_job, "{ended:?}");
            runtime.run().expect("nothing was left that throws");
            let sorted = runtime.evaluate("[2, 1].sort()[0]", "after.js");
            assert_eq!(sorted.expect("room").as_number(), Some(1.0));
        }
        let after = runtime.collect().heap_after;
        assert!(after < before + (1 << 20), "{before} {after}");
    }
}

#[test]
fn a_chain_of_jobs_that_throw_holds_no_more_than_a_few_of_them() {
    let mut runtime = Runtime::builder()
        .heap_limit(16 << 20)
        .build()
        .expect("a runtime");
    let chain = "let n = 0;
        const fail = () => { const k = new Array(1 << 14).fill(0.5); (() => { throw k })() };
        const go = () => { if (n++ < 1000) Promise.resolve().then(() => fail()).catch(go) };
        go()";
    runtime.evaluate(chain, "chain.js").expect("a start");
    runtime.run().expect("130 MB of garbage in all");
    let count = runtime.evaluate("n", "count.js").expect("a count");
    assert_eq!(count.as_number(), Some(1001.0));
}

/// The depth that scripts see is the one that was asked for.
#[test]
fn a_recursion_limit_is_kept_exactly() {
    let mut runtime = Runtime::builder()
        .recursion_limit(100)
        .build()
        .expect("a runtime");
    let depth = |calls: u32| format!("(function f(n) {{ return n ? f(n - 1) + 1 : 0 }})({calls})");
    assert!(runtime.evaluate(&depth(98), "fits.js").is_ok());
    assert!(runtime.evaluate(&depth(101), "deep.js").is_err());
}
