'use strict';
// How much a stream holds before it says "enough".

let ofBytes = 64 * 1024;
let ofObjects = 16;

function getDefaultHighWaterMark(objectMode) {
  return objectMode ? ofObjects : ofBytes;
}

function setDefaultHighWaterMark(objectMode, value) {
  if (typeof value !== 'number') throw errors.invalidArgType('value', 'number', value);
  if (!Number.isInteger(value)) throw errors.outOfRange('value', 'an integer', value);
  if (value < 0) throw errors.outOfRange('value', '>= 0 && <= 9007199254740991', value);
  if (objectMode) ofObjects = value;
  else ofBytes = value;
}

/** The mark that `options` ask for; `key` is the name that a Duplex has for it. */
function highWaterMark(objectMode, options, key, isDuplex) {
  const value = options?.highWaterMark ?? (isDuplex ? options?.[key] : undefined);
  if (value === undefined || value === null) return getDefaultHighWaterMark(objectMode);
  if (!Number.isInteger(value) || value < 0) {
    throw errors.invalidArgValue(isDuplex ? `options.${key}` : 'options.highWaterMark', value, 'is invalid');
  }
  return Math.floor(value);
}

module.exports = { getDefaultHighWaterMark, highWaterMark, setDefaultHighWaterMark };
