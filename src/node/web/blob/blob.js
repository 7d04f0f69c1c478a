'use strict';
// `Blob`, `File`, and the URLs that name Blobs. The bytes lie in stores that
// `binding` keeps; a handle names them.

const { coded, invalidArgType, invalidArgValue } = errors;
const inspect = require('internal:inspect');
const custom = Symbol.for('nodejs.util.inspect.custom');

// Packages find these on instances, and so do objects that inherit from one.
const kHandle = Symbol('kHandle');
const kLength = Symbol('kLength');
const kType = Symbol('kType');
const kState = Symbol('state');

const visible = { __proto__: null, enumerable: true };

const isBlob = (object) => object?.[kHandle] !== undefined;
const isFile = (object) => object?.[kState] !== undefined;

function wrongReceiver(name) {
  return coded('TypeError', 'ERR_INVALID_THIS', `Value of "this" must be of type ${name}`);
}

function checkOptions(options) {
  if (options === null || options === undefined) return;
  if (typeof options !== 'object' && typeof options !== 'function') {
    throw invalidArgType('options', 'a dictionary', options);
  }
}

function checkEndings(endings) {
  if (endings !== 'transparent' && endings !== 'native') {
    throw invalidArgValue('options.endings', endings, 'is invalid');
  }
}

function noSequence() {
  return coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'Value cannot be converted to sequence.');
}

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** A value on its way to a number or a text; the web names the place of a symbol. */
function checkConvertible(value, name, what) {
  const type = typeof value;
  if (type !== 'symbol' && (type !== 'bigint' || what === 'string')) return;
  const kind = type === 'symbol' ? 'Symbol' : 'BigInt';
  throw coded('TypeError', 'ERR_INVALID_ARG_TYPE', `${name} is a ${kind} and cannot be converted to a ${what}.`);
}

/** What a Blob is made of: Blobs and views as they are, all else as text. */
function partsOf(sources) {
  const iterate = isObject(sources) ? sources[Symbol.iterator] : undefined;
  if (typeof iterate !== 'function') throw noSequence();
  const iterator = Reflect.apply(iterate, sources, []);
  if (!isObject(iterator)) throw noSequence();
  const { next } = iterator;
  const parts = [];
  for (;;) {
    const result = Reflect.apply(next, iterator, []);
    if (!isObject(result)) throw noSequence();
    const { done, value } = result;
    if (done) return parts;
    const isPart = isBlob(value) || binding.isBytes(value);
    if (!isPart) checkConvertible(value, `Value[${parts.length}]`, 'string');
    parts.push(isPart ? value : binding.toText(value));
  }
}

/** A handle to the bytes of all parts, which are copied now. */
function joined(parts, isNative) {
  const handles = [];
  for (const part of parts) handles.push(isBlob(part) ? part[kHandle] : binding.part(part, isNative));
  return binding.join(handles);
}

/** A type is in lower case, or empty when it holds what can't be printed. */
function typeOf(value) {
  const type = binding.toText(value);
  return /[^\x20-\x7e]/.test(type) ? '' : type.toLowerCase();
}

/** A Blob over bytes that are there already, with its fields in Node's order. */
function blobOver(handle, type) {
  const blob = Object.create(Blob.prototype);
  blob.constructor = Blob;
  blob[kHandle] = handle;
  blob[kType] = type;
  blob[kLength] = binding.size(handle);
  return blob;
}

/** An integer as the web clamps it: the nearest, of two the even one; 0 for what is no number. */
function toLong(value, name) {
  checkConvertible(value, name, 'number');
  const number = binding.toNumber(value);
  if (Number.isNaN(number)) return 0;
  const floor = Math.floor(number);
  const isUp = number - floor > 0.5 || (number - floor === 0.5 && floor % 2 !== 0);
  return isUp ? floor + 1 : floor;
}

/** A place in `length` bytes, counted from the end when negative. */
function placeOf(value, length) {
  return value < 0 ? Math.max(length + value, 0) : Math.min(value, length);
}

/** What `read` makes of the bytes, later. */
function reading(blob, read) {
  if (!isBlob(blob)) return Promise.reject(wrongReceiver('Blob'));
  return Promise.resolve(blob[kHandle]).then(read);
}

/** How an instance of the class `name` is printed. */
function shown(name, object, fields, depth, options) {
  if (depth < 0) return object;
  const deeper = {
    ...options,
    depth: options.depth === null || options.depth === undefined ? null : options.depth - 1,
  };
  return `${name} ${inspect(fields(), deeper)}`;
}

class Blob {
  constructor(sources = [], options) {
    const parts = partsOf(sources);
    checkOptions(options);
    let { endings = 'transparent', type = '' } = options ?? {};
    endings = binding.toText(endings);
    checkEndings(endings);
    this[kHandle] = joined(parts, endings === 'native');
    this[kLength] = binding.size(this[kHandle]);
    this[kType] = typeOf(type);
  }

  [custom](depth, options) {
    return shown('Blob', this, () => ({ size: this.size, type: this.type }), depth, options);
  }

  get type() {
    if (!isBlob(this)) throw wrongReceiver('Blob');
    return this[kType];
  }

  get size() {
    if (!isBlob(this)) throw wrongReceiver('Blob');
    return this[kLength];
  }

