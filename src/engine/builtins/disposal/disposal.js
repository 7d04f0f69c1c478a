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
  if (!isObject(value)) throw new TypeError('An object is expected with `using` declarations');
  if (isAsync) {
    const method = methodOf(value, Symbol.asyncDispose);
    if (method !== undefined) return method;
    const plain = methodOf(value, Symbol.dispose);
    if (plain !== undefined)
      return function () {
        plain.call(this);
      };
  } else {
    const method = methodOf(value, Symbol.dispose);
    if (method !== undefined) return method;
  }
  throw new TypeError('Symbol(Symbol.dispose) is not a function');
}

const suppressed = (error, earlier) =>
  new SuppressedError(error, earlier, 'An error was suppressed during disposal');

// What was declared, and the error that a block has ended with.
class Disposal {
  #entries = [];
  #error = undefined;
  #failed = false;

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
    const method = value === null || value === undefined ? undefined : disposer(value, true);
    this.push({ value, method, awaits: true });
    return value;
  }

  fail(error) {
    this.#error = this.#failed ? suppressed(error, this.#error) : error;
    this.#failed = true;
  }

  end() {
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
    this.end();
  }

  // What is to be waited for, one after the other; `end` comes after the last.
  *steps() {
    const entries = this.#entries;
    this.#entries = [];
    let waits = false;
    for (let at = entries.length - 1; at >= 0; at--) {
      const { value, method, awaits } = entries[at];
      if (method === undefined) {
        waits = true;
        continue;
      }
      if (!awaits && waits) {
        yield undefined;
        waits = false;
      }
      let result;
      try {
        result = method.call(value);
      } catch (error) {
        this.fail(error);
        continue;
      }
      if (awaits) {
        yield result;
        waits = false;
      }
    }
    if (waits) yield undefined;
  }

  async settle() {
    for (const step of this.steps()) {
      try {
        await step;
      } catch (error) {
        this.fail(error);
      }
    }
    this.end();
  }

  moveTo(other) {
    other.#entries = this.#entries;
    this.#entries = [];
  }
}

const disposed = (method) =>
  new ReferenceError(`Cannot call ${method} on an already-disposed DisposableStack`);

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

  #open(method) {
    if (this.#isDisposed) throw disposed(`DisposableStack.prototype.${method}`);
    return this.#disposal;
  }

  use(value) {
    return this.#open('use').add(value);
  }

  adopt(value, onDispose) {
    const disposal = this.#open('adopt');
    const method = callable(onDispose);
    disposal.push({ value: undefined, method: () => method(value), awaits: false });
    return value;
  }

  defer(onDispose) {
    this.#open('defer').push({ value: undefined, method: callable(onDispose), awaits: false });
  }

  move() {
    const disposal = this.#open('move');
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

  #open(method) {
    if (this.#isDisposed) throw disposed(`AsyncDisposableStack.prototype.${method}`);
    return this.#disposal;
  }

  use(value) {
    return this.#open('use').addAsync(value);
  }

  adopt(value, onDispose) {
    const disposal = this.#open('adopt');
    const method = callable(onDispose);
    disposal.push({ value: undefined, method: () => method(value), awaits: true });
    return value;
  }

  defer(onDispose) {
    this.#open('defer').push({ value: undefined, method: callable(onDispose), awaits: true });
  }

  move() {
    const disposal = this.#open('move');
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
