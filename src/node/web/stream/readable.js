'use strict';
// `Readable`. Its source fills a queue through `push`; consumers empty it by
// `read`, by 'data' events ("flowing") or by pipes.

const { Stream } = require('internal:stream/legacy');
const { asBuffer, isView } = require('internal:stream/bytes');
const destroying = require('internal:stream/destroy');
const faults = require('internal:stream/faults');
const { highWaterMark } = require('internal:stream/marks');
const queue = require('internal:stream/queue');

const { errorOrDestroy } = destroying;
const kPaused = Symbol('kPaused');

function ReadableState(options, stream, isDuplex) {
  this.objectMode = !!(options?.objectMode || (isDuplex && options?.readableObjectMode));
  this.highWaterMark = highWaterMark(this.objectMode, options, 'readableHighWaterMark', isDuplex);
  this.buffer = [];
  this.bufferIndex = 0;
  // Bytes, units of a string, or objects.
  this.length = 0;
  this.pipes = [];
  // null before anybody asked for data; then whether 'data' is emitted.
  this.flowing = null;
  this.ended = false;
  this.endEmitted = false;
  // `_read` was called and has not pushed yet.
  this.reading = false;
  this.constructed = true;
  // `_read` is on the stack, so that what it pushes is not emitted at once.
  this.sync = true;
  // Somebody waits for 'readable'.
  this.needReadable = false;
  this.emittedReadable = false;
  this.readableListening = false;
  this.dataListening = false;
  this.resumeScheduled = false;
  this.errorEmitted = false;
  this.emitClose = !options || options.emitClose !== false;
  this.autoDestroy = !options || options.autoDestroy !== false;
  this.destroyed = false;
  this.errored = null;
  this.closed = false;
  this.closeEmitted = false;
  this.defaultEncoding = options?.defaultEncoding || 'utf8';
  // Destinations whose 'drain' is waited for: one, or a set once there were several.
  this.awaitDrainWriters = null;
  this.multiAwaitDrain = false;
  this.readingMore = false;
  this.dataEmitted = false;
  this.decoder = null;
  this.encoding = null;
  this[kPaused] = null;
  if (options?.encoding) {
    const { StringDecoder } = require('node:string_decoder');
    this.decoder = new StringDecoder(options.encoding);
    this.encoding = options.encoding;
  }
}

Object.defineProperties(ReadableState.prototype, {
  [Symbol.for('nodejs.util.inspect.custom')]: {
    __proto__: null,
    value() {
      return require('internal:stream/shown').readable(this, this[kPaused]);
    },
  },
  pipesCount: {
    __proto__: null,
    get() {
      return this.pipes.length;
    },
  },
  paused: {
    __proto__: null,
    get() {
      return this[kPaused] !== false;
    },
    set(value) {
      this[kPaused] = !!value;
    },
  },
});

/** Takes the functions that `options` give in the place of a subclass's methods. */
function adopt(stream, options, names) {
  for (const name of names) {
    if (typeof options[name] === 'function') stream[`_${name}`] = options[name];
  }
  if (options.signal) require('internal:stream/abort').addAbortSignal(options.signal, stream);
}

function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  this._events ??= {
    close: undefined,
    error: undefined,
    data: undefined,
    end: undefined,
    readable: undefined,
  };
  this._readableState = new ReadableState(options, this, false);
  if (options) adopt(this, options, ['read', 'destroy', 'construct']);
  Stream.call(this, options);
  if (typeof this._construct === 'function') destroying.construct(this, () => startReading(this));
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);

/** What follows `_construct`. */
function startReading(stream) {
  if (stream._readableState.needReadable) maybeReadMore(stream, stream._readableState);
}

