// The founding document, section by section: each step measures what it says. The value is an
// array of steps; a step gives lines of text, those that begin with two blanks are drawn.
(() => {
  const { require } = globalThis;
  const { Buffer } = require('node:buffer');
  const process = require('node:process');
  const memory = require('slabjs:memory');
  const { performance } = require('node:perf_hooks');
  const size = (bytes) => {
    if (bytes < 1024) return `${bytes} B`;
    const kib = bytes / 1024;
    return kib < 1024 ? `${+kib.toFixed(2)} KiB` : `${+(kib / 1024).toFixed(2)} MiB`;
  };
  const number = (value) => `${Math.round(value)}`.replace(/\B(?=(\d{3})+$)/g, ',');
  const hex = (buffer) => `  ${[...buffer].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')}`;
  const offsetIn = (buffer) => buffer.byteOffset + buffer.length;
  const tray = (buffer, width = 32) => {
    const slab = buffer.buffer.byteLength;
    const begin = Math.floor((buffer.byteOffset / slab) * width);
    const end = Math.max(begin + 1, Math.ceil((offsetIn(buffer) / slab) * width));
    return `  [${'='.repeat(begin)}${'#'.repeat(end - begin)}${'.'.repeat(width - end)}]`;
  };
  /** A fresh slab: what is left of the present one is cut off it. */
  const freshSlab = () => {
    const before = Buffer.allocUnsafe(1).buffer;
    for (let turn = 0; turn < 100_000; turn++) {
      const cut = Buffer.allocUnsafe(64);
      if (cut.buffer !== before) return cut;
    }
    return Buffer.allocUnsafe(64);
  };

  return [
    {
      title: 'What is a Buffer?',
      run() {
        const before = process.memoryUsage();
        const buffer = Buffer.alloc(4 * 1024 * 1024);
        const after = process.memoryUsage();
        return [
          'The bytes of a Buffer lie outside of the heap that the collector manages. The heap has a small object, the handle; the bytes are external memory.',
          `  Buffer.alloc(${number(buffer.length)})`,
          `  external  +${size(after.external - before.external)}`,
          `  heapUsed  +${size(Math.max(0, after.heapUsed - before.heapUsed))}`,
        ];
      },
    },
    {
      title: 'Buffer.alloc: a new clean plate',
      run() {
        const plate = Buffer.alloc(12);
        return [
          'Buffer.alloc takes new memory and fills it with zeros. It is never cut from the shared slab, however small it is.',
          hex(plate),
          `  its own store: ${size(plate.buffer.byteLength)}, offset ${plate.byteOffset}`,
          `  all zeros: ${plate.every((byte) => byte === 0)}`,
        ];
      },
    },
    {
      title: 'Buffer.allocUnsafe: a dirty plate',
      run() {
        const length = Buffer.poolSize;
        const text = 'what was here before ';
        (() => {
          for (let count = 0; count < 4; count++) Buffer.allocUnsafe(length).fill(text);
        })();
        memory.collect();
        let dirty = null;
        for (let count = 0; count < 8 && dirty === null; count++) {
          const plate = Buffer.allocUnsafe(length);
          if (plate.includes(text)) dirty = plate;
        }
        const lines = [
          'Buffer.allocUnsafe does not clean what it hands out. Some Buffers were filled with text, dropped and collected; here is a new one, to which nothing was ever written:',
        ];
        if (dirty === null) return [...lines, '  (this time it got pages that were never used)'];
        const at = dirty.indexOf(text);
        return [
          ...lines,
          hex(dirty.subarray(at, at + 10)),
          `  '${dirty.toString('latin1', at, at + 30)}'`,
          'Write to all of it before anybody reads it.',
        ];
      },
    },
    {
      title: 'Buffer.poolSize: the shared tray and its cursor',
      run() {
        const lines = [
          `Buffers below ${number(Buffer.poolSize)} bytes, Buffer.poolSize, are cut from one slab. A cursor tells where the next one begins; # is what was just cut.`,
        ];
        freshSlab();
        const cuts = [100, 100, 1000, 2000].map((length) => Buffer.allocUnsafe(length));
        for (const cut of cuts) {
          lines.push(`  allocUnsafe(${cut.length}) at ${cut.byteOffset}`, tray(cut));
        }
        lines.push(`  all in one slab: ${cuts.every((cut) => cut.buffer === cuts[0].buffer)}`);
        return lines;
      },
    },
    {
      title: 'Exhausted: the next slab',
      run() {
        freshSlab();
        const before = memory.poolStats();
        const first = Buffer.allocUnsafe(5000);
        const second = Buffer.allocUnsafe(5000);
        const after = memory.poolStats();
        return [
          'What does not fit the rest of a slab begins a new one. The old slab lives as long as any Buffer cut from it.',
          `  allocUnsafe(5000) at ${first.byteOffset}`,
          tray(first),
          `  allocUnsafe(5000) at ${second.byteOffset}`,
          tray(second),
          `  same slab: ${first.buffer === second.buffer}`,
          `  slabs of the pool: ${before.slabs} -> ${after.slabs}`,
        ];
      },
    },
    {
      title: 'Pooled, or a block of its own',
      run() {
        const limit = Buffer.poolSize;
        const row = (length) => {
          const buffer = Buffer.allocUnsafe(length);
          const pooled = buffer.buffer.byteLength !== length;
          return `  allocUnsafe(${length}): ${pooled ? 'pooled' : 'its own'}`;
        };
        return [
          'Buffer.poolSize is the limit: what is as long or longer gets memory of its own, as from malloc.',
          row(limit - 1),
          row(limit),
          `  alloc(${limit - 1}): ${Buffer.alloc(limit - 1).buffer.byteLength === limit - 1 ? 'its own' : 'pooled'}`,
          `  allocUnsafeSlow(10): ${Buffer.allocUnsafeSlow(10).buffer.byteLength === 10 ? 'its own' : 'pooled'}`,
        ];
      },
    },
    {
      title: 'Speed: cleaning costs',
      run() {
        const measure = (name, length) => {
          const turns = length > 100_000 ? 40 : 4000;
          let best = Infinity;
          for (let round = 0; round < 5; round++) {
            const begun = performance.now();
            for (let turn = 0; turn < turns; turn++) Buffer[name](length);
            best = Math.min(best, (performance.now() - begun) / turns);
          }
          return best * 1e6;
        };
        const rows = [100, 4000, 1_000_000].map((length) => {
          const [safe, unsafe] = ['alloc', 'allocUnsafe'].map((name) => measure(name, length));
          return `  ${number(length).padStart(9)} ${number(safe).padStart(9)} ${number(unsafe).padStart(9)} ${(safe / unsafe).toFixed(1).padStart(5)}`;
        });
        return [
          'Nanoseconds a call, measured just now, the best of five rounds:',
          '      bytes     alloc    unsafe ratio',
          ...rows,
        ];
      },
    },
    {
      title: 'The heap and external memory',
      run() {
        memory.collect();
        const before = memory.usage();
        let kept = [];
        for (let count = 0; count < 64; count++) kept.push(Buffer.alloc(65536));
        const full = memory.usage();
        kept = null;
        memory.collect();
        const after = memory.usage();
        const row = (name, key) =>
          `  ${name.padEnd(9)} ${size(full[key] - before[key]).padStart(10)} ${size(after[key] - before[key]).padStart(10)}`;
        return [
          'Sixty-four Buffers of 64 KiB, then none: the bytes leave the count during the collection itself.',
          '                 alive  collected',
          row('external', 'external'),
          row('heapUsed', 'heapUsed'),
        ];
      },
    },
    {
      title: 'A limit that throws',
      headroom: 1024 * 1024,
      run() {
        let said = 'nothing was thrown';
        try {
          Buffer.alloc(2 * 1024 * 1024);
        } catch (error) {
          said = `${error.name}: ${error.message}`;
        }
        return [
          'External memory may have a limit (--max-external-memory). For this step it was set 1 MiB above what there is, and 2 MiB were asked for:',
          `  ${said}`,
          'A script can catch that, and go on.',
        ];
      },
    },
    {
      title: 'Pressure: external memory makes the collector run',
      run() {
        const before = memory.usage();
        const step = 1024 * 1024;
        let asked = 0;
        while (asked < 1024 && memory.usage().collectionsByPressure === before.collectionsByPressure) {
          Buffer.allocUnsafe(step);
          asked++;
        }
        const after = memory.usage();
        return [
          'The handles are small, and the heap alone would see no reason to collect. External memory counts: one Buffer of 1 MiB after the other was dropped, until',
          `  ${asked} MiB had been asked for,`,
          `  collections by pressure: +${after.collectionsByPressure - before.collectionsByPressure}`,
          `  external now: ${size(after.external)}`,
        ];
      },
    },
    {
      title: 'The kitchen',
      run() {
        const stats = memory.poolStats();
        const clean = Buffer.alloc(8);
        const plate = Buffer.allocUnsafe(8);
        return [
          'Buffer.alloc is a clean plate from the cabinet, Buffer.allocUnsafe a plate from the shared tray, which may be dirty; Buffer.poolSize is the size of the tray.',
          `  clean plate: ${size(clean.buffer.byteLength)} of its own`,
          `  tray: ${size(plate.buffer.byteLength)}, shared`,
          `  trays in use: ${stats.slabs}, ${size(stats.handedOut)} handed out`,
          'Go on by yourself: .where EXPR, .slabs, .mem, .watch EXPR.',
        ];
      },
    },
  ];
})();
