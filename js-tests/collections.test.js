// Arrays, typed arrays, Maps, Sets and weak collections, where an engine of its own making
// goes wrong: orders that contradict themselves, deep nesting, changes during a walk.
const test = require('node:test');
const assert = require('node:assert');

const tooDeep = { name: 'RangeError', message: 'Maximum call stack size exceeded' };
const nested = (depth) => {
  let array = [];
  for (let at = 0; at < depth; at++) array = [array];
  return array;
};

test('any order sorts without losing a value', () => {
  let state = 1;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;
  for (const length of [2, 30, 31, 500]) {
    const list = Array.from({ length }, (_, at) => at);
    const sorted = (array) => Array.from(array).sort((a, b) => a - b);
    assert.deepStrictEqual(sorted([...list].sort(random)), list);
    assert.deepStrictEqual(sorted(list.toSorted(random)), list);
    assert.deepStrictEqual(sorted(Uint16Array.from(list).sort(random)), list);
    assert.deepStrictEqual(sorted(Float64Array.from(list).toSorted(random)), list);
    assert.deepStrictEqual(sorted([...list].sort(() => 1)), list);
    assert.deepStrictEqual(sorted([...list].sort(() => NaN)), list);
  }
});

test('a sort is stable, and passes on what the order throws', () => {
  const list = Array.from({ length: 400 }, (_, at) => ({ key: (at * 7) % 5, at }));
  const sorted = list.toSorted((a, b) => a.key - b.key);
  for (let at = 1; at < sorted.length; at++) {
    const [a, b] = [sorted[at - 1], sorted[at]];
    assert.ok(a.key < b.key || (a.key === b.key && a.at < b.at));
  }
  const thrown = new Error('no order');
  assert.throws(
    () =>
      [3, 2, 1].sort(() => {
        throw thrown;
      }),
    thrown,
  );
  assert.throws(() => [].sort(1), {
    name: 'TypeError',
    message: 'The comparison function must be either a function or undefined: 1',
  });
});

test('an order may change the array that it sorts', () => {
  const list = [3, 1, 2];
  list.sort((a, b) => {
    list.length = 0;
    return a - b;
  });
  assert.deepStrictEqual(list, [1, 2, 3]);
  const longer = [3, 1, 2];
  longer.sort((a, b) => {
    longer[5] = 'kept';
    return a - b;
  });
  assert.strictEqual(longer[5], 'kept');
  const bytes = new Uint8Array([3, 1, 2]);
  bytes.sort((a, b) => {
    if (bytes.length) bytes.buffer.transfer();
    return a - b;
  });
  assert.strictEqual(bytes.length, 0);
});

test('undefined goes last and holes after it', () => {
  const list = [undefined, 3, , 1];
  list.sort();
  assert.deepStrictEqual(Object.entries(list), [
    ['0', 1],
    ['1', 3],
    ['2', undefined],
  ]);
  assert.strictEqual(list.length, 4);
});

test('arrays nested too deep throw a RangeError', () => {
  assert.throws(() => nested(1_000_000).flat(Infinity), tooDeep);
  assert.throws(() => String(nested(1_000_000)), tooDeep);
  assert.throws(() => nested(1_000_000).toLocaleString(), tooDeep);
  const own = [];
  own[0] = own;
  assert.throws(() => own.flat(Infinity), tooDeep);
  assert.deepStrictEqual(nested(500).flat(Infinity), []);
});

test('an array is empty text within itself', () => {
  const list = [1, 2];
  list.push(list, [list, 3]);
  assert.strictEqual(list.join('-'), '1-2--,3');
  assert.strictEqual(String(list), '1,2,,,3');
  assert.strictEqual(list.toLocaleString(), '1,2,,,3');
});

test('a joined text has a longest length', () => {
  const text = 'a'.repeat(2 ** 28);
  const tooLong = { name: 'RangeError', message: 'Invalid string length' };
  assert.throws(() => [text, text].join(), tooLong);
  assert.throws(() => new Array(600_000_000).join('a'), tooLong);
});

test('changed prototypes and constructors are seen', () => {
  class Sub extends Array {}
  assert.ok(new Sub(1, 2, 3).slice(1) instanceof Sub);
  assert.ok(new Sub(1, 2, 3).splice(1) instanceof Sub);
  const list = [1, 2];
  list.constructor = { [Symbol.species]: Sub };
  assert.ok(list.concat([3]) instanceof Sub);
  const spread = [1];
  spread[Symbol.isConcatSpreadable] = false;
  assert.deepStrictEqual([0].concat(spread)[1], spread);
  const { next } = Object.getPrototypeOf([].values());
  try {
    Object.getPrototypeOf([].values()).next = function () {
      const step = next.call(this);
      return step.done ? step : { done: false, value: step.value * 10 };
    };
    assert.deepStrictEqual(Array.from([1, 2]).join(), '10,20');
    assert.deepStrictEqual(Uint8Array.from([1, 2]).join(), '10,20');
  } finally {
    Object.getPrototypeOf([].values()).next = next;
  }
});

test('an array keeps its identity, its private fields and whether it may grow', () => {
  class Stamp extends function (object) {
    return object;
  } {
    #mark = 'mark';
    static of(object) {
      return object.#mark;
    }
  }
  const list = [3, 2, 1];
  new Stamp(list);
  assert.strictEqual(list.reverse(), list);
  list.fill(0, 1, 2).unshift('first');
  list.splice(1, 1, 'a', 'b');
  assert.deepStrictEqual([...list], ['first', 'a', 'b', 0, 3]);
  assert.strictEqual(Stamp.of(list), 'mark');
  const fixed = Object.preventExtensions([1, 2, 3]);
  assert.deepStrictEqual(fixed.reverse(), [3, 2, 1]);
  assert.ok(!Object.isExtensible(fixed));
  assert.throws(() => fixed.unshift(0), TypeError);
});

