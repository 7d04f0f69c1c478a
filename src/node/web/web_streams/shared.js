'use strict';
// What the classes of web streams have in common.

const { coded, invalidArgType } = errors;

/** Where an instance keeps its state. */
const kState = Symbol('kState');

/** Given to a constructor that scripts may not call. */
const kPrivate = Symbol('kPrivate');

const noop = () => {};

function invalidState(message) {
  return coded('TypeError', 'ERR_INVALID_STATE', `Invalid state: ${message}`);
}

function invalidThis(name) {
  return coded('TypeError', 'ERR_INVALID_THIS', `Value of "this" must be of type ${name}`);
}

function illegalConstructor() {
  return coded('TypeError', 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
}

/** The state of an instance of `Class`. */
function stateOf(object, Class) {
  const state = object?.[kState];
  if (state === undefined || state.Class !== Class) throw invalidThis(Class.name);
  return state;
}

const isOf = (object, Class) => object?.[kState]?.Class === Class;

/** Whether it is a stream, of which there can't be a second. */
function isStream(object) {
  const name = Object.hasOwn(object, kState) ? object[kState].Class?.name : undefined;
  return name === 'ReadableStream' || name === 'WritableStream' || name === 'TransformStream';
}

/** Calls `callback` when the stream is closed or has failed, then with the error. */
function whenOver(stream, callback) {
  const state = stream[kState];
  if (state === undefined) return;
  (state.watchers ??= []).push(callback);
  if (state.state === 'closed' || state.state === 'errored') tellOver(state);
}

function tellOver(state) {
  const { watchers } = state;
  if (watchers === undefined) return;
  state.watchers = undefined;
  const error = state.state === 'errored' ? state.storedError : undefined;
  for (const watcher of watchers) watcher(error);
}

/** What `isReadable` and its kin of `node:stream` ask. */
function defineMarks(Class, marks) {
  for (const [name, read] of Object.entries(marks)) {
    Object.defineProperty(Class.prototype, Symbol.for(`nodejs.stream.${name}`), {
      __proto__: null,
      get() {
        return read(this[kState]);
      },
      configurable: true,
    });
  }
}

/** Has a stream fail as its controller would. */
function fail(stream, error) {
  stream[kState]?.error?.(error);
}

/** A promise, and what settles it. */
function deferred() {
  const made = Promise.withResolvers();
  return made;
}

/** Marks the rejection of a promise as handled. */
function handled(promise) {
  promise.then(undefined, noop);
  return promise;
}

function rejectedAndHandled(reason) {
  return handled(Promise.reject(reason));
}

/** A deferred that is settled already, its rejection marked as handled. */
const settled = {
  resolved: () => ({ promise: Promise.resolve(), resolve: noop, reject: noop, isSettled: true }),
  rejected: (reason) => ({
    promise: rejectedAndHandled(reason),
    resolve: noop,
    reject: noop,
    isSettled: true,
  }),
};

/** What a method of the script's gives, as a promise, also when it throws. */
function promised(call) {
  try {
    return Promise.resolve(call());
  } catch (error) {
    return Promise.reject(error);
  }
}

function checkObject(value, name) {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function'))
    throw invalidArgType(name, 'Object', value);
  return value;
}

/** Options, which need not be there. */
function checkDictionary(value, name) {
  return value === undefined || value === null ? {} : checkObject(value, name);
}

/** A member of a dictionary that must be a function where it is there. */
function callbackOf(object, name, path) {
  const callback = object[name];
  if (callback === undefined) return undefined;
  if (typeof callback !== 'function') throw invalidArgType(`${path}.${name}`, 'Function', callback);
  return callback;
}

function highWaterMarkOf(strategy, absent) {
  const { highWaterMark } = strategy;
  if (highWaterMark === undefined) return absent;
  const mark = +highWaterMark;
  if (Number.isNaN(mark) || mark < 0) {
    throw invalidValue('strategy.highWaterMark', mark);
  }
  return mark;
}

function invalidValue(name, value) {
  const kind = name.includes('.') ? 'property' : 'argument';
  return coded(
    'RangeError',
    'ERR_INVALID_ARG_VALUE',
    `The ${kind} '${name}' is invalid. Received ${require('internal:inspect')(value)}`,
  );
}

function sizeOf(strategy) {
  const { size } = strategy;
  if (size === undefined) return () => 1;
  if (typeof size !== 'function') throw invalidArgType('strategy.size', 'Function', size);
  return (chunk) => size(chunk);
}

// ---- queues whose total size is known

function resetQueue(holder) {
  holder.queue = [];
  holder.queueSize = 0;
}

function enqueueSized(holder, value, size) {
  size = Number(size);
  if (Number.isNaN(size) || size < 0 || size === Infinity) throw invalidValue('size', size);
  holder.queue.push({ value, size });
  holder.queueSize += size;
}

function dequeueSized(holder) {
  const { value, size } = holder.queue.shift();
  holder.queueSize = Math.max(holder.queueSize - size, 0);
  return value;
}

// ---- classes

/** Makes members of the prototype seen, and names the class to `Object.prototype.toString`. */
function describe(Class, visible) {
  const enumerable = { __proto__: null, enumerable: true };
  for (const name of visible) Object.defineProperty(Class.prototype, name, enumerable);
  Object.defineProperty(Class.prototype, Symbol.toStringTag, {
    __proto__: null,
    configurable: true,
    value: Class.name,
  });
}

/** Has instances printed with these fields. */
function printed(Class, fields) {
  const name = Class.name;
  const inspect = require('internal:inspect');
  const show = function (depth, options) {
    if (depth < 0) return this;
    const deeper = {
      ...options,
      depth: options.depth === null || options.depth === undefined ? null : options.depth - 1,
    };
    return `${name} ${inspect(fields(this), deeper)}`;
  };
  Object.defineProperty(show, 'name', {
    __proto__: null,
    value: '[nodejs.util.inspect.custom]',
    configurable: true,
  });
  Object.defineProperty(Class.prototype, Symbol.for('nodejs.util.inspect.custom'), {
    __proto__: null,
    value: show,
    writable: true,
    configurable: true,
  });
}

module.exports = {
  kState,
  kPrivate,
  noop,
  invalidState,
  invalidThis,
  illegalConstructor,
  stateOf,
  isOf,
  isStream,
  whenOver,
  tellOver,
  defineMarks,
  fail,
  deferred,
  handled,
  rejectedAndHandled,
  settled,
  promised,
  checkObject,
  checkDictionary,
  callbackOf,
  highWaterMarkOf,
  invalidValue,
  sizeOf,
  resetQueue,
  enqueueSized,
  dequeueSized,
  describe,
  printed,
};
