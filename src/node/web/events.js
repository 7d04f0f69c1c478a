'use strict';
// `_events` maps a type to one function, or to an array of them when there are
// several; packages read it, so the shape is part of the interface.

const errorMonitor = Symbol('events.errorMonitor');
const captureRejectionSymbol = Symbol.for('nodejs.rejection');
const kCapture = Symbol('kCapture');
const shapeMode = Symbol('shapeMode');
const { apply } = Reflect;

let defaultMaxListeners = 10;

function EventEmitter(options) {
  EventEmitter.init.call(this, options);
}

EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;

function setHidden(object, key, value, writable = true) {
  Object.defineProperty(object, key, {
    __proto__: null,
    value,
    writable,
    enumerable: false,
    configurable: true,
  });
}
setHidden(EventEmitter.prototype, kCapture, false);

function checkListener(listener) {
  if (typeof listener !== 'function') throw errors.invalidArgType('listener', 'function', listener);
}

function checkCount(value, name) {
  if (typeof value !== 'number') throw errors.invalidArgType(name, 'number', value);
  if (!(value >= 0)) throw errors.outOfRange(name, '>= 0', value);
}

/** The listeners of `type`, always as an array that may be kept. */
function listenersOf(emitter, type) {
  const handler = emitter._events?.[type];
  if (handler === undefined) return [];
  return typeof handler === 'function' ? [handler] : handler.slice();
}

function maxListenersOf(emitter) {
  return emitter._maxListeners === undefined ? defaultMaxListeners : emitter._maxListeners;
}

/** Wraps `listener` so that it is removed before it runs. */
function onceWrapper(emitter, type, listener) {
  let fired = false;
  const wrapper = {
    'bound onceWrapper'(...args) {
      if (fired) return;
      fired = true;
      removeFired(emitter, type, wrapper);
      return apply(listener, emitter, args);
    },
  }['bound onceWrapper'];
  wrapper.listener = listener;
  return wrapper;
}

/** Removes a wrapper that was called. Such go in the order in which they came, so that it is
 * found soonest from the front. */
function removeFired(emitter, type, wrapper) {
  const list = emitter._events?.[type];
  if (emitter.removeListener !== EventEmitter.prototype.removeListener || !Array.isArray(list)) {
    emitter.removeListener(type, wrapper);
    return;
  }
  const at = list.indexOf(wrapper);
  if (at < 0) return;
  removeAt(emitter, type, list, at);
  if (emitter._events.removeListener !== undefined) emitter.emit('removeListener', type, wrapper);
}

function removeAt(emitter, type, list, at) {
  if (at === 0) list.shift();
  else list.splice(at, 1);
  if (list.length === 1) emitter._events[type] = list[0];
}

function add(emitter, type, listener, isFirst) {
  checkListener(listener);
  if (emitter._events === undefined) {
    emitter._events = { __proto__: null };
    emitter._eventsCount = 0;
  } else if (emitter._events.newListener !== undefined) {
    // Announced before it is added, so that nobody hears of himself.
    emitter.emit('newListener', type, listener.listener ?? listener);
  }
  const known = emitter._events[type];
  if (known === undefined) {
    emitter._events[type] = listener;
    emitter._eventsCount++;
    return emitter;
  }
  const list = typeof known === 'function' ? (emitter._events[type] = [known]) : known;
  if (isFirst) list.unshift(listener);
  else list.push(listener);
  warnOfLeak(emitter, type, list);
  return emitter;
}

function warnOfLeak(emitter, type, list) {
  const most = maxListenersOf(emitter);
  if (!(most > 0 && list.length > most) || list.warned) return;
  list.warned = true;
  const name = emitter.constructor?.name ?? 'EventEmitter';
  const warning = new Error(
    'Possible EventEmitter memory leak detected. ' +
      `${list.length} ${String(type)} listeners added to [${name}]. ` +
      `MaxListeners is ${most}. Use emitter.setMaxListeners() to increase limit`,
  );
  warning.name = 'MaxListenersExceededWarning';
  warning.emitter = emitter;
  warning.type = type;
  warning.count = list.length;
  process.emitWarning(warning);
}

/** An 'error' event that nobody hears is thrown. */
function throwUnheard(args) {
  const [error] = args;
  if (error instanceof Error) throw error;
  let shown;
  try {
    shown = require('internal:inspect')(error);
  } catch {
    shown = String(error);
  }
  const unheard = errors.coded('Error', 'ERR_UNHANDLED_ERROR', `Unhandled error. (${shown})`);
  unheard.context = error;
  throw unheard;
}

