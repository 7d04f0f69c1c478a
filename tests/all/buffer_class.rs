//! The shape of the class `Buffer`: constructors, prototypes, attributes, pool.

use slabjs::Runtime;

/// Expressions that are true in Node as well.
const TRUTHS: &[&str] = &[
    "Object.getPrototypeOf(Buffer) === Uint8Array",
    "Object.getPrototypeOf(Buffer.prototype) === Uint8Array.prototype",
    "Buffer.prototype.constructor === Buffer",
    "Buffer[Symbol.species].prototype === Buffer.prototype",
    "Buffer[Symbol.species].name === 'FastBuffer'",
    "Buffer.length === 3 && Buffer.name === 'Buffer'",
    "Buffer.alloc(3) instanceof Uint8Array",
    "Buffer.alloc(3) instanceof Buffer",
    "Buffer.isBuffer(Buffer.alloc(0))",
    "Buffer.isBuffer(Object.create(Buffer.prototype))",
    "!Buffer.isBuffer(new Uint8Array(1))",
    "Buffer.isBuffer(Buffer.alloc(3).map(x => x))",
    "Object.prototype.toString.call(Buffer.alloc(1)) === '[object Uint8Array]'",
    "!Object.keys(globalThis).includes('Buffer')",
    "(() => { try { Buffer[Symbol.species](1) } catch (e) { return e instanceof TypeError } })()",
    "class Sub extends Buffer {}; new Sub(3).constructor === Buffer",
];

#[test]
fn the_class_is_put_together_as_nodes() {
    let mut runtime = Runtime::builder().build().expect("a runtime");
    for truth in TRUTHS {
        let value = runtime.evaluate(truth, "truth.js").expect(truth);
        assert_eq!(value.as_boolean(), Some(true), "{truth}");
    }
}

#[test]
fn a_pool_that_starts_over_leaves_the_count_as_it_was() {
    let mut runtime = Runtime::builder().build().expect("a runtime");
    runtime.collect();
    let before = runtime.usage().array_buffers;
    let script = "for (let i = 0; i < 1000; i++) Buffer.allocUnsafe(100); 0";
    runtime.evaluate(script, "pool.js").expect("a pool");
    runtime.collect();
    assert_eq!(runtime.usage().array_buffers, before);
}

#[test]
fn no_value_of_pool_size_brings_the_program_down() {
    let mut runtime = Runtime::builder().build().expect("a runtime");
    let script = "
        const sizes = [1e15, Infinity, -Infinity, -1, NaN, 0, 0.5, 10.5, 2 ** 53, 1e308, null,
            undefined, '16', 'x', {}, [], true, 5n, Symbol(), { valueOf() { throw new TypeError } }];
        for (const poolSize of sizes) {
            Buffer.poolSize = poolSize;
            for (const size of [1, 7, 10, 11, 8191, 8192, 70000]) {
                try {
                    if (Buffer.allocUnsafe(size).length !== size) throw new Error(`${size}`);
                } catch (e) {
                    if (!(e instanceof TypeError || e instanceof RangeError)) throw e;
                }
            }
        }
        Buffer.poolSize = 8192;
        Buffer.allocUnsafe(10).buffer.byteLength";
    let size = runtime
        .evaluate(script, "sizes.js")
        .expect("no other error");
    assert_eq!(size.as_number(), Some(8192.0));
}
