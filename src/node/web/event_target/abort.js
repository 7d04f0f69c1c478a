'use strict';
// `AbortController` and `AbortSignal`.

const { asInterface, dispatching } = require('internal:event');
const { EventTarget, defineHandler, kHeard, kUnheard, setMaxListeners } = require('internal:event_target');

const inspectCustom = Symbol.for('nodejs.util.inspect.custom');
// What only this module can give to the constructor.
const kMaker = Symbol('kMaker');

function checkDelay(delay) {
  if (typeof delay !== 'number') throw errors.invalidArgType('delay', 'number', delay);
  if (!Number.isInteger(delay)) throw errors.outOfRange('delay', 'an integer', delay);
  if (delay < 0 || delay > 2 ** 32 - 1) throw errors.outOfRange('delay', '>= 0 && <= 4294967295', delay);
}

function isObject(value) {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** The signals that `AbortSignal.any` was given: anything that can be iterated. */
function signalsOf(signals) {
  if (!isObject(signals) || typeof signals[Symbol.iterator] !== 'function') {
    throw errors.coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'signals cannot be converted to sequence.');
  }
  const list = [...signals];
  list.forEach((signal, at) => {
    if (!(signal instanceof AbortSignal))
      throw errors.invalidArgType(`signals[${at}]`, 'AbortSignal', signal);
  });
  return list;
}

class AbortSignal extends EventTarget {
  #aborted = false;
  #reason;
  // Of a signal made of others: those that can abort it.
  #sources;
  // Signals made of this one. Held weakly, so that a long-lived signal does not
  // keep them all; strongly while somebody listens to them.
  #dependants;
  #heardDependants;

  constructor(maker = undefined) {
    if (maker !== kMaker) {
      throw errors.coded('TypeError', 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    }
    super();
    setMaxListeners(this, 0);
  }

  static #check(value) {
    if (isObject(value) && #aborted in value) return;
    throw errors.coded('TypeError', 'ERR_INVALID_THIS', 'Value of "this" must be of type AbortSignal');
  }

  get aborted() {
    AbortSignal.#check(this);
    return this.#aborted;
  }

  get reason() {
    AbortSignal.#check(this);
    return this.#reason;
  }

  throwIfAborted() {
    AbortSignal.#check(this);
    if (this.#aborted) throw this.#reason;
  }

  [inspectCustom](depth, options, inspect) {
    return shown(this, { aborted: this.aborted }, depth, options, inspect);
  }

  static abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
    const signal = new AbortSignal(kMaker);
    signal.#aborted = true;
    signal.#reason = reason;
    return signal;
  }

  static timeout(delay) {
    checkDelay(delay);
    const signal = new AbortSignal(kMaker);
    const abort = () =>
      AbortSignal.#abort(
        signal,
        new DOMException('The operation was aborted due to timeout', 'TimeoutError'),
      );
    setTimeout(abort, delay).unref();
    return signal;
  }

  static any(signals) {
    const list = signalsOf(signals);
    const result = new AbortSignal(kMaker);
    result.#sources = new Set();
    const aborted = list.find((signal) => signal.#aborted);
    if (aborted !== undefined) {
      AbortSignal.#abort(result, aborted.#reason);
      return result;
    }
    const reference = new WeakRef(result);
    for (const signal of list) {
      for (const source of signal.#sources ?? [signal]) {
        if (result.#sources.has(source)) continue;
        result.#sources.add(source);
        source.#addDependant(reference);
      }
    }
    return result;
  }

  #addDependant(reference) {
    this.#dependants ??= { references: new Set(), pruneAt: 16 };
    const { references } = this.#dependants;
    references.add(reference);
    if (references.size < this.#dependants.pruneAt) return;
    for (const each of references) if (each.deref() === undefined) references.delete(each);
    this.#dependants.pruneAt = Math.max(16, references.size * 2);
  }

  static #abort(signal, reason) {
    if (signal.#aborted) return;
    const aborted = [signal];
    for (const reference of signal.#dependants?.references ?? []) {
      const dependant = reference.deref();
      if (dependant !== undefined && !dependant.#aborted) aborted.push(dependant);
    }
    signal.#dependants = signal.#heardDependants = undefined;
    // All are aborted before the first of them is heard.
    for (const each of aborted) {
      each.#aborted = true;
      each.#reason = reason;
    }
    for (const each of aborted) each.dispatchEvent(dispatching.trusted('abort'));
  }

  /** `controller.abort(reason)`. */
  static [kMaker](signal, reason) {
    AbortSignal.#abort(signal, reason);
  }

  [kHeard](type) {
    if (type !== 'abort' || this.#aborted) return;
    for (const source of this.#sources ?? []) (source.#heardDependants ??= new Set()).add(this);
  }

  [kUnheard](type) {
    if (type !== 'abort') return;
    for (const source of this.#sources ?? []) source.#heardDependants?.delete(this);
  }
}
const abortSignal = AbortSignal[kMaker];
delete AbortSignal[kMaker];
asInterface(AbortSignal, 'AbortSignal', ['reason', 'throwIfAborted']);
defineHandler(AbortSignal, 'abort');

class AbortController {
  #signal;

  get signal() {
    return (this.#signal ??= new AbortSignal(kMaker));
  }

  abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
    abortSignal((this.#signal ??= new AbortSignal(kMaker)), reason);
  }

  [inspectCustom](depth, options, inspect) {
    return shown(this, { signal: this.signal }, depth, options, inspect);
  }
}
asInterface(AbortController, 'AbortController');

function shown(object, fields, depth, options, inspect) {
  if (depth < 0) return object;
  const below = { ...options, depth: options.depth === null ? null : options.depth - 1 };
  return `${object.constructor.name} ${inspect(fields, below)}`;
}

module.exports = { AbortController, AbortSignal };
