const u = require('util');

Object.keys(u.types).filter((name) => name !== 'isKeyObject').sort()

require('util/types') === u.types

Object.entries({ arguments: (function () { return arguments })(), strict: (function () { 'use strict'; return arguments })(), buffer: new ArrayBuffer(1), shared: new SharedArrayBuffer(1), view: new DataView(new ArrayBuffer(1)), u8: new Uint8Array(1), node: Buffer.alloc(1), clamped: new Uint8ClampedArray(1), u16: new Uint16Array(1), u32: new Uint32Array(1), i8: new Int8Array(1), i16: new Int16Array(1), i32: new Int32Array(1), f16: new Float16Array(1), f32: new Float32Array(1), f64: new Float64Array(1), i64: new BigInt64Array(1), u64: new BigUint64Array(1), map: new Map(), set: new Set(), weakMap: new WeakMap(), weakSet: new WeakSet(), promise: Promise.resolve(), date: new Date(), regexp: /x/, error: new Error('x'), typeError: new TypeError('x'), fake: Object.create(Error.prototype), number: Object(1), string: Object('x'), boolean: Object(true), symbol: Object(Symbol()), bigint: Object(1n), array: [], object: {}, nothing: null, none: undefined, five: 5, proxy: new Proxy({}, {}), arrayProxy: new Proxy([], {}), async: async () => {}, generator: function* () {}, asyncGenerator: async function* () {}, plain: () => {}, klass: class {}, generating: (function* () {})(), asyncGenerating: (async function* () {})(), mapKeys: new Map().keys(), mapEntries: new Map()[Symbol.iterator](), setValues: new Set().values(), arrayValues: [].values(), tagged: { [Symbol.toStringTag]: 'Map' } }).map(([name, value]) => `${name}: ${Object.keys(u.types).filter((test) => u.types[test](value)).sort()}`)

u.types.isMap()

u.promisify.custom

u.promisify(5)

u.promisify()

u.promisify(Object.assign(() => {}, { [u.promisify.custom]: 5 }))

const custom = () => 'custom'; const f = Object.assign(() => {}, { [u.promisify.custom]: custom }); return u.promisify(f) === custom

const f = (a, cb) => cb(null, a); f.x = 5; const p = u.promisify(f); return [p.name, p.length, p.x, p[u.promisify.custom] === p, u.promisify(p) === p, Object.getPrototypeOf(p) === Object.getPrototypeOf(f)]

return u.promisify((a, cb) => cb(null, a, 'second'))('first')

return u.promisify((cb) => cb(new RangeError('mine')))()

return u.promisify((cb) => cb(0, 'falsy error'))()

return u.promisify(() => { throw new RangeError('thrown') })()

return u.promisify(function (cb) { cb(null, this.x) }).call({ x: 7 })

return u.promisify(function (cb) { cb(null, 1); cb(null, 2); cb(new Error('late')) })()

return u.promisify(require('fs').readFile)('/dev/null', 'utf8')

return u.promisify(require('fs').exists)('/dev/null')

const fs = require('fs'); const fd = fs.openSync('/dev/zero'); const { bytesRead, buffer } = await u.promisify(fs.read)(fd, Buffer.alloc(3), 0, 3, 0); fs.closeSync(fd); return [bytesRead, buffer]

u.callbackify(5)

const f = u.callbackify(async function foo(a) {}); return [f.name, f.length]

u.callbackify(async () => {})(1)

u.callbackify(async () => {})()

return new Promise((resolve) => u.callbackify(async (a) => a + 1)(1, (...args) => resolve(args)))

return new Promise((resolve) => u.callbackify(async () => { throw new RangeError('mine') })((...args) => resolve(args)))

return new Promise((resolve) => u.callbackify(async () => { throw null })((...args) => resolve(args)))

return new Promise((resolve) => u.callbackify(async () => { throw 0 })((...args) => resolve(args)))

return new Promise((resolve) => u.callbackify(function () { return Promise.resolve(this.x) }).call({ x: 3 }, function (...args) { resolve([args, this.x]) }))

u.callbackify(() => { throw new RangeError('at once') })(() => {})

u.inherits()

u.inherits(function () {})

u.inherits(function () {}, {})

u.inherits(function () {}, () => {})

u.inherits(null, function () {})

function A() {} function B() {} B.prototype.hello = () => 'hi'; u.inherits(A, B); return [new A().hello(), new A() instanceof B, A.super_ === B, Object.getOwnPropertyDescriptor(A, 'super_').enumerable]

class A {} class B {} u.inherits(A, B); return new A() instanceof B

u.deprecate(() => 5, 'message', 'CODE1')()

const f = u.deprecate(function (a, b) { return [this.x, a, b, new.target === undefined] }, 'message', 'CODE2'); return [f.call({ x: 1 }, 2, 3), f.name, f.length]

class C { constructor(x) { this.x = x } } const D = u.deprecate(C, 'message', 'CODE3'); return [new D(4).x, new D() instanceof C, new D() instanceof D, D.prototype === C.prototype, Object.getPrototypeOf(D) === C]

