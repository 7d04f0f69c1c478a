'use strict';

// slabjs:memory: the functions come from Rust; here are the listeners and what is put together
// from several figures.

const EventEmitter = require('events');

const KINDS = ['gc', 'pressure', 'slab'];
const emitter = new EventEmitter();

// A kind is only looked at while somebody listens to it.
function follow(kind) {
  if (!KINDS.includes(kind)) return;
  const wanted = emitter.listenerCount(kind) > 0;
  binding.watch(
    kind,
    wanted
      ? (events) => {
          for (const event of events) emitter.emit(kind, event);
        }
      : undefined,
  );
}

function checked(kind) {
  if (typeof kind !== 'string') throw errors.invalidArgType('eventName', 'string', kind);
  if (!KINDS.includes(kind)) {
    throw errors.invalidArgValue('eventName', kind, `must be one of: ${KINDS.join(', ')}`);
  }
  return kind;
}

const memory = module.exports;

for (const name of ['usage', 'slabs', 'mark', 'collect', 'trim', 'adjustExternalMemory']) {
  memory[name] = binding[name];
}

memory.on = function on(eventName, listener) {
  emitter.on(checked(eventName), listener);
  follow(eventName);
  return memory;
};

memory.once = function once(eventName, listener) {
  emitter.once(checked(eventName), listener);
  follow(eventName);
  return memory;
};

memory.off = function off(eventName, listener) {
  emitter.off(checked(eventName), listener);
  follow(eventName);
  return memory;
};

// A listener of `once` takes itself off.
emitter.on('removeListener', follow);

// What the pool holds: bytes of its slabs, of what was cut off them, and, where views are
// tracked, of what can still be reached.
memory.poolStats = function poolStats() {
  const stats = { slabs: 0, bytes: 0, handedOut: 0 };
  for (const { blocks } of binding.slabs()) {
    for (const block of blocks ?? []) {
      stats.slabs += 1;
      stats.bytes += block.bytes;
      stats.handedOut += block.handedOut;
      if (block.reachable !== undefined) {
        stats.reachable = (stats.reachable ?? 0) + block.reachable;
      }
    }
  }
  return stats;
};

// As performance.measureUserAgentSpecificMemory of browsers: where the bytes are, by type.
memory.measure = async function measure() {
  const { heapUsed, arrayBuffers, reported } = binding.usage();
  const { bytes: pool } = memory.poolStats();
  const part = (bytes, ...types) => ({ bytes, attribution: [], types });
  return {
    bytes: heapUsed + arrayBuffers + reported,
    breakdown: [
      part(heapUsed, 'JavaScript'),
      part(pool, 'ArrayBuffer', 'pool'),
      part(arrayBuffers - pool, 'ArrayBuffer'),
      part(reported, 'native'),
    ],
  };
};
