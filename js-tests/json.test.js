'use strict';
// JSON, and typed arrays' fill: slabjs has its own, because the engine's can't be bounded.

const { test, describe } = require('node:test');
const assert = require('node:assert');

const same = (actual, expected) => assert.strictEqual(actual, expected);

describe('JSON.stringify', () => {
  test('values', () => {
    for (const [value, expected] of [
      [undefined, undefined],
      [() => 1, undefined],
      [Symbol(), undefined],
      [null, 'null'],
      [true, 'true'],
      [-0, '0'],
      [NaN, 'null'],
      [1e21, '1e+21'],
      ['x', '"x"'],
      [Object(false), 'false'],
      [Object('s'), '"s"'],
      [Object(4), '4'],
      [[undefined, () => 1, Symbol()], '[null,null,null]'],
      [[1, , 3], '[1,null,3]'],
      [{ a: undefined, b() {}, c: Symbol() }, '{}'],
      [{ 10: 1, b: 2, 2: 3, '-1': 4 }, '{"2":3,"10":1,"b":2,"-1":4}'],
      [new Date(0), '"1970-01-01T00:00:00.000Z"'],
      [/x/, '{}'],
      [new Map([[1, 2]]), '{}'],
      [Buffer.from('ab'), '{"type":"Buffer","data":[97,98]}'],
      [new Uint8Array(2), '{"0":0,"1":0}'],
      [new Proxy([1, [2]], {}), '[1,[2]]'],
      [new Proxy({ a: 1 }, {}), '{"a":1}'],
      [JSON.rawJSON('12345678901234567890'), '12345678901234567890'],
      [{ x: JSON.rawJSON('"a"') }, '{"x":"a"}'],
      [Object.create(null, { x: { value: 1, enumerable: true } }), '{"x":1}'],
    ]) {
      same(JSON.stringify(value), expected);
    }
  });

  test('strings', () => {
    same(
      JSON.stringify('"\\/\b\f\n\r\t\u0007\u007f\u0080\u2028'),
      '"\\"\\\\/\\b\\f\\n\\r\\t\\u0007\u007f\u0080\u2028"',
    );
    same(JSON.stringify('\u{1F600}\udc00\ud800x\u00ff\u0100'), '"\u{1F600}\\udc00\\ud800x\u00ff\u0100"');
    same(JSON.stringify({ 'k"é': 'a', '€': 'b' }), '{"k\\"é":"a","€":"b"}');
  });

  test('what indents', () => {
    const value = { a: [1, { b: 2 }], c: [], d: {}, e: { f: undefined } };
    same(
      JSON.stringify(value, null, '--'),
      '{\n--"a": [\n----1,\n----{\n------"b": 2\n----}\n--],\n--"c": [],\n--"d": {},\n--"e": {}\n}',
    );
    same(JSON.stringify([1], null, 99), '[\n          1\n]');
    same(JSON.stringify([1], null, 'abcdefghijklm'), '[\nabcdefghij1\n]');
    same(JSON.stringify([[]], null, Object(3)), '[\n   []\n]');
    same(JSON.stringify({ a: 1 }, null, Object('é€')), '{\né€"a": 1\n}');
    same(JSON.stringify([1], null, -1), '[1]');
    same(JSON.stringify([1], null, ''), '[1]');
    same(JSON.stringify([1], null, 0.5), '[\n1\n]');
    same(JSON.stringify([1], null, true), '[1]');
  });

  test('replacers', () => {
    same(
      JSON.stringify({ a: 1, b: { a: 2, c: 3 }, d: [{ a: 1, b: 2 }], 1: 4 }, [
        'b',
        'a',
        1,
        new String('d'),
        'a',
        {},
      ]),
      '{"b":{"a":2},"a":1,"1":4,"d":[{"b":2,"a":1}]}',
    );
    const calls = [];
    const replaced = JSON.stringify({ x: [1] }, function (key, value) {
      calls.push([key, typeof key, Array.isArray(this)]);
      return value === 1 ? 2 : value;
    });
    same(replaced, '{"x":[2]}');
    assert.deepStrictEqual(calls, [
      ['', 'string', false],
      ['x', 'string', false],
      ['0', 'string', true],
    ]);
    same(
      JSON.stringify({ a: 1 }, () => undefined),
      undefined,
    );
  });

  test('toJSON', () => {
    same(
      JSON.stringify({
        toJSON(key) {
          return [key];
        },
      }),
      '[""]',
    );
    same(JSON.stringify([{ toJSON: (key) => typeof key + key }]), '["string0"]');
    const shrinking = [
      1,
      {
        toJSON() {
          shrinking.length = 1;
          return 5;
        },
      },
      3,
    ];
    same(JSON.stringify(shrinking), '[1,5,null]');
  });

  test('what it reads, and in which order', () => {
    const seen = [];
    const note =
      (name, answer) =>
      (...args) => {
        seen.push(`${name} ${String(args[1] ?? '')}`.trim());
        return answer(...args);
      };
    JSON.stringify(
      new Proxy(
        { a: {}, b: 2 },
        {
          get: note('get', Reflect.get),
          ownKeys: note('keys', Reflect.ownKeys),
          getOwnPropertyDescriptor: note('own', Reflect.getOwnPropertyDescriptor),
        },
      ),
    );
    assert.deepStrictEqual(seen, ['get toJSON', 'keys', 'own a', 'own b', 'get a', 'get b']);
  });

  test('circles', () => {
    class Foo {}
    const shown = (value) => {
      try {
        return JSON.stringify(value);
      } catch (e) {
        assert.ok(e instanceof TypeError);
        return e.message;
      }
    };
    const one = {};
    one.a = one;
    same(
      shown(one),
      "Converting circular structure to JSON\n    --> starting at object with constructor 'Object'\n    --- property 'a' closes the circle",
    );
    const list = [];
    list[0] = list;
    same(
      shown({ x: list }),
      "Converting circular structure to JSON\n    --> starting at object with constructor 'Array'\n    --- index 0 closes the circle",
    );
    const long = new Foo();
    long.b = { c: [new Map()] };
    long.b.c[0].d = { e: long };
    same(
      shown({ x: { y: long } }),
      "Converting circular structure to JSON\n    --> starting at object with constructor 'Foo'\n    |     property 'b' -> object with constructor 'Object'\n    |     property 'c' -> object with constructor 'Array'\n    |     ...\n    |     property 'd' -> object with constructor 'Object'\n    --- property 'e' closes the circle",
    );
    const shared = {};
    same(shown([shared, shared]), '[{},{}]');
    assert.strictEqual(require('node:util').format('%j', one), '[Circular]');
  });

  test('BigInts are refused, unless they say how', () => {
    for (const value of [1n, { a: 1n }, [Object(1n)]]) {
      assert.throws(() => JSON.stringify(value), {
        name: 'TypeError',
        message: 'Do not know how to serialize a BigInt',
      });
    }
    BigInt.prototype.toJSON = function () {
      return `${this}n`;
    };
    try {
      same(JSON.stringify([1n, { a: 2n }]), '["1n",{"a":"2n"}]');
    } finally {
      delete BigInt.prototype.toJSON;
    }
  });

  test('depth costs no more than length', () => {
    let arrays = [];
    let objects = {};
    for (let i = 0; i < 50000; i++) {
      arrays = [arrays];
      objects = { a: objects };
    }
    same(JSON.stringify(arrays).length, 100002);
    same(JSON.stringify(objects).length, 300002);
  });

  test('its own properties', () => {
    same(JSON.stringify.name, 'stringify');
    same(JSON.stringify.length, 3);
    assert.throws(() => new JSON.stringify(), TypeError);
  });
});

