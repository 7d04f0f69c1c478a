'use strict';
// The functions of node:assert. What is only needed when one fails
// (AssertionError, inspect) is loaded then.

const { isDeepEqual, isDeepStrictEqual, isPartialDeepStrictEqual } = binding;

const failures = () => require('internal:assertion_error');

function fails(details) {
  if (details.message instanceof Error) throw details.message;
  throw new (failures().AssertionError)(details);
}

function checkPair(count) {
  if (count < 2) {
    throw errors.coded(
      'TypeError',
      'ERR_MISSING_ARGS',
      'The "actual" and "expected" arguments must be specified',
    );
  }
}

/** One function of two values that fails unless `holds` is true of them. */
function pairwise(name, operator, holds) {
  const check = {
    [name](actual, expected, message) {
      checkPair(arguments.length);
      if (!holds(actual, expected))
        fails({ actual, expected, message, operator, stackStartFn: check, diff: diffOf(this) });
    },
  }[name];
  return check;
}

/** Instances of Assert say how much of a difference they show. */
const kOptions = Symbol('options');
function diffOf(receiver) {
  return receiver?.[kOptions]?.diff ?? 'simple';
}

function isLooselyEqual(actual, expected) {
  // oxlint-disable-next-line eqeqeq -- `==` is what is asked for
  if (actual == expected) return true;
  // oxlint-disable-next-line no-self-compare -- NaN equals NaN
  return actual !== actual && expected !== expected;
}

const equalities = {
  equal: pairwise('equal', '==', isLooselyEqual),
  notEqual: pairwise('notEqual', '!=', (actual, expected) => !isLooselyEqual(actual, expected)),
  deepEqual: pairwise('deepEqual', 'deepEqual', isDeepEqual),
  notDeepEqual: pairwise(
    'notDeepEqual',
    'notDeepEqual',
    (actual, expected) => !isDeepEqual(actual, expected),
  ),
  deepStrictEqual: pairwise('deepStrictEqual', 'deepStrictEqual', isDeepStrictEqual),
  notDeepStrictEqual: pairwise(
    'notDeepStrictEqual',
    'notDeepStrictEqual',
    (actual, expected) => !isDeepStrictEqual(actual, expected),
  ),
  strictEqual: pairwise('strictEqual', 'strictEqual', Object.is),
  notStrictEqual: pairwise(
    'notStrictEqual',
    'notStrictEqual',
    (actual, expected) => !Object.is(actual, expected),
  ),
  partialDeepStrictEqual: pairwise(
    'partialDeepStrictEqual',
    'partialDeepStrictEqual',
    isPartialDeepStrictEqual,
  ),
};

/** `assert(value)`: without a message, the expression as it is written is the message. */
function checkTruthy(check, args) {
  const [value, message] = args;
  if (value) return;
  if (args.length > 0 && message !== undefined && message !== null) {
    fails({ actual: value, expected: true, message, operator: '==', stackStartFn: check });
  }
  const text = args.length === 0 ? 'No value argument passed to `assert.ok()`' : falsyMessage();
  const error = new (failures().AssertionError)({
    actual: value,
    expected: true,
    message: text,
    operator: '==',
    stackStartFn: check,
  });
  error.generatedMessage = true;
  throw error;
}

function falsyMessage() {
  const call = binding.callSource?.(new Error().stack);
  if (call === undefined) return 'The expression evaluated to a falsy value';
  return `The expression evaluated to a falsy value:\n\n  ${call.replace(/\n/g, '\n  ')}\n`;
}

function ok(...args) {
  checkTruthy(ok, args);
}

function fail(message) {
  if (message instanceof Error) throw message;
  const isGiven = message !== undefined && message !== null;
  const error = new (failures().AssertionError)({
    message: isGiven ? message : 'Failed',
    operator: 'fail',
    stackStartFn: fail,
  });
  error.generatedMessage = !isGiven;
  throw error;
}

