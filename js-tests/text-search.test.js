'use strict';
// Strings: searching, splitting, building up to the longest, walking over.

const { test, describe } = require('node:test');
const assert = require('node:assert');

describe('search', () => {
  const CASES = [
    ['abcabc', 'indexOf', ['c', 3], 5],
    ['abcabc', 'indexOf', ['', 10], 6],
    ['abc', 'indexOf', ['b', -5], 1],
    ['abc', 'indexOf', ['b', Infinity], -1],
    ['\u4e00\u4e01\u4e00', 'indexOf', ['\u4e00', 1], 2],
    ['\u0100\u0001', 'indexOf', ['\u0001', 0], 1],
    ['\u0061\u6100', 'indexOf', ['\u0061\u6100', 0], 0],
    ['abc', 'indexOf', ['\u4e00'], -1],
    ['abcabc', 'lastIndexOf', ['b'], 4],
    ['abcabc', 'lastIndexOf', ['b', 3], 1],
    ['abcabc', 'lastIndexOf', ['b', NaN], 4],
    ['abc', 'lastIndexOf', ['', 1], 1],
    ['\u4e00a\u4e00', 'lastIndexOf', ['\u4e00', 1], 0],
    ['abc', 'includes', ['bc', 1], true],
    ['abc', 'includes', ['bc', 2], false],
    ['undefined', 'includes', [], true],
    ['abc', 'startsWith', ['b', 1], true],
    ['abc', 'endsWith', ['b', 2], true],
    ['abc', 'endsWith', ['abcd'], false],
  ];
  for (const [text, name, args, expected] of CASES) {
    test(`${JSON.stringify(text)}.${name}(${args.map(String)})`, () => {
      assert.strictEqual(text[name](...args), expected);
    });
  }

  test('patterns are refused where a text is wanted', () => {
    for (const name of ['includes', 'startsWith', 'endsWith']) {
      assert.throws(() => 'a'[name](/a/), {
        name: 'TypeError',
        message: `First argument to String.prototype.${name} must not be a regular expression`,
      });
      assert.strictEqual('/a/'[name](Object.assign(/a/, { [Symbol.match]: false })), true);
    }
  });

  test('the receiver is converted first, null refused', () => {
    const log = [];
    const asked = (name) => ({ toString: () => log.push(name) && name });
    String.prototype.indexOf.call(asked('this'), asked('search'), { valueOf: () => log.push('at') });
    assert.deepStrictEqual(log, ['this', 'search', 'at']);
    for (const name of ['split', 'indexOf', 'replace', 'concat', 'padStart']) {
      assert.throws(() => String.prototype[name].call(null), {
        name: 'TypeError',
        message: `String.prototype.${name} called on null or undefined`,
      });
    }
  });
});

describe('split', () => {
  const CASES = [
    ['a,b,,c', [','], ['a', 'b', '', 'c']],
    ['a,b', [',', 1], ['a']],
    ['a,b', [',', -1], ['a', 'b']],
    ['a,b', [',', 2 ** 32 + 1], ['a']],
    ['', [','], ['']],
    ['', [''], []],
    ['a\u{1F600}', [''], ['a', '\ud83d', '\ude00']],
    ['abc', [undefined], ['abc']],
    ['abc', [undefined, 0], []],
    ['aaa', ['aa'], ['', 'a']],
    ['anullb', [null], ['a', 'b']],
  ];
  for (const [text, args, expected] of CASES) {
    test(`${JSON.stringify(text)} by ${args.map(String)}`, () => {
      assert.deepStrictEqual(text.split(...args), expected);
    });
  }

  test('a text of many pieces', () => {
    const pieces = 'abc def,'.repeat(100000).split(',');
    assert.strictEqual(pieces.length, 100001);
    assert.strictEqual(pieces[99999], 'abc def');
  });

  test('symbols of texts are not asked', () => {
    String.prototype[Symbol.split] = () => 'asked';
    try {
      assert.deepStrictEqual('a,b'.split(','), ['a', 'b']);
    } finally {
      delete String.prototype[Symbol.split];
    }
  });
});

test('replace by functions and with what is around', () => {
  assert.strictEqual(
    'abcb'.replace('b', (...all) => JSON.stringify(all)),
    'a["b",1,"abcb"]cb',
  );
  assert.strictEqual('abcb'.replace('b', "[$`|$'|$&|$$|$1]"), 'a[a|cb|b|$|$1]cb');
  assert.strictEqual(
    'abcb'.replaceAll('b', (_, at) => at),
    'a1c3',
  );
  assert.strictEqual('ab'.replaceAll('', '-'), '-a-b-');
  assert.throws(() => 'a'.replaceAll(/a/, ''), {
    name: 'TypeError',
    message: 'String.prototype.replaceAll called with a non-global RegExp argument',
  });
});

