'use strict';
// The global structuredClone: what is copied, what is shared, what moves, what is refused.

const { test, describe } = require('node:test');
const assert = require('node:assert');

/** The DataCloneError that cloning `value` throws. */
function refused(value, message, options) {
  assert.throws(
    () => structuredClone(value, options),
    (error) => {
      assert.ok(error instanceof DOMException);
      assert.ok(error instanceof Error);
      assert.strictEqual(error.name, 'DataCloneError');
      assert.strictEqual(error.code, 25);
      assert.strictEqual(error.message, message);
      return true;
    },
  );
}

describe('values', () => {
  test('primitives are themselves', () => {
    for (const value of [undefined, null, true, 0, -0, NaN, 1.5, 10n ** 30n, '', 'a\ud800']) {
      assert.ok(Object.is(structuredClone(value), value));
    }
  });

  test('plain objects and arrays, holes and named elements', () => {
    const array = [1, , [2, { three: 3 }]];
    array.named = 'x';
    const copy = structuredClone({ array, none: undefined });
    assert.deepStrictEqual(copy, { array, none: undefined });
    assert.notStrictEqual(copy.array, array);
    assert.ok(!(1 in copy.array));
    assert.strictEqual(copy.array.named, 'x');
  });

  test('one object met twice is one object in the copy; cycles close', () => {
    const shared = {};
    const source = { a: shared, b: [shared], map: new Map([[shared, shared]]) };
    source.self = source;
    const copy = structuredClone(source);
    assert.strictEqual(copy.self, copy);
    assert.strictEqual(copy.a, copy.b[0]);
    assert.strictEqual(copy.map.get(copy.a), copy.a);
    assert.notStrictEqual(copy.a, shared);
  });

  test('only own enumerable string keys; getters run; prototypes go', () => {
    class Point {
      x = 1;
      #hidden = 2;
      get sum() {
        return this.x + this.#hidden;
      }
    }
    const source = new Point();
    Object.defineProperty(source, 'unseen', { value: 1, enumerable: false });
    Object.defineProperty(source, 'seen', { get: () => 7, enumerable: true });
    source[Symbol('s')] = 1;
    const copy = structuredClone(source);
    assert.deepStrictEqual(copy, { x: 1, seen: 7 });
    assert.strictEqual(Object.getPrototypeOf(copy), Object.prototype);
    assert.deepStrictEqual(Object.getOwnPropertyDescriptor(copy, 'seen'), {
      value: 7,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  });

  test('getters run in the order of the keys, and may delete what follows', () => {
    const seen = [];
    const source = {
      get a() {
        seen.push('a');
        delete this.c;
        return {
          get inner() {
            seen.push('inner');
            return 1;
          },
        };
      },
      get b() {
        seen.push('b');
        return 2;
      },
      c: 3,
    };
    assert.deepStrictEqual(structuredClone(source), { a: { inner: 1 }, b: 2 });
    assert.deepStrictEqual(seen, ['a', 'inner', 'b']);
  });

  test('what a getter throws is thrown', () => {
    assert.throws(
      () =>
        structuredClone({
          get x() {
            throw new RangeError('z');
          },
        }),
      { name: 'RangeError', message: 'z' },
    );
  });

  test('__proto__ as an own key is data', () => {
    const source = JSON.parse('{"__proto__": {"a": 1}}');
    const copy = structuredClone(source);
    assert.ok(Object.hasOwn(copy, '__proto__'));
    assert.strictEqual(Object.getPrototypeOf(copy), Object.prototype);
  });

  test('deep nesting is cloned, or refused with a RangeError', () => {
    let value = {};
    for (let i = 0; i < 20000; i++) value = { value };
    try {
      let copy = structuredClone(value);
      for (let i = 0; i < 20000; i++) copy = copy.value;
      assert.deepStrictEqual(copy, {});
    } catch (error) {
      assert.strictEqual(error.name, 'RangeError');
      assert.strictEqual(error.message, 'Maximum call stack size exceeded');
    }
  });
});

describe('built-in classes', () => {
  test('Date, RegExp, boxes', () => {
    assert.deepStrictEqual(structuredClone(new Date(5)), new Date(5));
    assert.ok(Number.isNaN(structuredClone(new Date(NaN)).getTime()));
    const regexp = /a\/b/giu;
    regexp.lastIndex = 3;
    const copy = structuredClone(regexp);
    assert.strictEqual(String(copy), '/a\\/b/giu');
    assert.strictEqual(copy.lastIndex, 0);
    for (const box of [new Boolean(false), new String('abc'), new Number(-0), Object(1n)]) {
      assert.deepStrictEqual(structuredClone(box), box);
    }
  });

  test('Map and Set, in order, without what subclasses add', () => {
    class Sub extends Map {
      extra = 1;
    }
    const map = new Sub([
      [{ a: 1 }, new Set([1, 'x'])],
      ['k', 'v'],
    ]);
    const copy = structuredClone(map);
    assert.strictEqual(Object.getPrototypeOf(copy), Map.prototype);
    assert.deepStrictEqual(
      [...copy],
      [
        [{ a: 1 }, new Set([1, 'x'])],
        ['k', 'v'],
      ],
    );
    assert.ok(!('extra' in copy));
  });

  test('errors keep name, message, stack and cause', () => {
    const error = new RangeError('hi', { cause: { x: 1 } });
    error.code = 'X';
    const copy = structuredClone(error);
    assert.ok(copy instanceof RangeError);
    assert.strictEqual(copy.message, 'hi');
    assert.strictEqual(copy.stack, error.stack);
    assert.deepStrictEqual(copy.cause, { x: 1 });
    assert.strictEqual(copy.code, undefined);
    assert.deepStrictEqual(Object.keys(copy), []);
  });

  test('errors of unknown names become Error', () => {
    class Own extends TypeError {
      get name() {
        return 'Own';
      }
    }
    assert.strictEqual(Object.getPrototypeOf(structuredClone(new Own('x'))), Error.prototype);
    assert.strictEqual(Object.getPrototypeOf(structuredClone(new AggregateError([1], 'x'))), Error.prototype);
    assert.strictEqual(structuredClone(Object.assign(new Error('x'), { message: 5 })).message, '5');
  });

  test('DOMException', () => {
    const copy = structuredClone(new DOMException('m', 'AbortError'));
    assert.ok(copy instanceof DOMException);
    assert.deepStrictEqual([copy.name, copy.message, copy.code], ['AbortError', 'm', 20]);
  });
});

describe('bytes', () => {
  test('a view keeps its class, offset and length, and its whole buffer comes along', () => {
    const bytes = new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7]);
    const view = new Uint16Array(bytes.buffer, 2, 2);
    const copy = structuredClone(view);
    assert.strictEqual(Object.getPrototypeOf(copy), Uint16Array.prototype);
    assert.strictEqual(copy.byteOffset, 2);
    assert.strictEqual(copy.length, 2);
    assert.strictEqual(copy.buffer.byteLength, 8);
    assert.deepStrictEqual([...new Uint8Array(copy.buffer)], [...bytes]);
    copy[0] = 0xffff;
    assert.strictEqual(bytes[2], 2);
  });

  test('views of one buffer share one buffer in the copy', () => {
    const buffer = new ArrayBuffer(16);
    const { a, b, whole } = structuredClone({
      a: new Uint8Array(buffer, 2, 4),
      b: new DataView(buffer, 1),
      whole: buffer,
    });
    assert.strictEqual(a.buffer, whole);
    assert.strictEqual(b.buffer, whole);
    assert.deepStrictEqual([a.byteOffset, b.byteOffset, b.byteLength], [2, 1, 15]);
  });

  test('every class of view', () => {
    const classes = [
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
    for (const Class of classes) {
      const copy = structuredClone(new Class([1, 2, 3]));
      assert.strictEqual(copy.constructor, Class);
      assert.deepStrictEqual([...copy], [1, 2, 3]);
    }
    for (const Class of [BigInt64Array, BigUint64Array]) {
      assert.deepStrictEqual(structuredClone(new Class([1n, 2n])), new Class([1n, 2n]));
    }
  });

  test('a Buffer becomes a Uint8Array with its bytes', () => {
    const copy = structuredClone(Buffer.from('hello'));
    assert.strictEqual(Object.getPrototypeOf(copy), Uint8Array.prototype);
    assert.strictEqual(Buffer.from(copy).toString(), 'hello');
  });

  test('resizable buffers, and views that follow them', () => {
    const buffer = new ArrayBuffer(4, { maxByteLength: 16 });
    const fixed = new Uint8Array(buffer, 1, 2);
    const follows = new Uint8Array(buffer);
    const copy = structuredClone({ fixed, follows });
    assert.strictEqual(copy.follows.buffer.maxByteLength, 16);
    copy.follows.buffer.resize(8);
    assert.strictEqual(copy.follows.length, 8);
    assert.strictEqual(copy.fixed.length, 2);
  });

  test('SharedArrayBuffer shares its bytes', () => {
    const shared = new SharedArrayBuffer(4);
    const copy = structuredClone(shared);
    assert.notStrictEqual(copy, shared);
    new Uint8Array(shared)[1] = 5;
    assert.strictEqual(new Uint8Array(copy)[1], 5);
  });
});

describe('transfer', () => {
  test('bytes move and the source is detached', () => {
    const buffer = new Uint8Array([1, 2, 3]).buffer;
    const view = new Uint8Array(buffer, 1);
    const copy = structuredClone({ view }, { transfer: [buffer] });
    assert.deepStrictEqual([...copy.view], [2, 3]);
    assert.strictEqual(buffer.byteLength, 0);
    assert.ok(buffer.detached);
    assert.strictEqual(view.length, 0);
  });

  test('a buffer that is not in the value is detached too', () => {
    const buffer = new ArrayBuffer(8);
    assert.strictEqual(structuredClone(1, { transfer: new Set([buffer]) }), 1);
    assert.ok(buffer.detached);
  });

  test('what fails detaches nothing', () => {
    const buffer = new ArrayBuffer(8);
    assert.throws(() => structuredClone(() => {}, { transfer: [buffer] }));
    assert.strictEqual(buffer.byteLength, 8);
  });

  test('wrong lists', () => {
    const buffer = new ArrayBuffer(8);
    refused(1, 'Transfer list contains duplicate ArrayBuffer', { transfer: [buffer, buffer] });
    refused(1, 'Found invalid value in transferList.', { transfer: [{}] });
    refused(1, 'Found invalid value in transferList.', { transfer: [new Uint8Array(1)] });
    structuredClone(buffer, { transfer: [buffer] });
    refused(1, 'Cannot transfer object of unsupported type.', { transfer: [buffer] });
    for (const transfer of [1, {}, null]) {
      assert.throws(() => structuredClone(1, { transfer }), {
        code: 'ERR_INVALID_ARG_TYPE',
        message: "Failed to execute 'structuredClone': transfer in Options cannot be converted to sequence.",
      });
    }
    assert.throws(() => structuredClone(1, { transfer: [1] }), {
      code: 'ERR_INVALID_ARG_TYPE',
      message: "Failed to execute 'structuredClone': transfer in Options[0] is not an object.",
    });
    assert.throws(() => structuredClone(1, 5), {
      code: 'ERR_INVALID_ARG_TYPE',
      message: "Failed to execute 'structuredClone': Options cannot be converted to a dictionary",
    });
    assert.strictEqual(structuredClone(1, null), 1);
  });

  test('the slab of the pool stays with the Buffers cut from it', () => {
    const pooled = Buffer.from('pooled');
    refused(1, 'Cannot transfer object of unsupported type.', { transfer: [pooled.buffer] });
    assert.strictEqual(pooled.toString(), 'pooled');
  });
});

describe('refusals', () => {
  test('functions, symbols, and what holds more than a script sees', () => {
    refused(Symbol('foo'), 'Symbol(foo) could not be cloned.');
    refused(() => {}, '() => {} could not be cloned.');
    refused({ a: { b() {} } }, 'b() {} could not be cloned.');
    refused(Promise.resolve(), '#<Promise> could not be cloned.');
    refused(new WeakMap(), '#<WeakMap> could not be cloned.');
    refused(new WeakRef({}), '#<WeakRef> could not be cloned.');
    refused(new Proxy({ a: 1 }, {}), '#<Object> could not be cloned.');
    refused(Object(Symbol('x')), '[object Symbol] could not be cloned.');
    refused((function* () {})(), '[object Generator] could not be cloned.');
    refused([1][Symbol.iterator](), '[object Array Iterator] could not be cloned.');
    refused(
      (function () {
        return arguments;
      })(1),
      '#<Object> could not be cloned.',
    );
    refused(globalThis, '#<Object> could not be cloned.');
    refused(new URL('http://a'), 'Cannot clone object of unsupported type.');
  });

  test('detached buffers', () => {
    const view = new Uint8Array(8);
    structuredClone(0, { transfer: [view.buffer] });
    refused(view, 'An ArrayBuffer is detached and could not be cloned.');
    refused(view.buffer, 'An ArrayBuffer is detached and could not be cloned.');
  });

  test('a value must be given', () => {
    assert.throws(() => structuredClone(), { name: 'TypeError', code: 'ERR_MISSING_ARGS' });
    assert.strictEqual(structuredClone(undefined), undefined);
  });
});

test('the global is as Node defines it', () => {
  const { value, ...rest } = Object.getOwnPropertyDescriptor(globalThis, 'structuredClone');
  assert.strictEqual(value.name, 'structuredClone');
  assert.deepStrictEqual(rest, { writable: true, enumerable: true, configurable: true });
  assert.strictEqual(globalThis.global, globalThis);
});
