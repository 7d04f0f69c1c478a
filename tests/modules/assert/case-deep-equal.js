// Each pair compared loosely, strictly and partially, both ways: y(es), n(o) or T(hrew).
const assert = require('assert');
const p = Promise.resolve(1), w = new WeakMap(), ws = new WeakSet();
class A { constructor(x) { this.x = x } } class B { constructor(x) { this.x = x } }
function args() { return arguments }
const sym = Symbol('s');
const cyc = () => { const o = { a: 1 }; o.self = o; return o };
const cyc2 = () => { const o = { a: 1 }; o.self = { a: 1, self: o }; return o };
const mk = (f) => { try { return f() } catch (e) { return e } };
const arr = (o) => Object.assign([1, 2], o);
const ne = (o, k, v) => Object.defineProperty(o, k, { value: v, enumerable: false });
const pairs = {
 nan: [NaN, NaN], zero: [0, -0], num: [1, '1'], nul: [null, undefined], bool: [true, 1], big: [1n, 1], bigs: [1n, '1'],
 emptyobj: [{}, {}], objarr: [{}, []], a1: [[1, 2], [1, 2]], a2: [[1, 2], [1, '2']], a3: [[1, 2, 3], [1, 2]], a4: [[, 1], [undefined, 1]], a5: [[, 1], [, 1]],
 ax: [arr({ k: 1 }), arr({ k: 1 })], ax2: [arr({ k: 1 }), arr()], ax3: [arr({ [sym]: 1 }), arr()],
 o1: [{ a: 1, b: 2 }, { b: 2, a: 1 }], o2: [{ a: 1 }, { a: 1, b: undefined }], o3: [{ a: undefined }, { b: undefined }], o4: [{ a: 1 }, { a: '1' }],
 sym1: [{ [sym]: 1 }, { [sym]: 1 }], sym2: [{ [sym]: 1 }, { [sym]: 2 }], sym3: [{ [sym]: 1 }, {}], sym4: [{}, { [sym]: 1 }], sym5: [ne({}, sym, 1), { }], sym6: [ne({}, sym, 1), { [sym]: 1 }],
 proto: [new A(1), new B(1)], proto2: [new A(1), { x: 1 }], proto3: [Object.create(null), {}], proto4: [new A(1), new A(1)], proto5: [Object.create({ a: 1 }), Object.create({ a: 2 })], proto6: [Object.create(null), Object.create(null)],
 ctor: [{ constructor: 1 }, { constructor: 1 }],
 d1: [new Date(5), new Date(5)], d2: [new Date(5), new Date(6)], d3: [new Date(NaN), new Date(NaN)], d4: [new Date(5), {}], d5: [Object.assign(new Date(5), { a: 1 }), new Date(5)], d6: [new Date(NaN), new Date(1)],
 r1: [/a/g, /a/g], r2: [/a/g, /a/i], r3: [/a/, /b/], r4: [Object.assign(/a/g, { lastIndex: 1 }), /a/g], r5: [/a/, {}],
 e1: [new Error('a'), new Error('a')], e2: [new Error('a'), new Error('b')], e3: [new Error('a'), new TypeError('a')], e4: [new Error('a', { cause: 1 }), new Error('a', { cause: 1 })], e5: [new Error('a', { cause: 1 }), new Error('a', { cause: 2 })], e6: [new Error('a', { cause: undefined }), new Error('a')], e7: [new AggregateError([1], 'x'), new AggregateError([2], 'x')], e8: [Object.assign(new Error('a'), { code: 1 }), new Error('a')], e9: [new Error('a'), { message: 'a' }], e10: [{ message: 'a' }, new Error('a')],
 b1: [new Number(1), new Number(1)], b2: [new Number(1), 1], b3: [new String('a'), new String('a')], b4: [new String('a'), new String('b')], b5: [new Boolean(true), new Boolean(false)], b6: [Object(sym), Object(sym)], b7: [Object(1n), Object(1n)], b8: [new Number(0), new Number(-0)], b9: [new String('a'), Object.assign(new String('a'), { k: 1 })], b10: [new Number(1), new String('1')], b11: [Object(Symbol('q')), Object(Symbol('q'))],
 s1: [new Set([1, 2]), new Set([2, 1])], s2: [new Set([1, 2]), new Set([1, '2'])], s3: [new Set([{ a: 1 }, { b: 1 }]), new Set([{ b: 1 }, { a: 1 }])], s4: [new Set([{ a: 1 }, { a: 1 }]), new Set([{ a: 1 }, { a: 2 }])], s5: [new Set([[]]), new Set([{}])], s6: [new Set([1, 2, 3]), new Set([1, 2])], s7: [new Set([null]), new Set([undefined])], s8: [new Set(['']), new Set([0])], s9: [new Set([NaN]), new Set([NaN])], s10: [new Set([1]), [1]], s11: [new Set([{}, 1]), new Set([1, {}])], s12: [new Set([new Set([1])]), new Set([new Set(['1'])])], s13: [new Set([0]), new Set([-0])], s14: [new Set([1, { a: 1 }]), new Set([{ a: 1 }])],
 m1: [new Map([[1, 2], [3, 4]]), new Map([[3, 4], [1, 2]])], m2: [new Map([[1, 2]]), new Map([[1, '2']])], m3: [new Map([['1', 2]]), new Map([[1, 2]])], m4: [new Map([[{}, 1]]), new Map([[{}, 1]])], m5: [new Map([[{}, 1]]), new Map([[{}, 2]])], m6: [new Map([[1, undefined]]), new Map([[2, undefined]])], m7: [new Map([[null, 1]]), new Map([[undefined, 1]])], m8: [new Map([[1, { a: 1 }]]), new Map([[1, { a: 1 }]])], m9: [new Map([[{ a: 1 }, 1], [{ a: 2 }, 2]]), new Map([[{ a: 2 }, 2], [{ a: 1 }, 1]])], m10: [new Map([[1, 1], [2, 2]]), new Map([[1, 1]])], m11: [new Map(), new Set()], m12: [new Map([[[], 1]]), new Map([[{}, 1]])], m13: [new Map([[1, 1], ['1', 2]]), new Map([['1', 1], [1, 2]])],
 t1: [new Uint8Array([1, 2]), new Uint8Array([1, 2])], t2: [new Uint8Array([1, 2]), new Int8Array([1, 2])], t3: [new Float32Array([NaN]), new Float32Array([NaN])], t4: [new Float32Array([0]), new Float32Array([-0])], t5: [new Uint8Array([1, 2, 3]), new Uint8Array([1, 2])], t6: [Buffer.from([1]), new Uint8Array([1])], t7: [Object.assign(new Uint8Array([1]), { a: 1 }), new Uint8Array([1])], t8: [new DataView(new ArrayBuffer(2)), new DataView(new ArrayBuffer(2))], t9: [new DataView(new ArrayBuffer(2)), new DataView(new ArrayBuffer(3))], t10: [new Uint16Array([1, 2]), new Uint16Array([1, 3])], t11: [new Float64Array([1, 2, 3]), new Float64Array([1, 3])], t12: [new Uint8Array([1, 2]), [1, 2]], t13: [new BigInt64Array([1n]), new BigInt64Array([1n])],t14: [Buffer.from('abc'), Buffer.from('abc')],t15:[new DataView(new ArrayBuffer(2)), new Uint8Array(2)],t16:[new Float64Array([NaN,-0]),new Float64Array([NaN,0])],
 ab1: [new ArrayBuffer(2), new ArrayBuffer(2)], ab2: [new ArrayBuffer(2), new ArrayBuffer(3)], ab3: [new Uint8Array([1, 2]).buffer, new Uint8Array([1, 3]).buffer], ab4: [new ArrayBuffer(2), new SharedArrayBuffer(2)], ab5: [new SharedArrayBuffer(2), new SharedArrayBuffer(2)],
 f1: [() => 1, () => 1], f2: [Math.max, Math.max], p1: [p, p], p2: [Promise.resolve(1), Promise.resolve(1)], w1: [w, w], w2: [new WeakMap(), new WeakMap()], w3: [new WeakSet(), new WeakSet()], wr:[new WeakRef({}), new WeakRef({})],
 ar1: [args(1, 2), args(1, 2)], ar2: [args(1, 2), [1, 2]], ar3: [args(1), args(2)], ar4: [args(), {}],
 c1: [cyc(), cyc()], c2: [cyc(), cyc2()], c3: [[cyc()], [cyc2()]],
 st: [{ get [Symbol.toStringTag]() { return 'X' } }, {}], st2: [{ [Symbol.toStringTag]: 'X' }, { [Symbol.toStringTag]: 'X' }],
 g1: [{ get a() { return 1 } }, { a: 1 }], nested: [{ a: { b: { c: [1, { d: 2 }] } } }, { a: { b: { c: [1, { d: 2 }] } } }], nested2: [{ a: { b: { c: [1, { d: 2 }] } } }, { a: { b: { c: [1, { d: '2' }] } } }],
 ne1: [ne({ a: 1 }, 'b', 2), { a: 1 }], ne2: [ne({}, 'a', 2), { a: 2 }], px: [new Proxy({ a: 1 }, {}), { a: 1 }], px2: [new Proxy([1], {}), [1]], px3: [new Proxy({ a: 1 }, {}), { a: 2 }],
 pa1: [[1, 2, 3, 4], [2, 4]], pa2: [[1, 2, 3, 4], [4, 2]], pa3: [{ a: 1, b: { c: 1, d: 2 } }, { b: { d: 2 } }], pa4: [[{ a: 1, b: 2 }, { c: 3 }], [{ c: 3 }]], pa5: [new Map([[1, { a: 1, b: 2 }], [2, 3]]), new Map([[1, { a: 1 }]])], pa6: [new Set([{ a: 1, b: 1 }, 2]), new Set([{ a: 1 }])], pa7: [[1, , 3], [, 3]], pa8: [new Uint8Array([1, 2, 3, 4]), new Uint8Array([2, 4])], pa9: [new Uint8Array([1, 2]).buffer, new Uint8Array([2]).buffer], pa10: [{ a: 1, [sym]: 2 }, { [sym]: 2 }], pa11: [new Error('a', { cause: { x: 1, y: 2 } }), new Error('a', { cause: { x: 1 } })], pa12: [{ a: [1, 2, 3] }, { a: [] }], pa13:[{a:1},{}],pa14:[[1],[]],pa15:[new Set([1]),new Set()], pa16:[new Set([{a:1},{a:1,b:1}]), new Set([{a:1},{a:1}])], pa17:[new Map([[{a:1,b:1},1]]), new Map([[{a:1},1]])],pa18:[[{a:1}],[{a:1},{a:1}]],pa19:[[[1,2],[3,4]],[[4]]], pa20:[[1,2],[,2]],pa21:[[,2],[2]],
 gen: [function* () {}(), function* () {}()], emptyS: ['', 0], strobj: ['a', new String('a')], dateStr: [new Date(0), '1970'], arrStr: [[1], '1'], nullobj: [null, {}], undef: [undefined, undefined], symv: [sym, sym], symd: [Symbol('s'), Symbol('s')],
 int: [{ 1: 1, 0: 0 }, [0, 1]], arrlen: [new Array(3), new Array(3)], arrlen2: [new Array(3), [undefined, undefined, undefined]], sub: [new (class X extends Array {})(), []], submap: [new (class X extends Map {})(), new Map()],
};
for (const [k, [a, b]] of Object.entries(pairs)) {
  const r = [];
  for (const f of ['deepEqual', 'deepStrictEqual', 'partialDeepStrictEqual']) for (const [x, y] of [[a, b], [b, a]]) {
    let v; try { assert[f](x, y); v = 'y' } catch (e) { v = e.code === 'ERR_ASSERTION' ? 'n' : 'T' }
    r.push(v);
  }
  process.stdout.write(`${k} ${r.join('')}\n`);
}
