'use strict';
// `Transform`: a Duplex whose readable side is made of what is written to it; and
// `PassThrough`, which changes nothing.

const { Duplex } = require('internal:stream/duplex');
const faults = require('internal:stream/faults');
const { highWaterMark } = require('internal:stream/marks');

const kCallback = Symbol('kCallback');

function Transform(options) {
  if (!(this instanceof Transform)) return new Transform(options);
  // Without room on the readable side the writable side is held back too.
  const isUnbuffered = !!options && highWaterMark(false, options, 'readableHighWaterMark', true) === 0;
  Duplex.call(this, isUnbuffered ? unbuffered(options) : options);
  // `_read` is ours and pushes nothing by itself.
  this._readableState.sync = false;
  this[kCallback] = null;
  if (options) {
    if (typeof options.transform === 'function') this._transform = options.transform;
    if (typeof options.flush === 'function') this._flush = options.flush;
  }
  this.on('prefinish', prefinish);
}
Object.setPrototypeOf(Transform.prototype, Duplex.prototype);
Object.setPrototypeOf(Transform, Duplex);

function unbuffered(options) {
  return {
    ...options,
    highWaterMark: null,
    readableHighWaterMark: 0,
    writableHighWaterMark: options.writableHighWaterMark || 0,
  };
}

function final(callback) {
  if (typeof this._flush !== 'function' || this.destroyed) {
    this.push(null);
    callback?.();
    return;
  }
  this._flush((error, chunk) => {
    if (error) {
      if (callback) callback(error);
      else this.destroy(error);
      return;
    }
    if (chunk !== null && chunk !== undefined) this.push(chunk);
    this.push(null);
    callback?.();
  });
}

/** A subclass may have a `_final` of its own and still expects `_flush`. */
function prefinish() {
  if (this._final !== final) Reflect.apply(final, this, []);
}

Transform.prototype._final = final;

Transform.prototype._transform = function (_chunk, _encoding, _callback) {
  throw faults.notImplemented('_transform()');
};

Transform.prototype._write = function (chunk, encoding, callback) {
  const { _readableState: readable, _writableState: writable } = this;
  const before = readable.length;
  this._transform(chunk, encoding, (error, result) => {
    if (error) {
      callback(error);
      return;
    }
    if (result !== null && result !== undefined) this.push(result);
    if (readable.ended) process.nextTick(callback);
    else if (writable.ended || before === readable.length || readable.length < readable.highWaterMark)
      callback();
    // Full: the next chunk waits until somebody reads.
    else this[kCallback] = callback;
  });
};

Transform.prototype._read = function () {
  const callback = this[kCallback];
  if (!callback) return;
  this[kCallback] = null;
  callback();
};

function PassThrough(options) {
  if (!(this instanceof PassThrough)) return new PassThrough(options);
  Transform.call(this, options);
}
Object.setPrototypeOf(PassThrough.prototype, Transform.prototype);
Object.setPrototypeOf(PassThrough, Transform);

PassThrough.prototype._transform = function (chunk, encoding, callback) {
  callback(null, chunk);
};

module.exports = { PassThrough, Transform };
