'use strict';
const { test } = require('node:test');
const assert = require('node:assert');
const readline = require('node:readline');
const { PassThrough, Readable } = require('node:stream');

async function linesOf(chunks, options) {
  const lines = [];
  for await (const line of readline.createInterface({ input: Readable.from(chunks), ...options }))
    lines.push(line);
  return lines;
}

test('every line is iterated, the last one too', async () => {
  for (const count of [1, 1024, 1025, 3000, 5000]) {
    const chunks = Array.from({ length: count }, (_, at) => `${at}\n`);
    assert.strictEqual((await linesOf(chunks)).length, count);
    assert.strictEqual((await linesOf([chunks.join('')])).length, count);
  }
});

test('a line ends as Node says, wherever the chunks are cut', async () => {
  const text = 'a\r\nb\rc\n\n\r\rd\u2028e\u2029é\u{1f600}\nlast';
  const expected = ['a', 'b', 'c', '', '', '', 'd', 'e', 'é\u{1f600}', 'last'];
  assert.deepStrictEqual(await linesOf([text]), expected);
  const bytes = Buffer.from(text);
  for (const size of [1, 2, 3, 7]) {
    const chunks = [];
    for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
    assert.deepStrictEqual(await linesOf(chunks, { crlfDelay: Infinity }), expected, `chunks of ${size}`);
  }
});

test('a long line in many chunks is one line', async () => {
  const chunks = Array.from({ length: 2000 }, () => 'x'.repeat(1000));
  const [line, rest] = await linesOf([...chunks, '\nrest']);
  assert.strictEqual(line.length, 2_000_000);
  assert.strictEqual(rest, 'rest');
});

test('the iterator is one of events, and ends with its interface', async () => {
  const input = new PassThrough();
  const lines = readline.createInterface({ input });
  const iterator = lines[Symbol.asyncIterator]();
  assert.strictEqual(lines[Symbol.asyncIterator](), iterator);
  assert.deepStrictEqual(Object.keys(iterator), ['next', 'return', 'throw']);
  const waiting = iterator.next();
  input.write('a\nb');
  assert.deepStrictEqual(Object.entries(await waiting), [
    ['done', false],
    ['value', 'a'],
  ]);
  input.end();
  assert.strictEqual((await iterator.next()).value, 'b');
  assert.strictEqual((await iterator.next()).done, true);
});

test('leaving the loop removes its listeners and closes nothing', async () => {
  const input = new PassThrough();
  const lines = readline.createInterface({ input });
  setImmediate(() => input.write('a\nb\n'));
  for await (const line of lines) if (line === 'a') break;
  assert.strictEqual(lines.closed, undefined);
  assert.strictEqual(lines.listenerCount('line'), 0);
  lines.close();
});

test('an error of the interface ends the loop', async () => {
  const lines = readline.createInterface({ input: new PassThrough() });
  setImmediate(() => lines.emit('error', new Error('broken')));
  await assert.rejects(async () => {
    for await (const line of lines) assert.fail(line);
  }, /broken/);
});

test('what is asked of a closed interface is refused', () => {
  for (const name of ['pause', 'resume', 'write', 'prompt', 'question']) {
    const lines = readline.createInterface({ input: new PassThrough() });
    lines.close();
    assert.throws(() => lines[name]('x', () => {}), { code: 'ERR_USE_AFTER_CLOSE' }, name);
  }
});
