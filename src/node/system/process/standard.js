'use strict';
// The standard streams as streams. `stdout` and `stderr` are light objects, so that a
// program which only writes loads no streams: what else a Writable has is looked up
// here, for them, when it is asked for.

const { Readable } = require('internal:stream/readable');
const { Writable } = require('internal:stream/writable');

class StandardStream extends Writable {
  _write(chunk, encoding, callback) {
    callback(binding.write(this.fd, chunk));
  }

  // They outlive their end, so that errors can still be told.
  _destroy(error, callback) {
    callback(error);
    this._undestroy();
    if (!this._writableState.emitClose) process.nextTick(() => this.emit('close'));
  }

  destroySoon(...args) {
    return this.destroy(...args);
  }
}

const states = new Map();
// What scripts have put in the place of members.
const replaced = new Map();

function stateOf(stream) {
  let state = states.get(stream);
  if (state === undefined) {
    state = new Writable.WritableState({ emitClose: false }, stream, false);
    states.set(stream, state);
  }
  return state;
}

/** The member `name` of a light stream. */
function get(stream, name) {
  const own = replaced.get(stream);
  if (own?.has(name)) return own.get(name);
  return name === '_writableState' ? stateOf(stream) : Reflect.get(StandardStream.prototype, name, stream);
}

function set(stream, name, value) {
  if (!replaced.has(stream)) replaced.set(stream, new Map());
  replaced.get(stream).set(name, value);
}

/** `write`, once the stream has a state: after `cork`, `end` and the like. */
function write(stream, ...args) {
  return Reflect.apply(Writable.prototype.write, stream, args);
}

/** Standard input where reading may take its time: a terminal, a pipe. */
class Input extends Readable {
  #isReading = false;
  #isRef = true;

  constructor(fd) {
    super({ highWaterMark: 64 * 1024 });
    this.fd = fd;
    this.isTTY = binding.isTerminal(fd) || undefined;
    this.on('pause', () => binding.hold(false));
    this.on('resume', () => this.#hold());
  }

  _read(size) {
    if (this.#isReading) return;
    this.#isReading = true;
    binding.read(size, (error, chunk) => {
      this.#isReading = false;
      if (error) this.destroy(error);
      else this.push(chunk);
    });
    this.#hold();
  }

  /** Keeps the program alive while it reads. */
  #hold() {
    binding.hold(this.#isRef && this.#isReading);
  }

  ref() {
    this.#isRef = true;
    this.#hold();
    return this;
  }

  unref() {
    this.#isRef = false;
    this.#hold();
    return this;
  }
}

function makeInput() {
  if (!binding.isFile(0)) return new Input(0);
  const { ReadStream } = require('internal:fs/streams');
  return new ReadStream(null, { fd: 0, autoClose: false });
}

let stdin;
function input() {
  return (stdin ??= makeInput());
}

module.exports = { get, input, set, write };
