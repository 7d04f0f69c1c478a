'use strict';
const { describe, it } = require('node:test');
const assert = require('node:assert');
const { inspect } = require('node:util');

describe('AbortController', () => {
  it('aborts its signal once', () => {
    const controller = new AbortController();
    const { signal } = controller;
    const events = [];
    signal.addEventListener('abort', (event) => events.push(event));
    assert.strictEqual(controller.signal, signal);
    assert.strictEqual(signal.aborted, false);
    controller.abort();
    controller.abort('again');
    assert.strictEqual(signal.aborted, true);
    assert.strictEqual(events.length, 1);
    assert.deepStrictEqual(
      [events[0].type, events[0].isTrusted, events[0].target === signal],
      ['abort', true, true],
    );
  });

  it('gives a reason', () => {
    const controller = new AbortController();
    controller.abort();
    const { reason } = controller.signal;
    assert.ok(reason instanceof DOMException);
    assert.deepStrictEqual(
      [reason.name, reason.code, reason.message],
      ['AbortError', 20, 'This operation was aborted'],
    );
    const other = new AbortController();
    other.abort(null);
    assert.strictEqual(other.signal.reason, null);
    assert.throws(() => controller.signal.throwIfAborted(), reason);
  });

  it('prints its state', () => {
    const controller = new AbortController();
    assert.strictEqual(inspect(controller), 'AbortController { signal: AbortSignal { aborted: false } }');
    controller.abort();
    assert.strictEqual(inspect(controller.signal), 'AbortSignal { aborted: true }');
  });
});

describe('AbortSignal', () => {
  it('has no public constructor', () => {
    assert.throws(() => new AbortSignal(), { name: 'TypeError', code: 'ERR_ILLEGAL_CONSTRUCTOR' });
    assert.throws(() => AbortSignal.prototype.aborted, { code: 'ERR_INVALID_THIS' });
  });

  it('can be aborted from the beginning', () => {
    assert.strictEqual(AbortSignal.abort().aborted, true);
    assert.strictEqual(AbortSignal.abort('why').reason, 'why');
  });

  it('aborts after a time', async () => {
    const signal = AbortSignal.timeout(1);
    const alive = setTimeout(() => {}, 10000);
    await new Promise((resolve) => {
      signal.onabort = resolve;
    });
    clearTimeout(alive);
    assert.strictEqual(signal.reason.name, 'TimeoutError');
    assert.throws(() => AbortSignal.timeout(-1), { code: 'ERR_OUT_OF_RANGE' });
    assert.throws(() => AbortSignal.timeout('1'), { code: 'ERR_INVALID_ARG_TYPE' });
  });

  it('follows any of several signals', () => {
    const one = new AbortController();
    const two = new AbortController();
    const any = AbortSignal.any([one.signal, two.signal]);
    const nested = AbortSignal.any([any]);
    const calls = [];
    one.signal.onabort = () => calls.push('source', any.aborted);
    any.onabort = () => calls.push('any');
    nested.onabort = () => calls.push('nested');
    one.abort('first');
    two.abort('second');
    assert.deepStrictEqual(calls, ['source', true, 'any', 'nested']);
    assert.strictEqual(nested.reason, 'first');
    assert.strictEqual(AbortSignal.any([AbortSignal.abort(1), AbortSignal.abort(2)]).reason, 1);
    assert.strictEqual(AbortSignal.any([]).aborted, false);
    assert.throws(() => AbortSignal.any([5]), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => AbortSignal.any(5), { code: 'ERR_INVALID_ARG_TYPE' });
  });

  it('keeps a handler in its place', () => {
    const controller = new AbortController();
    const { signal } = controller;
    const calls = [];
    assert.strictEqual(signal.onabort, null);
    signal.onabort = () => calls.push('old');
    signal.addEventListener('abort', () => calls.push('listener'));
    signal.onabort = () => calls.push('new');
    controller.abort();
    assert.deepStrictEqual(calls, ['new', 'listener']);
  });

  it('stops timers of timers/promises', async () => {
    const { setTimeout: wait } = require('node:timers/promises');
    const controller = new AbortController();
    const waiting = wait(10000, undefined, { signal: controller.signal });
    controller.abort('stop');
    await assert.rejects(waiting, { name: 'AbortError', code: 'ABORT_ERR', cause: 'stop' });
  });
});
