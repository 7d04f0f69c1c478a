'use strict';
// The streams of `node:zlib`: a Transform over a compressor or a decompressor.

const { kMaxLength } = require('node:buffer');
const { finished } = require('internal:stream/finished');
const { Transform } = require('internal:stream/transform');
const faults = require('internal:stream/faults');
const { constants } = require('internal:zlib/constants');

const kError = Symbol('kError');
const kFlush = Symbol('kFlush');

// The chunks of what is done at once grow up to this size, in bytes.
const LARGEST_CHUNK = 1 << 20;

function isNumber(value, name) {
  if (value === undefined || Number.isNaN(value)) return false;
  if (typeof value !== 'number') throw errors.invalidArgType(name, 'number', value);
  if (!Number.isFinite(value)) throw errors.outOfRange(name, 'a finite number', value);
  return true;
}

/** A number within a range; `otherwise` where none is given. */
function ranged(value, name, least, most, otherwise) {
  if (!isNumber(value, name)) return otherwise;
  if (value < least || value > most) throw errors.outOfRange(name, `>= ${least} and <= ${most}`, value);
  return value;
}

function tooLarge(limit) {
  const unit = limit > 1 ? 'bytes' : 'byte';
  return errors.coded(
    'RangeError',
    'ERR_BUFFER_TOO_LARGE',
    `Cannot create a Buffer larger than ${limit} ${unit}`,
  );
}

/** A compressor or decompressor, as packages know it from a stream's `_handle`. */
class Handle {
  constructor(codec, stream) {
    this.codec = codec;
    this.stream = stream;
  }

  /** Works at once, and tells the stream when that fails. */
  writeSync(flush, input, inOffset, inLength, output, outOffset, outLength) {
    const { stream } = this;
    try {
      const [inLeft, outLeft] = binding.work(
        this.codec,
        flush,
        input,
        inOffset,
        inLength,
        output,
        outOffset,
        outLength,
      );
      stream._writeState[0] = outLeft;
      stream._writeState[1] = inLeft;
    } catch (error) {
      stream.destroy(error);
      stream[kError] = error;
    }
  }

  /** Works at once, since the input may be taken away later; `done` follows as an arrival of
   * the event loop unless it failed. */
  write(done, flush, ...args) {
    const { stream } = this;
    let failure;
    try {
      [stream._writeState[1], stream._writeState[0]] = binding.work(this.codec, flush, ...args);
    } catch (error) {
      failure = error;
    }
    binding.later(() => {
      if (failure === undefined) {
        done();
        return;
      }
      stream.destroy(failure);
      stream[kError] = failure;
    });
  }

  reset() {
    binding.reset(this.codec);
  }

  params(level, strategy) {
    binding.params(this.codec, level, strategy);
  }

  close() {
    binding.close(this.codec);
  }
}

function checkOptions(options, mode, { flush, finishFlush }) {
  const isBrotli = mode === constants.BROTLI_DECODE || mode === constants.BROTLI_ENCODE;
  const most = isBrotli ? constants.BROTLI_OPERATION_EMIT_METADATA : constants.Z_BLOCK;
  let { chunkSize } = options;
  if (!isNumber(chunkSize, 'options.chunkSize')) chunkSize = constants.Z_DEFAULT_CHUNK;
  else if (chunkSize < constants.Z_MIN_CHUNK) {
    throw errors.outOfRange('options.chunkSize', `>= ${constants.Z_MIN_CHUNK}`, chunkSize);
  }
  const { rejectGarbageAfterEnd } = options;
  if (rejectGarbageAfterEnd !== undefined && typeof rejectGarbageAfterEnd !== 'boolean') {
    throw errors.invalidArgType('options.rejectGarbageAfterEnd', 'boolean', rejectGarbageAfterEnd);
  }
  return {
    rejectGarbageAfterEnd: rejectGarbageAfterEnd === true,
    chunkSize,
    flush: ranged(options.flush, 'options.flush', 0, most, flush),
    finishFlush: ranged(options.finishFlush, 'options.finishFlush', 0, most, finishFlush),
    maxOutputLength: ranged(options.maxOutputLength, 'options.maxOutputLength', 1, kMaxLength, kMaxLength),
  };
}

