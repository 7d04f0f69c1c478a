'use strict';
const { describe, it } = require('node:test');
const assert = require('node:assert');
const { inspect } = require('node:util');
const events = require('node:events');

describe('Event', () => {
  it('says what it was made with', () => {
    const event = new Event('open', { bubbles: true, cancelable: true });
    assert.strictEqual(event.type, 'open');
    assert.deepStrictEqual([event.bubbles, event.cancelable, event.composed], [true, true, false]);
    assert.deepStrictEqual([event.target, event.currentTarget, event.eventPhase], [null, null, Event.NONE]);
    assert.strictEqual(event.isTrusted, false);
    assert.strictEqual(typeof event.timeStamp, 'number');
  });

  it('can be prevented if it is cancelable', () => {
    const firm = new Event('x');
    firm.preventDefault();
    assert.strictEqual(firm.defaultPrevented, false);
    const soft = new Event('x', { cancelable: true });
    soft.preventDefault();
    assert.deepStrictEqual([soft.defaultPrevented, soft.returnValue], [true, false]);
  });

  it('needs a type and an object of options', () => {
    assert.throws(() => new Event(), {
      code: 'ERR_MISSING_ARGS',
      message: 'The "type" argument must be specified',
    });
    assert.throws(() => new Event('x', 5), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => Event.prototype.type, { code: 'ERR_INVALID_THIS' });
  });

  it('prints its main fields', () => {
    assert.match(
      inspect(new Event('x')),
      /^Event \{\n {2}type: 'x',\n {2}defaultPrevented: false,\n {2}cancelable: false,\n {2}timeStamp: /,
    );
    assert.strictEqual(inspect(new Event('x'), { depth: -1 }), 'Event');
  });

  it('carries a detail as a CustomEvent', () => {
    assert.strictEqual(new CustomEvent('x', { detail: 5 }).detail, 5);
    assert.strictEqual(new CustomEvent('x').detail, null);
    assert.ok(new CustomEvent('x') instanceof Event);
  });
});

describe('EventTarget', () => {
  it('calls listeners in order with the event', () => {
    const target = new EventTarget();
    const calls = [];
    target.addEventListener('x', function (event) {
      calls.push('function', this === target, event.target === target, event.eventPhase);
    });
    target.addEventListener('x', {
      handleEvent(event) {
        calls.push('object', event.type);
      },
    });
    assert.strictEqual(target.dispatchEvent(new Event('x')), true);
    assert.deepStrictEqual(calls, ['function', true, true, Event.AT_TARGET, 'object', 'x']);
  });

  it('adds a listener once for each phase', () => {
    const target = new EventTarget();
    let calls = 0;
    const listener = () => {
      calls++;
    };
    target.addEventListener('x', listener);
    target.addEventListener('x', listener);
    target.addEventListener('x', listener, { capture: true });
    target.dispatchEvent(new Event('x'));
    assert.strictEqual(calls, 2);
    target.removeEventListener('x', listener);
    target.dispatchEvent(new Event('x'));
    assert.strictEqual(calls, 3);
  });

  it('forgets a listener after its first call with once', () => {
    const target = new EventTarget();
    let calls = 0;
    target.addEventListener(
      'x',
      () => {
        calls++;
      },
      { once: true },
    );
    target.dispatchEvent(new Event('x'));
    target.dispatchEvent(new Event('x'));
    assert.strictEqual(calls, 1);
  });

  it('does not call what was removed meanwhile, and stops when told', () => {
    const target = new EventTarget();
    const calls = [];
    const second = () => calls.push('second');
    target.addEventListener('x', () => {
      calls.push('first');
      target.removeEventListener('x', second);
    });
    target.addEventListener('x', second);
    target.addEventListener('x', (event) => {
      calls.push('third');
      event.stopImmediatePropagation();
    });
    target.addEventListener('x', () => calls.push('fourth'));
    target.dispatchEvent(new Event('x'));
    assert.deepStrictEqual(calls, ['first', 'third']);
  });

  it('tells whether the default was prevented', () => {
    const target = new EventTarget();
    target.addEventListener('x', (event) => event.preventDefault());
    assert.strictEqual(target.dispatchEvent(new Event('x', { cancelable: true })), false);
    const passive = new EventTarget();
    passive.addEventListener('x', (event) => event.preventDefault(), { passive: true });
    assert.strictEqual(passive.dispatchEvent(new Event('x', { cancelable: true })), true);
  });

  it('removes a listener when a signal aborts', () => {
    const target = new EventTarget();
    const controller = new AbortController();
    let calls = 0;
    target.addEventListener(
      'x',
      () => {
        calls++;
      },
      { signal: controller.signal },
    );
    target.dispatchEvent(new Event('x'));
    controller.abort();
    target.dispatchEvent(new Event('x'));
    assert.strictEqual(calls, 1);
    target.addEventListener(
      'x',
      () => {
        calls++;
      },
      { signal: controller.signal },
    );
    target.dispatchEvent(new Event('x'));
    assert.strictEqual(calls, 1);
  });

  it('refuses what is no event, no listener, no target', () => {
    const target = new EventTarget();
    assert.throws(() => target.dispatchEvent({}), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => target.addEventListener('x'), { code: 'ERR_MISSING_ARGS' });
    assert.throws(() => target.addEventListener('x', 5), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => EventTarget.prototype.addEventListener.call({}, 'x', () => {}), {
      code: 'ERR_INVALID_THIS',
    });
    const event = new Event('x');
    target.addEventListener('x', () => {
      assert.throws(() => target.dispatchEvent(event), { code: 'ERR_EVENT_RECURSION' });
    });
    target.dispatchEvent(event);
  });

  it('can be extended', () => {
    class Door extends EventTarget {}
    const door = new Door();
    assert.strictEqual(inspect(door), 'Door {}');
    assert.strictEqual(Object.prototype.toString.call(door), '[object EventTarget]');
  });
});

describe('events and EventTarget', () => {
  it('knows listeners and limits of a target', () => {
    const target = new EventTarget();
    const listener = () => {};
    target.addEventListener('x', listener);
    assert.deepStrictEqual(events.getEventListeners(target, 'x'), [listener]);
    assert.strictEqual(events.listenerCount(target, 'x'), 1);
    assert.strictEqual(events.getMaxListeners(target), 10);
    events.setMaxListeners(3, target);
    assert.strictEqual(events.getMaxListeners(target), 3);
    assert.strictEqual(events.getMaxListeners(new AbortController().signal), 0);
  });

  it('waits for an event of a target', async () => {
    const target = new EventTarget();
    const promise = events.once(target, 'x');
    const event = new Event('x');
    target.dispatchEvent(event);
    assert.strictEqual((await promise)[0], event);
  });

  it('stops waiting when a signal aborts', async () => {
    const emitter = new events.EventEmitter();
    const controller = new AbortController();
    const promise = events.once(emitter, 'x', { signal: controller.signal });
    controller.abort('enough');
    await assert.rejects(promise, { name: 'AbortError', code: 'ABORT_ERR', cause: 'enough' });
    assert.strictEqual(emitter.listenerCount('x'), 0);
    await assert.rejects(events.once(emitter, 'x', { signal: controller.signal }), { name: 'AbortError' });
  });

  it('ends an iteration over events when a signal aborts', async () => {
    const emitter = new events.EventEmitter();
    const controller = new AbortController();
    const seen = [];
    process.nextTick(() => {
      emitter.emit('x', 1);
      emitter.emit('x', 2);
      controller.abort();
    });
    await assert.rejects(
      async () => {
        for await (const [value] of events.on(emitter, 'x', { signal: controller.signal })) seen.push(value);
      },
      { name: 'AbortError' },
    );
    assert.deepStrictEqual(seen, [1, 2]);
  });

  it('hears an abort even where the event is stopped', () => {
    const controller = new AbortController();
    const calls = [];
    controller.signal.addEventListener('abort', (event) => {
      calls.push('first');
      event.stopImmediatePropagation();
    });
    events.addAbortListener(controller.signal, () => calls.push('abort listener'));
    controller.signal.addEventListener('abort', () => calls.push('never'));
    controller.abort();
    assert.deepStrictEqual(calls, ['first', 'abort listener']);
  });
});
