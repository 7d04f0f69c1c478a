'use strict';
// How many assertions a test says that it makes.

const { checkMilliseconds, checkObject, checkUint32 } = require('internal:test/options');
const { testFailure } = require('internal:test/failure');

const wait = globalThis.setTimeout;
const stopWaiting = globalThis.clearTimeout;

class Plan {
  #wait = false;
  #reached;
  #timer;

  constructor(count, options = {}) {
    checkUint32(count, 'count');
    checkObject(options, 'options');
    this.expected = count;
    this.actual = 0;
    const waiting = options.wait;
    if (typeof waiting === 'number') checkMilliseconds(waiting, 'options.wait');
    else if (waiting !== undefined && typeof waiting !== 'boolean')
      throw errors.invalidArgType('options.wait', ['boolean', 'number'], waiting);
    this.#wait = waiting ?? false;
  }

  /** Counts an assertion, which may be the last that is waited for. */
  count() {
    this.actual++;
    if (this.#reached !== undefined) this.check();
  }

  /** Throws when the count is wrong; gives a promise where the plan waits for the rest. */
  check() {
    if (this.actual === this.expected) {
      stopWaiting(this.#timer);
      this.#reached?.resolve();
      this.#reached = undefined;
      return undefined;
    }
    if (this.#wait === false)
      throw testFailure(`plan expected ${this.expected} assertions but received ${this.actual}`);
    this.#reached ??= this.#begin();
    return this.#reached.promise;
  }

  #begin() {
    const reached = Promise.withResolvers();
    if (this.#wait !== true) this.#timer = wait(() => reached.reject(this.#late()), this.#wait);
    return reached;
  }

  #late() {
    const { actual, expected } = this;
    const text = `plan timed out after ${this.#wait}ms with ${actual} assertions when expecting ${expected}`;
    return testFailure(text, 'testTimeoutFailure');
  }
}

module.exports = { Plan };