/** The base of all the classes; `open` makes the codec. */
function Codec(options, mode, defaults, open) {
  const settings = checkOptions(options ?? {}, mode, defaults);
  if (options?.encoding || options?.objectMode || options?.writableObjectMode) {
    options = { ...options, encoding: null, objectMode: false, writableObjectMode: false };
  }
  this._writeState = new Uint32Array(2);
  this._rejectGarbageAfterEnd = settings.rejectGarbageAfterEnd;
  const codec = open();
  Transform.call(this, { autoDestroy: true, ...options });
  this[kError] = null;
  this.bytesWritten = 0;
  this._handle = new Handle(codec, this);
  this._outBuffer = Buffer.allocUnsafeSlow(settings.chunkSize);
  this._outOffset = 0;
  this._chunkSize = settings.chunkSize;
  this._defaultFlushFlag = settings.flush;
  this._finishFlushFlag = settings.finishFlush;
  this._defaultFullFlushFlag = defaults.fullFlush;
  this._info = options?.info;
  this._maxOutputLength = settings.maxOutputLength;
}
Object.setPrototypeOf(Codec.prototype, Transform.prototype);
Object.setPrototypeOf(Codec, Transform);

Object.defineProperty(Codec.prototype, '_closed', {
  __proto__: null,
  get() {
    return !this._handle;
  },
  enumerable: true,
  configurable: true,
});

function checkOpen(stream) {
  require('node:assert')(stream._handle, 'zlib binding closed');
}

function close(stream) {
  stream._handle?.close();
  stream._handle = null;
}

Codec.prototype.reset = function () {
  checkOpen(this);
  return this._handle.reset();
};

Codec.prototype._flush = function (callback) {
  this._transform(Buffer.alloc(0), '', callback);
};

// Everything is done by `_flush`.
Codec.prototype._final = function (callback) {
  callback();
};

// From the weakest to the strongest.
const STRENGTHS = [
  'Z_NO_FLUSH',
  'Z_BLOCK',
  'Z_PARTIAL_FLUSH',
  'Z_SYNC_FLUSH',
  'Z_FULL_FLUSH',
  'Z_FINISH',
].map((name) => constants[name]);

function stronger(one, other) {
  return STRENGTHS.indexOf(one) > STRENGTHS.indexOf(other) ? one : other;
}

// Empty chunks that take their place among the writes and carry a flush.
const flushes = STRENGTHS.map((kind) => {
  const chunk = Buffer.from(new ArrayBuffer(0));
  chunk[kFlush] = kind;
  return [kind, chunk];
});
const FLUSHES = new Map(flushes);

Codec.prototype.flush = function (kind, callback) {
  if (typeof kind === 'function' || (kind === undefined && !callback)) {
    callback = kind;
    kind = this._defaultFullFlushFlag;
  }
  if (this.writableFinished) {
    if (callback) process.nextTick(callback);
  } else if (this.writableEnded) {
    if (callback) this.once('end', callback);
  } else {
    this.write(FLUSHES.get(kind), '', callback);
  }
};

Codec.prototype.close = function (callback) {
  if (callback) finished(this, callback);
  this.destroy();
};

Codec.prototype._destroy = function (error, callback) {
  close(this);
  callback(error);
};

Codec.prototype._transform = function (chunk, encoding, callback) {
  let flush = chunk[kFlush] ?? this._defaultFlushFlag;
  const isLast = this.writableEnded && this.writableLength === chunk.byteLength;
  if (isLast) flush = stronger(flush, this._finishFlushFlag);
  processChunk(this, chunk, flush, callback);
};

Codec.prototype._processChunk = function (chunk, flush, callback) {
  if (typeof callback !== 'function') return processSync(this, chunk, flush);
  processChunk(this, chunk, flush, callback);
};

