'use strict';
// What Node 26 added: aligned Buffers, the length of bytes as text, latin1, text streams of Blobs.

const { test, describe } = require('node:test');
const assert = require('node:assert');
const buffer = require('node:buffer');

const { Buffer, Blob, isLatin1 } = buffer;
const isSlabjs = Boolean(process.versions.slabjs);
const onlySlabjs = isSlabjs ? false : 'slabjs alone counts it to the byte';
const makers = [Buffer.allocUnsafe, Buffer.allocUnsafeSlow];

describe('alignment', () => {
  test('every power of two up to 2^16, for pieces of slabs and for extents', () => {
    for (const make of makers) {
      for (const size of [0, 1, 10, 64, 100, 4096, 20000, 70000]) {
        for (let alignment = 1; alignment <= 65536; alignment *= 2) {
          const made = make(size, alignment);
          assert.ok(Buffer.isBuffer(made));
          assert.strictEqual(made.fill(7).length, size);
        }
      }
    }
  });

  test('it never comes from the pool', { skip: onlySlabjs }, () => {
    for (const make of makers) {
      const made = make(10, 16);
      assert.strictEqual(made.byteOffset, 0);
      assert.strictEqual(made.buffer.byteLength, 10);
    }
  });

  test('only what was asked for is counted', { skip: onlySlabjs }, () => {
    const { collect } = require('slabjs:memory');
    const kept = [];
    for (const [size, alignment] of [
      [10, 4096],
      [100, 65536],
      [1000, 1 << 20],
      [70000, 1 << 26],
      [5, 1 << 30],
    ]) {
      const before = process.memoryUsage().arrayBuffers;
      kept.push(Buffer.allocUnsafe(size, alignment));
      assert.strictEqual(process.memoryUsage().arrayBuffers - before, size);
    }
    for (const made of kept) assert.ok(made.fill(1).every((byte) => byte === 1));
    const before = process.memoryUsage().arrayBuffers;
    kept.length = 0;
    collect();
    assert.ok(process.memoryUsage().arrayBuffers < before);
  });

  test('what is no alignment', () => {
    for (const make of makers) {
      for (const alignment of [0, -8, 1.5, NaN, Infinity, 2 ** 31]) {
        assert.throws(() => make(10, alignment), { name: 'RangeError', code: 'ERR_OUT_OF_RANGE' });
      }
      for (const alignment of ['8', null, {}, [8], 8n, true, Symbol('s')]) {
        assert.throws(() => make(10, alignment), { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' });
      }
      assert.throws(() => make(10, 24), {
        code: 'ERR_INVALID_ARG_VALUE',
        message: "The argument 'alignment' must be a power of two. Received 24",
      });
      assert.throws(() => make('x', 3), { message: /"size" argument/ });
      assert.throws(() => make(buffer.kMaxLength, 64), {
        message:
          'The value of "size" is out of range. It must be <= 9007199254740927. Received 9_007_199_254_740_991',
      });
      assert.strictEqual(make(10, undefined).length, 10);
    }
  });
});

describe('Buffer.stringLength', () => {
  const bytes = Buffer.from('aé€😀\ud800');

  test('is the length of the text, without the text', () => {
    for (const encoding of ['utf8', 'utf16le', 'latin1', 'ascii', 'hex', 'base64', 'base64url', 'BINARY', 'ucs-2']) {
      for (let end = 0; end <= bytes.length; end++) {
        const part = bytes.subarray(0, end);
        assert.strictEqual(Buffer.stringLength(part, encoding), part.toString(encoding).length, encoding);
      }
    }
    assert.strictEqual(Buffer.stringLength(bytes), bytes.toString().length);
    assert.strictEqual(Buffer.stringLength(new Uint16Array(3), 'hex'), 12);
    assert.strictEqual(Buffer.stringLength(new ArrayBuffer(4), 'base64'), 8);
  });

  test('takes bytes and the name of an encoding', () => {
    assert.throws(() => Buffer.stringLength('abc'), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => Buffer.stringLength(new DataView(new ArrayBuffer(1))), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => Buffer.stringLength(bytes, 5), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => Buffer.stringLength(bytes, 'nope'), { code: 'ERR_UNKNOWN_ENCODING' });
  });
});

test('isLatin1 looks at the code units of a string', () => {
  assert.strictEqual(isLatin1(''), true);
  assert.strictEqual(isLatin1('a\u0000\u00ff'), true);
  assert.strictEqual(isLatin1('a\u0100'), false);
  assert.strictEqual(isLatin1(`a${'\u20ac'}`.slice(0, 1)), true);
  for (const input of [5, null, undefined, Buffer.from('a'), new String('a')]) {
    assert.throws(() => isLatin1(input), { code: 'ERR_INVALID_ARG_TYPE' });
  }
});

test('functions of the class and the module can be constructed', () => {
  assert.strictEqual(new Buffer.allocUnsafeSlow(8).length, 8);
  assert.strictEqual(String(new Buffer.from('abc')), 'abc');
  assert.strictEqual(typeof new Buffer.byteLength('abc'), 'object');
  assert.throws(() => new Buffer.of(1), TypeError);
});

test('methods refuse what has no bytes', () => {
  const { toJSON, write, swap16, swap64, toString, subarray } = Buffer.prototype;
  for (const call of [
    () => toJSON.call({}),
    () => write.call([1, 2], 'ab'),
    () => swap16.call({ length: 2, 0: 1, 1: 2 }),
    () => swap64.call('12345678'),
    () => toString.call(5, 'hex'),
    () => subarray.call(new ArrayBuffer(8), 1),
  ]) {
    assert.throws(call, { name: 'TypeError', message: /TypedArray\.prototype\.length called on incompatible receiver/ });
  }
});

test('the text of a Blob as a stream', async () => {
  const pieces = [];
  for await (const piece of new Blob(['aé', Buffer.from([0xe2, 0x82]), Buffer.from([0xac, 0xff])]).textStream()) {
    pieces.push(piece);
  }
  assert.strictEqual(pieces.join(''), 'aé€\ufffd');
  assert.throws(() => Blob.prototype.textStream.call({}), { code: 'ERR_INVALID_THIS' });
});

test('the parts of a Blob are copied once all are converted', async () => {
  const bytes = new Uint8Array([1, 2]);
  const late = { toString: () => ((bytes[0] = 9), 'z') };
  assert.deepStrictEqual([...(await new Blob([bytes, late]).bytes())], [9, 2, 0x7a]);
  assert.strictEqual(await new Blob(['a\rb\r\nc\n'], { endings: 'native' }).text(), 'a\nb\nc\n');
  assert.strictEqual(await new Blob(['abcdef']).slice(1.5, Infinity).text(), 'cdef');
  assert.throws(() => new Blob([Symbol('s')]), {
    code: 'ERR_INVALID_ARG_TYPE',
    message: 'Value[0] is a Symbol and cannot be converted to a string.',
  });
});
