'use strict';
// What `test`, `suite` and the hooks are called with, checked with Node's errors.

const MOST_MILLISECONDS = 2 ** 31 - 1;
const MOST_UINT32 = 2 ** 32 - 1;
const noop = () => {};

function checkNumber(value, name, least, most) {
  if (typeof value !== 'number') throw errors.invalidArgType(name, 'number', value);
  if (!(value >= least && value <= most)) throw errors.outOfRange(name, `>= ${least} && <= ${most}`, value);
}

function checkUint32(value, name, least = 0) {
  if (typeof value !== 'number') throw errors.invalidArgType(name, 'number', value);
  if (!Number.isInteger(value)) throw errors.outOfRange(name, 'an integer', value);
  if (value < least || value > MOST_UINT32)
    throw errors.outOfRange(name, `>= ${least} && <= ${MOST_UINT32}`, value);
}

function checkFunction(value, name) {
  if (typeof value !== 'function') throw errors.invalidArgType(name, 'function', value);
}

function checkObject(value, name) {
  if (value === null || Array.isArray(value) || typeof value !== 'object')
    throw errors.invalidArgType(name, 'object', value);
}

function checkString(value, name) {
  if (typeof value !== 'string') throw errors.invalidArgType(name, 'string', value);
}

function checkFunctions(values, name) {
  if (!Array.isArray(values)) throw errors.invalidArgType(name, 'Array', values);
  values.forEach((value, index) => checkFunction(value, `${name}[${index}]`));
}

const checkMilliseconds = (value, name) => checkNumber(value, name, 0, MOST_MILLISECONDS);

/** `(name?, options?, fn?)`, each of which may be left out; options may hold the others. */
function readArguments(name, options, fn) {
  if (typeof name === 'function') fn = name;
  else if (name !== null && typeof name === 'object') [options, fn] = [name, options];
  else if (typeof options === 'function') fn = options;
  const given = options !== null && typeof options === 'object' ? options : {};
  const all = { fn, name, ...given };
  const body = typeof all.fn === 'function' ? all.fn : noop;
  const isNamed = typeof all.name === 'string' && all.name !== '';
  return { name: isNamed ? all.name : all.fn?.name || '<anonymous>', options: given, fn: body };
}

/** How many children may run at a time; `inherited` unless the option says so. */
function readConcurrency({ concurrency }, inherited) {
  if (concurrency === undefined || concurrency === null) return inherited;
  if (typeof concurrency === 'boolean') return concurrency ? Infinity : 1;
  if (typeof concurrency !== 'number')
    throw errors.invalidArgType('options.concurrency', ['boolean', 'number'], concurrency);
  checkUint32(concurrency, 'options.concurrency', 1);
  return concurrency;
}

/** Milliseconds; `null` for no limit. */
function readTimeout({ timeout }, inherited, usual = null) {
  if (timeout === undefined || timeout === null) return usual ?? inherited;
  if (timeout === Infinity) return inherited;
  checkMilliseconds(timeout, 'options.timeout');
  return timeout;
}

function readSignal({ signal }) {
  if (signal === undefined) return undefined;
  if (signal === null || typeof signal !== 'object' || !('aborted' in signal))
    throw errors.invalidArgType('options.signal', 'AbortSignal', signal);
  return signal;
}

/** `{ label, match }` of the option `expectFailure`; undefined when the test shall pass. */
function readExpectation({ expectFailure }) {
  if (expectFailure === undefined || expectFailure === false) return undefined;
  if (typeof expectFailure === 'string') return { label: expectFailure };
  if (typeof expectFailure === 'function' || expectFailure instanceof RegExp) return { match: expectFailure };
  if (typeof expectFailure !== 'object') return {};
  const keys = Object.keys(expectFailure);
  if (keys.length === 0)
    throw errors.invalidArgValue('options.expectFailure', expectFailure, 'must not be an empty object');
  const isDescription = keys.every((key) => key === 'match' || key === 'label');
  return isDescription
    ? { label: expectFailure.label, match: expectFailure.match }
    : { match: expectFailure };
}

const FORBIDDEN_IN_TAGS = /[\t\n\v\f\r &!(|)*]/;
const FORBIDDEN_TEXT =
  'contains a forbidden character. Tags must not contain whitespace, operator characters ' +
  "(&, |, !, (, ), *), or be the reserved words 'and', 'or', or 'not'";

function readTag(tag, name) {
  checkString(tag, name);
  if (tag === '') throw errors.invalidArgValue(name, tag, 'must not be empty');
  if (FORBIDDEN_IN_TAGS.test(tag)) throw errors.invalidArgValue(name, tag, FORBIDDEN_TEXT);
  const lower = tag.toLowerCase();
  if (['and', 'or', 'not'].includes(lower))
    throw errors.invalidArgValue(name, tag, "must not be the reserved word 'and', 'or', or 'not'");
  return lower;
}

let hasWarnedOfTags = false;

/** Lower-case tags, each once, those of the parent before the own. */
function readTags({ tags }, inherited) {
  if (tags === undefined) return inherited;
  if (!Array.isArray(tags)) throw errors.invalidArgType('options.tags', 'Array', tags);
  if (tags.length === 0) return inherited;
  if (!hasWarnedOfTags) {
    hasWarnedOfTags = true;
    process.emitWarning(
      'Test tags is an experimental feature and might change at any time',
      'ExperimentalWarning',
    );
  }
  const own = tags.map((tag, index) => readTag(tag, `options.tags[${index}]`));
  return Object.freeze([...new Set([...inherited, ...own])]);
}

module.exports = {
  checkFunction,
  checkFunctions,
  checkMilliseconds,
  checkObject,
  checkString,
  checkUint32,
  noop,
  readArguments,
  readConcurrency,
  readExpectation,
  readSignal,
  readTags,
  readTimeout,
};
