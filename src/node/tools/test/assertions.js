'use strict';
// `t.assert`: the functions of node:assert and some more, each call counted for the plan.

const assert = require('assert');
const { checkFunction, checkString } = require('internal:test/options');
const { MockFunctionContext } = require('internal:test/mock');
const { fileSnapshot, snapshot } = require('internal:test/snapshot');

const COPIED = [
  'deepEqual',
  'deepStrictEqual',
  'doesNotMatch',
  'doesNotReject',
  'doesNotThrow',
  'equal',
  'fail',
  'ifError',
  'match',
  'notDeepEqual',
  'notDeepStrictEqual',
  'notEqual',
  'notStrictEqual',
  'partialDeepStrictEqual',
  'rejects',
  'strictEqual',
  'throws',
];

function contextOf(fn) {
  const context = fn?.mock;
  if (!(context instanceof MockFunctionContext)) throw errors.invalidArgType('fn', 'mock function', fn);
  return context;
}

function fail(message, operator, fields, caller) {
  throw new assert.AssertionError({ message, operator, stackStartFn: caller, ...fields });
}

function called(fn, message) {
  const count = contextOf(fn).callCount();
  if (count > 0) return;
  fail(
    message ?? 'Expected mock function to have been called',
    'called',
    { actual: count, expected: undefined },
    called,
  );
}

function callCount(fn, times, message) {
  const count = contextOf(fn).callCount();
  if (!Number.isInteger(times)) {
    throw typeof times === 'number'
      ? errors.outOfRange('times', 'an integer', times)
      : errors.invalidArgType('times', 'number', times);
  }
  if (times < 0) throw errors.outOfRange('times', `>= 0 && <= ${Number.MAX_SAFE_INTEGER}`, times);
  if (count === times) return;
  const text = `Expected mock function to have been called ${times} times, but it was called ${count} times`;
  fail(message ?? text, 'callCount', { actual: count, expected: times }, callCount);
}

function calledWith(fn, index, args, caller) {
  const { calls } = contextOf(fn);
  if (index > calls.length) {
    const text = `Expected mock function to have been called at least ${index} times, but it was called ${calls.length} times`;
    fail(text, caller.name, { actual: calls.length, expected: index }, caller);
  }
  const actual = calls[index - 1].arguments;
  if (require('util').isDeepStrictEqual(actual, args)) return;
  const text = `Expected call ${index} of mock function to have been called with:`;
  fail(text, 'deepStrictEqual', { actual, expected: args }, caller);
}

function nthCalledWith(fn, n, ...args) {
  if (typeof n !== 'number') throw errors.invalidArgType('n', 'number', n);
  if (!Number.isInteger(n)) throw errors.outOfRange('n', 'an integer', n);
  if (n < 1) throw errors.outOfRange('n', `>= 1 && <= ${Number.MAX_SAFE_INTEGER}`, n);
  calledWith(fn, n, args, nthCalledWith);
}

function lastCalledWith(fn, ...args) {
  const count = contextOf(fn).callCount();
  if (count === 0)
    fail('Expected mock function to have been called', 'lastCalledWith', { actual: count }, lastCalledWith);
  calledWith(fn, count, args, lastCalledWith);
}

/** What `t.assert` offers; `assert.register` adds to it. */
const known = new Map([
  ...COPIED.map((name) => [name, assert[name]]),
  ['called', called],
  ['callCount', callCount],
  ['lastCalledWith', lastCalledWith],
  ['nthCalledWith', nthCalledWith],
  ['snapshot', snapshot],
  ['fileSnapshot', fileSnapshot],
]);

function register(name, fn) {
  checkString(name, 'name');
  checkFunction(fn, 'fn');
  known.set(name, fn);
}

/** The assertions of the test that `context` belongs to. */
function of(context, plan) {
  const counted = { __proto__: null };
  const all = known.has('ok') ? known : new Map([...known, ['ok', assert.ok]]);
  for (const [name, check] of all) {
    counted[name] = (...args) => {
      plan?.count();
      return Reflect.apply(check, context, args);
    };
  }
  return counted;
}

module.exports = { of, register };