/** With `captureRejections`, a listener's rejected promise becomes an 'error' event. */
function watch(emitter, promise, type, args) {
  const { then } = promise;
  if (typeof then !== 'function') return;
  then.call(promise, undefined, (error) => process.nextTick(reject, emitter, error, type, args));
}

function reject(emitter, error, type, args) {
  if (typeof emitter[captureRejectionSymbol] === 'function') {
    emitter[captureRejectionSymbol](error, type, ...args);
    return;
  }
  const before = emitter[kCapture];
  try {
    emitter[kCapture] = false;
    emitter.emit('error', error);
  } finally {
    emitter[kCapture] = before;
  }
}

/** Tells of an error: whether anybody hears of it. */
function emitError(emitter, args) {
  const events = emitter._events;
  if (events?.[errorMonitor] !== undefined) emitter.emit(errorMonitor, ...args);
  const handler = events?.error;
  if (handler === undefined) throwUnheard(args);
  for (const listener of typeof handler === 'function' ? [handler] : handler.slice()) {
    const result = apply(listener, emitter, args);
    if (result !== undefined && result !== null && emitter[kCapture]) watch(emitter, result, 'error', args);
  }
  return true;
}

binding.setRare(emitError, watch, kCapture);

function addMethods(prototype, methods) {
  for (const name of Object.keys(methods)) prototype[name] = methods[name];
}

addMethods(EventEmitter.prototype, {
  setMaxListeners: function setMaxListeners(n) {
    checkCount(n, 'setMaxListeners');
    this._maxListeners = n;
    return this;
  },
  getMaxListeners: function getMaxListeners() {
    return maxListenersOf(this);
  },
  emit: binding.emit,
  addListener: function addListener(type, listener) {
    return add(this, type, listener, false);
  },
  on: undefined,
  prependListener: function prependListener(type, listener) {
    return add(this, type, listener, true);
  },
  once: function once(type, listener) {
    checkListener(listener);
    this.on(type, onceWrapper(this, type, listener));
    return this;
  },
  prependOnceListener: function prependOnceListener(type, listener) {
    checkListener(listener);
    this.prependListener(type, onceWrapper(this, type, listener));
    return this;
  },
  removeListener: function removeListener(type, listener) {
    checkListener(listener);
    const known = this._events?.[type];
    if (known === undefined) return this;
    let removed = listener;
    if (known === listener || known.listener === listener) {
      removed = known.listener ?? listener;
      forget(this, type);
    } else if (typeof known !== 'function') {
      const at = known.findLastIndex((each) => each === listener || each.listener === listener);
      if (at < 0) return this;
      removeAt(this, type, known, at);
    } else {
      return this;
    }
    if (this._events.removeListener !== undefined) this.emit('removeListener', type, removed);
    return this;
  },
  off: undefined,
  removeAllListeners: function removeAllListeners(type) {
    const events = this._events;
    if (events === undefined) return this;
    if (events.removeListener === undefined) {
      if (arguments.length === 0) forgetAll(this);
      else if (events[type] !== undefined) forget(this, type);
      return this;
    }
    if (arguments.length === 0) {
      for (const key of Reflect.ownKeys(events)) {
        if (key !== 'removeListener') this.removeAllListeners(key);
      }
      this.removeAllListeners('removeListener');
      forgetAll(this);
      return this;
    }
    // The last added leaves first.
    for (const listener of listenersOf(this, type).reverse()) this.removeListener(type, listener);
    return this;
  },
  listeners: function listeners(type) {
    return listenersOf(this, type).map((listener) => listener.listener ?? listener);
  },
  rawListeners: function rawListeners(type) {
    return listenersOf(this, type);
  },
  listenerCount: function listenerCount(type, listener) {
    const all = listenersOf(this, type);
    if (listener === undefined || listener === null) return all.length;
    return all.filter((each) => each === listener || each.listener === listener).length;
  },
  eventNames: function eventNames() {
    return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
  },
});
EventEmitter.prototype.on = EventEmitter.prototype.addListener;
EventEmitter.prototype.off = EventEmitter.prototype.removeListener;

function forget(emitter, type) {
  emitter._eventsCount--;
  if (emitter[shapeMode]) emitter._events[type] = undefined;
  else if (emitter._eventsCount === 0) emitter._events = { __proto__: null };
  else delete emitter._events[type];
}

