'use strict';
const { describe, it } = require('node:test');
const assert = require('node:assert');
const zlib = require('node:zlib');
const { promisify } = require('node:util');
const { Readable } = require('node:stream');
const { pipeline } = require('node:stream/promises');

const text = 'the quick brown fox jumps over the lazy dog '.repeat(500);
const bytes = Buffer.from(text);
const pairs = [
  ['deflate', 'inflate'],
  ['gzip', 'gunzip'],
  ['deflateRaw', 'inflateRaw'],
  ['gzip', 'unzip'],
  ['deflate', 'unzip'],
  ['brotliCompress', 'brotliDecompress'],
];

describe('compression and back', () => {
  for (const [there, back] of pairs) {
    it(`${there} and ${back}, at once`, () => {
      const packed = zlib[`${there}Sync`](bytes);
      assert.ok(packed.length < bytes.length / 10);
      assert.ok(zlib[`${back}Sync`](packed).equals(bytes));
    });

    it(`${there} and ${back}, as promises`, async () => {
      const packed = await promisify(zlib[there])(text);
      assert.strictEqual(String(await promisify(zlib[back])(packed)), text);
    });

    it(`${there} and ${back}, as streams`, async () => {
      const name = (once) => `create${once[0].toUpperCase()}${once.slice(1)}`;
      const chunks = [];
      await pipeline(
        Readable.from([bytes.subarray(0, 1000), bytes.subarray(1000)]),
        zlib[name(there)](),
        zlib[name(back)](),
        async (source) => {
          for await (const chunk of source) chunks.push(chunk);
        },
      );
      assert.ok(Buffer.concat(chunks).equals(bytes));
    });
  }

  it('with every level, strategy and size of memory', () => {
    for (const level of [-1, 0, 1, 5, 9]) {
      for (const strategy of [0, 1, 2, 3, 4]) {
        for (const [memLevel, windowBits] of [
          [1, 9],
          [8, 15],
          [9, 12],
        ]) {
          const packed = zlib.deflateSync(bytes, { level, strategy, memLevel, windowBits });
          assert.ok(zlib.inflateSync(packed).equals(bytes), `${level} ${strategy} ${memLevel} ${windowBits}`);
        }
      }
    }
  });

  it('of nothing, of views, of array buffers', () => {
    assert.strictEqual(zlib.gunzipSync(zlib.gzipSync('')).length, 0);
    const view = new DataView(bytes.buffer, bytes.byteOffset + 4, 5);
    assert.strictEqual(String(zlib.inflateSync(zlib.deflateSync(view))), 'quick');
    assert.strictEqual(zlib.inflateSync(zlib.deflateSync(new Uint16Array([1, 2]).buffer)).length, 4);
    assert.throws(() => zlib.deflateSync(5), { code: 'ERR_INVALID_ARG_TYPE' });
  });

  it('of data that others have packed', () => {
    const packed = {
      inflate: '789ccb48cdc9c95728cf2fca4901001a0b045d',
      gunzip: '1f8b0800000000000203cb48cdc9c95728cf2fca49010085114a0d0b000000',
      inflateRaw: 'cb48cdc9c95728cf2fca490100',
      brotliDecompress: '0b058068656c6c6f20776f726c6403',
    };
    for (const [name, hex] of Object.entries(packed)) {
      assert.strictEqual(String(zlib[`${name}Sync`](Buffer.from(hex, 'hex'))), 'hello world', name);
    }
  });
});

describe('options', () => {
  it('a dictionary', () => {
    const dictionary = Buffer.from('the lazy dog');
    const packed = zlib.deflateSync('the lazy dog', { dictionary });
    assert.strictEqual(String(zlib.inflateSync(packed, { dictionary })), 'the lazy dog');
    assert.throws(() => zlib.inflateSync(packed), {
      code: 'Z_NEED_DICT',
      errno: 2,
      message: 'Missing dictionary',
    });
    assert.throws(() => zlib.inflateSync(packed, { dictionary: Buffer.from('x') }), {
      code: 'Z_NEED_DICT',
      message: 'Bad dictionary',
    });
    const raw = zlib.deflateRawSync('the lazy dog', { dictionary });
    assert.strictEqual(String(zlib.inflateRawSync(raw, { dictionary })), 'the lazy dog');
  });

  it('a limit of the output', () => {
    const packed = zlib.gzipSync(bytes);
    assert.throws(() => zlib.gunzipSync(packed, { maxOutputLength: 100 }), {
      name: 'RangeError',
      code: 'ERR_BUFFER_TOO_LARGE',
    });
    assert.strictEqual(zlib.gunzipSync(packed, { maxOutputLength: bytes.length }).length, bytes.length);
  });

  it('the engine beside the result', () => {
    const { buffer, engine } = zlib.deflateSync('abc', { info: true });
    assert.strictEqual(String(zlib.inflateSync(buffer)), 'abc');
    assert.strictEqual(engine.bytesWritten, 3);
  });

  it('within their ranges', () => {
    const options = [
      { level: 10 },
      { windowBits: 7 },
      { memLevel: 0 },
      { strategy: 5 },
      { chunkSize: 63 },
      { flush: 9 },
      { maxOutputLength: 0 },
    ];
    for (const wrong of options)
      assert.throws(() => zlib.deflateSync('x', wrong), { name: 'RangeError', code: 'ERR_OUT_OF_RANGE' });
    assert.throws(() => zlib.deflateSync('x', { level: 'high' }), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => zlib.brotliCompressSync('x', { params: { 99: 1 } }), {
      code: 'ERR_BROTLI_INVALID_PARAM',
    });
  });
});

