'use strict';
// Reading and writing numbers: readUInt8 to writeDoubleBE.

const { test, describe } = require('node:test');
const assert = require('node:assert');

/** Each value, how it is written, and its bytes as hex. */
const LAYOUTS = [
  ['Int8', -2, 'fe'],
  ['UInt8', 254, 'fe'],
  ['Int16LE', -2, 'feff'],
  ['Int16BE', -2, 'fffe'],
  ['UInt16LE', 0x0102, '0201'],
  ['UInt16BE', 0x0102, '0102'],
  ['Int32LE', -2147483648, '00000080'],
  ['Int32BE', -2147483648, '80000000'],
  ['UInt32LE', 0xdeadbeef, 'efbeadde'],
  ['UInt32BE', 0xdeadbeef, 'deadbeef'],
  ['FloatLE', 0.5, '0000003f'],
  ['FloatBE', 0.5, '3f000000'],
  ['DoubleLE', -2, '00000000000000c0'],
  ['DoubleBE', -2, 'c000000000000000'],
  ['BigInt64LE', -2n, 'feffffffffffffff'],
  ['BigInt64BE', -2n, 'fffffffffffffffe'],
  ['BigUInt64LE', 2n ** 64n - 2n, 'feffffffffffffff'],
  ['BigUInt64BE', 2n ** 63n, '8000000000000000'],
];

describe('fixed width', () => {
  for (const [name, value, hex] of LAYOUTS) {
    test(`${name}: ${value} is ${hex}`, () => {
      const buffer = Buffer.alloc(hex.length / 2 + 2);
      assert.strictEqual(buffer[`write${name}`](value, 1), buffer.length - 1);
      assert.strictEqual(buffer.toString('hex'), `00${hex}00`);
      assert.strictEqual(buffer[`read${name}`](1), value);
    });
  }

  test('Uint is another spelling of UInt, and the same function', () => {
    for (const name of ['readUInt8', 'writeUInt32LE', 'readUIntBE', 'writeBigUInt64LE']) {
      assert.strictEqual(Buffer.prototype[name.replace('UInt', 'Uint')], Buffer.prototype[name]);
    }
  });

  test('the offset is 0 unless it is given', () => {
    assert.strictEqual(Buffer.from([7, 8]).readUInt8(), 7);
    const buffer = Buffer.alloc(2);
    assert.strictEqual(buffer.writeUInt8(9), 1);
    assert.strictEqual(buffer[0], 9);
  });

  test('fractions are cut, NaN and undefined are 0', () => {
    const buffer = Buffer.alloc(4, 0xff);
    buffer.writeInt16LE(-1.9, 0);
    buffer.writeUInt8(NaN, 2);
    buffer.writeUInt8(undefined, 3);
    assert.strictEqual(buffer.toString('hex'), 'ffff0000');
  });

  test('a float too large for its width becomes infinite', () => {
    const buffer = Buffer.alloc(4);
    buffer.writeFloatBE(1e300);
    assert.strictEqual(buffer.readFloatBE(), Infinity);
  });
});

describe('one to six bytes', () => {
  const LAYOUTS_BY_WIDTH = [
    [1, -1, 'ff'],
    [2, -2, 'fffe'],
    [3, -0x010203, 'fefdfd'],
    [4, -2147483648, '80000000'],
    [5, -(2 ** 39), '8000000000'],
    [6, 0x010203040506, '010203040506'],
  ];
  for (const [width, value, hex] of LAYOUTS_BY_WIDTH) {
    test(`${width}: ${value} is ${hex}, and turned round in little endian`, () => {
      const big = Buffer.alloc(width);
      assert.strictEqual(big.writeIntBE(value, 0, width), width);
      assert.strictEqual(big.toString('hex'), hex);
      assert.strictEqual(big.readIntBE(0, width), value);
      const little = Buffer.alloc(width);
      little.writeIntLE(value, 0, width);
      assert.deepStrictEqual([...little], [...big].reverse());
      assert.strictEqual(little.readIntLE(0, width), value);
    });
  }

  test('unsigned, the same bytes are positive', () => {
    assert.strictEqual(Buffer.alloc(6, 0xff).readUIntLE(0, 6), 2 ** 48 - 1);
    assert.strictEqual(Buffer.alloc(6, 0xff).readIntLE(0, 6), -1);
  });

  test('other widths are refused', () => {
    assert.throws(() => Buffer.alloc(8).readIntLE(0, 7), {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'The value of "byteLength" is out of range. It must be >= 1 and <= 6. Received 7',
    });
    assert.throws(() => Buffer.alloc(8).readIntLE(0), { code: 'ERR_INVALID_ARG_TYPE' });
  });
});

