'use strict';
// `t`: what the bodies of tests and suites get.

const options_ = require('internal:test/options');
const { testFailure } = require('internal:test/failure');
const { Plan } = require('internal:test/plan');

const wait = globalThis.setTimeout;
const stopWaiting = globalThis.clearTimeout;

class TestContext {
  #test;
  #assert;

  constructor(test) {
    this.#test = test;
  }

  get signal() {
    return this.#test.signal;
  }

  get name() {
    return this.#test.name;
  }

  get filePath() {
    return this.#test.entryFile;
  }

  get fullName() {
    return this.#test.fullName;
  }

  get error() {
    return this.#test.error;
  }

  get passed() {
    return this.#test.passed;
  }

  get attempt() {
    return 0;
  }

  get tags() {
    return this.#test.tags;
  }

  get workerId() {
    return Number(process.env.NODE_TEST_WORKER_ID) || undefined;
  }

  diagnostic(message) {
    this.#test.diagnostics.push(message);
  }

  log(message) {
    options_.checkString(message, 'message');
    this.#test.logs.push(message);
  }

  plan(count, options = {}) {
    if (this.#test.plan !== null) throw testFailure('cannot set plan more than once');
    this.#test.plan = new Plan(count, options);
  }

  get assert() {
    this.#assert ??= require('internal:test/assertions').of(this, this.#test.plan);
    return this.#assert;
  }

  get mock() {
    this.#test.mock ??= new (require('internal:test/mock').MockTracker)();
    return this.#test.mock;
  }

  runOnly(value) {
    this.#test.runsOnlyMarked = Boolean(value);
  }

  skip(message) {
    this.#test.isSkipped = true;
    this.#test.message = message;
  }

  todo(message) {
    this.#test.isTodo = true;
    this.#test.message = message;
  }

  test(name, options, fn) {
    const { Test } = require('internal:test/runner');
    this.#test.plan?.count();
    return this.#test.addChild(Test, options_.readArguments(name, options, fn)).start();
  }

  before(fn, options) {
    this.#test.addHook('before', fn, options);
  }

  after(fn, options) {
    this.#test.addHook('after', fn, options);
  }

  beforeEach(fn, options) {
    this.#test.addHook('beforeEach', fn, options);
  }

  afterEach(fn, options) {
    this.#test.addHook('afterEach', fn, options);
  }

  /** Calls `condition` until it does not throw. */
  waitFor(condition, options = {}) {
    options_.checkFunction(condition, 'condition');
    options_.checkObject(options, 'options');
    const { interval = 50, timeout = 1000 } = options;
    options_.checkMilliseconds(interval, 'options.interval');
    options_.checkMilliseconds(timeout, 'options.timeout');
    return poll(condition, interval, timeout);
  }
}

/** Results of `condition`, asked again each `interval` milliseconds. */
function poll(condition, interval, timeout) {
  const { promise, resolve, reject } = Promise.withResolvers();
  let last;
  let next;
  const expiry = wait(() => {
    stopWaiting(next);
    reject(last === undefined ? new Error('waitFor() timed out') : timedOut(last.cause));
  }, timeout);
  const ask = async () => {
    try {
      const result = await condition();
      stopWaiting(expiry);
      resolve(result);
    } catch (cause) {
      last = { cause };
      next = wait(ask, interval);
    }
  };
  ask();
  return promise;
}

function timedOut(cause) {
  const error = new Error('waitFor() timed out');
  error.cause = cause;
  return error;
}

class SuiteContext {
  #suite;

  constructor(suite) {
    this.#suite = suite;
  }

  get signal() {
    return this.#suite.signal;
  }

  get name() {
    return this.#suite.name;
  }

  get filePath() {
    return this.#suite.entryFile;
  }

  get fullName() {
    return this.#suite.fullName;
  }

  get passed() {
    return this.#suite.passed;
  }

  get attempt() {
    return 0;
  }

  diagnostic(message) {
    this.#suite.diagnostics.push(message);
  }

  log(message) {
    options_.checkString(message, 'message');
    this.#suite.logs.push(message);
  }
}

module.exports = { SuiteContext, TestContext };