describe('bad data', () => {
  it('is an error with a code and a number', () => {
    const garbage = Buffer.from('this is garbage');
    assert.throws(() => zlib.inflateSync(garbage), {
      code: 'Z_DATA_ERROR',
      errno: -3,
      message: 'incorrect header check',
    });
    assert.throws(() => zlib.gunzipSync(garbage), { code: 'Z_DATA_ERROR' });
    assert.throws(() => zlib.brotliDecompressSync(Buffer.from([0xff, 0xff])), {
      message: 'Decompression failed',
    });
  });

  it('that is cut off', () => {
    const packed = zlib.deflateSync(bytes);
    assert.throws(() => zlib.inflateSync(packed.subarray(0, 30)), {
      code: 'Z_BUF_ERROR',
      errno: -5,
      message: 'unexpected end of file',
    });
    const part = zlib.inflateSync(packed.subarray(0, 60), { finishFlush: zlib.constants.Z_SYNC_FLUSH });
    assert.ok(bytes.subarray(0, part.length).equals(part));
  });

  it('in a stream destroys it', async () => {
    const stream = zlib.createInflate();
    stream.end('garbage');
    const error = await new Promise((resolve) => stream.on('error', resolve));
    assert.strictEqual(error.code, 'Z_DATA_ERROR');
    assert.strictEqual(stream.destroyed, true);
  });

  it('behind the end', () => {
    const member = zlib.gzipSync('a');
    assert.strictEqual(String(zlib.gunzipSync(Buffer.concat([member, zlib.gzipSync('b')]))), 'ab');
    assert.strictEqual(String(zlib.gunzipSync(Buffer.concat([member, Buffer.alloc(10)]))), 'a');
    assert.throws(() => zlib.gunzipSync(Buffer.concat([member, Buffer.from('junk')])), {
      code: 'Z_DATA_ERROR',
    });
    assert.strictEqual(
      String(zlib.inflateSync(Buffer.concat([zlib.deflateSync('a'), Buffer.from('junk')]))),
      'a',
    );
  });
});

describe('streams', () => {
  it('can be flushed and changed', async () => {
    const stream = zlib.createDeflate();
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.write('first');
    await new Promise((resolve) => stream.flush(resolve));
    assert.ok(chunks.length > 0);
    await new Promise((resolve) => stream.params(9, 0, resolve));
    stream.end('second');
    await new Promise((resolve) => stream.on('end', resolve));
    assert.strictEqual(String(zlib.inflateSync(Buffer.concat(chunks))), 'firstsecond');
  });

  it('can be closed', async () => {
    const stream = zlib.createGzip();
    stream.write('x');
    await new Promise((resolve) => stream.close(resolve));
    assert.strictEqual(stream.destroyed, true);
  });
});

describe('the rest', () => {
  it('crc32', () => {
    assert.strictEqual(zlib.crc32('hello world'), 222957957);
    assert.strictEqual(zlib.crc32(Buffer.from('world'), zlib.crc32('hello ')), 222957957);
    assert.throws(() => zlib.crc32(5), { code: 'ERR_INVALID_ARG_TYPE' });
  });

  it('constants and codes', () => {
    assert.strictEqual(zlib.constants.Z_BEST_COMPRESSION, 9);
    assert.strictEqual(zlib.codes.Z_DATA_ERROR, -3);
    assert.strictEqual(zlib.codes['-3'], 'Z_DATA_ERROR');
    assert.ok(Object.isFrozen(zlib.codes));
    assert.strictEqual(zlib.Z_FINISH, 4);
  });
});
