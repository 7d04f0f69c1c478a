'use strict';
const { test } = require('node:test');
const assert = require('node:assert');
const zlib = require('node:zlib');

/** All that comes out of a pair of streams for these chunks. */
async function through(pair, chunks) {
  const writer = pair.writable.getWriter();
  const written = Promise.all([...chunks.map((chunk) => writer.write(chunk)), writer.close()]);
  written.catch(() => {});
  const out = [];
  for await (const chunk of pair.readable) out.push(chunk);
  await written;
  return out;
}

test('text is encoded, pairs of surrogates whole', async () => {
  const text = async (chunks) => Buffer.concat(await through(new TextEncoderStream(), chunks)).toString();
  assert.strictEqual(await text(['a', 'é', '\ud83d', '\ude00', '']), 'aé\u{1f600}');
  assert.strictEqual(await text(['\ud83d']), '\ufffd');
  assert.strictEqual(await text([5, null]), '5null');
  assert.strictEqual(new TextEncoderStream().encoding, 'utf-8');
});

test('text is decoded, characters whole', async () => {
  const bytes = Buffer.from('aé\u{1f600}');
  const text = await through(
    new TextDecoderStream(),
    [...bytes].map((byte) => Uint8Array.of(byte)),
  );
  assert.deepStrictEqual(text, ['a', 'é', '\u{1f600}']);
  const { encoding, fatal, ignoreBOM } = new TextDecoderStream('latin1', { fatal: true, ignoreBOM: true });
  assert.deepStrictEqual([encoding, fatal, ignoreBOM], ['windows-1252', true, true]);
  await assert.rejects(
    through(new TextDecoderStream('utf-8', { fatal: true }), [Uint8Array.of(0xff)]),
    TypeError,
  );
  assert.throws(() => new TextDecoderStream('none'), RangeError);
});

test('every format is compressed and decompressed', async () => {
  const readers = { deflate: 'inflateSync', 'deflate-raw': 'inflateRawSync', gzip: 'gunzipSync' };
  const data = Buffer.from('abc def '.repeat(10_000));
  for (const [format, read] of Object.entries(readers)) {
    const packed = Buffer.concat(await through(new CompressionStream(format), [data, data]));
    assert.ok(zlib[read](packed).equals(Buffer.concat([data, data])), format);
    const back = Buffer.concat(
      await through(new DecompressionStream(format), [packed.subarray(0, 20), packed.subarray(20)]),
    );
    assert.ok(back.equals(Buffer.concat([data, data])), format);
  }
  assert.throws(() => new CompressionStream('zip'), { code: 'ERR_INVALID_ARG_VALUE' });
});

test('members belong to instances', () => {
  for (const Class of [TextEncoderStream, TextDecoderStream, CompressionStream, DecompressionStream]) {
    const { get } = Object.getOwnPropertyDescriptor(Class.prototype, 'readable');
    assert.throws(() => get.call({}), TypeError);
  }
});

test('streams move, and give copies', async () => {
  const chunk = { a: 1 };
  const source = new ReadableStream({
    start(controller) {
      controller.enqueue(chunk);
      controller.close();
    },
  });
  const { moved } = structuredClone({ moved: source }, { transfer: [source] });
  assert.strictEqual(source.locked, true);
  const [copy] = await Array.fromAsync(moved);
  assert.deepStrictEqual(copy, chunk);
  assert.notStrictEqual(copy, chunk);
  const failing = new ReadableStream({ pull: (controller) => controller.error(new Error('torn')) });
  await assert.rejects(Array.fromAsync(structuredClone(failing, { transfer: [failing] })), /torn/);
  const sink = new WritableStream();
  assert.strictEqual(structuredClone(sink, { transfer: [sink] }).constructor, WritableStream);
  assert.strictEqual(sink.locked, true);
  const pair = new TransformStream();
  assert.strictEqual(structuredClone(pair, { transfer: [pair] }).constructor, TransformStream);
  const locked = new ReadableStream();
  locked.getReader();
  assert.throws(() => structuredClone(locked, { transfer: [locked] }), {
    name: 'DataCloneError',
    message: 'Cannot transfer a locked ReadableStream',
  });
  for (const value of [new ReadableStream(), new URL('http://a'), new URLSearchParams('a=1')]) {
    assert.throws(() => structuredClone(value), { name: 'DataCloneError' });
  }
});