function ifError(error) {
  if (error === null || error === undefined) return;
  const { show } = failures();
  let text = 'ifError got unwanted exception: ';
  if (typeof error === 'object' && typeof error.message === 'string') {
    text += error.message.length === 0 && error.constructor ? error.constructor.name : error.message;
  } else {
    text += show(error);
  }
  const thrown = new (failures().AssertionError)({
    actual: error,
    expected: null,
    operator: 'ifError',
    message: text,
    stackStartFn: ifError,
  });
  thrown.generatedMessage = false;
  // The way the original error took is what one wants to see.
  if (typeof error.stack === 'string') {
    const [, ...frames] = error.stack.slice(error.stack.indexOf('    at')).split(/^/m);
    if (frames.length > 0)
      thrown.stack = `${thrown.stack}\n${error.stack.slice(error.stack.indexOf('    at'))}`;
  }
  throw thrown;
}

function matching(name, isWanted) {
  const check = {
    [name](string, regexp, message) {
      if (!(regexp instanceof RegExp)) throw errors.invalidArgType('regexp', 'RegExp', regexp);
      if (typeof string === 'string' && (RegExp.prototype.exec.call(regexp, string) !== null) === isWanted)
        return;
      if (message instanceof Error) throw message;
      const generated = message === undefined || message === null;
      const error = new (failures().AssertionError)({
        actual: string,
        expected: regexp,
        message: generated ? matchMessage(string, regexp, isWanted) : message,
        operator: name,
        stackStartFn: check,
      });
      error.generatedMessage = generated;
      throw error;
    },
  }[name];
  return check;
}

function matchMessage(string, regexp, isWanted) {
  if (typeof string !== 'string') return errors.invalidArgType('string', 'string', string).message;
  const { show } = failures();
  const verb = isWanted
    ? 'The input did not match the regular expression '
    : 'The input was expected to not match the regular expression ';
  return `${verb}${show(regexp)}. Input:\n\n${show(string)}\n`;
}

const match = matching('match', true);
const doesNotMatch = matching('doesNotMatch', false);

/** Represents "nothing was thrown". */
const nothing = Symbol('nothing thrown');

function caught(fn) {
  if (typeof fn !== 'function') throw errors.invalidArgType('fn', 'function', fn);
  try {
    fn();
  } catch (error) {
    return error;
  }
  return nothing;
}

function isThenable(value) {
  return (
    value !== null &&
    typeof value === 'object' &&
    typeof value.then === 'function' &&
    typeof value.catch === 'function'
  );
}

async function caughtLater(promiseFn) {
  let promise = promiseFn;
  if (typeof promiseFn === 'function') {
    promise = promiseFn();
    if (!isThenable(promise)) {
      const { message } = errors.invalidArgType('promiseFn', 'Promise', promise);
      const received = message.slice(message.indexOf('Received ') + 'Received '.length);
      throw errors.coded(
        'TypeError',
        'ERR_INVALID_RETURN_VALUE',
        `Expected instance of Promise to be returned from the "promiseFn" function but got ${received}.`,
      );
    }
  } else if (!isThenable(promiseFn)) {
    throw errors.invalidArgType('promiseFn', ['function', 'Promise'], promiseFn);
  }
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return nothing;
}

/** `throws(fn, 'text')`: a string is the message, and must not be mistaken for the expected one. */
function refuseAmbiguous(actual, text) {
  const isError = actual !== null && typeof actual === 'object';
  if ((isError ? actual.message : actual) !== text) return;
  const what = isError ? `The error message "${actual.message}"` : `The error "${actual}"`;
  throw errors.coded(
    'TypeError',
    'ERR_AMBIGUOUS_ARGUMENT',
    `The "error/message" argument is ambiguous. ${what} is identical to the message.`,
  );
}

function expectThrown(check, actual, args) {
  let [, error, message] = args;
  if (typeof error === 'string') {
    if (args.length > 2)
      throw errors.invalidArgType('error', ['Object', 'Error', 'function', 'RegExp'], error);
    if (actual !== nothing) refuseAmbiguous(actual, error);
    message = error;
    error = undefined;
  } else if (
    error !== undefined &&
    error !== null &&
    typeof error !== 'object' &&
    typeof error !== 'function'
  ) {
    throw errors.invalidArgType('error', ['Object', 'Error', 'function', 'RegExp'], error);
  }
  if (actual === nothing) return failMissing(check, error, message);
  if (error) validate(check, actual, error, message);
}

