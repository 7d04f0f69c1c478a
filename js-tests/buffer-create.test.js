'use strict';
// Making Buffers: alloc, allocUnsafe, allocUnsafeSlow, from, of, concat,
// copyBytesFrom, and the deprecated constructor.

const { test, describe } = require('node:test');
const assert = require('node:assert');

const hex = (buffer) => Buffer.prototype.toString.call(buffer, 'hex');

/** What `run` throws, by class, code and message. */
function refusal(run) {
  try {
    run();
  } catch (e) {
    return `${e.name} ${e.code}: ${e.message}`;
  }
  return 'nothing was thrown';
}

describe('Buffer.alloc(size[, fill[, encoding]])', () => {
  test('zeros, or a pattern over and over', () => {
    assert.strictEqual(hex(Buffer.alloc(3)), '000000');
    assert.strictEqual(hex(Buffer.alloc(3, 0x1ff)), 'ffffff');
    assert.strictEqual(hex(Buffer.alloc(5, 'ab')), '6162616261');
    assert.strictEqual(hex(Buffer.alloc(5, '6162', 'hex')), '6162616261');
    assert.strictEqual(hex(Buffer.alloc(3, Buffer.from([1, 2]))), '010201');
  });

  test('the size is a number from 0 to kMaxLength; fractions are cut', () => {
    assert.strictEqual(Buffer.alloc(2.9).length, 2);
    assert.strictEqual(
      refusal(() => Buffer.alloc('3')),
      'TypeError ERR_INVALID_ARG_TYPE: The "size" argument must be of type number. Received type string (\'3\')',
    );
    assert.strictEqual(
      refusal(() => Buffer.alloc(-1)),
      'RangeError ERR_OUT_OF_RANGE: The value of "size" is out of range. It must be >= 0 && <= 9007199254740991. Received -1',
    );
    assert.match(
      refusal(() => Buffer.alloc(NaN)),
      /ERR_OUT_OF_RANGE/,
    );
  });

  test('memory that can not be had is a RangeError, and the program goes on', () => {
    assert.strictEqual(
      refusal(() => Buffer.alloc(2 ** 50)),
      'RangeError undefined: Array buffer allocation failed',
    );
    assert.strictEqual(
      refusal(() => Buffer.allocUnsafe(2 ** 50)),
      'RangeError ERR_MEMORY_ALLOCATION_FAILED: Failed to allocate memory',
    );
    assert.strictEqual(Buffer.alloc(8).length, 8);
  });
});

describe('Buffer.from(string[, encoding])', () => {
  test('in each encoding, named in any case', () => {
    const cases = {
      utf8: 'c3a9e282ac',
      utf16le: 'e900ac20',
      'UCS-2': 'e900ac20',
      latin1: 'e9ac',
      binary: 'e9ac',
      ASCII: 'e9ac',
    };
    for (const [encoding, bytes] of Object.entries(cases)) {
      assert.strictEqual(hex(Buffer.from('\u00e9\u20ac', encoding)), bytes, encoding);
    }
    assert.strictEqual(hex(Buffer.from('00fFzz11', 'hex')), '00ff', 'up to the first bad pair');
    assert.strictEqual(
      hex(Buffer.from('-_+/ YQ', 'base64')),
      'fbffbf61',
      'either alphabet, white space skipped',
    );
  });

  test('no encoding, or one that is no string, is UTF-8; an unknown name is refused', () => {
    for (const encoding of [undefined, null, '', 5, {}]) {
      assert.strictEqual(hex(Buffer.from('\u00e9', encoding)), 'c3a9');
    }
    assert.strictEqual(
      refusal(() => Buffer.from('', 'utf-16')),
      'TypeError ERR_UNKNOWN_ENCODING: Unknown encoding: utf-16',
    );
  });
});

