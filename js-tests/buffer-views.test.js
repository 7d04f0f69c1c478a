'use strict';
// Views of the same bytes and what describes them: slice, subarray, toJSON, parent, offset.

const { test, describe } = require('node:test');
const assert = require('node:assert');

describe('slice and subarray', () => {
  for (const method of ['slice', 'subarray']) {
    test(`${method} shares the bytes`, () => {
      const buffer = Buffer.from('abcdef');
      const part = buffer[method](1, 4);
      assert.ok(Buffer.isBuffer(part));
      assert.strictEqual(part.buffer, buffer.buffer);
      assert.strictEqual(part.byteOffset, buffer.byteOffset + 1);
      part[0] = 0x58;
      assert.strictEqual(buffer.toString(), 'aXcdef');
    });

    test(`${method} counts negative positions from the end and cuts fractions`, () => {
      const at = (...args) => String(Buffer.from('abcdef')[method](...args));
      assert.deepStrictEqual(
        [at(-2), at(1, -1), at(-99, 2), at(1.9, 3.9), at(4, 2), at(99)],
        ['ef', 'bcde', 'ab', 'bc', '', ''],
      );
      assert.deepStrictEqual(
        [at('2'), at(null, undefined), at(0, null), at({}, 1)],
        ['cdef', 'abcdef', '', 'a'],
      );
    });
  }
});

describe('toJSON', () => {
  test('type and bytes', () => {
    assert.deepStrictEqual(Buffer.from([1, 255]).toJSON(), { type: 'Buffer', data: [1, 255] });
    assert.strictEqual(JSON.stringify({ b: Buffer.from('a') }), '{"b":{"type":"Buffer","data":[97]}}');
  });

  test('comes back by Buffer.from', () => {
    const buffer = Buffer.from('round trip');
    assert.deepStrictEqual(Buffer.from(JSON.parse(JSON.stringify(buffer))), buffer);
  });
});

describe('parent and offset', () => {
  test('the store, and where in it the bytes lie', () => {
    const store = new ArrayBuffer(8);
    const buffer = Buffer.from(store, 3, 2);
    assert.strictEqual(buffer.parent, store);
    assert.strictEqual(buffer.offset, 3);
  });

  test('undefined on anything else', () => {
    assert.strictEqual(Buffer.prototype.parent, undefined);
    assert.strictEqual(Reflect.get(Buffer.prototype, 'offset', new Uint8Array(1)), undefined);
  });
});

describe('stores that change', () => {
  test('a detached one leaves an empty Buffer', () => {
    const buffer = Buffer.from(new ArrayBuffer(4));
    buffer.buffer.transfer();
    assert.strictEqual(buffer.length, 0);
    assert.strictEqual(buffer.toString(), '');
    assert.strictEqual(buffer.indexOf(0), -1);
    assert.throws(() => buffer.readUInt8(0), { code: 'ERR_BUFFER_OUT_OF_BOUNDS' });
    assert.throws(() => buffer.subarray(0), { name: 'TypeError' });
  });

  test('a fixed length past the end of a shrunken one is none', () => {
    const store = new ArrayBuffer(8, { maxByteLength: 8 });
    const buffer = Buffer.from(store, 2, 6);
    store.resize(4);
    assert.strictEqual(buffer.length, 0);
    store.resize(8);
    assert.strictEqual(buffer.length, 6);
  });
});
