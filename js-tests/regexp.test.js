'use strict';
// Regular expressions: what a match is, where the next one begins, what is remembered.

const { test, describe } = require('node:test');
const assert = require('node:assert');

/** What a match of a text shows. */
const shown = (match) => match && [[...match], match.index, match.groups && { ...match.groups }];

describe('lastIndex', () => {
  test('within a pair is the pair, for patterns of code points', () => {
    for (const flags of ['gu', 'yu', 'guy']) {
      const pattern = new RegExp('\\u{1F600}', flags);
      pattern.lastIndex = 1;
      assert.strictEqual(pattern.exec('\u{1F600}').index, 0);
      assert.strictEqual(pattern.lastIndex, 2);
    }
    const units = /\udE00/g;
    units.lastIndex = 1;
    assert.strictEqual(units.exec('\u{1F600}').index, 1);
  });

  test('of a sticky pattern is where it matches, or nowhere', () => {
    const pattern = /a(b)?/y;
    assert.deepStrictEqual(shown(pattern.exec('aab')), [['a', undefined], 0, undefined]);
    assert.deepStrictEqual(shown(pattern.exec('aab')), [['ab', 'b'], 1, undefined]);
    assert.strictEqual(pattern.exec('aab'), null);
    assert.strictEqual(pattern.lastIndex, 0);
  });

  test('a sticky pattern with references to groups that are not there', () => {
    assert.strictEqual(/\1/y.test('\u0001'), true);
    assert.strictEqual(/(a)\2/y.test('a\u0002'), true);
    assert.strictEqual(/a|\1|b/y.test('b'), true);
  });

  test('is set after a miss, and read before the text is looked at', () => {
    const log = [];
    const pattern = /a/g;
    pattern.lastIndex = {
      valueOf() {
        log.push('lastIndex');
        return 1;
      },
    };
    const text = {
      toString() {
        log.push('text');
        return 'aa';
      },
    };
    assert.strictEqual(pattern.exec(text).index, 1);
    assert.deepStrictEqual(log, ['text', 'lastIndex']);
    assert.strictEqual(pattern.exec('aa'), null);
    assert.strictEqual(pattern.lastIndex, 0);
  });

  test('that is read-only', () => {
    const frozen = Object.freeze(/a/g);
    assert.throws(() => frozen.test('a'), {
      name: 'TypeError',
      message: "Cannot assign to read only property 'lastIndex' of object '[object RegExp]'",
    });
    assert.strictEqual(Object.freeze(/a/).test('a'), true);
  });
});

test('texts of one byte a unit that are not ASCII', () => {
  const long = `${'\u00e9x'.repeat(100)}Z`;
  assert.strictEqual(/Z/.exec(long).index, 200);
  assert.strictEqual(/\u00c9X/i.exec(long).index, 0);
  assert.strictEqual(long.replace(/\u00e9(?=x)/g, '').length, 101);
  assert.strictEqual(/[^\x00-\x7f]+/.exec('a\u00e9\u00ffb')[0], '\u00e9\u00ff');
  assert.strictEqual(/\w+/.exec('\u00e9a')[0], 'a');
});

test('letters that are the same as no other without the flag u', () => {
  assert.strictEqual(/\u017f/i.test('s'), false);
  assert.strictEqual(/\u017f/i.test('\u017f'), true);
  assert.strictEqual(/s/i.test('\u017f'), false);
  assert.strictEqual(/[a-z]/i.test('\u017f\u212a'), false);
  assert.strictEqual(/[\u212a]/i.test('k'), false);
  assert.strictEqual(/I/i.test('\u0131'), false);
  assert.strictEqual(/\W/i.test('\u017f'), true);
  assert.strictEqual(/\u017f/iu.test('s'), true);
  assert.strictEqual(/\u00b5/i.test('\u039c'), true);
  assert.deepStrictEqual('\u017f\u212axX'.match(/x/gi), ['x', 'X']);
});