describe('Buffer.from(anything else)', () => {
  test('arrays and array-likes are copied, element by element, as bytes', () => {
    assert.strictEqual(hex(Buffer.from([1, '2', 256, -1, 1.9, null, NaN])), '010200ff010000');
    assert.strictEqual(hex(Buffer.from({ length: 2, 0: 7 })), '0700');
    assert.strictEqual(hex(Buffer.from(new Uint16Array([1, 0x0203]))), '0103');
    assert.strictEqual(hex(Buffer.from({ type: 'Buffer', data: [1, 2] })), '0102', 'what toJSON gives');
  });

  test('an ArrayBuffer is shared, not copied', () => {
    const store = new ArrayBuffer(8);
    const buffer = Buffer.from(store, 2, 4);
    buffer[0] = 9;
    assert.strictEqual(new Uint8Array(store)[2], 9);
    assert.strictEqual(buffer.buffer, store);
    assert.strictEqual(
      refusal(() => Buffer.from(store, 9)),
      'RangeError ERR_BUFFER_OUT_OF_BOUNDS: "offset" is outside of buffer bounds',
    );
    assert.strictEqual(
      refusal(() => Buffer.from(store, 2, 7)),
      'RangeError ERR_BUFFER_OUT_OF_BOUNDS: "length" is outside of buffer bounds',
    );
  });

  test('over a resizable ArrayBuffer it follows the length', () => {
    const store = new ArrayBuffer(4, { maxByteLength: 8 });
    const buffer = Buffer.from(store);
    store.resize(8);
    assert.strictEqual(buffer.length, 8);
    store.resize(1);
    assert.strictEqual(buffer.length, 1);
  });

  test('objects may stand for text or lists', () => {
    assert.strictEqual(hex(Buffer.from(new String('ab'))), '6162');
    assert.strictEqual(hex(Buffer.from({ valueOf: () => [1, 2] })), '0102');
    assert.strictEqual(hex(Buffer.from({ [Symbol.toPrimitive]: () => '61' }, 'hex')), '61');
  });

  test('the rest is refused', () => {
    const words =
      'TypeError ERR_INVALID_ARG_TYPE: The first argument must be of type string or an instance of Buffer, ' +
      'ArrayBuffer, or Array or an Array-like Object. Received';
    assert.strictEqual(
      refusal(() => Buffer.from(5)),
      `${words} type number (5)`,
    );
    assert.strictEqual(
      refusal(() => Buffer.from(null)),
      `${words} null`,
    );
    assert.strictEqual(
      refusal(() => Buffer.from(Symbol('s'))),
      `${words} type symbol (Symbol(s))`,
    );
    assert.strictEqual(
      refusal(() => Buffer.from(function f() {})),
      `${words} function f`,
    );
    assert.strictEqual(
      refusal(() => Buffer.from({})),
      `${words} an instance of Object`,
    );
    assert.strictEqual(
      refusal(() => Buffer.from(Object.create(null))),
      `${words} [Object: null prototype] {}`,
    );
  });
});

