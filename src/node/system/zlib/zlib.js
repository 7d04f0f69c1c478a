'use strict';
// `node:zlib`: the classes, and for each the functions that use it once.

const { Codec, checkOpen, isBuffer, ranged, runSync, runWithCallback } = require('internal:zlib/codec');
const { kMaxLength } = require('node:buffer');
const { codes, constants } = require('internal:zlib/constants');

const {
  BROTLI_DECODE,
  BROTLI_ENCODE,
  BROTLI_OPERATION_FINISH,
  BROTLI_OPERATION_FLUSH,
  BROTLI_OPERATION_PROCESS,
  DEFLATE,
  DEFLATERAW,
  GUNZIP,
  GZIP,
  INFLATE,
  INFLATERAW,
  UNZIP,
  Z_DEFAULT_COMPRESSION,
  Z_DEFAULT_MEMLEVEL,
  Z_DEFAULT_STRATEGY,
  Z_DEFAULT_WINDOWBITS,
  Z_FINISH,
  Z_FIXED,
  Z_FULL_FLUSH,
  Z_MAX_LEVEL,
  Z_MAX_MEMLEVEL,
  Z_MAX_WINDOWBITS,
  Z_MIN_LEVEL,
  Z_MIN_MEMLEVEL,
  Z_MIN_WINDOWBITS,
  Z_NO_FLUSH,
  Z_SYNC_FLUSH,
} = constants;

function windowBitsOf({ windowBits }, mode) {
  // To a decompressor 0 says: as the header has it.
  const isFree = mode === INFLATE || mode === GUNZIP || mode === UNZIP;
  if (isFree && (windowBits === undefined || windowBits === null || windowBits === 0)) return 0;
  const least = Z_MIN_WINDOWBITS + (mode === GZIP ? 1 : 0);
  return ranged(windowBits, 'options.windowBits', least, Z_MAX_WINDOWBITS, Z_DEFAULT_WINDOWBITS);
}

function dictionaryOf({ dictionary }) {
  if (dictionary === undefined || ArrayBuffer.isView(dictionary)) return dictionary;
  if (isBuffer(dictionary)) return Buffer.from(dictionary);
  throw errors.invalidArgType(
    'options.dictionary',
    ['Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'],
    dictionary,
  );
}

const zlibDefaults = { flush: Z_NO_FLUSH, finishFlush: Z_FINISH, fullFlush: Z_FULL_FLUSH };

/** What the codec is told, checked. */
function settingsOf(options, mode) {
  const given = options ?? {};
  const windowBits = options ? windowBitsOf(given, mode) : Z_DEFAULT_WINDOWBITS;
  const level = ranged(given.level, 'options.level', Z_MIN_LEVEL, Z_MAX_LEVEL, Z_DEFAULT_COMPRESSION);
  const memLevel = ranged(
    given.memLevel,
    'options.memLevel',
    Z_MIN_MEMLEVEL,
    Z_MAX_MEMLEVEL,
    Z_DEFAULT_MEMLEVEL,
  );
  const strategy = ranged(
    given.strategy,
    'options.strategy',
    Z_DEFAULT_STRATEGY,
    Z_FIXED,
    Z_DEFAULT_STRATEGY,
  );
  const dictionary = dictionaryOf(given);
  return [mode, windowBits, level, memLevel, strategy, dictionary];
}

function Zlib(options, mode) {
  const settings = settingsOf(options, mode);
  const open = () => binding.zlib(...settings, this._rejectGarbageAfterEnd);
  Codec.call(this, options, mode, zlibDefaults, open);
  this._level = settings[2];
  this._strategy = settings[4];
  this._mode = mode;
}
Object.setPrototypeOf(Zlib.prototype, Codec.prototype);
Object.setPrototypeOf(Zlib, Codec);

Zlib.prototype.params = function params(level, strategy, callback) {
  ranged(level, 'level', Z_MIN_LEVEL, Z_MAX_LEVEL);
  ranged(strategy, 'strategy', Z_DEFAULT_STRATEGY, Z_FIXED);
  if (this._level === level && this._strategy === strategy) {
    process.nextTick(callback);
    return;
  }
  // What was written before is still compressed in the old way.
  this.flush(Z_SYNC_FLUSH, () => {
    checkOpen(this);
    this._handle.params(level, strategy);
    if (this.destroyed) return;
    this._level = level;
    this._strategy = strategy;
    callback?.();
  });
};

const brotliDefaults = {
  flush: BROTLI_OPERATION_PROCESS,
  finishFlush: BROTLI_OPERATION_FINISH,
  fullFlush: BROTLI_OPERATION_FLUSH,
};

/** Parameters by number, as pairs. */
function brotliParams(params) {
  return Object.keys(params ?? {}).map((name) => {
    const key = Number(name);
    if (!Number.isInteger(key) || key < 0 || key > constants.BROTLI_PARAM_NDIRECT) {
      throw errors.coded('RangeError', 'ERR_BROTLI_INVALID_PARAM', `${name} is not a valid Brotli parameter`);
    }
    const value = params[name];
    if (typeof value !== 'number' && typeof value !== 'boolean') {
      throw errors.invalidArgType('options.params[key]', 'number', value);
    }
    return [key, Number(value)];
  });
}

