'use strict';
// `readable.pipe(destination)`: 'data' is written, and a full destination pauses
// the source until it drains.

const { prependListener } = require('internal:stream/legacy');
const { errorOrDestroy } = require('internal:stream/destroy');

/** One pipe, from `pipe` to `unpipe`. */
class Pipe {
  constructor(source, destination) {
    this.source = source;
    this.state = source._readableState;
    this.destination = destination;
    this.isOver = false;
    this.onDrain = undefined;
    this.onEnd = () => destination.end();
    this.unpipe = () => source.unpipe(destination);
    this.onData = (chunk) => this.write(chunk);
    this.onError = (error) => this.fail(error);
    this.onUnpipe = (readable, info) => {
      if (readable !== source || info?.hasUnpiped !== false) return;
      info.hasUnpiped = true;
      this.stop();
    };
    this.onClose = () => {
      destination.removeListener('finish', this.onFinish);
      this.unpipe();
    };
    this.onFinish = () => {
      destination.removeListener('close', this.onClose);
      this.unpipe();
    };
  }

  start(endsToo) {
    const { source, state, destination } = this;
    if (state.pipes.length === 1 && !state.multiAwaitDrain) {
      state.multiAwaitDrain = true;
      state.awaitDrainWriters = new Set(state.awaitDrainWriters ? [state.awaitDrainWriters] : []);
    }
    state.pipes.push(destination);
    const atEnd = endsToo ? this.onEnd : this.unpipe;
    if (state.endEmitted) process.nextTick(atEnd);
    else source.once('end', atEnd);
    destination.on('unpipe', this.onUnpipe);
    source.on('data', this.onData);
    // Before the destination's own listeners, so that the pipe is gone when they run.
    prependListener(destination, 'error', this.onError);
    destination.once('close', this.onClose);
    destination.once('finish', this.onFinish);
    destination.emit('pipe', source);
    if (destination.writableNeedDrain === true) this.pause();
    else if (!state.flowing) source.resume();
  }

  stop() {
    const { source, state, destination, onDrain } = this;
    destination.removeListener('close', this.onClose);
    destination.removeListener('finish', this.onFinish);
    if (onDrain) destination.removeListener('drain', onDrain);
    destination.removeListener('error', this.onError);
    destination.removeListener('unpipe', this.onUnpipe);
    source.removeListener('end', this.onEnd);
    source.removeListener('end', this.unpipe);
    source.removeListener('data', this.onData);
    this.isOver = true;
    // Nobody will drain for a pipe that is gone, and others may wait for it.
    if (onDrain && state.awaitDrainWriters && (!destination._writableState || destination._writableState.needDrain)) {
      onDrain();
    }
  }

  write(chunk) {
    try {
      if (this.destination.write(chunk) === false) this.pause();
    } catch (error) {
      this.destination.destroy(error);
    }
  }

  pause() {
    const { source, state, destination } = this;
    if (!this.isOver) {
      if (state.pipes.length === 1 && state.pipes[0] === destination) {
        state.awaitDrainWriters = destination;
        state.multiAwaitDrain = false;
      } else if (state.pipes.length > 1 && state.pipes.includes(destination)) {
        state.awaitDrainWriters.add(destination);
      }
      source.pause();
    }
    if (this.onDrain) return;
    this.onDrain = () => drained(source, destination);
    destination.on('drain', this.onDrain);
  }

  fail(error) {
    const { destination } = this;
    this.unpipe();
    destination.removeListener('error', this.onError);
    if (destination.listenerCount('error') > 0) return;
    const state = destination._writableState || destination._readableState;
    // An 'error' emitted by hand, which nobody else hears.
    if (state && !state.errorEmitted) errorOrDestroy(destination, error);
    else destination.emit('error', error);
  }
}

function drained(source, destination) {
  const state = source._readableState;
  if (state.awaitDrainWriters === destination) state.awaitDrainWriters = null;
  else if (state.multiAwaitDrain) state.awaitDrainWriters.delete(destination);
  const isWaiting = state.awaitDrainWriters && state.awaitDrainWriters.size !== 0;
  if (!isWaiting && source.listenerCount('data')) source.resume();
}

/** Whether `stream` is one of the process's own, which are never ended; they are not made by asking. */
function isStandard(stream) {
  return stream?._isStdio === true;
}

/** Gives `Readable` its `pipe` and `unpipe`. */
function install(Readable) {
  Readable.prototype.pipe = function(destination, options) {
    const endsToo = options?.end !== false && !isStandard(destination);
    new Pipe(this, destination).start(endsToo);
    return destination;
  };

  Readable.prototype.unpipe = function(destination) {
    const state = this._readableState;
    if (state.pipes.length === 0) return this;
    if (!destination) {
      const all = state.pipes;
      state.pipes = [];
      this.pause();
      for (const each of all) each.emit('unpipe', this, { hasUnpiped: false });
      return this;
    }
    const at = state.pipes.indexOf(destination);
    if (at === -1) return this;
    state.pipes.splice(at, 1);
    if (state.pipes.length === 0) this.pause();
    destination.emit('unpipe', this, { hasUnpiped: false });
    return this;
  };
}

module.exports = { install };
