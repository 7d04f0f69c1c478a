'use strict';
// Tests, suites and hooks: when each runs, what it fails with, and what Rust gets to see.
//
// A test belongs to the test whose asynchronous work declares it. Children that may not run
// yet wait in their parent's queue. A suite's children are started when the suite's turn
// comes; a test's children run while its body does, and it ends when body and children have.

const asyncContext = require('internal:async_context');
const options_ = require('internal:test/options');
const { hookFailure, isTestFailure, testFailure } = require('internal:test/failure');
const { Plan } = require('internal:test/plan');
const { declaredAt } = require('internal:test/place');

const { noop } = options_;
const wait = globalThis.setTimeout;
const stopWaiting = globalThis.clearTimeout;
const afterMicrotask = globalThis.queueMicrotask;

const ONLY_NEEDS_AN_OPTION = "'only' and 'runOnly' require the --test-only command-line option.";
const PENDING = 'Promise resolution is still pending but the event loop has already resolved';
const UNFINISHED = 'test did not finish before its parent and was cancelled';
const PARENT_FINISHED = 'test could not be started because its parent finished';

/** Under this key asynchronous work carries the test that it belongs to. */
const TEST = Symbol('test');

let root;

/** Timers of time limits that run now; they keep nothing alive until nothing else does. */
const limits = new Set();

const currentTest = () => asyncContext.get(TEST);

function rootTest() {
  root ??= new Root();
  return root;
}

/** What further tests and hooks are added to. */
const currentParent = () => currentTest() ?? rootTest();

function once(action) {
  let result;
  return (...args) => (result ??= action(...args));
}

/** Ends with the first of `promises`, what they leave behind being nobody's error. */
const first = (promises) => Promise.race(promises);

/** Node's `done`: the second call throws, further ones are not looked at. */
function doneCallback() {
  const { promise, resolve, reject } = Promise.withResolvers();
  let calls = 0;
  const done = (error) => {
    calls++;
    if (calls === 2) throw testFailure('callback invoked multiple times', 'multipleCallbackInvocations');
    if (calls > 1) return;
    if (error) reject(error);
    else resolve();
  };
  return { promise, done };
}

/** The functions that run around tests. */
class Hooks {
  before = [];
  after = [];
  beforeEach = [];
  /** The own ones come before those of parents. */
  afterEach = [];
  ownAfterEach = 0;

  inherit({ beforeEach, afterEach }) {
    this.beforeEach.unshift(...beforeEach);
    this.afterEach.push(...afterEach);
  }

  add(name, hook) {
    if (name === 'afterEach') this.afterEach.splice(this.ownAfterEach++, 0, hook);
    else this[name].push(hook);
  }
}

/** What tests, hooks and the root have in common: a body that runs once, and an end. */
class Runnable {
  children = [];
  hooks = new Hooks();
  diagnostics = [];
  logs = [];
  activeChildren = 0;
  waiting = [];
  unfinished = new Set();
  error = null;
  passed = false;
  isCancelled = false;
  isFinished = false;
  isSkipped = false;
  isTodo = false;
  expectation = undefined;
  hasBegun = false;
  plan = null;
  plannedAssertions = undefined;
  tags = Object.freeze([]);
  #aborted = () => this.#abortedFromOutside();

