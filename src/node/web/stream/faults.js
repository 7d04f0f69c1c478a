'use strict';
// The errors of streams, each with Node's code and words.

const { abortError } = require('internal:abort_error');

function maker(className, code, say) {
  return (...args) => errors.coded(className, code, say(...args));
}

/** Both errors as one: the first that came, with what came of it. */
function both(inner, outer) {
  if (!inner || !outer || inner === outer) return inner || outer;
  if (Array.isArray(outer.errors)) {
    outer.errors.push(inner);
    return outer;
  }
  const error = new AggregateError([outer, inner], outer.message);
  error.code = outer.code;
  return error;
}

function checkFunction(value, name) {
  if (typeof value !== 'function') throw errors.invalidArgType(name, 'function', value);
}

function checkObject(value, name) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw errors.invalidArgType(name, 'object', value);
  }
}

function checkSignal(signal, name) {
  if (signal === undefined) return;
  if (signal === null || typeof signal !== 'object' || !('aborted' in signal)) {
    throw errors.invalidArgType(name, 'AbortSignal', signal);
  }
}

function checkInteger(value, name, least) {
  if (typeof value !== 'number') throw errors.invalidArgType(name, 'number', value);
  if (!Number.isInteger(value)) throw errors.outOfRange(name, 'an integer', value);
  if (value < least) throw errors.outOfRange(name, `>= ${least} && <= 9007199254740991`, value);
}

module.exports = {
  abortError,
  both,
  checkFunction,
  checkInteger,
  checkObject,
  checkSignal,
  alreadyFinished: maker(
    'Error',
    'ERR_STREAM_ALREADY_FINISHED',
    (name) => `Cannot call ${name} after a stream was finished`,
  ),
  cannotPipe: maker('Error', 'ERR_STREAM_CANNOT_PIPE', () => 'Cannot pipe, not readable'),
  destroyed: maker(
    'Error',
    'ERR_STREAM_DESTROYED',
    (name) => `Cannot call ${name} after a stream was destroyed`,
  ),
  invalidReturn: (wanted, name, value) =>
    errors.coded(
      'TypeError',
      'ERR_INVALID_RETURN_VALUE',
      `Expected ${wanted} to be returned from the "${name}" function but got ${describe(value)}.`,
    ),
  missingStreams: maker('TypeError', 'ERR_MISSING_ARGS', () => 'The "streams" argument must be specified'),
  multipleCallback: maker('Error', 'ERR_MULTIPLE_CALLBACK', () => 'Callback called multiple times'),
  notImplemented: maker(
    'Error',
    'ERR_METHOD_NOT_IMPLEMENTED',
    (name) => `The ${name} method is not implemented`,
  ),
  nullValues: maker('TypeError', 'ERR_STREAM_NULL_VALUES', () => 'May not write null values to stream'),
  prematureClose: maker('Error', 'ERR_STREAM_PREMATURE_CLOSE', () => 'Premature close'),
  pushAfterEnd: maker('Error', 'ERR_STREAM_PUSH_AFTER_EOF', () => 'stream.push() after EOF'),
  reduceOfNothing: maker(
    'TypeError',
    'ERR_MISSING_ARGS',
    () => 'Reduce of an empty stream requires an initial value',
  ),
  unableToPipe: maker(
    'Error',
    'ERR_STREAM_UNABLE_TO_PIPE',
    () => 'Cannot pipe to a closed or destroyed stream',
  ),
  unknownEncoding: maker('TypeError', 'ERR_UNKNOWN_ENCODING', (name) => `Unknown encoding: ${name}`),
  unshiftAfterEnd: maker(
    'Error',
    'ERR_STREAM_UNSHIFT_AFTER_END_EVENT',
    () => 'stream.unshift() after end event',
  ),
  writeAfterEnd: maker('Error', 'ERR_STREAM_WRITE_AFTER_END', () => 'write after end'),
};

/** What was returned, in an error's words. */
function describe(value) {
  if (value === null || value === undefined) return `${value}`;
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value !== 'object')
    return `type ${typeof value} (${require('internal:inspect')(value, { colors: false }).slice(0, 25)})`;
  if (value.constructor?.name) return `an instance of ${value.constructor.name}`;
  return `${require('internal:inspect')(value, { depth: -1 })}`;
}
