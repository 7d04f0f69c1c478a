'use strict';
// Streams of the web as streams of Node's, and the other way round.

const condition = require('internal:stream/condition');
const { destroyAny } = require('internal:stream/destroy');
const faults = require('internal:stream/faults');
const { finished } = require('internal:stream/finished');
const { ReadableStream } = require('internal:web_streams/readable');
const { CountQueuingStrategy } = require('internal:web_streams/strategies');
const { WritableStream } = require('internal:web_streams/writable');

function checkBoolean(value, name) {
  if (typeof value !== 'boolean') throw errors.invalidArgType(name, 'boolean', value);
}

function checkOptions(options) {
  faults.checkObject(options, 'options');
  const { encoding } = options;
  if (encoding !== undefined && !Buffer.isEncoding(encoding)) {
    throw errors.invalidArgValue('options.encoding', encoding, 'is invalid');
  }
}

/** Calls back in the next tick, where an error can't be caught by the promise that led here. */
function later(callback, error) {
  process.nextTick(callback, error);
}

// ---- from the web

/** Reads a chunk of `reader` into `stream`. */
function readInto(stream, reader) {
  reader.read().then(
    ({ done, value }) => stream.push(done ? null : value),
    (error) => destroyAny(stream, error),
  );
}

function readableFromWeb(readableStream, options = {}) {
  if (!condition.isReadableStream(readableStream)) {
    throw errors.invalidArgType('readableStream', 'ReadableStream', readableStream);
  }
  checkOptions(options);
  const { highWaterMark, encoding, objectMode = false, signal } = options;
  checkBoolean(objectMode, 'options.objectMode');
  const { Readable } = require('internal:stream/readable');
  const reader = readableStream.getReader();
  let isClosed = false;
  const readable = new Readable({
    objectMode,
    highWaterMark,
    encoding,
    signal,
    read() {
      readInto(readable, reader);
    },
    destroy(error, callback) {
      if (isClosed) {
        callback(error);
        return;
      }
      const done = () => later(callback, error);
      reader.cancel(error).then(done, done);
    },
  });
  reader.closed.then(
    () => {
      isClosed = true;
    },
    (error) => {
      isClosed = true;
      destroyAny(readable, error);
    },
  );
  return readable;
}

/** The functions that write to `writer`; `fail` destroys the stream. */
function writing(writer, fail, isDecoding, isObjects) {
  const bytes = (chunk, encoding) => {
    if (typeof chunk !== 'string' || !isDecoding || isObjects) return chunk;
    return Buffer.from(chunk, encoding);
  };
  const settle = (promise, callback) => {
    const done = (error) => {
      try {
        callback(error);
      } catch (failure) {
        later(() => fail(failure));
      }
    };
    promise.then(() => done(), done);
  };
  return {
    write(chunk, encoding, callback) {
      settle(
        writer.ready.then(() => writer.write(bytes(chunk, encoding))),
        callback,
      );
    },
    writev(chunks, callback) {
      settle(
        writer.ready.then(() =>
          Promise.all(chunks.map(({ chunk, encoding }) => writer.write(bytes(chunk, encoding)))),
        ),
        callback,
      );
    },
  };
}

function writableFromWeb(writableStream, options = {}) {
  if (!condition.isWritableStream(writableStream)) {
    throw errors.invalidArgType('writableStream', 'WritableStream', writableStream);
  }
  faults.checkObject(options, 'options');
  const { highWaterMark, decodeStrings = true, objectMode = false, signal } = options;
  checkBoolean(objectMode, 'options.objectMode');
  checkBoolean(decodeStrings, 'options.decodeStrings');
  const { Writable } = require('internal:stream/writable');
  const writer = writableStream.getWriter();
  let isClosed = false;
  const fail = (error) => destroyAny(writable, error);
  const writable = new Writable({
    highWaterMark,
    objectMode,
    decodeStrings,
    signal,
    ...writing(writer, fail, false, objectMode),
    destroy(error, callback) {
      const done = () => later(callback, error);
      if (isClosed) {
        callback(error);
        return;
      }
      const end = error === null || error === undefined ? writer.close() : writer.abort(error);
      end.then(done, done);
    },
    final(callback) {
      if (isClosed) {
        later(callback);
        return;
      }
      writer.close().then(
        () => later(callback),
        (error) => later(callback, error),
      );
    },
  });
  writer.closed.then(
    () => {
      isClosed = true;
      if (!condition.isWritableEnded(writable)) destroyAny(writable, faults.prematureClose());
    },
    (error) => {
      isClosed = true;
      destroyAny(writable, error);
    },
  );
  return writable;
}

