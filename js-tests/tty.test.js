'use strict';
// node:tty, as far as it shows without a terminal.

const { test } = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const tty = require('node:tty');
const { Writable } = require('node:stream');

test('what is a terminal', () => {
  const fd = fs.openSync('/dev/null');
  for (const value of [fd, -1, 1e9, 1.5, 'x', undefined, NaN]) assert.strictEqual(tty.isatty(value), false);
  fs.closeSync(fd);
});

test('only a terminal can be made a stream of', () => {
  assert.ok(
    Object.prototype.isPrototypeOf.call(Writable.prototype, tty.WriteStream.prototype) ||
      tty.WriteStream.prototype.write,
  );
  for (const fd of [-1, 'a', 1.5]) {
    assert.throws(() => new tty.WriteStream(fd), {
      name: 'RangeError',
      code: 'ERR_INVALID_FD',
      message: `"fd" must be a positive integer: ${fd}`,
    });
  }
  const fd = fs.openSync('/dev/null');
  assert.throws(
    () => new tty.WriteStream(fd),
    (error) => {
      assert.strictEqual(error.code, 'ERR_TTY_INIT_FAILED');
      assert.strictEqual(error.name, 'SystemError');
      assert.strictEqual(error.info.code, 'EINVAL');
      return true;
    },
  );
  fs.closeSync(fd);
});

test('colours by the environment', () => {
  const { prototype } = tty.WriteStream;
  const depths = [
    [{}, 1],
    [{ TERM: 'xterm-256color' }, 8],
    [{ COLORTERM: 'truecolor' }, 24],
    [{ NO_COLOR: '1' }, 1],
    [{ TERM: 'dumb' }, 1],
    [{ TERM: 'xterm' }, 4],
  ];
  for (const [env, depth] of depths)
    assert.strictEqual(prototype.getColorDepth(env), depth, JSON.stringify(env));
  assert.strictEqual(prototype.hasColors(16, { TERM: 'xterm' }), true);
  assert.strictEqual(prototype.hasColors(256, { TERM: 'xterm' }), false);
  assert.strictEqual(prototype.hasColors({ TERM: 'dumb' }), false);
  assert.throws(() => prototype.hasColors(1), { code: 'ERR_OUT_OF_RANGE' });
  assert.throws(() => prototype.hasColors('x'), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('the cursor', () => {
  const { prototype } = tty.WriteStream;
  const written = [];
  const terminal = { write: (text) => written.push(text) > 0 };
  prototype.cursorTo.call(terminal, 3);
  prototype.cursorTo.call(terminal, 3, 4);
  prototype.moveCursor.call(terminal, -1, 2);
  prototype.clearLine.call(terminal, 0);
  prototype.clearLine.call(terminal, -1);
  prototype.clearLine.call(terminal, 1);
  prototype.clearScreenDown.call(terminal);
  assert.deepStrictEqual(written, [
    '\x1b[4G',
    '\x1b[5;4H',
    '\x1b[1D\x1b[2B',
    '\x1b[2K',
    '\x1b[1K',
    '\x1b[0K',
    '\x1b[0J',
  ]);
  assert.throws(() => prototype.cursorTo.call(terminal, NaN), { code: 'ERR_INVALID_ARG_VALUE' });
  assert.throws(() => prototype.cursorTo.call(terminal, 'x', 1), { code: 'ERR_INVALID_CURSOR_POS' });
  assert.throws(() => prototype.cursorTo.call(terminal, 1, 2, 5), { code: 'ERR_INVALID_ARG_TYPE' });
});