Readable.ReadableState = ReadableState;
Readable.prototype.destroy = destroying.destroy;
Readable.prototype._undestroy = destroying.undestroy;
Readable.prototype._destroy = function (error, callback) {
  callback(error);
};
Readable.prototype[Symbol.for('nodejs.rejection')] = function (error) {
  this.destroy(error);
};
Readable.prototype[Symbol.asyncDispose] = async function () {
  let error;
  if (!this.destroyed) {
    error = this.readableEnded ? null : faults.abortError();
    this.destroy(error);
  }
  const { finished } = require('internal:stream/finished');
  await new Promise((resolve, reject) => {
    finished(this, (failure) => (failure && failure !== error ? reject(failure) : resolve(null)));
  });
};

// ---- filling ----

Readable.prototype.push = function (chunk, encoding) {
  const state = this._readableState;
  return state.objectMode
    ? pushObject(this, state, chunk, encoding)
    : pushBytes(this, state, chunk, encoding);
};

Readable.prototype.unshift = function (chunk, encoding) {
  const state = this._readableState;
  return state.objectMode ? unshiftObject(this, state, chunk) : unshiftBytes(this, state, chunk, encoding);
};

function hasRoom(state) {
  return !state.ended && (state.length < state.highWaterMark || state.length === 0);
}

function end(stream, state) {
  state.reading = false;
  onEnd(stream, state);
  return false;
}

function refuse(stream, error) {
  errorOrDestroy(stream, error);
  return false;
}