  constructor({ parent, name, fn, options, location }) {
    this.parent = parent;
    this.name = name;
    this.fn = fn;
    this.options = options;
    this.location = location;
    this.controller = new AbortController();
    this.outerSignal = options_.readSignal(options);
    this.outerSignal?.addEventListener('abort', this.#aborted);
  }

  get signal() {
    return this.controller.signal;
  }

  get entryFile() {
    return process.argv[1];
  }

  get fullName() {
    const isBelowTop = this.parent !== null && this.parent !== undefined && this.parent !== root;
    return isBelowTop && this !== root ? `${this.parent.fullName} > ${this.name}` : this.name;
  }

  makeContext() {
    const { TestContext } = require('internal:test/context');
    this.context ??= new TestContext(this);
    return this.context;
  }

  /** Where hooks of this test are called. */
  hookArguments() {
    return this.makeContext();
  }

  // How it ends.

  fail(error) {
    if (this.error !== null) return;
    this.error = error;
    this.passed = false;
    if (this.expectation === undefined) return;
    const mismatch = this.#mismatch(error);
    if (mismatch === undefined) this.passed = true;
    else this.error = mismatch;
  }

  /** What is wrong with the failure that was expected; undefined when nothing is. */
  #mismatch(error) {
    const { match } = this.expectation;
    if (match === undefined) return undefined;
    const isCode = isTestFailure(error) && error.failureType === 'testCodeFailure' && error.cause;
    const thrown = isCode ? error.cause : error;
    try {
      require('assert').throws(() => {
        throw thrown;
      }, match);
      return undefined;
    } catch (cause) {
      const failure = testFailure('The test failed, but the error did not match the expected validation');
      failure.cause = cause;
      return failure;
    }
  }

  pass() {
    if (this.error !== null) return;
    if (this.expectation !== undefined && !this.isSkipped) {
      this.passed = false;
      this.error = testFailure('test was expected to fail but passed', 'expectedFailure');
      return;
    }
    this.passed = true;
  }

  /** Ends the test now, whatever its body still does. */
  cancel(error = testFailure(UNFINISHED, 'cancelledByParent')) {
    if (this.hasEnded || this.error !== null) return;
    this.fail(error);
    this.isCancelled = true;
    this.controller.abort();
  }

