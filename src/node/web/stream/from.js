'use strict';
// Streams made of other things: of iterables, of functions, of promises, of pairs.

const condition = require('internal:stream/condition');
const { destroyAny } = require('internal:stream/destroy');
const faults = require('internal:stream/faults');
const { finished } = require('internal:stream/finished');

/** `Readable.from(iterable)` */
function from(Class, iterable, options) {
  if (typeof iterable === 'string' || iterable instanceof Buffer) return single(Class, iterable, options);
  if (!condition.isIterable(iterable)) throw errors.invalidArgType('iterable', ['Iterable'], iterable);
  const isAsync = condition.isIterable(iterable, true);
  const iterator = isAsync ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]();
  const stream = new Class({ objectMode: true, highWaterMark: 1, ...options });
  const source = isAsync ? new AsyncSource(stream, iterator) : new SyncSource(stream, iterator);
  stream._read = () => {
    if (source.isReading) return;
    source.isReading = true;
    source.read();
  };
  stream._destroy = (error, callback) => {
    close(iterator, error).then(
      () => process.nextTick(callback, error),
      (failure) => process.nextTick(callback, failure || error),
    );
  };
  return stream;
}

/** Text and bytes are one chunk. */
function single(Class, chunk, options) {
  return new Class({
    objectMode: true,
    ...options,
    read() {
      this.push(chunk);
      this.push(null);
    },
  });
}

async function close(iterator, error) {
  if (error !== undefined && error !== null && typeof iterator.throw === 'function') {
    const { value, done } = await iterator.throw(error);
    await value;
    if (done) return;
  }
  if (typeof iterator.return === 'function') {
    const { value } = await iterator.return();
    await value;
  }
}

class Source {
  constructor(stream, iterator) {
    this.stream = stream;
    this.iterator = iterator;
    this.isReading = false;
  }

  /** Pushes a value; whether another one is wanted. */
  push(value) {
    if (value === null) {
      this.isReading = false;
      throw faults.nullValues();
    }
    if (this.stream.push(value)) return true;
    this.isReading = false;
    return false;
  }
}

class AsyncSource extends Source {
  async read() {
    try {
      while (true) {
        const { value, done } = await this.iterator.next();
        if (done) {
          this.stream.push(null);
          return;
        }
        if (!this.push(value)) return;
      }
    } catch (error) {
      this.stream.destroy(error);
    }
  }
}

function isThenable(value) {
  return !!value && typeof value.then === 'function';
}

class SyncSource extends Source {
  /** Waits for nothing as long as no value is a promise. */
  read() {
    if (this.hasPromises) {
      this.readAwaiting();
      return;
    }
    try {
      while (true) {
        const { value, done } = this.iterator.next();
        if (done) {
          this.stream.push(null);
          return;
        }
        if (isThenable(value)) {
          this.hasPromises = true;
          this.readAwaiting(value);
          return;
        }
        if (!this.push(value)) return;
      }
    } catch (error) {
      this.stream.destroy(error);
    }
  }

  async readAwaiting(first) {
    try {
      if (first !== undefined && !this.push(await first)) return;
      while (true) {
        const { value, done } = this.iterator.next();
        if (done) {
          this.stream.push(null);
          return;
        }
        if (!this.push(isThenable(value) ? await value : value)) return;
      }
    } catch (error) {
      this.stream.destroy(error);
    }
  }
}

/** A Duplex that was told which of its sides there are. */
function sided(options) {
  const { Duplex } = require('internal:stream/duplex');
  return new Duplex(options);
}

/** `Duplex.from(body)` */
function duplex(body, name) {
  if (condition.isDuplex(body)) return body;
  if (condition.hasReadableSide(body)) return pair({ readable: body });
  if (condition.hasWritableSide(body)) return pair({ writable: body });
  if (condition.isStream(body)) return pair({ writable: false, readable: false });
  if (condition.isReadableStream(body)) return pair({ readable: web().readableFromWeb(body) });
  if (condition.isWritableStream(body)) return pair({ writable: web().writableFromWeb(body) });
  if (typeof body === 'function') return ofFunction(body, name);
  if (isBlob(body)) return duplex(body.arrayBuffer());
  const { Duplex } = require('internal:stream/duplex');
  if (condition.isIterable(body)) return from(Duplex, body, { objectMode: true, writable: false });
  if (typeof body?.writable === 'object' || typeof body?.readable === 'object') return ofPair(body);
  if (typeof body?.then === 'function') return ofPromise(body);
  throw errors.invalidArgType(
    name,
    [
      'Blob',
      'ReadableStream',
      'WritableStream',
      'Stream',
      'Iterable',
      'AsyncIterable',
      'Function',
      '{ readable, writable } pair',
      'Promise',
    ],
    body,
  );
}

const web = () => require('internal:stream/web');

function isBlob(value) {
  return typeof value?.arrayBuffer === 'function' && typeof value.stream === 'function';
}

