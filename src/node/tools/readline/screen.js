'use strict';
// What moves the cursor of a terminal and clears parts of it.

function checkCallback(callback) {
  if (callback !== undefined && typeof callback !== 'function') {
    throw errors.invalidArgType('callback', 'function', callback);
  }
}

/** Writes an escape sequence, if there is one and a stream for it. */
function send(stream, sequence, callback) {
  if (stream !== null && stream !== undefined && sequence) return stream.write(sequence, callback);
  if (typeof callback === 'function') process.nextTick(callback, null);
  return true;
}

function clearLine(stream, direction, callback) {
  checkCallback(callback);
  const part = direction < 0 ? 1 : direction > 0 ? 0 : 2;
  return send(stream, `\x1b[${part}K`, callback);
}

function clearScreenDown(stream, callback) {
  checkCallback(callback);
  return send(stream, '\x1b[0J', callback);
}

function cursorTo(stream, x, y, callback) {
  checkCallback(callback);
  if (typeof y === 'function') [y, callback] = [undefined, y];
  if (Number.isNaN(x)) throw errors.invalidArgValue('x', x, 'is invalid');
  if (Number.isNaN(y)) throw errors.invalidArgValue('y', y, 'is invalid');
  const hasRow = typeof y === 'number';
  if (stream === null || stream === undefined || (typeof x !== 'number' && !hasRow))
    return send(undefined, '', callback);
  if (typeof x !== 'number') {
    throw errors.coded(
      'TypeError',
      'ERR_INVALID_CURSOR_POS',
      'Cannot set cursor row without setting its column',
    );
  }
  return send(stream, hasRow ? `\x1b[${y + 1};${x + 1}H` : `\x1b[${x + 1}G`, callback);
}

function moveCursor(stream, dx, dy, callback) {
  checkCallback(callback);
  const across = dx < 0 ? `\x1b[${-dx}D` : dx > 0 ? `\x1b[${dx}C` : '';
  const along = dy < 0 ? `\x1b[${-dy}A` : dy > 0 ? `\x1b[${dy}B` : '';
  return send(stream, across + along, callback);
}

module.exports = { clearLine, clearScreenDown, cursorTo, moveCursor };