function viewOf({ buffer, byteOffset, byteLength }) {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** A chunk on its way through the codec. */
class Job {
  constructor(stream, chunk, flush, callback) {
    this.stream = stream;
    this.chunk = chunk;
    this.flush = flush;
    this.callback = callback;
    this.offset = 0;
    this.isOwn = false;
    this.left = chunk.byteLength;
    this.room = 0;
  }

  run() {
    const { stream, offset, left } = this;
    this.room = stream._chunkSize - stream._outOffset;
    const done = () => this.continue();
    const { _outBuffer: output, _outOffset: outOffset } = stream;
    // Closed while the chunk waited for room.
    if (!stream._handle) {
      this.callback();
      return;
    }
    stream._handle.write(done, this.flush, this.chunk, offset, left, output, outOffset, this.room);
    this.keepRest();
  }

  continue() {
    const { stream } = this;
    if (stream.destroyed) {
      this.callback();
      return;
    }
    const [outLeft, inLeft] = stream._writeState;
    const taken = this.left - inLeft;
    stream.bytesWritten += taken;
    this.offset += taken;
    this.left = inLeft;
    const isFull = !this.push(this.room - outLeft);
    if (stream.destroyed) this.callback();
    else if (outLeft === 0) this.runAgain(isFull);
    else this.finish();
  }

  /** Copies what is left of the input: it is read later, when the script may have given it away. */
  keepRest() {
    const [outLeft, inLeft] = this.stream._writeState;
    if (this.isOwn || inLeft === 0 || outLeft > 0) return;
    const taken = this.left - inLeft;
    this.chunk = viewOf(this.chunk).slice(this.offset + taken);
    this.offset = -taken;
    this.isOwn = true;
  }

  /** Pushes what came out; whether the reader wants more. */
  push(size) {
    const { stream } = this;
    let wantsMore = true;
    if (size > 0) {
      const out = stream._outBuffer.slice(stream._outOffset, stream._outOffset + size);
      stream._outOffset += size;
      wantsMore = stream.push(out);
    }
    if (!stream.destroyed && stream._outOffset >= stream._chunkSize) this.renewOutput();
    return wantsMore;
  }

  /** Memory for what comes next; where there is none left, that ends the stream. */
  renewOutput() {
    const { stream } = this;
    stream._outOffset = 0;
    try {
      stream._outBuffer = Buffer.allocUnsafeSlow(stream._chunkSize);
    } catch (error) {
      stream.destroy(error);
    }
  }

  /** There is more to come out, now or when it is read. */
  runAgain(isFull) {
    const { stream } = this;
    if (!isFull) {
      this.run();
      return;
    }
    const read = stream._read;
    stream._read = (size) => {
      stream._read = read;
      this.run();
      stream._read(size);
    };
  }

  finish() {
    const { stream } = this;
    // The compressed data ended before the input did.
    if (this.left > 0) {
      if (stream._rejectGarbageAfterEnd) {
        const error = trailingJunk();
        stream.destroy(error);
        this.callback(error);
        return;
      }
      stream.push(null);
    }
    this.callback();
  }
}

function trailingJunk() {
  return errors.coded(
    'TypeError',
    'ERR_TRAILING_JUNK_AFTER_STREAM_END',
    'Trailing junk found after the end of the compressed stream',
  );
}

function processChunk(stream, chunk, flush, callback) {
  if (!stream._handle) process.nextTick(callback);
  else new Job(stream, chunk, flush, callback).run();
}

/** All of `chunk` at once, as one Buffer. */
function processSync(stream, chunk, flush) {
  const parts = [];
  let { _outBuffer: output, _outOffset: outOffset } = stream;
  let [offset, left, size] = [0, chunk.byteLength, 0];
  stream.on('error', () => {});
  while (true) {
    const room = output.length - outOffset;
    stream._handle.writeSync(flush, chunk, offset, left, output, outOffset, room);
    if (stream[kError]) throw stream[kError];
    const [outLeft, inLeft] = stream._writeState;
    offset += left - inLeft;
    left = inLeft;
    if (outLeft < room) parts.push(output.subarray(outOffset, outOffset + room - outLeft));
    size += room - outLeft;
    if (size > stream._maxOutputLength) {
      close(stream);
      throw tooLarge(stream._maxOutputLength);
    }
    if (outLeft > 0) break;
    output = Buffer.allocUnsafeSlow(Math.min(output.length * 2, Math.max(LARGEST_CHUNK, stream._chunkSize)));
    outOffset = 0;
  }
  stream.bytesWritten = offset;
  close(stream);
  if (left > 0 && stream._rejectGarbageAfterEnd) throw trailingJunk();
  return parts.length === 1 ? parts[0] : Buffer.concat(parts, size);
}

function isBuffer(value) {
  return (
    value instanceof ArrayBuffer ||
    (typeof SharedArrayBuffer !== 'undefined' && value instanceof SharedArrayBuffer)
  );
}

/** What is to be worked on at once, as bytes. */
function bytesOf(value) {
  if (typeof value === 'string') return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return value;
  if (isBuffer(value)) return Buffer.from(value);
  throw errors.invalidArgType('buffer', ['string', 'Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], value);
}

function runSync(stream, value) {
  const buffer = processSync(stream, bytesOf(value), stream._finishFlushFlag);
  return stream._info ? { buffer, engine: stream } : buffer;
}

/** All that comes out of `stream` for one value, given to `callback`. */
function runWithCallback(stream, value, callback) {
  faults.checkFunction(callback, 'callback');
  if (isBuffer(value)) value = Buffer.from(value);
  const parts = [];
  let size = 0;
  stream.on('data', (chunk) => {
    parts.push(chunk);
    size += chunk.length;
    if (size <= stream._maxOutputLength) return;
    stream.close();
    stream.removeAllListeners('end');
    callback(tooLarge(stream._maxOutputLength));
  });
  stream.on('error', (error) => {
    stream.removeAllListeners('end');
    callback(error);
  });
  stream.on('end', () => {
    stream.close();
    let buffer;
    try {
      buffer = parts.length === 1 ? parts[0] : Buffer.concat(parts, size);
    } catch (error) {
      callback(error);
      return;
    }
    callback(null, stream._info ? { buffer, engine: stream } : buffer);
  });
  stream.end(value);
}

module.exports = { Codec, checkOpen, isBuffer, ranged, runSync, runWithCallback };
