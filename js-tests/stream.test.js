'use strict';
const { describe, it } = require('node:test');
const assert = require('node:assert');
const {
  Duplex,
  PassThrough,
  Readable,
  Transform,
  Writable,
  addAbortSignal,
  compose,
  duplexPair,
  finished,
  pipeline,
} = require('node:stream');
const promises = require('node:stream/promises');

/** Resolves with all chunks of a stream. */
function collect(stream) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => resolve(chunks));
    stream.on('error', reject);
  });
}

/** The next event of a stream. */
function event(stream, name) {
  return new Promise((resolve) => stream.once(name, resolve));
}

/** A Writable that keeps what is written to it. */
function sink(options) {
  const written = [];
  const stream = new Writable({
    ...options,
    write(chunk, encoding, callback) {
      written.push(chunk);
      callback();
    },
  });
  return Object.assign(stream, { written });
}

describe('Readable', () => {
  it('gives what its source pushes', async () => {
    const left = ['a', 'b', null];
    const stream = new Readable({
      read() {
        this.push(left.shift());
      },
    });
    assert.strictEqual(Buffer.concat(await collect(stream)).toString(), 'ab');
    assert.strictEqual(stream.readableEnded, true);
  });

  it('gives as many bytes as are asked for', async () => {
    const stream = new Readable({ read() {} });
    stream.push('hello ');
    stream.push('world');
    stream.push(null);
    await event(stream, 'readable');
    assert.strictEqual(stream.read(3).toString(), 'hel');
    assert.strictEqual(stream.read(5).toString(), 'lo wo');
    assert.strictEqual(stream.read(100).toString(), 'rld');
    assert.strictEqual(stream.read(), null);
  });

  it('says when it holds enough', () => {
    const stream = new Readable({ highWaterMark: 4, read() {} });
    assert.strictEqual(stream.push('abc'), true);
    assert.strictEqual(stream.push('d'), false);
    assert.strictEqual(stream.readableLength, 4);
  });

  it('decodes characters that lie in several chunks', async () => {
    const stream = new Readable({ encoding: 'utf8', read() {} });
    for (const byte of Buffer.from('a€😀')) stream.push(Buffer.from([byte]));
    stream.push(null);
    assert.strictEqual((await collect(stream)).join(''), 'a€😀');
  });

  it('takes back what was read too far', async () => {
    const stream = Readable.from(['head|body'], { objectMode: false });
    await event(stream, 'readable');
    const chunk = stream.read();
    stream.unshift(chunk.subarray(5));
    assert.strictEqual(String(Buffer.concat(await collect(stream))), 'body');
  });

  it('refuses chunks after the end', async () => {
    const stream = new Readable({ read() {} });
    stream.push(null);
    stream.push('late');
    const error = await event(stream, 'error');
    assert.strictEqual(error.code, 'ERR_STREAM_PUSH_AFTER_EOF');
  });

  it('is an async iterable that is destroyed when left', async () => {
    const stream = Readable.from([1, 2, 3]);
    for await (const item of stream) if (item === 2) break;
    assert.strictEqual(stream.destroyed, true);
  });

  it('has the methods of an array', async () => {
    const numbers = () => Readable.from([1, 2, 3, 4]);
    assert.deepStrictEqual(
      await numbers()
        .map((n) => n * 2)
        .filter((n) => n > 2)
        .toArray(),
      [4, 6, 8],
    );
    assert.deepStrictEqual(await numbers().drop(1).take(2).toArray(), [2, 3]);
    assert.strictEqual(await numbers().reduce((sum, n) => sum + n, 0), 10);
    assert.strictEqual(await numbers().some((n) => n === 3), true);
    assert.strictEqual(await numbers().find((n) => n > 2), 3);
  });

  it('needs a _read', () => {
    assert.throws(() => new Readable()._read(), { code: 'ERR_METHOD_NOT_IMPLEMENTED' });
  });
});

