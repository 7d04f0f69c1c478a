'use strict';
// Hashes as streams: written to, piped into, read from.

const { test } = require('node:test');
const assert = require('node:assert');
const crypto = require('node:crypto');
const { Readable, pipeline, Transform } = require('node:stream');
const { pipeline: finished } = require('node:stream/promises');

const data = Buffer.alloc(100000, 'stream ');
const digest = crypto.createHash('sha256').update(data).digest('hex');
const chunks = () =>
  Readable.from(Array.from({ length: 100 }, (_, at) => data.subarray(at * 1000, at * 1000 + 1000)));

test('end and read', () => {
  const hash = crypto.createHash('sha256');
  assert.strictEqual(hash.write(data.subarray(0, 10)), true);
  hash.end(data.subarray(10));
  const result = hash.read();
  assert.ok(Buffer.isBuffer(result));
  assert.strictEqual(result.toString('hex'), digest);
  assert.ok(hash instanceof Transform);
});

test('text with an encoding', () => {
  const hash = crypto.createHash('md5');
  hash.write('ü', 'latin1');
  hash.end('6869', 'hex');
  assert.strictEqual(
    hash.read().toString('hex'),
    crypto
      .createHash('md5')
      .update(Buffer.from([0xfc, 0x68, 0x69]))
      .digest('hex'),
  );
});

test('piped into', (t, done) => {
  const hash = crypto.createHash('sha256');
  hash.setEncoding('hex');
  hash.on('readable', () => {
    const result = hash.read();
    if (result === null) return;
    assert.strictEqual(result, digest);
    done();
  });
  chunks().pipe(hash);
});

test('at the end of a pipeline', (t, done) => {
  const hash = crypto.createHash('sha256');
  const end = pipeline(chunks(), hash, (error) => {
    assert.ifError(error);
  });
  assert.strictEqual(end, hash);
  const parts = [];
  hash.on('data', (part) => parts.push(part));
  hash.on('end', () => {
    assert.strictEqual(Buffer.concat(parts).toString('hex'), digest);
    done();
  });
});

test('digested after a pipeline', async () => {
  const hash = crypto.createHash('sha256');
  await finished(chunks(), async (source) => {
    for await (const chunk of source) hash.update(chunk);
  });
  assert.strictEqual(hash.digest('hex'), digest);
});

test('iterated over', async () => {
  const parts = [];
  for await (const part of chunks().pipe(crypto.createHash('sha1'))) parts.push(part);
  assert.strictEqual(
    Buffer.concat(parts).toString('hex'),
    crypto.createHash('sha1').update(data).digest('hex'),
  );
});

test('a keyed one', () => {
  const hmac = crypto.createHmac('sha512', 'key');
  hmac.end(data);
  assert.strictEqual(
    hmac.read().toString('hex'),
    crypto.createHmac('sha512', 'key').update(data).digest('hex'),
  );
});

test('several do not disturb one another', () => {
  const [a, b] = [crypto.createHash('sha256'), crypto.createHash('sha256')];
  a.write('a');
  b.write('b');
  a.end();
  b.end();
  assert.notStrictEqual(a.read().toString('hex'), b.read().toString('hex'));
  assert.strictEqual(crypto.createHash('sha256').update(data).digest('hex'), digest);
});