function ofPair({ readable, writable }) {
  const side = (value, isSide) => (!value || isSide(value) ? value || undefined : duplex(value));
  return pair({
    readable: side(readable, condition.hasReadableSide),
    writable: side(writable, condition.hasWritableSide),
  });
}

function ofPromise(promise) {
  let stream;
  const { then } = promise;
  Reflect.apply(then, promise, [
    (value) => {
      if (value !== null && value !== undefined) stream.push(value);
      stream.push(null);
    },
    (error) => destroyAny(stream, error),
  ]);
  stream = sided({ objectMode: true, writable: false, read() {} });
  return stream;
}

function ofFunction(body, name) {
  const { value, write, final, destroy } = written(body);
  if (condition.isDuplex(value)) return value;
  const { Duplex } = require('internal:stream/duplex');
  if (condition.isIterable(value)) return from(Duplex, value, { objectMode: true, write, final, destroy });
  const then = value?.then;
  if (typeof then !== 'function') {
    throw faults.invalidReturn('Iterable, AsyncIterable or AsyncFunction', name, value);
  }
  let stream;
  const promise = Reflect.apply(then, value, [
    (result) => {
      if (result !== null && result !== undefined) throw faults.invalidReturn('nully', 'body', result);
    },
    (error) => destroyAny(stream, error),
  ]);
  const finalAfter = (callback) =>
    final(async () => {
      try {
        await promise;
        process.nextTick(callback, null);
      } catch (error) {
        process.nextTick(callback, error);
      }
    });
  stream = sided({ objectMode: true, readable: false, write, final: finalAfter, destroy });
  return stream;
}

/** Calls `body` with an iterable of what will be written. */
function written(body) {
  let next = Promise.withResolvers();
  const controller = new (require('internal:abort').AbortController)();
  const { signal } = controller;
  const chunks = async function* () {
    while (true) {
      const { chunk, done, callback } = await next.promise;
      process.nextTick(callback);
      if (done) return;
      if (signal.aborted) throw faults.abortError(signal.reason);
      next = Promise.withResolvers();
      yield chunk;
    }
  };
  return {
    value: body(chunks(), { signal }),
    write: (chunk, encoding, callback) => next.resolve({ chunk, done: false, callback }),
    final: (callback) => next.resolve({ done: true, callback }),
    destroy(error, callback) {
      controller.abort();
      callback(error);
    },
  };
}

/** Callbacks that wait for an event of an inner stream, each called once. */
class Waiting {
  constructor() {
    this.callbacks = {};
  }

  wait(name, callback) {
    this.callbacks[name] = callback;
  }

  tell(name) {
    const callback = this.callbacks[name];
    this.callbacks[name] = null;
    callback?.();
  }

  forget() {
    this.callbacks = {};
  }
}

/** Writes to `inner` what is written to `stream`. */
function forwardWrites(stream, inner, waiting) {
  stream._write = (chunk, encoding, callback) => {
    if (inner.write(chunk, encoding)) callback();
    else waiting.wait('drain', callback);
  };
  stream._final = (callback) => {
    inner.end();
    waiting.wait('finish', callback);
  };
  inner.on('drain', () => waiting.tell('drain'));
}

/** Pushes to `stream` what `inner` gives. */
function forwardReads(stream, inner, waiting) {
  inner.on('readable', () => waiting.tell('readable'));
  inner.on('end', () => stream.push(null));
  stream._read = () => {
    while (true) {
      const chunk = inner.read();
      if (chunk === null) {
        waiting.wait('readable', stream._read);
        return;
      }
      if (!stream.push(chunk)) return;
    }
  };
}

/** A Duplex over a readable and a writable stream. */
function pair({ readable, writable }) {
  const { Readable } = require('internal:stream/readable');
  if (readable && typeof readable.read !== 'function') readable = Readable.wrap(readable);
  const hasReadable = !!condition.isReadable(readable);
  const hasWritable = !!condition.isWritable(writable);
  const waiting = new Waiting();
  // Called at the end; null once that was noticed.
  let onClose;
  const stream = sided({
    readableObjectMode: !!readable?.readableObjectMode,
    writableObjectMode: !!writable?.writableObjectMode,
    readable: hasReadable,
    writable: hasWritable,
  });
  const onFinished = (error) => {
    if (error) destroyAny(readable, error);
    const callback = onClose;
    onClose = null;
    if (callback) callback(error);
    else if (error) stream.destroy(error);
  };
  if (hasWritable) {
    finished(writable, onFinished);
    forwardWrites(stream, writable, waiting);
    writable.on('finish', () => waiting.tell('finish'));
  }
  if (hasReadable) {
    finished(readable, onFinished);
    forwardReads(stream, readable, waiting);
  }
  stream._destroy = (error, callback) => {
    if (!error && onClose !== null) error = faults.abortError();
    waiting.forget();
    if (onClose === null) {
      callback(error);
      return;
    }
    onClose = callback;
    destroyAny(writable, error);
    destroyAny(readable, error);
  };
  return stream;
}

module.exports = { Waiting, duplex, forwardReads, forwardWrites, from };