describe('Writable', () => {
  it('writes one chunk after the other', async () => {
    const order = [];
    const stream = new Writable({
      write(chunk, encoding, callback) {
        order.push(`begin ${chunk}`);
        setImmediate(() => {
          order.push(`end ${chunk}`);
          callback();
        });
      },
    });
    stream.write('a');
    stream.end('b');
    await event(stream, 'finish');
    assert.deepStrictEqual(order, ['begin a', 'end a', 'begin b', 'end b']);
  });

  it('asks to wait, and tells when to go on', async () => {
    const stream = new Writable({
      highWaterMark: 2,
      write(chunk, encoding, callback) {
        setImmediate(callback);
      },
    });
    assert.strictEqual(stream.write('a'), true);
    assert.strictEqual(stream.write('b'), false);
    assert.strictEqual(stream.writableNeedDrain, true);
    await event(stream, 'drain');
    assert.strictEqual(stream.writableLength, 0);
  });

  it('collects while corked', async () => {
    const lists = [];
    const stream = new Writable({
      writev(chunks, callback) {
        lists.push(chunks.map(({ chunk }) => String(chunk)));
        callback();
      },
    });
    stream.cork();
    stream.write('a');
    stream.write('b');
    stream.uncork();
    stream.end();
    await event(stream, 'finish');
    assert.deepStrictEqual(lists, [['a', 'b']]);
  });

  it('refuses to write after the end', async () => {
    const stream = sink();
    stream.end();
    stream.write('x');
    assert.strictEqual((await event(stream, 'error')).code, 'ERR_STREAM_WRITE_AFTER_END');
  });

  it('refuses null and what is no chunk', () => {
    assert.throws(() => sink().write(null), { code: 'ERR_STREAM_NULL_VALUES' });
    assert.throws(() => sink().write(5), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => sink().write('x', 'nope'), { code: 'ERR_UNKNOWN_ENCODING' });
  });

  it('tells its error to all who wait', async () => {
    const stream = new Writable({
      write(chunk, encoding, callback) {
        setImmediate(callback, new Error('full'));
      },
    });
    const told = [];
    stream.write('a', (error) => told.push(error.message));
    stream.write('b', (error) => told.push(error.message));
    stream.end((error) => told.push(error.message));
    assert.strictEqual((await event(stream, 'error')).message, 'full');
    assert.deepStrictEqual(told, ['full', 'full', 'full']);
  });

  it('can not be piped', async () => {
    const stream = sink();
    stream.pipe(sink());
    assert.strictEqual((await event(stream, 'error')).code, 'ERR_STREAM_CANNOT_PIPE');
  });

  it('notices a second callback', async () => {
    const stream = new Writable({
      write(chunk, encoding, callback) {
        callback();
        callback();
      },
    });
    stream.write('x');
    assert.strictEqual((await event(stream, 'error')).code, 'ERR_MULTIPLE_CALLBACK');
  });

  it('waits for _construct and _final', async () => {
    const order = [];
    const stream = new Writable({
      construct(callback) {
        order.push('construct');
        setImmediate(callback);
      },
      write(chunk, encoding, callback) {
        order.push('write');
        callback();
      },
      final(callback) {
        order.push('final');
        setImmediate(callback);
      },
      destroy(error, callback) {
        order.push('destroy');
        callback(error);
      },
    });
    stream.end('x');
    await event(stream, 'close');
    assert.deepStrictEqual(order, ['construct', 'write', 'final', 'destroy']);
  });
});

describe('Transform and Duplex', () => {
  it('changes what passes', async () => {
    const upper = new Transform({
      transform(chunk, encoding, callback) {
        callback(null, String(chunk).toUpperCase());
      },
      flush(callback) {
        callback(null, '!');
      },
    });
    upper.end('abc');
    assert.strictEqual(Buffer.concat(await collect(upper)).toString(), 'ABC!');
  });

  it('may have objects on one side only', async () => {
    const measure = new Transform({
      readableObjectMode: true,
      transform(chunk, encoding, callback) {
        callback(null, { size: chunk.length });
      },
    });
    measure.end('abc');
    assert.deepStrictEqual(await collect(measure), [{ size: 3 }]);
  });

  it('ends both sides when half open is not allowed', async () => {
    const stream = new Duplex({
      allowHalfOpen: false,
      read() {
        this.push(null);
      },
      write(c, e, callback) {
        callback();
      },
    });
    stream.resume();
    await event(stream, 'close');
    assert.strictEqual(stream.writableFinished, true);
  });

  it('comes in pairs', async () => {
    const [one, other] = duplexPair();
    one.end('ping');
    assert.strictEqual(Buffer.concat(await collect(other)).toString(), 'ping');
  });

  it('is an instance of Writable', () => {
    assert.ok(new Duplex() instanceof Writable);
    assert.ok(new Duplex() instanceof Readable);
    assert.ok(!(new Readable() instanceof Writable));
  });
});

