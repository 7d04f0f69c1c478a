'use strict';
const { test } = require('node:test');
const assert = require('node:assert');
const readline = require('node:readline');
const { PassThrough } = require('node:stream');

/** What an interface of a terminal makes of these writes: the line with `|` where the cursor is. */
function edited(steps, options = {}) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  output.columns = options.columns ?? 80;
  const lines = [];
  let screen = '';
  output.write = (text) => {
    screen += text;
    return true;
  };
  const editor = readline.createInterface({ input, output, terminal: true, ...options });
  editor.on('line', (line) => lines.push(line));
  for (const step of steps) {
    if (typeof step === 'string') editor.write(step);
    else editor.write(null, step);
  }
  const shown = `${editor.line.slice(0, editor.cursor)}|${editor.line.slice(editor.cursor)}`;
  const { history } = editor;
  const position = editor.getCursorPos();
  editor.close();
  return { shown, lines, history, position, screen };
}
const key = (name, more = {}) => ({ name, ...more });
const ctrl = (name) => key(name, { ctrl: true });
const meta = (name) => key(name, { meta: true });

test('keys edit the line', () => {
  const cases = [
    [['foo'], 'foo|'],
    [['foo', key('backspace')], 'fo|'],
    [['foo', ctrl('a'), 'x'], 'x|foo'],
    [['foo', key('home'), 'a', key('end'), 'b'], 'afoob|'],
    [['foo bar', ctrl('w')], 'foo |'],
    [['foo bar', key('left'), key('left'), ctrl('u')], '|ar'],
    [['foo bar', ctrl('a'), key('right'), ctrl('k')], 'f|'],
    [['foo', ctrl('u'), ctrl('y'), ctrl('y')], 'foofoo|'],
    [['foo bar baz', ctrl('a'), meta('d'), meta('d')], '|baz'],
    [['foo bar-baz', meta('b'), meta('b'), '!'], 'foo bar!|-baz'],
    [['foo bar', key('left', { ctrl: true }), 'x'], 'foo x|bar'],
    [['abc', ctrl('a'), key('delete')], '|bc'],
    [['ab', ctrl('b'), ctrl('b'), ctrl('f'), ctrl('d')], 'a|'],
    [['a\u{1f600}b', key('left'), key('left'), key('backspace')], '|\u{1f600}b'],
    [['abc', 'def', key('', { sequence: '\x1f' })], 'abc|'],
    [['abc', 'def', key('', { sequence: '\x1f' }), key('', { sequence: '\x1e' })], 'abcdef|'],
    [['a', key('escape'), 'b'], 'ab|'],
    [['a\tb'], 'a\tb|'],
  ];
  for (const [steps, expected] of cases)
    assert.strictEqual(edited(steps).shown, expected, JSON.stringify(steps));
});

test('lines go into the history, which is browsed', () => {
  assert.deepStrictEqual(edited(['one\ntwo\nthree', key('return')]).lines, ['one', 'two', 'three']);
  const before = ['one\n', 'two\n', 'onion\n'];
  assert.deepStrictEqual(edited(before).history, ['onion', 'two', 'one']);
  assert.strictEqual(edited([...before, key('up'), key('up')]).shown, 'two|');
  assert.strictEqual(edited([...before, 'on', key('up'), key('up')]).shown, 'one|');
  assert.strictEqual(edited([...before, ctrl('p'), ctrl('p'), ctrl('n')]).shown, 'onion|');
  assert.deepStrictEqual(edited(['a\n', 'b\n', 'a\n'], { removeHistoryDuplicates: true }).history, [
    'a',
    'b',
  ]);
  assert.deepStrictEqual(edited(['a\n', 'b\n', 'c\n'], { historySize: 2 }).history, ['c', 'b']);
});

test('tab completes what all completions begin with', () => {
  const completer = (line) => [['hello', 'help'].filter((word) => word.startsWith(line)), line];
  assert.strictEqual(edited(['he', key('tab')], { completer }).shown, 'hel|');
});

test('the screen follows', () => {
  assert.strictEqual(
    edited(['foo', ctrl('a'), 'x'], { prompt: '> ' }).screen,
    'foo\x1b[3D\x1b[1G\x1b[0J> xfoo\x1b[4G',
  );
  assert.deepStrictEqual(edited(['x'.repeat(25)], { columns: 10 }).position, { cols: 7, rows: 2 });
  assert.deepStrictEqual(edited(['中文']).position, { cols: 6, rows: 0 });
});

test('keypress events', () => {
  const input = new PassThrough();
  readline.emitKeypressEvents(input);
  const keys = [];
  input.on('keypress', (text, pressed) =>
    keys.push([text, pressed.name, pressed.ctrl, pressed.meta, pressed.shift]),
  );
  input.write('aB\t\r\x01\x1b[A\x1b[1;5C\x1bOP\x1bf\x1b[3~\x1b[Zé');
  input.read();
  return new Promise((resolve) => setImmediate(resolve)).then(() => {
    assert.deepStrictEqual(keys, [
      ['a', 'a', false, false, false],
      ['B', 'b', false, false, true],
      ['\t', 'tab', false, false, false],
      ['\r', 'return', false, false, false],
      ['\x01', 'a', true, false, false],
      [undefined, 'up', false, false, false],
      [undefined, 'right', true, false, false],
      [undefined, 'f1', false, false, false],
      [undefined, 'f', false, true, false],
      [undefined, 'delete', false, false, false],
      [undefined, 'tab', false, false, true],
      ['é', undefined, false, false, false],
    ]);
  });
});
