'use strict';
// `EventTarget`. Listeners of a type are a linked list, walked while it changes:
// what is removed is passed over, what is added behind the next one is met.

const { Event, asInterface, dispatching, missing, nested } = require('internal:event');

const kListeners = Symbol('kListeners');
const kHandlers = Symbol('kHandlers');
const kMaxListeners = Symbol('events.maxEventTargetListeners');
const kWarned = Symbol('events.maxEventTargetListenersWarned');
const kIsEventTarget = Symbol.for('nodejs.event_target');
// A listener so marked hears of an event even after `stopImmediatePropagation`.
const kResistStopPropagation = Symbol('kResistStopPropagation');
// Called when the first listener of a type arrives, and when the last leaves.
const kHeard = Symbol('kHeard');
const kUnheard = Symbol('kUnheard');

function isEventTarget(value) {
  return value?.constructor?.[kIsEventTarget] === true;
}

function checkThis(value) {
  if (isEventTarget(value) && value[kListeners] !== undefined) return;
  throw errors.coded('TypeError', 'ERR_INVALID_THIS', 'Value of "this" must be of type EventTarget');
}

function checkSignal(signal) {
  if (signal === undefined) return;
  if (signal === null || typeof signal !== 'object' || !('aborted' in signal)) {
    throw errors.invalidArgType('options.signal', 'AbortSignal', signal);
  }
}

/** Whether `listener` can be called; what is no listener at all throws. */
function isListener(listener) {
  if (typeof listener === 'function' || typeof listener?.handleEvent === 'function') return true;
  if (listener === undefined || listener === null) return false;
  if (typeof listener === 'object') return true;
  throw errors.invalidArgType('listener', 'EventListener', listener);
}

function optionsOf(options) {
  if (typeof options === 'boolean') return { capture: options };
  if (options === null || options === undefined) return {};
  if (typeof options !== 'object' && typeof options !== 'function') {
    throw errors.invalidArgType('options', 'object', options);
  }
  return {
    once: !!options.once,
    capture: !!options.capture,
    passive: !!options.passive,
    signal: options.signal,
    resists: !!options[kResistStopPropagation],
  };
}

class Listener {
  constructor(previous, listener, { once = false, capture = false, passive = false, resists = false }) {
    this.next = undefined;
    this.previous = previous;
    previous.next = this;
    this.listener = listener;
    this.once = once;
    this.capture = capture;
    this.passive = passive;
    this.resists = resists;
    this.isRemoved = false;
  }

  call(target, event) {
    const { listener } = this;
    if (typeof listener === 'function') return Reflect.apply(listener, target, [event]);
    return callObject(listener, event);
  }

  /** Leaves the list; its own `next` stays, for the walk that may stand here. */
  unlink() {
    this.previous.next = this.next;
    if (this.next !== undefined) this.next.previous = this.previous;
    this.isRemoved = true;
  }
}

async function callObject(listener, event) {
  if (listener.handleEvent) await Reflect.apply(listener.handleEvent, listener, [event]);
}

function warnUncallable(target, type, listener) {
  const warning = new Error(`addEventListener called with ${listener} which has no effect.`);
  warning.name = 'AddEventListenerArgumentTypeWarning';
  warning.target = target;
  warning.type = type;
  process.emitWarning(warning);
}

function warnOfLeak(target, type, size) {
  const most = target[kMaxListeners];
  if (!(most > 0 && size > most) || target[kWarned]) return;
  target[kWarned] = true;
  const shown = require('internal:inspect')(target, { depth: -1 });
  const warning = new Error(
    `Possible EventTarget memory leak detected. ${size} ${type} listeners added to ${shown}. ` +
      `MaxListeners is ${most}. Use events.setMaxListeners() to increase limit`,
  );
  warning.name = 'MaxListenersExceededWarning';
  warning.target = target;
  warning.type = type;
  warning.count = size;
  process.emitWarning(warning);
}

function throwLater(error) {
  process.nextTick(() => {
    throw error;
  });
}

function watch(result) {
  const { then } = result;
  if (typeof then === 'function') Reflect.apply(then, result, [undefined, throwLater]);
}

/** The listener of `list` that is `listener`, or else the last one. */
function find(list, listener, capture) {
  let each = list;
  while (each.next !== undefined) {
    each = each.next;
    if (each.listener === listener && each.capture === capture) break;
  }
  return each;
}

/** Removes the listener when `signal` aborts, and keeps nothing alive until then. */
function removeOnAbort(signal, target, type, list, listener) {
  const references = [target, list, listener].map((each) => new WeakRef(each));
  const stop = () => {
    const [owner, heard, each] = references.map((reference) => reference.deref());
    if (owner !== undefined && each !== undefined && !each.isRemoved) remove(owner, type, heard, each);
  };
  signal.addEventListener('abort', stop, { once: true, [kResistStopPropagation]: true });
}

function remove(target, type, list, listener) {
  listener.unlink();
  list.size--;
  if (list.size === 0) target[kUnheard](type);
}