describe('pipes', () => {
  it('leads from one stream to the next and ends it', async () => {
    const target = sink();
    Readable.from([Buffer.from('a'), Buffer.from('b')])
      .pipe(new PassThrough())
      .pipe(target);
    await event(target, 'finish');
    assert.strictEqual(Buffer.concat(target.written).toString(), 'ab');
  });

  it('can be taken apart', async () => {
    const source = new Readable({ read() {} });
    const target = sink();
    source.pipe(target);
    source.push('a');
    await new Promise(setImmediate);
    source.unpipe(target);
    source.push('b');
    await new Promise(setImmediate);
    assert.strictEqual(Buffer.concat(target.written).toString(), 'a');
    assert.strictEqual(source.readableLength, 1);
  });

  it('destroys all streams of a pipeline when one fails', async () => {
    const source = new Readable({
      read() {
        this.push('x');
      },
    });
    const broken = new Transform({
      transform(chunk, encoding, callback) {
        callback(new Error('broken'));
      },
    });
    const target = sink();
    const error = await new Promise((resolve) => pipeline(source, broken, target, resolve));
    assert.strictEqual(error.message, 'broken');
    assert.deepStrictEqual([source.destroyed, broken.destroyed, target.destroyed], [true, true, true]);
  });

  it('takes generators and functions', async () => {
    const result = await promises.pipeline(
      ['a', 'b'],
      async function* (source) {
        for await (const chunk of source) yield chunk.toUpperCase();
      },
      async (source) => {
        let all = '';
        for await (const chunk of source) all += chunk;
        return all;
      },
    );
    assert.strictEqual(result, 'AB');
  });

  it('stops when a signal aborts', async () => {
    const controller = new AbortController();
    const source = new Readable({ read() {} });
    const running = promises.pipeline(source, sink(), { signal: controller.signal });
    controller.abort();
    await assert.rejects(running, { name: 'AbortError', code: 'ABORT_ERR' });
    assert.strictEqual(source.destroyed, true);
  });

  it('makes one stream of several', async () => {
    const composed = compose(
      new Transform({
        transform(chunk, encoding, callback) {
          callback(null, `<${chunk}`);
        },
      }),
      new Transform({
        transform(chunk, encoding, callback) {
          callback(null, `${chunk}>`);
        },
      }),
    );
    composed.end('x');
    assert.strictEqual(Buffer.concat(await collect(composed)).toString(), '<x>');
  });
});

describe('the end of a stream', () => {
  it('is told once by finished', async () => {
    await promises.finished(Readable.from(['a']).resume());
    const cut = new PassThrough();
    const waiting = promises.finished(cut);
    cut.destroy();
    await assert.rejects(waiting, { code: 'ERR_STREAM_PREMATURE_CLOSE' });
    assert.throws(() => finished({}, () => {}), { code: 'ERR_INVALID_ARG_TYPE' });
  });

  it('comes by a signal', async () => {
    const controller = new AbortController();
    const stream = addAbortSignal(controller.signal, new PassThrough());
    controller.abort('why');
    const error = await event(stream, 'error');
    assert.deepStrictEqual([error.name, error.cause], ['AbortError', 'why']);
  });

  it('keeps the order: destroy, error, close', async () => {
    const order = [];
    const stream = new Readable({
      read() {},
      destroy(error, callback) {
        order.push('destroy');
        callback(error);
      },
    });
    stream.on('error', () => order.push('error'));
    stream.destroy(new Error('x'));
    await event(stream, 'close');
    assert.deepStrictEqual(order, ['destroy', 'error']);
  });
});

describe('the standard streams', () => {
  it('are streams', () => {
    assert.ok(process.stdout instanceof Writable);
    assert.ok(process.stderr instanceof Writable);
    assert.strictEqual(process.stdout.writable, true);
    assert.strictEqual(process.stdout.writableLength, 0);
    assert.strictEqual(process.stdout.destroyed, false);
    assert.strictEqual(typeof process.stdout.end, 'function');
  });

  it('are not ended by a pipe', async () => {
    Readable.from([]).pipe(process.stderr);
    await new Promise(setImmediate);
    assert.strictEqual(process.stderr.writableEnded, false);
  });
});
