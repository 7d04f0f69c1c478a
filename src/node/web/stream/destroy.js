'use strict';
// The end of a stream, by its own will, by an error or by `destroy`; and its
// beginning, where it has something to wait for (`_construct`).

const faults = require('internal:stream/faults');
const condition = require('internal:stream/condition');

const kConstruct = Symbol('kConstruct');
const kDestroy = Symbol('kDestroy');

/** Notes the first error on both sides. */
function note(error, writable, readable) {
  if (!error) return;
  void error.stack;
  if (writable && !writable.errored) writable.errored = error;
  if (readable && !readable.errored) readable.errored = error;
}

/** `destroy(error[, callback])` of every class of streams. */
function destroy(error, callback) {
  const { _readableState: readable, _writableState: writable } = this;
  const state = writable || readable;
  if (writable?.destroyed || readable?.destroyed) {
    if (typeof callback === 'function') callback();
    return this;
  }
  note(error, writable, readable);
  if (writable) writable.destroyed = true;
  if (readable) readable.destroyed = true;
  if (state.constructed) {
    destroyNow(this, error, callback);
  } else {
    this.once(kDestroy, function (failure) {
      destroyNow(this, faults.both(failure, error), callback);
    });
  }
  return this;
}

function destroyNow(stream, error, callback) {
  let isCalled = false;
  const done = (failure) => {
    if (isCalled) return;
    isCalled = true;
    const { _readableState: readable, _writableState: writable } = stream;
    note(failure, writable, readable);
    if (writable) writable.closed = true;
    if (readable) readable.closed = true;
    if (typeof callback === 'function') callback(failure);
    if (failure) process.nextTick(emitErrorAndClose, stream, failure);
    else process.nextTick(emitClose, stream);
  };
  try {
    stream._destroy(error || null, done);
  } catch (failure) {
    done(failure);
  }
}

function emitErrorAndClose(stream, error) {
  emitError(stream, error);
  emitClose(stream);
}

function emitClose(stream) {
  const { _readableState: readable, _writableState: writable } = stream;
  if (writable) writable.closeEmitted = true;
  if (readable) readable.closeEmitted = true;
  if (writable?.emitClose || readable?.emitClose) stream.emit('close');
}

function emitError(stream, error) {
  const { _readableState: readable, _writableState: writable } = stream;
  if (writable?.errorEmitted || readable?.errorEmitted) return;
  if (writable) writable.errorEmitted = true;
  if (readable) readable.errorEmitted = true;
  stream.emit('error', error);
}

/** `_undestroy()`: as if nothing had happened, for streams that are used again. */
function undestroy() {
  const { _readableState: readable, _writableState: writable } = this;
  const fresh = {
    constructed: true,
    closed: false,
    closeEmitted: false,
    destroyed: false,
    errored: null,
    errorEmitted: false,
  };
  if (readable) {
    const isOver = readable.readable === false;
    Object.assign(readable, fresh, { reading: false, ended: isOver, endEmitted: isOver });
  }
  if (writable) {
    const isOver = writable.writable === false;
    Object.assign(writable, fresh, {
      finalCalled: false,
      prefinished: false,
      ended: isOver,
      ending: isOver,
      finished: isOver,
    });
  }
}

/** What a stream does about an error of its own. */
function errorOrDestroy(stream, error, isSync) {
  const { _readableState: readable, _writableState: writable } = stream;
  if (writable?.destroyed || readable?.destroyed) return;
  if (readable?.autoDestroy || writable?.autoDestroy) {
    stream.destroy(error);
    return;
  }
  if (!error) return;
  note(error, writable, readable);
  if (isSync) process.nextTick(emitError, stream, error);
  else emitError(stream, error);
}

/** Has `_construct` called in the next tick, once for both sides of a Duplex; `ready` follows. */
function construct(stream, ready) {
  if (typeof stream._construct !== 'function') return;
  const { _readableState: readable, _writableState: writable } = stream;
  if (readable) readable.constructed = false;
  if (writable) writable.constructed = false;
  stream.once(kConstruct, ready);
  if (stream.listenerCount(kConstruct) === 1) process.nextTick(constructNow, stream);
}

function constructNow(stream) {
  let isCalled = false;
  const done = (error) => {
    if (isCalled) {
      errorOrDestroy(stream, error ?? faults.multipleCallback());
      return;
    }
    isCalled = true;
    const { _readableState: readable, _writableState: writable } = stream;
    if (readable) readable.constructed = true;
    if (writable) writable.constructed = true;
    if ((writable || readable).destroyed) stream.emit(kDestroy, error);
    else if (error) errorOrDestroy(stream, error, true);
    else stream.emit(kConstruct);
  };
  try {
    stream._construct((error) => process.nextTick(done, error));
  } catch (error) {
    process.nextTick(done, error);
  }
}

function emitLegacyClose(stream) {
  stream.emit('close');
}

function emitLegacyErrorAndClose(stream, error) {
  stream.emit('error', error);
  process.nextTick(emitLegacyClose, stream);
}

/** Destroys any kind of stream. */
function destroyAny(stream, error) {
  if (!stream || condition.isDestroyed(stream)) return;
  if (!error && !condition.isFinished(stream)) error = faults.abortError();
  if (condition.isRequest(stream)) stream.abort();
  else if (condition.isRequest(stream.req)) stream.req.abort();
  else if (typeof stream.destroy === 'function') stream.destroy(error);
  else if (typeof stream.close === 'function') stream.close();
  else if (error) process.nextTick(emitLegacyErrorAndClose, stream, error);
  else process.nextTick(emitLegacyClose, stream);
  if (!stream.destroyed) stream[condition.kIsDestroyed] = true;
}

module.exports = { construct, destroy, destroyAny, errorOrDestroy, undestroy };
