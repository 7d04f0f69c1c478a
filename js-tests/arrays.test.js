// Arrays: orders that contradict themselves, deep nesting, changes under way.
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
  assert.throws(() => [3, 2, 1].sort(() => { throw thrown; }), thrown);
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
});

test('undefined goes last and holes after it', () => {
  const list = [undefined, 3, , 1];
  list.sort();
  assert.deepStrictEqual(Object.entries(list), [['0', 1], ['1', 3], ['2', undefined]]);
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
  } finally {
    Object.getPrototypeOf([].values()).next = next;
  }
});

test('an array keeps its identity, its private fields and whether it may grow', () => {
  class Stamp extends (function (object) { return object; }) {
    #mark = 'mark';
    static of(object) { return object.#mark; }
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