  slice(start = 0, end = this[kLength], contentType = '') {
    if (!isBlob(this)) throw wrongReceiver('Blob');
    const length = this[kLength];
    const from = placeOf(toLong(start, 'start'), length);
    const to = placeOf(toLong(end, 'end'), length);
    return blobOver(binding.slice(this[kHandle], from, Math.max(from, to)), typeOf(contentType));
  }

  arrayBuffer() {
    return reading(this, binding.read);
  }

  text() {
    return reading(this, binding.text);
  }

  bytes() {
    return reading(this, (handle) => new Uint8Array(binding.read(handle)));
  }

  stream() {
    if (!isBlob(this)) throw wrongReceiver('Blob');
    return streamOf(this[kHandle]);
  }

  textStream() {
    if (!isBlob(this)) throw wrongReceiver('Blob');
    return textStreamOf(this[kHandle]);
  }
}

/** A stream of the text of the parts, decoded across their borders. */
function textStreamOf(handle) {
  const { ReadableStream } = require('stream/web');
  const { TextDecoder } = require('util');
  const decoder = new TextDecoder();
  let next = 0;
  return new ReadableStream({
    pull(controller) {
      for (;;) {
        const chunk = binding.chunk(handle, next++);
        const text = decoder.decode(chunk, { stream: chunk !== undefined });
        if (text !== '') controller.enqueue(text);
        if (chunk === undefined) controller.close();
        if (chunk === undefined || text !== '') return;
      }
    },
  });
}

/** A stream that gives the bytes part by part. */
function streamOf(handle) {
  const {
    createByteReadable,
    controllerOf,
    enqueueBytes,
    closeBytes,
    respond,
  } = require('internal:web_streams/readable');
  let next = 0;
  const stream = createByteReadable({
    start() {},
    pull() {
      const controller = controllerOf(stream);
      const chunk = binding.chunk(handle, next++);
      if (chunk !== undefined) {
        enqueueBytes(controller, new Uint8Array(chunk));
        return;
      }
      closeBytes(controller);
      respond(controller, 0);
    },
    cancel() {},
  });
  return stream;
}

Object.defineProperties(Blob.prototype, {
  [Symbol.toStringTag]: { __proto__: null, configurable: true, value: 'Blob' },
  size: visible,
  type: visible,
  slice: visible,
  arrayBuffer: visible,
  text: visible,
  bytes: visible,
  stream: visible,
  textStream: visible,
});

/** When the file was last changed, as the options say it. */
function timeOf(value) {
  if (value === undefined) return Date.now();
  const time = binding.toNumber(value);
  return Number.isNaN(time) ? 0 : time;
}

class File extends Blob {
  constructor(fileBits, fileName, options = {}) {
    if (arguments.length < 2) {
      throw coded(
        'TypeError',
        'ERR_MISSING_ARGS',
        'The "fileBits" and "fileName" arguments must be specified',
      );
    }
    super(fileBits, options);
    const { lastModified } = options ?? {};
    const time = timeOf(lastModified);
    this[kState] = { name: binding.toText(fileName).toWellFormed(), lastModified: time };
  }

  [custom](depth, options) {
    const fields = () => ({
      size: this.size,
      type: this.type,
      name: this.name,
      lastModified: this.lastModified,
    });
    return shown('File', this, fields, depth, options);
  }

  get name() {
    if (!isFile(this)) throw wrongReceiver('File');
    return this[kState].name;
  }

  get lastModified() {
    if (!isFile(this)) throw wrongReceiver('File');
    return this[kState].lastModified;
  }
}

Object.defineProperties(File.prototype, {
  [Symbol.toStringTag]: { __proto__: null, configurable: true, value: 'File' },
  name: visible,
  lastModified: visible,
});

// Blobs by the identifiers in their URLs, until those are revoked.
const named = new Map();

/** The identifier in an object URL, or undefined. */
function identifierOf(url) {
  const { URL } = require('internal:whatwg_url');
  const parts = URL.parse(url)?.pathname.split(':');
  return parts?.length === 2 && parts[0] === 'nodedata' ? parts[1] : undefined;
}

function resolveObjectURL(url) {
  const found = named.get(identifierOf(binding.toText(url)));
  return found && blobOver(found[kHandle], found[kType]);
}

function createObjectURL(obj) {
  if (!isBlob(obj)) throw invalidArgType('obj', 'Blob', obj);
  const identifier = binding.randomUUID();
  named.set(identifier, { [kHandle]: obj[kHandle], [kType]: obj[kType] });
  return `blob:nodedata:${identifier}`;
}

function revokeObjectURL(url) {
  if (arguments.length === 0)
    throw coded('TypeError', 'ERR_MISSING_ARGS', 'The "url" argument must be specified');
  named.delete(identifierOf(binding.toText(url)));
}

/** What `structuredClone` makes of a Blob or a File; undefined for anything else. */
function copyOf(object) {
  if (!Object.hasOwn(object, kHandle)) return undefined;
  const copy = Object.create(isFile(object) ? File.prototype : Blob.prototype);
  for (const key of [kHandle, kLength, kType]) copy[key] = object[key];
  if (isFile(object)) copy[kState] = { ...object[kState] };
  return copy;
}

module.exports = { Blob, File, copyOf, resolveObjectURL, createObjectURL, revokeObjectURL };