function Brotli(options, mode) {
  const params = brotliParams(options?.params).flat();
  const dictionary = dictionaryOf(options ?? {});
  const open = () => binding.brotli(mode === BROTLI_ENCODE, params, dictionary);
  Codec.call(this, options, mode, brotliDefaults, open);
}
Object.setPrototypeOf(Brotli.prototype, Zlib.prototype);
Object.setPrototypeOf(Brotli, Zlib);

// Options that say all there is to say where everything is done at once.
const PLAIN = new Set(['level', 'memLevel', 'strategy', 'windowBits']);

/** A small input in one go; undefined where it needs a stream, be it to tell what is wrong. */
function runOnce(value, options, mode) {
  if (options === undefined || options === null) options = {};
  if (typeof options !== 'object' || (mode === DEFLATERAW && options.windowBits === 8)) return undefined;
  for (const name in options) if (!PLAIN.has(name)) return undefined;
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  if (!ArrayBuffer.isView(bytes)) return undefined;
  const [, windowBits, level, memLevel, strategy] = settingsOf(options, mode);
  return binding.once(mode, windowBits, level, memLevel, strategy, undefined, false, kMaxLength, bytes);
}

/** A class that needs no `new`, as in Node, but warns. */
function define(name, Base, mode) {
  const Class = {
    [name]: function (options) {
      if (mode === DEFLATERAW && options?.windowBits === 8) options.windowBits = 9;
      if (!new.target && !(this instanceof Class)) {
        warnOnce(name);
        return new Class(options);
      }
      Base.call(this, options, mode);
    },
  }[name];
  Object.setPrototypeOf(Class.prototype, Base.prototype);
  Object.setPrototypeOf(Class, Base);
  return Class;
}

const warned = new Set();
function warnOnce(name) {
  if (warned.has(name)) return;
  warned.add(name);
  process.emitWarning(
    `Instantiating ${name} without the 'new' keyword has been deprecated.`,
    'DeprecationWarning',
    'DEP0184',
  );
}

function crc32(data, value = 0) {
  if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
    throw errors.invalidArgType('data', ['Buffer', 'TypedArray', 'DataView', 'string'], data);
  }
  if (typeof value !== 'number') throw errors.invalidArgType('value', 'number', value);
  if (!Number.isInteger(value)) throw errors.outOfRange('value', 'an integer', value);
  if (value < 0 || value > 4294967295) throw errors.outOfRange('value', '>= 0 && <= 4294967295', value);
  return binding.crc32(typeof data === 'string' ? Buffer.from(data) : data, value);
}

// Each class, with the functions that use it once.
const CLASSES = {
  Deflate: [Zlib, DEFLATE, 'deflate'],
  Inflate: [Zlib, INFLATE, 'inflate'],
  Gzip: [Zlib, GZIP, 'gzip'],
  Gunzip: [Zlib, GUNZIP, 'gunzip'],
  DeflateRaw: [Zlib, DEFLATERAW, 'deflateRaw'],
  InflateRaw: [Zlib, INFLATERAW, 'inflateRaw'],
  Unzip: [Zlib, UNZIP, 'unzip'],
  BrotliCompress: [Brotli, BROTLI_ENCODE, 'brotliCompress'],
  BrotliDecompress: [Brotli, BROTLI_DECODE, 'brotliDecompress'],
};
const BROTLI = ['BrotliCompress', 'BrotliDecompress'];

exports.crc32 = crc32;
for (const [name, [Base, mode]] of Object.entries(CLASSES)) exports[name] = define(name, Base, mode);

// In the order in which Node lists them.
for (const name of ['Deflate', 'Gzip', 'DeflateRaw', 'Unzip', 'Inflate', 'Gunzip', 'InflateRaw', ...BROTLI]) {
  const Class = exports[name];
  const [Base, mode, once] = CLASSES[name];
  exports[once] = function asyncBufferWrapper(buffer, options, callback) {
    if (typeof options === 'function') [options, callback] = [{}, options];
    const done = Base === Zlib && typeof callback === 'function' ? runOnce(buffer, options, mode) : undefined;
    if (done === undefined) return runWithCallback(new Class(options), buffer, callback);
    binding.later(() => callback(null, done));
  };
  exports[`${once}Sync`] = function syncBufferWrapper(buffer, options) {
    const done = Base === Zlib ? runOnce(buffer, options, mode) : undefined;
    return done ?? runSync(new Class(options), buffer);
  };
}
for (const name of ['Deflate', 'Inflate', 'DeflateRaw', 'InflateRaw', 'Gzip', 'Gunzip', 'Unzip', ...BROTLI]) {
  const Class = exports[name];
  const value = function (options) {
    return new Class(options);
  };
  Object.defineProperty(exports, `create${name}`, {
    __proto__: null,
    value,
    enumerable: true,
    configurable: true,
  });
}
Object.defineProperty(exports, 'constants', { __proto__: null, value: constants, enumerable: true });
Object.defineProperty(exports, 'codes', { __proto__: null, value: codes, enumerable: true });
for (const [name, value] of Object.entries(constants)) {
  if (!name.startsWith('BROTLI')) Object.defineProperty(exports, name, { __proto__: null, value });
}
