'use strict';
// Streams that an abort signal destroys.

const { addAbortListener } = require('node:events');
const faults = require('internal:stream/faults');
const condition = require('internal:stream/condition');
const { finished } = require('internal:stream/finished');

/** `addAbortSignal(signal, stream)` */
function addAbortSignal(signal, stream) {
  if (signal === null || typeof signal !== 'object' || !('aborted' in signal)) {
    throw errors.invalidArgType('signal', 'AbortSignal', signal);
  }
  if (
    !condition.isStream(stream) &&
    !condition.isReadableStream(stream) &&
    !condition.isWritableStream(stream)
  ) {
    throw errors.invalidArgType('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
  }
  return follow(signal, stream);
}

/** The same without checks: what is no signal is not followed. */
function follow(signal, stream) {
  if (typeof signal !== 'object' || !('aborted' in signal)) return stream;
  const abort = () => {
    const error = faults.abortError(signal.reason);
    if (condition.isStream(stream)) stream.destroy(error);
    else require('internal:web_streams/shared').fail(stream, error);
  };
  if (signal.aborted) {
    abort();
    return stream;
  }
  const listening = addAbortListener(signal, abort);
  finished(stream, listening[Symbol.dispose]);
  return stream;
}

module.exports = { addAbortSignal, follow };
