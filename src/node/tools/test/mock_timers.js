'use strict';
// Timers and a clock that stand still until a test moves them.

const timersModule = require('timers');
const promisesModule = require('timers/promises');

const APIS = ['setTimeout', 'setInterval', 'setImmediate', 'Date', 'scheduler.wait', 'AbortSignal.timeout'];
const LONGEST = 2 ** 31 - 1;

const invalidState = (message) => errors.coded('Error', 'ERR_INVALID_STATE', `Invalid state: ${message}`);

/** What a mocked `setTimeout`, `setInterval` or `setImmediate` returns. */
class Timeout {
  constructor(owner, { callback, args, delay, repeats, dueAt }) {
    Object.defineProperties(this, {
      owner: { __proto__: null, value: owner },
      callback: { __proto__: null, value: callback },
      args: { __proto__: null, value: args },
      delay: { __proto__: null, value: delay },
      repeats: { __proto__: null, value: repeats },
      dueAt: { __proto__: null, value: dueAt, writable: true },
    });
  }

  /** A mocked timer keeps nothing alive, and only the script moves it. */
  ref() {
    return this;
  }

  unref() {
    return this;
  }

  hasRef() {
    return true;
  }

  refresh() {
    return this;
  }

  close() {
    this.owner.remove(this);
    return this;
  }

  [Symbol.dispose]() {
    this.owner.remove(this);
  }
}

/** Timers by the time they are due; those of one time in the order they were set. */
class Schedule {
  now = 0;
  #waiting = [];

  add(callback, args, delay, repeats) {
    const wanted = Number(delay);
    const whole = wanted >= 1 && wanted <= LONGEST ? Math.trunc(wanted) : 1;
    const timer = new Timeout(this, { callback, args, delay: whole, repeats, dueAt: this.now + whole });
    this.#insert(timer);
    return timer;
  }

  /** Runs at the next move of the clock, before timers. */
  addImmediate(callback, args) {
    const timer = new Timeout(this, { callback, args, delay: 0, repeats: false, dueAt: this.now });
    this.#insert(timer);
    return timer;
  }

  #insert(timer) {
    const place = this.#waiting.findIndex((other) => other.dueAt > timer.dueAt);
    this.#waiting.splice(place === -1 ? this.#waiting.length : place, 0, timer);
  }

  remove(timer) {
    const place = this.#waiting.indexOf(timer);
    if (place !== -1) this.#waiting.splice(place, 1);
  }

  /** Moves the clock to `time` and runs what is due; callbacks see the new time. */
  moveTo(time) {
    this.now = time;
    while (this.#waiting.length > 0 && this.#waiting[0].dueAt <= this.now) {
      const timer = this.#waiting.shift();
      if (timer.repeats) {
        timer.dueAt += timer.delay;
        this.#insert(timer);
      }
      timer.callback.apply(undefined, timer.args);
    }
  }

  latest() {
    return this.#waiting.at(-1)?.dueAt ?? this.now;
  }
}

/** A `Date` that reads its time from `schedule`. */
function dateClass(schedule, Original) {
  const makes = {
    Date: function Date(...args) {
      if (new.target === undefined) return new Original(schedule.now).toString();
      const given = args.length === 0 ? [schedule.now] : args;
      return Reflect.construct(Original, given, new.target === Mocked ? Original : new.target);
    },
  };
  const Mocked = makes.Date;
  Object.defineProperties(Mocked, {
    prototype: { __proto__: null, value: Original.prototype, writable: false },
    length: { __proto__: null, value: Original.length, configurable: true },
    now: { __proto__: null, value: () => schedule.now, writable: true, configurable: true },
    parse: { __proto__: null, value: Original.parse, writable: true, configurable: true },
    UTC: { __proto__: null, value: Original.UTC, writable: true, configurable: true },
    isMock: { __proto__: null, value: true },
  });
  return Mocked;
}

function checkSignal(options) {
  const signal = options?.signal;
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal)))
    throw errors.invalidArgType('options.signal', 'AbortSignal', signal);
  return signal;
}

const abortedBy = (signal) => require('internal:abort_error').abortError(signal.reason);

/** A promise for `value` when the clock has moved on by `delay`. */
async function later(schedule, delay, value, options) {
  const signal = checkSignal(options);
  if (signal?.aborted) throw abortedBy(signal);
  const { promise, resolve, reject } = Promise.withResolvers();
  const timer = delay === 0 ? schedule.addImmediate(resolve, [value]) : schedule.add(resolve, [value], delay);
  const abort = () => {
    schedule.remove(timer);
    reject(abortedBy(signal));
  };
  signal?.addEventListener('abort', abort, { once: true });
  return promise.finally(() => signal?.removeEventListener('abort', abort));
}

