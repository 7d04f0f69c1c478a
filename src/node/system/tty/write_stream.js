'use strict';
// tty.WriteStream: a terminal to write to, with its colours, its size and its cursor.

const { Writable } = require('stream');
const fs = require('fs');

const CSI = '\u001b[';

function checkCallback(callback) {
  if (callback !== undefined && typeof callback !== 'function') {
    throw errors.invalidArgType('callback', 'Function', callback);
  }
}

function invalidDescriptor(fd) {
  return errors.coded('RangeError', 'ERR_INVALID_FD', `"fd" must be a positive integer: ${fd}`);
}

function notATerminal() {
  const message = 'TTY initialization failed: uv_tty_init returned EINVAL (invalid argument)';
  const error = errors.coded('Error', 'ERR_TTY_INIT_FAILED', message);
  const info = { errno: -22, code: 'EINVAL', message: 'invalid argument', syscall: 'uv_tty_init' };
  Object.defineProperty(error, 'name', {
    __proto__: null,
    value: 'SystemError',
    writable: true,
    configurable: true,
  });
  return Object.assign(error, { info, errno: info.errno, syscall: info.syscall });
}

class WriteStream extends Writable {
  #fd;

  constructor(fd) {
    if (fd >> 0 !== fd || fd < 0) throw invalidDescriptor(fd);
    if (!binding.isatty(fd)) throw notATerminal();
    super({ decodeStrings: true });
    this.#fd = fd;
    [this.columns, this.rows] = binding.size(fd);
  }

  _write(chunk, encoding, callback) {
    try {
      fs.writeSync(this.#fd, chunk);
    } catch (error) {
      callback(error);
      return;
    }
    callback();
  }

  _destroy(error, callback) {
    fs.close(this.#fd, (failure) => callback(error ?? failure));
  }

  getColorDepth(env = process.env) {
    return binding.colorDepth(env);
  }

  hasColors(count, env) {
    if (env === undefined && (count === undefined || (typeof count === 'object' && count !== null))) {
      [count, env] = [16, count];
    } else {
      if (typeof count !== 'number') throw errors.invalidArgType('count', 'number', count);
      if (!Number.isInteger(count)) throw errors.outOfRange('count', 'an integer', count);
      if (count < 2) throw errors.outOfRange('count', `>= 2 && <= ${Number.MAX_SAFE_INTEGER}`, count);
    }
    return count <= 2 ** this.getColorDepth(env);
  }

  getWindowSize() {
    return [this.columns, this.rows];
  }

  _refreshSize() {
    const [columns, rows] = binding.size(this.#fd);
    if (columns === this.columns && rows === this.rows) return;
    [this.columns, this.rows] = [columns, rows];
    this.emit('resize');
  }

  cursorTo(x, y, callback) {
    if (typeof y === 'function') [y, callback] = [undefined, y];
    checkCallback(callback);
    if (Number.isNaN(x)) throw errors.invalidArgValue('x', x, 'is invalid');
    if (Number.isNaN(y)) throw errors.invalidArgValue('y', y, 'is invalid');
    if (typeof x !== 'number' && typeof y !== 'number') return this.#nothing(callback);
    if (typeof x !== 'number') {
      throw errors.coded(
        'TypeError',
        'ERR_INVALID_CURSOR_POS',
        'Cannot set cursor row without setting its column',
      );
    }
    return this.write(typeof y === 'number' ? `${CSI}${y + 1};${x + 1}H` : `${CSI}${x + 1}G`, callback);
  }

  moveCursor(dx, dy, callback) {
    checkCallback(callback);
    let moves = '';
    if (dx < 0) moves += `${CSI}${-dx}D`;
    else if (dx > 0) moves += `${CSI}${dx}C`;
    if (dy < 0) moves += `${CSI}${-dy}A`;
    else if (dy > 0) moves += `${CSI}${dy}B`;
    return moves === '' ? this.#nothing(callback) : this.write(moves, callback);
  }

  clearLine(direction, callback) {
    checkCallback(callback);
    const part = direction < 0 ? 1 : direction > 0 ? 0 : 2;
    return this.write(`${CSI}${part}K`, callback);
  }

  clearScreenDown(callback) {
    checkCallback(callback);
    return this.write(`${CSI}0J`, callback);
  }

  #nothing(callback) {
    if (callback) process.nextTick(callback, null);
    return true;
  }
}
Object.defineProperty(WriteStream.prototype, 'isTTY', {
  __proto__: null,
  value: true,
  writable: true,
  enumerable: true,
  configurable: true,
});

module.exports = WriteStream;
