'use strict';
// `Writable`. Chunks go to `_write` one at a time; what comes meanwhile waits in
// `buffered`.

const { Stream } = require('internal:stream/legacy');
const { asBuffer, isView } = require('internal:stream/bytes');
const destroying = require('internal:stream/destroy');
const faults = require('internal:stream/faults');
const { highWaterMark } = require('internal:stream/marks');

const { errorOrDestroy } = destroying;

function ignore() {}

function WritableState(options, stream, isDuplex) {
  this.objectMode = !!(options?.objectMode || (isDuplex && options?.writableObjectMode));
  this.highWaterMark = highWaterMark(this.objectMode, options, 'writableHighWaterMark', isDuplex);
  // `_final` was called.
  this.finalCalled = false;
  // 'drain' is due when all is written.
  this.needDrain = false;
  // `end` was called; `end` has returned; 'finish' is emitted.
  this.ending = false;
  this.ended = false;
  this.finished = false;
  this.destroyed = false;
  this.decodeStrings = !options || options.decodeStrings !== false;
  this.defaultEncoding = defaultEncoding(options);
  // Bytes, units of strings, or objects that are not written yet.
  this.length = 0;
  this.writing = false;
  this.corked = 0;
  // `_write` is on the stack, so that its callback's consequences wait for the next tick.
  this.sync = true;
  this.bufferProcessing = false;
  this.onwrite = onwrite.bind(undefined, stream);
  // `_write` has not called back yet.
  this.expectWriteCb = false;
  // Undefined before the first write, null between them.
  this.writecb = undefined;
  this.writelen = 0;
  // A tick is due that emits 'drain' and calls callbacks.
  this.afterWritePending = false;
  this.afterWriteTickInfo = null;
  // Callbacks that are due; 'finish' waits for them.
  this.pendingcb = 0;
  this.constructed = true;
  this.prefinished = false;
  this.errorEmitted = false;
  this.emitClose = !options || options.emitClose !== false;
  this.autoDestroy = !options || options.autoDestroy !== false;
  this.errored = null;
  this.closed = false;
  this.closeEmitted = false;
  // What callers of `end` wait with.
  this.onFinished = null;
  resetBuffer(this);
}

function defaultEncoding(options) {
  const encoding = options?.defaultEncoding;
  if (encoding === undefined || encoding === null || encoding === 'utf8' || encoding === 'utf-8')
    return 'utf8';
  if (!Buffer.isEncoding(encoding)) throw faults.unknownEncoding(encoding);
  return encoding;
}

function resetBuffer(state) {
  state.buffered = [];
  state.bufferedIndex = 0;
  state.allBuffers = true;
  state.allNoop = true;
}

WritableState.prototype.getBuffer = function getBuffer() {
  return this.buffered.slice(this.bufferedIndex);
};

Object.defineProperty(WritableState.prototype, Symbol.for('nodejs.util.inspect.custom'), {
  __proto__: null,
  value() {
    return require('internal:stream/shown').writable(this);
  },
});

Object.defineProperty(WritableState.prototype, 'bufferedRequestCount', {
  __proto__: null,
  get() {
    return this.buffered.length - this.bufferedIndex;
  },
});

/** Takes the functions that `options` give in the place of a subclass's methods. */
function adopt(stream, options) {
  for (const name of ['write', 'writev', 'destroy', 'final', 'construct']) {
    if (typeof options[name] === 'function') stream[`_${name}`] = options[name];
  }
  if (options.signal) require('internal:stream/abort').addAbortSignal(options.signal, stream);
}

function Writable(options) {
  if (!(this instanceof Writable)) return new Writable(options);
  this._events ??= {
    close: undefined,
    error: undefined,
    prefinish: undefined,
    finish: undefined,
    drain: undefined,
  };
  this._writableState = new WritableState(options, this, false);
  if (options) adopt(this, options);
  Stream.call(this, options);
  if (typeof this._construct === 'function') destroying.construct(this, () => startWriting(this));
}
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);
Writable.WritableState = WritableState;

