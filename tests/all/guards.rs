//! What would bring the stock engine down ends as an error, or right.

use slabjs::Runtime;

fn outcome(source: &str) -> String {
    let mut runtime = Runtime::builder().build().expect("a runtime");
    let source = format!("try {{ String((() => {{ {source} }})()) }} catch (e) {{ `${{e}}` }}");
    let value = runtime.evaluate(&source, "guard.js").expect("an outcome");
    value.as_string().expect("a string").to_std_string_lossy()
}

#[test]
fn stores_that_shrink_during_a_call_do_no_harm() {
    let cases = [
        (
            "const b = new ArrayBuffer(16, { maxByteLength: 32 });
             return b.slice({ valueOf() { b.resize(4); return 1 } }, 10).byteLength",
            "9",
        ),
        (
            "const b = new ArrayBuffer(16);
             return b.slice({ valueOf() { b.transfer(); return 1 } }, 10)",
            "TypeError: Cannot perform ArrayBuffer.prototype.slice on a detached ArrayBuffer",
        ),
        (
            "const b = new ArrayBuffer(16, { maxByteLength: 32 }), u = new Int32Array(b);
             return Atomics.store(u, 3, { valueOf() { b.resize(4); return 1 } })",
            "RangeError",
        ),
        (
            "const b = new ArrayBuffer(16), u = new Int32Array(b);
             return Atomics.exchange(u, 3, { valueOf() { b.transfer(); return 1 } })",
            "TypeError",
        ),
        (
            "const b = new ArrayBuffer(16, { maxByteLength: 32 }), u = new BigInt64Array(b);
             return Atomics.compareExchange(u, 1, 0n, { valueOf() { b.resize(0); return 1n } })",
            "RangeError",
        ),
    ];
    for (source, expected) in cases {
        let outcome = outcome(source);
        assert!(outcome.starts_with(expected), "{source}\n{outcome}");
    }
}

#[test]
fn guarded_functions_do_what_the_originals_did() {
    let cases = [
        (
            "return new Uint8Array(new Uint8Array([1, 2, 3, 4]).buffer.slice(1, -1))",
            "2,3",
        ),
        ("return new ArrayBuffer(8).slice(-3).byteLength", "3"),
        (
            "return new ArrayBuffer(8).slice(-Infinity, Infinity).byteLength",
            "8",
        ),
        ("return new ArrayBuffer(8).slice(5, 2).byteLength", "0"),
        (
            "return ArrayBuffer.prototype.slice.name + ArrayBuffer.prototype.slice.length",
            "slice2",
        ),
        (
            "class A extends ArrayBuffer {}; return new A(4).slice(1) instanceof A",
            "true",
        ),
        (
            "const u = new Int32Array(2); return [Atomics.add(u, 1, 5), u[1]]",
            "0,5",
        ),
        (
            "const u = new BigInt64Array(2); return [Atomics.sub(u, 1, 5n), u[1]]",
            "0,-5",
        ),
        ("return Atomics.add(new Int32Array(2), 2, 1)", "RangeError"),
        ("return Atomics.add([], 0, 1)", "TypeError"),
        ("return 'ab€'.repeat(3)", "ab€ab€ab€"),
        ("return 'ab'.repeat(0) + ''.repeat(1e9)", ""),
        (
            "return 'x'.repeat(-1)",
            "RangeError: Invalid count value: -1",
        ),
        (
            "return 'x'.repeat(2 ** 29)",
            "RangeError: Invalid string length",
        ),
        ("return 'x'.repeat(2 ** 28).length", "268435456"),
        (
            "return 'x'.padEnd(2 ** 30)",
            "RangeError: Invalid string length",
        ),
        (
            "return 'x'.padEnd(2 ** 60)",
            "RangeError: Invalid string length",
        ),
        (
            "return ['5'.padStart(4, 'ab'), '5'.padEnd(4, 'ab'), '5'.padEnd(3), 'abc'.padStart(2)]",
            "aba5,5aba,5  ,abc",
        ),
        ("return 'abc'.padStart(10, '')", "abc"),
        (
            "return String.prototype.repeat.call(null, 1)",
            "TypeError: String.prototype.repeat called on null or undefined",
        ),
    ];
    for (source, expected) in cases {
        let outcome = outcome(source);
        assert!(outcome.starts_with(expected), "{source}\n{outcome}");
        assert!(
            !expected.is_empty() || outcome.is_empty(),
            "{source}\n{outcome}"
        );
    }
}