function duplexFromWeb(pair, options = {}) {
  faults.checkObject(pair, 'pair');
  const { readable, writable } = pair;
  if (!condition.isReadableStream(readable)) {
    throw errors.invalidArgType('pair.readable', 'ReadableStream', readable);
  }
  if (!condition.isWritableStream(writable)) {
    throw errors.invalidArgType('pair.writable', 'WritableStream', writable);
  }
  checkOptions(options);
  const { allowHalfOpen = false, objectMode = false, decodeStrings = true } = options;
  checkBoolean(objectMode, 'options.objectMode');
  const { Duplex } = require('internal:stream/duplex');
  const writer = writable.getWriter();
  const reader = readable.getReader();
  const closed = { reader: false, writer: false };
  const fail = (error) => destroyAny(duplex, error);
  const duplex = new Duplex({
    allowHalfOpen,
    highWaterMark: options.highWaterMark,
    objectMode,
    encoding: options.encoding,
    decodeStrings,
    signal: options.signal,
    ...writing(writer, fail, false, objectMode),
    read() {
      readInto(duplex, reader);
    },
    final(callback) {
      if (closed.writer) {
        later(callback);
        return;
      }
      writer.close().then(
        () => later(callback),
        (error) => later(callback, error),
      );
    },
    destroy(error, callback) {
      const ends = [];
      if (!closed.writer) ends.push(error ? writer.abort(error) : writer.close());
      if (!closed.reader) ends.push(reader.cancel(error ?? undefined));
      const done = () => later(callback, error);
      Promise.all(ends).then(done, done);
    },
  });
  writer.closed.then(
    () => {
      closed.writer = true;
      if (!condition.isWritableEnded(duplex)) destroyAny(duplex, faults.prematureClose());
    },
    (error) => {
      closed.writer = true;
      closed.reader = true;
      destroyAny(duplex, error);
    },
  );
  reader.closed.then(
    () => {
      closed.reader = true;
    },
    (error) => {
      closed.writer = true;
      closed.reader = true;
      destroyAny(duplex, error);
    },
  );
  return duplex;
}

// ---- to the web

const shape = (name, wanted, value) =>
  errors.coded(
    'TypeError',
    'ERR_INVALID_ARG_TYPE',
    `${errors.invalidArgType(name, 'string', value).message.split('must be')[0]}must be an stream.${wanted}.` +
      ` Received${errors.invalidArgType(name, 'string', value).message.split('Received')[1]}`,
  );

