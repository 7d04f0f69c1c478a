'use strict';
const test = require('node:test');
const assert = require('node:assert');
const { EventEmitter } = require('node:events');
const { AsyncLocalStorage, AsyncResource } = require('node:async_hooks');

const store = new AsyncLocalStorage();
const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What `start` finds in the store, when it calls back. */
const found = (start) =>
  new Promise((resolve) => store.run('a', () => start(() => resolve(store.getStore()))));

for (const [name, start] of [
  ['setTimeout', (done) => setTimeout(done, 1)],
  ['setImmediate', (done) => setImmediate(done)],
  ['nextTick', (done) => process.nextTick(done)],
  ['queueMicrotask', (done) => queueMicrotask(done)],
  ['then', (done) => Promise.resolve().then(done)],
  ['then of a promise that settles elsewhere', (done) => later(2).then(done)],
  ['catch', (done) => Promise.reject(new Error('e')).catch(done)],
  ['finally', (done) => Promise.resolve().finally(done)],
  ['a thenable', (done) => Promise.resolve({ then: done })],
  ['fs.stat', (done) => require('node:fs').stat('.', done)],
  ['fs.promises', (done) => require('node:fs').promises.stat('.').then(done)],
  ['an event', (done) => new EventEmitter().on('x', done).emit('x')],
  ['a stream', (done) => require('node:stream').Readable.from(['a']).on('data', done)],
]) {
  test(`the store is kept over ${name}`, async () => assert.strictEqual(await found(start), 'a'));
}

test('await keeps the store of the function', async () => {
  const step = async (value) => {
    await later(2);
    assert.strictEqual(store.getStore(), value);
    await null;
    assert.strictEqual(store.getStore(), value);
  };
  await Promise.all([1, 2, 3].map((value) => store.run(value, () => step(value))));
  assert.strictEqual(store.getStore(), undefined);
});

test('async generators, exit, enterWith', async () => {
  async function* two() {
    yield store.getStore();
    await null;
    yield store.getStore();
  }
  const values = await store.run('g', async () => {
    const all = [];
    for await (const value of two()) all.push(value);
    return all;
  });
  assert.deepStrictEqual(values, ['g', 'g']);
  store.run(1, () => {
    assert.strictEqual(
      store.exit(() => store.getStore()),
      undefined,
    );
    store.enterWith(2);
    assert.strictEqual(store.getStore(), 2);
  });
  assert.strictEqual(store.getStore(), undefined);
});

test('snapshot, bind and resources', () => {
  const snapshot = store.run(5, () => AsyncLocalStorage.snapshot());
  assert.strictEqual(
    snapshot(() => store.getStore()),
    5,
  );
  const bound = store.run(6, () => AsyncLocalStorage.bind(() => store.getStore()));
  assert.strictEqual(bound(), 6);
  const resource = store.run(7, () => new AsyncResource('R'));
  assert.strictEqual(resource.runInAsyncScope((x) => [store.getStore(), x], null, 1).join(), '7,1');
  assert.strictEqual(resource.bind(() => store.getStore())(), 7);
});

test('stores do not see each other', () => {
  const other = new AsyncLocalStorage({ defaultValue: 'none', name: 'other' });
  store.run(1, () =>
    other.run(2, () => assert.deepStrictEqual([store.getStore(), other.getStore()], [1, 2])),
  );
  assert.strictEqual(other.getStore(), 'none');
  assert.strictEqual(other.name, 'other');
});
