'use strict';
// Runs tests in the order they are declared and hands each finished top-level
// test to Rust, which prints or keeps it.
//
// A test's children wait in its queue. A suite's body declares its children at
// once; they run when the suite's turn comes. A test's children run while its
// body does, and it ends when body and children have.

const noop = () => {};
const ONLY_NEEDS_AN_OPTION = "'only' and 'runOnly' require the --test-only command-line option.";
const MOST_MILLISECONDS = 2 ** 31 - 1;
const wait = globalThis.setTimeout;
const stopWaiting = globalThis.clearTimeout;

/** The tests whose bodies run now, innermost last: where `test()` adds to. */
const running = [];
let root;

function checkOption(options, key, types) {
  const value = options[key];
  if (value === undefined || value === null) return;
  if (!types.includes(typeof value)) throw errors.invalidArgType(`options.${key}`, types, value);
}

function checkOptions(options) {
  checkOption(options, 'concurrency', ['boolean', 'number']);
  checkOption(options, 'timeout', ['number']);
  const { timeout } = options;
  if (
    typeof timeout === 'number' &&
    timeout !== Infinity &&
    !(timeout >= 0 && timeout <= MOST_MILLISECONDS)
  ) {
    throw errors.outOfRange('options.timeout', `>= 0 && <= ${MOST_MILLISECONDS}`, timeout);
  }
}

/** `(name?, options?, fn?)`, each of which may be left out. */
function readArguments(name, options, fn) {
  if (typeof name === 'function') [name, options, fn] = [undefined, undefined, name];
  else if (name !== null && typeof name === 'object') [name, options, fn] = [undefined, name, options];
  else if (typeof options === 'function') [options, fn] = [undefined, options];
  const given = options ?? {};
  checkOptions(given);
  const named = typeof name === 'string' && name !== '' ? name : fn?.name;
  return { name: named || '<anonymous>', options: given, fn: typeof fn === 'function' ? fn : noop };
}

/** What went wrong, as the report shows it. */
function failureOf(error, kind = 'testCodeFailure', hook = undefined) {
  return { error, kind, hook };
}

/** Where the test was declared: the first frame outside this module. */
function declaredAt() {
  for (const line of new Error().stack.split('\n').slice(1)) {
    if (/\bnode:(?:test|internal)\b/.test(line)) continue;
    const place = /\(?((?:file:\/\/)?\/[^()]*):(\d+):(\d+)\)?$/.exec(line);
    if (place) return { file: place[1], line: Number(place[2]), column: calleeColumn(place) };
  }
  return undefined;
}

/** The lines of the files that tests were declared in. */
const sources = new Map();