describe('Buffer.concat, Buffer.of, Buffer.copyBytesFrom', () => {
  test('concat joins, cuts, or pads with zeros', () => {
    const list = [Buffer.from('ab'), new Uint8Array([1]), Buffer.alloc(0)];
    assert.strictEqual(hex(Buffer.concat(list)), '616201');
    assert.strictEqual(hex(Buffer.concat(list, 1)), '61');
    assert.strictEqual(hex(Buffer.concat(list, 5)), '6162010000');
    assert.strictEqual(
      refusal(() => Buffer.concat([list[0], 'b'])),
      'TypeError ERR_INVALID_ARG_TYPE: The "list[1]" argument must be an instance of Buffer or Uint8Array. Received type string (\'b\')',
    );
  });

  test('concat joins Buffers of its own pool block, and lists of every kind', () => {
    const part = Buffer.from('abcdef');
    assert.strictEqual(String(Buffer.concat([part, part.subarray(2), part], 9)), 'abcdefcde');
    assert.strictEqual(Buffer.concat([Buffer.alloc(5000), Buffer.alloc(5000, 1)], 9999)[9998], 1);
    assert.strictEqual(String(Buffer.concat(new Proxy([part, part], {}))), 'abcdefabcdef');
    const shared = new Uint8Array(new SharedArrayBuffer(2));
    assert.strictEqual(hex(Buffer.concat([shared, Buffer.from('a')])), '000061');
    const list = [part, part];
    list.length = 1;
    assert.strictEqual(String(Buffer.concat(list)), 'abcdef');
    list.length = 2;
    assert.match(
      refusal(() => Buffer.concat(list)),
      /"list\[1\]" .* Received undefined$/,
    );
  });

  test('concat refuses bytes that were taken away, where there would be room for them', () => {
    const taken = 'TypeError undefined: Cannot perform %TypedArray%.prototype.set on a detached or out-of-bounds ArrayBuffer';
    const store = new ArrayBuffer(4);
    const gone = new Uint8Array(store);
    store.transfer();
    const part = Buffer.from('abc');
    assert.strictEqual(
      refusal(() => Buffer.concat([part, gone])),
      taken,
    );
    assert.strictEqual(
      refusal(() => Buffer.concat([part, gone], 3)),
      taken,
    );
    assert.strictEqual(String(Buffer.concat([part, gone], 2)), 'ab');
    const resizable = new ArrayBuffer(8, { maxByteLength: 8 });
    const end = new Uint8Array(resizable, 4);
    resizable.resize(4);
    assert.strictEqual(Buffer.concat([end]).length, 0);
    resizable.resize(3);
    assert.strictEqual(
      refusal(() => Buffer.concat([end])),
      taken,
    );
  });

  test('concat refuses bytes that a getter takes away while it makes room', () => {
    const store = new ArrayBuffer(4);
    const list = [Buffer.from('ab'), new Uint8Array(store)];
    const { value, ...flags } = Object.getOwnPropertyDescriptor(Buffer, 'poolSize');
    delete flags.writable;
    const get = () => {
      if (!store.detached) store.transfer();
      return value;
    };
    Object.defineProperty(Buffer, 'poolSize', { ...flags, get });
    const seen = refusal(() => Buffer.concat(list));
    Object.defineProperty(Buffer, 'poolSize', { ...flags, writable: true, value });
    assert.match(seen, /^TypeError undefined: Cannot perform .* on a detached or out-of-bounds ArrayBuffer$/);
  });

  test('of takes bytes, copyBytesFrom the memory of any typed array', () => {
    assert.strictEqual(hex(Buffer.of(1, 256, '3')), '010003');
    assert.strictEqual(hex(Buffer.copyBytesFrom(new Uint16Array([1, 2, 3]), 1, 1)), '0200');
    assert.strictEqual(Buffer.copyBytesFrom(new Uint8Array(3), 3).length, 0);
  });
});

describe('the class', () => {
  test('Buffers are Uint8Arrays, and what is made from them are Buffers', () => {
    const buffer = Buffer.from('abc');
    assert.ok(buffer instanceof Uint8Array && Buffer.isBuffer(buffer));
    assert.ok(Buffer.isBuffer(buffer.map((byte) => byte + 1)));
    assert.ok(!Buffer.isBuffer(new Uint8Array(1)));
    assert.strictEqual(Object.getPrototypeOf(Buffer), Uint8Array);
    assert.strictEqual(new Buffer[Symbol.species](2).constructor, Buffer);
  });

  test('Buffer(...) and new Buffer(...) still work', () => {
    assert.strictEqual(hex(new Buffer(2)), '0000');
    assert.strictEqual(hex(Buffer('6162', 'hex')), '6162');
    assert.match(
      refusal(() => new Buffer(2, 'hex')),
      /The "string" argument must be of type string/,
    );
  });
});