describe('what is refused', () => {
  const REFUSALS = [
    [
      'an offset that is no number',
      (b) => b.readUInt8('0'),
      'ERR_INVALID_ARG_TYPE',
      'The "offset" argument must be of type number. Received type string (\'0\')',
    ],
    [
      'an offset with a fraction',
      (b) => b.readUInt8(1.5),
      'ERR_OUT_OF_RANGE',
      'The value of "offset" is out of range. It must be an integer. Received 1.5',
    ],
    [
      'an offset too large',
      (b) => b.readUInt32LE(5),
      'ERR_OUT_OF_RANGE',
      'The value of "offset" is out of range. It must be >= 0 and <= 4. Received 5',
    ],
    [
      'a Buffer too small',
      (b) => b.subarray(0, 3).readUInt32LE(0),
      'ERR_BUFFER_OUT_OF_BOUNDS',
      'Attempt to access memory outside buffer bounds',
    ],
    [
      'a value too large',
      (b) => b.writeUInt8(256),
      'ERR_OUT_OF_RANGE',
      'The value of "value" is out of range. It must be >= 0 and <= 255. Received 256',
    ],
    [
      'a value too large for five bytes',
      (b) => b.writeUIntLE(2 ** 40, 0, 5),
      'ERR_OUT_OF_RANGE',
      'The value of "value" is out of range. It must be >= 0 and < 2 ** 40. Received 1_099_511_627_776',
    ],
    [
      'a BigInt too small',
      (b) => b.writeBigUInt64LE(-1n),
      'ERR_OUT_OF_RANGE',
      'The value of "value" is out of range. It must be >= 0n and < 2n ** 64n. Received -1n',
    ],
    [
      'a BigInt where a number is meant',
      (b) => b.writeUInt8(1n),
      undefined,
      'Cannot convert a BigInt value to a number',
    ],
    [
      'a number where a BigInt is meant',
      (b) => b.writeBigInt64LE(1),
      undefined,
      'Cannot mix BigInt and other types, use explicit conversions',
    ],
  ];
  for (const [what, attempt, code, message] of REFUSALS) {
    test(what, () => {
      const buffer = Buffer.alloc(8, 0xaa);
      assert.throws(
        () => attempt(buffer),
        (error) => error.code === code && error.message === message,
      );
      assert.strictEqual(buffer.toString('hex'), 'aa'.repeat(8));
    });
  }

  test('a value is looked at before the offset, except where one byte is written', () => {
    assert.throws(() => Buffer.alloc(4).writeUInt16LE(-1, 'x'), { code: 'ERR_OUT_OF_RANGE' });
    assert.throws(() => Buffer.alloc(4).writeUInt8(-1, 'x'), { code: 'ERR_INVALID_ARG_TYPE' });
  });
});

test('a plain Uint8Array will do', () => {
  const bytes = new Uint8Array([1, 2, 3, 4]);
  assert.strictEqual(Buffer.prototype.readUInt16BE.call(bytes, 2), 0x0304);
  assert.strictEqual(Buffer.prototype.writeUInt16BE.call(bytes, 0x0a0b, 0), 2);
  assert.deepStrictEqual([...bytes], [10, 11, 3, 4]);
});