function lineOf(file, number) {
  if (!sources.has(file)) {
    let text = '';
    try {
      text = require('fs').readFileSync(file.replace(/^file:\/\//, ''), 'utf8');
    } catch {
      // Code that is in no file.
    }
    sources.set(file, text.split('\n'));
  }
  return sources.get(file)[number - 1] ?? '';
}

/** Where the name of the called function begins: the engine tells its bracket. */
function calleeColumn([, file, line, column]) {
  const before = lineOf(file, Number(line)).slice(0, Number(column) - 1);
  return Number(column) - /[\w$]*$/.exec(before)[0].length;
}

/** A promise that rejects after `milliseconds`, and how to call it off. */
function deadline(milliseconds) {
  if (milliseconds === undefined || milliseconds === null || milliseconds === Infinity) {
    return { expired: new Promise(noop), stop: noop };
  }
  let timer;
  const expired = new Promise((_, reject) => {
    const expire = () => reject(new Ended(`test timed out after ${milliseconds}ms`, 'testTimeoutFailure'));
    timer = wait(expire, milliseconds);
  });
  expired.catch(noop);
  return { expired, stop: () => stopWaiting(timer) };
}

/** Ends a test from outside its body; `kind` is what reports call it. */
class Ended {
  constructor(reason, kind, hook) {
    this.reason = reason;
    this.kind = kind;
    this.hook = hook;
  }
}

/** The functions that run around a test, in the order they were given. */
class Hooks {
  constructor() {
    this.before = [];
    this.after = [];
    this.beforeEach = [];
    this.afterEach = [];
  }
}

async function runHook({ name, fn, options }, context) {
  const { expired, stop } = deadline(options?.timeout);
  try {
    await Promise.race([callBody(fn, context), expired]);
  } catch (error) {
    throw new Ended(error instanceof Ended ? error.reason : error, 'hookFailed', name);
  } finally {
    stop();
  }
}

/** Calls a test or hook function: with two parameters, the second is Node's `done`. */
function callBody(fn, context) {
  if (fn.length < 2) return fn.call(context, context);
  return new Promise((resolve, reject) => {
    let isDone = false;
    const done = (error) => {
      if (isDone) {
        reject(new Ended('callback invoked multiple times', 'multipleCallbackInvocations'));
        return;
      }
      isDone = true;
      if (error) reject(error);
      else wait(resolve, 0);
    };
    const result = fn.call(context, context, done);
    if (typeof result?.then === 'function') {
      reject(new Ended('passed a callback but also returned a Promise', 'callbackAndPromisePresent'));
    }
  });
}

class Test {
  constructor({ parent, name, options, fn, location }) {
    this.parent = parent;
    this.name = name;
    this.options = options;
    this.fn = fn;
    this.location = location;
    this.children = [];
    this.waiting = [];
    this.active = 0;
    this.hooks = new Hooks();
    this.hasRunBefore = undefined;
    this.diagnostics = [];
    this.failure = undefined;
    this.isFinished = false;
    this.isSuite = false;
    this.assertions = 0;
    const { skip, todo } = options;
    this.skip = skip;
    this.todo = todo;
    if (options.only && !binding.filters().only) this.diagnostics.push(ONLY_NEEDS_AN_OPTION);
    this.finished = new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  get concurrency() {
    const { concurrency } = this.options;
    if (concurrency === true) return Infinity;
    return typeof concurrency === 'number' && concurrency > 0 ? concurrency : 1;
  }

  get timeout() {
    return this.options.timeout ?? this.parent?.inheritedTimeout ?? binding.filters().timeout;
  }

  /** Suites pass their time limit on to their tests. */
  get inheritedTimeout() {
    return this.isSuite ? this.timeout : undefined;
  }

  get fullName() {
    return this.parent === undefined || this.parent === root
      ? this.name
      : `${this.parent.fullName} > ${this.name}`;
  }

  isSkipped() {
    return this.skip !== undefined && this.skip !== false;
  }

  /** A suite that is to be done passes that on to its tests. */
  isTodo() {
    if (this.todo !== undefined && this.todo !== false) return true;
    return Boolean(this.parent?.isSuite && this.parent.isTodo());
  }

  expectsFailure() {
    const { expectFailure } = this.options;
    return expectFailure !== undefined && expectFailure !== false;
  }

  /** Adds a child and gives the promise of its end. */
  add(Kind, given) {
    const child = new Kind({ parent: this, location: declaredAt(), ...given });
    if (!isWanted(child)) {
      child.isFinished = true;
      child.settle();
      return child.finished;
    }
    this.children.push(child);
    if (this.isFinished) {
      child.cancel(
        new Ended('test could not be started because its parent finished', 'parentAlreadyFinished'),
      );
      return child.finished;
    }
    this.waiting.push(child);
    if (this.startsChildrenAtOnce()) this.startNext();
    return child.finished;
  }

  startsChildrenAtOnce() {
    return true;
  }

  startNext() {
    while (this.active < this.concurrency && this.waiting.length > 0) {
      const child = this.waiting.shift();
      this.active++;
      child.start().then(() => {
        this.active--;
        this.startNext();
      });
    }
  }

  async start() {
    // A module declares all its tests before the first one runs.
    await null;
    if (!this.isFinished) await this.run();
  }

  async run() {
    this.startedAt = binding.now();
    const context = this.makeContext();
    try {
      await this.parent.runBeforeOnce();
      if (!this.isSkipped()) await this.runAround(context);
    } catch (error) {
      this.fail(error);
    }
    if (!this.isFinished) await this.finish(context);
  }

  async runAround(context) {
    const { expired, stop } = deadline(this.timeout);
    this.stopRequest = new Promise((_, reject) => {
      this.requestStop = reject;
    });
    this.stopRequest.catch(noop);
    try {
      await this.parent.runEach('beforeEach', context);
      await Promise.race([this.runBody(context).then(() => this.planMet()), expired, this.stopRequest]);
      if (this.expectsFailure()) throw new Ended('test was expected to fail but passed', 'expectedFailure');
    } catch (error) {
      if (!this.isExpected(error)) this.fail(error);
    } finally {
      stop();
    }
    await this.guarded(() => this.parent.runEach('afterEach', context));
    await this.guarded(() => this.runAll('after', context));
  }

  async guarded(action) {
    try {
      await action();
    } catch (error) {
      this.fail(error);
    }
  }

  async runBody(context) {
    running.push(this);
    try {
      await callBody(this.fn, context);
      await this.childrenFinished();
    } finally {
      running.splice(running.indexOf(this), 1);
    }
  }

  async childrenFinished() {
    let awaited = 0;
    while (awaited < this.children.length) await this.children[awaited++].finished;
  }

  /** Whether the test says that it throws. */
  isExpected(error) {
    return this.expectsFailure() && !(error instanceof Ended);
  }

  countAssertion() {
    this.assertions++;
    if (this.assertions === this.plan?.count) this.plan.reached();
  }

  /** Waits, where the plan says so, for assertions that come after the body. */
  async planMet() {
    const { plan } = this;
    if (plan === undefined) return;
    if (this.assertions < plan.count && plan.wait !== false) await this.planReached(plan);
    if (this.assertions === plan.count) return;
    // oxlint-disable-next-line no-throw-literal -- the text alone is the cause that reporters show
    throw `plan expected ${plan.count} assertions but received ${this.assertions}`;
  }

  async planReached(plan) {
    const reached = new Promise((resolve) => {
      plan.reached = resolve;
    });
    if (plan.wait === true) return reached;
    let timer;
    const expired = new Promise((_, reject) => {
      const expire = () =>
        reject(
          new Ended(
            `plan timed out after ${plan.wait}ms with ${this.assertions} assertions when expecting ${plan.count}`,
            'testTimeoutFailure',
          ),
        );
      timer = wait(expire, plan.wait);
    });
    return Promise.race([reached, expired]).finally(() => stopWaiting(timer));
  }

  async runAll(name, context) {
    for (const hook of this.hooks[name]) await runHook(hook, context);
  }

  /** 'before' hooks run once, before the first child. */
  runBeforeOnce() {
    this.hasRunBefore ??= this.runAll('before', this.makeContext());
    return this.hasRunBefore;
  }

  /** beforeEach runs from the outside in, afterEach from the inside out. */
  async runEach(name, context) {
    const isBefore = name === 'beforeEach';
    if (isBefore) await this.parent?.runEach(name, context);
    await this.runAll(name, context);
    if (!isBefore) await this.parent?.runEach(name, context);
  }

  addHook(name, fn, options) {
    if (typeof fn !== 'function') throw errors.invalidArgType('fn', 'function', fn);
    this.hooks[name].push({ name, fn, options });
    // A hook that comes when the first child has begun is not too late.
    if (name === 'before' && this.startsHooksAtOnce())
      this.runBeforeOnce().catch((error) => this.fail(error));
  }

  startsHooksAtOnce() {
    return true;
  }

  fail(error) {
    // The first failure is the cause of the others.
    if (this.failure !== undefined) return;
    this.failure =
      error instanceof Ended ? failureOf(error.reason, error.kind, error.hook) : failureOf(error);
  }

  /** Ends the test now, whatever its body still does. */
  cancel(ended) {
    if (this.isFinished) return;
    this.fail(ended);
    this.cancelChildren();
    this.close();
  }

  cancelChildren(reason = 'test did not finish before its parent and was cancelled') {
    this.waiting.length = 0;
    for (const child of this.children) child.cancel(new Ended(reason, 'cancelledByParent'));
  }

  async finish() {
    this.cancelChildren();
    const failed = this.children.filter((child) => child.failure !== undefined && !child.isTodo()).length;
    if (failed > 0)
      this.failure ??= failureOf(`${failed} subtest${failed > 1 ? 's' : ''} failed`, 'subtestsFailed');
    this.close();
  }

  close() {
    this.isFinished = true;
    if (this.startedAt !== undefined) this.duration = binding.now() - this.startedAt;
    this.context?.mock_?.reset();
    if (this.parent === root) root.report(this);
    this.settle();
  }

  makeContext() {
    this.context ??= new TestContext(this);
    return this.context;
  }

  /** What Rust gets to see. */
  record() {
    const text = (value) => (typeof value === 'string' && value !== '' ? value : undefined);
    return {
      name: this.name,
      isSuite: this.isSuite,
      duration: this.duration,
      location: this.location,
      isSkipped: this.isSkipped(),
      skipReason: text(this.skip),
      isTodo: this.isTodo(),
      todoReason: text(this.todo),
      expectsFailure: this.expectsFailure(),
      failure: this.failure === undefined ? undefined : shown(this.failure),
      diagnostics: this.diagnostics,
      children: this.children.map((child) => child.record()),
    };
  }
}

/** A failure as Rust gets to see it. */
function shown(failure) {
  return require('internal:test_failure').describe(failure, binding.filters());
}

class Suite extends Test {
  constructor(given) {
    super(given);
    this.isSuite = true;
    if (this.isSkipped()) {
      this.built = Promise.resolve();
      return;
    }
    running.push(this);
    try {
      const built = this.fn.call(this.makeContext(), this.makeContext());
      this.isBeingBuilt = typeof built?.then === 'function';
      this.built = Promise.resolve(built);
    } catch (error) {
      this.fail(error);
      this.built = Promise.resolve();
    } finally {
      running.splice(running.indexOf(this), 1);
    }
    this.built.catch((error) => this.fail(error));
  }

  startsChildrenAtOnce() {
    return this.mayRunChildren === true;
  }

  startsHooksAtOnce() {
    return false;
  }

  async runAround(context) {
    const { expired, stop } = deadline(this.options.timeout);
    try {
      await this.built;
      if (this.failure === undefined) {
        await this.runBeforeOnce();
        await Promise.race([this.runChildren(), expired]);
      }
    } catch (error) {
      this.fail(error);
    } finally {
      stop();
    }
    await this.guarded(() => this.runAll('after', context));
  }

  runChildren() {
    this.mayRunChildren = true;
    this.startNext();
    return this.childrenFinished();
  }

  makeContext() {
    this.context ??= new SuiteContext(this);
    return this.context;
  }
}

/** The parent of all: ends when the program has nothing more to do. */
class Root extends Test {
  constructor() {
    super({ name: '<root>', options: {}, fn: noop });
    this.startedAt = binding.now();
    for (const kind of ['uncaughtException', 'unhandledRejection']) {
      process.on(kind, (error) => this.blame(new Ended(error, kind)));
    }
    process.once('beforeExit', () => this.end());
    process.once('exit', () => this.end());
  }

  /** An error outside every body belongs to the test that runs; without one, to the file. */
  blame(ended) {
    const [test] = running.slice(-1);
    if (test?.requestStop) test.requestStop(ended);
    else this.fail(ended);
  }

  report(test) {
    binding.report(test.record());
  }

  end() {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.cancelChildren('Promise resolution is still pending but the event loop has already resolved');
    for (const { fn } of this.hooks.after) {
      try {
        const result = fn();
        result?.then?.(noop, (error) => this.fail(error));
      } catch (error) {
        this.fail(error);
      }
    }
    const error = this.failure === undefined ? undefined : shown(this.failure).error;
    if (binding.finish(binding.now() - this.startedAt, this.diagnostics, error)) process.exitCode = 1;
  }
}

/** Whether the runner's filters let `test` run. */
function isWanted(test) {
  const { only, namePatterns, skipPatterns } = binding.filters();
  if (test.isSuite) return isWantedSuite(test);
  if (only && !isMarkedOnly(test)) return false;
  if (matches(test, skipPatterns)) return false;
  return namePatterns.length === 0 || matches(test, namePatterns);
}

/** A suite is kept for what is left of its tests; one that is still being built may get some. */
function isWantedSuite(suite) {
  const { only, namePatterns } = binding.filters();
  if (suite.children.length > 0 || suite.isBeingBuilt) return true;
  if (only && !isMarkedOnly(suite)) return false;
  return namePatterns.length === 0 || matches(suite, namePatterns);
}

function matches(test, patterns) {
  return ancestry(test).some(({ name }) => patterns.some((pattern) => pattern.test(name)));
}

function ancestry(test) {
  return test === undefined || test === root ? [] : [test, ...ancestry(test.parent)];
}

function isMarkedOnly(test) {
  return ancestry(test).some(({ options }) => options.only);
}

function currentParent() {
  root ??= new Root();
  return running[running.length - 1] ?? root;
}

/** `t`: what the body of a test gets. */
class TestContext {
  #test;

  constructor(test) {
    this.#test = test;
  }

  get name() {
    return this.#test.name;
  }

  get fullName() {
    return this.#test.fullName;
  }

  get filePath() {
    return this.#test.location?.file;
  }

  get error() {
    return this.#test.failure?.error ?? null;
  }

  get passed() {
    return this.#test.failure === undefined;
  }

  get signal() {
    this.controller ??= new AbortController();
    return this.controller.signal;
  }

  get mock() {
    this.mock_ ??= new (require('internal:test_mock').MockTracker)();
    return this.mock_;
  }

  get assert() {
    this.assert_ ??= countingAssert(this.#test);
    return this.assert_;
  }

  diagnostic(message) {
    this.#test.diagnostics.push(String(message));
  }

  plan(count, options = {}) {
    if (typeof count !== 'number') throw errors.invalidArgType('count', 'number', count);
    const { wait: waiting = false } = options ?? {};
    if (typeof waiting !== 'boolean' && typeof waiting !== 'number') {
      throw errors.invalidArgType('options.wait', ['boolean', 'number'], waiting);
    }
    this.#test.plan = { count, wait: waiting, reached: noop };
  }

  skip(message) {
    this.#test.skip = message ?? true;
  }

  todo(message) {
    this.#test.todo = message ?? true;
  }

  runOnly() {}

  test(name, options, fn) {
    this.#test.countAssertion();
    return this.#test.add(Test, readArguments(name, options, fn));
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
  async waitFor(condition, { interval = 50, timeout = 1000 } = {}) {
    if (typeof condition !== 'function') throw errors.invalidArgType('condition', 'function', condition);
    const end = binding.now() + timeout;
    for (;;) {
      try {
        return await condition();
      } catch (cause) {
        if (binding.now() >= end) throw new Error('waitFor() timed out', { cause });
      }
      await new Promise((resolve) => wait(resolve, interval));
    }
  }
}

/** The functions of node:assert, each call counted for `t.plan`. */
function countingAssert(test) {
  const assert = require('assert');
  const counted = {};
  for (const name of Object.keys(assert)) {
    const check = assert[name];
    if (typeof check !== 'function' || /^[A-Z]|^strict$/.test(name)) continue;
    counted[name] = (...args) => {
      test.countAssertion();
      return check(...args);
    };
  }
  return counted;
}

class SuiteContext {
  #suite;

  constructor(suite) {
    this.#suite = suite;
  }

  get name() {
    return this.#suite.name;
  }

  get fullName() {
    return this.#suite.fullName;
  }

  get filePath() {
    return this.#suite.location?.file;
  }

  get signal() {
    this.controller ??= new AbortController();
    return this.controller.signal;
  }

  diagnostic(message) {
    this.#suite.diagnostics.push(String(message));
  }
}

/** `test` or `suite`, with the variants `.skip`, `.todo`, `.only`. */
function declarer(name, Kind) {
  const declare =
    (preset) =>
    (...args) => {
      const given = readArguments(...args);
      given.options = { ...given.options, ...preset };
      const ended = currentParent().add(Kind, given);
      return Kind === Suite ? Promise.resolve() : ended;
    };
  const main = { [name]: (title, options, fn) => declare({})(title, options, fn) }[name];
  for (const variant of ['skip', 'todo', 'only', 'expectFailure'])
    main[variant] = declare({ [variant]: true });
  return main;
}

const hook = (name) => ({ [name]: (fn, options) => currentParent().addHook(name, fn, options) })[name];

const test = declarer('test', Test);
const suite = declarer('suite', Suite);

Object.assign(test, {
  after: hook('after'),
  afterEach: hook('afterEach'),
  before: hook('before'),
  beforeEach: hook('beforeEach'),
  describe: suite,
  it: test,
  suite,
  test,
});
Object.defineProperty(test, 'mock', {
  __proto__: null,
  get() {
    const { MockTracker } = require('internal:test_mock');
    const mock = new MockTracker();
    Object.defineProperty(test, 'mock', {
      __proto__: null,
      value: mock,
      enumerable: true,
      configurable: true,
    });
    return mock;
  },
  enumerable: true,
  configurable: true,
});

module.exports = test;