test('a pattern compiled anew', () => {
  const pattern = /a/g;
  assert.strictEqual(pattern.test('a'), true);
  pattern.compile('b', 'y');
  assert.strictEqual(pattern.test('ab'), false);
  assert.strictEqual(pattern.test('b'), true);
  assert.strictEqual(String(pattern), '/b/y');
});

test('many objects of one pattern keep their own places', () => {
  const patterns = Array.from({ length: 500 }, () => /a/g);
  for (const pattern of patterns) assert.strictEqual(pattern.exec('aa').index, 0);
  for (const pattern of patterns) assert.strictEqual(pattern.exec('aa').index, 1);
  for (const pattern of patterns) assert.strictEqual(pattern.exec('aa'), null);
});

describe('names, places', () => {
  test('of groups', () => {
    const match = /(?<year>\d+)-(?<month>\d+)?/d.exec('in 2020-');
    assert.deepStrictEqual(shown(match), [
      ['2020-', '2020', undefined],
      3,
      { year: '2020', month: undefined },
    ]);
    assert.strictEqual(Object.getPrototypeOf(match.groups), null);
    assert.deepStrictEqual([...match.indices], [[3, 8], [3, 7], undefined]);
    assert.deepStrictEqual({ ...match.indices.groups }, { year: [3, 7], month: undefined });
    assert.deepStrictEqual(Object.keys(match), ['0', '1', '2', 'index', 'input', 'groups', 'indices']);
  });

  test('in replacements', () => {
    assert.strictEqual('ab'.replace(/(?<x>a)(b)/, '$<x>|$2|$1|$0|$3|$<y>|$$|$&'), 'a|b|a|$0|$3||$|ab');
    assert.strictEqual('xaby'.replace(/(a)b/, "$`|$'|$10|$01"), 'xx|y|a0|ay');
    assert.strictEqual('ab'.replace(/(a)b/, '$<x>'), '$<x>');
    const seen = [];
    'a1'.replace(/(?<letter>[a-z])(?<digit>\d)/, (...all) => seen.push(...all) && '');
    assert.deepStrictEqual(seen.slice(0, 5), ['a1', 'a', '1', 0, 'a1']);
    assert.deepStrictEqual({ ...seen[5] }, { letter: 'a', digit: '1' });
  });
});

describe('split', () => {
  const CASES = [
    ['a1b2c', /\d/, undefined, ['a', 'b', 'c']],
    ['a1b2c', /(\d)/, undefined, ['a', '1', 'b', '2', 'c']],
    ['a1b2c', /(\d)/, 2, ['a', '1']],
    ['abc', /(?:)/, undefined, ['a', 'b', 'c']],
    ['', /(?:)/, undefined, []],
    ['', /a/, undefined, ['']],
    ['ab', /$/, undefined, ['ab']],
    ['\u{1F600}a', /(?:)/u, undefined, ['\u{1F600}', 'a']],
    ['aXbxc', /x/iy, undefined, ['a', 'b', 'c']],
    ['abc', /b/, 0, []],
  ];
  for (const [text, by, limit, expected] of CASES) {
    test(`${JSON.stringify(text)} by ${by}, ${limit}`, () => {
      assert.deepStrictEqual(text.split(by, limit), expected);
    });
  }
});

