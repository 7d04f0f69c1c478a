'use strict';
// `fs.ReadStream` and `fs.WriteStream`: files, and open files, as streams.

const fs = require('node:fs');
const { errorOrDestroy } = require('internal:stream/destroy');
const faults = require('internal:stream/faults');
const { finished } = require('internal:stream/finished');
const { Readable } = require('internal:stream/readable');
const { Writable } = require('internal:stream/writable');

const kFs = Symbol('kFs');
const kHandle = Symbol('kHandle');
const kIsBusy = Symbol('kIsBusy');
const kDone = Symbol('kDone');

function isAbsent(value) {
  return value === undefined || value === null;
}

/** The options that a stream is made with, which may be the name of an encoding. */
function optionsOf(options) {
  if (isAbsent(options) || typeof options === 'function') return {};
  if (typeof options === 'string') options = { encoding: options };
  else if (typeof options !== 'object') throw errors.invalidArgType('options', ['string', 'Object'], options);
  const { encoding, signal } = options;
  if (encoding && !Buffer.isEncoding(encoding)) {
    throw errors.invalidArgValue('encoding', encoding, 'is invalid encoding');
  }
  if (!isAbsent(signal)) faults.checkSignal(signal, 'options.signal');
  // Inherited ones count too.
  const all = {};
  for (const name in options) all[name] = options[name];
  return all;
}

function checkDescriptor(fd) {
  if (typeof fd !== 'number') throw errors.invalidArgType('fd', 'number', fd);
  if (!Number.isInteger(fd)) throw errors.outOfRange('fd', 'an integer', fd);
  if (fd < 0 || fd > 2147483647) throw errors.outOfRange('fd', '>= 0 && <= 2147483647', fd);
  return fd;
}

/** The calls on an open file as those of `fs` with callbacks. */
function operationsOf(handle) {
  const report = (promise, callback, result) =>
    promise.then(
      (value) => callback(null, ...result(value)),
      (error) => callback(error, 0),
    );
  const nothing = () => [];
  return {
    open() {
      throw faults.notImplemented('open()');
    },
    close: (fd, callback) => report(handle.close(), callback, nothing),
    fsync: (fd, callback) => report(handle.sync(), callback, nothing),
    read: (fd, buffer, offset, length, position, callback) =>
      report(handle.read(buffer, offset, length, position), callback, (result) => [result.bytesRead, buffer]),
    write: (fd, buffer, offset, length, position, callback) =>
      report(handle.write(buffer, offset, length, position), callback, (result) => [
        result.bytesWritten,
        buffer,
      ]),
    writev: (fd, buffers, position, callback) =>
      report(handle.writev(buffers, position), callback, (result) => [result.bytesWritten, buffers]),
  };
}

/** Takes the open file that `options.fd` is. */
function adoptFile(stream, options) {
  const { fd } = options;
  if (typeof fd === 'number') {
    stream[kFs] = options.fs || fs;
    return checkDescriptor(fd);
  }
  if (typeof fd !== 'object' || !binding.isFileHandle(fd)) {
    throw errors.invalidArgType('options.fd', ['number', 'FileHandle'], fd);
  }
  if (options.fs) throw faults.notImplemented('FileHandle with fs');
  stream[kHandle] = fd;
  stream[kFs] = operationsOf(fd);
  return checkDescriptor(fd.fd);
}

/** Notes what is to be opened, or what is open. */
function locate(stream, path, options, flags) {
  if (!isAbsent(options.fd)) {
    stream.fd = adoptFile(stream, options);
    return;
  }
  stream.fd = null;
  stream[kFs] = options.fs || fs;
  faults.checkFunction(stream[kFs].open, 'options.fs.open');
  stream.path = binding.path(path);
  stream.flags = options.flags === undefined ? flags : options.flags;
  stream.mode = options.mode === undefined ? 0o666 : options.mode;
}

function begin(stream, options) {
  options.autoDestroy = options.autoClose === undefined ? true : options.autoClose;
  stream.start = options.start;
  stream.pos = undefined;
  stream[kIsBusy] = false;
  if (stream.start === undefined) return;
  faults.checkInteger(stream.start, 'start', 0);
  stream.pos = stream.start;
}

