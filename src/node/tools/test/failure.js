'use strict';
// A failure as the reports show it: the error as `util.inspect` prints
// it, and as the YAML that TAP carries.

const inspect = require('internal:inspect');

const OPTIONS = { breakLength: Infinity };
/** Custom inspection would cut what an AssertionError compares. */
const WHOLE = { ...OPTIONS, customInspect: false };

const isError = (value) => value instanceof Error;

/** The failures that this module made. */
const made = new WeakSet();

/** What a test failed with: Node's ERR_TEST_FAILURE, whose cause is what the body threw. */
function testFailure(reason, kind = 'testCodeFailure') {
  const given = reason?.message ?? reason;
  const message = typeof given === 'string' ? given : inspect(given, { customInspect: false });
  const failure = errors.coded('Error', 'ERR_TEST_FAILURE', message);
  failure.failureType = kind;
  failure.cause = reason;
  made.add(failure);
  return failure;
}

const isTestFailure = (error) => made.has(error);

/** The failure of a test whose hook failed. */
function hookFailure(hook, error) {
  const failure = testFailure(`failed running ${hook} hook`, 'hookFailed');
  failure.cause = isTestFailure(error) ? error.cause : error;
  failure.hook = hook;
  return failure;
}

/** Stacks are shown from the test on: what called it is this module. */
function trimStack(error) {
  const lines = error.stack.split('\n').filter((line) => !/^ {4}at .*\bnode:test\b/.test(line));
  try {
    Object.defineProperty(error, 'stack', {
      __proto__: null,
      value: lines.join('\n'),
      writable: true,
      enumerable: false,
      configurable: true,
    });
  } catch {
    // A frozen error keeps its stack.
  }
}

/** The frames of a stack alone. */
function frames(error) {
  const lines = error.stack.split('\n').filter((line) => /^ {4}at /.test(line));
  return lines.map((line) => line.replace(/^ {4}at /, '')).join('\n');
}

const indented = (text, indent) =>
  text
    .split('\n')
    .map((line) => indent + line)
    .join('\n');

/** `key: value` in YAML, on as many lines as it takes. */
function yaml(key, value, indent = '', above = []) {
  const start = `${indent}${key}:`;
  if (value === undefined) return '';
  if (value === null) return `${start} ~\n`;
  if (typeof value === 'string') {
    return value.includes('\n')
      ? `${start} |-\n${indented(value, `${indent}  `)}\n`
      : `${start} ${inspect(value, OPTIONS)}\n`;
  }
  if (typeof value !== 'object') return `${start} ${inspect(value, OPTIONS)}\n`;
  if (above.includes(value)) return `${start} <Circular>\n`;
  if (value instanceof Date)
    return `${start} ${Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()}\n`;
  const inside = [...above, value];
  const entries = Object.entries(value).map(([name, field]) => yaml(name, field, `${indent}  `, inside));
  const error = isError(value) ? yamlOfError(value, messageOf(value), undefined, indent, inside) : '';
  return `${start}\n${entries.join('')}${error}`;
}

function messageOf(error) {
  return isError(error) ? `${error.message}` : typeof error === 'string' ? error : inspect(error, OPTIONS);
}

/** The lines of one error: its message, code and name, what it compared, its stack. */
function yamlOfError(error, message, usualCode, indent, above) {
  const line = (key, value) => yaml(key, value, indent, above);
  let out = line('error', message);
  out += line('code', error.code ?? usualCode);
  if (error.name !== 'Error') out += line('name', error.name);
  if (error.code === 'ERR_ASSERTION')
    out += line('expected', error.expected) + line('actual', error.actual) + line('operator', error.operator);
  const stack = typeof error.stack === 'string' ? frames(error) : '';
  return stack === '' ? out : `${out}${indent}stack: |-\n${indented(stack, `${indent}  `)}\n`;
}

/** What TAP says of `error`, whose failure says `message`. */
function yamlOf(error, message, code) {
  if (isError(error)) return yamlOfError(error, messageOf(error), code, '', []);
  const text = error !== null && typeof error === 'object' ? messageOf(error) : message;
  return `${yaml('error', text)}${yaml('code', code)}`;
}

/** The error inside the one that the runner makes of it. */
function wrapped(kind, error, message) {
  const cause = inspect(error, { ...WHOLE, depth: 1 });
  const head = `[Error [ERR_TEST_FAILURE]: ${message}]`;
  const fields = [
    `code: 'ERR_TEST_FAILURE'`,
    `failureType: '${kind}'`,
    `cause: ${indented(cause, '  ').trimStart()}`,
  ];
  return cause.includes('\n') || isError(error)
    ? `${head} {\n  ${fields.join(',\n  ')}\n}`
    : `${head} { ${fields.join(', ')} }`;
}

/** Everything that a report may want of a failure. */
function describe(failure, { isRunner, colors }) {
  const kind = failure.failureType;
  const hook = failure.hook;
  // A body may throw undefined; other kinds without a cause are their own.
  const hasCause = failure?.cause !== undefined || kind === 'testCodeFailure';
  const error = isTestFailure(failure) && hasCause ? failure.cause : failure;
  if (isError(error) && typeof error.stack === 'string') trimStack(error);
  const message = hook === undefined ? messageOf(error) : `failed running ${hook} hook`;
  return {
    kind,
    message,
    error: inspect(error, { ...(isRunner ? WHOLE : OPTIONS), colors }),
    yaml: yamlOf(error, failure.message, isTestFailure(failure) ? 'ERR_TEST_FAILURE' : undefined),
    wrapped: wrapped(kind, error, message),
  };
}

module.exports = { describe, hookFailure, isTestFailure, testFailure };
