'use strict';
// What node:buffer exports beside the class.

const { test, describe } = require('node:test');
const assert = require('node:assert');
const buffer = require('node:buffer');

describe('constants', () => {
  test('they are fixed', () => {
    assert.strictEqual(buffer.constants.MAX_LENGTH, 2 ** 53 - 1);
    assert.strictEqual(buffer.constants.MAX_STRING_LENGTH, 0x1fffffe8);
    assert.strictEqual(buffer.kMaxLength, buffer.constants.MAX_LENGTH);
    assert.strictEqual(buffer.kStringMaxLength, buffer.constants.MAX_STRING_LENGTH);
    assert.throws(() => {
      buffer.constants.MAX_LENGTH = 1;
    }, TypeError);
  });

  test('the module is one, with or without node:', () => {
    assert.strictEqual(require('buffer'), buffer);
    assert.strictEqual(buffer.Buffer, Buffer);
    assert.strictEqual(buffer.atob, atob);
  });
});

describe('isUtf8 and isAscii', () => {
  test('look at the bytes of typed arrays and buffers', () => {
    assert.strictEqual(buffer.isUtf8(Buffer.from('\u20ac')), true);
    assert.strictEqual(buffer.isUtf8(Buffer.from([0xc0, 0xaf])), false);
    assert.strictEqual(buffer.isAscii(new Uint8Array([0x7f]).buffer), true);
    assert.strictEqual(buffer.isAscii(Buffer.from([0x80])), false);
    assert.throws(() => buffer.isUtf8('text'), { code: 'ERR_INVALID_ARG_TYPE' });
  });
});

describe('transcode', () => {
  test('goes from one encoding to another', () => {
    assert.deepStrictEqual(buffer.transcode(Buffer.from('\u00e9'), 'utf8', 'latin1'), Buffer.from([0xe9]));
    assert.deepStrictEqual(buffer.transcode(Buffer.from([0xe9]), 'binary', 'ucs2'), Buffer.from([0xe9, 0]));
  });

  test('puts ? for what the target lacks, and drops what can not be seen', () => {
    assert.strictEqual(String(buffer.transcode(Buffer.from('a\u20ac\u200bb'), 'utf8', 'ascii')), 'a?b');
  });

  test('refuses what is no text encoding', () => {
    assert.throws(() => buffer.transcode(Buffer.from('a'), 'utf8', 'hex'), {
      name: 'Error',
      code: 'U_ILLEGAL_ARGUMENT_ERROR',
      errno: 1,
      message: 'Unable to transcode Buffer [U_ILLEGAL_ARGUMENT_ERROR]',
    });
  });
});

describe('atob and btoa', () => {
  test('are strict about all but white space and missing padding', () => {
    assert.strictEqual(btoa('\u00e9'), '6Q==');
    assert.strictEqual(atob(' 6 Q = = '), '\u00e9');
    assert.strictEqual(atob('6Q'), '\u00e9');
    for (const wrong of ['6Q=', '-_', '6*', '\u20ac']) {
      assert.throws(() => atob(wrong), {
        name: 'InvalidCharacterError',
        code: 5,
        message: 'Invalid character',
      });
    }
    assert.throws(() => atob('6'), { message: 'The string to be decoded is not correctly encoded.' });
    assert.throws(
      () => btoa('\u20ac'),
      (e) => e instanceof DOMException && e instanceof Error,
    );
    assert.throws(() => atob(), { code: 'ERR_MISSING_ARGS' });
  });
});

describe('the printed form', () => {
  const { inspect } = require('node:util');

  test('bytes, then properties', () => {
    assert.strictEqual(inspect(Buffer.from('hi')), '<Buffer 68 69>');
    assert.strictEqual(inspect(Buffer.alloc(0)), '<Buffer >');
    assert.strictEqual(inspect({ b: Object.assign(Buffer.from('h'), { x: 1 }) }), '{ b: <Buffer 68, x: 1> }');
    assert.strictEqual(Buffer.prototype.inspect.call(new Uint8Array(2)), '<Uint8Array 00 00>');
  });

  test('INSPECT_MAX_BYTES says how many', () => {
    const before = buffer.INSPECT_MAX_BYTES;
    assert.strictEqual(before, 50);
    try {
      buffer.INSPECT_MAX_BYTES = 2;
      assert.strictEqual(inspect(Buffer.from('abc')), '<Buffer 61 62 ... 1 more byte>');
      assert.strictEqual(inspect(Buffer.from('abcd')), '<Buffer 61 62 ... 2 more bytes>');
      assert.throws(
        () => {
          buffer.INSPECT_MAX_BYTES = -1;
        },
        { code: 'ERR_OUT_OF_RANGE' },
      );
    } finally {
      buffer.INSPECT_MAX_BYTES = before;
    }
  });
});