function forgetAll(emitter) {
  emitter._events = { __proto__: null };
  emitter._eventsCount = 0;
  emitter[shapeMode] = false;
}

function isEventTarget(value) {
  return value?.constructor?.[Symbol.for('nodejs.event_target')] === true;
}

/** What `internal:event_target` gives; an instance of the class is there, so it is loaded. */
function targets() {
  return require('internal:event_target');
}

/** Hears `signal`, even where its event is stopped. */
function hearAbort(signal, listener) {
  signal?.addEventListener('abort', listener, { once: true, [targets().kResistStopPropagation]: true });
}

function listen(emitter, type, listener, options) {
  if (typeof emitter.on === 'function') {
    if (options?.once) emitter.once(type, listener);
    else emitter.on(type, listener);
  } else if (typeof emitter?.addEventListener === 'function') {
    emitter.addEventListener(type, listener, options);
  } else {
    throw errors.invalidArgType('emitter', 'EventEmitter', emitter);
  }
}

function unlisten(emitter, type, listener) {
  if (typeof emitter.removeListener === 'function') emitter.removeListener(type, listener);
  else if (typeof emitter.removeEventListener === 'function') emitter.removeEventListener(type, listener);
}

function checkSignal(signal, name = 'options.signal') {
  if (signal === undefined) return;
  if (signal === null || typeof signal !== 'object' || !('aborted' in signal)) {
    throw errors.invalidArgType(name, 'AbortSignal', signal);
  }
}

function checkOptions(options) {
  if (options === null || typeof options !== 'object') {
    throw errors.invalidArgType('options', 'Object', options);
  }
}

function abortError(signal) {
  return require('internal:abort_error').abortError(signal.reason);
}

/** A promise for the arguments of the next `name` event. */
async function once(emitter, name, options = {}) {
  checkOptions(options);
  const { signal } = options;
  checkSignal(signal);
  if (signal?.aborted) throw abortError(signal);
  return new Promise((resolve, reject) => {
    const stop = () => {
      unlisten(emitter, name, onEvent);
      unlisten(emitter, 'error', onError);
      signal?.removeEventListener('abort', onAbort);
    };
    const onError = (error) => {
      stop();
      reject(error);
    };
    const onEvent = (...args) => {
      stop();
      resolve(args);
    };
    const onAbort = () => {
      stop();
      reject(abortError(signal));
    };
    listen(emitter, name, onEvent, { once: true });
    if (name !== 'error' && typeof emitter.once === 'function') emitter.once('error', onError);
    hearAbort(signal, onAbort);
  });
}

/** An async iterator over the arguments of all `name` events. */
function on(emitter, name, options = {}) {
  checkOptions(options);
  const { signal } = options;
  checkSignal(signal);
  if (signal?.aborted) throw abortError(signal);
  const highWaterMark = options.highWaterMark ?? options.highWatermark ?? Number.MAX_SAFE_INTEGER;
  const lowWaterMark = options.lowWaterMark ?? options.lowWatermark ?? 1;
  const events = [];
  const waiting = [];
  let failure = null;
  let finished = false;
  let paused = false;

  const onEvent = (...args) => {
    if (waiting.length > 0) {
      waiting.shift().resolve({ value: args, done: false });
      return;
    }
    events.push(args);
    if (!paused && events.length > highWaterMark) {
      paused = true;
      emitter.pause?.();
    }
  };
  const onError = (error) => {
    if (waiting.length > 0) waiting.shift().reject(error);
    else failure = error;
    close();
  };
  const onAbort = () => onError(abortError(signal));
  const closers = options.close ?? [];

  function close() {
    unlisten(emitter, name, onEvent);
    unlisten(emitter, 'error', onError);
    for (const type of closers) unlisten(emitter, type, close);
    signal?.removeEventListener('abort', onAbort);
    finished = true;
    const result = { value: undefined, done: true };
    for (const promise of waiting.splice(0)) promise.resolve(result);
    return Promise.resolve(result);
  }

  const iterator = Object.setPrototypeOf(
    {
      next() {
        if (events.length > 0) {
          const value = events.shift();
          if (paused && events.length < lowWaterMark) {
            paused = false;
            emitter.resume?.();
          }
          return Promise.resolve({ value, done: false });
        }
        if (failure) {
          const rejected = Promise.reject(failure);
          failure = null;
          return rejected;
        }
        if (finished) return close();
        return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
      },
      return: close,
      throw(error) {
        if (!(error instanceof Error)) {
          throw errors.invalidArgType('EventEmitter.AsyncIterator', 'Error', error);
        }
        onError(error);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    },
    Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype),
  );

  listen(emitter, name, onEvent);
  if (name !== 'error' && typeof emitter.on === 'function') emitter.on('error', onError);
  for (const type of closers) listen(emitter, type, close);
  hearAbort(signal, onAbort);
  return iterator;
}