  #abortedFromOutside() {
    const { abortError } = require('internal:abort_error');
    const reason = this.outerSignal?.reason ?? abortError();
    reason.failureType = 'testAborted';
    this.cancel(reason);
  }

  /** Whether it was aborted, which then is its failure. */
  checkAborted() {
    if (!this.signal.aborted && !this.outerSignal?.aborted) return false;
    this.#abortedFromOutside();
    return true;
  }

  /** A promise for the end of time or for an abort, and how to call it off. */
  #limit() {
    const { promise, resolve, reject } = Promise.withResolvers();
    this.signal.addEventListener('abort', resolve);
    let timer;
    if (this.timeout !== null) {
      const text = `test timed out after ${this.timeout}ms`;
      timer = wait(() => reject(testFailure(text, 'testTimeoutFailure')), this.timeout);
      limits.add(timer.unref());
    }
    promise.catch(noop);
    const stop = () => {
      stopWaiting(timer);
      limits.delete(timer);
      this.signal.removeEventListener('abort', resolve);
    };
    return { promise, stop };
  }

  // How it runs.

  async runBody(context, limit) {
    await first([this.#callBody(context), limit]);
    this.checkAborted();
    if (this.childrenDone !== undefined) await first([this.childrenDone.promise, limit]);
    const planned = this.plan?.check();
    if (planned) await first([planned, limit]);
  }

  #callBody(context) {
    return asyncContext.run(TEST, this, () => {
      // Calls that are nested too deeply can be caught here, because `apply` is native.
      if (this.fn.length !== 2) return Promise.resolve(Reflect.apply(this.fn, context, [context]));
      const { promise, done } = doneCallback();
      const result = Reflect.apply(this.fn, context, [context, done]);
      if (!(result instanceof Promise)) return promise;
      this.fail(testFailure('passed a callback but also returned a Promise', 'callbackAndPromisePresent'));
      return result;
    });
  }

  beforeBody() {}

  /** The body with what goes before and after it. */
  async runWhole(context) {
    let limit;
    const afterEach = once(async () => this.runAfterEach(context));
    const after = once(async () => this.runHooks('after', context));
    try {
      await this.beforeBody(context);
      limit = this.#limit();
      await this.runBody(context, limit.promise);
      this.pass();
      await afterEach();
      await after();
    } catch (error) {
      this.#caught(error);
      await afterEach().catch(noop);
      await after().catch(noop);
    } finally {
      limit?.stop();
    }
  }

  #caught(error) {
    if (!isTestFailure(error)) this.fail(testFailure(error));
    else if (error.failureType === 'testTimeoutFailure' && !this.isSuite) this.cancel(error);
    else this.fail(error);
  }

  async runAfterEach() {}

  async runHooks(name, context) {
    for (const hook of this.hooks[name]) {
      await hook.run(context);
      if (hook.error !== null) throw hookFailure(name, hook.error);
    }
  }

  addHook(name, fn, options) {
    const hook = new Hook({ owner: this, name, fn, options });
    this.hooks.add(name, hook);
    // A hook that comes when the test has begun is not too late.
    if (name !== 'before' || !this.hasBegun) return;
    hook.run(this.hookArguments()).then(() => {
      if (hook.error !== null) this.fail(hook.error);
    });
  }

  // Children.

  /** Makes a child; of a test that has finished, a failed one of the root. */
  addChild(Kind, given) {
    const isTooLate = this.isFinished || this.isBuilt;
    const parent = isTooLate ? rootTest() : this;
    const child = new Kind({ parent, location: declaredAt(), ...given });
    parent.childrenDone ??= Promise.withResolvers();
    if (isTooLate) child.fail(testFailure(PARENT_FINISHED, 'parentAlreadyFinished'));
    parent.children.push(child);
    return child;
  }

  get mayStartChild() {
    return this.concurrency > this.activeChildren;
  }

  childEnded(child) {
    if (this.unfinished.delete(child) && this.unfinished.size === 0) this.childrenDone?.resolve();
    this.startWaiting();
  }

  async startWaiting() {
    while (this.waiting.length > 0 && this.mayStartChild) {
      const { child, resolve } = this.waiting.shift();
      await child.run();
      resolve();
    }
  }

  /** Ends children that still run, and takes notice of those that failed. */
  closeChildren(pendingError) {
    this.waiting.length = 0;
    let failed = 0;
    for (const child of this.children) {
      if (!child.hasEnded) {
        child.cancel(pendingError?.());
        child.end(pendingError);
      }
      if (!child.passed && !child.isTodo) failed++;
    }
    if (failed === 0 || !(this.passed || this === root)) return;
    this.fail(testFailure(`${failed} subtest${failed > 1 ? 's' : ''} failed`, 'subtestsFailed'));
  }

  close() {
    this.hasEnded = true;
    if (this.startedAt !== undefined) this.duration ??= binding.now() - this.startedAt;
    this.outerSignal?.removeEventListener('abort', this.#aborted);
    this.mock?.reset();
  }
}

class Test extends Runnable {
  isSuite = false;
  hasOnlyChildren = false;
  runsOnlyMarked = false;

  constructor(given) {
    super(given);
    const { parent, options } = given;
    const { only, skip, todo } = options;
    this.only = only;
    this.tags = options_.readTags(options, parent.tags);
    this.concurrency = options_.readConcurrency(options, parent.concurrency);
    this.timeout = options_.readTimeout(options, parent.timeout, binding.filters().timeout);
    this.expectation = options_.readExpectation(options) ?? parent.expectation;
    this.plannedAssertions = options.plan;
    this.isSkipped = skip !== undefined && skip !== false;
    this.isTodo = (todo !== undefined && todo !== false) || parent.isTodo;
    this.message = [skip, todo].find((text) => typeof text === 'string');
    if (skip) this.fn = noop;
    this.#noteFilters();
  }