describe('what a script has changed is asked', () => {
  test('exec of the object', () => {
    const pattern = /a/g;
    let calls = 0;
    pattern.exec = function exec(text) {
      calls += 1;
      return RegExp.prototype.exec.call(this, text);
    };
    assert.deepStrictEqual('aba'.match(pattern), ['a', 'a']);
    assert.strictEqual('aba'.replace(pattern, 'x'), 'xbx');
    assert.strictEqual(calls, 6);
  });

  test('exec, flags and constructor of the prototype', () => {
    const { exec } = RegExp.prototype;
    const flags = Object.getOwnPropertyDescriptor(RegExp.prototype, 'flags');
    const { constructor } = RegExp.prototype;
    try {
      RegExp.prototype.exec = () => null;
      assert.strictEqual('aba'.match(/a/g), null);
      assert.strictEqual(/a/.test('a'), false);
      assert.strictEqual('aba'.search(/a/), -1);
      RegExp.prototype.exec = exec;
      Object.defineProperty(RegExp.prototype, 'flags', { get: () => '', configurable: true });
      assert.strictEqual('aa'.replace(/a/g, 'b'), 'ba');
      Object.defineProperty(RegExp.prototype, 'flags', flags);
      RegExp.prototype.constructor = {
        [Symbol.species]: function Splitter() {
          this.exec = () => null;
        },
      };
      assert.deepStrictEqual('aba'.split(/b/), ['aba']);
    } finally {
      RegExp.prototype.exec = exec;
      Object.defineProperty(RegExp.prototype, 'flags', flags);
      RegExp.prototype.constructor = constructor;
    }
    assert.deepStrictEqual('aba'.split(/b/), ['a', 'a']);
  });

  test('symbols of any object', () => {
    const asked = { [Symbol.split]: (text, limit) => [text, limit] };
    assert.deepStrictEqual('a'.split(asked, 3), ['a', 3]);
    assert.strictEqual('a'.replace({ [Symbol.replace]: () => 'r' }, ''), 'r');
    assert.throws(() => 'a'.replace({ [Symbol.replace]: 1 }, ''), TypeError);
    class Mine extends RegExp {
      exec(text) {
        const match = super.exec(text);
        if (match) match[0] = match[0].toUpperCase();
        return match;
      }
    }
    assert.deepStrictEqual('abab'.match(new Mine('a', 'g')), ['A', 'A']);
  });

  test('a replacement that changes the pattern', () => {
    const pattern = /a/g;
    const by = {
      toString() {
        pattern.exec = () => null;
        return 'x';
      },
    };
    assert.strictEqual('aa'.replace(pattern, by), 'aa');
  });
});

describe('the last match', () => {
  test('is remembered by the constructor', () => {
    /(b)(c)?/.exec('abd');
    assert.deepStrictEqual(
      [RegExp.$1, RegExp.$2, RegExp.$9, RegExp.lastMatch, RegExp['$&'], RegExp.lastParen],
      ['b', '', '', 'b', 'b', ''],
    );
    assert.deepStrictEqual(
      [RegExp.input, RegExp.$_, RegExp.leftContext, RegExp["$'"]],
      ['abd', 'abd', 'a', 'd'],
    );
    /x/.exec('abd');
    assert.strictEqual(RegExp.$1, 'b');
    'k=v'.replace(/(\w)=(\w)/, '');
    assert.strictEqual(RegExp.$2, 'v');
  });

  test('may be given another text', () => {
    /a/.exec('a');
    RegExp.input = 7;
    assert.strictEqual(RegExp.$_, '7');
    /a/.exec('ba');
    assert.strictEqual(RegExp.input, 'ba');
  });

  test('by accessors', () => {
    const { get, set, enumerable, configurable } = Object.getOwnPropertyDescriptor(RegExp, '$1');
    assert.deepStrictEqual([get.name, set.name], ['get $1', 'set $1']);
    assert.deepStrictEqual([enumerable, configurable], [false, true]);
  });
});

test('methods of other receivers', () => {
  const CASES = [
    [() => RegExp.prototype.exec.call({}, 'a'), 'exec', '#<Object>'],
    [() => RegExp.prototype.test.call(1, 'a'), 'test', '1'],
    [() => RegExp.prototype[Symbol.replace].call(1, 'a'), '@@replace', '1'],
  ];
  for (const [call, name, receiver] of CASES) {
    const message = `Method RegExp.prototype.${name} called on incompatible receiver ${receiver}`;
    assert.throws(call, { name: 'TypeError', message });
  }
  assert.throws(() => RegExp.prototype.test.call({ exec: () => 1 }), {
    name: 'TypeError',
    message: 'RegExp exec method returned something other than an Object or null',
  });
});

test('contexts have the same', () => {
  const vm = require('node:vm');
  const script = "/(a)/.exec('ba'); [RegExp.$1, 'a,b'.split(/,/).length, 'aXa'.replace(/x/i, '-')].join()";
  assert.strictEqual(vm.runInNewContext(script), 'a,2,a-a');
});
