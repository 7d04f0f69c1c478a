'use strict';
// Error and its kin: stacks, and V8's stack trace API.

const { test, describe, afterEach } = require('node:test');
const assert = require('node:assert');

const same = (actual, expected) => assert.strictEqual(actual, expected);
const { prepareStackTrace, stackTraceLimit } = Error;

afterEach(() => {
  Error.prepareStackTrace = prepareStackTrace;
  Error.stackTraceLimit = stackTraceLimit;
});

function here() {
  return new Error('here');
}

describe('the stack of an error', () => {
  test('is its own', () => {
    for (const error of [new Error('a'), TypeError('b'), new RangeError(), new AggregateError([], 'c')]) {
      same(Object.hasOwn(error, 'stack'), true);
      same(Object.getOwnPropertyNames(error).includes('stack'), true);
      same(Object.getOwnPropertyDescriptor(error, 'stack').enumerable, false);
      same(Object.keys(error).length, 0);
      same(typeof error.stack, 'string');
    }
    const error = new Error('x');
    error.stack = 'mine';
    same(error.stack, 'mine');
    same(delete error.stack, true);
    same(Object.hasOwn(error, 'stack'), false);
  });

  test('begins with the name and the message', () => {
    class Own extends Error {
      constructor(message) {
        super(message);
        this.name = 'Named';
      }
    }
    same(new Error('x').stack.split('\n')[0], 'Error: x');
    same(new Error().stack.split('\n')[0], 'Error');
    same(new Own('y').stack.split('\n')[0], 'Named: y');
    same(here().stack.split('\n')[1].startsWith('    at here ('), true);
    same(/errors\.test\.js:\d+:\d+/.test(here().stack), true);
  });

  test('the classes are what they were', () => {
    class Own extends TypeError {}
    const own = new Own('m', { cause: 1 });
    same(own instanceof Own && own instanceof TypeError && own instanceof Error, true);
    same(own.message, 'm');
    same(own.cause, 1);
    same(Object.getPrototypeOf(TypeError), Error);
    same(Error.prototype.constructor, Error);
    same(TypeError.prototype.constructor, TypeError);
    same(Object.prototype.toString.call(own), '[object Error]');
    same(Error.length, 1);
    same(AggregateError.length, 2);
    same(Error.name, 'Error');
    same(Error('without new').constructor, Error);
    same(Reflect.construct(Error, ['x'], Own) instanceof Own, true);
    function Old(message) {
      Error.call(this, message);
      this.message = message;
    }
    Old.prototype = Object.create(Error.prototype, { constructor: { value: Old } });
    same(new Old('old').message, 'old');
    try {
      null.x;
    } catch (error) {
      same(error instanceof TypeError, true);
      same(error.constructor, TypeError);
    }
  });
});

describe('Error.stackTraceLimit', () => {
  const count = (error) => error.stack.split('\n').length - 1;
  const deep = (levels) => (levels === 0 ? new Error('deep') : deep(levels - 1));

  test('is how many calls are shown', () => {
    same(stackTraceLimit, 10);
    same(count(deep(20)), 10);
    Error.stackTraceLimit = 3;
    same(count(deep(20)), 3);
    Error.stackTraceLimit = 2.9;
    same(count(deep(20)), 2);
    Error.stackTraceLimit = 0;
    same(deep(20).stack, 'Error: deep');
    Error.stackTraceLimit = -1;
    same(deep(20).stack, 'Error: deep');
    Error.stackTraceLimit = 100;
    same(count(deep(80)) >= 81, true);
  });

  test('is no number', () => {
    Error.stackTraceLimit = 'many';
    same(here().stack, undefined);
    delete Error.stackTraceLimit;
    same(here().stack, undefined);
  });
});

describe('Error.captureStackTrace', () => {
  test('gives any object a stack', () => {
    const object = { name: 'N', message: 'M' };
    same(Error.captureStackTrace(object), undefined);
    same(object.stack.split('\n')[0], 'N: M');
    same(Object.keys(object).includes('stack'), false);
    const plain = {};
    Error.captureStackTrace(plain);
    same(plain.stack.split('\n')[0], 'Error');
    assert.throws(() => Error.captureStackTrace(1), TypeError);
  });

  test('hides the calls above a function', () => {
    function outer() {
      return middle();
    }
    function middle() {
      return inner();
    }
    function inner() {
      const object = {};
      Error.captureStackTrace(object, middle);
      return object;
    }
    const lines = outer().stack.split('\n');
    same(lines[1].startsWith('    at outer ('), true);
    const unrelated = {};
    Error.captureStackTrace(unrelated, () => {});
    same(unrelated.stack, 'Error');
    class Base extends Error {
      constructor(message) {
        super(message);
        Error.captureStackTrace(this, this.constructor);
      }
    }
    class Derived extends Base {}
    const make = () => new Derived('x');
    same(make().stack.split('\n')[1].startsWith('    at make ('), true);
  });
});

describe('Error.prepareStackTrace', () => {
  test('is given the error and its calls', () => {
    Error.prepareStackTrace = function (error, sites) {
      return { error, sites, receiver: this };
    };
    const error = here();
    const { error: given, sites, receiver } = error.stack;
    same(given, error);
    same(receiver, Error);
    same(Array.isArray(sites), true);
    same(sites.length <= 10, true);
    const [site] = sites;
    same(site.getFunctionName(), 'here');
    same(site.getFileName(), __filename);
    same(site.getScriptNameOrSourceURL(), __filename);
    same(site.getLineNumber(), 16);
    same(site.getColumnNumber(), 10);
    same(site.isNative(), false);
    same(site.isConstructor(), false);
    same(site.isEval(), false);
    same(site.isAsync(), false);
    same(site.isPromiseAll(), false);
    same(site.getPromiseIndex(), null);
    same(site.getMethodName(), null);
    same(site.getEvalOrigin(), undefined);
    same(site.getThis(), undefined);
    same(String(site), `here (${__filename}:16:10)`);
    same(site.constructor.name, 'CallSite');
  });

  test('as depd reads the calls of its caller', () => {
    function callers() {
      const object = {};
      Error.prepareStackTrace = (_, sites) => sites;
      Error.stackTraceLimit = Math.max(10, Error.stackTraceLimit);
      Error.captureStackTrace(object);
      return object.stack.slice(1);
    }
    function caller() {
      return callers();
    }
    same(caller()[0].getFunctionName(), 'caller');
  });

  test('what it throws, and what it makes itself', () => {
    const thrown = new RangeError('mine');
    Error.prepareStackTrace = () => {
      throw thrown;
    };
    const error = here();
    assert.throws(
      () => error.stack,
      (given) => given === thrown,
    );
    Error.prepareStackTrace = () => typeof new Error('within').stack;
    same(here().stack, 'string');
    Error.prepareStackTrace = undefined;
    same(here().stack.startsWith('Error: here\n    at here ('), true);
  });
});
