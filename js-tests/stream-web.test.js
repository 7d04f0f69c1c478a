'use strict';
const { test } = require('node:test');
const assert = require('node:assert');
const {
  Duplex,
  PassThrough,
  Readable,
  Transform,
  Writable,
  addAbortSignal,
  compose,
} = require('node:stream');
const { finished, pipeline } = require('node:stream/promises');
const { blob } = require('node:stream/consumers');

const readable = (chunks = ['a', 'b']) =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
const writable = (log) =>
  new WritableStream({
    write: (chunk) => void log.push(chunk),
    close: () => void log.push('end'),
    abort: (error) => void log.push(`abort ${error.message}`),
  });
const upper = () =>
  new TransformStream({ transform: (chunk, controller) => controller.enqueue(`${chunk}`.toUpperCase()) });
const objects = () => new PassThrough({ objectMode: true });

test('pipelines lead through streams of the web', async () => {
  const ways = [
    [['X', 'Y', 'end'], (log) => [Readable.from(['x', 'y']), upper(), writable(log)]],
    [['a', 'b', 'end'], (log) => [readable(), writable(log)]],
    [['A', 'B', 'end'], (log) => [readable(), upper(), writable(log)]],
    [['a', 'b', 'end'], (log) => [readable(), objects(), writable(log)]],
    [
      ['a!', 'b!', 'end'],
      (log) => [
        readable(),
        async function* (source) {
          for await (const chunk of source) yield `${chunk}!`;
        },
        writable(log),
      ],
    ],
  ];
  for (const [expected, make] of ways) {
    const log = [];
    await pipeline(...make(log));
    assert.deepStrictEqual(log, expected);
  }
  await assert.rejects(
    pipeline(
      Readable.from(['x']),
      new WritableStream({
        write() {
          throw new Error('full');
        },
      }),
    ),
    /full/,
  );
  const log = [];
  const failing = new ReadableStream({ pull: (controller) => controller.error(new Error('torn')) });
  await assert.rejects(pipeline(failing, writable(log)), /torn/);
  assert.deepStrictEqual(log, ['abort torn']);
});

test('finished tells of streams of the web', async () => {
  const source = readable();
  const over = finished(source);
  for await (const chunk of source) assert.ok(chunk);
  await over;
  await assert.rejects(
    finished(new ReadableStream({ start: (controller) => controller.error(new Error('torn')) })),
    /torn/,
  );
  const sink = writable([]);
  sink.close();
  await finished(sink);
});

test('a signal ends streams of the web', async () => {
  const controller = new AbortController();
  const stream = addAbortSignal(controller.signal, new ReadableStream());
  const read = stream.getReader().read();
  controller.abort();
  await assert.rejects(read, { name: 'AbortError' });
  assert.throws(() => addAbortSignal(controller.signal, {}), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('compose takes them in every place', async () => {
  assert.deepStrictEqual((await compose(readable(), upper()).toArray()).join(''), 'AB');
  const first = compose(upper(), objects());
  first.end('q');
  assert.deepStrictEqual(await first.toArray(), ['Q']);
  const last = compose(objects(), upper());
  last.end('q');
  assert.strictEqual((await last.toArray()).join(''), 'Q');
});

test('Duplex.from takes what the web has', async () => {
  assert.strictEqual((await Duplex.from(readable()).toArray()).join(''), 'ab');
  const through = Duplex.from(upper());
  through.end('z');
  assert.strictEqual((await through.toArray()).join(''), 'Z');
  const [bytes] = await Duplex.from(new Blob(['hey'])).toArray();
  assert.strictEqual(Buffer.from(bytes).toString(), 'hey');
});

test('fromWeb', async () => {
  assert.strictEqual((await Readable.fromWeb(readable()).toArray()).join(''), 'ab');
  const read = Readable.fromWeb(readable([Buffer.from('ab')]), { encoding: 'hex', highWaterMark: 3 });
  assert.strictEqual(read.readableHighWaterMark, 3);
  assert.deepStrictEqual(await read.toArray(), ['6162']);
  const log = [];
  const write = Writable.fromWeb(writable(log), { objectMode: true });
  write.end({ a: 1 });
  await finished(write);
  assert.deepStrictEqual(log, [{ a: 1 }, 'end']);
  const both = Duplex.fromWeb(upper(), { objectMode: true });
  both.end('b');
  assert.deepStrictEqual(await both.toArray(), ['B']);
  for (const call of [
    () => Readable.fromWeb({}),
    () => Writable.fromWeb(1),
    () => Duplex.fromWeb({}),
    () => Readable.fromWeb(readable(), { objectMode: 1 }),
  ]) {
    assert.throws(call, { code: 'ERR_INVALID_ARG_TYPE' });
  }
});

test('toWeb', async () => {
  const chunks = [];
  for await (const chunk of Readable.toWeb(Readable.from([{ a: 1 }, 'x']))) chunks.push(chunk);
  assert.deepStrictEqual(chunks, [{ a: 1 }, 'x']);
  const [bytes] = await Array.fromAsync(
    Readable.toWeb(Readable.from([Buffer.from('hi')], { objectMode: false })),
  );
  assert.strictEqual(bytes.constructor, Uint8Array);
  const stopped = new Readable({ read() {} });
  await Readable.toWeb(stopped).cancel();
  assert.strictEqual(stopped.destroyed, true);
  const upperCase = new Transform({
    transform: (chunk, encoding, done) => done(null, `${chunk}`.toUpperCase()),
  });
  const pair = Duplex.toWeb(upperCase);
  const writer = pair.writable.getWriter();
  void writer.write('a');
  void writer.close();
  const [answer] = await Array.fromAsync(pair.readable);
  assert.strictEqual(Buffer.from(answer).toString(), 'A');
  assert.throws(() => Writable.toWeb({}), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('consumers make a Blob', async () => {
  const made = await blob(readable([Buffer.from('ab'), 'c']));
  assert.strictEqual(await made.text(), 'abc');
});

test('read() gives what was pushed at once', () => {
  const stream = new Readable({ read() {} });
  for (const chunk of ['ab', 'cd', 'e']) stream.push(chunk);
  const read = [stream.read(), stream.read(1), stream.read(), stream.read(), stream.read()];
  assert.deepStrictEqual(
    read.map((chunk) => chunk?.toString()),
    ['ab', 'c', 'd', 'e', undefined],
  );
});

test('bytes put back into a stream of text are text', () => {
  for (const encoding of ['hex', 'utf8', 'base64']) {
    const stream = new Readable({ read() {}, encoding });
    stream.unshift(Buffer.from('abc'));
    assert.strictEqual(stream.read(), 'abc');
  }
});

test('what is destroyed is neither paused nor resumed', () => {
  const stream = new Readable({ read() {} });
  stream.destroy();
  assert.strictEqual(stream.pause().resume(), stream);
  assert.strictEqual(stream.readableFlowing, null);
});

test('results of readers have their keys in one order', async () => {
  const reader = readable().getReader();
  assert.deepStrictEqual(Object.keys(await reader.read()), ['done', 'value']);
});
