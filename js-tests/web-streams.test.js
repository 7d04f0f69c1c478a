'use strict';
// The streams of the web: node:stream/web, and Blob.prototype.stream.

const { test, describe } = require('node:test');
const assert = require('node:assert');
const web = require('node:stream/web');

const counting = (end, log = []) => {
  let next = 0;
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(next++);
      if (next === end) controller.close();
    },
    cancel(reason) {
      log.push(reason);
    },
  });
};

const all = async (stream) => {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
};

test('the classes are globals too', () => {
  for (const name of Object.keys(web)) {
    if (globalThis[name] !== undefined) assert.strictEqual(globalThis[name], web[name], name);
  }
});

describe('ReadableStream', () => {
  test('gives chunks until it is closed', async () => {
    const reader = counting(2).getReader();
    assert.deepStrictEqual(await reader.read(), { value: 0, done: false });
    assert.deepStrictEqual(await reader.read(), { value: 1, done: false });
    assert.deepStrictEqual(await reader.read(), { value: undefined, done: true });
    assert.strictEqual(await reader.closed, undefined);
  });

  test('has one reader at a time', async () => {
    const stream = counting(2);
    const reader = stream.getReader();
    assert.strictEqual(stream.locked, true);
    assert.throws(() => stream.getReader(), { code: 'ERR_INVALID_STATE' });
    reader.releaseLock();
    await assert.rejects(reader.read(), { code: 'ERR_INVALID_STATE' });
    assert.deepStrictEqual(await all(stream), [0, 1]);
  });

  test('is cancelled when a loop ends early', async () => {
    const log = [];
    for await (const chunk of counting(9, log)) if (chunk === 1) break;
    assert.deepStrictEqual(log, [undefined]);
    const kept = counting(9, log);
    for await (const chunk of kept.values({ preventCancel: true })) if (chunk === 1) break;
    assert.strictEqual((await kept.getReader().read()).value, 2);
    assert.strictEqual(log.length, 1);
  });

  test('passes its error on', async () => {
    const stream = new ReadableStream({
      pull() {
        throw new RangeError('no more');
      },
    });
    await assert.rejects(stream.getReader().read(), { name: 'RangeError', message: 'no more' });
  });

  test('is made from what can be gone through', async () => {
    assert.deepStrictEqual(await all(ReadableStream.from(['a', Promise.resolve('b')])), ['a', 'b']);
    assert.throws(() => ReadableStream.from(5), { code: 'ERR_ARG_NOT_ITERABLE' });
  });

  test('is two by tee', async () => {
    const log = [];
    const [one, other] = counting(3, log).tee();
    assert.deepStrictEqual(await Promise.all([all(one), all(other)]), [
      [0, 1, 2],
      [0, 1, 2],
    ]);
    const [left, right] = counting(3, log).tee();
    const cancelled = left.cancel('left');
    assert.deepStrictEqual(log, []);
    await Promise.all([cancelled, right.cancel('right')]);
    assert.deepStrictEqual(log, [['left', 'right']]);
  });

  test('weighs chunks by its strategy', () => {
    let controller;
    new ReadableStream(
      {
        start(c) {
          controller = c;
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: 10 }),
    );
    controller.enqueue(new Uint8Array(4));
    assert.strictEqual(controller.desiredSize, 6);
    controller.error(new Error('over'));
    assert.strictEqual(controller.desiredSize, null);
  });
});

describe('a ReadableStream of bytes', () => {
  const bytes = () => {
    let controller;
    const stream = new ReadableStream({
      type: 'bytes',
      start(c) {
        controller = c;
      },
    });
    return { stream, controller };
  };

  test('fills the views of its reader', async () => {
    const { stream, controller } = bytes();
    controller.enqueue(new Uint8Array([1, 2, 3]));
    const reader = stream.getReader({ mode: 'byob' });
    const { value } = await reader.read(new Uint8Array(2));
    assert.deepStrictEqual(value, new Uint8Array([1, 2]));
    const words = reader.read(new Uint16Array(1));
    controller.enqueue(new Uint8Array([4, 5]));
    assert.deepStrictEqual((await words).value, new Uint16Array(new Uint8Array([3, 4]).buffer));
  });

  test('takes the store of what is put in and read into', async () => {
    const { stream, controller } = bytes();
    const chunk = new Uint8Array([1, 2]);
    controller.enqueue(chunk);
    assert.strictEqual(chunk.length, 0);
    const view = new Uint8Array(8);
    await stream.getReader({ mode: 'byob' }).read(view);
    assert.strictEqual(view.length, 0);
    assert.throws(() => controller.enqueue(5), { code: 'ERR_INVALID_ARG_TYPE' });
  });

  test('lets its source write into the view that waits', async () => {
    const { stream, controller } = bytes();
    const read = stream.getReader({ mode: 'byob' }).read(new Uint8Array(4));
    const request = controller.byobRequest;
    request.view.set([7, 8]);
    request.respond(2);
    assert.deepStrictEqual((await read).value, new Uint8Array([7, 8]));
    assert.throws(() => request.respond(1), { code: 'ERR_INVALID_STATE' });
  });
});

describe('WritableStream', () => {
  test('writes one chunk after the other, and says when there is room', async () => {
    const written = [];
    const writer = new WritableStream({
      async write(chunk) {
        await null;
        written.push(chunk);
      },
      close() {
        written.push('end');
      },
    }).getWriter();
    await writer.ready;
    const write = writer.write('a');
    assert.strictEqual(writer.desiredSize, 0);
    await write;
    assert.strictEqual(writer.desiredSize, 1);
    await writer.close();
    assert.deepStrictEqual(written, ['a', 'end']);
    await assert.rejects(writer.write('b'), { code: 'ERR_INVALID_STATE' });
  });

  test('tells its sink that it is aborted', async () => {
    const log = [];
    let signal;
    const stream = new WritableStream({
      start(controller) {
        signal = controller.signal;
      },
      abort(reason) {
        log.push(reason);
      },
    });
    await stream.abort('why');
    assert.deepStrictEqual([log, signal.aborted, signal.reason], [['why'], true, 'why']);
  });

  test('is the end of a pipe, with something between', async () => {
    const written = [];
    const twice = new TransformStream({
      transform(chunk, controller) {
        controller.enqueue(chunk * 2);
      },
      flush(controller) {
        controller.enqueue('end');
      },
    });
    await counting(3)
      .pipeThrough(twice)
      .pipeTo(
        new WritableStream({
          write(chunk) {
            written.push(chunk);
          },
        }),
      );
    assert.deepStrictEqual(written, [0, 2, 4, 'end']);
  });

  test('ends the pipe by its error, and cancels the source', async () => {
    const log = [];
    const fault = new Error('full');
    await assert.rejects(
      counting(9, log).pipeTo(
        new WritableStream({
          write() {
            throw fault;
          },
        }),
      ),
      fault,
    );
    assert.deepStrictEqual(log, [fault]);
    const controller = new AbortController();
    controller.abort(fault);
    await assert.rejects(counting(9, log).pipeTo(new WritableStream(), { signal: controller.signal }), fault);
  });
});

describe('Blob.prototype.stream', () => {
  test('gives the bytes part by part', async () => {
    const blob = new Blob(['ab', Buffer.alloc(5000, 'c'), 'd']);
    const chunks = await all(blob.stream());
    assert.deepStrictEqual(
      chunks.map((chunk) => chunk.length),
      [2, 5000, 1],
    );
    const reader = blob.stream().getReader({ mode: 'byob' });
    assert.deepStrictEqual((await reader.read(new Uint8Array(4))).value, new Uint8Array([97, 98]));
  });
});