function failMissing(check, error, message) {
  let details = error?.name ? ` (${error.name})` : '';
  details += message ? `: ${message}` : '.';
  const kind = check === rejects ? 'rejection' : 'exception';
  if (message instanceof Error) throw message;
  throw new (failures().AssertionError)({
    actual: undefined,
    expected: error,
    operator: check.name,
    message: `Missing expected ${kind}${details}`,
    stackStartFn: check,
  });
}

/** The part of an object that a validation object names; matching strings stand for their RegExps. */
class Comparison {
  constructor(object, keys, actual) {
    for (const key of keys) {
      if (!(key in object)) continue;
      const value = object[key];
      const isMatched =
        actual !== undefined &&
        typeof actual[key] === 'string' &&
        value instanceof RegExp &&
        RegExp.prototype.exec.call(value, actual[key]) !== null;
      this[key] = isMatched ? actual[key] : value;
    }
  }
}

function validate(check, actual, expected, message) {
  if (typeof expected === 'function') return validateByFunction(check, actual, expected, message);
  if (expected instanceof RegExp) return validateByRegExp(check, actual, expected, message);
  if (actual === null || typeof actual !== 'object') {
    const error = new (failures().AssertionError)({
      actual,
      expected,
      message,
      operator: 'deepStrictEqual',
      stackStartFn: check,
    });
    error.operator = check.name;
    throw error;
  }
  validateByObject(check, actual, expected, message);
}

function validateByRegExp(check, actual, expected, message) {
  const text = String(actual);
  if (RegExp.prototype.exec.call(expected, text) !== null) return;
  failGenerated(check, actual, expected, message, () => {
    const { show } = failures();
    return `The input did not match the regular expression ${show(expected)}. Input:\n\n${show(text)}\n`;
  });
}

function validateByObject(check, actual, expected, message) {
  const keys = Object.keys(expected);
  if (expected instanceof Error) keys.push('name', 'message');
  else if (keys.length === 0) throw errors.invalidArgValue('error', expected, 'may not be an empty object');
  for (const key of keys) {
    const value = actual[key];
    const pattern = expected[key];
    if (
      typeof value === 'string' &&
      pattern instanceof RegExp &&
      RegExp.prototype.exec.call(pattern, value) !== null
    )
      continue;
    if (key in actual && isDeepStrictEqual(value, pattern)) continue;
    failComparison(check, actual, expected, message, keys);
  }
}

function failComparison(check, actual, expected, message, keys) {
  if (message !== undefined && message !== null) {
    if (message instanceof Error) throw message;
    throw new (failures().AssertionError)({
      actual,
      expected,
      message,
      operator: check.name,
      stackStartFn: check,
    });
  }
  const error = new (failures().AssertionError)({
    actual: new Comparison(actual, keys),
    expected: new Comparison(expected, keys, actual),
    operator: 'deepStrictEqual',
    stackStartFn: check,
  });
  error.actual = actual;
  error.expected = expected;
  error.operator = check.name;
  throw error;
}

function isClass(expected) {
  return Object.prototype.isPrototypeOf.call(Error, expected);
}

function validateByFunction(check, actual, expected, message) {
  if (expected.prototype !== undefined && actual instanceof expected) return;
  if (isClass(expected) || expected === Error) {
    failGenerated(check, actual, expected, message, () => classMessage(actual, expected));
    return;
  }
  const result = Reflect.apply(expected, {}, [actual]);
  if (result === true) return;
  failGenerated(check, actual, expected, message, () => {
    const { show } = failures();
    const name = expected.name ? `"${expected.name}" ` : '';
    return (
      `The ${name}validation function is expected to return "true". Received ${show(result)}` +
      `${actual instanceof Error ? `\n\nCaught error:\n\n${actual}` : ''}`
    );
  });
}

function classMessage(actual, expected) {
  const start = `The error is expected to be an instance of "${expected.name}". Received `;
  if (actual instanceof Error) return `${start}"${actual.name}"\n\nError message:\n\n${actual.message}`;
  return `${start}"${require('internal:inspect')(actual, { depth: -1 })}"`;
}

