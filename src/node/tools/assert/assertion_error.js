'use strict';
// The class AssertionError, and the words it makes of two values and an operator.

const inspect = require('internal:inspect');

/** Beyond these, a value is truncated in a message. */
const MOST_LINES = 50;
const LONGEST_TEXT = 512;
/** Two values of together no more characters are shown on one line. */
const SHORT_PAIR = 12;
/** Two values of together no more characters get a caret under the first difference. */
const CARET_PAIR = 80;

const phrases = {
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  partialDeepStrictEqual: 'Expected values to be partially and strictly deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notIdentical: 'Values have same structure but are not reference-equal:',
};

function isReference(value) {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function show(value) {
  return inspect(value, {
    compact: false,
    customInspect: false,
    depth: 1000,
    maxArrayLength: Infinity,
    maxStringLength: Infinity,
    showHidden: false,
    showProxy: false,
    breakLength: Infinity,
    sorted: true,
    getters: true,
  });
}

/** `error` without its stack, which would differ anyway. */
function withoutStack(error) {
  const copy = Object.assign({ __proto__: Object.getPrototypeOf(error) }, error);
  const keep = (key) =>
    Object.defineProperty(copy, key, { __proto__: null, value: error[key], configurable: true });
  keep('message');
  if (Object.hasOwn(error, 'cause')) keep('cause');
  return copy;
}

/** Two single-line values, one of which is a primitive. */
function pairMessage(actual, expected, shownActual, shownExpected) {
  const quotes = (value) => (typeof value === 'string' ? 2 : 0);
  const length = shownActual.length + shownExpected.length;
  const isShort = length - quotes(actual) - quotes(expected) <= SHORT_PAIR;
  if (isShort && (actual !== 0 || expected !== 0)) {
    return { header: '', message: `${shownActual} !== ${shownExpected}` };
  }
  let message = `\n+ ${shownActual}\n- ${shownExpected}`;
  if (length <= CARET_PAIR) {
    let same = 0;
    while (same < shownActual.length && shownActual[same] === shownExpected[same]) same++;
    // At the very beginning a difference is seen without help.
    if (same >= 3 && same < shownActual.length) message += `\n${' '.repeat(same + 2)}^`;
  }
  return { message };
}

function identicalMessage(shown, diff) {
  const lines = shown.split('\n');
  if (lines.length <= MOST_LINES || diff === 'full') return { header: '', message: shown };
  return { header: '', message: `${lines.slice(0, MOST_LINES).join('\n')}\n...}`, skipped: true };
}

/** What stands under the first line of a comparison: the values, or their difference. */
function comparison(actual, expected, shownActual, shownExpected) {
  const isSingleLine = !shownActual.includes('\n') && !shownExpected.includes('\n');
  const bothObjects =
    typeof actual === 'object' && actual !== null && typeof expected === 'object' && expected !== null;
  if (isSingleLine && !bothObjects) return pairMessage(actual, expected, shownActual, shownExpected);
  const ignoreCommas = actual !== null && typeof actual === 'object';
  return binding.difference(shownActual, shownExpected, ignoreCommas);
}

function comparisonMessage(actual, expected, operator, custom, diff) {
  if (
    operator === 'strictEqual' &&
    ((typeof actual === 'object' && actual !== null && typeof expected === 'object' && expected !== null) ||
      (typeof actual === 'function' && typeof expected === 'function'))
  ) {
    operator = 'strictEqualObject';
  }
  const shownActual = show(actual);
  const shownExpected = show(expected);
  let result;
  if (
    shownActual === shownExpected &&
    isReference(actual) &&
    shownActual !== '' &&
    !isFunctionPair(actual, expected)
  ) {
    operator = 'notIdentical';
    result = identicalMessage(shownActual, diff);
  } else {
    result = comparison(actual, expected, shownActual, shownExpected);
  }
  const { header = '+ actual - expected', message, skipped } = result;
  const first = custom ?? phrases[operator];
  return `${first}\n${header}${skipped ? '\n... Skipped lines' : ''}\n${message}\n`;
}

function isFunctionPair(actual, expected) {
  return typeof actual === 'function' || typeof expected === 'function';
}

/** For the negated operators only one value is shown: both are the same. */
function negatedMessage(actual, operator) {
  const isObject = operator === 'notStrictEqual' && isReference(actual);
  const phrase = phrases[isObject ? 'notStrictEqualObject' : operator];
  let lines = show(actual).split('\n');
  if (lines.length > MOST_LINES) lines = [...lines.slice(0, MOST_LINES - 4), '...'];
  if (lines.length > 1) return `${phrase}\n\n${lines.join('\n')}\n`;
  return `${phrase}${lines[0].length > 5 ? '\n\n' : ' '}${lines[0]}`;
}

function cut(text, most) {
  return text.length > most ? `${text.slice(0, most - 3)}...` : text;
}

function operatorMessage(actual, expected, operator) {
  const shownActual = show(actual);
  const shownExpected = show(expected);
  if (operator === 'notDeepEqual' && shownActual === shownExpected) {
    return cut(`${phrases.notDeepEqual}\n\n${shownActual}`, 2 * LONGEST_TEXT);
  }
  const left = cut(shownActual, LONGEST_TEXT);
  const right = cut(shownExpected, LONGEST_TEXT);
  if (operator === 'deepEqual')
    return `${phrases.deepEqual}\n\n${left}\n\nshould loosely deep-equal\n\n${right}`;
  if (operator === 'notDeepEqual')
    return `${phrases.notDeepEqual}\n\n${left}\n\nshould not loosely deep-equal\n\n${right}`;
  return `${left} ${operator} ${right}`;
}

const compared = new Set(['deepStrictEqual', 'strictEqual', 'partialDeepStrictEqual']);

function messageFor({ message, actual, expected, operator, diff }) {
  if (message !== undefined && message !== null) {
    return compared.has(operator) && message !== ''
      ? comparisonMessage(actual, expected, operator, message, diff)
      : String(message);
  }
  if (actual instanceof Error && expected instanceof Error && 'stack' in actual && 'stack' in expected) {
    actual = withoutStack(actual);
    expected = withoutStack(expected);
  }
  if (compared.has(operator)) return comparisonMessage(actual, expected, operator, undefined, diff);
  if (operator === 'notDeepStrictEqual' || operator === 'notStrictEqual')
    return negatedMessage(actual, operator);
  return operatorMessage(actual, expected, operator);
}

/** The frames of `stack` without those of this module, which called itself. */
function callersOnly(stack) {
  return stack
    .split('\n')
    .filter((line) => !/^ {4}at .*\bnode:(?:assert|internal\/assertion_error)\b/.test(line))
    .join('\n');
}

class AssertionError extends Error {
  constructor(options) {
    if (options === null || typeof options !== 'object') {
      throw errors.invalidArgType('options', 'object', options);
    }
    const { message, actual, expected, operator, stackStartFn, diff = 'simple' } = options;
    super(messageFor({ message, actual, expected, operator, diff }));
    this.generatedMessage = !message;
    const hidden = (value) => ({
      __proto__: null,
      value,
      enumerable: false,
      writable: true,
      configurable: true,
    });
    Object.defineProperty(this, 'name', hidden('AssertionError [ERR_ASSERTION]'));
    this.code = 'ERR_ASSERTION';
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    this.diff = diff;
    Error.captureStackTrace(this, stackStartFn);
    const { stack } = this;
    if (typeof stack === 'string') Object.defineProperty(this, 'stack', hidden(callersOnly(stack)));
    this.name = 'AssertionError';
  }

  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, context) {
    // Long strings are in the message already.
    const { actual, expected } = this;
    const shorten = (value) => {
      if (typeof value !== 'string') return value;
      const lines = value.split('\n', 10);
      const text = lines.length < 10 ? value : `${lines.slice(0, 9).join('\n')}\n...`;
      return cut(text, LONGEST_TEXT);
    };
    this.actual = shorten(actual);
    this.expected = shorten(expected);
    try {
      return inspect(this, { ...context, customInspect: false, depth: 0 });
    } finally {
      this.actual = actual;
      this.expected = expected;
    }
  }
}

module.exports = { AssertionError, show };
