'use strict';

const test = require('node:test');
const assert = require('node:assert');

// Node has no such module: there the tests are skipped.
const memory = process.getBuiltinModule('slabjs:memory');
// What waits for an immediate, even one that a first one asked for, has come after these turns.
const soon = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
};

const skip = memory ? false : 'slabjs alone has slabjs:memory';
const here = (name, body) => test(name, { skip }, body);

here('the counters agree', () => {
  const { external, arrayBuffers, reported } = memory.usage();
  assert.strictEqual(external, arrayBuffers + reported);
  assert.strictEqual(memory.adjustExternalMemory(1000), reported + 1000);
  const more = memory.usage();
  assert.strictEqual(more.external, more.arrayBuffers + more.reported);
  memory.adjustExternalMemory(-1000);
});

here('slabs are told by what they are for', () => {
  const kept = [new Uint8Array(100), new Uint8Array(1 << 20), Buffer.from('pooled')];
  const rows = memory.slabs();
  const kinds = new Set(rows.map((row) => row.kind));
  assert.deepStrictEqual([...kinds].sort(), ['extent', 'pool', 'slab']);
  for (const { bytes, pieceSize, pieces, used } of rows) {
    assert.ok(used <= pieces && pieceSize * pieces <= bytes);
  }
  const blocks = rows.flatMap((row) => row.blocks ?? []);
  assert.ok(blocks.length > 0);
  for (const block of blocks) assert.ok(block.handedOut <= block.bytes);
  const stats = memory.poolStats();
  assert.strictEqual(stats.slabs, blocks.length);
  assert.strictEqual(kept.length, 3);
});

here('since a mark, only what has changed', () => {
  memory.collect();
  const mark = memory.mark();
  assert.deepStrictEqual(memory.slabs({ since: mark }), []);
  let kept = new Uint8Array(300000);
  const [row, ...others] = memory.slabs({ since: mark });
  assert.deepStrictEqual(others, []);
  assert.strictEqual(row.kind, 'extent');
  assert.deepStrictEqual(row.change, { bytes: 327680, used: 1 });
  const later = memory.mark();
  assert.strictEqual(later.external - mark.external, kept.length);
  kept = null;
  memory.collect();
  const [gone] = memory.slabs({ since: later });
  assert.deepStrictEqual(gone.change, { bytes: -327680, used: -1 });
  assert.throws(() => memory.slabs({ since: {} }), { code: 'ERR_INVALID_ARG_VALUE' });
  assert.throws(() => memory.slabs(5), { code: 'ERR_INVALID_ARG_TYPE' });
});

here('collections, pressure and slabs are heard of on a later turn', async () => {
  const heard = { gc: [], pressure: [], slab: [] };
  const listeners = {};
  for (const kind of Object.keys(heard)) {
    listeners[kind] = (event) => heard[kind].push(event);
    assert.strictEqual(memory.on(kind, listeners[kind]), memory);
  }
  memory.collect();
  for (let i = 0; i < 1500; i++) new Uint8Array(256 * 1024);
  const kept = Array.from({ length: 100 }, () => new Uint8Array(3000));
  assert.strictEqual(heard.gc.length, 0);
  await soon();
  assert.ok(heard.gc.some(({ reason }) => reason === 'testing'));
  assert.ok(heard.pressure.some(({ reason }) => reason === 'external memory pressure'));
  for (const event of heard.gc) {
    assert.ok(event.externalAfter <= event.externalBefore && event.duration >= 0);
  }
  const born = heard.slab.filter(({ type }) => type === 'born');
  assert.ok(born.some(({ kind, pieceSize }) => kind === 'slab' && pieceSize === 3072));
  assert.strictEqual(kept.length, 100);
  for (const kind of Object.keys(heard)) memory.off(kind, listeners[kind]);
  const before = heard.gc.length;
  memory.collect();
  await soon();
  assert.strictEqual(heard.gc.length, before);
});

here('once hears one, and what is no event is refused', async () => {
  let heard = 0;
  memory.once('gc', () => {
    heard += 1;
  });
  memory.collect();
  memory.collect();
  await soon();
  memory.collect();
  await soon();
  assert.strictEqual(heard, 1);
  assert.throws(() => memory.on('nothing', () => {}), { code: 'ERR_INVALID_ARG_VALUE' });
  assert.throws(() => memory.on('gc', 5), { code: 'ERR_INVALID_ARG_TYPE' });
});

here('the breakdown adds up', async () => {
  const { bytes, breakdown } = await memory.measure();
  assert.strictEqual(
    breakdown.reduce((sum, part) => sum + part.bytes, 0),
    bytes,
  );
  assert.deepStrictEqual(
    breakdown.map((part) => part.types[0]),
    ['JavaScript', 'ArrayBuffer', 'ArrayBuffer', 'native'],
  );
});