function C(x) { this.x = x } const D = u.deprecate(C, 'message', 'CODE4'); class E extends D {} return [new E(5).x, new E() instanceof C]

u.deprecate(() => 1, 'message', 5)

return new Promise((resolve) => { const seen = []; process.on('warning', (w) => { if (w.code === 'CODE5') seen.push([w.name, w.message, w.code]) }); const f = u.deprecate(() => {}, 'words', 'CODE5'); const g = u.deprecate(() => {}, 'others', 'CODE5'); f(); f(); g(); setTimeout(() => resolve(seen), 5) })

u.stripVTControlCharacters('\u001b[31ma\u001b[0mb')

u.stripVTControlCharacters('\u001B]8;;http://x\u0007a\u001B]8;;\u0007')

u.stripVTControlCharacters('plain')

u.stripVTControlCharacters(5)

u.stripVTControlCharacters()

u.toUSVString('a\ud800b\udc00\ud83d\ude00')

u.toUSVString(5)

u.toUSVString({ toString: () => '\ud800' })

[u.isArray([]), u.isArray({}), u.isArray()]

u._extend({ a: 1 }, { b: 2, a: 3 })

u._extend({ a: 1 }, 5)

u.getSystemErrorName(-2)

u.getSystemErrorName(2)

u.getSystemErrorName(0)

u.getSystemErrorName(-1.5)

u.getSystemErrorName('x')

u.getSystemErrorName(-99999)

u.getSystemErrorMessage(-13)

u.getSystemErrorMessage(-99999)

[...u.getSystemErrorMap()].sort(([a], [b]) => b - a)

u.styleText('red', 'a', { validateStream: false })

u.styleText(['bold', 'red'], 'a', { validateStream: false })

u.styleText(['red', 'red'], 'a', { validateStream: false })

u.styleText([], 'a', { validateStream: false })

u.styleText('none', 'a', { validateStream: false })

u.styleText('red', 'a' + u.styleText('blue', 'b', { validateStream: false }) + 'c', { validateStream: false })

u.styleText('bold', u.styleText('dim', 'y', { validateStream: false }) + 'z', { validateStream: false })

u.styleText('red', 5)

u.styleText('nope', 'a')

u.styleText(['red', 5], 'a')

u.styleText('red', 'a', 5)

u.styleText('red', 'a', { stream: 5 })

u.styleText('red', 'a', { validateStream: 5 })

[u.isDeepStrictEqual({ a: [1] }, { a: [1] }), u.isDeepStrictEqual([1], ['1']), u.isDeepStrictEqual(NaN, NaN)]

u.inspect({ a: { b: { c: {} } } })

u.format('%s=%d %j', 'x', 5, { a: 1 }, 'more')

u.formatWithOptions({ compact: false }, '%o', 5)

u.debug === u.debuglog

const log = u.debuglog('foo'); return [log.enabled, log.name, log('x')]

u.TextEncoder === TextEncoder

u.TextDecoder === TextDecoder

u.inspect(new TextDecoder('latin1', { fatal: true }))

u.inspect(new TextDecoder(), { depth: -1 })

u.inspect(new TextEncoder())

u.inspect({ a: new TextDecoder() })

Object.prototype.toString.call(new TextDecoder()) + new TextEncoder()

Object.keys(TextDecoder.prototype).sort()

Object.keys(TextEncoder.prototype).sort()

Object.getOwnPropertyDescriptor(globalThis, 'TextDecoder').enumerable

['utf8', 'UTF-8', ' utf-8\n', 'unicode-1-1-utf-8', 'latin1', 'ascii', 'iso-8859-1', 'utf-16', 'ucs-2', 'utf-16be', 'gbk', 'gb18030', 'big5', 'euc-jp', 'shift_jis', 'sjis', 'euc-kr', 'iso-2022-jp', 'koi8-r', 'koi8-u', 'macintosh', 'x-mac-cyrillic', 'windows-1251', 'windows-874', 'iso-8859-8-i', 'iso-8859-16', 'ibm866', 'x-user-defined'].map((label) => new TextDecoder(label).encoding)

new TextDecoder('nope')

new TextDecoder('replacement')

new TextDecoder('iso-2022-kr')

new TextDecoder('')

new TextDecoder(5)

new TextDecoder(null)

new TextDecoder(undefined).encoding

new TextDecoder('utf-8', 5)

new TextDecoder('utf-8', null).fatal

const d = new TextDecoder('utf-8', { fatal: 1, ignoreBOM: 'x' }); return [d.fatal, d.ignoreBOM]

TextDecoder()

TextEncoder()

class D extends TextDecoder {} return [new D() instanceof D, new D().decode(Buffer.from('x')), new D().constructor.name]

new TextDecoder().decode(new Uint8Array([0x61, 0xff, 0xe2, 0x82, 0xac, 0xed, 0xa0, 0x80, 0xf0, 0x9f]))

new TextDecoder().decode(Buffer.from('\ufeffa\ufeff'))

