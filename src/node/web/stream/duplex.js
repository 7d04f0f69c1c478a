'use strict';
// `Duplex`: a Readable and a Writable in one.

const { Stream } = require('internal:stream/legacy');
const destroying = require('internal:stream/destroy');
const { Readable, adopt, startReading } = require('internal:stream/readable');
const { Writable, startWriting } = require('internal:stream/writable');

function Duplex(options) {
  if (!(this instanceof Duplex)) return new Duplex(options);
  this._events ??= {
    close: undefined,
    error: undefined,
    prefinish: undefined,
    finish: undefined,
    drain: undefined,
    data: undefined,
    end: undefined,
    readable: undefined,
  };
  this._readableState = new Readable.ReadableState(options, this, true);
  this._writableState = new Writable.WritableState(options, this, true);
  this.allowHalfOpen = options?.allowHalfOpen !== false;
  if (options?.readable === false) {
    Object.assign(this._readableState, { readable: false, ended: true, endEmitted: true });
  }
  if (options?.writable === false) {
    Object.assign(this._writableState, { writable: false, ending: true, ended: true, finished: true });
  }
  if (options) adopt(this, options, ['read', 'write', 'writev', 'destroy', 'final', 'construct']);
  Stream.call(this, options);
  if (typeof this._construct !== 'function') return;
  destroying.construct(this, () => {
    startReading(this);
    startWriting(this);
  });
}
Object.setPrototypeOf(Duplex.prototype, Readable.prototype);
Object.setPrototypeOf(Duplex, Readable);

for (const name of Object.keys(Writable.prototype)) Duplex.prototype[name] ||= Writable.prototype[name];
Duplex.prototype.destroy = Writable.prototype.destroy;

const SHARED = [
  'writable',
  'writableHighWaterMark',
  'writableObjectMode',
  'writableBuffer',
  'writableLength',
  'writableFinished',
  'writableCorked',
  'writableEnded',
  'writableNeedDrain',
];
for (const name of SHARED) {
  Object.defineProperty(Duplex.prototype, name, Object.getOwnPropertyDescriptor(Writable.prototype, name));
}

Object.defineProperty(Duplex.prototype, 'destroyed', {
  __proto__: null,
  get() {
    if (this._readableState === undefined || this._writableState === undefined) return false;
    return this._readableState.destroyed && this._writableState.destroyed;
  },
  set(value) {
    if (!this._readableState || !this._writableState) return;
    this._readableState.destroyed = value;
    this._writableState.destroyed = value;
  },
  enumerable: false,
  configurable: true,
});

Duplex.fromWeb = function (pair, options) {
  return require('internal:stream/web').duplexFromWeb(pair, options);
};
Duplex.toWeb = function (duplex, options) {
  return require('internal:stream/web').duplexToWeb(duplex, options);
};

Duplex.from = function (body) {
  return require('internal:stream/from').duplex(body, 'body');
};

module.exports = { Duplex };