function failGenerated(check, actual, expected, message, generate) {
  if (message instanceof Error) throw message;
  const generated = message === undefined || message === null;
  const error = new (failures().AssertionError)({
    actual,
    expected,
    message: generated ? generate() : message,
    operator: check.name,
    stackStartFn: check,
  });
  error.generatedMessage = generated;
  throw error;
}

function expectNothing(check, actual, args) {
  if (actual === nothing) return;
  let [, expected, message] = args;
  if (typeof expected === 'string') {
    message = expected;
    expected = undefined;
  }
  if (expected && !isExpected(actual, expected)) throw actual;
  const details = message ? `: ${message}` : '.';
  const kind = check === doesNotReject ? 'rejection' : 'exception';
  if (message instanceof Error) throw message;
  throw new (failures().AssertionError)({
    actual,
    expected,
    operator: check.name,
    message: `Got unwanted ${kind}${details}\nActual message: "${actual?.message}"`,
    stackStartFn: check,
  });
}

function isExpected(actual, expected) {
  if (typeof expected !== 'function') {
    if (expected instanceof RegExp) return RegExp.prototype.exec.call(expected, String(actual)) !== null;
    throw errors.invalidArgType('expected', ['function', 'RegExp'], expected);
  }
  if (expected.prototype !== undefined && actual instanceof expected) return true;
  if (isClass(expected)) return false;
  return Reflect.apply(expected, {}, [actual]) === true;
}

function throws(fn, ...args) {
  expectThrown(throws, caught(fn), [fn, ...args]);
}

async function rejects(promiseFn, ...args) {
  expectThrown(rejects, await caughtLater(promiseFn), [promiseFn, ...args]);
}

function doesNotThrow(fn, ...args) {
  expectNothing(doesNotThrow, caught(fn), [fn, ...args]);
}

async function doesNotReject(promiseFn, ...args) {
  expectNothing(doesNotReject, await caughtLater(promiseFn), [promiseFn, ...args]);
}

const loose = {
  ok,
  fail,
  ...equalities,
  match,
  doesNotMatch,
  throws,
  rejects,
  doesNotThrow,
  doesNotReject,
  ifError,
};

const stricter = {
  equal: equalities.strictEqual,
  notEqual: equalities.notStrictEqual,
  deepEqual: equalities.deepStrictEqual,
  notDeepEqual: equalities.notDeepStrictEqual,
};

const lazyAssertionError = {
  __proto__: null,
  get: () => failures().AssertionError,
  set(value) {
    Object.defineProperty(this, 'AssertionError', {
      __proto__: null,
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  },
  enumerable: true,
  configurable: true,
};

/** Assertions with options of their own: `diff`, `strict`, `skipPrototype`. */
function Assert(options) {
  if (new.target === undefined) {
    throw errors.coded(
      'TypeError',
      'ERR_CONSTRUCT_CALL_REQUIRED',
      'Class constructor Assert cannot be invoked without `new`',
    );
  }
  const settings = { diff: 'simple', strict: true, skipPrototype: false, ...options };
  if (settings.diff !== 'simple' && settings.diff !== 'full') {
    throw errors.invalidArgValue('options.diff', settings.diff, "must be one of: 'simple', 'full'");
  }
  Object.defineProperty(this, kOptions, { __proto__: null, value: settings });
  Object.defineProperty(this, 'AssertionError', lazyAssertionError);
  for (const name of Object.keys(loose)) this[name] = loose[name];
  if (settings.strict) Object.assign(this, stricter);
}
for (const name of Object.keys(loose)) {
  Object.defineProperty(Assert.prototype, name, {
    __proto__: null,
    value: loose[name],
    writable: true,
    configurable: true,
  });
}

function assert(...args) {
  checkTruthy(assert, args);
}

function strict(...args) {
  checkTruthy(strict, args);
}

Object.defineProperty(assert, 'AssertionError', lazyAssertionError);
Object.defineProperty(strict, 'AssertionError', lazyAssertionError);
Object.assign(assert, loose, { strict, Assert });
Object.assign(strict, loose, { strict, Assert }, stricter);

module.exports = assert;
