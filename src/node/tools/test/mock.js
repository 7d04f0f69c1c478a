'use strict';
// Functions that remember how they were called, alone or in place of a method.

function checkFunction(value, name) {
  if (typeof value !== 'function') throw errors.invalidArgType(name, 'function', value);
}

function checkBoolean(value, name) {
  if (typeof value !== 'boolean') throw errors.invalidArgType(name, 'boolean', value);
}

function checkTimes(value, name, least) {
  if (value === undefined) return Infinity;
  if (typeof value !== 'number') throw errors.invalidArgType(name, 'number', value);
  if (!Number.isInteger(value)) throw errors.outOfRange(name, 'an integer', value);
  if (value < least) throw errors.outOfRange(name, `>= ${least} && <= ${Number.MAX_SAFE_INTEGER}`, value);
  return value;
}

/** What a mocked function remembers, and what it does next. */
class MockFunctionContext {
  #calls = [];
  #implementation;
  #once = new Map();
  #restore;

  constructor(implementation, restore) {
    this.#implementation = implementation;
    this.#restore = restore;
  }

  get calls() {
    return this.#calls.slice();
  }

  callCount() {
    return this.#calls.length;
  }

  mockImplementation(implementation) {
    checkFunction(implementation, 'implementation');
    this.#implementation = implementation;
  }

  mockImplementationOnce(implementation, onCall) {
    checkFunction(implementation, 'implementation');
    const next = this.#calls.length;
    const call = onCall ?? next;
    checkTimes(call, 'onCall', next);
    this.#once.set(call, implementation);
  }

  restore() {
    this.#restore?.();
    this.#restore = undefined;
  }

  resetCalls() {
    this.#calls = [];
  }

  /** The function for the call that comes now. */
  static take(context) {
    const call = context.#calls.length;
    const once = context.#once.get(call);
    context.#once.delete(call);
    return once ?? context.#implementation;
  }

  static note(context, call) {
    context.#calls.push(call);
  }

  static isActive(context) {
    return context.#restore !== undefined;
  }
}

/** What a mocked property remembers, and what it holds. */
class MockPropertyContext {
  #object;
  #name;
  #own;
  #value;
  #accesses = [];
  #once = new Map();

  constructor(object, name, value) {
    this.#object = object;
    this.#name = name;
    this.#own = findDescriptor(object, name);
    this.#value = value;
    const { enumerable = true } = this.#own;
    Object.defineProperty(object, name, {
      __proto__: null,
      configurable: true,
      enumerable,
      get: () => this.#note('get', this.#take(this.#value)),
      set: (given) => {
        this.#value = this.#note('set', this.#take(given));
      },
    });
  }

  #take(usual) {
    const access = this.#accesses.length;
    const value = this.#once.has(access) ? this.#once.get(access) : usual;
    this.#once.delete(access);
    return value;
  }

  #note(type, value) {
    this.#accesses.push({ type, value, stack: new Error() });
    return value;
  }

  get accesses() {
    return this.#accesses.slice();
  }

  accessCount() {
    return this.#accesses.length;
  }

  mockImplementation(value) {
    this.#value = value;
  }

  mockImplementationOnce(value, onAccess) {
    const next = this.#accesses.length;
    const access = onAccess ?? next;
    checkTimes(access, 'onAccess', next);
    this.#once.set(access, value);
  }

  resetAccesses() {
    this.#accesses = [];
  }

  restore() {
    // As Node does, what was inherited becomes the object's own.
    Object.defineProperty(this.#object, this.#name, this.#own);
  }
}

/** Calls through `context`, and notes how it went. */
function recorded(context, receiver, target, args) {
  const call = {
    arguments: args,
    error: undefined,
    result: undefined,
    stack: new Error(),
    target,
    this: receiver,
  };
  const implementation = MockFunctionContext.take(context);
  try {
    if (target === undefined) {
      call.result = Reflect.apply(implementation, receiver, args);
    } else {
      call.result = Reflect.construct(implementation, args, target);
      call.this = call.result;
    }
    return call.result;
  } catch (error) {
    call.error = error;
    throw error;
  } finally {
    MockFunctionContext.note(context, call);
  }
}

