'use strict';
// Many bytes at once: equals, compare, copy, fill, swap16, swap32, swap64.

const { test, describe } = require('node:test');
const assert = require('node:assert');

describe('equals and compare', () => {
  test('by the bytes, whatever kind of Uint8Array holds them', () => {
    assert.ok(Buffer.from('abc').equals(new Uint8Array([97, 98, 99])));
    assert.ok(!Buffer.from('abc').equals(Buffer.from('abd')));
    assert.ok(!Buffer.from('abc').equals(Buffer.from('ab')));
    assert.throws(() => Buffer.from('a').equals('a'), {
      code: 'ERR_INVALID_ARG_TYPE',
      message:
        'The "otherBuffer" argument must be an instance of Buffer or Uint8Array. Received type string (\'a\')',
    });
  });

  test('-1, 0 or 1, the longer one after its beginning', () => {
    const [a, b, ab] = ['a', 'b', 'ab'].map((s) => Buffer.from(s));
    assert.deepStrictEqual([a.compare(b), b.compare(a), a.compare(a), a.compare(ab)], [-1, 1, 0, -1]);
    assert.deepStrictEqual([b, ab, a].sort(Buffer.compare), [a, ab, b]);
  });

  test('parts of both', () => {
    const one = Buffer.from([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const two = Buffer.from([5, 6, 7, 8, 9, 1, 2, 3, 4]);
    assert.strictEqual(one.compare(two, 5, 9, 0, 4), 0);
    assert.strictEqual(one.compare(two, 0, 6, 4), -1);
    assert.strictEqual(one.compare(two, 5, 6, 5), 1);
    assert.throws(() => one.compare(two, 0, 10), {
      message: 'The value of "targetEnd" is out of range. It must be >= 0 && <= 9. Received 10',
    });
  });
});

describe('copy', () => {
  test('returns how many bytes there was room for', () => {
    const target = Buffer.alloc(5);
    assert.strictEqual(Buffer.from('abcdef').copy(target, 1, 2), 4);
    assert.strictEqual(target.toString('latin1'), '\0cdef');
    assert.strictEqual(Buffer.from('xyz').copy(target, 4), 1);
    assert.strictEqual(Buffer.from('xyz').copy(target, 5), 0);
  });

  test('within one Buffer, as if by way of another', () => {
    const buffer = Buffer.from('abcdef');
    buffer.copy(buffer, 2, 0, 4);
    assert.strictEqual(buffer.toString(), 'ababcd');
    const other = Buffer.from('abcdef');
    other.copy(other, 0, 2);
    assert.strictEqual(other.toString(), 'cdefef');
  });

  test('into any view', () => {
    const words = new Uint16Array(2);
    assert.strictEqual(Buffer.from([1, 2, 3, 4]).copy(words, 1, 1), 3);
    assert.deepStrictEqual([...new Uint8Array(words.buffer)], [0, 2, 3, 4]);
  });

  test('what is refused', () => {
    const buffer = Buffer.alloc(8);
    assert.throws(() => buffer.copy('x'), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => buffer.copy(buffer, -1), {
      message: 'The value of "targetStart" is out of range. It must be >= 0. Received -1',
    });
    assert.throws(() => buffer.copy(buffer, 0, 9), {
      message: 'The value of "sourceStart" is out of range. It must be >= 0 && <= 8. Received 9',
    });
    assert.throws(() => buffer.copy(buffer, 0, 0, -1), {
      message: 'The value of "sourceEnd" is out of range. It must be >= 0. Received -1',
    });
  });
});

describe('fill', () => {
  const filled = (...args) =>
    Buffer.alloc(7, 0x2e)
      .fill(...args)
      .toString('latin1');

  test('with a byte', () => {
    assert.strictEqual(filled(0x61), 'aaaaaaa');
    assert.strictEqual(filled(0x161, 2, 4), '..aa...');
    assert.strictEqual(filled(null, 6), '......\0');
  });

  test('with a pattern, the last time perhaps cut', () => {
    assert.strictEqual(filled('abc'), 'abcabca');
    assert.strictEqual(filled(Buffer.from('xy'), 1, 6), '.xyxyx.');
    assert.strictEqual(filled('\u20ac', 0, 4), '\u00e2\u0082\u00ac\u00e2...');
    assert.strictEqual(filled('6162', 'hex'), 'abababa');
    assert.strictEqual(filled('6162', 5, 'hex'), '.....ab');
  });

  test('with nothing it is zeros', () => {
    assert.strictEqual(filled(''), '\0\0\0\0\0\0\0');
  });

  test('returns the Buffer', () => {
    const buffer = Buffer.alloc(3);
    assert.strictEqual(buffer.fill(1), buffer);
  });

  test('what is refused', () => {
    assert.throws(() => filled('zz', 'hex'), {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_VALUE',
      message: "The argument 'value' is invalid. Received 'zz'",
    });
    assert.throws(() => filled(Buffer.alloc(0)), { code: 'ERR_INVALID_ARG_VALUE' });
    assert.throws(() => filled('a', 0, 8), {
      message: 'The value of "end" is out of range. It must be >= 0 && <= 7. Received 8',
    });
    assert.throws(() => filled('a', 0, 7, 'utf-32'), { code: 'ERR_UNKNOWN_ENCODING' });
    assert.throws(() => filled('a', 0, 7, 5), { code: 'ERR_INVALID_ARG_TYPE' });
  });
});

describe('swap', () => {
  test('turns the bytes of each element round, in place', () => {
    const swapped = (method) => Buffer.from('0102030405060708', 'hex')[method]().toString('hex');
    assert.strictEqual(swapped('swap16'), '0201040306050807');
    assert.strictEqual(swapped('swap32'), '0403020108070605');
    assert.strictEqual(swapped('swap64'), '0807060504030201');
  });

  test('elements must be whole', () => {
    assert.throws(() => Buffer.alloc(6).swap32(), {
      name: 'RangeError',
      code: 'ERR_INVALID_BUFFER_SIZE',
      message: 'Buffer size must be a multiple of 32-bits',
    });
  });
});