// In the place of what old packages override to open files themselves.
function open() {}

function construct(callback) {
  if (typeof this.fd === 'number') {
    callback();
    return;
  }
  if (this.open !== open) {
    constructByOpen(this, callback);
    return;
  }
  this[kFs].open(this.path, this.flags, this.mode, (error, fd) => {
    if (error) {
      callback(error);
      return;
    }
    this.fd = fd;
    callback();
    this.emit('open', fd);
    this.emit('ready');
  });
}

/** A package's `open` says by 'open' and 'error' how it went. */
function constructByOpen(stream, callback) {
  const { emit } = stream;
  stream.emit = function (...args) {
    if (args[0] === 'open') {
      this.emit = emit;
      callback();
    } else if (args[0] === 'error') {
      this.emit = emit;
      callback(args[1]);
      return;
    }
    Reflect.apply(emit, this, args);
  };
  stream.open();
}

function close(stream, error, callback) {
  if (!stream.fd) {
    callback(error);
  } else if (stream.flush) {
    stream[kFs].fsync(stream.fd, (failure) => closeNow(stream, error || failure, callback));
  } else {
    closeNow(stream, error, callback);
  }
}

function closeNow(stream, error, callback) {
  stream[kFs].close(stream.fd, (failure) => callback(failure || error));
  stream.fd = null;
}

/** Closes, but not under a call that is under way. */
function destroy(error, callback) {
  if (this[kIsBusy]) this.once(kDone, (failure) => close(this, error || failure, callback));
  else close(this, error, callback);
}

function defineShared(Class, state) {
  Object.assign(Class.prototype, { open, _construct: construct, _destroy: destroy });
  Object.defineProperties(Class.prototype, {
    autoClose: {
      __proto__: null,
      get() {
        return this[state].autoDestroy;
      },
      set(value) {
        this[state].autoDestroy = value;
      },
    },
    pending: {
      __proto__: null,
      get() {
        return this.fd === null;
      },
      configurable: true,
    },
  });
}

function ReadStream(path, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, options);
  options = optionsOf(options);
  options.highWaterMark ??= 64 * 1024;
  locate(this, path, options, 'r');
  faults.checkFunction(this[kFs].read, 'options.fs.read');
  if (options.autoClose !== false) faults.checkFunction(this[kFs].close, 'options.fs.close');
  begin(this, options);
  this.end = options.end;
  this.bytesRead = 0;
  if (this.end === undefined) this.end = Infinity;
  else if (this.end !== Infinity) {
    faults.checkInteger(this.end, 'end', 0);
    if (this.start > this.end) throw errors.outOfRange('start', `<= "end" (here: ${this.end})`, this.start);
  }
  Readable.call(this, options);
}
Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
Object.setPrototypeOf(ReadStream, Readable);
defineShared(ReadStream, '_readableState');

ReadStream.prototype._read = function (size) {
  const count = Math.min(this.end - (this.pos ?? this.bytesRead) + 1, size);
  if (count <= 0) {
    this.push(null);
    return;
  }
  const buffer = Buffer.allocUnsafeSlow(count);
  this[kIsBusy] = true;
  this[kFs].read(this.fd, buffer, 0, count, this.pos, (error, bytesRead) => {
    this[kIsBusy] = false;
    if (this.destroyed) this.emit(kDone, error);
    else if (error) errorOrDestroy(this, error);
    else if (bytesRead > 0) take(this, buffer, bytesRead);
    else this.push(null);
  });
};

function take(stream, buffer, bytesRead) {
  if (stream.pos !== undefined) stream.pos += bytesRead;
  stream.bytesRead += bytesRead;
  if (bytesRead === buffer.length) {
    stream.push(buffer);
    return;
  }
  // A copy, so that little data does not hold much memory.
  const fitting = Buffer.allocUnsafeSlow(bytesRead);
  buffer.copy(fitting, 0, 0, bytesRead);
  stream.push(fitting);
}

ReadStream.prototype.close = function (callback) {
  if (typeof callback === 'function') finished(this, callback);
  this.destroy();
};