function makeMock(original, implementation, times, restore) {
  let current = implementation;
  const context = new MockFunctionContext((...args) => Reflect.apply(current, undefined, args), restore);
  context.mockImplementation(implementation);
  const mock = new Proxy(original, {
    __proto__: null,
    apply(_, receiver, args) {
      const result = recorded(context, receiver, undefined, args);
      expire();
      return result;
    },
    construct(_, args, newTarget) {
      const target = newTarget === mock ? implementation : newTarget;
      const result = recorded(context, undefined, target, args);
      context.lastTarget = newTarget;
      expire();
      return result;
    },
    get(target, key, receiver) {
      return key === 'mock' ? context : Reflect.get(target, key, receiver);
    },
  });
  function expire() {
    if (context.callCount() === times) {
      current = original;
      context.mockImplementation(original);
      context.restore();
    }
  }
  return { mock, context };
}

/** What a mock stands for that was made of nothing; Node calls it after its parameter. */
const NAMELESS = {
  original: () => function original() {},
};

class MockTracker {
  #contexts = [];
  #timers;

  get timers() {
    this.#timers ??= new (require('internal:test/mock_timers').MockTimers)();
    return this.#timers;
  }

  #make(original, implementation, options, restore) {
    const times = checkTimes(options?.times, 'options.times', 1);
    const { mock, context } = makeMock(original, implementation, times, () => restore(context));
    this.#contexts.push(context);
    return mock;
  }

  fn(original = NAMELESS.original(), implementation = original, options = {}) {
    if (original !== null && typeof original === 'object')
      [original, implementation, options] = [function () {}, function () {}, original];
    else if (implementation !== null && typeof implementation === 'object')
      [implementation, options] = [original, implementation];
    checkFunction(original, 'original');
    checkFunction(implementation, 'implementation');
    return this.#make(original, implementation, options, (context) => context.mockImplementation(original));
  }

  method(object, name, implementation, options = {}) {
    if ((typeof object !== 'object' && typeof object !== 'function') || object === null) {
      throw errors.invalidArgType('object', 'object', object);
    }
    if (implementation !== null && typeof implementation === 'object')
      [implementation, options] = [undefined, implementation];
    const { getter = false, setter = false } = options;
    checkBoolean(getter, 'options.getter');
    checkBoolean(setter, 'options.setter');
    if (setter && getter)
      throw errors.invalidArgValue('options.setter', setter, "cannot be used with 'options.getter'");
    const descriptor = findDescriptor(object, name);
    const original = getter ? descriptor?.get : setter ? descriptor?.set : descriptor?.value;
    if (typeof original !== 'function')
      throw errors.invalidArgValue('methodName', original, 'must be a method');
    const part = getter ? 'get' : setter ? 'set' : 'value';
    // As Node does, what was inherited becomes the object's own.
    const mock = this.#make(original, implementation ?? original, options, () => {
      Object.defineProperty(object, name, descriptor);
    });
    Object.defineProperty(object, name, { ...descriptor, [part]: mock, configurable: true });
    return mock;
  }

  getter(object, name, implementation, options = {}) {
    if (implementation !== null && typeof implementation === 'object')
      [implementation, options] = [undefined, implementation];
    const { getter = true } = options;
    if (getter === false) throw errors.invalidArgValue('options.getter', getter, 'cannot be false');
    return this.method(object, name, implementation, { ...options, getter });
  }

  setter(object, name, implementation, options = {}) {
    if (implementation !== null && typeof implementation === 'object')
      [implementation, options] = [undefined, implementation];
    const { setter = true } = options;
    if (setter === false) throw errors.invalidArgValue('options.setter', setter, 'cannot be false');
    return this.method(object, name, implementation, { ...options, setter });
  }

  /** Restores everything and forgets it. */
  reset() {
    this.restoreAll();
    this.#timers?.reset();
    this.#contexts = [];
  }

  restoreAll() {
    for (const context of this.#contexts) context.restore();
  }

  property(object, name, value) {
    if ((typeof object !== 'object' && typeof object !== 'function') || object === null) {
      throw errors.invalidArgType('object', 'object', object);
    }
    if (!(name in object))
      throw errors.invalidArgValue('propertyName', name, 'is not a property of the object');
    const context = new MockPropertyContext(object, name, arguments.length > 2 ? value : object[name]);
    this.#contexts.push(context);
    return new Proxy(object, {
      __proto__: null,
      get: (target, key, receiver) => (key === 'mock' ? context : Reflect.get(target, key, receiver)),
    });
  }
}

/** The property `name` of `object` or of what it inherits from. */
function findDescriptor(object, name) {
  for (let holder = object; holder !== null; holder = Object.getPrototypeOf(holder)) {
    const descriptor = Object.getOwnPropertyDescriptor(holder, name);
    if (descriptor) return descriptor;
  }
  return undefined;
}

module.exports = { MockFunctionContext, MockTracker };