new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.from('\ufeffa'))

new TextDecoder('utf-16le').decode(new Uint8Array([0xff, 0xfe, 0x61, 0, 0, 0xd8, 0x62, 0, 0x63]))

new TextDecoder('utf-16le', { ignoreBOM: true }).decode(new Uint8Array([0xff, 0xfe, 0x61, 0]))

new TextDecoder('utf-16be').decode(new Uint8Array([0xfe, 0xff, 0, 0x61]))

const bytes = new Uint8Array([0, 0x61, 0, 0x62, 0]).subarray(1); return new TextDecoder('utf-16le').decode(bytes)

new TextDecoder('latin1').decode(new Uint8Array([0x80, 0x9f, 0xe9]))

new TextDecoder('shift_jis').decode(new Uint8Array([0x83, 0x65, 0x83, 0x58, 0x83]))

new TextDecoder('x-user-defined').decode(new Uint8Array([0x61, 0x80, 0xff]))

new TextDecoder('gb18030').decode(new Uint8Array([0xc4, 0xe3, 0xba, 0xc3]))

new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xff]))

new TextDecoder('utf-16le', { fatal: true }).decode(new Uint8Array([0xff]))

new TextDecoder('shift_jis', { fatal: true }).decode(new Uint8Array([0xff]))

new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from('\ufeffok \u20ac'))

const d = new TextDecoder('utf-8', { fatal: true }); try { d.decode(new Uint8Array([0xff])) } catch {} return d.decode(Buffer.from('after'))

const d = new TextDecoder(); return [d.decode(new Uint8Array([0xe2]), { stream: true }), d.decode(new Uint8Array([0x82]), { stream: true }), d.decode(new Uint8Array([0xac, 0x61]), { stream: true }), d.decode()]

const d = new TextDecoder(); return [d.decode(new Uint8Array([0xe2, 0x82]), { stream: true }), d.decode(new Uint8Array([0x61])), d.decode(new Uint8Array([0x62]))]

const d = new TextDecoder(); return [d.decode(new Uint8Array([0xef, 0xbb]), { stream: true }), d.decode(new Uint8Array([0xbf, 0x61]), { stream: true }), d.decode(Buffer.from('\ufeff'), { stream: true }), d.decode()]

const d = new TextDecoder('utf-16le'); return [d.decode(new Uint8Array([0x3d]), { stream: true }), d.decode(new Uint8Array([0xd8, 0]), { stream: true }), d.decode(new Uint8Array([0xde]))]

const d = new TextDecoder('utf-8', { fatal: true }); return [d.decode(new Uint8Array([0xe2]), { stream: true }), d.decode(new Uint8Array([0x82, 0xac]))]

const d = new TextDecoder('utf-8', { fatal: true }); d.decode(new Uint8Array([0xe2]), { stream: true }); d.decode()

new TextDecoder().decode()

new TextDecoder().decode(undefined)

new TextDecoder().decode(null)

new TextDecoder().decode(5)

new TextDecoder().decode('x')

new TextDecoder().decode({})

new TextDecoder().decode(new ArrayBuffer(2))

new TextDecoder().decode(new SharedArrayBuffer(2))

new TextDecoder().decode(new DataView(new ArrayBuffer(4), 1, 2))

new TextDecoder().decode(new Uint16Array([0x6261]))

new TextDecoder().decode(undefined, 5)

new TextDecoder().decode(new Uint8Array(1), null)

TextDecoder.prototype.decode.call({}, new Uint8Array(1))

TextDecoder.prototype.encoding

TextEncoder.prototype.encode.call({}, 'a')

TextEncoder.prototype.encoding

new TextEncoder().encoding

new TextEncoder().encode()

new TextEncoder().encode(undefined)

new TextEncoder().encode('a\u00e9\u20ac\ud83d\ude00\ud800')

new TextEncoder().encode(5)

new TextEncoder().encode(null)

new TextEncoder().encode('x').constructor.name

const bytes = new Uint8Array(4); return [new TextEncoder().encodeInto('a\u20acb', bytes), bytes]

new TextEncoder().encodeInto('abc', new Uint8Array(2))

new TextEncoder().encodeInto('a\u20ac', new Uint8Array(3))

new TextEncoder().encodeInto('\ud83d\ude00', new Uint8Array(3))

new TextEncoder().encodeInto('\ud83d\ude00x', new Uint8Array(4))

new TextEncoder().encodeInto('\ud800x', new Uint8Array(4))

new TextEncoder().encodeInto('a', Buffer.alloc(2))

new TextEncoder().encodeInto('abc')

new TextEncoder().encodeInto('abc', [])

new TextEncoder().encodeInto('abc', new Uint16Array(2))

new TextEncoder().encodeInto(5, new Uint8Array(3))

[u.inspect, u.format, u.promisify, u.callbackify, u.inherits, u.deprecate, u.debuglog, u.styleText, u.stripVTControlCharacters, u.toUSVString, u.isDeepStrictEqual]
