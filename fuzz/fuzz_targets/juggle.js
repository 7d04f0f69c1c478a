// One call of one function of `node:buffer`, made of bytes: which function, on
// what, with which arguments.
//
// `juggle(hex)` makes the call and complains of what no call may do: throw what
// is no error, write outside the bytes that it was given, or leave a view longer
// than its store.
(function (global) {
  'use strict';
  const buffer = process.getBuiltinModule('node:buffer');
  process.noDeprecation = true;

  const GUARD = 64;
  const ENCODINGS = [
    'utf8',
    'UTF-8',
    'utf16le',
    'ucs2',
    'latin1',
    'binary',
    'ascii',
    'hex',
    'base64',
    'base64url',
    'nope',
    '',
  ];
  const NUMBERS = [
    0,
    -0,
    1,
    -1,
    0.5,
    -1.5,
    NaN,
    Infinity,
    -Infinity,
    255,
    256,
    2 ** 31 - 1,
    2 ** 31,
    2 ** 32,
    -(2 ** 31),
    2 ** 47,
    2 ** 48,
    2 ** 53,
    -(2 ** 53),
    1e21,
    1e300,
    5e-324,
  ];
  const KINDS = [
    Int8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
  ];

  /** Every function and getter of `owner`, under the path to it. */
  function* functionsOf(path, owner) {
    for (const key of Reflect.ownKeys(owner)) {
      const found = Object.getOwnPropertyDescriptor(owner, key);
      const code = found.get ?? found.value;
      if (typeof code === 'function' && key !== 'constructor') yield [`${path}.${String(key)}`, code, owner];
    }
  }

  const TypedArray = Object.getPrototypeOf(Uint8Array);
  const FUNCTIONS = [
    ...functionsOf('buffer', buffer),
    ...functionsOf('Buffer', Buffer),
    ...functionsOf('Buffer.prototype', Buffer.prototype),
    ...functionsOf('Blob.prototype', Blob.prototype),
    ...functionsOf('TypedArray.prototype', TypedArray.prototype),
    ...functionsOf('Uint8Array.prototype', Uint8Array.prototype),
  ].filter(([path]) => path !== 'buffer.INSPECT_MAX_BYTES');

  class Reader {
    constructor(hex) {
      this.bytes = Array.from({ length: hex.length / 2 }, (_, i) =>
        parseInt(hex.slice(2 * i, 2 * i + 2), 16),
      );
      this.at = 0;
    }
    get isDone() {
      return this.at >= this.bytes.length;
    }
    byte() {
      return this.bytes[this.at++] ?? 0;
    }
    word() {
      return this.byte() | (this.byte() << 8);
    }
    long() {
      return this.word() + this.word() * 65536;
    }
    pick(list) {
      return list[this.byte() % list.length];
    }
    text() {
      const length = this.byte() % 40;
      const isWide = this.byte() & 1;
      return String.fromCharCode(...Array.from({ length }, () => (isWide ? this.word() : this.byte())));
    }
  }

  function buffered(view) {
    return Object.setPrototypeOf(view, Buffer.prototype);
  }

  /** The bytes 1, 2, 3 ... in the middle of others that must stay 0xa5. */
  function guarded(length) {
    const slab = new Uint8Array(length + 2 * GUARD).fill(0xa5);
    const view = buffered(new Uint8Array(slab.buffer, GUARD, length));
    for (let i = 0; i < length; i++) view[i] = i + 1;
    return { view, slab };
  }

  function subjectOf(reader) {
    const length = reader.byte() % 70;
    switch (reader.byte() % 12) {
      case 0:
        return { view: buffered(new Uint8Array(new ArrayBuffer(length, { maxByteLength: 128 }))) };
      case 1:
        return {
          view: buffered(new Uint8Array(new ArrayBuffer(length + 8, { maxByteLength: 128 }), 4, length)),
        };
      case 2:
        return { view: buffered(new Uint8Array(new SharedArrayBuffer(length))) };
      case 3:
        return { view: buffered(new Uint8Array(new SharedArrayBuffer(length, { maxByteLength: 128 }))) };
      case 4:
        return { view: new Uint8Array(length) };
      case 5: {
        const view = Buffer.alloc(length + 1);
        view.buffer.transfer();
        return { view };
      }
      case 6:
        return { view: Buffer.allocUnsafe(length) };
      case 7:
        return {
          view: reader.pick([
            undefined,
            null,
            5,
            'text',
            {},
            [],
            Object.create(Buffer.prototype),
            new Blob(['abcdef']),
            Symbol('s'),
            new DataView(new ArrayBuffer(9)),
            new ArrayBuffer(9),
          ]),
        };
      default:
        return guarded(length);
    }
  }

  /** Takes the bytes of `view` away, or some of them, or gives it more. */
  function disturb(view, how) {
    const store = view?.buffer;
    if (store === undefined || how === 3) return;
    if (store instanceof SharedArrayBuffer) {
      if (store.growable) store.grow(128);
      return;
    }
    if (store.resizable && how !== 0) {
      store.resize(how === 1 ? 3 : 128);
      return;
    }
    if (store.byteLength < 8192) store.transfer();
  }

  function argumentOf(reader, subject, depth = 0) {
    const view = subject.view;
    switch (reader.byte() % 24) {
      case 0:
        return undefined;
      case 1:
      case 2:
      case 3:
        return reader.byte();
      case 4:
        return reader.byte() - 128;
      case 5:
        return reader.pick(NUMBERS);
      case 6:
        return reader.long() / 65536;
      case 7:
      case 8:
        return reader.pick(ENCODINGS);
      case 9:
      case 10:
        return reader.text();
      case 11:
        return reader.pick([null, true, false, Symbol('s'), '', '1', [], {}, /x/, new Date(0)]);
      case 12:
        return BigInt(reader.long()) << BigInt(reader.byte() % 80);
      case 13:
        return guarded(reader.byte() % 20).view;
      case 14:
        return ArrayBuffer.isView(view) && view.byteLength > 0
          ? view.subarray?.(reader.byte() % 8, reader.byte())
          : view;
      case 15:
        return new (reader.pick(KINDS))(reader.byte() % 9);
      case 16:
        return reader.pick([
          new ArrayBuffer(5),
          new SharedArrayBuffer(5),
          new DataView(new ArrayBuffer(5)),
          new ArrayBuffer(4, { maxByteLength: 9 }),
        ]);
      case 17: {
        const how = reader.byte() % 4;
        const value = depth > 2 ? 1 : argumentOf(reader, subject, depth + 1);
        // A bare slab is not taken away: its guards are looked at afterwards.
        return {
          valueOf() {
            if (!subject.slab) disturb(view, how);
            return value;
          },
          toString() {
            if (!subject.slab) disturb(view, how);
            return String(value);
          },
        };
      }
      case 18:
        return {
          valueOf() {
            throw new EvalError('thrown on purpose');
          },
          toString() {
            throw new EvalError('thrown on purpose');
          },
        };
      case 19:
        return depth > 2
          ? []
          : Array.from({ length: reader.byte() % 6 }, () => argumentOf(reader, subject, depth + 1));
      case 20:
        return { length: reader.byte(), 0: reader.byte(), 1: '2' };
      case 21:
        return depth > 2 ? {} : new Proxy(Object(argumentOf(reader, subject, depth + 1)), {});
      case 22:
        return { type: 'Buffer', data: [reader.byte(), reader.byte()] };
      default:
        return (x, y) => (typeof y === 'number' && typeof x === 'number' ? x - y : x);
    }
  }

  function checkThrown(path, thrown) {
    if (
      !(thrown instanceof Error) ||
      typeof thrown.message !== 'string' ||
      typeof thrown.stack !== 'string'
    ) {
      throw new Error(`${path} threw what is no error: ${String(thrown)}`);
    }
    if (/slabjs: |panick|internal error/i.test(thrown.message))
      throw new Error(`${path} threw ${thrown.message}`);
  }

  function checkGuards(path, { slab, view }) {
    if (slab === undefined || slab.length === 0) return;
    const end = slab.length - GUARD;
    for (let i = 0; i < GUARD; i++) {
      if (slab[i] !== 0xa5 || slab[end + i] !== 0xa5)
        throw new Error(`${path} wrote outside of ${view.length} bytes`);
    }
  }

  function checkViews(path, values) {
    for (const value of values) {
      if (!ArrayBuffer.isView(value) || value instanceof DataView) continue;
      if (value.byteOffset + value.byteLength > value.buffer.byteLength)
        throw new Error(`${path} made a view past its store`);
    }
  }

  global.juggle = (hex) => {
    const reader = new Reader(hex);
    const [path, code, owner] = FUNCTIONS[reader.word() % FUNCTIONS.length];
    const subject = subjectOf(reader);
    const isStatic = owner === buffer || owner === Buffer;
    const args = [];
    while (!reader.isDone && args.length < 6) args.push(argumentOf(reader, subject));
    let result;
    try {
      result = Reflect.apply(code, isStatic ? owner : subject.view, args);
      result?.catch?.(() => {});
    } catch (thrown) {
      checkThrown(path, thrown);
    }
    checkGuards(path, subject);
    checkViews(path, [result, subject.view, ...args]);
  };
})(globalThis);