test('a Map used as a queue or a cache keeps its order', () => {
  const queue = new Map();
  for (let at = 0; at < 20_000; at++) queue.set(at, at);
  let sum = 0;
  for (let at = 0; at < 15_000; at++) {
    const key = queue.keys().next().value;
    sum += queue.get(key);
    queue.delete(key);
  }
  assert.strictEqual(sum, (15_000 * 14_999) / 2);
  assert.deepStrictEqual([...queue.keys()].slice(0, 2), [15_000, 15_001]);
  const cache = new Map();
  for (let at = 0; at < 5_000; at++) {
    const key = `k${(at * 7919) % 300}`;
    cache.delete(key);
    cache.set(key, at);
    if (cache.size > 50) cache.delete(cache.keys().next().value);
  }
  assert.strictEqual(cache.size, 50);
  assert.deepStrictEqual(
    [...cache.values()],
    Array.from({ length: 50 }, (_, at) => 4_950 + at),
  );
});

test('a walk sees what is added and not what is gone', () => {
  const map = new Map([
    [1, 'a'],
    [2, 'b'],
    [3, 'c'],
  ]);
  const seen = [];
  map.forEach((value, key) => {
    seen.push(key);
    if (key === 1) map.delete(2);
    if (key === 3) map.set(2, 'again').set(4, 'd');
    if (key === 4) map.clear();
  });
  assert.deepStrictEqual(seen, [1, 3, 2, 4]);
  const set = new Set([1]);
  const walk = set.values();
  assert.strictEqual(walk.next().value, 1);
  set.clear();
  set.add(5);
  assert.strictEqual(walk.next().value, 5);
  assert.ok(walk.next().done);
  set.add(6);
  assert.ok(walk.next().done);
});

test('Maps and Sets are those of everybody', () => {
  const util = require('node:util');
  const v8 = require('node:v8');
  const map = new Map([['a', new Set([1])]]);
  assert.deepStrictEqual(structuredClone(map), map);
  assert.deepStrictEqual(v8.deserialize(v8.serialize(map)), map);
  assert.strictEqual(util.inspect(map), "Map(1) { 'a' => Set(1) { 1 } }");
  assert.strictEqual(util.inspect(map.keys()), "[Map Iterator] { 'a' }");
  assert.ok(util.types.isMap(map) && util.types.isSetIterator(new Set().values()));
  assert.strictEqual(Object.prototype.toString.call(map.entries()), '[object Map Iterator]');
  assert.deepStrictEqual(
    [...Map.groupBy([1, 2, 3], (n) => n % 2)],
    [
      [1, [1, 3]],
      [0, [2]],
    ],
  );
  class Sub extends Map {}
  assert.ok(new Sub([[1, 2]]) instanceof Map && new Sub([[1, 2]]).get(1) === 2);
  assert.strictEqual(Map.prototype.constructor, Map);
  assert.strictEqual(Map[Symbol.species], Map);
  const vm = require('node:vm');
  assert.deepStrictEqual(
    vm.runInNewContext('const m = new Map([[1,2],[3,4]]); m.delete(1); [...m].join()'),
    '3,4',
  );
  assert.throws(() => Map(), { name: 'TypeError', message: "Constructor Map requires 'new'" });
});

test('symbols are held weakly', () => {
  const symbol = Symbol('s');
  const map = new WeakMap([[symbol, 1]]);
  assert.ok(map.has(symbol) && map.get(symbol) === 1);
  assert.ok(map.delete(symbol) && !map.has(symbol));
  assert.strictEqual(new WeakMap([[Symbol.iterator, 2]]).get(Symbol.iterator), 2);
  assert.ok(new WeakSet([symbol]).has(symbol));
  assert.strictEqual(new WeakRef(symbol).deref(), symbol);
  assert.ok(new WeakRef(symbol) instanceof WeakRef);
  const registry = new FinalizationRegistry(() => {});
  registry.register({}, 1, symbol);
  registry.register(symbol, 1);
  assert.deepStrictEqual([registry.unregister(symbol), registry.unregister(symbol)], [true, false]);
  assert.throws(() => map.set(Symbol.for('registered'), 1), {
    name: 'TypeError',
    message: 'Invalid value used as weak map key',
  });
  assert.throws(() => new WeakRef(Symbol.for('registered')), { name: 'TypeError' });
});

test('the main thread may wait', () => {
  const cells = new Int32Array(new SharedArrayBuffer(8));
  assert.strictEqual(Atomics.wait(cells, 0, 1, 10), 'not-equal');
  assert.strictEqual(Atomics.wait(cells, 0, 0, 10), 'timed-out');
  assert.strictEqual(Atomics.wait(cells, 0, 0, -1), 'timed-out');
  assert.throws(() => Atomics.wait(new Int32Array(2), 0, 0, 10), TypeError);
});

test('a filter that takes the store away throws', () => {
  const bigs = new BigInt64Array(4);
  assert.throws(
    () =>
      bigs.filter(() => {
        if (bigs.length) bigs.buffer.transfer();
        return true;
      }),
    TypeError,
  );
});
