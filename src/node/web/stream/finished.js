'use strict';
// `finished`: tells once when a stream is over, and how.

const { addAbortListener } = require('node:events');
const faults = require('internal:stream/faults');
const condition = require('internal:stream/condition');

function ignore() {}

function once(callback) {
  let isCalled = false;
  return function (...args) {
    if (isCalled) return;
    isCalled = true;
    Reflect.apply(callback, this, args);
  };
}

function finished(stream, options, callback) {
  if (arguments.length === 2) {
    callback = options;
    options = {};
  } else if (options === null || options === undefined) {
    options = {};
  } else {
    faults.checkObject(options, 'options');
  }
  faults.checkFunction(callback, 'callback');
  faults.checkSignal(options.signal, 'options.signal');
  if (condition.isReadableStream(stream) || condition.isWritableStream(stream)) {
    return finishedWeb(stream, options, once(callback));
  }
  if (!condition.isStream(stream)) {
    throw errors.invalidArgType('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
  }
  return new Watch(stream, options, once(callback)).start();
}

/** `finished` of a stream of the web. */
function finishedWeb(stream, { signal }, callback) {
  let listening;
  const tell = (error) => {
    listening?.[Symbol.dispose]();
    Reflect.apply(callback, stream, error === undefined ? [] : [error]);
  };
  require('internal:web_streams/shared').whenOver(stream, (error) => process.nextTick(tell, error));
  if (!signal) return ignore;
  const abort = () => tell(faults.abortError(signal.reason));
  if (signal.aborted) process.nextTick(abort);
  else listening = addAbortListener(signal, abort);
  return ignore;
}

/** One call of `finished`. */
class Watch {
  constructor(stream, options, callback) {
    this.stream = stream;
    this.options = options;
    this.callback = callback;
    this.readable = options.readable ?? condition.hasReadableSide(stream);
    this.writable = options.writable ?? condition.hasWritableSide(stream);
    // 'close' is waited for only where both sides are watched that there are.
    this.waitsForClose =
      condition.willEmitClose(stream) &&
      condition.hasReadableSide(stream) === this.readable &&
      condition.hasWritableSide(stream) === this.writable;
    this.isWritableDone = condition.isWritableFinished(stream, false);
    this.isReadableDone = condition.isReadableFinished(stream, false);
    this.isClosed = condition.isClosed(stream);
    this.listeners = [];
  }

  start() {
    this.listen();
    this.tellIfOver();
    this.followSignal();
    return () => this.stop();
  }

  tell(...args) {
    Reflect.apply(this.callback, this.stream, args);
  }

  on(type, listener, emitter = this.stream) {
    emitter.on(type, listener);
    this.listeners.push([emitter, type, listener]);
  }

  stop() {
    this.callback = ignore;
    for (const [emitter, type, listener] of this.listeners) emitter.removeListener(type, listener);
  }

  listen() {
    const { stream } = this;
    // With names, by which they are seen among a stream's listeners.
    const onfinish = () => this.onFinish();
    const onclose = () => this.onClose();
    const onend = () => this.onEnd();
    const onerror = (error) => this.tell(error);
    if (condition.isRequest(stream)) {
      this.on('complete', onfinish);
      if (!this.waitsForClose) this.on('abort', onclose);
      if (stream.req) this.on('finish', onfinish, stream.req);
      else this.on('request', () => this.on('finish', onfinish, stream.req));
    } else if (this.writable && !stream._writableState) {
      const onLegacyEnd = () => {
        if (!stream.writable) this.onFinish();
      };
      this.on('end', onLegacyEnd);
      this.on('close', onLegacyEnd);
    }
    if (!this.waitsForClose && typeof stream.aborted === 'boolean') this.on('aborted', onclose);
    this.on('end', onend);
    this.on('finish', onfinish);
    if (this.options.error !== false) this.on('error', onerror);
    this.on('close', onclose);
  }

  onFinish() {
    this.isWritableDone = true;
    if (this.stream.destroyed) this.waitsForClose = false;
    if (this.waitsForClose && (!this.stream.readable || this.readable)) return;
    if (!this.readable || this.isReadableDone) this.tell();
  }

  onEnd() {
    this.isReadableDone = true;
    if (this.stream.destroyed) this.waitsForClose = false;
    if (this.waitsForClose && (!this.stream.writable || this.writable)) return;
    if (!this.writable || this.isWritableDone) this.tell();
  }

  /** The error that the stream ended with, if it is known. */
  failure() {
    const error = condition.writableError(this.stream) || condition.readableError(this.stream);
    return error && typeof error !== 'boolean' ? error : undefined;
  }

  isCutOff() {
    const { stream } = this;
    if (
      this.readable &&
      !this.isReadableDone &&
      condition.hasReadableSide(stream, true) &&
      !condition.isReadableFinished(stream, false)
    )
      return true;
    return this.writable && !this.isWritableDone && !condition.isWritableFinished(stream, false);
  }

  onClose() {
    this.isClosed = true;
    const failure = this.failure();
    if (failure) this.tell(failure);
    else if (this.isCutOff()) this.tell(faults.prematureClose());
    else this.tell();
  }

  onClosedBefore() {
    this.isClosed = true;
    const failure = this.failure();
    if (failure) this.tell(failure);
    else this.tell();
  }

  /** Where everything has happened already, that is told in the next tick. */
  tellIfOver() {
    const { stream } = this;
    const { _writableState: writable, _readableState: readable } = stream;
    if (this.isClosed) {
      process.nextTick(() => this.onClose());
    } else if (writable?.errorEmitted || readable?.errorEmitted) {
      if (!this.waitsForClose) process.nextTick(() => this.onClosedBefore());
    } else if (this.isOver(writable) || (readable && stream.req && stream.aborted)) {
      process.nextTick(() => this.onClosedBefore());
    }
  }

  isOver(writable) {
    const { stream } = this;
    if (
      !this.readable &&
      (!this.waitsForClose || condition.isReadable(stream)) &&
      (this.isWritableDone || condition.isWritable(stream) === false) &&
      !writable?.pendingcb
    )
      return true;
    return (
      !this.writable &&
      (!this.waitsForClose || condition.isWritable(stream)) &&
      (this.isReadableDone || condition.isReadable(stream) === false)
    );
  }

  followSignal() {
    const { signal } = this.options;
    if (!signal || this.isClosed) return;
    const abort = () => {
      const { callback } = this;
      this.stop();
      Reflect.apply(callback, this.stream, [faults.abortError(signal.reason)]);
    };
    if (signal.aborted) {
      process.nextTick(abort);
      return;
    }
    const listening = addAbortListener(signal, abort);
    const { callback } = this;
    this.callback = once((...args) => {
      listening[Symbol.dispose]();
      Reflect.apply(callback, this.stream, args);
    });
  }
}

/** `finished` as a promise. */
function promised(stream, options) {
  if (options === null) options = {};
  if (options?.cleanup !== undefined && typeof options.cleanup !== 'boolean' && options.cleanup) {
    throw errors.invalidArgType('cleanup', 'boolean', options.cleanup);
  }
  return new Promise((resolve, reject) => {
    const stop = finished(stream, options, (error) => {
      if (options?.cleanup) stop();
      if (error) reject(error);
      else resolve();
    });
  });
}

module.exports = { finished, once, promised };
