// node:timers/promises: timers as promises, and the scheduler.
'use strict';

const {
  setTimeout,
  clearTimeout,
  setImmediate,
  clearImmediate,
  setInterval,
  clearInterval,
} = require('timers');

// Names the type that a value should have had, in Node's words.
const wrongType = (name, expected, value) => errors.invalidArgType(name, expected, value);

function checkDelay(delay) {
  if (delay !== undefined && typeof delay !== 'number') throw wrongType('delay', 'number', delay);
}

function checkOptions(options) {
  if (options === null || typeof options !== 'object' || Array.isArray(options)) {
    throw wrongType('options', 'Object', options);
  }
  const { signal, ref } = options;
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
    throw wrongType('options.signal', 'AbortSignal', signal);
  }
  if (ref !== undefined && typeof ref !== 'boolean') throw wrongType('options.ref', 'boolean', ref);
}

const abortError = (cause) => require('internal:abort_error').abortError(cause);

// A promise that `schedule(resolve)` lets come true unless the signal comes first.
// `schedule` returns the timer, `clear` forgets it.
function timed(schedule, clear, { signal, ref = true }) {
  if (signal?.aborted) return Promise.reject(abortError(signal.reason));
  let abort;
  const promise = new Promise((resolve, reject) => {
    const timer = schedule(resolve);
    if (!ref) timer.unref();
    if (signal === undefined) return;
    abort = () => {
      clear(timer);
      reject(abortError(signal.reason));
    };
    signal.addEventListener('abort', abort, { once: true });
  });
  if (abort === undefined) return promise;
  const forget = () => signal.removeEventListener('abort', abort);
  promise.then(forget, forget);
  return promise;
}

// Faults of the arguments reject; they are not thrown.
function promised(check, start) {
  try {
    check();
  } catch (error) {
    return Promise.reject(error);
  }
  return start();
}

exports.setTimeout = function setTimeoutPromise(delay, value, options = {}) {
  const check = () => {
    checkDelay(delay);
    checkOptions(options);
  };
  return promised(check, () => timed((resolve) => setTimeout(resolve, delay, value), clearTimeout, options));
};
Object.defineProperty(exports.setTimeout, 'name', { value: 'setTimeout' });

exports.setImmediate = function setImmediatePromise(value, options = {}) {
  const start = () => timed((resolve) => setImmediate(resolve, value), clearImmediate, options);
  return promised(() => checkOptions(options), start);
};
Object.defineProperty(exports.setImmediate, 'name', { value: 'setImmediate' });

exports.setInterval = async function* setIntervalIterator(delay, value, options = {}) {
  checkDelay(delay);
  checkOptions(options);
  const { signal, ref = true } = options;
  if (signal?.aborted) throw abortError(signal.reason);
  let due = 0;
  let wake;
  const interval = setInterval(() => {
    due++;
    wake?.();
  }, delay);
  if (!ref) interval.unref();
  const abort = () => {
    clearInterval(interval);
    wake?.();
  };
  signal?.addEventListener('abort', abort, { once: true });
  try {
    while (!signal?.aborted) {
      if (due === 0)
        await new Promise((resolve) => {
          wake = resolve;
        });
      wake = undefined;
      for (; due > 0; due--) yield value;
    }
    throw abortError(signal.reason);
  } finally {
    clearInterval(interval);
    signal?.removeEventListener('abort', abort);
  }
};
Object.defineProperty(exports.setInterval, 'name', { value: 'setInterval' });

class Scheduler {
  constructor() {
    throw errors.coded('TypeError', 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
  }

  yield() {
    return exports.setImmediate();
  }

  wait(delay, options) {
    return exports.setTimeout(delay, undefined, options);
  }
}

exports.scheduler = Object.create(Scheduler.prototype);
