'use strict';
// The face of node:test: functions that declare tests, suites and hooks.

const { Suite, Test, currentParent, currentTest, declare } = require('internal:test/runner');
const { readArguments } = require('internal:test/options');

/** `test` or `suite`, with the variants `.skip`, `.todo`, `.only`. */
function declarer(name, Kind) {
  const declarerOf =
    (preset) =>
    (...args) => {
      const given = readArguments(...args);
      given.options = { ...given.options, ...preset };
      return declare(Kind, given);
    };
  const main = { [name]: (title, options, fn) => declarerOf({})(title, options, fn) }[name];
  for (const variant of ['expectFailure', 'skip', 'todo', 'only'])
    main[variant] = declarerOf({ [variant]: true });
  return main;
}

const hook = (name) => ({ [name]: (fn, options) => currentParent().addHook(name, fn, options) })[name];

/** The context of the test whose work runs now. */
const getTestContext = () => currentTest()?.makeContext();

const test = declarer('test', Test);
const suite = declarer('suite', Suite);

Object.assign(test, {
  after: hook('after'),
  afterEach: hook('afterEach'),
  before: hook('before'),
  beforeEach: hook('beforeEach'),
  describe: suite,
  getTestContext,
  it: test,
  suite,
  test,
});

/** A member that is made when it is first read. */
function lazily(name, make) {
  let value;
  Object.defineProperty(test, name, {
    __proto__: null,
    get: () => (value ??= make()),
    enumerable: true,
    configurable: true,
  });
}

lazily('mock', () => new (require('internal:test/mock').MockTracker)());
lazily('snapshot', () => {
  const { setDefaultSnapshotSerializers, setResolveSnapshotPath } = require('internal:test/snapshot');
  return { __proto__: null, setDefaultSnapshotSerializers, setResolveSnapshotPath };
});
lazily('assert', () => ({ __proto__: null, register: require('internal:test/assertions').register }));

module.exports = test;
