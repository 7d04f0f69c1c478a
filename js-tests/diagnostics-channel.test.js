'use strict';
// node:diagnostics_channel, and node:child_process where nothing may be started.

const { test, describe } = require('node:test');
const assert = require('node:assert');
const dc = require('node:diagnostics_channel');

describe('channels', () => {
  test('a channel is one, by its name', () => {
    const channel = dc.channel('one');
    assert.strictEqual(dc.channel('one'), channel);
    assert.strictEqual(channel.hasSubscribers, false);
    assert.ok(channel instanceof dc.Channel);
    assert.strictEqual(dc.channel(Symbol.for('two')).name, Symbol.for('two'));
    assert.throws(() => dc.channel(5), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => dc.subscribe('one', 5), { code: 'ERR_INVALID_ARG_TYPE' });
  });

  test('what is published is heard until one stops to listen', () => {
    const heard = [];
    const listen = (message, name) => heard.push([message, name]);
    dc.subscribe('news', listen);
    assert.strictEqual(dc.hasSubscribers('news'), true);
    assert.ok(dc.channel('news') instanceof dc.Channel);
    dc.channel('news').publish(1);
    assert.strictEqual(dc.unsubscribe('news', listen), true);
    assert.strictEqual(dc.unsubscribe('news', listen), false);
    dc.channel('news').publish(2);
    assert.deepStrictEqual(heard, [[1, 'news']]);
    assert.strictEqual(dc.hasSubscribers('news'), false);
  });

  test('the stages of an operation', async () => {
    const tracing = dc.tracingChannel('work');
    assert.strictEqual(tracing.start.name, 'tracing:work:start');
    const log = [];
    const handlers = {};
    for (const event of ['start', 'end', 'asyncStart', 'asyncEnd', 'error']) handlers[event] = () => log.push(event);
    tracing.subscribe(handlers);
    const add = function (a) {
      return this.v + a;
    };
    assert.strictEqual(tracing.traceSync(add, {}, { v: 2 }, 3), 5);
    assert.throws(
      () =>
        tracing.traceSync(() => {
          throw new Error('bad');
        }),
      /bad/,
    );
    assert.strictEqual(await tracing.tracePromise(async () => 7), 7);
    const result = await new Promise((resolve) => {
      tracing.traceCallback((a, done) => setImmediate(done, null, a), -1, {}, null, 9, (_, value) => resolve(value));
    });
    assert.strictEqual(result, 9);
    assert.throws(() => tracing.traceCallback(() => {}, -1, {}, null, 5), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.strictEqual(tracing.unsubscribe(handlers), true);
    assert.deepStrictEqual(log, [
      ...['start', 'end', 'start', 'error', 'end'],
      ...['start', 'end', 'asyncStart', 'asyncEnd'],
      ...['start', 'end', 'asyncStart', 'asyncEnd'],
    ]);
    assert.throws(() => dc.tracingChannel(5), { code: 'ERR_INVALID_ARG_TYPE' });
  });
});

test('no process is started', { skip: process.versions.slabjs ? false : 'Node starts them' }, () => {
  const children = require('node:child_process');
  for (const name of ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync']) {
    assert.throws(() => children[name]('ls'), { code: 'ERR_ACCESS_DENIED', permission: 'ChildProcess' });
  }
  assert.throws(() => children.spawn(5), { code: 'ERR_INVALID_ARG_TYPE' });
});