function wrongChunk(chunk) {
  return errors.invalidArgType('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk);
}

function pushBytes(stream, state, chunk, encoding) {
  if (chunk === null) return end(stream, state);
  let isDecoded = false;
  if (typeof chunk === 'string') {
    encoding = encoding || state.defaultEncoding;
    if (state.encoding === encoding) isDecoded = true;
    else chunk = Buffer.from(chunk, encoding);
  } else if (isView(chunk)) {
    chunk = asBuffer(chunk);
  } else if (chunk !== undefined) {
    return refuse(stream, wrongChunk(chunk));
  }
  const size = chunk ? chunk.length : 0;
  if (size === 0) {
    state.reading = false;
    maybeReadMore(stream, state);
    return hasRoom(state);
  }
  return accept(stream, state, chunk, size, isDecoded);
}

function pushObject(stream, state, chunk, encoding) {
  if (chunk === null) return end(stream, state);
  return accept(stream, state, chunk, 1, !!encoding);
}

/** `size` is what the chunk counts: its length, or 1 in object mode. */
function accept(stream, state, chunk, size, isDecoded) {
  if (state.ended) return refuse(stream, faults.pushAfterEnd());
  if (state.destroyed || state.errored) return false;
  state.reading = false;
  if (state.decoder && !isDecoded) {
    chunk = state.decoder.write(chunk);
    if (!state.objectMode) size = chunk.length;
    if (size === 0) {
      maybeReadMore(stream, state);
      return hasRoom(state);
    }
  }
  addChunk(stream, state, chunk, size, false);
  return hasRoom(state);
}

function unshiftBytes(stream, state, chunk, encoding) {
  if (chunk === null) return end(stream, state);
  if (typeof chunk === 'string') {
    encoding = encoding || state.defaultEncoding;
    if (state.encoding !== encoding) {
      chunk = Buffer.from(chunk, encoding);
      if (state.encoding) chunk = chunk.toString(state.encoding);
    }
  } else if (isView(chunk)) {
    chunk = asBuffer(chunk);
  } else if (chunk !== undefined) {
    return refuse(stream, wrongChunk(chunk));
  }
  return chunk && chunk.length > 0 ? putBack(stream, state, chunk) : hasRoom(state);
}

function unshiftObject(stream, state, chunk) {
  return chunk === null ? end(stream, state) : putBack(stream, state, chunk);
}

function putBack(stream, state, chunk) {
  if (state.endEmitted) errorOrDestroy(stream, faults.unshiftAfterEnd());
  else if (state.destroyed || state.errored) return false;
  else addChunk(stream, state, chunk, state.objectMode ? 1 : chunk.length, true);
  return hasRoom(state);
}

function forgetDrain(state) {
  if (state.multiAwaitDrain) state.awaitDrainWriters.clear();
  else state.awaitDrainWriters = null;
}

function addChunk(stream, state, chunk, size, isFirst) {
  if (state.flowing && state.length === 0 && !state.sync && state.dataListening) {
    forgetDrain(state);
    state.dataEmitted = true;
    stream.emit('data', chunk);
  } else {
    state.length += size;
    if (isFirst) queue.unshift(state, chunk);
    else queue.push(state, chunk);
    if (state.needReadable) emitReadable(stream);
  }
  maybeReadMore(stream, state);
}

function onEnd(stream, state) {
  if (state.ended) return;
  const rest = state.decoder?.end();
  if (rest?.length) {
    queue.push(state, rest);
    state.length += state.objectMode ? 1 : rest.length;
  }
  state.ended = true;
  if (state.sync) {
    // Who listens later is told then.
    if (state.flowing || state.readableListening) emitReadable(stream);
  } else {
    state.needReadable = false;
    state.emittedReadable = true;
    emitReadableNow(stream);
  }
}

/** Reads on, in the next tick, until the mark is met. */
function maybeReadMore(stream, state) {
  if (state.readingMore || !state.constructed) return;
  state.readingMore = true;
  process.nextTick(readMore, stream, state);
}

function readMore(stream, state) {
  while (
    !state.reading &&
    !state.ended &&
    (state.length < state.highWaterMark || (state.flowing && state.length === 0))
  ) {
    const before = state.length;
    stream.read(0);
    // Nothing was pushed yet: the source will push later.
    if (before === state.length) break;
  }
  state.readingMore = false;
}

// ---- emptying ----

Readable.prototype.isPaused = function () {
  return this._readableState[kPaused] === true || this._readableState.flowing === false;
};

Readable.prototype.setEncoding = function (encoding) {
  const { StringDecoder } = require('node:string_decoder');
  const state = this._readableState;
  state.decoder = new StringDecoder(encoding);
  state.encoding = state.decoder.encoding;
  let text = '';
  for (const chunk of state.buffer.slice(state.bufferIndex)) text += state.decoder.write(chunk);
  queue.clear(state);
  if (text !== '') queue.push(state, text);
  state.length = text.length;
  return this;
};

const HIGHEST_MARK = 0x40000000;

/** The next power of two. */
function raisedMark(count) {
  if (count > HIGHEST_MARK) throw errors.outOfRange('size', '<= 1GiB', count);
  return 2 ** Math.ceil(Math.log2(count));
}

/** How much a `read(count)` gives now. */
function available(count, state) {
  if (count <= 0 || (state.length === 0 && state.ended)) return 0;
  if (state.objectMode) return 1;
  if (Number.isNaN(count)) {
    // Bytes come as they were pushed, text as one.
    const isOneOfMany = (state.flowing || !state.decoder) && state.buffer.length - state.bufferIndex > 1;
    return isOneOfMany ? state.buffer[state.bufferIndex].length : state.length;
  }
  if (count <= state.length) return count;
  return state.ended ? state.length : 0;
}

function asCount(count) {
  if (count === undefined) return NaN;
  return Number.isInteger(count) ? count : Number.parseInt(count, 10);
}

function isFull(state) {
  return state.highWaterMark !== 0 ? state.length >= state.highWaterMark : state.length > 0;
}

Readable.prototype.read = function (count) {
  const asked = asCount(count);
  const state = this._readableState;
  if (asked > state.highWaterMark) state.highWaterMark = raisedMark(asked);
  if (asked !== 0) state.emittedReadable = false;
  if (asked === 0 && state.needReadable && (isFull(state) || state.ended)) {
    if (state.length === 0 && state.ended) endReadable(this);
    else emitReadable(this);
    return null;
  }
  let size = available(asked, state);
  if (size === 0 && state.ended) {
    if (state.length === 0) endReadable(this);
    return null;
  }
  if (wantsMore(state, size)) {
    callRead(this, state);
    // What was pushed meanwhile may change the answer.
    if (!state.reading) size = available(asked, state);
  }
  return deliver(this, state, size, asked);
};

function wantsMore(state, size) {
  const isLow = state.needReadable || state.length === 0 || state.length - size < state.highWaterMark;
  return isLow && !state.ended && !state.reading && !state.destroyed && !state.errored && state.constructed;
}

function callRead(stream, state) {
  state.reading = true;
  state.sync = true;
  if (state.length === 0) state.needReadable = true;
  try {
    stream._read(state.highWaterMark);
  } catch (error) {
    errorOrDestroy(stream, error);
  }
  state.sync = false;
}

function deliver(stream, state, size, asked) {
  const chunk = size > 0 ? queue.take(state, size) : null;
  if (chunk === null) {
    if (state.length <= state.highWaterMark) state.needReadable = true;
    size = 0;
  } else {
    state.length -= size;
    forgetDrain(state);
  }
  if (state.length === 0) {
    if (!state.ended) state.needReadable = true;
    // Asked for something and met the end.
    else if (asked !== size) endReadable(stream);
  }
  if (chunk !== null && !state.errorEmitted && !state.closeEmitted) {
    state.dataEmitted = true;
    stream.emit('data', chunk);
  }
  return chunk;
}

Readable.prototype._read = function (_size) {
  throw faults.notImplemented('_read()');
};

function emitReadable(stream) {
  const state = stream._readableState;
  state.needReadable = false;
  if (state.emittedReadable) return;
  state.emittedReadable = true;
  process.nextTick(emitReadableNow, stream);
}

function emitReadableNow(stream) {
  const state = stream._readableState;
  if (!state.destroyed && !state.errored && (state.length || state.ended)) {
    stream.emit('readable');
    state.emittedReadable = false;
  }
  state.needReadable = !state.flowing && !state.ended && state.length <= state.highWaterMark;
  flow(stream);
}

function endReadable(stream) {
  const state = stream._readableState;
  if (state.endEmitted) return;
  state.ended = true;
  process.nextTick(emitEnd, state, stream);
}

function emitEnd(state, stream) {
  if (state.errored || state.closeEmitted || state.endEmitted || state.length > 0) return;
  state.endEmitted = true;
  stream.emit('end');
  if (stream.writable && stream.allowHalfOpen === false) {
    process.nextTick(endWritable, stream);
  } else if (state.autoDestroy) {
    const writable = stream._writableState;
    // A Duplex goes on until its other side is over too.
    if (!writable || (writable.autoDestroy && (writable.finished || writable.writable === false)))
      stream.destroy();
  }
}

function endWritable(stream) {
  if (stream.writable && !stream.writableEnded && !stream.destroyed) stream.end();
}

// ---- flowing ----

Readable.prototype.on = function (type, listener) {
  const result = Stream.prototype.on.call(this, type, listener);
  const state = this._readableState;
  if (type === 'data') {
    state.dataListening = true;
    state.readableListening ||= this.listenerCount('readable') > 0;
    if (state.flowing !== false) this.resume();
  } else if (type === 'readable' && !state.endEmitted && !state.readableListening) {
    state.readableListening = state.needReadable = true;
    state.flowing = false;
    state.emittedReadable = false;
    if (state.length) emitReadable(this);
    else if (!state.reading) process.nextTick(readNothing, this);
  }
  return result;
};
Readable.prototype.addListener = Readable.prototype.on;

function readNothing(stream) {
  stream.read(0);
}

Readable.prototype.removeListener = function (type, listener) {
  const result = Stream.prototype.removeListener.call(this, type, listener);
  if (type === 'readable') process.nextTick(updateListening, this);
  else if (type === 'data' && this.listenerCount('data') === 0) this._readableState.dataListening = false;
  return result;
};
Readable.prototype.off = Readable.prototype.removeListener;

Readable.prototype.removeAllListeners = function (type) {
  const result = Reflect.apply(Stream.prototype.removeAllListeners, this, arguments);
  if (type === 'readable' || type === undefined) process.nextTick(updateListening, this);
  return result;
};

/** Flows again once nobody listens to 'readable'. */
function updateListening(stream) {
  const state = stream._readableState;
  state.readableListening = stream.listenerCount('readable') > 0;
  if (state.resumeScheduled && state[kPaused] === false) state.flowing = true;
  else if (state.dataListening) stream.resume();
  else if (!state.readableListening) state.flowing = null;
}

Readable.prototype.resume = function () {
  const state = this._readableState;
  if (state.destroyed) return this;
  if (!state.flowing) {
    state.flowing = !state.readableListening;
    if (!state.resumeScheduled) {
      state.resumeScheduled = true;
      process.nextTick(resumeNow, this, state);
    }
  }
  state[kPaused] = false;
  return this;
};

function resumeNow(stream, state) {
  if (!state.reading) stream.read(0);
  state.resumeScheduled = false;
  stream.emit('resume');
  flow(stream);
  if (state.flowing && !state.reading) stream.read(0);
}

Readable.prototype.pause = function () {
  const state = this._readableState;
  if (state.destroyed) return this;
  if (state.flowing !== false) {
    state.flowing = false;
    this.emit('pause');
  }
  state[kPaused] = true;
  return this;
};

function flow(stream) {
  const state = stream._readableState;
  while (state.flowing && stream.read() !== null);
}

// ---- other forms ----

/** Reads an emitter of the oldest kind, which only knows 'data', `pause` and `resume`. */
Readable.prototype.wrap = function (stream) {
  let isPaused = false;
  stream.on('data', (chunk) => {
    if (this.push(chunk) || !stream.pause) return;
    isPaused = true;
    stream.pause();
  });
  stream.on('end', () => this.push(null));
  stream.on('error', (error) => errorOrDestroy(this, error));
  stream.on('close', () => this.destroy());
  stream.on('destroy', () => this.destroy());
  this._read = () => {
    if (!isPaused || !stream.resume) return;
    isPaused = false;
    stream.resume();
  };
  for (const key of Object.keys(stream)) {
    if (this[key] === undefined && typeof stream[key] === 'function') this[key] = stream[key].bind(stream);
  }
  return this;
};

Readable.prototype[Symbol.asyncIterator] = function () {
  return iterate(this);
};

Readable.prototype.iterator = function (options) {
  if (options !== undefined) faults.checkObject(options, 'options');
  return iterate(this, options);
};

function iterate(stream, options) {
  if (typeof stream.read !== 'function') stream = Readable.wrap(stream, { objectMode: true });
  const iterator = chunks(stream, options);
  iterator.stream = stream;
  return iterator;
}

async function* chunks(stream, options) {
  const { finished } = require('internal:stream/finished');
  let wake = () => {};
  const next = function (resolve) {
    if (this === stream) {
      wake();
      wake = () => {};
    } else {
      wake = resolve;
    }
  };
  stream.on('readable', next);
  // Undefined while it goes on, null at a good end.
  let failure;
  const stop = finished(stream, { writable: false }, (error) => {
    failure = error ? faults.both(failure, error) : null;
    wake();
    wake = () => {};
  });
  try {
    while (true) {
      const chunk = stream.destroyed ? null : stream.read();
      if (chunk !== null) yield chunk;
      else if (failure) throw failure;
      else if (failure === null) return;
      else await new Promise(next);
    }
  } catch (error) {
    failure = faults.both(failure, error);
    throw failure;
  } finally {
    if (
      (failure || options?.destroyOnReturn !== false) &&
      (failure === undefined || stream._readableState.autoDestroy)
    ) {
      destroying.destroyAny(stream, null);
    } else {
      stream.off('readable', next);
      stop();
    }
  }
}

Readable.fromWeb = function (readableStream, options) {
  return require('internal:stream/web').readableFromWeb(readableStream, options);
};
Readable.toWeb = function (streamReadable, options) {
  return require('internal:stream/web').readableToWeb(streamReadable, options);
};

Readable.from = function (iterable, options) {
  return require('internal:stream/from').from(Readable, iterable, options);
};

Readable.wrap = function (source, options) {
  return new Readable({
    objectMode: source.readableObjectMode ?? source.objectMode ?? true,
    ...options,
    destroy(error, callback) {
      destroying.destroyAny(source, error);
      callback(error);
    },
  }).wrap(source);
};

// ---- what is asked of it ----

function isOpen(state) {
  return !state.destroyed && !state.errorEmitted && !state.endEmitted;
}

function getter(get, set) {
  return { __proto__: null, get, set, enumerable: false, configurable: true };
}

Object.defineProperties(Readable.prototype, {
  readable: {
    __proto__: null,
    get() {
      const state = this._readableState;
      return !!state && state.readable !== false && isOpen(state);
    },
    set(value) {
      // Old packages set it by hand.
      if (this._readableState) this._readableState.readable = !!value;
    },
  },
  readableDidRead: getter(function () {
    return this._readableState.dataEmitted;
  }),
  readableAborted: getter(function () {
    const state = this._readableState;
    return !!(state.readable !== false && (state.destroyed || state.errored) && !state.endEmitted);
  }),
  readableHighWaterMark: getter(function () {
    return this._readableState.highWaterMark;
  }),
  readableBuffer: getter(function () {
    return this._readableState?.buffer;
  }),
  readableFlowing: getter(
    function () {
      return this._readableState.flowing;
    },
    function (value) {
      if (this._readableState) this._readableState.flowing = value;
    },
  ),
  readableLength: getter(function () {
    return this._readableState.length;
  }),
  readableObjectMode: getter(function () {
    return this._readableState ? this._readableState.objectMode : false;
  }),
  readableEncoding: getter(function () {
    return this._readableState ? this._readableState.encoding : null;
  }),
  errored: getter(function () {
    return this._readableState ? this._readableState.errored : null;
  }),
  closed: getter(function () {
    return this._readableState ? this._readableState.closed : false;
  }),
  destroyed: getter(
    function () {
      return this._readableState ? this._readableState.destroyed : false;
    },
    function (value) {
      if (this._readableState) this._readableState.destroyed = value;
    },
  ),
  readableEnded: getter(function () {
    return this._readableState ? this._readableState.endEmitted : false;
  }),
});

Readable._fromList = (count, state) => queue.take(state, count);

require('internal:stream/pipe').install(Readable);

// The methods of an array, each with its `length`; they are loaded with the first call.
const STREAMING = { drop: 1, filter: 2, flatMap: 2, map: 2, take: 1 };
const PROMISING = { every: 1, forEach: 2, reduce: 3, toArray: 1, some: 1, find: 2 };

function defineMethod(name, length, call) {
  const value = {
    [name](...args) {
      return call(this, args);
    },
  }[name];
  Object.defineProperty(value, 'length', { __proto__: null, value: length, configurable: true });
  Object.defineProperty(Readable.prototype, name, {
    __proto__: null,
    value,
    writable: true,
    enumerable: false,
    configurable: true,
  });
}

const operators = () => require('internal:stream/operators');
for (const [name, length] of Object.entries(STREAMING)) {
  defineMethod(name, length, (stream, args) =>
    Readable.from(Reflect.apply(operators().streaming[name], stream, args)),
  );
}
for (const [name, length] of Object.entries(PROMISING)) {
  defineMethod(name, length, (stream, args) => Reflect.apply(operators().promising[name], stream, args));
}
Readable.prototype.compose = function compose(stream, options) {
  return Reflect.apply(operators().compose, this, [stream, options]);
};

module.exports = { Readable, adopt, startReading };