  #noteFilters() {
    this.isFilteredByName = !isWantedByName(this);
    if (!this.isFilteredByName) for (const above of ancestors(this.parent)) above.isFilteredByName = false;
    if (!binding.filters().only) {
      if (this.only || this.parent.runsOnlyMarked) this.diagnostics.push(ONLY_NEEDS_AN_OPTION);
    } else if (this.only) {
      this.#markParents();
    } else if (this.only === false) {
      this.fn = noop;
    }
  }

  #markParents() {
    this.parent.runsOnlyMarked = true;
    if (this.parent !== root && this.parent.hasBegun) return;
    for (const above of [...ancestors(this.parent), root]) {
      if (above.hasOnlyChildren) return;
      above.hasOnlyChildren = true;
    }
  }

  get isFilteredOut() {
    if (this.error !== null) return false;
    if (this.isFilteredByName) return true;
    const { parent } = this;
    if (!binding.filters().only || this.only || this.hasOnlyChildren) return false;
    return parent.runsOnlyMarked || parent.hasOnlyChildren || this.only === false;
  }

  /** Runs now, or when the parent has room for it. */
  async start() {
    const { parent } = this;
    this.isLeftOut = this.isFilteredOut;
    parent.unfinished.add(this);
    if (parent.mayStartChild) return this.run();
    const { promise, resolve } = Promise.withResolvers();
    parent.waiting.push({ child: this, resolve });
    return promise;
  }

  async run() {
    if (this.isLeftOut) return this.runLeftOut();
    this.parent.activeChildren++;
    this.hooks.inherit(this.parent.hooks);
    this.hasBegun = true;
    this.startedAt ??= binding.now();
    if (this.checkAborted()) return this.end();
    const context = this.makeContext();
    if (this.plan === null && this.plannedAssertions) context.plan(this.plannedAssertions);
    this.wasSkippedBefore = this.isSkipped;
    await this.runWhole(context);
    this.controller.abort();
    return this.end();
  }

  async runLeftOut() {
    this.pass();
    this.children = [];
    await null;
    this.hasEnded = true;
    this.isFinished = true;
    this.parent.childEnded(this);
  }

  async beforeBody(context) {
    await this.parent.runHooks('before', this.parent.hookArguments());
    if (!this.isSkipped) await this.parent.runHooks('beforeEach', context);
  }

  async runAfterEach(context) {
    if (!this.wasSkippedBefore) await this.parent.runHooks('afterEach', context);
  }

  end(pendingError) {
    this.closeChildren(pendingError);
    this.close();
    if (this.hasBegun) this.parent.activeChildren--;
    this.isFinished = true;
    if (this.parent === root) root.finishedChild(this);
    this.parent.childEnded(this);
  }

  /** What Rust gets to see. */
  record() {
    const text = typeof this.message === 'string' && this.message !== '' ? this.message : undefined;
    const { label } = this.expectation ?? {};
    const children = this.children.filter((child) => !child.isLeftOut);
    return {
      name: this.name,
      isSuite: this.isSuite,
      duration: this.duration,
      location: this.location,
      isSkipped: this.isSkipped,
      skipReason: text,
      isTodo: this.isTodo,
      todoReason: text,
      expectsFailure: this.expectation !== undefined,
      expectationLabel: typeof label === 'string' && label !== '' ? label : undefined,
      isCancelled: this.isCancelled,
      failure: this.passed ? undefined : shown(this.error),
      diagnostics: this.diagnostics,
      logs: this.logs,
      children: children.map((child) => child.record()),
    };
  }
}

/** A failure as Rust gets to see it. */
function shown(error) {
  binding.mend(error);
  binding.mend(error?.cause);
  return require('internal:test/failure').describe(error, binding.filters());
}

class Suite extends Test {
  isSuite = true;

  constructor(given) {
    super(given);
    this.timeout = options_.readTimeout(given.options, null, binding.filters().timeout);
    if ((given.options.timeout ?? undefined) === undefined) this.timeout = null;
    this.built = this.#build();
    this.fn = noop;
  }

