'use strict';
// Every claim of "Node.js Buffers Internals", section by section. Where the
// document and Node differ the document wins, and Node skips the test.

const { test, describe } = require('node:test');
const assert = require('node:assert');

const isSlabjs = Boolean(process.versions.slabjs);
const onlySlabjs = isSlabjs ? false : 'slabjs alone promises this';
const memory = isSlabjs ? require('slabjs:memory') : undefined;
const MiB = 1024 * 1024;

/** What `make` returns, and by how much the counters grew while it lived. */
function measure(make) {
  // A collection that comes in between would take what earlier tests left behind from the count.
  memory?.collect();
  const before = process.memoryUsage();
  const value = make();
  const after = process.memoryUsage();
  const grown = {};
  for (const key of Object.keys(before)) grown[key] = after[key] - before[key];
  return { value, grown };
}

describe('What is a Buffer?', () => {
  test('a raw binary allocation outside the managed heap', () => {
    const { value, grown } = measure(() => Buffer.alloc(10 * MiB));
    assert.strictEqual(value.length, 10 * MiB);
    assert.strictEqual(grown.arrayBuffers, 10 * MiB);
    assert.ok(grown.heapUsed < MiB, `the heap grew by ${grown.heapUsed}`);
  });

  test('it is a Uint8Array and indexes like one', () => {
    const buffer = Buffer.from([1, 2, 255]);
    assert.ok(buffer instanceof Uint8Array);
    assert.ok(ArrayBuffer.isView(buffer));
    buffer[0] = 257;
    assert.deepStrictEqual([...buffer], [1, 2, 255]);
  });

  test('file I/O: bytes come back as they were written', () => {
    const fs = require('node:fs');
    const path = require('node:path').join(require('node:os').tmpdir(), `slabjs-document-${process.pid}`);
    const bytes = Buffer.from([0, 255, 10, 13, 128]);
    fs.writeFileSync(path, bytes);
    const read = fs.readFileSync(path);
    fs.unlinkSync(path);
    assert.ok(Buffer.isBuffer(read));
    assert.ok(read.equals(bytes));
  });

  test('network streams: frames survive any cutting into chunks', () => {
    const frame = (text) => {
      const body = Buffer.from(text);
      const head = Buffer.alloc(2);
      head.writeUInt16BE(body.length, 0);
      return Buffer.concat([head, body]);
    };
    const stream = Buffer.concat(['first', 'zweiter', 'troisième €'].map(frame));
    for (let size = 1; size <= stream.length; size++) {
      let pending = Buffer.alloc(0);
      const received = [];
      for (let at = 0; at < stream.length; at += size) {
        pending = Buffer.concat([pending, stream.subarray(at, at + size)]);
        while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
          const end = 2 + pending.readUInt16BE(0);
          received.push(pending.toString('utf8', 2, end));
          pending = pending.subarray(end);
        }
      }
      assert.deepStrictEqual(received, ['first', 'zweiter', 'troisième €']);
    }
  });

  test('cryptography: a digest computed over Buffers', () => {
    const digest = require('node:crypto').createHash('sha256').update(Buffer.from('abc')).digest();
    assert.ok(Buffer.isBuffer(digest));
    assert.strictEqual(
      digest.toString('hex'),
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  test('protocol implementations: a header written and read field by field', () => {
    const header = Buffer.alloc(16);
    let at = header.writeUInt8(0x45, 0);
    at = header.writeUInt16BE(0xbeef, at);
    at = header.writeInt32LE(-70000, at);
    at = header.writeDoubleBE(Math.PI, at);
    assert.strictEqual(at, 15);
    assert.strictEqual(header.readUInt8(0), 0x45);
    assert.strictEqual(header.readUInt16BE(1), 0xbeef);
    assert.strictEqual(header.readInt32LE(3), -70000);
    assert.strictEqual(header.readDoubleBE(7), Math.PI);
  });

  test('backed by an external store, not by the collected heap', () => {
    const { value, grown } = measure(() => Buffer.allocUnsafeSlow(4 * MiB));
    assert.ok(value.buffer instanceof ArrayBuffer);
    assert.strictEqual(grown.external, 4 * MiB);
  });
});

describe('Core APIs compared', () => {
  test('Safety: alloc is zero-filled', () => {
    for (const size of [1, 100, 8191, 8192, 100000]) {
      const scratch = Buffer.alloc(size).fill(0xff);
      assert.strictEqual(scratch.length, size);
      assert.ok(Buffer.alloc(size).every((byte) => byte === 0));
    }
  });

  test('Safety: allocUnsafe shows old Buffer bytes', { skip: onlySlabjs }, () => {
    const size = 300000;
    (() => Buffer.allocUnsafeSlow(size).fill(0xab))();
    memory.collect();
    // Which free bytes come first is the arena's affair: one of many has them.
    const many = Array.from({ length: 60 }, () => Buffer.allocUnsafe(size));
    assert.ok(
      many.some((buffer) => buffer.includes(0xab)),
      'nothing cleared the bytes on the way',
    );
  });

  test('Safety: what allocUnsafe shows is old Buffer bytes or zeros', { skip: onlySlabjs }, () => {
    memory.collect();
    memory.trim();
    const size = 300000;
    (() => Buffer.alloc(size, 0xcd))();
    memory.collect();
    const dirty = Buffer.allocUnsafe(2 * size);
    assert.ok(dirty.every((byte) => byte === 0 || byte === 0xcd));
  });

  test('Speed: allocUnsafe does no initialisation, alloc does', { skip: onlySlabjs }, () => {
    const size = 200000;
    (() => Buffer.alloc(size, 0x11))();
    memory.collect();
    const unsafe = Array.from({ length: 60 }, () => Buffer.allocUnsafe(size));
    assert.ok(unsafe.some((buffer) => buffer.includes(0x11)));
    const safe = Array.from({ length: 60 }, () => Buffer.alloc(size));
    assert.ok(safe.every((buffer) => !buffer.includes(0x11)));
  });

  test('Slab pool: alloc does not use it', () => {
    const one = Buffer.alloc(100);
    const two = Buffer.alloc(100);
    assert.notStrictEqual(one.buffer, two.buffer);
    assert.strictEqual(one.buffer.byteLength, 100);
  });

  test('Slab pool: allocUnsafe uses it below Buffer.poolSize', { skip: onlySlabjs }, () => {
    for (const size of [1, 100, 4095, 4096, 5000, Buffer.poolSize - 1]) {
      assert.strictEqual(Buffer.allocUnsafe(size).buffer.byteLength, Buffer.poolSize, `size ${size}`);
    }
  });

  test('Memory source: alloc takes fresh external memory', () => {
    const { value, grown } = measure(() => Buffer.alloc(100000));
    assert.strictEqual(value.length, 100000);
    assert.strictEqual(grown.arrayBuffers, 100000);
  });

  test('Memory source: a small allocUnsafe takes none of its own', () => {
    // In a row of many, only slabs appear: never the sizes asked for.
    const { value, grown } = measure(() => Array.from({ length: 200 }, () => Buffer.allocUnsafe(100)));
    const slabs = new Set(value.map((buffer) => buffer.buffer));
    assert.ok(slabs.size <= 4, `${slabs.size} slabs`);
    assert.strictEqual(grown.arrayBuffers % Buffer.poolSize, 0);
  });

  test('Memory source: allocUnsafe takes a fresh block when too big', () => {
    const { value, grown } = measure(() => Buffer.allocUnsafe(Buffer.poolSize));
    assert.strictEqual(value.buffer.byteLength, Buffer.poolSize);
    assert.strictEqual(grown.arrayBuffers, Buffer.poolSize);
  });
});

describe('Internal behavior: Buffer.alloc(size)', () => {
  test('always allocates new memory', () => {
    const stores = new Set(Array.from({ length: 50 }, () => Buffer.alloc(8).buffer));
    assert.strictEqual(stores.size, 50);
  });

  test('zero-fills even memory that was used before', () => {
    for (let turn = 0; turn < 200; turn++) {
      const buffer = Buffer.alloc(5000);
      assert.ok(buffer.every((byte) => byte === 0));
      buffer.fill(0xee);
    }
  });

  test('never uses the 8KB slab, even for small sizes', () => {
    for (let size = 1; size <= 64; size++) {
      assert.strictEqual(Buffer.alloc(size).buffer.byteLength, size);
      assert.strictEqual(Buffer.alloc(size).byteOffset, 0);
    }
  });
});

describe('Internal behavior: Buffer.allocUnsafe(size)', () => {
  test('slices from a shared 8KB slab when size < Buffer.poolSize', { skip: onlySlabjs }, () => {
    const buffer = Buffer.allocUnsafe(10);
    assert.strictEqual(buffer.buffer.byteLength, 8192);
  });

  test('allocates a new block when size >= Buffer.poolSize', { skip: onlySlabjs }, () => {
    for (const size of [8192, 8193, 100000]) {
      const buffer = Buffer.allocUnsafe(size);
      assert.strictEqual(buffer.buffer.byteLength, size);
      assert.strictEqual(buffer.byteOffset, 0);
    }
  });

  test('the threshold is exactly Buffer.poolSize', { skip: onlySlabjs }, () => {
    assert.strictEqual(Buffer.allocUnsafe(8191).buffer.byteLength, 8192);
    assert.notStrictEqual(Buffer.allocUnsafe(8192).buffer, Buffer.allocUnsafe(8192).buffer);
  });
});

describe('Buffer pool', () => {
  test('the default is 8192 bytes', { skip: onlySlabjs }, () => {
    assert.strictEqual(Buffer.poolSize, 8192);
  });

  test('it is one shared slab for several small Buffers', () => {
    const stores = Array.from({ length: 20 }, () => Buffer.allocUnsafe(16).buffer);
    assert.ok(new Set(stores).size <= 2);
  });

  test('Buffers cut from it do not overlap', () => {
    const buffers = Array.from({ length: 500 }, (_, i) => Buffer.allocUnsafe(1 + (i % 60)).fill(i & 255));
    buffers.forEach((buffer, i) => assert.ok(buffer.every((byte) => byte === (i & 255))));
  });

  test('a cursor tracks the next free slice, in steps of 8 bytes', () => {
    let previous = Buffer.allocUnsafe(5);
    for (const size of [3, 8, 9, 1, 17]) {
      const next = Buffer.allocUnsafe(size);
      if (next.buffer === previous.buffer) {
        const end = previous.byteOffset + previous.length;
        assert.strictEqual(next.byteOffset, Math.ceil(end / 8) * 8);
      } else {
        assert.strictEqual(next.byteOffset, 0);
      }
      previous = next;
    }
  });

  test('when exhausted, a new slab is allocated automatically', { skip: onlySlabjs }, () => {
    const first = Buffer.allocUnsafe(1000);
    let turns = 0;
    let next = first;
    while (next.buffer === first.buffer) {
      next = Buffer.allocUnsafe(1000);
      turns++;
    }
    assert.ok(turns <= 8, 'eight kibibytes hold at most eight');
    assert.strictEqual(next.byteOffset, 0);
    assert.strictEqual(next.buffer.byteLength, 8192);
  });

  test('Buffer.poolSize can be changed', () => {
    const before = Buffer.poolSize;
    try {
      Buffer.poolSize = 0;
      const one = Buffer.allocUnsafe(10);
      assert.strictEqual(one.buffer.byteLength, 10);
    } finally {
      Buffer.poolSize = before;
    }
  });
});

describe('V8 and memory breakdown', () => {
  test('the heap holds handles, not the raw memory', () => {
    const { value, grown } = measure(() => Array.from({ length: 100 }, () => Buffer.alloc(100000)));
    assert.strictEqual(value.length, 100);
    assert.strictEqual(grown.arrayBuffers, 100 * 100000);
    assert.ok(grown.heapUsed < 2 * MiB, `the heap grew by ${grown.heapUsed}`);
  });

  test('external memory holds the binary data', () => {
    const { value, grown } = measure(() => Buffer.alloc(MiB));
    assert.strictEqual(value.length, MiB);
    assert.strictEqual(grown.external, MiB);
  });

  test('each Buffer instance has a backing store', () => {
    for (const buffer of [Buffer.alloc(1), Buffer.allocUnsafe(1), Buffer.from('x'), Buffer.from([1])]) {
      assert.ok(buffer.buffer instanceof ArrayBuffer);
      assert.ok(buffer.byteOffset + buffer.length <= buffer.buffer.byteLength);
    }
  });

  test('memory is accounted: native objects add to the same count', { skip: onlySlabjs }, () => {
    const before = process.memoryUsage().external;
    assert.strictEqual(memory.adjustExternalMemory(5000), 5000);
    assert.strictEqual(process.memoryUsage().external - before, 5000);
    assert.strictEqual(memory.adjustExternalMemory(-5000), 0);
    assert.strictEqual(process.memoryUsage().external, before);
  });

  test('the counters agree at every moment', { skip: onlySlabjs }, () => {
    for (let i = 0; i < 100; i++) {
      Buffer.alloc(i * 100);
      const usage = memory.usage();
      assert.strictEqual(usage.external, usage.arrayBuffers + usage.reported);
    }
  });

  test('it affects when the collector runs', { skip: onlySlabjs }, () => {
    const before = memory.usage();
    for (let i = 0; i < 300; i++) Buffer.alloc(MiB);
    const after = memory.usage();
    assert.ok(after.collectionsByPressure > before.collectionsByPressure);
    // How soon depends on what a collection costs here, that it comes does not.
    assert.ok(after.external < before.external + 300 * MiB);
  });

  test('native bytes alone make a collection due', { skip: onlySlabjs }, () => {
    const before = memory.usage().collectionsByPressure;
    memory.adjustExternalMemory(500 * MiB);
    Buffer.alloc(1);
    memory.adjustExternalMemory(-500 * MiB);
    assert.ok(memory.usage().collectionsByPressure > before);
  });

  test('the bytes themselves are outside the collector: it never moves or copies them', () => {
    const buffer = Buffer.alloc(MiB, 7);
    const view = new Uint8Array(buffer.buffer);
    for (let i = 0; i < 100; i++) Buffer.alloc(MiB);
    view[12345] = 9;
    assert.strictEqual(buffer[12345], 9);
    assert.strictEqual(buffer[12344], 7);
  });

  test('what is dropped and collected leaves the count to the byte', { skip: onlySlabjs }, () => {
    memory.collect();
    const before = process.memoryUsage().arrayBuffers;
    (() => {
      Buffer.alloc(12345);
      Buffer.allocUnsafe(100);
      Buffer.allocUnsafeSlow(777);
      Buffer.from('some text');
      Buffer.concat([Buffer.from([1, 2, 3]), Buffer.alloc(9000)]);
      new Uint8Array(5000).slice(1000);
      new SharedArrayBuffer(4096);
      new ArrayBuffer(10, { maxByteLength: 100000 });
    })();
    memory.collect();
    assert.strictEqual(process.memoryUsage().arrayBuffers, before);
  });
});

describe('Mental model: kitchen analogy', () => {
  test('Buffer.alloc(size): a new clean plate', () => {
    const plate = Buffer.alloc(32);
    assert.ok(plate.every((byte) => byte === 0));
    assert.notStrictEqual(plate.buffer, Buffer.alloc(32).buffer);
  });

  test('Buffer.allocUnsafe(): a plate from a shared tray', () => {
    const plates = [Buffer.allocUnsafe(32), Buffer.allocUnsafe(32), Buffer.allocUnsafe(32)];
    assert.ok(new Set(plates.map((plate) => plate.buffer)).size <= 2);
  });

  test('Buffer.poolSize: the size of the tray', { skip: onlySlabjs }, () => {
    assert.strictEqual(Buffer.allocUnsafe(1).buffer.byteLength, Buffer.poolSize);
  });
});

describe('Confirmation examples', () => {
  test('console.log(Buffer.poolSize) is 8192', { skip: onlySlabjs }, () => {
    assert.strictEqual(Buffer.poolSize, 8192);
  });

  test('two small allocUnsafe Buffers share a slab', () => {
    let b1 = Buffer.allocUnsafe(100);
    let b2 = Buffer.allocUnsafe(100);
    // The first pair may straddle the end of a slab that earlier tests used up.
    if (b1.buffer !== b2.buffer) {
      b1 = Buffer.allocUnsafe(100);
      b2 = Buffer.allocUnsafe(100);
    }
    assert.strictEqual(b1.buffer === b2.buffer, true);
  });
});