/** Bytes as the web hands them out: a view of its own class. */
function plain(chunk) {
  if (!Buffer.isBuffer(chunk)) return chunk;
  return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

function strategyOf(stream, options) {
  if (options.strategy) return options.strategy;
  const { readableObjectMode, readableHighWaterMark: highWaterMark } = stream;
  return readableObjectMode ? new CountQueuingStrategy({ highWaterMark }) : { highWaterMark };
}

/** The readable side of what has ended. */
function endedReadable(isBytes) {
  const error = faults.abortError();
  return new ReadableStream({
    ...(isBytes && { type: 'bytes' }),
    start(controller) {
      controller.error(error);
    },
  });
}

function readableToWeb(streamReadable, options = {}) {
  if (typeof streamReadable?._readableState !== 'object') {
    throw shape('streamReadable', 'Readable', streamReadable);
  }
  faults.checkObject(options, 'options');
  if (options.type !== undefined && options.type !== 'bytes') {
    throw errors.invalidArgValue('options.type', options.type, "must be one of: 'bytes', undefined");
  }
  const isBytes = options.type === 'bytes';
  if (condition.isDestroyed(streamReadable) || !condition.isReadable(streamReadable)) {
    return endedReadable(isBytes);
  }
  const { readableObjectMode: isObjects } = streamReadable;
  let controller;
  let wasCancelled = false;
  const onData = (chunk) => {
    if (isObjects) controller.enqueue(chunk);
    // A source of bytes gives its memory away, which others may share.
    else controller.enqueue(isBytes ? new Uint8Array(chunk) : plain(chunk));
    if (controller.desiredSize <= 0) streamReadable.pause();
  };
  streamReadable.pause();
  const stop = finished(streamReadable, (error) => {
    if (error?.code === 'ERR_STREAM_PREMATURE_CLOSE') {
      const cause = error;
      error = faults.abortError();
      error.cause = cause;
    }
    stop();
    // What is told after the end is nobody's error.
    streamReadable.on('error', () => {});
    if (wasCancelled) return;
    if (error) {
      controller.error(error);
      return;
    }
    controller.close();
    controller.byobRequest?.respond(0);
  });
  streamReadable.on('data', onData);
  streamReadable.pause();
  const source = {
    start(made) {
      controller = made;
    },
    pull() {
      streamReadable.resume();
    },
    cancel(reason) {
      wasCancelled = true;
      destroyAny(streamReadable, reason);
    },
  };
  if (isBytes) return new ReadableStream({ type: 'bytes', ...source });
  return new ReadableStream(source, strategyOf(streamReadable, options));
}

function writableToWeb(streamWritable) {
  if (typeof streamWritable?._writableState !== 'object') {
    throw shape('streamWritable', 'Writable', streamWritable);
  }
  if (condition.isDestroyed(streamWritable) || !condition.isWritable(streamWritable)) {
    const over = new WritableStream();
    over.close();
    return over;
  }
  const { writableHighWaterMark: highWaterMark, writableObjectMode } = streamWritable;
  const strategy = writableObjectMode ? new CountQueuingStrategy({ highWaterMark }) : { highWaterMark };
  let controller;
  let drained;
  let closed;
  const onDrain = () => drained?.resolve();
  const stop = finished(streamWritable, (error) => {
    if (error?.code === 'ERR_STREAM_PREMATURE_CLOSE') {
      const cause = error;
      error = faults.abortError();
      error.cause = cause;
    }
    stop();
    streamWritable.on('error', () => {});
    if (error) {
      drained?.reject(error);
      if (closed) {
        closed.reject(error);
        closed = undefined;
      }
      controller.error(error);
      controller = undefined;
      return;
    }
    if (closed) {
      closed.resolve();
      closed = undefined;
      return;
    }
    controller.error(faults.abortError());
    controller = undefined;
  });
  streamWritable.on('drain', onDrain);
  return new WritableStream(
    {
      start(made) {
        controller = made;
      },
      write(chunk) {
        if (!streamWritable.writableNeedDrain && streamWritable.write(chunk)) return undefined;
        drained = Promise.withResolvers();
        return drained.promise.finally(() => {
          drained = undefined;
        });
      },
      abort(reason) {
        destroyAny(streamWritable, reason);
      },
      close() {
        if (closed === undefined && !condition.isWritableEnded(streamWritable)) streamWritable.end();
        closed = Promise.withResolvers();
        return closed.promise;
      },
    },
    strategy,
  );
}

/** The readable end of what is no more written or read. */
function duplexToWeb(duplex, options = {}) {
  if (typeof duplex?._writableState !== 'object' || typeof duplex?._readableState !== 'object') {
    throw shape('duplex', 'Duplex', duplex);
  }
  faults.checkObject(options, 'options');
  const type = options.readableType ?? options.type;
  const over = () => {
    const writable = new WritableStream();
    const readable = new ReadableStream(type === 'bytes' ? { type } : {});
    writable.close();
    readable.cancel();
    return { readable, writable };
  };
  if (condition.isDestroyed(duplex)) return over();
  const writable = condition.isWritable(duplex) ? writableToWeb(duplex) : over().writable;
  const readable = condition.isReadable(duplex)
    ? readableToWeb(duplex, type === undefined ? {} : { type })
    : over().readable;
  return { writable, readable };
}

// ---- in pipelines

/** Writes everything of `iterable` to a stream of the web. */
async function pumpToWeb(iterable, stream, finish, end) {
  const writable = condition.isTransformStream(stream) ? stream.writable : stream;
  const writer = writable.getWriter();
  try {
    for await (const chunk of iterable) {
      await writer.ready;
      writer.write(chunk).catch(() => {});
    }
    await writer.ready;
    if (end) await writer.close();
    finish();
  } catch (error) {
    try {
      await writer.abort(error);
      finish(error);
    } catch (failure) {
      finish(failure);
    }
  }
}

/** Has what is written to `stream` written to the first stream of `compose`. */
function writeToWeb(stream, head, waiting) {
  const writable = condition.isTransformStream(head) ? head.writable : head;
  const writer = writable.getWriter();
  stream._write = (chunk, encoding, callback) => {
    writer.ready.then(() => {
      writer.write(chunk).catch(() => {});
      callback();
    }, callback);
  };
  stream._final = (callback) => {
    writer.ready.then(() => {
      writer.close().catch(() => {});
      waiting.wait('finish', callback);
    }, callback);
  };
}

/** Has what the last stream of `compose` gives read from `stream`. */
function readFromWeb(stream, tail) {
  const readable = condition.isTransformStream(tail) ? tail.readable : tail;
  const reader = readable.getReader();
  stream._read = async () => {
    try {
      while (true) {
        const { value, done } = await reader.read();
        if (done) {
          stream.push(null);
          return;
        }
        if (!stream.push(value)) return;
      }
    } catch {
      // The pipeline tells of it.
    }
  };
}

module.exports = {
  duplexFromWeb,
  duplexToWeb,
  pumpToWeb,
  readFromWeb,
  readableFromWeb,
  readableToWeb,
  writableFromWeb,
  writableToWeb,
  writeToWeb,
};
