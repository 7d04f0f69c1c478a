'use strict';
// indexOf, lastIndexOf, includes.

const { test, describe } = require('node:test');
const assert = require('node:assert');

const sparesProcess = process.versions.slabjs ? false : 'Node ends the process';

const text = Buffer.from('abcabcabc');

describe('what is looked for', () => {
  test('a string, a byte, or bytes', () => {
    assert.strictEqual(text.indexOf('ca'), 2);
    assert.strictEqual(text.indexOf(99), 2);
    assert.strictEqual(text.indexOf(Buffer.from('bca')), 1);
    assert.strictEqual(text.lastIndexOf(new Uint8Array([97, 98])), 6);
    assert.ok(text.includes('cab'));
    assert.ok(!text.includes('x'));
  });

  test('of a number, the low eight bits', () => {
    assert.strictEqual(text.indexOf(99.9), 2);
    assert.strictEqual(text.indexOf(256 + 98), 1);
    assert.strictEqual(text.indexOf(-158), 1);
  });

  test('a string in an encoding', () => {
    assert.strictEqual(text.indexOf('6263', 'hex'), 1);
    assert.strictEqual(text.indexOf('YmM=', 2, 'base64'), 4);
    assert.strictEqual(Buffer.from('a\u20acb').indexOf('\u20ac'), 1);
  });

  test('nothing is found anywhere, where the search begins', () => {
    assert.strictEqual(text.indexOf(''), 0);
    assert.strictEqual(text.indexOf('', 4), 4);
    assert.strictEqual(text.indexOf('', 99), 9);
    assert.strictEqual(text.lastIndexOf(''), 9);
  });

  test('anything else is refused', () => {
    assert.throws(() => text.indexOf({}), {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message:
        'The "value" argument must be one of type number or string or an instance of Buffer or Uint8Array. Received an instance of Object',
    });
    assert.throws(() => text.indexOf('a', 0, 'utf-32'), { code: 'ERR_UNKNOWN_ENCODING' });
  });

  test('a lone surrogate is looked for as it is written', { skip: sparesProcess }, () => {
    assert.strictEqual(Buffer.from('ab\ufffd').indexOf('\ud800'), 2);
    assert.strictEqual(text.lastIndexOf('\udc00'), -1);
  });
});

describe('where', () => {
  test('from the offset on, or back from it', () => {
    assert.strictEqual(text.indexOf('a', 1), 3);
    assert.strictEqual(text.lastIndexOf('a', 5), 3);
    assert.strictEqual(text.lastIndexOf('abc', 6), 6);
  });

  test('negative offsets count from the end', () => {
    assert.strictEqual(text.indexOf('b', -3), 7);
    assert.strictEqual(text.lastIndexOf('b', -3), 4);
    assert.strictEqual(text.indexOf('a', -99), 0);
    assert.strictEqual(text.lastIndexOf('a', -99), -1);
  });

  test('what is no number is 0 or, searching back, the end', () => {
    assert.strictEqual(text.indexOf('a', {}), 0);
    assert.strictEqual(text.lastIndexOf('a', undefined), 6);
    assert.strictEqual(text.lastIndexOf('b', null), -1);
  });

  test('two-byte units match at even places only', () => {
    const wide = Buffer.from('\u6261\u6162', 'utf16le');
    assert.strictEqual(wide.indexOf('\u6161', 'utf16le'), -1);
    assert.strictEqual(wide.indexOf('\u6162', 'utf16le'), 2);
    assert.strictEqual(wide.lastIndexOf('\u6261', 'ucs2'), 0);
  });

  test('up to an end', () => {
    assert.strictEqual(text.indexOf('c', 0, 2), -1);
    assert.strictEqual(text.indexOf('c', 0, 3), 2);
    assert.strictEqual(text.lastIndexOf('abc', undefined, 8), 3);
    assert.strictEqual(text.includes('6263', 4, 6, 'hex'), true);
    assert.strictEqual(text.includes('6263', 4, 5, 'hex'), false);
  });
});

test('long texts', () => {
  const line = 'the quick brown fox jumps over a lazy dog near the nested nest; ';
  const long = Buffer.from(line.repeat(1000));
  assert.strictEqual(long.indexOf('needle'), -1);
  assert.strictEqual(long.lastIndexOf('needle'), -1);
  long.write('needle', 777);
  assert.strictEqual(long.indexOf('needle'), 777);
  assert.strictEqual(long.lastIndexOf('needle'), 777);
  assert.strictEqual(long.lastIndexOf('nested'), 64000 - 13);
});
