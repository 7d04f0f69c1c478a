// Explicit resource management (ECMAScript 2026, 27.3 and 20.5.8): the classes, and what
// prepared `using` declarations call. The body of a function that is called once a realm.
'use strict';

const hide = (object, key, value) =>
  Object.defineProperty(object, key, { value, writable: true, enumerable: false, configurable: true });

class SuppressedError extends Error {
  constructor(error, suppressed, message) {
    super();
    if (message !== undefined) hide(this, 'message', String(message));
    hide(this, 'error', error);
    hide(this, 'suppressed', suppressed);
  }
}
hide(SuppressedError.prototype, 'name', 'SuppressedError');
hide(SuppressedError.prototype, 'message', '');
// Like every error's class it can be called without `new`.
const Suppressed = new Proxy(SuppressedError, {
  apply: (target, _, args) => new target(...args),
});
hide(SuppressedError.prototype, 'constructor', Suppressed);

// What a value's method of this name is (ECMAScript 7.3.11), called with nothing.
function methodOf(value, symbol) {
  const method = value[symbol];
  if (method === undefined || method === null) return undefined;
  if (typeof method !== 'function') {
    throw new TypeError(`${String(symbol)} is not a function`);
  }
  return method;
}

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

// GetDisposeMethod: of an asynchronous hint the synchronous method will do.
function disposer(value, isAsync) {
  if (!isObject(value)) {
    throw new TypeError(isAsync ? 'Symbol.asyncDispose is not an object' : 'Symbol.dispose is not an object');
  }
  if (isAsync) {
    const method = methodOf(value, Symbol.asyncDispose);
    if (method !== undefined) return method;
    const plain = methodOf(value, Symbol.dispose);
    if (plain !== undefined) return function () { plain.call(this); };
  } else {
    const method = methodOf(value, Symbol.dispose);
    if (method !== undefined) return method;
  }
  throw new TypeError(`Symbol(Symbol.${isAsync ? 'asyncDispose' : 'dispose'}) is not a function`);
}

// What was declared, and the error that a block has ended with.
class Disposal {
  #entries = [];
  #error = undefined;
  #failed = false;
  #isAsync = false;

  push(entry) {
    this.#entries.push(entry);
  }

  add(value) {
    if (value !== null && value !== undefined) {
      this.push({ value, method: disposer(value, false), awaits: false });
    }
    return value;
  }

  addAsync(value) {
    this.#isAsync = true;
    const method = value === null || value === undefined ? undefined : disposer(value, true);
    this.push({ value, method, awaits: true });
    return value;
  }

  fail(error) {
    this.#error = this.#failed ? new SuppressedError(error, this.#error) : error;
    this.#failed = true;
  }

  #end() {
    if (!this.#failed) return;
    const error = this.#error;
    this.#failed = false;
    this.#error = undefined;
    throw error;
  }

  dispose() {
    const entries = this.#entries;
    this.#entries = [];
    for (let at = entries.length - 1; at >= 0; at--) {
      try {
        entries[at].method.call(entries[at].value);
      } catch (error) {
        this.fail(error);
      }
    }
    this.#end();
  }

  // Nothing when nothing asynchronous was added: then nothing is waited for.
  disposeAsync() {
    return this.#isAsync ? this.settle() : this.dispose();
  }

  async settle() {
    const entries = this.#entries;
    this.#entries = [];
    let waits = false;
    for (let at = entries.length - 1; at >= 0; at--) {
      const { value, method, awaits } = entries[at];
      try {
        if (method === undefined) {
          waits = true;
          continue;
        }
        if (!awaits && waits) {
          await undefined;
          waits = false;
        }
        const result = method.call(value);
        if (awaits) {
          await result;
          waits = false;
        }
      } catch (error) {
        this.fail(error);
      }
    }
    if (waits) await undefined;
    this.#end();
  }

  moveTo(other) {
    other.#entries = this.#entries;
    other.#isAsync = this.#isAsync;
    this.#entries = [];
  }
}

const disposed = (name) => new ReferenceError(`Cannot add values to a disposed ${name}!`);

function callable(onDispose) {
  if (typeof onDispose !== 'function') {
    throw new TypeError(`${typeof onDispose === 'symbol' ? String(onDispose) : onDispose} is not a function`);
  }
  return onDispose;
}

class DisposableStack {
  #disposal = new Disposal();
  #isDisposed = false;

  get disposed() {
    return this.#isDisposed;
  }

  #open() {
    if (this.#isDisposed) throw disposed('DisposableStack');
    return this.#disposal;
  }

  use(value) {
    return this.#open().add(value);
  }

  adopt(value, onDispose) {
    const disposal = this.#open();
    const method = callable(onDispose);
    disposal.push({ value: undefined, method: () => method(value), awaits: false });
    return value;
  }

  defer(onDispose) {
    this.#open().push({ value: undefined, method: callable(onDispose), awaits: false });
  }

  move() {
    const disposal = this.#open();
    const stack = new DisposableStack();
    disposal.moveTo(stack.#disposal);
    this.#isDisposed = true;
    return stack;
  }

  dispose() {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.#disposal.dispose();
  }
}

class AsyncDisposableStack {
  #disposal = new Disposal();
  #isDisposed = false;

  get disposed() {
    return this.#isDisposed;
  }

  #open() {
    if (this.#isDisposed) throw disposed('AsyncDisposableStack');
    return this.#disposal;
  }

  use(value) {
    return this.#open().addAsync(value);
  }

  adopt(value, onDispose) {
    const disposal = this.#open();
    const method = callable(onDispose);
    disposal.push({ value: undefined, method: () => method(value), awaits: true });
    return value;
  }

  defer(onDispose) {
    this.#open().push({ value: undefined, method: callable(onDispose), awaits: true });
  }

  move() {
    const disposal = this.#open();
    const stack = new AsyncDisposableStack();
    disposal.moveTo(stack.#disposal);
    this.#isDisposed = true;
    return stack;
  }

  async disposeAsync() {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    await this.#disposal.settle();
  }
}

const tag = (prototype, name) =>
  Object.defineProperty(prototype, Symbol.toStringTag, { value: name, configurable: true });

hide(DisposableStack.prototype, Symbol.dispose, DisposableStack.prototype.dispose);
hide(AsyncDisposableStack.prototype, Symbol.asyncDispose, AsyncDisposableStack.prototype.disposeAsync);
tag(DisposableStack.prototype, 'DisposableStack');
tag(AsyncDisposableStack.prototype, 'AsyncDisposableStack');

return {
  SuppressedError: Suppressed,
  DisposableStack,
  AsyncDisposableStack,
  disposal: () => new Disposal(),
  named: (value, name) => {
    const own = Object.getOwnPropertyDescriptor(value, 'name');
    if (own === undefined || own.value !== name) {
      if (own === undefined || (own.configurable && typeof own.value === 'string')) {
        Object.defineProperty(value, 'name', { value: name, configurable: true });
      }
    }
    return value;
  },
};