  /** Calls the body, which declares the children. */
  async #build() {
    const context = this.hookArguments();
    try {
      await asyncContext.run(TEST, this, () => this.fn.call(context, context));
    } catch (error) {
      this.fail(testFailure(error));
    }
    this.isBuilt = true;
  }

  hookArguments() {
    const { SuiteContext } = require('internal:test/context');
    this.suiteContext ??= new SuiteContext(this);
    return this.suiteContext;
  }

  async runLeftOut() {
    await this.built;
    return super.runLeftOut();
  }

  async run() {
    if (this.isLeftOut) return this.runLeftOut();
    this.hooks.inherit(this.parent.hooks);
    this.parent.activeChildren++;
    await this.built;
    this.hasBegun = true;
    this.startedAt = binding.now();
    if (this.checkAborted()) {
      this.children = [];
      return this.end();
    }
    await this.runWhole(this.hookArguments());
    return this.end();
  }

  async beforeBody(context) {
    await this.parent.runHooks('before', this.parent.hookArguments());
    await this.runHooks('before', context);
  }

  async runBody(_, limit) {
    const children = this.isSkipped || this.error !== null ? [] : this.children;
    await first([Promise.all(children.map((child) => child.start())), limit]);
  }

  async runAfterEach() {}
}

class Hook extends Runnable {
  isHook = true;
  concurrency = Infinity;

  constructor({ owner, name, fn, options }) {
    const body = typeof fn === 'function' ? fn : noop;
    super({
      parent: null,
      name: body.name || '<anonymous>',
      fn: body,
      options: options ?? {},
      location: declaredAt(),
    });
    this.owner = owner;
    this.hookName = name;
    this.timeout = options_.readTimeout(this.options, null, binding.filters().timeout);
    if (name === 'before' || name === 'after') this.run = once((context) => this.runOnce(context));
  }

  get isSuite() {
    return false;
  }

  run(context) {
    return this.runOnce(context);
  }

  async runOnce(context) {
    if (this.error !== null && !this.outerSignal?.aborted) this.#reset();
    this.hasBegun = true;
    this.startedAt ??= binding.now();
    if (!this.checkAborted()) await this.runWhole(context);
    if (this.error !== null && this.owner === root && this.hookName === 'after') root.afterFailed(this);
  }

  makeContext() {
    return this.owner.makeContext();
  }

  #reset() {
    this.error = null;
    this.controller.abort();
    this.controller = new AbortController();
  }

  end() {
    this.close();
  }
}

/** The parent of all: ends when the program has nothing more to do. */
class Root extends Runnable {
  concurrency = 1;
  timeout = null;
  hasBegun = true;
  runsOnlyMarked = binding.filters().only;
  hasOnlyChildren = false;
  isSuite = false;
  hasFailed = false;
  reported = 0;
  failedAfter = [];

  constructor() {
    super({ parent: null, name: '<root>', fn: noop, options: {} });
    this.startedAt = binding.now();
    this.handlers = ['uncaughtException', 'unhandledRejection'].map((kind) => {
      const handler = (error) => this.blame(error, kind);
      process.on(kind, handler);
      return [kind, handler];
    });
    this.ending = () => this.idle();
    process.on('beforeExit', this.ending);
    process.once('exit', () => this.conclude());
  }

  /** An error that no body caught belongs to the test whose work threw it, unless that is over. */
  blame(error, kind) {
    // Before the first test may begin, the file itself has failed.
    if (!building?.hasBegun) throw error;
    const test = currentTest();
    if (test === undefined || test.isFinished || test.isHook) {
      this.diagnostics.push(lateText(test, error, kind));
      this.hasFailed = true;
      process.exitCode = 1;
      return;
    }
    test.fail(testFailure(error, kind));
    test.controller.abort();
  }

  /** Children are told in the order in which they were declared. */
  finishedChild(ended) {
    // A test that was ended from outside fails the file even where it was expected to fail.
    if (ended?.isCancelled && !ended.isSuite && !ended.isSkipped && !ended.isTodo) this.hasFailed = true;
    while (this.reported < this.children.length && this.children[this.reported].isFinished) {
      const child = this.children[this.reported++];
      if (!child.isLeftOut) binding.report(child.record());
    }
    if (this.reported >= this.children.length) this.allDone();
  }

  allDone() {
    this.runWhole(this.makeContext()).catch(noop);
  }

  afterFailed(hook) {
    this.failedAfter.push(hook);
  }

  childEnded(child) {
    super.childEnded(child);
    if (child.isLeftOut) this.finishedChild(child);
  }

