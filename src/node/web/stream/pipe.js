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
    // With names, by which they are seen among a stream's listeners.
    const onend = () => destination.end();
    const unpipe = () => source.unpipe(destination);
    const ondata = (chunk) => this.write(chunk);
    const onerror = (error) => this.fail(error);
    const onunpipe = (readable, info) => {
      if (readable !== source || info?.hasUnpiped !== false) return;
      info.hasUnpiped = true;
      this.stop();
    };
    const onclose = () => {
      destination.removeListener('finish', onfinish);
      unpipe();
    };
    const onfinish = () => {
      destination.removeListener('close', onclose);
      unpipe();
    };
    Object.assign(this, { onend, unpipe, ondata, onerror, onunpipe, onclose, onfinish });
  }

  start(endsToo) {
    const { source, state, destination } = this;
    if (state.pipes.length === 1 && !state.multiAwaitDrain) {
      state.multiAwaitDrain = true;
      state.awaitDrainWriters = new Set(state.awaitDrainWriters ? [state.awaitDrainWriters] : []);
    }
    state.pipes.push(destination);
    const atEnd = endsToo ? this.onend : this.unpipe;
    if (state.endEmitted) process.nextTick(atEnd);
    else source.once('end', atEnd);
    destination.on('unpipe', this.onunpipe);
    source.on('data', this.ondata);
    // Before the destination's own listeners, so that the pipe is gone when they run.
    prependListener(destination, 'error', this.onerror);
    destination.once('close', this.onclose);
    destination.once('finish', this.onfinish);
    destination.emit('pipe', source);
    if (destination.writableNeedDrain === true) this.pause();
    else if (!state.flowing) source.resume();
  }

  stop() {
    const { source, state, destination, onDrain } = this;
    destination.removeListener('close', this.onclose);
    destination.removeListener('finish', this.onfinish);
    if (onDrain) destination.removeListener('drain', onDrain);
    destination.removeListener('error', this.onerror);
    destination.removeListener('unpipe', this.onunpipe);
    source.removeListener('end', this.onend);
    source.removeListener('end', this.unpipe);
    source.removeListener('data', this.ondata);
    this.isOver = true;
    // Nobody will drain for a pipe that is gone, and others may wait for it.
    if (
      onDrain &&
      state.awaitDrainWriters &&
      (!destination._writableState || destination._writableState.needDrain)
    ) {
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
    const ondrain = () => drained(source, destination);
    this.onDrain = ondrain;
    destination.on('drain', this.onDrain);
  }

  fail(error) {
    const { destination } = this;
    this.unpipe();
    destination.removeListener('error', this.onerror);
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
  Readable.prototype.pipe = function (destination, options) {
    const endsToo = options?.end !== false && !isStandard(destination);
    new Pipe(this, destination).start(endsToo);
    return destination;
  };

  Readable.prototype.unpipe = function (destination) {
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
