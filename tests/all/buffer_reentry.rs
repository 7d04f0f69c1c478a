//! Conversions of arguments run scripts, which may take a Buffer's bytes away
//! in the middle of a call. (Node's process ends in some of these cases.)

use slabjs::Runtime;

/// `b` has eight bytes 1, 2, ... 8 of a resizable store. `thief(x)` becomes `x`
/// and detaches the store, `shrinker(x)` becomes `x` and leaves it two bytes.
const PRELUDE: &str = "
    var store = new ArrayBuffer(8, { maxByteLength: 16 });
    var b = Object.setPrototypeOf(new Uint8Array(store), Buffer.prototype);
    for (var i = 0; i < 8; i++) b[i] = i + 1;
    var other = Buffer.alloc(8);
    var once = (f, x) => ({ valueOf() { f(); return x; } });
    var thief = (x) => once(() => { if (!store.detached) store.transfer(); }, x);
    var shrinker = (x) => once(() => store.resize(2), x);
    var answer = (f) => { try { return String(f()); } catch (e) { return e.name + ' ' + (e.code || e.message); } };
";

const CASES: [(&str, &str); 35] = [
    ("b.toString('hex', thief(2))", ""),
    (
        "b.toString('hex', shrinker(0))",
        "RangeError ERR_OUT_OF_RANGE",
    ),
    ("b.toString('hex', 0, thief(4))", ""),
    (
        "b.toString({ toString() { store.transfer(); return 'hex'; } })",
        "",
    ),
    ("b.hexSlice(thief(2))", ""),
    ("b.hexSlice(0, thief(4))", ""),
    ("b.hexSlice(shrinker(0))", "0102"),
    ("b.hexSlice(0, shrinker(4))", "RangeError ERR_OUT_OF_RANGE"),
    (
        "b.hexWrite('6162', thief(2))",
        "RangeError ERR_BUFFER_OUT_OF_BOUNDS",
    ),
    ("b.hexWrite('6162', 0, thief(2))", "0"),
    ("b.hexWrite('616263', 0, shrinker(8))", "2"),
    (
        "b.utf8Write('ab', thief(2))",
        "RangeError ERR_BUFFER_OUT_OF_BOUNDS",
    ),
    ("b.utf8Write('abc', 0, shrinker(3))", "2"),
    ("b.latin1Write('ab', shrinker(1))", "1"),
    (
        "b.write('ab', 0, 2, { toString() { store.transfer(); return 'hex'; } })",
        "0",
    ),
    (
        "b.write('abcd', 0, 4, { toString() { store.resize(2); return 'latin1'; } })",
        "2",
    ),
    ("b.indexOf(3, thief(0))", "-1"),
    ("b.indexOf(3, shrinker(0))", "-1"),
    ("b.lastIndexOf(2, shrinker(7))", "1"),
    ("b.indexOf(Buffer.alloc(0), thief(5))", "0"),
    (
        "b.indexOf('x', 0, { toString() { store.transfer(); return 'hex'; } })",
        "0",
    ),
    ("b.fill(thief(9)).length", "0"),
    ("b.fill(shrinker(9)).toString('hex')", "0909"),
    ("b.fill(shrinker(9), 3, 8).toString('hex')", "0102"),
    ("b.copy(other, thief(1))", "0"),
    ("b.copy(other, 0, shrinker(1))", "1"),
    ("other.copy(b, shrinker(1))", "1"),
    ("other.copy(b, 0, 0, thief(4))", "0"),
    (
        "b.subarray(thief(1))",
        "TypeError Cannot perform Construct on a detached ArrayBuffer",
    ),
    (
        "b.slice(1, thief(3))",
        "TypeError Cannot perform Construct on a detached ArrayBuffer",
    ),
    (
        "b.writeUInt32LE(thief(1), 0)",
        "RangeError ERR_BUFFER_OUT_OF_BOUNDS",
    ),
    (
        "b.writeUInt16BE(shrinker(1), 4)",
        "RangeError ERR_OUT_OF_RANGE",
    ),
    (
        "b.writeDoubleLE(shrinker(1))",
        "RangeError ERR_BUFFER_OUT_OF_BOUNDS",
    ),
    (
        "b.writeBigInt64LE(thief(1n))",
        "RangeError ERR_BUFFER_OUT_OF_BOUNDS",
    ),
    ("b.readIntLE(0, thief(2))", "TypeError ERR_INVALID_ARG_TYPE"),
];

#[test]
fn bytes_taken_in_the_middle_of_a_call_are_not_touched() {
    for (source, expected) in CASES {
        let mut runtime = Runtime::builder().build().expect("a runtime");
        runtime.evaluate(PRELUDE, "prelude.js").expect("prelude");
        let value = runtime
            .evaluate(&format!("answer(() => {source})"), "case.js")
            .expect(source);
        let answer = value.as_string().expect("text").to_std_string_lossy();
        assert_eq!(answer, expected, "{source}");
    }
}

/// A claimed length is not taken at its word.
#[test]
fn receivers_that_only_claim_to_be_long_are_refused() {
    let mut runtime = Runtime::builder().build().expect("a runtime");
    runtime.evaluate(PRELUDE, "prelude.js").expect("prelude");
    for (source, expected) in [
        (
            "Buffer.prototype.toJSON.call({ length: 2 ** 53 })",
            "TypeError Method get TypedArray.prototype.length called on incompatible receiver \
             #<Object>",
        ),
        (
            "Buffer.prototype.swap16.call({ length: 2 ** 52 })",
            "TypeError Method get TypedArray.prototype.length called on incompatible receiver \
             #<Object>",
        ),
        (
            "Buffer.prototype.fill.call({ length: 2 ** 53 }, 'a')",
            "TypeError ERR_INVALID_ARG_TYPE",
        ),
    ] {
        let value = runtime
            .evaluate(&format!("answer(() => {source})"), "case.js")
            .expect(source);
        let answer = value.as_string().expect("text").to_std_string_lossy();
        assert_eq!(answer, expected, "{source}");
    }
}
