'use strict';
const { after, describe, it } = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { pipeline } = require('node:stream/promises');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fs-stream-'));
after(() => fs.rmSync(folder, { recursive: true }));

/** A file of this test's own. */
function file(name, contents) {
  const where = path.join(folder, name);
  if (contents !== undefined) fs.writeFileSync(where, contents);
  return where;
}

async function textOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

describe('fs.createReadStream', () => {
  it('reads a file', async () => {
    const stream = fs.createReadStream(file('a', 'contents'));
    const events = [];
    for (const name of ['open', 'ready', 'end', 'close']) stream.on(name, () => events.push(name));
    assert.strictEqual(stream.pending, true);
    assert.strictEqual(await textOf(stream), 'contents');
    assert.deepStrictEqual([stream.bytesRead, stream.pending], [8, true]);
    await new Promise(setImmediate);
    assert.deepStrictEqual(events, ['open', 'ready', 'end', 'close']);
  });

  it('reads a part, in pieces of the size that is wanted', async () => {
    const stream = fs.createReadStream(file('b', '0123456789'), { start: 2, end: 6, highWaterMark: 2 });
    const sizes = [];
    stream.on('data', (chunk) => sizes.push(chunk.length));
    await new Promise((resolve) => stream.on('close', resolve));
    assert.deepStrictEqual(sizes, [2, 2, 1]);
  });

  it('decodes', async () => {
    const stream = fs.createReadStream(file('c', 'a€b'), { encoding: 'utf8', highWaterMark: 2 });
    let text = '';
    for await (const chunk of stream) text += chunk;
    assert.strictEqual(text, 'a€b');
  });

  it('fails as open does', async () => {
    const stream = fs.createReadStream(path.join(folder, 'nothing'));
    const error = await new Promise((resolve) => stream.on('error', resolve));
    assert.deepStrictEqual([error.code, error.syscall], ['ENOENT', 'open']);
  });

  it('checks its arguments', () => {
    assert.throws(() => fs.createReadStream(5), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => fs.createReadStream('x', { start: 5, end: 3 }), { code: 'ERR_OUT_OF_RANGE' });
    assert.throws(() => fs.createReadStream('x', { start: '1' }), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => fs.createReadStream('x', { fd: 'y' }), { code: 'ERR_INVALID_ARG_TYPE' });
  });

  it('reads from an open file', async () => {
    const fd = fs.openSync(file('d', 'open file'));
    assert.strictEqual(await textOf(fs.createReadStream(null, { fd, start: 5, autoClose: false })), 'file');
    fs.closeSync(fd);
    const handle = await fs.promises.open(file('d'));
    assert.strictEqual(await textOf(handle.createReadStream()), 'open file');
  });
});

describe('lines', () => {
  it('of a stream', async () => {
    const { createInterface } = require('node:readline');
    const lines = [];
    for await (const line of createInterface({ input: fs.createReadStream(file('l', 'one\ntwo\r\n\nlast')) }))
      lines.push(line);
    assert.deepStrictEqual(lines, ['one', 'two', '', 'last']);
  });

  it('of an open file', async () => {
    const handle = await fs.promises.open(file('m', 'a\nb\n'));
    const lines = [];
    for await (const line of handle.readLines()) lines.push(line);
    assert.deepStrictEqual(lines, ['a', 'b']);
  });
});

describe('fs.createWriteStream', () => {
  it('writes a file', async () => {
    const where = file('e');
    const stream = fs.createWriteStream(where);
    stream.write('a');
    stream.write(Buffer.from('b'));
    stream.end('c');
    await new Promise((resolve) => stream.on('close', resolve));
    assert.strictEqual(fs.readFileSync(where, 'utf8'), 'abc');
    assert.strictEqual(stream.bytesWritten, 3);
  });

  it('appends, and writes in the middle', async () => {
    const where = file('f', '0123456789');
    await pipeline(['+'], fs.createWriteStream(where, { flags: 'a' }));
    await pipeline(['ab'], fs.createWriteStream(where, { flags: 'r+', start: 3 }));
    assert.strictEqual(fs.readFileSync(where, 'utf8'), '012ab56789+');
  });

  it('copies through a pipeline', async () => {
    const bytes = Buffer.alloc(200000, 'abcdefg');
    const copy = file('h');
    await pipeline(fs.createReadStream(file('g', bytes)), fs.createWriteStream(copy));
    assert.ok(fs.readFileSync(copy).equals(bytes));
  });

  it('closes when asked', async () => {
    const stream = fs.createWriteStream(file('i'));
    stream.write('x');
    await new Promise((resolve) => stream.close(resolve));
    assert.strictEqual(fs.readFileSync(file('i'), 'utf8'), 'x');
    assert.strictEqual(stream.destroyed, true);
  });
});
