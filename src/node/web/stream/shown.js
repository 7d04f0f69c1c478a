'use strict';
// How the states of streams are printed: as Node's, which keep their flags in the
// bits of one number.

const kState = Symbol('kState');

const SHARED = [
  'objectMode',
  'errorEmitted',
  'autoDestroy',
  'emitClose',
  'destroyed',
  'closed',
  'closeEmitted',
];

function bitsOf(flags) {
  return flags.reduce((bits, flag, at) => (flag ? bits | (1 << at) : bits), 0);
}

function sharedFlags(state) {
  return [...SHARED.map((name) => state[name]), state.errored !== null, state.constructed];
}

function readableBits(state, paused) {
  return bitsOf([
    ...sharedFlags(state),
    state.ended,
    state.endEmitted,
    state.reading,
    state.sync,
    state.needReadable,
    state.emittedReadable,
    state.readableListening,
    state.resumeScheduled,
    state.multiAwaitDrain,
    state.readingMore,
    state.dataEmitted,
    isUtf8(state),
    state.decoder !== null,
    state.encoding !== null,
    state.flowing !== null,
    state.flowing === true,
    paused !== null,
    paused === true,
    state.dataListening,
  ]);
}

function writableBits(state) {
  const { writable: told } = state;
  return bitsOf([
    ...sharedFlags(state),
    state.sync,
    state.finalCalled,
    state.needDrain,
    state.ending,
    state.finished,
    state.decodeStrings,
    state.writing,
    state.bufferProcessing,
    state.prefinished,
    state.allBuffers,
    state.allNoop,
    state.onFinished !== null,
    told !== undefined,
    told === true,
    state.corked > 0,
    isUtf8(state),
    !!state.writecb,
    state.expectWriteCb,
    state.afterWriteTickInfo !== null,
    state.afterWritePending,
    state.buffered.length > 0,
    state.ended,
  ]);
}

function isUtf8({ defaultEncoding }) {
  return defaultEncoding === 'utf8' || defaultEncoding === 'utf-8';
}

/** An object of the state's class with these properties, which is printed as it is. */
function stand(state, fields) {
  const inspectCustom = Symbol.for('nodejs.util.inspect.custom');
  const shown = Object.create(Object.getPrototypeOf(state));
  Object.defineProperty(shown, inspectCustom, { __proto__: null, value: undefined });
  for (const key of Reflect.ownKeys(fields)) {
    Object.defineProperty(shown, key, { __proto__: null, value: fields[key], enumerable: true });
  }
  return shown;
}

/** Values that are there only where they are not the usual ones. */
function unusual(state) {
  const fields = {};
  if (state.errored !== null) fields[Symbol('kErroredValue')] = state.errored;
  if (!isUtf8(state)) fields[Symbol('kDefaultEncodingValue')] = state.defaultEncoding;
  if (state.decoder) fields[Symbol('kDecoderValue')] = state.decoder;
  if (state.encoding) fields[Symbol('kEncodingValue')] = state.encoding;
  return fields;
}

function readable(state, paused) {
  const { highWaterMark, buffer, bufferIndex, length, pipes, awaitDrainWriters } = state;
  return stand(state, {
    highWaterMark,
    buffer,
    bufferIndex,
    length,
    pipes,
    awaitDrainWriters,
    [kState]: readableBits(state, paused),
    ...unusual(state),
  });
}

function writable(state) {
  const { highWaterMark, length, corked, onwrite, writelen, bufferedIndex, pendingcb } = state;
  const fields = {
    highWaterMark,
    length,
    corked,
    onwrite,
    writelen,
    bufferedIndex,
    pendingcb,
    [kState]: writableBits(state),
    [Symbol('kBufferedValue')]: state.buffered.length > 0 ? state.buffered : null,
  };
  if (state.writecb !== undefined) fields[Symbol('kWriteCbValue')] = state.writecb;
  if (state.onFinished !== null) fields[Symbol('kOnFinishedValue')] = state.onFinished;
  return stand(state, { ...fields, ...unusual(state) });
}

module.exports = { readable, writable };