/** What follows `_construct`. */
function startWriting(stream) {
  const state = stream._writableState;
  if (!state.writing) clearBuffer(stream, state);
  if (state.ending) finishMaybe(stream, state);
}

// A Duplex inherits from Readable and is an instance of Writable all the same.
Object.defineProperty(Writable, Symbol.hasInstance, {
  __proto__: null,
  value(object) {
    if (Reflect.apply(Function.prototype[Symbol.hasInstance], this, [object])) return true;
    return this === Writable && !!object && object._writableState instanceof WritableState;
  },
});

Writable.prototype.pipe = function () {
  errorOrDestroy(this, faults.cannotPipe());
};

// ---- writing ----

/** Writes, and gives what `write` returns, or the error there was. */
function writeChunk(stream, chunk, encoding, callback) {
  const state = stream._writableState;
  if (typeof callback !== 'function') callback = ignore;
  if (chunk === null) throw faults.nullValues();
  if (!state.objectMode) {
    if (!encoding) encoding = state.defaultEncoding;
    else if (encoding !== 'buffer' && !Buffer.isEncoding(encoding)) throw faults.unknownEncoding(encoding);
    if (typeof chunk === 'string') {
      if (state.decodeStrings) {
        chunk = Buffer.from(chunk, encoding);
        encoding = 'buffer';
      }
    } else if (isView(chunk)) {
      chunk = asBuffer(chunk);
      encoding = 'buffer';
    } else {
      throw errors.invalidArgType('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk);
    }
  }
  const error = refusal(state);
  if (error !== null) {
    process.nextTick(callback, error);
    errorOrDestroy(stream, error, true);
    return error;
  }
  state.pendingcb++;
  return writeOrKeep(stream, state, chunk, encoding, callback);
}

function refusal(state) {
  if (state.ending) return faults.writeAfterEnd();
  return state.destroyed ? faults.destroyed('write') : null;
}

function writeOrKeep(stream, state, chunk, encoding, callback) {
  const size = state.objectMode ? 1 : chunk.length;
  state.length += size;
  if (state.writing || state.errored || state.corked || !state.constructed) {
    state.buffered.push({ chunk, encoding, callback });
    if (encoding !== 'buffer') state.allBuffers = false;
    if (callback !== ignore) state.allNoop = false;
  } else {
    begin(state, size, callback);
    stream._write(chunk, encoding, state.onwrite);
    state.sync = false;
  }
  const hasRoom = state.length < state.highWaterMark || state.length === 0;
  if (!hasRoom) state.needDrain = true;
  // Stops loops that write as long as there is room.
  return hasRoom && !state.destroyed && !state.errored;
}

function begin(state, size, callback) {
  state.writelen = size;
  if (callback !== ignore) state.writecb = callback;
  state.writing = true;
  state.sync = true;
  state.expectWriteCb = true;
}

/** Writes one chunk that was kept, or several as a list. */
function writeKept(stream, state, isList, size, chunk, encoding, callback) {
  begin(state, size, callback);
  if (state.destroyed) state.onwrite(faults.destroyed('write'));
  else if (isList) stream._writev(chunk, state.onwrite);
  else stream._write(chunk, encoding, state.onwrite);
  state.sync = false;
}

Writable.prototype.write = function (chunk, encoding, callback) {
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  return writeChunk(this, chunk, encoding, callback) === true;
};

Writable.prototype.cork = function () {
  this._writableState.corked++;
};

Writable.prototype.uncork = function () {
  const state = this._writableState;
  if (!state.corked) return;
  state.corked--;
  if (!state.writing) clearBuffer(this, state);
};

Writable.prototype.setDefaultEncoding = function setDefaultEncoding(encoding) {
  if (typeof encoding === 'string') encoding = encoding.toLowerCase();
  if (!Buffer.isEncoding(encoding)) throw faults.unknownEncoding(encoding);
  this._writableState.defaultEncoding = encoding;
  return this;
};

// ---- after a write ----

function onwrite(stream, error) {
  const state = stream._writableState;
  if (!state.expectWriteCb) {
    errorOrDestroy(stream, faults.multipleCallback());
    return;
  }
  const { sync } = state;
  const callback = state.writecb ?? ignore;
  state.writecb = null;
  state.writing = false;
  state.expectWriteCb = false;
  state.length -= state.writelen;
  state.writelen = 0;
  if (error) {
    onFailed(stream, state, error, sync, callback);
    return;
  }
  if (state.buffered.length > state.bufferedIndex) clearBuffer(stream, state);
  if (sync) afterWriteSoon(stream, state, callback);
  else afterWrite(stream, state, 1, callback);
}

function onFailed(stream, state, error, sync, callback) {
  void error.stack;
  if (!state.errored) state.errored = error;
  const readable = stream._readableState;
  if (readable && !readable.errored) readable.errored = error;
  if (sync) process.nextTick(tellFailure, stream, state, error, callback);
  else tellFailure(stream, state, error, callback);
}

function tellFailure(stream, state, error, callback) {
  state.pendingcb--;
  callback(error);
  failBuffer(state);
  errorOrDestroy(stream, error);
}

/**
 * The consequences of a write that was over at once. A tick is spared where nobody
 * would notice, and shared by writes with the same callback.
 */
function afterWriteSoon(stream, state, callback) {
  const needDrain = state.needDrain && state.length === 0;
  if (callback === ignore) {
    // In object mode Node always takes a tick here.
    if (!state.afterWritePending && (needDrain || state.objectMode)) {
      process.nextTick(afterWrite, stream, state, 1, callback);
      state.afterWritePending = true;
    } else {
      state.pendingcb--;
      if (state.ending) finishMaybe(stream, state, true);
    }
  } else if (state.afterWriteTickInfo !== null && state.afterWriteTickInfo.callback === callback) {
    state.afterWriteTickInfo.count++;
  } else {
    state.afterWriteTickInfo = { count: 1, callback, stream, state };
    process.nextTick(afterWriteTick, state.afterWriteTickInfo);
    state.afterWritePending = true;
  }
}

function afterWriteTick({ stream, state, count, callback }) {
  state.afterWriteTickInfo = null;
  afterWrite(stream, state, count, callback);
}

function afterWrite(stream, state, count, callback) {
  state.afterWritePending = false;
  if (!state.ending && state.needDrain && !state.destroyed && state.length === 0) {
    state.needDrain = false;
    stream.emit('drain');
  }
  for (; count > 0; count--) {
    state.pendingcb--;
    callback(null);
  }
  if (state.destroyed) failBuffer(state);
  if (state.ending) finishMaybe(stream, state, true);
}

/** Tells everybody who waits that nothing more is written. */
function failBuffer(state) {
  if (state.writing) return;
  for (let at = state.bufferedIndex; at < state.buffered.length; at++) {
    const { chunk, callback } = state.buffered[at];
    state.length -= state.objectMode ? 1 : chunk.length;
    callback(state.errored ?? faults.destroyed('write'));
  }
  tellFinished(state, state.errored ?? faults.destroyed('end'));
  resetBuffer(state);
}

/** Writes what was kept. */
function clearBuffer(stream, state) {
  if (state.corked || state.bufferProcessing || state.destroyed || !state.constructed) return;
  const count = state.buffered.length - state.bufferedIndex;
  if (count === 0) return;
  state.bufferProcessing = true;
  if (count > 1 && stream._writev) writeList(stream, state, count);
  else writeEach(stream, state);
  state.bufferProcessing = false;
}

function writeList(stream, state, count) {
  state.pendingcb -= count - 1;
  const chunks = state.buffered.slice(state.bufferedIndex);
  const callback = state.allNoop
    ? ignore
    : (error) => {
        for (const each of waiting) each.callback(error);
      };
  // `_writev` may change the array that it is given.
  const waiting = state.allNoop ? chunks : chunks.slice();
  chunks.allBuffers = state.allBuffers;
  writeKept(stream, state, true, state.length, chunks, '', callback);
  resetBuffer(state);
}

function writeEach(stream, state) {
  const { buffered } = state;
  let at = state.bufferedIndex;
  do {
    const { chunk, encoding, callback } = buffered[at];
    buffered[at++] = null;
    const size = state.objectMode ? 1 : chunk.length;
    writeKept(stream, state, false, size, chunk, encoding, callback);
  } while (at < buffered.length && !state.writing);
  if (at === buffered.length) {
    resetBuffer(state);
  } else if (at > 256) {
    buffered.splice(0, at);
    state.bufferedIndex = 0;
  } else {
    state.bufferedIndex = at;
  }
}

Writable.prototype._write = function (chunk, encoding, callback) {
  if (!this._writev) throw faults.notImplemented('_write()');
  this._writev([{ chunk, encoding }], callback);
};

Writable.prototype._writev = null;

// ---- the end ----

Writable.prototype.end = function (chunk, encoding, callback) {
  const state = this._writableState;
  if (typeof chunk === 'function') {
    callback = chunk;
    chunk = null;
    encoding = null;
  } else if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  let error;
  if (chunk !== null && chunk !== undefined) {
    const result = writeChunk(this, chunk, encoding);
    if (result instanceof Error) error = result;
  }
  if (state.corked) {
    state.corked = 1;
    this.uncork();
  }
  error ??= endNow(this, state);
  if (typeof callback === 'function') onceFinished(state, error, callback);
  return this;
};

/** Begins the end, or says what forbids it. */
function endNow(stream, state) {
  if (!state.ending && !state.errored) {
    state.ending = true;
    finishMaybe(stream, state, true);
    state.ended = true;
    return undefined;
  }
  if (state.finished) return faults.alreadyFinished('end');
  return state.destroyed ? faults.destroyed('end') : undefined;
}

function onceFinished(state, error, callback) {
  if (error) process.nextTick(callback, error);
  else if (state.errored) process.nextTick(callback, state.errored);
  else if (state.finished) process.nextTick(callback, null);
  else (state.onFinished ??= []).push(callback);
}

function canFinish(state) {
  return (
    state.ending &&
    !state.destroyed &&
    state.constructed &&
    state.length === 0 &&
    !state.errored &&
    state.buffered.length === 0 &&
    !state.finished &&
    !state.writing &&
    !state.errorEmitted &&
    !state.closeEmitted
  );
}

function finishMaybe(stream, state, isSync) {
  if (!canFinish(state)) return;
  prefinish(stream, state);
  if (state.pendingcb !== 0) return;
  if (isSync) {
    state.pendingcb++;
    process.nextTick(finishSoon, stream, state);
  } else if (canFinish(state)) {
    state.pendingcb++;
    finish(stream, state);
  }
}

function finishSoon(stream, state) {
  if (canFinish(state)) finish(stream, state);
  else state.pendingcb--;
}

function prefinish(stream, state) {
  if (state.prefinished || state.finalCalled) return;
  state.finalCalled = true;
  if (typeof stream._final !== 'function' || state.destroyed) {
    state.prefinished = true;
    stream.emit('prefinish');
    return;
  }
  state.sync = true;
  state.pendingcb++;
  try {
    stream._final((error) => onFinal(stream, state, error));
  } catch (error) {
    onFinal(stream, state, error);
  }
  state.sync = false;
}

function onFinal(stream, state, error) {
  if (state.prefinished) {
    errorOrDestroy(stream, error ?? faults.multipleCallback());
    return;
  }
  state.pendingcb--;
  if (error) {
    tellFinished(state, error);
    errorOrDestroy(stream, error, state.sync);
  } else if (canFinish(state)) {
    state.prefinished = true;
    stream.emit('prefinish');
    // Some streams count on 'finish' coming later than `_final`'s callback.
    state.pendingcb++;
    process.nextTick(finish, stream, state);
  }
}

function finish(stream, state) {
  state.pendingcb--;
  state.finished = true;
  tellFinished(state, null);
  stream.emit('finish');
  if (!state.autoDestroy) return;
  const readable = stream._readableState;
  // A Duplex goes on until its other side is over too.
  if (!readable || (readable.autoDestroy && (readable.endEmitted || readable.readable === false)))
    stream.destroy();
}

function tellFinished(state, error) {
  const callbacks = state.onFinished;
  if (callbacks === null) return;
  state.onFinished = null;
  for (const callback of callbacks) callback(error);
}

Writable.prototype.destroy = function (error, callback) {
  const state = this._writableState;
  if (!state.destroyed && (state.bufferedIndex < state.buffered.length || state.onFinished !== null)) {
    process.nextTick(failBuffer, state);
  }
  Reflect.apply(destroying.destroy, this, [error, callback]);
  return this;
};
Writable.prototype._undestroy = destroying.undestroy;
Writable.prototype._destroy = function (error, callback) {
  callback(error);
};
Writable.prototype[Symbol.for('nodejs.rejection')] = function (error) {
  this.destroy(error);
};
Writable.prototype[Symbol.asyncDispose] = async function () {
  let error;
  if (!this.destroyed) {
    error = this.writableFinished ? null : faults.abortError();
    this.destroy(error);
  }
  const { finished } = require('internal:stream/finished');
  await new Promise((resolve, reject) => {
    finished(this, (failure) => (failure && failure.name !== 'AbortError' ? reject(failure) : resolve(null)));
  });
};

// ---- what is asked of it ----

function asked(get, set) {
  return { __proto__: null, get, set, enumerable: false, configurable: true };
}

Object.defineProperties(Writable.prototype, {
  closed: asked(function () {
    return this._writableState ? this._writableState.closed : false;
  }),
  destroyed: asked(
    function () {
      return this._writableState ? this._writableState.destroyed : false;
    },
    function (value) {
      if (this._writableState) this._writableState.destroyed = value;
    },
  ),
  errored: asked(function () {
    return this._writableState ? this._writableState.errored : null;
  }),
  writable: asked(
    function () {
      const state = this._writableState;
      return (
        !!state &&
        state.writable !== false &&
        !state.destroyed &&
        !state.errored &&
        !state.ending &&
        !state.ended
      );
    },
    function (value) {
      // Old packages set it by hand.
      if (this._writableState) this._writableState.writable = !!value;
    },
  ),
  writableFinished: asked(function () {
    return this._writableState ? this._writableState.finished : false;
  }),
  writableObjectMode: asked(function () {
    return this._writableState ? this._writableState.objectMode : false;
  }),
  writableBuffer: asked(function () {
    return this._writableState?.getBuffer();
  }),
  writableEnded: asked(function () {
    return this._writableState ? this._writableState.ending : false;
  }),
  writableNeedDrain: asked(function () {
    const state = this._writableState;
    return !!state && !state.destroyed && !state.ending && state.needDrain;
  }),
  writableHighWaterMark: asked(function () {
    return this._writableState?.highWaterMark;
  }),
  writableCorked: asked(function () {
    return this._writableState ? this._writableState.corked : 0;
  }),
  writableLength: asked(function () {
    return this._writableState?.length;
  }),
  writableAborted: asked(function () {
    const state = this._writableState;
    return !!(state.writable !== false && (state.destroyed || state.errored) && !state.finished);
  }),
});

Writable.fromWeb = function (writableStream, options) {
  return require('internal:stream/web').writableFromWeb(writableStream, options);
};
Writable.toWeb = function (streamWritable) {
  return require('internal:stream/web').writableToWeb(streamWritable);
};

module.exports = { Writable, startWriting };