function WriteStream(path, options) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, options);
  options = optionsOf(options);
  options.decodeStrings = true;
  locate(this, path, options, 'w');
  const operations = this[kFs];
  if (!operations.write && !operations.writev) {
    throw errors.invalidArgType('options.fs.write', 'function', operations.write);
  }
  if (operations.write) faults.checkFunction(operations.write, 'options.fs.write');
  if (operations.writev) faults.checkFunction(operations.writev, 'options.fs.writev');
  if (options.autoClose !== false) faults.checkFunction(operations.close, 'options.fs.close');
  this.flush = options.flush ?? false;
  if (typeof this.flush !== 'boolean') throw errors.invalidArgType('options.flush', 'boolean', this.flush);
  if (this.flush) faults.checkFunction(operations.fsync, 'options.fs.fsync');
  if (!operations.write) this._write = null;
  if (!operations.writev) this._writev = null;
  begin(this, options);
  this.bytesWritten = 0;
  Writable.call(this, options);
  if (options.encoding) this.setDefaultEncoding(options.encoding);
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);
defineShared(WriteStream, '_writableState');

// How often in a row a write may write nothing.
const MOST_RETRIES = 5;

/** Writes until nothing of `size` is left; `write` calls the system with what is left. */
function writeAll(stream, name, size, write, callback, retries = 0) {
  write((error, written) => {
    // Full for the moment.
    if (error?.code === 'EAGAIN') [error, written] = [null, 0];
    if (stream.destroyed || error) {
      callback(error || faults.destroyed(name));
      return;
    }
    stream.bytesWritten += written;
    if (written === size) {
      callback();
      return;
    }
    if (written > 0) retries = 0;
    else if (++retries > MOST_RETRIES) {
      callback(errors.coded('Error', 'ERR_SYSTEM_ERROR', `A system error occurred: ${name} failed`));
      return;
    }
    writeAll(stream, name, size - written, write, callback, retries);
  });
}

function perform(stream, name, size, write, callback) {
  stream[kIsBusy] = true;
  writeAll(stream, name, size, write, (error) => {
    stream[kIsBusy] = false;
    callback(error);
    if (stream.destroyed) stream.emit(kDone, error);
  });
  if (stream.pos !== undefined) stream.pos += size;
}

WriteStream.prototype._write = function (chunk, encoding, callback) {
  let rest = chunk;
  let position = this.pos;
  perform(
    this,
    'write',
    chunk.length,
    (done) => {
      this[kFs].write(this.fd, rest, 0, rest.length, position, (error, written) => {
        rest = rest.subarray(written);
        if (position !== undefined) position += written;
        done(error, written);
      });
    },
    callback,
  );
};

WriteStream.prototype._writev = function (chunks, callback) {
  let rest = chunks.map(({ chunk }) => chunk);
  let position = this.pos;
  const size = rest.reduce((sum, chunk) => sum + chunk.length, 0);
  perform(
    this,
    'writev',
    size,
    (done) => {
      this[kFs].writev(this.fd, rest, position, (error, written) => {
        if (!error && written < size) rest = [Buffer.concat(rest).subarray(written)];
        if (position !== undefined) position += written;
        done(error, written);
      });
    },
    callback,
  );
};

WriteStream.prototype.close = function (callback) {
  if (callback) {
    if (this.closed) {
      process.nextTick(callback);
      return;
    }
    this.on('close', callback);
  }
  if (!this.autoClose) this.on('finish', this.destroy);
  this.end();
};
WriteStream.prototype.destroySoon = WriteStream.prototype.end;

const classes = { ReadStream, WriteStream };

/** The lines of an open file. */
function linesOf(handle, options) {
  const input = new ReadStream(undefined, { ...optionsOf(options), fd: handle });
  return require('node:readline').createInterface({ input, crlfDelay: Infinity });
}

module.exports = {
  ReadStream,
  WriteStream,
  linesOf,
  ofHandle: (name, handle, options) => new classes[name](undefined, { ...optionsOf(options), fd: handle }),
  createReadStream: (path, options) => new ReadStream(path, options),
  createWriteStream: (path, options) => new WriteStream(path, options),
};