describe('fill of typed arrays', () => {
  const kinds = [
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
  ];

  test('every element has the value, and no other has changed', () => {
    for (const Kind of kinds) {
      for (const [from, to] of [
        [undefined, undefined],
        [1, 99],
        [-50, -1],
        [3.9, 1e9],
        [-Infinity, Infinity],
        [60, 40],
        [0, 33],
        [0, 32],
      ]) {
        const filled = new Kind(100).fill(7).fill(300.7, from, to);
        const wanted = new Kind(100);
        const value = new Kind([300.7])[0];
        const at = (place, absent) =>
          place === undefined
            ? absent
            : place < 0
              ? Math.max(0, 100 + Math.trunc(place))
              : Math.min(100, Math.trunc(place));
        for (let i = 0; i < 100; i++) wanted[i] = i >= at(from, 0) && i < at(to, 100) ? value : 7;
        assert.deepStrictEqual(filled, wanted);
      }
    }
    for (const Kind of [BigInt64Array, BigUint64Array]) {
      const filled = new Kind(100).fill(-3n, 10, 90);
      same(filled[9], 0n);
      assert.ok(
        filled
          .subarray(10, 90)
          .every((value) => value === BigInt.asIntN(64, -3n) || value === BigInt.asUintN(64, -3n)),
      );
      same(filled[90], 0n);
      assert.throws(() => filled.fill(1), TypeError);
    }
    assert.throws(() => new Uint8Array(100).fill(1n), TypeError);
    const shared = new Uint16Array(new SharedArrayBuffer(200)).fill(513);
    assert.ok(shared.every((value) => value === 513));
    const offset = new Uint32Array(new ArrayBuffer(412), 8, 100).fill(0x01020304);
    same(
      new Uint8Array(offset.buffer).reduce((sum, byte) => sum + byte),
      1000,
    );
  });

  test('conversions run once, and may take the bytes away', () => {
    let runs = 0;
    const array = new Uint8Array(100).fill({
      valueOf() {
        runs++;
        return 5;
      },
    });
    same(runs, 1);
    same(array[99], 5);
    const gone = new Uint8Array(100);
    assert.throws(
      () =>
        gone.fill({
          valueOf() {
            structuredClone(gone.buffer, { transfer: [gone.buffer] });
            return 1;
          },
        }),
      TypeError,
    );
  });
});

