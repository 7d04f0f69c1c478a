'use strict';
// `node:stream`: the oldest class, with all others as its properties.

const { Stream } = require('internal:stream/legacy');
const { Readable } = require('internal:stream/readable');
const { Writable } = require('internal:stream/writable');
const { Duplex } = require('internal:stream/duplex');
const { PassThrough, Transform } = require('internal:stream/transform');
const { asBuffer, isView } = require('internal:stream/bytes');
const condition = require('internal:stream/condition');
const { destroyAny } = require('internal:stream/destroy');
const { finished } = require('internal:stream/finished');
const { getDefaultHighWaterMark, setDefaultHighWaterMark } = require('internal:stream/marks');

// Loaded with their first call.
function duplexPair(options) {
  return require('internal:stream/pair').duplexPair(options);
}

function pipeline(...streams) {
  return require('internal:stream/pipeline').pipeline(...streams);
}

function addAbortSignal(signal, stream) {
  return require('internal:stream/abort').addAbortSignal(signal, stream);
}

function compose(...streams) {
  return require('internal:stream/compose').compose(...streams);
}

Object.assign(Stream, {
  isDestroyed: condition.isDestroyed,
  isDisturbed: condition.isDisturbed,
  isErrored: condition.isErrored,
  isReadable: condition.isReadable,
  isWritable: condition.isWritable,
  Readable,
  Writable,
  Duplex,
  Transform,
  PassThrough,
  duplexPair,
  pipeline,
  addAbortSignal,
  finished,
  destroy: destroyAny,
  compose,
  setDefaultHighWaterMark,
  getDefaultHighWaterMark,
});

function lazily(object, key, get) {
  Object.defineProperty(object, key, { __proto__: null, get, enumerable: true, configurable: true });
}
lazily(Stream, 'promises', () => require('node:stream/promises'));
const promisify = Symbol.for('nodejs.util.promisify.custom');
lazily(pipeline, promisify, () => require('node:stream/promises').pipeline);
lazily(finished, promisify, () => require('node:stream/promises').finished);

Stream.Stream = Stream;
Stream._isArrayBufferView = isView;
Stream._isUint8Array = (value) => value instanceof Uint8Array;
Stream._uint8ArrayToBuffer = (chunk) => asBuffer(chunk);

module.exports = Stream;