  /** Nothing is left to do: what still runs is waited for only where it has a time limit. */
  async idle() {
    const { before, after } = this.hooks;
    if (this.children.length === 0 && before.length + after.length > 0 && !this.hasRunHooks) {
      this.hasRunHooks = true;
      await this.runWhole(this.makeContext());
    }
    if (limits.size === 0) this.conclude();
    for (const timer of limits) timer.ref();
  }

  conclude() {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.closeChildren(() => testFailure(PENDING, 'cancelledByParent'));
    this.finishedChild();
    for (const [kind, handler] of this.handlers) process.removeListener(kind, handler);
    process.removeListener('beforeExit', this.ending);
    const { writeSnapshots } = require('internal:test/snapshot');
    writeSnapshots();
    for (const hook of this.failedAfter) binding.report(hookRecord(hook));
    const hasFailed = binding.finish(binding.now() - this.startedAt, this.diagnostics);
    if ((hasFailed || this.hasFailed) && !process.exitCode) process.exitCode = 1;
  }
}

/** A hook of the root that failed after all tests, as a test of the file's name. */
function hookRecord({ error, location, duration }) {
  if (isTestFailure(error)) error.failureType = 'hookFailed';
  const file = location?.file ?? '<anonymous>';
  return {
    name: file,
    isSuite: false,
    isOfFile: true,
    duration,
    location,
    failure: shown(error),
    diagnostics: [],
    logs: [],
    children: [],
  };
}

/** What is said of an error that comes when its test is over, or of no test at all. */
function lateText(test, error, kind) {
  if (test === undefined) {
    return (
      'Error: A resource generated asynchronous activity after the test ended. This activity ' +
      `created the error "${error}" which triggered an ${kind} event, caught by the test runner.`
    );
  }
  const name = test.isHook ? `Test hook "${test.hookName}"` : `Test "${test.name}"`;
  const { location } = test;
  const path = require('path');
  const place = location
    ? ` at ${path.relative(process.cwd(), location.file)}:${location.line}:${location.column}`
    : '';
  return (
    `Error: ${name}${place} generated asynchronous activity after the test ended. This activity ` +
    `created the error "${error}" and would have caused the test to fail, but instead triggered ` +
    `an ${kind} event.`
  );
}

function* ancestors(test) {
  for (let above = test; above && above !== root; above = above.parent) yield above;
}

/** Whether a pattern matches the name of the test or of one above it, or all names in a row. */
function matches(test, patterns) {
  const chain = [...ancestors(test)];
  const names = chain.map(({ name }) => name);
  const rows = names.map((_, index) => names.slice(index).reverse().join(' '));
  return [...names, ...rows].some((text) => patterns.some((pattern) => pattern.test(text)));
}

function isWantedByName(test) {
  const { namePatterns, skipPatterns } = binding.filters();
  if (namePatterns.length > 0 && !matches(test, namePatterns)) return false;
  return !matches(test, skipPatterns);
}

let building;

/** Suites that are declared at the top are built before the first test begins. */
async function startAfterBuilding(child) {
  building ??= { suites: [], done: undefined, isDone: false, hasBegun: false };
  if (building.isDone) return child.start();
  if (child.isSuite) building.suites.push(child.built);
  building.done ??= new Promise((resolve) => {
    setAfterModule(() => {
      Promise.all(building.suites).then(() => {
        building.isDone = true;
        resolve();
      });
    });
  });
  await building.done;
  return child.start();
}

/** A module declares all its tests before the first one runs. */
function setAfterModule(action) {
  Promise.resolve().then(() => {
    building.hasBegun = true;
    afterMicrotask(action);
  });
}

/** Declares a test or suite in the one whose work runs now. */
function declare(Kind, given) {
  const parent = currentParent();
  const child = parent.addChild(Kind, given);
  if (parent.isSuite && !(child.parent === root)) return Promise.resolve();
  return startAfterBuilding(child);
}

module.exports = { Plan, Suite, Test, currentParent, currentTest, declare };