test('letters of one byte a unit', () => {
  assert.strictEqual('\u00c0\u00d7\u00deZ'.toLowerCase(), '\u00e0\u00d7\u00fez');
  assert.strictEqual('\u00e0\u00f7\u00fez'.toUpperCase(), '\u00c0\u00f7\u00deZ');
  assert.strictEqual('\u00df\u00ff\u00b5'.toUpperCase(), 'SS\u0178\u039c');
});

test('texts of codes', () => {
  assert.strictEqual(String.fromCharCode(65, 0x4e00, 65601, '66', -1), 'A\u4e00AB\uffff');
  assert.strictEqual(String.fromCodePoint(65, 0x1f600, 0xd800), 'A\u{1F600}\ud800');
  for (const code of [-1, 1.5, 0x110000, NaN]) {
    assert.throws(() => String.fromCodePoint(code), {
      name: 'RangeError',
      message: `Invalid code point ${code}`,
    });
  }
});

test('walking over code points', () => {
  assert.deepStrictEqual([...'a\u{1F600}\ud83d'], ['a', '\u{1F600}', '\ud83d']);
  const walk = 'ab'[Symbol.iterator]();
  assert.deepStrictEqual(walk.next(), { value: 'a', done: false });
  assert.strictEqual(Object.prototype.toString.call(walk), '[object String Iterator]');
  assert.deepStrictEqual([...walk], ['b']);
  assert.deepStrictEqual(walk.next(), { value: undefined, done: true });
  assert.throws(() => walk.next.call({}), TypeError);
});

describe('the longest string', () => {
  const LONGEST = 2 ** 29 - 24;
  const half = 'x'.repeat(2 ** 28);
  const refused = { name: 'RangeError', message: 'Invalid string length' };

  test('is not passed', () => {
    assert.throws(() => half.concat(half), refused);
    assert.throws(() => 'x'.repeat(LONGEST + 1), refused);
    assert.throws(() => ''.padEnd(LONGEST + 1, 'x'), refused);
    assert.throws(() => 'aa'.replaceAll('a', half), refused);
    assert.throws(() => 'aa'.replace(/a/g, half), refused);
    assert.throws(() => 'aa'.replace(/a/g, () => half), refused);
    assert.throws(() => String.raw({ raw: ['', '', ''] }, half, half), refused);
  });
});

test('patterns that are none', () => {
  const CASES = [
    ['(', '', '/(/: Unterminated group'],
    [')', '', "/)/: Unmatched ')'"],
    ['[', 'g', '/[/g: Unterminated character class'],
    ['*', '', '/*/: Nothing to repeat'],
    ['a{2,1}', '', '/a{2,1}/: numbers out of order in {} quantifier'],
    ['\\', '', '/\\/: \\ at end of pattern'],
    ['[b-a]', '', '/[b-a]/: Range out of order in character class'],
    ['(?<a>x)(?<a>y)', '', '/(?<a>x)(?<a>y)/: Duplicate capture group name'],
    ['(?<1>a)', '', '/(?<1>a)/: Invalid capture group name'],
    ['(?a)', '', '/(?a)/: Invalid group'],
    ['\\1', 'u', '/\\1/u: Invalid escape'],
    ['\\p{Foo}', 'u', '/\\p{Foo}/u: Invalid property name'],
    ['{', 'u', '/{/u: Lone quantifier brackets'],
    ['(?<=a)*', '', '/(?<=a)*/: Invalid quantifier'],
  ];
  for (const [pattern, flags, said] of CASES) {
    const message = `Invalid regular expression: ${said}`;
    assert.throws(() => new RegExp(pattern, flags), { name: 'SyntaxError', message });
  }
  assert.throws(() => RegExp('a', 'gg'), {
    name: 'SyntaxError',
    message: "Invalid flags supplied to RegExp constructor 'gg'",
  });
});

test('the constructor of patterns', () => {
  const pattern = /a/g;
  assert.strictEqual(RegExp(pattern), pattern);
  assert.notStrictEqual(new RegExp(pattern), pattern);
  assert.strictEqual(new RegExp(pattern, 'i').flags, 'i');
  assert.strictEqual(pattern.constructor, RegExp);
  assert.strictEqual(RegExp[Symbol.species], RegExp);
  assert.strictEqual(Object.getPrototypeOf(new (class Mine extends RegExp {})('a')).constructor.name, 'Mine');
  assert.deepStrictEqual([RegExp.name, RegExp.length], ['RegExp', 2]);
});
