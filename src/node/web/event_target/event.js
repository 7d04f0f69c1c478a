'use strict';
// `Event` and `CustomEvent`. What dispatching changes of an event is reached
// through `dispatching`, which only built-in modules see.

const kState = Symbol('kState');

function missing(...names) {
  const quoted = names.map((name) => `"${name}"`).join(' and ');
  const verb = names.length === 1 ? 'argument' : 'arguments';
  return errors.coded('TypeError', 'ERR_MISSING_ARGS', `The ${quoted} ${verb} must be specified`);
}

function stateOf(event) {
  const state = event?.[kState];
  if (state === undefined) {
    throw errors.coded('TypeError', 'ERR_INVALID_THIS', 'Value of "this" must be of type Event');
  }
  return state;
}

class Event {
  static NONE = 0;
  static CAPTURING_PHASE = 1;
  static AT_TARGET = 2;
  static BUBBLING_PHASE = 3;

  constructor(type, options = undefined) {
    if (arguments.length === 0) throw missing('type');
    if (
      options !== undefined &&
      options !== null &&
      typeof options !== 'object' &&
      typeof options !== 'function'
    ) {
      throw errors.invalidArgType('options', 'object', options);
    }
    const state = {
      type: `${type}`,
      bubbles: !!options?.bubbles,
      cancelable: !!options?.cancelable,
      composed: !!options?.composed,
      prevented: false,
      propagates: true,
      isStopped: false,
      target: null,
      isDispatched: false,
      isPassive: false,
      isTrusted: false,
      timeStamp: process.uptime() * 1000,
    };
    Object.defineProperty(this, kState, { __proto__: null, value: state });
  }

  initEvent(type, bubbles = false, cancelable = false) {
    const state = stateOf(this);
    if (arguments.length === 0) throw missing('type');
    if (state.isDispatched) return;
    state.type = `${type}`;
    state.bubbles = !!bubbles;
    state.cancelable = !!cancelable;
  }

  stopImmediatePropagation() {
    const state = stateOf(this);
    state.propagates = false;
    state.isStopped = true;
  }

  preventDefault() {
    const state = stateOf(this);
    if (!state.isPassive) state.prevented = true;
  }

  get target() {
    return stateOf(this).target;
  }
  get currentTarget() {
    const state = stateOf(this);
    return state.isDispatched ? state.target : null;
  }
  get srcElement() {
    return stateOf(this).target;
  }
  get type() {
    return stateOf(this).type;
  }
  get cancelable() {
    return stateOf(this).cancelable;
  }
  get defaultPrevented() {
    const state = stateOf(this);
    return state.cancelable && state.prevented;
  }
  get timeStamp() {
    return stateOf(this).timeStamp;
  }
  composedPath() {
    const state = stateOf(this);
    return state.isDispatched ? [state.target] : [];
  }
  get returnValue() {
    const state = stateOf(this);
    return !state.cancelable || !state.prevented;
  }
  set returnValue(value) {
    if (!stateOf(this).cancelable || value) return;
    this.preventDefault();
  }
  get bubbles() {
    return stateOf(this).bubbles;
  }
  get composed() {
    return stateOf(this).composed;
  }
  get eventPhase() {
    return stateOf(this).isDispatched ? Event.AT_TARGET : Event.NONE;
  }
  get cancelBubble() {
    return !stateOf(this).propagates;
  }
  set cancelBubble(value) {
    const state = stateOf(this);
    if (value) state.propagates = false;
  }
  stopPropagation() {
    stateOf(this).propagates = false;
  }
  get isTrusted() {
    return stateOf(this).isTrusted;
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    const { name } = this.constructor;
    if (depth < 0) return name;
    const { type, defaultPrevented, cancelable, timeStamp } = this;
    const fields = { type, defaultPrevented, cancelable, timeStamp };
    return `${name} ${inspect(fields, nested(options))}`;
  }
}

/** Inspection's options for what lies one level below. */
function nested(options) {
  return { ...options, depth: Number.isInteger(options.depth) ? options.depth - 1 : options.depth };
}

class CustomEvent extends Event {
  #detail;

  constructor(type, options = undefined) {
    if (arguments.length === 0) throw missing('type');
    super(type, options);
    this.#detail = options?.detail ?? null;
  }

  get detail() {
    if (!(#detail in this)) {
      throw errors.coded('TypeError', 'ERR_INVALID_THIS', 'Value of "this" must be of type CustomEvent');
    }
    return this.#detail;
  }
}

/** Names a class for `Object.prototype.toString` and lists its members, as the web's interfaces do. */
function asInterface({ prototype }, tag, hidden = []) {
  for (const key of Object.getOwnPropertyNames(prototype)) {
    if (key === 'constructor' || hidden.includes(key)) continue;
    Object.defineProperty(prototype, key, { __proto__: null, enumerable: true });
  }
  Object.defineProperty(prototype, Symbol.toStringTag, { __proto__: null, value: tag, configurable: true });
}
asInterface(Event, 'Event');
asInterface(CustomEvent, 'CustomEvent');

/** What a dispatch reads and changes of an event. */
const dispatching = {
  isEvent: (value) => value?.[kState] !== undefined,
  stateOf,
  trusted(type) {
    const event = new Event(type);
    stateOf(event).isTrusted = true;
    return event;
  },
};

module.exports = { Event, CustomEvent, asInterface, dispatching, missing, nested };