describe('JSON.parse', () => {
  test('values', () => {
    for (const [text, expected] of [
      ['1e400', Infinity],
      ['-1e400', -Infinity],
      ['-0', -0],
      ['-0.0', -0],
      ['1E-400', 0],
      ['123456789', 123456789],
      ['-2147483648', -2147483648],
      ['12345678901234567890', 12345678901234567890],
      ['5e-324', 5e-324],
      [' \t\r\n"\ud800" ', '\ud800'],
      ['"\\ud83d\\ude00\\/\\b\\f\\n\\r\\t\\"\\\\"', '\u{1F600}/\b\f\n\r\t"\\'],
      ['"\u2028\u2029\u007f"', '\u2028\u2029\u007f'],
      ['true', true],
      ['null', null],
    ]) {
      assert.strictEqual(JSON.parse(text), expected);
    }
    same(JSON.parse(JSON.stringify('\udc00€\ud800')), '\udc00€\ud800');
  });

  test('objects', () => {
    const made = JSON.parse('{"b":1,"1":2,"a":{"b":3},"b":4,"0":[],"\\u0061b":null}');
    assert.deepStrictEqual(Object.keys(made), ['0', '1', 'b', 'a', 'ab']);
    assert.deepStrictEqual(made, { b: 4, 1: 2, a: { b: 3 }, 0: [], ab: null });
    const own = JSON.parse('{"__proto__":{"x":1}}');
    same(Object.getPrototypeOf(own), Object.prototype);
    assert.deepStrictEqual(Object.getOwnPropertyDescriptor(own, '__proto__'), {
      value: { x: 1 },
      writable: true,
      enumerable: true,
      configurable: true,
    });
    same('x' in own, false);
    const array = JSON.parse('[1,[2,[]],{"length":3}]');
    array.push(4);
    assert.deepStrictEqual(array, [1, [2, []], { length: 3 }, 4]);
  });

  test('what is no JSON', () => {
    const long = 'x12345678901234567890';
    for (const [text, message] of [
      ['', 'Unexpected end of JSON input'],
      ['[', 'Unexpected end of JSON input'],
      ['"\\', 'Unexpected end of JSON input'],
      ['nul', 'Unexpected end of JSON input'],
      ['{', "Expected property name or '}' in JSON at position 1 (line 1 column 2)"],
      ['{a', "Expected property name or '}' in JSON at position 1 (line 1 column 2)"],
      ['{"a"', "Expected ':' after property name in JSON at position 4 (line 1 column 5)"],
      ['{"a":1', "Expected ',' or '}' after property value in JSON at position 6 (line 1 column 7)"],
      ['{"a":1,}', 'Expected double-quoted property name in JSON at position 7 (line 1 column 8)'],
      ['[1\n2]', "Expected ',' or ']' after array element in JSON at position 3 (line 2 column 1)"],
      ['[1,\r\n\r2 3]', "Expected ',' or ']' after array element in JSON at position 8 (line 3 column 3)"],
      ['[1,]', 'Unexpected token \']\', "[1,]" is not valid JSON'],
      ['nulx', 'Unexpected token \'x\', "nulx" is not valid JSON'],
      ['nu"', 'Unexpected string in JSON at position 2 (line 1 column 3)'],
      ['t1', 'Unexpected number in JSON at position 1 (line 1 column 2)'],
      ['01', 'Unexpected number in JSON at position 1 (line 1 column 2)'],
      ['-', 'No number after minus sign in JSON at position 1 (line 1 column 2)'],
      ['1.', 'Unterminated fractional number in JSON at position 2 (line 1 column 3)'],
      ['1e+', 'Exponent part is missing a number in JSON at position 3 (line 1 column 4)'],
      ['"a', 'Unterminated string in JSON at position 2 (line 1 column 3)'],
      ['"a\u001f"', 'Bad control character in string literal in JSON at position 2 (line 1 column 3)'],
      ['"\\x"', 'Bad escaped character in JSON at position 2 (line 1 column 3)'],
      ['"\\u12g4"', 'Bad Unicode escape in JSON at position 5 (line 1 column 6)'],
      ['1 2', 'Unexpected non-whitespace character after JSON at position 2 (line 1 column 3)'],
      [undefined, '"undefined" is not valid JSON'],
      [{}, '"[object Object]" is not valid JSON'],
      ['\ufeff1', 'Unexpected token \'\ufeff\', "\ufeff1" is not valid JSON'],
      ['\u{1F600}', 'Unexpected token \'\ud83d\', "\u{1F600}" is not valid JSON'],
      [long, 'Unexpected token \'x\', "x123456789"... is not valid JSON'],
      [
        `[    "${long}", x, 123456789012]`,
        'Unexpected token \'x\', ..."1234567890\", x, 1234567"... is not valid JSON',
      ],
      [`["${long}", x]`, 'Unexpected token \'x\', ..."34567890", x]" is not valid JSON'],
    ]) {
      let error;
      try {
        JSON.parse(text);
      } catch (thrown) {
        error = thrown;
      }
      same(error?.constructor, SyntaxError);
      if (!message.includes('...')) same(error.message, message);
      else same(error.message.replace(/\.\.\.".*"\.\.\./, '').slice(0, 20), message.slice(0, 20));
    }
  });

  test('any depth', () => {
    const depth = 100_000;
    let value = JSON.parse('['.repeat(depth) + ']'.repeat(depth));
    let levels = 0;
    for (; value; value = value[0]) levels++;
    same(levels, depth);
    same(JSON.parse('{"a":'.repeat(500) + '1' + '}'.repeat(500)).a.a !== undefined, true);
  });

  test('the reviver', () => {
    const calls = [];
    const revived = JSON.parse(
      '{"a":[1,-0.0,"x\\n"],"b":{"c":null},"d":true}',
      function (key, value, context) {
        calls.push([key, Array.isArray(this), context.source]);
        return key === 'c' ? undefined : value;
      },
    );
    assert.deepStrictEqual(revived, { a: [1, -0, 'x\n'], b: {}, d: true });
    assert.deepStrictEqual(calls, [
      ['0', true, '1'],
      ['1', true, '-0.0'],
      ['2', true, '"x\\n"'],
      ['a', false, undefined],
      ['c', false, 'null'],
      ['b', false, undefined],
      ['d', false, 'true'],
      ['', false, undefined],
    ]);
  });

  test('the reviver changes what it has not seen', () => {
    const sources = {};
    const revived = JSON.parse('{"a":1,"b":[2,3],"c":4,"d":5}', function (key, value, { source }) {
      sources[key] = source;
      if (key === 'a') {
        this.b = [7];
        this.c = 8;
        this.d = 5;
      }
      return key === '0' ? undefined : value;
    });
    assert.deepStrictEqual(sources, {
      a: '1',
      0: undefined,
      b: undefined,
      c: undefined,
      d: '5',
      '': undefined,
    });
    same(0 in revived.b, false);
    same(revived.b.length, 1);
    const thrown = new Error('mine');
    assert.throws(
      () =>
        JSON.parse('[1]', () => {
          throw thrown;
        }),
      (error) => error === thrown,
    );
    same(JSON.parse('1', 'no function'), 1);
    same(JSON.parse({ toString: () => '[3]' })[0], 3);
    assert.throws(() => JSON.parse(Symbol()), TypeError);
    same(JSON.parse.length, 2);
    same(JSON.parse.name, 'parse');
    same(Object.hasOwn(JSON.parse, 'prototype'), false);
  });

  test('raw texts', () => {
    const raw = JSON.rawJSON('1e1000');
    same(JSON.stringify([raw]), '[1e1000]');
    same(JSON.isRawJSON(raw), true);
    same(JSON.isRawJSON({ rawJSON: '1' }), false);
    same(Object.getPrototypeOf(raw), null);
    same(Object.isFrozen(raw), true);
    assert.deepStrictEqual(Object.keys(raw), ['rawJSON']);
    for (const text of ['', ' 1', '1 ', '[]', '{}', 'x', '1x', undefined]) {
      assert.throws(() => JSON.rawJSON(text), SyntaxError);
    }
    same(JSON.rawJSON(null).rawJSON, 'null');
  });
});
