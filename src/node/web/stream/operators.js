'use strict';
// The methods of a Readable that are those of an array: some give a stream again,
// some a promise.

const faults = require('internal:stream/faults');

const kNothing = Symbol('kNothing');
const kEnd = Symbol('kEnd');

function isGiven(value) {
  return value !== null && value !== undefined;
}

function checkOptions(options) {
  if (isGiven(options)) faults.checkObject(options, 'options');
  if (isGiven(options?.signal)) faults.checkSignal(options.signal, 'options.signal');
}

function checkSignal(options) {
  if (options?.signal?.aborted) throw faults.abortError();
}

/** Maps the values of a stream through a function, at most `concurrency` at a time. */
class Mapping {
  constructor(stream, transform, signal, concurrency, most) {
    this.stream = stream;
    this.transform = transform;
    this.signal = signal;
    this.concurrency = concurrency;
    this.most = most;
    this.queue = [];
    this.active = 0;
    this.isDone = false;
    this.wakeReader = null;
    this.wakePump = null;
  }

  settled() {
    this.active--;
    this.resumePump();
  }

  failed() {
    this.isDone = true;
    this.settled();
  }

  hasRoom() {
    return this.active < this.concurrency && this.queue.length < this.most;
  }

  resumePump() {
    if (!this.wakePump || this.isDone || !this.hasRoom()) return;
    this.wakePump();
    this.wakePump = null;
  }

  wake() {
    this.wakeReader?.();
    this.wakeReader = null;
  }

  follow(promise) {
    promise.then(
      () => this.settled(),
      () => this.failed(),
    );
    this.queue.push(promise);
  }

  /** Calls the function; a promise in any case, except for what is left out. */
  apply(value) {
    try {
      const result = this.transform(value, { signal: this.signal });
      return result === kNothing ? kNothing : Promise.resolve(result);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async pump() {
    try {
      for await (const value of this.stream) {
        if (this.isDone) return;
        if (this.signal.aborted) throw faults.abortError();
        const result = this.apply(value);
        if (result === kNothing) continue;
        this.active++;
        this.follow(result);
        this.wake();
        if (!this.isDone && !this.hasRoom())
          await new Promise((resolve) => {
            this.wakePump = resolve;
          });
      }
      this.queue.push(kEnd);
    } catch (error) {
      this.follow(Promise.reject(error));
    } finally {
      this.isDone = true;
      this.wake();
    }
  }

  async *results() {
    this.pump();
    try {
      while (true) {
        while (this.queue.length > 0) {
          const value = await this.queue[0];
          if (value === kEnd) return;
          if (this.signal.aborted) throw faults.abortError();
          if (value !== kNothing) yield value;
          this.queue.shift();
          this.resumePump();
        }
        await new Promise((resolve) => {
          this.wakeReader = resolve;
        });
      }
    } finally {
      this.isDone = true;
      this.wakePump?.();
      this.wakePump = null;
    }
  }
}

function map(fn, options) {
  faults.checkFunction(fn, 'fn');
  checkOptions(options);
  const concurrency = isGiven(options?.concurrency) ? Math.floor(options.concurrency) : 1;
  const more = isGiven(options?.highWaterMark) ? Math.floor(options.highWaterMark) : concurrency - 1;
  faults.checkInteger(concurrency, 'options.concurrency', 1);
  faults.checkInteger(more, 'options.highWaterMark', 0);
  const signal = require('internal:abort').AbortSignal.any(options?.signal ? [options.signal] : []);
  return new Mapping(this, fn, signal, concurrency, more + concurrency).results();
}

function filter(fn, options) {
  faults.checkFunction(fn, 'fn');
  const keep = async (value, given) => ((await fn(value, given)) ? value : kNothing);
  return Reflect.apply(map, this, [keep, options]);
}

function flatMap(fn, options) {
  const values = Reflect.apply(map, this, [fn, options]);
  return (async function* flatten() {
    for await (const value of values) yield* value;
  })();
}

function asCount(number) {
  number = Number(number);
  if (Number.isNaN(number)) return 0;
  if (number < 0) throw errors.outOfRange('number', '>= 0', number);
  return number;
}

function drop(number, options = undefined) {
  checkOptions(options);
  let left = asCount(number);
  const stream = this;
  return (async function* rest() {
    checkSignal(options);
    for await (const value of stream) {
      checkSignal(options);
      if (left-- <= 0) yield value;
    }
  })();
}

function take(number, options = undefined) {
  checkOptions(options);
  let left = asCount(number);
  const stream = this;
  return (async function* first() {
    checkSignal(options);
    for await (const value of stream) {
      checkSignal(options);
      if (left-- > 0) yield value;
      // Before another one is asked for.
      if (left <= 0) return;
    }
  })();
}

async function some(fn, options = undefined) {
  for await (const _ of Reflect.apply(filter, this, [fn, options])) return true;
  return false;
}

async function every(fn, options = undefined) {
  faults.checkFunction(fn, 'fn');
  const fails = async (...args) => !(await fn(...args));
  return !(await Reflect.apply(some, this, [fails, options]));
}

async function find(fn, options) {
  for await (const value of Reflect.apply(filter, this, [fn, options])) return value;
  return undefined;
}

async function forEach(fn, options) {
  faults.checkFunction(fn, 'fn');
  const call = async (value, given) => {
    await fn(value, given);
    return kNothing;
  };
  for await (const _ of Reflect.apply(map, this, [call, options]));
}

async function toArray(options) {
  checkOptions(options);
  const values = [];
  for await (const value of this) {
    if (options?.signal?.aborted) throw faults.abortError(options.signal.reason);
    values.push(value);
  }
  return values;
}

async function reduce(reducer, initialValue, options) {
  faults.checkFunction(reducer, 'reducer');
  checkOptions(options);
  let hasValue = arguments.length > 1;
  const outer = options?.signal;
  if (outer?.aborted) {
    const error = faults.abortError(outer.reason);
    this.once('error', () => {});
    await require('internal:stream/finished').promised(this.destroy(error));
    throw error;
  }
  const controller = new (require('internal:abort').AbortController)();
  outer?.addEventListener('abort', () => controller.abort(), { once: true, signal: controller.signal });
  let value = initialValue;
  try {
    for await (const each of this) {
      checkSignal(options);
      if (hasValue) value = await reducer(value, each, { signal: controller.signal });
      else [value, hasValue] = [each, true];
    }
    if (!hasValue) throw faults.reduceOfNothing();
  } finally {
    controller.abort();
  }
  return value;
}

function composeWith(stream, options) {
  if (isGiven(options)) faults.checkObject(options, 'options');
  if (isGiven(options?.signal)) faults.checkSignal(options.signal, 'options.signal');
  const composed = require('internal:stream/compose').compose(this, stream);
  if (options?.signal) require('internal:stream/abort').follow(options.signal, composed);
  return composed;
}

module.exports = {
  compose: composeWith,
  // Each gives an iterator, of which a stream is made.
  streaming: { drop, filter, flatMap, map, take },
  // Each gives a promise.
  promising: { every, find, forEach, reduce, some, toArray },
};
