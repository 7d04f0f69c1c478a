'use strict';
// To and from strings: toString, write, and the methods named by encoding.

const { test, describe } = require('node:test');
const assert = require('node:assert');

describe('toString', () => {
  const bytes = Buffer.from([0x61, 0xc3, 0xa9, 0xff]);
  const TEXTS = [
    ['utf8', 'a\u00e9\ufffd'],
    ['latin1', 'a\u00c3\u00a9\u00ff'],
    ['binary', 'a\u00c3\u00a9\u00ff'],
    ['ascii', 'aC)\u007f'],
    ['utf16le', '\uc361\uffa9'],
    ['ucs2', '\uc361\uffa9'],
    ['hex', '61c3a9ff'],
    ['base64', 'YcOp/w=='],
    ['base64url', 'YcOp_w'],
  ];
  for (const [encoding, text] of TEXTS) {
    test(encoding, () => {
      assert.strictEqual(bytes.toString(encoding), text);
      assert.strictEqual(bytes.toString(encoding.toUpperCase()), text);
    });
  }

  test('utf8 unless an encoding is given', () => {
    assert.strictEqual(bytes.toString(), bytes.toString('utf8'));
    assert.strictEqual(bytes.toString(undefined, 0, 1), 'a');
    assert.strictEqual(bytes.toLocaleString(), bytes.toString());
  });

  test('from start to end, both cut to what there is', () => {
    const digits = Buffer.from('0123456789');
    assert.strictEqual(digits.toString('latin1', 2, 5), '234');
    assert.strictEqual(digits.toString('latin1', -5, 3), '012');
    assert.strictEqual(digits.toString('latin1', 8, 99), '89');
    assert.strictEqual(digits.toString('latin1', '7'), '789');
    assert.strictEqual(digits.toString('latin1', 1.9, 3.9), '12');
    assert.strictEqual(digits.toString('latin1', 5, 2), '');
  });

  test('each maximal bad part of UTF-8 is one U+FFFD', () => {
    const PARTS = [
      ['c0af', 2],
      ['e282', 1],
      ['f09f98', 1],
      ['eda080', 3],
      ['f4908080', 4],
      ['e080af', 3],
    ];
    for (const [hex, count] of PARTS)
      assert.strictEqual(Buffer.from(hex, 'hex').toString(), '\ufffd'.repeat(count), hex);
  });

  test('a byte order mark is kept', () => {
    assert.strictEqual(Buffer.from('efbbbf61', 'hex').toString(), '\ufeffa');
  });

  test('an unknown encoding is refused, unless there is nothing to decode', () => {
    assert.throws(() => bytes.toString('utf-32'), {
      name: 'TypeError',
      code: 'ERR_UNKNOWN_ENCODING',
      message: 'Unknown encoding: utf-32',
    });
    assert.throws(() => bytes.toString(null), { message: 'Unknown encoding: null' });
    assert.strictEqual(bytes.toString('utf-32', 2, 2), '');
  });
});

describe('write', () => {
  /** What `write` with these arguments returns, and what it leaves in six zero bytes. */
  function written(...args) {
    const buffer = Buffer.alloc(6);
    const count = buffer.write(...args);
    return `${count} ${buffer.toString('hex')}`;
  }

  test('returns the number of bytes', () => {
    assert.strictEqual(written('abc'), '3 616263000000');
    assert.strictEqual(written('abc', 2), '3 000061626300');
    assert.strictEqual(written('abc', 2, 1), '1 000061000000');
  });

  test('the encoding may stand in any place after the string', () => {
    assert.strictEqual(written('6162', 'hex'), '2 616200000000');
    assert.strictEqual(written('6162', 1, 'hex'), '2 006162000000');
    assert.strictEqual(written('6162', 1, 1, 'hex'), '1 006100000000');
  });

  test('without an offset neither length nor encoding count', () => {
    assert.strictEqual(written('6162', undefined, 1, 'hex'), '4 363136320000');
  });

  test('never part of a character', () => {
    assert.strictEqual(written('abcd\u20ac'), '4 616263640000');
    assert.strictEqual(written('abc\u{1f600}'), '3 616263000000');
    assert.strictEqual(written('ab', 3, 'utf16le'), '2 000000610000');
    assert.strictEqual(written('616', 'hex'), '1 610000000000');
  });

  test('a lone surrogate is written as U+FFFD', () => {
    assert.strictEqual(written('\ud800'), '3 efbfbd000000');
  });

  test('hex ends at the first pair that is none; base64 skips what is not of it', () => {
    assert.strictEqual(written('61zz62', 'hex'), '1 610000000000');
    assert.strictEqual(written('YW\n Jj', 'base64'), '3 616263000000');
    assert.strictEqual(written('-_-_', 'base64'), '3 fbffbf000000');
    assert.strictEqual(written('YQ==YQ==', 'base64'), '1 610000000000');
  });

  test('what is refused', () => {
    const REFUSALS = [
      [[5], 'TypeError', 'ERR_INVALID_ARG_TYPE', 'argument must be a string'],
      [
        ['a', 7],
        'RangeError',
        'ERR_OUT_OF_RANGE',
        'The value of "offset" is out of range. It must be >= 0 && <= 6. Received 7',
      ],
      [
        ['a', null],
        'TypeError',
        'ERR_INVALID_ARG_TYPE',
        'The "offset" argument must be of type number. Received null',
      ],
      [
        ['a', 0, -1],
        'RangeError',
        'ERR_OUT_OF_RANGE',
        'The value of "length" is out of range. It must be >= 0 && <= 6. Received -1',
      ],
      [['a', 'utf-32'], 'TypeError', 'ERR_UNKNOWN_ENCODING', 'Unknown encoding: utf-32'],
    ];
    for (const [args, name, code, message] of REFUSALS)
      assert.throws(() => written(...args), { name, code, message });
  });
});

describe('methods named by encoding', () => {
  test('slices', () => {
    const bytes = Buffer.from('abcdef');
    assert.strictEqual(bytes.hexSlice(1, 3), '6263');
    assert.strictEqual(bytes.base64Slice(), 'YWJjZGVm');
    assert.strictEqual(bytes.ucs2Slice(0, 2), '\u6261');
    assert.strictEqual(bytes.utf8Slice(4, 2), '');
    assert.throws(() => bytes.latin1Slice(-1), {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'Index out of range',
    });
    assert.throws(() => bytes.asciiSlice(0, 7), { message: 'Index out of range' });
  });

  test('writes', () => {
    const bytes = Buffer.alloc(4);
    assert.strictEqual(bytes.hexWrite('616263646566', 1), 3);
    assert.strictEqual(bytes.toString('latin1'), '\0abc');
    assert.strictEqual(bytes.utf8Write('xyz', 0, 2), 2);
    assert.strictEqual(bytes.toString('latin1'), 'xybc');
    assert.throws(() => bytes.utf8Write('x', 5), {
      code: 'ERR_BUFFER_OUT_OF_BOUNDS',
      message: '"offset" is outside of buffer bounds',
    });
    assert.throws(() => bytes.latin1Write('x', 1, 4), { message: '"length" is outside of buffer bounds' });
  });
});
