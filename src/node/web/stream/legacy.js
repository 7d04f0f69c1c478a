'use strict';
// `Stream`, the oldest class: an emitter with a `pipe` that knows of no states.

const EventEmitter = require('node:events');

function Stream(options) {
  EventEmitter.call(this, options);
}
Object.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Stream, EventEmitter);

Stream.prototype.pipe = function (destination, options) {
  const source = this;
  const onData = (chunk) => {
    if (destination.writable && destination.write(chunk) === false) source.pause?.();
  };
  const onDrain = () => {
    if (source.readable) source.resume?.();
  };
  let isEnded = false;
  const onEnd = () => {
    if (isEnded) return;
    isEnded = true;
    destination.end();
  };
  const onClose = () => {
    if (isEnded) return;
    isEnded = true;
    if (typeof destination.destroy === 'function') destination.destroy();
  };
  // An error that nobody else hears is thrown.
  const onError = function (error) {
    stop();
    if (EventEmitter.listenerCount(this, 'error') === 0) this.emit('error', error);
  };
  const pairs = [
    [source, 'data', onData],
    [destination, 'drain', onDrain],
    [source, 'end', onEnd],
    [source, 'close', onClose],
    [source, 'error', onError],
    [destination, 'error', onError],
  ];
  const stop = () => {
    for (const [emitter, type, listener] of pairs) emitter.removeListener(type, listener);
    for (const [emitter, type] of [
      [source, 'end'],
      [source, 'close'],
      [destination, 'close'],
    ]) {
      emitter.removeListener(type, stop);
    }
  };
  source.on('data', onData);
  destination.on('drain', onDrain);
  if (!destination._isStdio && options?.end !== false) {
    source.on('end', onEnd);
    source.on('close', onClose);
  }
  prependListener(source, 'error', onError);
  prependListener(destination, 'error', onError);
  source.on('end', stop);
  source.on('close', stop);
  destination.on('close', stop);
  destination.emit('pipe', source);
  return destination;
};

Stream.prototype.eventNames = function eventNames() {
  const names = [];
  // Names stand there from the beginning; only what is heard counts.
  for (const key of Reflect.ownKeys(this._events)) {
    const known = this._events[key];
    if (typeof known === 'function' || (Array.isArray(known) && known.length > 0)) names.push(key);
  }
  return names;
};

/** Puts a listener before all others, also on emitters that packages bring. */
function prependListener(emitter, type, listener) {
  if (typeof emitter.prependListener === 'function') return emitter.prependListener(type, listener);
  if (!emitter._events?.[type]) emitter.on(type, listener);
  else if (Array.isArray(emitter._events[type])) emitter._events[type].unshift(listener);
  else emitter._events[type] = [listener, emitter._events[type]];
}

module.exports = { Stream, prependListener };
