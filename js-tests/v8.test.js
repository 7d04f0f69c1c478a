'use strict';

const test = require('node:test');
const assert = require('node:assert');
const v8 = require('node:v8');

const roundTrip = (value) => v8.deserialize(v8.serialize(value));

// Written by Node 26.12.1.
const written = [
  [undefined, 'ff0f5f'],
  [null, 'ff0f30'],
  [true, 'ff0f54'],
  [1, 'ff0f4902'],
  [-1, 'ff0f4901'],
  [2 ** 30, 'ff0f498080808008'],
  [-0, 'ff0f4e0000000000000080'],
  [1.5, 'ff0f4e000000000000f83f'],
  ['abc', 'ff0f2203616263'],
  ['x日', 'ff0f63047800e565'],
  [-(2n ** 70n), 'ff0f5a2100000000000000004000000000000000'],
  [[1, , 3], 'ff0f61034900490249044906400203'],
  [
    { a: 1, b: [1, 2.5, 'x'], c: Buffer.from('hi') },
    'ff0f6f220161490222016241034902' + '4e00000000000004402201782400032201635c0a026869' + '7b03',
  ],
];

test('what is written is what Node writes', () => {
  for (const [value, hex] of written) {
    assert.strictEqual(v8.serialize(value).toString('hex'), hex);
    assert.deepStrictEqual(v8.deserialize(Buffer.from(hex, 'hex')), value);
  }
});

test('values come back as they were', () => {
  const circular = { name: 'c', list: [] };
  circular.list.push(circular);
  const values = [
    new Date(5),
    /a\/b/giu,
    new Map([
      [{ a: 1 }, 'x'],
      [2, new Set([1, 'a'])],
    ]),
    new Float64Array([1.5, -0]),
    new DataView(new ArrayBuffer(3)),
    new BigInt64Array([1n, -1n]),
    new ArrayBuffer(3),
    Object(1),
    Object('é'),
    Object(false),
    Object(5n),
    Object.assign([1, 2], { x: 1 }),
    { 1: 2, é: ['日本', undefined, null] },
    'x'.repeat(300),
  ];
  for (const value of values) assert.deepStrictEqual(roundTrip(value), value);
  const copy = roundTrip(circular);
  assert.strictEqual(copy.list[0], copy);
  const [left, right] = roundTrip([values[0], values[0]]);
  assert.strictEqual(left, right);
  const error = roundTrip(new TypeError('no', { cause: { a: 1 } }));
  assert.ok(error instanceof TypeError);
  assert.deepStrictEqual([error.message, error.cause], ['no', { a: 1 }]);
});

test('what can not be cloned or read is refused', () => {
  for (const value of [() => 1, Symbol('x'), { deep: [new WeakMap()] }]) {
    assert.throws(() => v8.serialize(value), { name: 'Error', message: / could not be cloned\.$/ });
  }
  const unread = { name: 'Error', message: /^Unable to deserialize cloned data/ };
  for (const bytes of [
    [],
    [0xff],
    [1, 2, 3],
    [0xff, 0x0f],
    [0xff, 0x0f, 0x5e, 5],
    [0xff, 0x0f, 0x41, 0xff, 0xff, 0xff, 0x7f],
  ]) {
    assert.throws(() => v8.deserialize(Buffer.from(bytes)), unread, `${bytes}`);
  }
});

test('figures of the heap', () => {
  const before = v8.getHeapStatistics();
  const kept = new Uint8Array(1 << 20);
  const after = v8.getHeapStatistics();
  for (const key of [
    'total_heap_size',
    'used_heap_size',
    'heap_size_limit',
    'malloced_memory',
    'external_memory',
    'total_available_size',
    'number_of_native_contexts',
  ]) {
    assert.ok(after[key] > 0, key);
  }
  // Node counts a store some time later.
  const isCounted = after.external_memory - before.external_memory >= kept.length;
  assert.ok(isCounted || !process.versions.slabjs);
  assert.strictEqual(after.does_zap_garbage, 0);
  for (const space of v8.getHeapSpaceStatistics()) {
    assert.deepStrictEqual(Object.keys(space), [
      'space_name',
      'space_size',
      'space_used_size',
      'space_available_size',
      'physical_space_size',
    ]);
    assert.ok(space.space_size >= space.space_used_size);
  }
});

test('flags are texts', () => {
  assert.throws(() => v8.setFlagsFromString(), {
    code: 'ERR_INVALID_ARG_TYPE',
    message: 'The "flags" argument must be of type string. Received undefined',
  });
  assert.strictEqual(v8.setFlagsFromString('--no-trace-gc'), undefined);
});
