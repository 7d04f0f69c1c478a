'use strict';
// JSON.stringify, and typed arrays' fill: slabjs has its own, because the
// engine's can't be bounded.

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
