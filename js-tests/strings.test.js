'use strict';
// String.prototype.replaceAll of strings by strings: slabjs has its own.

const { test, describe } = require('node:test');
const assert = require('node:assert');

describe('replaceAll', () => {
  test('what is found, where, and what is put there', () => {
    for (const [text, search, replacement, expected] of [
      ['abcabc', 'b', 'X', 'aXcaXc'],
      ['aaaa', 'aa', 'b', 'bb'],
      ['aaa', 'aa', 'b', 'ba'],
      ['abc', '', '-', '-a-b-c-'],
      ['', '', 'x', 'x'],
      ['', 'a', 'x', ''],
      ['abc', 'abcd', 'x', 'abc'],
      ['abc', 'abc', '', ''],
      ['abcb', 'b', '[$&]', 'a[b]c[b]'],
      ['abcb', 'b', '[$`]', 'a[a]c[abc]'],
      ['abcb', 'b', "[$']", 'a[cb]c[]'],
      ['ab', 'b', '$$', 'a$'],
      ['ab', 'b', '$$&', 'a$&'],
      ['ab', 'b', '$', 'a$'],
      ['ab', 'b', '$1$<x>$0', 'a$1$<x>$0'],
      ['ab', 'b', '$$$', 'a$$'],
      ['ab', 'b', 'x$&y$&z', 'axbybz'],
      ['żółw', 'ó', 'o', 'żołw'],
      ['żółw', 'w', '€', 'żół€'],
      ['café', 'é', 'ż', 'cafż'],
      ['abc', 'ż', 'x', 'abc'],
      ['\u{1F600}\u{1F600}', '\ude00', 'x', '\ud83dx\ud83dx'],
      ['\u0100\u0001\u0000', '\u0001\u0000', 'x', '\u0100x'],
      ['\u0101\u0101', '\u0101', "$`$&$'", '\u0101\u0101\u0101\u0101'],
      ['ż', '', 'é', 'éżé'],
    ]) {
      assert.strictEqual(
        text.replaceAll(search, replacement),
        expected,
        JSON.stringify([text, search, replacement]),
      );
      if (search !== '' && !replacement.includes('$')) {
        assert.strictEqual(text.split(search).join(replacement), expected);
      }
    }
  });

  test('what is no string is as before', () => {
    assert.strictEqual('a.b.c'.replaceAll(/\./g, '-'), 'a-b-c');
    assert.strictEqual(
      'abcb'.replaceAll('b', (match, at) => match + at),
      'ab1cb3',
    );
    assert.strictEqual('a1b1'.replaceAll(1, 2), 'a2b2');
    assert.strictEqual(String.prototype.replaceAll.call(1212, '1', 'x'), 'x2x2');
    assert.throws(() => 'a'.replaceAll(/a/, 'b'), TypeError);
    assert.throws(() => String.prototype.replaceAll.call(null, 'a', 'b'), TypeError);
    assert.strictEqual(String.prototype.replaceAll.length, 2);
  });

  test('a hundred thousand matches', () => {
    assert.strictEqual('a'.repeat(100000).replaceAll('a', 'bc').length, 200000);
  });
});
