// Runs random calls of built-in functions and tells what came of each, a line a call. The
// same lines have to come of it whether the functions are the engine's own or replaced.
'use strict';
(function (seed, rounds) {
  let state = seed >>> 0;
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
  const pick = (list) => list[random(list.length)];
  const lines = [];
  let log = [];

  const symbol = Symbol('s');
  const shared = { toString: () => 'shared' };
  const scalars = [
    0,
    -0,
    1,
    -1,
    2,
    3,
    7,
    100,
    255,
    256,
    -129,
    65536,
    2 ** 31,
    2 ** 32,
    2 ** 53,
    1.5,
    -2.5,
    NaN,
    Infinity,
    -Infinity,
    undefined,
    null,
    true,
    false,
    '',
    'a',
    'b',
    'é',
    '日',
    '10',
    symbol,
    shared,
    5n,
    -5n,
  ];
  const places = [undefined, 0, 1, 2, -1, -2, 3, 5, 100, -100, NaN, 1.7, -1.7, Infinity, -Infinity];

  const shown = (value, depth = 0) => {
    if (Object.is(value, -0)) return '-0';
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'string') return `'${value}'`;
    if (typeof value === 'symbol' || typeof value === 'function') return typeof value;
    if (typeof value !== 'object' || value === null) return `${value}`;
    if (value === shared) return 'shared';
    if (depth > 4) return '…';
    const tag = Object.prototype.toString.call(value);
    if (ArrayBuffer.isView(value)) return `${tag}<${Array.prototype.map.call(value, (v) => shown(v))}>`;
    const parts = [];
    for (const key of Reflect.ownKeys(value)) {
      const own = Object.getOwnPropertyDescriptor(value, key);
      const flags = (own.writable ? 'w' : '') + (own.enumerable ? 'e' : '') + (own.configurable ? 'c' : '');
      const text = 'value' in own ? shown(own.value, depth + 1) : 'accessor';
      parts.push(`${typeof key === 'symbol' ? 'symbol' : key}:${flags === 'wec' ? '' : flags}${text}`);
    }
    const kind = Array.isArray(value) ? 'Array' : tag;
    return `${kind}{${parts}}${Object.isExtensible(value) ? '' : '!'}`;
  };

  const traced = (target) =>
    new Proxy(target, {
      get(object, key, receiver) {
        log.push(`get ${String(key)}`);
        return Reflect.get(object, key, receiver);
      },
      set(object, key, value, receiver) {
        log.push(`set ${String(key)} ${shown(value)}`);
        return Reflect.set(object, key, value, receiver);
      },
      has(object, key) {
        log.push(`has ${String(key)}`);
        return Reflect.has(object, key);
      },
      deleteProperty(object, key) {
        log.push(`delete ${String(key)}`);
        return Reflect.deleteProperty(object, key);
      },
      defineProperty(object, key, own) {
        log.push(`define ${String(key)} ${shown(own)}`);
        return Reflect.defineProperty(object, key, own);
      },
      getOwnPropertyDescriptor(object, key) {
        log.push(`own ${String(key)}`);
        return Reflect.getOwnPropertyDescriptor(object, key);
      },
    });

  class Sub extends Array {}
  class Other extends Array {
    static get [Symbol.species]() {
      log.push('species');
      return Sub;
    }
  }

  const list = () => {
    const length = random(6);
    switch (random(4)) {
      case 0:
        return Array.from({ length }, () => random(10) - 5);
      case 1:
        return Array.from({ length }, () => pick([0.5, -0, 1, NaN, 3]));
      default:
        return Array.from({ length }, () => pick(scalars));
    }
  };
  const arrays = [
    list,
    list,
    list,
    () => [list(), [list()], pick(scalars)],
    () => {
      const array = list();
      array.length += 2;
      return array;
    },
    () => {
      const array = list();
      delete array[0];
      return array;
    },
    () => Object.freeze(list()),
    () => Object.seal(list()),
    () => Object.preventExtensions(list()),
    () => Object.defineProperty(list(), 'length', { writable: false }),
    () => Object.assign(list(), { extra: 1 }),
    () =>
      Object.defineProperty(list(), 0, {
        get: () => (log.push('getter'), 4),
        configurable: true,
        enumerable: true,
      }),
    () => Sub.from(list()),
    () => Other.from(list()),
    () => Object.setPrototypeOf(list(), null),
    () => Object.setPrototypeOf(list(), { 1: 'inherited', __proto__: Array.prototype }),
    () => traced(list()),
    () => ({ length: random(4), 0: 'x', 2: 'z' }),
    () => 'text',
    () => Object.assign(list(), { constructor: undefined }),
    () => Object.assign(list(), { constructor: Other }),
    () => Object.assign(list(), { [Symbol.isConcatSpreadable]: false }),
    () => new Array(random(5)),
  ];
  const array = () => pick(arrays)();
  const value = () => (random(3) ? pick(scalars) : array());
  const place = () => pick(places);
  const many = (make) => Array.from({ length: random(4) }, make);
  const order = () =>
    pick([
      undefined,
      undefined,
      (a, b) => Number(a > b) - Number(a < b),
      (a, b) => (String(b) < String(a) ? -1 : 1),
    ]);

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
    BigInt64Array,
    BigUint64Array,
  ];
  const numbers = [
    0,
    -0,
    1,
    2,
    -1,
    127,
    128,
    255,
    256,
    -129,
    65535,
    2 ** 31,
    2 ** 32 + 5,
    1.5,
    -2.5,
    0.5,
    NaN,
    Infinity,
  ];
  const typed = () => {
    const kind = pick(kinds);
    const isBig = kind.name.startsWith('Big');
    const made = kind.from(many(() => (isBig ? BigInt(random(9) - 4) : pick(numbers))));
    return random(5) ? made : made.subarray(1);
  };

  const calls = {
    slice: () => [array(), many(place)],
    splice: () => [array(), [...many(place).slice(0, 2), ...many(value)]],
    concat: () => [array(), many(value)],
    reverse: () => [array(), []],
    toReversed: () => [array(), []],
    fill: () => [array(), [pick(scalars), place(), place()].slice(0, random(4))],
    copyWithin: () => [array(), many(place)],
    unshift: () => [array(), many(value)],
    indexOf: () => [array(), [pick(scalars), ...many(place)]],
    lastIndexOf: () => [array(), [pick(scalars), ...many(place)]],
    includes: () => [array(), [pick(scalars), ...many(place)]],
    sort: () => [array(), [order()]],
    toSorted: () => [array(), [order()]],
    flat: () => [array(), [pick([undefined, 0, 1, 2, Infinity])]],
    flatMap: () => [array(), [(v) => (random(2) ? [v] : v)]],
    join: () => [array(), [pick([undefined, '', '-', 'é', '日'])]],
  };
  const typedCalls = {
    indexOf: () => [typed(), [pick([...numbers, 1n, 'x', undefined]), ...many(place)]],
    lastIndexOf: () => [typed(), [pick([...numbers, 1n, 'x', undefined]), ...many(place)]],
    includes: () => [typed(), [pick([...numbers, 1n, 'x', undefined]), ...many(place)]],
    reverse: () => [typed(), []],
    join: () => [typed(), [pick([undefined, '', '-', '日'])]],
    set: () => [typed(), [pick([list, typed, array])(), pick([undefined, 0, 1, 2, -1, 1.5])]],
    sort: () => [typed(), [pick([undefined, (a, b) => Number(b > a) - Number(b < a)])]],
    toSorted: () => [typed(), [pick([undefined, (a, b) => Number(b > a) - Number(b < a)])]],
    filter: () => [typed(), [(v) => v > 0]],
    fill: () => [typed(), [pick(numbers), place(), place()]],
  };

  const tell = (name, act) => {
    log = [];
    let outcome;
    try {
      outcome = shown(act());
    } catch (error) {
      outcome = `throws ${error?.name ?? shown(error)}`;
    }
    lines.push(`${name} -> ${outcome} | ${log.join('; ')}`);
  };
  const call = (prototype, prefix, table) => {
    const name = pick(Object.keys(table));
    const [receiver, given] = table[name]();
    const before = shown(receiver);
    const told = given.map((argument) => shown(argument));
    tell(`${prefix}${name} ${before} (${told})`, () => {
      const result = prototype[name].call(receiver, ...given);
      return [result === receiver, result, receiver];
    });
  };

  const from = () => {
    const kind = pick([Array, Sub, ...kinds]);
    const source = pick([
      array,
      typed,
      () => new Set(list()),
      () =>
        new Map([
          [1, 2],
          ['a', 'b'],
        ]),
      () => 'héy',
    ])();
    tell(`${kind.name}.from ${shown(source)}`, () => kind.from(source));
  };

  // A Map and a Set that live through many changes, with walks that are under way.
  const map = new Map();
  const set = new Set();
  let walks = [];
  const keyed = () => {
    const key = pick(scalars);
    switch (random(12)) {
      case 0:
      case 1:
      case 2:
        return tell('map.set', () => map.set(key, random(100)).size);
      case 3:
        return tell('map.delete', () => map.delete(key));
      case 4:
        return tell('map.get', () => [map.get(key), map.has(key), map.size]);
      case 5:
        walks.push(
          pick([
            () => map.keys(),
            () => map.values(),
            () => map.entries(),
            () => set.values(),
            () => set.entries(),
          ])(),
        );
        walks = walks.slice(-6);
        return undefined;
      case 6:
      case 7:
        return walks.length && tell('next', () => pick(walks).next());
      case 8:
        return tell('set.add', () => set.add(key).size);
      case 9:
        return tell('set.delete', () => [set.delete(key), set.has(key), set.size]);
      case 10:
        if (random(20))
          return tell('forEach', () => (map.forEach((v, k) => log.push(shown(v), shown(k))), [...set]));
        // The engine's own walks lose their place when all is cleared.
        walks = [];
        return tell('clear', () => [map.clear(), set.clear()]);
      default: {
        const other = pick([
          () => new Set(many(() => pick(scalars))),
          () =>
            new Map([
              [1, 1],
              [key, 2],
            ]),
          () => list(),
          () => ({ size: 2, has: () => true, keys: () => [1, key].values() }),
        ])();
        const name = pick([
          'union',
          'intersection',
          'difference',
          'symmetricDifference',
          'isSubsetOf',
          'isSupersetOf',
          'isDisjointFrom',
        ]);
        return tell(`set.${name}`, () => {
          const result = set[name](other);
          return result instanceof Set ? [...result] : result;
        });
      }
    }
  };

  for (let round = 0; round < rounds; round++) {
    call(Array.prototype, '', calls);
    call(Object.getPrototypeOf(Uint8Array).prototype, 'typed ', typedCalls);
    from();
    keyed();
    keyed();
  }

  // Names, lengths and attributes of everything that a class has.
  const faces = [
    Array,
    Map,
    Set,
    WeakMap,
    WeakSet,
    WeakRef,
    FinalizationRegistry,
    Object.getPrototypeOf(Uint8Array),
  ];
  for (const face of faces) {
    for (const object of [face, face.prototype]) {
      for (const key of Reflect.ownKeys(object).sort((a, b) => (String(a) < String(b) ? -1 : 1))) {
        const own = Object.getOwnPropertyDescriptor(object, key);
        const flags = (own.writable ? 'w' : '') + (own.enumerable ? 'e' : '') + (own.configurable ? 'c' : '');
        const code = own.value ?? own.get;
        const inner =
          typeof code === 'function'
            ? `${code.name} ${code.length} ${Reflect.ownKeys(code).map(String).sort()}`
            : typeof code;
        lines.push(`${face.name} ${String(key)} ${flags} ${inner}`);
      }
    }
  }
  return lines.join('\n');
});
