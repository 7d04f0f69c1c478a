'use strict';
// How much of a stream's queue a chunk takes.

const { kState, stateOf, describe, printed } = require('internal:web_streams/shared');
const { invalidArgType, coded } = errors;

const byteLengthSize = Object.defineProperty((chunk) => chunk.byteLength, 'name', {
  __proto__: null,
  value: 'size',
  configurable: true,
});
const countSize = Object.defineProperty(() => 1, 'name', {
  __proto__: null,
  value: 'size',
  configurable: true,
});

function markOf(init) {
  if (init === null || typeof init !== 'object') throw invalidArgType('init', 'Object', init);
  if (init.highWaterMark === undefined) {
    throw coded('TypeError', 'ERR_MISSING_OPTION', 'init.highWaterMark is required');
  }
  return +init.highWaterMark;
}

class ByteLengthQueuingStrategy {
  constructor(init) {
    this[kState] = { Class: ByteLengthQueuingStrategy, highWaterMark: markOf(init) };
  }

  get highWaterMark() {
    return stateOf(this, ByteLengthQueuingStrategy).highWaterMark;
  }

  get size() {
    stateOf(this, ByteLengthQueuingStrategy);
    return byteLengthSize;
  }
}

class CountQueuingStrategy {
  constructor(init) {
    this[kState] = { Class: CountQueuingStrategy, highWaterMark: markOf(init) };
  }

  get highWaterMark() {
    return stateOf(this, CountQueuingStrategy).highWaterMark;
  }

  get size() {
    stateOf(this, CountQueuingStrategy);
    return countSize;
  }
}

for (const Class of [ByteLengthQueuingStrategy, CountQueuingStrategy]) {
  describe(Class, ['highWaterMark', 'size']);
  printed(Class, ({ highWaterMark }) => ({ highWaterMark }));
}

module.exports = { ByteLengthQueuingStrategy, CountQueuingStrategy };