function dispatch(target, event) {
  const state = dispatching.stateOf(event);
  const { type } = state;
  state.target = target;
  const list = target[kListeners].get(type);
  if (list === undefined) return;
  state.isDispatched = true;
  let next;
  for (let listener = list.next; listener !== undefined; listener = next) {
    ({ next } = listener);
    if (listener.isRemoved || (state.isStopped && !listener.resists)) continue;
    if (listener.once) remove(target, type, list, listener);
    state.isPassive = listener.passive;
    try {
      const result = listener.call(target, event);
      state.isDispatched = false;
      if (result !== undefined && result !== null) watch(result);
    } catch (error) {
      throwLater(error);
    }
    state.isPassive = false;
  }
  state.isDispatched = false;
}

class EventTarget {
  static [kIsEventTarget] = true;

  constructor() {
    const hide = (key, value) => Object.defineProperty(this, key, { __proto__: null, value, writable: true });
    hide(kListeners, new Map());
    hide(kMaxListeners, require('node:events').defaultMaxListeners);
    hide(kWarned, false);
    hide(kHandlers, undefined);
  }

  addEventListener(type, listener, options = undefined) {
    checkThis(this);
    if (arguments.length < 2) throw missing('type', 'listener');
    const settings = optionsOf(options);
    const { signal } = settings;
    checkSignal(signal);
    if (signal?.aborted) return;
    if (!isListener(listener)) {
      warnUncallable(this, type, listener);
      return;
    }
    type = `${type}`;
    let list = this[kListeners].get(type);
    if (list === undefined) {
      list = { size: 0, next: undefined };
      this[kListeners].set(type, list);
    }
    const capture = settings.capture ?? false;
    const found = find(list, listener, capture);
    if (found !== list && found.listener === listener && found.capture === capture) {
      if (signal) removeOnAbort(signal, this, type, list, found);
      return;
    }
    const added = new Listener(found, listener, settings);
    list.size++;
    if (signal) removeOnAbort(signal, this, type, list, added);
    warnOfLeak(this, type, list.size);
    if (list.size === 1) this[kHeard](type);
  }

  removeEventListener(type, listener, options = undefined) {
    checkThis(this);
    if (arguments.length < 2) throw missing('type', 'listener');
    if (!isListener(listener)) return;
    type = `${type}`;
    const capture = options === true || options?.capture === true;
    const list = this[kListeners].get(type);
    for (let each = list?.next; each !== undefined; each = each.next) {
      if (each.listener !== listener || each.capture !== capture) continue;
      remove(this, type, list, each);
      if (list.size === 0) this[kListeners].delete(type);
      return;
    }
  }

  dispatchEvent(event) {
    checkThis(this);
    if (arguments.length < 1) throw missing('event');
    if (!dispatching.isEvent(event)) throw errors.invalidArgType('event', 'Event', event);
    if (dispatching.stateOf(event).isDispatched) {
      throw errors.coded(
        'Error',
        'ERR_EVENT_RECURSION',
        `The event "${event.type}" is already being dispatched`,
      );
    }
    dispatch(this, event);
    return event.defaultPrevented !== true;
  }

  [kHeard]() {}
  [kUnheard]() {}

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    const { name } = this.constructor;
    return depth < 0 ? name : `${name} ${inspect({}, nested(options))}`;
  }
}
asInterface(EventTarget, 'EventTarget');

/** The listeners of `type`, as they were given. */
function listenersOf(target, type) {
  const found = [];
  for (let each = target[kListeners].get(`${type}`)?.next; each !== undefined; each = each.next) {
    found.push(each.listener);
  }
  return found;
}

function maxListenersOf(target) {
  return target[kMaxListeners];
}

function setMaxListeners(target, count) {
  target[kMaxListeners] = count;
  target[kWarned] = false;
}

/** An attribute `onname`, whose function hears as a listener added when it was first set. */
function defineHandler({ prototype }, name) {
  const key = `on${name}`;
  const access = {
    get [key]() {
      checkThis(this);
      return this[kHandlers]?.get(name)?.value ?? null;
    },
    set [key](value) {
      checkThis(this);
      this[kHandlers] ??= new Map();
      const known = this[kHandlers].get(name);
      if (known !== undefined) {
        known.value = value;
        return;
      }
      const handler = { value };
      this[kHandlers].set(name, handler);
      this.addEventListener(name, function (...args) {
        if (typeof handler.value === 'function') return Reflect.apply(handler.value, this, args);
      });
    },
  };
  const { get, set } = Object.getOwnPropertyDescriptor(access, key);
  Object.defineProperty(prototype, key, { __proto__: null, get, set, enumerable: true, configurable: true });
}

module.exports = {
  Event,
  EventTarget,
  defineHandler,
  dispatch,
  isEventTarget,
  kHeard,
  kResistStopPropagation,
  kUnheard,
  listenersOf,
  maxListenersOf,
  setMaxListeners,
};
