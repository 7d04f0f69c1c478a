'use strict';
// `pipeline`: streams, iterables and functions one after the other, all of which
// end when one fails.

const { addAbortListener } = require('node:events');
const condition = require('internal:stream/condition');
const { destroyAny } = require('internal:stream/destroy');
const faults = require('internal:stream/faults');
const { finished, once } = require('internal:stream/finished');

function pipeline(...streams) {
  const last = streams.length - 1;
  faults.checkFunction(streams[last], 'streams[stream.length - 1]');
  const callback = once(streams.pop());
  return run(streams, callback);
}

function run(streams, callback, options) {
  if (streams.length === 1 && Array.isArray(streams[0])) streams = streams[0];
  if (streams.length < 2) throw faults.missingStreams();
  return new Pipeline(streams, callback, options).start();
}

class Pipeline {
  constructor(streams, callback, options) {
    this.streams = streams;
    this.callback = callback;
    this.end = options?.end;
    this.outerSignal = options?.signal;
    // Tells functions in the line that it is over.
    this.controller = new (require('internal:abort').AbortController)();
    this.destroyers = [];
    // What is undone at a good end, where the last stream may still be read.
    this.cleanups = [];
    // Ends that are still to come.
    this.pending = 0;
    this.error = undefined;
    this.value = undefined;
    this.finish = (error) => this.conclude(error, --this.pending === 0);
    this.fail = (error) => this.conclude(error, false);
    this.abort = () => this.fail(faults.abortError(this.outerSignal?.reason));
  }

  start() {
    faults.checkSignal(this.outerSignal, 'options.signal');
    if (this.outerSignal) this.listening = addAbortListener(this.outerSignal, this.abort);
    let current;
    this.streams.forEach((stream, at) => {
      const place = {
        at,
        isLast: at === this.streams.length - 1,
        end: at < this.streams.length - 1 || this.end !== false,
      };
      if (condition.isStream(stream)) this.guard(stream, place);
      current = this.connect(current, stream, place);
    });
    if (this.controller.signal.aborted || this.outerSignal?.aborted) process.nextTick(this.abort);
    return current;
  }

  conclude(error, isFinal) {
    if (error && (!this.error || this.error.code === 'ERR_STREAM_PREMATURE_CLOSE')) this.error = error;
    if (!this.error && !isFinal) return;
    while (this.destroyers.length > 0) this.destroyers.shift()(this.error);
    this.listening?.[Symbol.dispose]();
    this.controller.abort();
    if (!isFinal) return;
    if (!this.error) for (const cleanup of this.cleanups) cleanup();
    process.nextTick(this.callback, this.error, this.value);
  }

