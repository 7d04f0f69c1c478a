'use strict';
const { describe, test } = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** What `call` throws, in short: the argument that is blamed. */
function blamed(call) {
  try {
    call();
  } catch (error) {
    return /"([^"]+)"|'([^']+)'/.exec(error.message)?.slice(1).find(Boolean) ?? error.code;
  }
  return undefined;
}
const nothing = () => {};

test('the argument that Node blames is blamed, not the callback', () => {
  const cases = [
    ['len', () => fs.ftruncate(1, '')],
    ['cb', () => fs.ftruncate({})],
    ['cb', () => fs.ftruncate(1, 2)],
    ['path', () => fs.access(1.5)],
    ['cb', () => fs.access('/x')],
    ['path', () => fs.open(1.5)],
    ['path', () => fs.chmod(1.5, 1)],
    ['mode', () => fs.chmod('/x', {})],
    ['mode', () => fs.fchmod(99, {})],
    ['uid', () => fs.fchown(99, {}, 1)],
    ['cb', () => fs.chown('/x', {}, 1)],
    ['atime', () => fs.futimes(99, {}, 1)],
    ['mtime', () => fs.futimes(99, 1, {})],
    ['cb', () => fs.utimes('/x', {}, 1)],
    ['src', () => fs.copyFile(1.5, '/y')],
    ['dest', () => fs.copyFile('/x', 1.5)],
    ['cb', () => fs.rename(1.5, 1.5)],
    ['cb', () => fs.unlink(1.5)],
    ['cb', () => fs.exists({})],
    ['cb', () => fs.stat(1.5)],
    ['fd', () => fs.read({}, Buffer.alloc(1))],
    ['buffer', () => fs.readSync({}, 1)],
    ['mode', () => fs.fchmodSync({}, {})],
    ['len', () => fs.ftruncateSync({}, {})],
    ['buffers', () => fs.writevSync({}, 1)],
  ];
  for (const [expected, call] of cases) assert.strictEqual(blamed(call), expected, `${call}`);
});

test('the callback has its place, whatever follows it', async () => {
  await new Promise((resolve) => fs.stat(__filename, resolve, 5));
  await new Promise((resolve) => fs.access(__filename, resolve, 5));
  await new Promise((resolve) => fs.unlink('/nonexistent/x', resolve, 5));
  assert.throws(() => fs.unlink('/nonexistent/x', undefined, nothing), { code: 'ERR_INVALID_ARG_TYPE' });
});

describe('signals', () => {
  const file = path.join(os.tmpdir(), `fs-arguments-${process.pid}`);

  test('one that has aborted lets nothing begin', async () => {
    const options = { signal: AbortSignal.abort() };
    for (const call of [
      () => fs.promises.writeFile(file, 'x', options),
      () => fs.promises.readFile(__filename, options),
      () => fs.promises.appendFile(file, 'x', options),
    ]) {
      await assert.rejects(call(), { name: 'AbortError', code: 'ABORT_ERR' });
    }
    assert.strictEqual(fs.existsSync(file), false);
    const error = await new Promise((resolve) => fs.readFile(__filename, options, resolve));
    assert.strictEqual(error.name, 'AbortError');
  });

  test('one that aborts on the way is felt', async () => {
    const writing = new AbortController();
    const written = fs.promises.writeFile(file, Buffer.alloc(1 << 22), { signal: writing.signal });
    writing.abort(new Error('enough'));
    await assert.rejects(written, (error) => error.name === 'AbortError' && error.cause.message === 'enough');
    const reading = new AbortController();
    const read = fs.promises.readFile(__filename, { signal: reading.signal });
    reading.abort();
    await assert.rejects(read, { name: 'AbortError' });
    fs.rmSync(file, { force: true });
  });

  test('what is none is refused', async () => {
    await assert.rejects(fs.promises.readFile(__filename, { signal: {} }), { code: 'ERR_INVALID_ARG_TYPE' });
  });
});

test('options that are inherited count', async () => {
  const options = Object.create({ start: 1, end: 3, encoding: 'utf8' });
  let text = '';
  for await (const chunk of fs.createReadStream(__filename, options)) text += chunk;
  assert.strictEqual(text, 'use');
});

test('a FileHandle emits its close', async () => {
  const handle = await fs.promises.open(__filename);
  let count = 0;
  handle.on('close', () => count++);
  await handle.close();
  await handle.close();
  assert.strictEqual(count, 1);
});
