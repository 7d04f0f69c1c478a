'use strict';
const { test } = require('node:test');
const assert = require('node:assert');
const zlib = require('node:zlib');

const { constants } = zlib;
const called = (call) =>
  new Promise((resolve, reject) => call((error, value) => (error ? reject(error) : resolve(value))));

test('input that is given away meanwhile was read', async () => {
  for (const [make, read] of [
    ['gzip', 'gunzipSync'],
    ['deflate', 'inflateSync'],
    ['brotliCompress', 'brotliDecompressSync'],
  ]) {
    const view = new Uint8Array(90_000).fill(97);
    const done = called((callback) => zlib[make](view, callback));
    structuredClone(view.buffer, { transfer: [view.buffer] });
    assert.strictEqual(zlib[read](await done).length, 90_000, make);
  }
});

test('what is repeated is found', () => {
  for (const level of [-1, 4, 5, 6, 7, 8, 9]) {
    const size = zlib.deflateSync('abc'.repeat(20_000), { level }).length;
    assert.ok(size <= 90, `level ${level}: ${size}`);
  }
});

test('garbage after the end is refused where that is asked for', async () => {
  const formats = [
    ['gunzip', zlib.gzipSync('abc')],
    ['inflate', zlib.deflateSync('abc')],
    ['inflateRaw', zlib.deflateRawSync('abc')],
    ['brotliDecompress', zlib.brotliCompressSync('abc')],
    ['unzip', zlib.gzipSync('abc')],
  ];
  const options = { rejectGarbageAfterEnd: true };
  const wanted = { name: 'TypeError', code: 'ERR_TRAILING_JUNK_AFTER_STREAM_END' };
  for (const [name, bytes] of formats) {
    const junk = Buffer.concat([bytes, Buffer.from('junk')]);
    assert.strictEqual(zlib[`${name}Sync`](bytes, options).toString(), 'abc');
    assert.throws(() => zlib[`${name}Sync`](junk, options), wanted, name);
    await assert.rejects(
      called((callback) => zlib[name](junk, options, callback)),
      wanted,
      name,
    );
  }
  const two = Buffer.concat([zlib.gzipSync('a'), zlib.gzipSync('b')]);
  assert.strictEqual(zlib.gunzipSync(two).toString(), 'ab');
  assert.throws(() => zlib.gunzipSync(two, options), wanted);
  assert.throws(() => zlib.gunzipSync(two, { rejectGarbageAfterEnd: 1 }), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('dictionaries of Brotli', () => {
  const dictionary = Buffer.from('the quick brown fox jumps over the lazy dog '.repeat(3));
  const text = 'the quick brown fox jumps over the lazy dog once more';
  const packed = zlib.brotliCompressSync(text, { dictionary });
  assert.ok(packed.length < 40);
  assert.strictEqual(zlib.brotliDecompressSync(packed, { dictionary }).toString(), text);
  assert.throws(() => zlib.brotliDecompressSync(packed), { message: 'Decompression failed' });
  assert.throws(() => zlib.brotliCompressSync(text, { dictionary: 'abc' }), { code: 'ERR_INVALID_ARG_TYPE' });
  const made = Buffer.from('1b3400f88d54b5bf04717babb1b252c598da4194c6e9', 'hex');
  assert.strictEqual(zlib.brotliDecompressSync(made, { dictionary }).toString(), text);
});

test('parameters of Brotli', () => {
  const failed = { code: 'ERR_ZLIB_INITIALIZATION_FAILED' };
  for (const number of [2, 3, 4, 5, 6, 7, 8]) {
    assert.throws(() => zlib.createBrotliDecompress({ params: { [number]: 1 } }), failed, `${number}`);
  }
  assert.throws(() => zlib.createBrotliCompress({ params: { 9: 1 } }), { code: 'ERR_BROTLI_INVALID_PARAM' });
  const large = {
    params: { [constants.BROTLI_PARAM_LARGE_WINDOW]: 1, [constants.BROTLI_PARAM_LGWIN]: 26 },
  };
  const packed = zlib.brotliCompressSync('abc'.repeat(1000), large);
  const read = { params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 } };
  assert.strictEqual(zlib.brotliDecompressSync(packed, read).length, 3000);
  assert.throws(() => zlib.brotliDecompressSync(packed), { errno: -13 });
});

test('what is kept between two calls is not seen', () => {
  for (let round = 0; round < 3; round++) {
    for (const options of [
      undefined,
      { level: 1 },
      { level: 9, memLevel: 1 },
      { strategy: constants.Z_FIXED },
    ]) {
      for (const [make, read] of [
        ['deflateSync', 'inflateSync'],
        ['gzipSync', 'gunzipSync'],
        ['deflateRawSync', 'inflateRawSync'],
      ]) {
        const text = `${make} ${round} ${'abc def '.repeat(100)}`;
        assert.strictEqual(zlib[read](zlib[make](text, options)).toString(), text);
      }
    }
  }
  assert.throws(() => zlib.inflateSync('abc'), { code: 'Z_DATA_ERROR' });
  assert.throws(() => zlib.deflateSync('abc', { level: 10 }), { code: 'ERR_OUT_OF_RANGE' });
});
