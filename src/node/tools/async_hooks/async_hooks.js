'use strict';
// node:async_hooks on named values that follow asynchronous work around.
//
// The engine tells nobody of the promises that it makes, so `createHook` is told of the
// resources of scripts alone (AsyncResource); stores follow everything.

const asyncContext = require('internal:async_context');

const RESOURCE = Symbol('resource');

/** Resource 1 is the program itself. */
let lastId = 1;

function checkFunction(value, name) {
  if (typeof value !== 'function') throw errors.invalidArgType(name, 'function', value);
}

class AsyncLocalStorage {
  /** A store of undefined is one too, hence the box. */
  #key = Symbol('store');
  #defaultValue;
  #name;

  constructor(options = {}) {
    if (options === null || typeof options !== 'object')
      throw errors.invalidArgType('options', 'Object', options);
    const { defaultValue, name } = options;
    if (name !== undefined && typeof name !== 'string')
      throw errors.invalidArgType('options.name', 'string', name);
    this.#defaultValue = defaultValue;
    this.#name = name ?? '';
  }

  /** `fn` with the asynchronous context of now, wherever it is called. */
  static bind(fn) {
    checkFunction(fn, 'fn');
    const frame = asyncContext.current();
    return function bound(...args) {
      return asyncContext.under(frame, () => Reflect.apply(fn, this, args));
    };
  }

  static snapshot() {
    const frame = asyncContext.current();
    return (fn, ...args) => asyncContext.under(frame, () => fn(...args));
  }

  get name() {
    return this.#name;
  }

  getStore() {
    const box = asyncContext.get(this.#key);
    return box === undefined ? this.#defaultValue : box.value;
  }

  run(store, fn, ...args) {
    return asyncContext.run(this.#key, { value: store }, () => fn(...args));
  }

  exit(fn, ...args) {
    return asyncContext.run(this.#key, { value: undefined }, () => fn(...args));
  }

  enterWith(store) {
    asyncContext.set(this.#key, { value: store });
  }

  disable() {
    asyncContext.set(this.#key, undefined);
  }

  /** Enters `store` until the end of a `using` block. */
  withScope(store) {
    const key = this.#key;
    const before = asyncContext.get(key);
    asyncContext.set(key, { value: store });
    return {
      [Symbol.dispose]() {
        asyncContext.set(key, before);
      },
    };
  }
}

/** The hooks that are enabled. */
const enabled = new Set();

function tell(kind, ...args) {
  for (const callbacks of Array.from(enabled)) callbacks[kind]?.(...args);
}

const currentResource = () => asyncContext.get(RESOURCE);

const executionAsyncId = () => currentResource()?.asyncId() ?? 1;

const triggerAsyncId = () => currentResource()?.triggerAsyncId() ?? 0;

const topResource = {};

const executionAsyncResource = () => currentResource() ?? topResource;

class AsyncResource {
  #id = ++lastId;
  #trigger;
  #frame = asyncContext.current();

  constructor(type, options = {}) {
    if (typeof type !== 'string') throw errors.invalidArgType('type', 'string', type);
    const trigger = typeof options === 'number' ? options : options?.triggerAsyncId;
    if (trigger !== undefined && !(Number.isSafeInteger(trigger) && trigger >= -1)) {
      const text = `Invalid triggerAsyncId value: ${trigger}`;
      throw errors.coded('RangeError', 'ERR_INVALID_ASYNC_ID', text);
    }
    this.#trigger = trigger ?? executionAsyncId();
    tell('init', this.#id, type, this.#trigger, this);
  }

  static bind(fn, type, thisArg) {
    return new AsyncResource(type || fn?.name || 'bound-anonymous-fn').bind(fn, thisArg);
  }

  asyncId() {
    return this.#id;
  }

  triggerAsyncId() {
    return this.#trigger;
  }

  runInAsyncScope(fn, thisArg, ...args) {
    const call = () => asyncContext.run(RESOURCE, this, () => Reflect.apply(fn, thisArg, args));
    tell('before', this.#id);
    try {
      return asyncContext.under(this.#frame, call);
    } finally {
      tell('after', this.#id);
    }
  }

  bind(fn, thisArg) {
    checkFunction(fn, 'fn');
    const resource = this;
    const bound = function (...args) {
      return resource.runInAsyncScope(fn, thisArg === undefined ? this : thisArg, ...args);
    };
    Object.defineProperty(bound, 'length', { __proto__: null, value: fn.length, configurable: true });
    return bound;
  }

  emitDestroy() {
    tell('destroy', this.#id);
    return this;
  }
}

class AsyncHook {
  #callbacks;

  constructor(callbacks) {
    this.#callbacks = callbacks;
  }

  enable() {
    enabled.add(this.#callbacks);
    return this;
  }

  disable() {
    enabled.delete(this.#callbacks);
    return this;
  }
}

const KINDS = ['init', 'before', 'after', 'destroy', 'promiseResolve'];

function createHook(callbacks) {
  for (const kind of KINDS) {
    if (callbacks[kind] === undefined || typeof callbacks[kind] === 'function') continue;
    throw errors.coded('TypeError', 'ERR_ASYNC_CALLBACK', `hook.${kind} must be a function`);
  }
  return new AsyncHook(callbacks);
}

module.exports = {
  AsyncLocalStorage,
  AsyncResource,
  createHook,
  executionAsyncId,
  executionAsyncResource,
  triggerAsyncId,
};