  /** Has `stream` destroyed with the others, and the others when it fails. */
  guard(stream, { at, isLast, end }) {
    const next = this.streams[at + 1];
    if (!isLast && (next?.closed || next?.destroyed)) throw faults.unableToPipe();
    const isReadLast = condition.isReadable(stream) && isLast;
    if (end) {
      const cleanup = this.watch(stream, !isLast, at > 0);
      if (isReadLast) this.cleanups.push(cleanup);
    }
    const onError = (error) => {
      if (error && error.name !== 'AbortError' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE')
        this.fail(error);
    };
    stream.on('error', onError);
    if (isReadLast) this.cleanups.push(() => stream.removeListener('error', onError));
  }

  watch(stream, readable, writable) {
    let isOver = false;
    stream.on('close', () => {
      isOver = true;
    });
    const cleanup = finished(stream, { readable, writable }, (error) => {
      isOver = !error;
    });
    this.destroyers.push((error) => {
      if (isOver) return;
      isOver = true;
      destroyAny(stream, error || faults.destroyed('pipe'));
    });
    return cleanup;
  }

  /** Leads what comes from `source` into `stream`, and gives what comes out of that. */
  connect(source, stream, place) {
    if (place.at === 0) return this.first(stream);
    if (typeof stream === 'function') return this.through(source, stream, place);
    if (condition.isStream(stream)) {
      this.into(source, stream, place);
      return stream;
    }
    if (condition.isWebStream(stream)) {
      this.intoWeb(source, stream, place);
      return stream;
    }
    return require('internal:stream/duplex').Duplex.from(stream);
  }

  first(stream) {
    if (typeof stream === 'function') {
      const made = stream({ signal: this.controller.signal });
      if (condition.isIterable(made)) return made;
      throw faults.invalidReturn('Iterable, AsyncIterable or Stream', 'source', made);
    }
    if (
      condition.isIterable(stream) ||
      condition.hasReadableSide(stream) ||
      condition.isTransformStream(stream)
    ) {
      return stream;
    }
    return require('internal:stream/duplex').Duplex.from(stream);
  }

  into(source, stream, { isLast, end }) {
    if (condition.hasReadableSide(source)) {
      this.pending += 2;
      const cleanup = this.pipe(source, stream, end);
      if (condition.isReadable(stream) && isLast) this.cleanups.push(cleanup);
    } else if (condition.isTransformStream(source) || condition.isIterable(source)) {
      this.pending++;
      pump(condition.isTransformStream(source) ? source.readable : source, stream, this.finish, end);
    } else {
      const expected = ['Readable', 'Iterable', 'AsyncIterable', 'ReadableStream', 'TransformStream'];
      throw errors.invalidArgType('val', expected, source);
    }
  }

  intoWeb(source, stream, { end }) {
    this.pending++;
    const from = condition.isTransformStream(source) ? source.readable : iterableOf(source);
    require('internal:stream/web').pumpToWeb(from, stream, this.finish, end);
  }

  through(source, transform, { at, isLast, end }) {
    const made = transform(iterableOf(condition.isTransformStream(source) ? source.readable : source), {
      signal: this.controller.signal,
    });
    if (!isLast) {
      if (condition.isIterable(made, true)) return made;
      throw faults.invalidReturn('AsyncIterable', `transform[${at - 1}]`, made);
    }
    // What a last function gives can be piped on.
    const { PassThrough } = require('internal:stream/transform');
    const output = new PassThrough({ objectMode: true });
    const then = made?.then;
    if (typeof then === 'function') this.settle(made, then, output, end);
    else if (condition.isIterable(made, true)) {
      this.pending++;
      pump(made, output, this.finish, end);
    } else throw faults.invalidReturn('AsyncIterable or Promise', 'destination', made);
    this.cleanups.push(this.watch(output, false, true));
    return output;
  }

  settle(promise, then, output, end) {
    this.pending++;
    Reflect.apply(then, promise, [
      (value) => {
        this.value = value;
        if (value !== null && value !== undefined) output.write(value);
        if (end) output.end();
        process.nextTick(this.finish);
      },
      (error) => {
        output.destroy(error);
        process.nextTick(this.finish, error);
      },
    ]);
  }

  pipe(source, destination, end) {
    let isEnded = false;
    destination.on('close', () => {
      // Closed before the source was through.
      if (!isEnded) this.fail(faults.prematureClose());
    });
    source.pipe(destination, { end: false });
    if (end) {
      const endDestination = () => {
        isEnded = true;
        destination.end();
      };
      if (condition.isReadableFinished(source)) process.nextTick(endDestination);
      else source.once('end', endDestination);
    } else {
      this.finish();
    }
    finished(source, { readable: true, writable: false }, (error) => {
      const state = source._readableState;
      const endsStill =
        error?.code === 'ERR_STREAM_PREMATURE_CLOSE' && state?.ended && !state.errored && !state.errorEmitted;
      // Some sources emit 'close' before 'end'.
      if (endsStill) source.once('end', this.finish).once('error', this.finish);
      else this.finish(error);
    });
    return finished(destination, { readable: false, writable: true }, this.finish);
  }
}

function iterableOf(value) {
  if (condition.isIterable(value)) return value;
  if (condition.hasReadableSide(value)) return chunksOf(value);
  throw errors.invalidArgType('val', ['Readable', 'Iterable', 'AsyncIterable'], value);
}

async function* chunksOf(stream) {
  const { Readable } = require('internal:stream/readable');
  yield* Reflect.apply(Readable.prototype[Symbol.asyncIterator], stream, []);
}

/** Writes everything of `iterable`, waiting where the stream is full. */
async function pump(iterable, stream, finish, end) {
  let error;
  let wake = null;
  const resume = (failure) => {
    if (failure) error = failure;
    const waiting = wake;
    wake = null;
    waiting?.();
  };
  const wait = () =>
    new Promise((resolve, reject) => {
      const settle = () => (error ? reject(error) : resolve());
      if (error) reject(error);
      else wake = settle;
    });
  stream.on('drain', resume);
  const cleanup = finished(stream, { readable: false }, resume);
  try {
    if (stream.writableNeedDrain) await wait();
    for await (const chunk of iterable) {
      if (!stream.write(chunk)) await wait();
    }
    if (end) {
      stream.end();
      await wait();
    }
    finish();
  } catch (failure) {
    finish(error !== failure ? faults.both(error, failure) : failure);
  } finally {
    cleanup();
    stream.off('drain', resume);
  }
}

/** `pipeline` as a promise. */
function promised(...streams) {
  return new Promise((resolve, reject) => {
    const last = streams[streams.length - 1];
    const hasOptions =
      last &&
      typeof last === 'object' &&
      !condition.isStream(last) &&
      !condition.isIterable(last) &&
      !condition.isWebStream(last) &&
      typeof last.arrayBuffer !== 'function';
    const { signal, end } = hasOptions ? streams.pop() : {};
    run(
      streams,
      (error, value) => {
        if (error) reject(error);
        else resolve(value);
      },
      { signal, end },
    );
  });
}

module.exports = { pipeline, promised, run };