/** Calls `listener` when `signal` aborts, even if it has; what it gives is disposed to stop. */
function addAbortListener(signal, listener) {
  if (signal === undefined) throw errors.invalidArgType('signal', 'AbortSignal', signal);
  checkSignal(signal, 'signal');
  checkListener(listener);
  let stop = () => {};
  if (signal.aborted) {
    queueMicrotask(() => listener());
  } else {
    hearAbort(signal, listener);
    stop = () => signal.removeEventListener('abort', listener);
  }
  return Symbol.dispose === undefined ? { dispose: stop } : { [Symbol.dispose]: stop };
}

function getEventListeners(emitterOrTarget, type) {
  if (typeof emitterOrTarget?.listeners === 'function') return emitterOrTarget.listeners(type);
  if (isEventTarget(emitterOrTarget)) return targets().listenersOf(emitterOrTarget, type);
  throw errors.invalidArgType('emitter', ['EventEmitter', 'EventTarget'], emitterOrTarget);
}

function getMaxListeners(emitterOrTarget) {
  if (typeof emitterOrTarget?.getMaxListeners === 'function') return maxListenersOf(emitterOrTarget);
  if (isEventTarget(emitterOrTarget)) return targets().maxListenersOf(emitterOrTarget);
  throw errors.invalidArgType('emitter', ['EventEmitter', 'EventTarget'], emitterOrTarget);
}

function listenerCount(emitterOrTarget, type) {
  if (typeof emitterOrTarget.listenerCount === 'function') return emitterOrTarget.listenerCount(type);
  if (isEventTarget(emitterOrTarget)) return targets().listenersOf(emitterOrTarget, type).length;
  throw errors.invalidArgType('emitter', ['EventEmitter', 'EventTarget'], emitterOrTarget);
}

addMethods(EventEmitter, {
  addAbortListener,
  once,
  on,
  getEventListeners,
  getMaxListeners,
  listenerCount,
  EventEmitter,
  usingDomains: false,
  captureRejectionSymbol,
  errorMonitor,
  setMaxListeners: function setMaxListeners(n = defaultMaxListeners, ...eventTargets) {
    checkCount(n, 'setMaxListeners');
    if (eventTargets.length === 0) defaultMaxListeners = n;
    for (const target of eventTargets) {
      if (isEventTarget(target)) {
        targets().setMaxListeners(target, n);
        continue;
      }
      if (typeof target?.setMaxListeners !== 'function') {
        throw errors.invalidArgType('eventTargets', ['EventEmitter', 'EventTarget'], target);
      }
      target.setMaxListeners(n);
    }
  },
  init: function (options) {
    if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
      this._events = { __proto__: null };
      this._eventsCount = 0;
      this[shapeMode] = false;
    } else {
      // A subclass has laid out its types, in an order that stays.
      this[shapeMode] = true;
    }
    this._maxListeners ||= undefined;
    if (options?.captureRejections !== undefined && typeof options.captureRejections !== 'boolean') {
      throw errors.invalidArgType('options.captureRejections', 'boolean', options.captureRejections);
    }
    this[kCapture] = options?.captureRejections ?? EventEmitter.prototype[kCapture];
  },
});

Object.defineProperties(EventEmitter, {
  captureRejections: {
    __proto__: null,
    get: () => EventEmitter.prototype[kCapture],
    set(value) {
      if (typeof value !== 'boolean')
        throw errors.invalidArgType('EventEmitter.captureRejections', 'boolean', value);
      EventEmitter.prototype[kCapture] = value;
    },
    enumerable: true,
    configurable: true,
  },
  defaultMaxListeners: {
    __proto__: null,
    get: () => defaultMaxListeners,
    set(value) {
      checkCount(value, 'defaultMaxListeners');
      defaultMaxListeners = value;
    },
    enumerable: true,
  },
});

module.exports = EventEmitter;
binding.inherit(EventEmitter.prototype);
