'use strict';
const { LRUCache } = require('lru-cache');

const gone = [];
let clock = 1;
const cache = new LRUCache({ max: 3, dispose: (value, key, reason) => gone.push(`${key}:${reason}`), ttl: 10, perf: { now: () => clock }, updateAgeOnGet: true });
cache.set('a', 1).set('b', 2).set('c', 3);
cache.get('a');
cache.set('d', 4);
console.log([...cache.keys()], [...cache.entries()], gone, cache.has('b'), cache.peek('c'), cache.size);
clock = 30;
console.log(cache.get('a'), cache.has('d'), cache.purgeStale(), cache.size, gone);
const sized = new LRUCache({ maxSize: 10, sizeCalculation: (value) => value.length, maxEntrySize: 6 });
sized.set('x', 'aaaa').set('y', 'bbbb').set('z', 'cccc').set('w', 'ddddddddd');
console.log(sized.dump().map(([key, entry]) => [key, entry.value, entry.size]), sized.calculatedSize, sized.find((value) => value[0] === 'b'), sized.pop());
(async () => {
  let calls = 0;
  const fetching = new LRUCache({ max: 5, fetchMethod: async (key, stale, { context }) => `${key}${++calls}${context}` });
  console.log(await Promise.all([fetching.fetch('k', { context: 'c' }), fetching.fetch('k', { context: 'c' })]), calls, fetching.memo === undefined);
  try {
    new LRUCache({});
  } catch (error) {
    console.log(error.name, error.message);
  }
})();