/** `value` again each time that the clock has moved on by `delay`. */
async function* repeatedly(schedule, delay, value, options) {
  const signal = checkSignal(options);
  let due = 0;
  let wake;
  const timer = schedule.add(
    () => {
      due++;
      wake?.();
    },
    [],
    delay,
    true,
  );
  const abort = () => wake?.();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    for (;;) {
      if (signal?.aborted) throw abortedBy(signal);
      if (due === 0) await new Promise((resolve) => (wake = resolve));
      for (; due > 0; due--) yield value;
    }
  } finally {
    schedule.remove(timer);
    signal?.removeEventListener('abort', abort);
  }
}

function signalAfter(schedule, delay) {
  const controller = new AbortController();
  schedule.add(() => controller.abort(), [], delay);
  return controller.signal;
}

class MockTimers {
  #schedule;
  #restores = [];

  #check() {
    if (this.#schedule === undefined) {
      throw invalidState('You should enable MockTimers first by calling the .enable function');
    }
  }

  enable(options = {}) {
    if (options === null || typeof options !== 'object')
      throw errors.invalidArgType('options', 'Object', options);
    if (this.#schedule !== undefined) throw invalidState('MockTimers is already enabled!');
    const { apis = APIS, now = 0 } = options;
    if (!Array.isArray(apis)) throw errors.invalidArgType('options.apis', 'Array', apis);
    for (const api of apis) {
      if (!APIS.includes(api))
        throw errors.invalidArgValue('options.apis', api, `option ${api} is not supported`);
    }
    const time = now instanceof Date ? now.getTime() : now;
    if (typeof time !== 'number') throw errors.invalidArgType('options.now', ['number', 'Date'], now);
    checkTime(time);
    this.#schedule = new Schedule();
    this.#schedule.now = time;
    for (const api of apis) this.#mock(api);
  }

  #replace(object, key, value) {
    const own = Object.getOwnPropertyDescriptor(object, key);
    Object.defineProperty(object, key, {
      __proto__: null,
      value,
      writable: true,
      configurable: true,
      enumerable: own?.enumerable ?? true,
    });
    this.#restores.push(() => {
      if (own) Object.defineProperty(object, key, own);
      else delete object[key];
    });
  }

  #replaceEverywhere(key, value) {
    for (const object of [globalThis, timersModule]) this.#replace(object, key, value);
  }

  #mock(api) {
    const schedule = this.#schedule;
    if (api === 'Date') {
      this.#replace(globalThis, 'Date', dateClass(schedule, Date));
      return;
    }
    if (api === 'scheduler.wait') {
      const { scheduler } = promisesModule;
      this.#replace(scheduler, 'wait', (delay, options) => later(schedule, delay, undefined, options));
      return;
    }
    if (api === 'AbortSignal.timeout') {
      this.#replace(AbortSignal, 'timeout', (delay) => signalAfter(schedule, delay));
      return;
    }
    const clear = {
      setTimeout: 'clearTimeout',
      setInterval: 'clearInterval',
      setImmediate: 'clearImmediate',
    }[api];
    const original = timersModule[clear];
    this.#replaceEverywhere(clear, (timer) =>
      timer instanceof Timeout ? schedule.remove(timer) : original(timer),
    );
    const set = {
      setTimeout: (callback, delay, ...args) => schedule.add(callback, args, delay, false),
      setInterval: (callback, delay, ...args) => schedule.add(callback, args, delay, true),
      setImmediate: (callback, ...args) => schedule.addImmediate(callback, args),
    }[api];
    this.#replaceEverywhere(api, set);
    const promised = {
      setTimeout: (delay, value, options) => later(schedule, delay, value, options),
      setImmediate: (value, options) => later(schedule, 0, value, options),
      setInterval: (delay, value, options) => repeatedly(schedule, delay, value, options),
    }[api];
    this.#replace(promisesModule, api, promised);
  }

  tick(time = 1) {
    if (typeof time !== 'number' || Number.isNaN(time)) throw errors.invalidArgType('time', 'number', time);
    this.#check();
    checkTime(time);
    this.#schedule.moveTo(this.#schedule.now + time);
  }

  setTime(time = 1) {
    if (typeof time !== 'number' || Number.isNaN(time)) throw errors.invalidArgType('time', 'number', time);
    this.#check();
    checkTime(time);
    this.#schedule.now = time;
  }

  runAll() {
    this.#check();
    this.#schedule.moveTo(this.#schedule.latest());
  }

  reset() {
    for (const restore of this.#restores.reverse()) restore();
    this.#restores = [];
    this.#schedule = undefined;
  }

  [Symbol.dispose]() {
    this.reset();
  }
}

function checkTime(time) {
  if (time < 0) throw errors.invalidArgValue('time', 'positive integer', `${time}`);
}

module.exports = { MockTimers };
