'use strict';
// What can be told of a stream from outside: of ours, of older ones that packages
// bring, and of what only looks like one.

const kIsDestroyed = Symbol.for('nodejs.stream.destroyed');
const kIsErrored = Symbol.for('nodejs.stream.errored');
const kIsReadable = Symbol.for('nodejs.stream.readable');
const kIsWritable = Symbol.for('nodejs.stream.writable');
const kIsDisturbed = Symbol.for('nodejs.stream.disturbed');

function isFunction(value) {
  return typeof value === 'function';
}

function hasReadableSide(value, strict = false) {
  if (!value || !isFunction(value.pipe) || !isFunction(value.on)) return false;
  if (strict && !(isFunction(value.pause) && isFunction(value.resume))) return false;
  // A Writable has `pipe` too.
  if (!value._writableState) return true;
  return !!value._readableState && value._readableState.readable !== false;
}

function hasWritableSide(value) {
  if (!value || !isFunction(value.write) || !isFunction(value.on)) return false;
  return !value._readableState || value._writableState?.writable !== false;
}

function isDuplex(value) {
  return (
    !!value &&
    isFunction(value.pipe) &&
    !!value._readableState &&
    isFunction(value.on) &&
    isFunction(value.write)
  );
}

function isStream(value) {
  if (!value) return false;
  if (value._readableState || value._writableState) return true;
  return isFunction(value.on) && (isFunction(value.write) || isFunction(value.pipe));
}

/** Streams of the web are known by their methods, so that other implementations count too. */
function isReadableStream(value) {
  return (
    !!value &&
    !isStream(value) &&
    isFunction(value.pipeThrough) &&
    isFunction(value.getReader) &&
    isFunction(value.cancel)
  );
}

function isWritableStream(value) {
  return !!value && !isStream(value) && isFunction(value.getWriter) && isFunction(value.abort);
}

function isTransformStream(value) {
  return (
    !!value && !isStream(value) && typeof value.readable === 'object' && typeof value.writable === 'object'
  );
}

function isWebStream(value) {
  return isReadableStream(value) || isWritableStream(value) || isTransformStream(value);
}

function isIterable(value, isAsync) {
  if (value === null || value === undefined) return false;
  if (isAsync !== false && isFunction(value[Symbol.asyncIterator])) return true;
  return isAsync !== true && isFunction(value[Symbol.iterator]);
}

function isDestroyed(stream) {
  if (!isStream(stream)) return null;
  const state = stream._writableState || stream._readableState;
  return !!(stream.destroyed || stream[kIsDestroyed] || state?.destroyed);
}

function isWritableEnded(stream) {
  if (!hasWritableSide(stream)) return null;
  if (stream.writableEnded === true) return true;
  const state = stream._writableState;
  if (state?.errored) return false;
  return typeof state?.ended === 'boolean' ? state.ended : null;
}

/** Whether 'finish' was emitted or, unless `strict`, only that is left to do. */
function isWritableFinished(stream, strict = true) {
  if (!hasWritableSide(stream)) return null;
  if (stream.writableFinished === true) return true;
  const state = stream._writableState;
  if (state?.errored) return false;
  if (typeof state?.finished !== 'boolean') return null;
  return state.finished || (!strict && state.ended === true && state.length === 0);
}

/** Whether 'end' was emitted or, unless `strict`, only that is left to do. */
function isReadableFinished(stream, strict = true) {
  if (!hasReadableSide(stream)) return null;
  const state = stream._readableState;
  if (state?.errored) return false;
  if (typeof state?.endEmitted !== 'boolean') return null;
  return state.endEmitted || (!strict && state.ended === true && state.length === 0);
}

function isReadable(stream) {
  if (stream?.[kIsReadable] !== undefined && stream[kIsReadable] !== null) return stream[kIsReadable];
  if (typeof stream?.readable !== 'boolean') return null;
  if (isDestroyed(stream)) return false;
  return hasReadableSide(stream) && stream.readable && !isReadableFinished(stream);
}

function isWritable(stream) {
  if (stream?.[kIsWritable] !== undefined && stream[kIsWritable] !== null) return stream[kIsWritable];
  if (typeof stream?.writable !== 'boolean') return null;
  if (isDestroyed(stream)) return false;
  return hasWritableSide(stream) && stream.writable && !isWritableEnded(stream);
}

/** Whether nothing more is to come from either side. */
function isFinished(stream) {
  if (!isStream(stream)) return null;
  return isDestroyed(stream) || !(isReadable(stream) || isWritable(stream));
}

function writableError(stream) {
  return stream?.writableErrored || (stream?._writableState?.errored ?? null);
}

function readableError(stream) {
  return stream?.readableErrored || (stream?._readableState?.errored ?? null);
}

function isClosed(stream) {
  if (!isStream(stream)) return null;
  if (typeof stream.closed === 'boolean') return stream.closed;
  const { _writableState: writable, _readableState: readable } = stream;
  if (typeof writable?.closed === 'boolean' || typeof readable?.closed === 'boolean') {
    return writable?.closed || readable?.closed;
  }
  return null;
}

function willEmitClose(stream) {
  const state = stream._writableState || stream._readableState;
  return !!(state?.autoDestroy && state.emitClose && state.closed === false);
}

function isDisturbed(stream) {
  return !!(stream && (stream[kIsDisturbed] ?? (stream.readableDidRead || stream.readableAborted)));
}

function isErrored(stream) {
  if (!stream) return false;
  const { _readableState: readable, _writableState: writable } = stream;
  return !!(
    stream[kIsErrored] ??
    stream.readableErrored ??
    stream.writableErrored ??
    readable?.errorEmitted ??
    writable?.errorEmitted ??
    readable?.errored ??
    writable?.errored
  );
}

/** A client's request, as packages for HTTP have it. */
function isRequest(stream) {
  return !!stream?.setHeader && isFunction(stream.abort);
}

module.exports = {
  hasReadableSide,
  hasWritableSide,
  isClosed,
  isDestroyed,
  isDisturbed,
  isDuplex,
  isErrored,
  isFinished,
  isIterable,
  isReadable,
  isReadableFinished,
  isReadableStream,
  isRequest,
  isStream,
  isTransformStream,
  isWebStream,
  isWritable,
  isWritableEnded,
  isWritableFinished,
  isWritableStream,
  kIsDestroyed,
  kIsDisturbed,
  kIsErrored,
  kIsReadable,
  kIsWritable,
  readableError,
  willEmitClose,
  writableError,
};
