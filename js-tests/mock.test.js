'use strict';
// The mocks of node:test: functions, methods, properties, timers; plans and hooks of a context.

const { test, describe, it, mock, beforeEach } = require('node:test');
const assert = require('node:assert');

describe('mock.fn', () => {
  test('remembers every call', () => {
    const add = mock.fn((a, b) => a + b);
    const receiver = {};
    assert.strictEqual(add(3, 4), 7);
    assert.strictEqual(add.call(receiver, 1, 2), 3);
    assert.strictEqual(add.mock.callCount(), 2);
    const [first, second] = add.mock.calls;
    assert.deepStrictEqual(first.arguments, [3, 4]);
    assert.strictEqual(first.result, 7);
    assert.strictEqual(first.error, undefined);
    assert.strictEqual(second.this, receiver);
    assert.ok(first.stack instanceof Error);
  });

  test('remembers what was thrown and what was constructed', () => {
    const fails = mock.fn(() => {
      throw new RangeError('no');
    });
    assert.throws(fails, RangeError);
    assert.strictEqual(fails.mock.calls[0].error.message, 'no');
    class Point {
      constructor(x) {
        this.x = x;
      }
    }
    const Mocked = mock.fn(Point);
    const point = new Mocked(5);
    assert.ok(point instanceof Point);
    assert.strictEqual(point.x, 5);
    assert.strictEqual(Mocked.mock.calls[0].result, point);
  });

  test('other implementations, once or from now on, or a number of times', () => {
    const fn = mock.fn(() => 'a');
    fn.mock.mockImplementationOnce(() => 'once');
    fn.mock.mockImplementationOnce(() => 'third', 2);
    assert.deepStrictEqual([fn(), fn(), fn(), fn()], ['once', 'a', 'third', 'a']);
    fn.mock.mockImplementation(() => 'b');
    assert.strictEqual(fn(), 'b');
    fn.mock.resetCalls();
    assert.strictEqual(fn.mock.callCount(), 0);
    fn.mock.restore();
    assert.strictEqual(fn(), 'a');
    const twice = mock.fn(
      () => 'original',
      () => 'mocked',
      { times: 2 },
    );
    assert.deepStrictEqual([twice(), twice(), twice()], ['mocked', 'mocked', 'original']);
  });

  test('arguments are checked', () => {
    assert.throws(() => mock.fn(5), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(
      () =>
        mock.fn(
          () => {},
          () => {},
          { times: 0 },
        ),
      { code: 'ERR_OUT_OF_RANGE' },
    );
    assert.throws(() => mock.method({}, 'missing'), { code: 'ERR_INVALID_ARG_VALUE' });
  });
});

describe('methods and properties', () => {
  test('a method is put back', (t) => {
    const object = {
      base: 10,
      add(x) {
        return this.base + x;
      },
    };
    const mocked = t.mock.method(object, 'add', function (x) {
      return this.base - x;
    });
    assert.strictEqual(object.add(1), 9);
    assert.strictEqual(mocked.mock.callCount(), 1);
    mocked.mock.restore();
    assert.strictEqual(object.add(1), 11);
  });

  test('getters, setters, and methods of a prototype', (t) => {
    class Thing {
      get size() {
        return 1;
      }
      set limit(value) {
        this.set = value;
      }
      name() {
        return 'thing';
      }
    }
    const thing = new Thing();
    t.mock.getter(Thing.prototype, 'size', () => 2);
    t.mock.setter(Thing.prototype, 'limit', function (value) {
      this.set = value * 2;
    });
    t.mock.method(thing, 'name', () => 'mocked');
    thing.limit = 5;
    assert.deepStrictEqual([thing.size, thing.set, thing.name()], [2, 10, 'mocked']);
    t.mock.restoreAll();
    assert.deepStrictEqual([thing.size, thing.name()], [1, 'thing']);
  });

  test('a property counts how it is read and set', (t) => {
    const object = { value: 1 };
    const mocked = t.mock.property(object, 'value', 2);
    assert.strictEqual(object.value, 2);
    object.value = 3;
    assert.strictEqual(object.value, 3);
    assert.strictEqual(mocked.mock.accessCount(), 3);
    assert.deepStrictEqual(
      mocked.mock.accesses.map(({ type, value }) => [type, value]),
      [
        ['get', 2],
        ['set', 3],
        ['get', 3],
      ],
    );
    mocked.mock.restore();
    assert.strictEqual(object.value, 1);
  });

  test('what a test mocks is put back when it ends', async (t) => {
    const object = { say: () => 'original' };
    await t.test('inner', (inner) => {
      inner.mock.method(object, 'say', () => 'mocked');
      assert.strictEqual(object.say(), 'mocked');
    });
    assert.strictEqual(object.say(), 'original');
  });
});

describe('mock.timers', () => {
  test('nothing runs until the clock is moved', (t) => {
    const log = [];
    t.mock.timers.enable();
    setTimeout((...args) => log.push('timeout', ...args), 100, 1, 2);
    setInterval(() => log.push('interval'), 30);
    setImmediate(() => log.push('immediate'));
    clearTimeout(setTimeout(() => log.push('never'), 10));
    assert.strictEqual(log.join(), '');
    t.mock.timers.tick(29);
    assert.strictEqual(log.join(), 'immediate');
    t.mock.timers.tick(1);
    assert.strictEqual(log.join(), 'immediate,interval');
    t.mock.timers.tick(70);
    assert.strictEqual(log.join(), 'immediate,interval,interval,interval,timeout,1,2');
    assert.strictEqual(Date.now(), 100);
  });

  test('timers set by timers', (t) => {
    const log = [];
    t.mock.timers.enable({ apis: ['setTimeout'] });
    setTimeout(() => {
      log.push('a');
      setTimeout(() => log.push('b'), 5);
    }, 10);
    t.mock.timers.tick(20);
    assert.strictEqual(log.join(), 'a');
    t.mock.timers.tick(5);
    assert.strictEqual(log.join(), 'a,b');
  });

  test('the clock', (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: new Date(50) });
    assert.strictEqual(Date.now(), 50);
    assert.strictEqual(new Date().getTime(), 50);
    assert.strictEqual(new Date(5).getTime(), 5);
    assert.strictEqual(typeof Date(), 'string');
    assert.ok(new Date() instanceof Date);
    t.mock.timers.setTime(1000);
    assert.strictEqual(Date.now(), 1000);
    t.mock.timers.reset();
    assert.ok(Date.now() > 1e12);
  });

  test('runAll, and promises', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1000 });
    const log = [];
    setTimeout(() => log.push('late'), 2000);
    setTimeout(() => log.push('early'), 1000);
    const promise = require('node:timers/promises').setTimeout(3000, 'value');
    t.mock.timers.runAll();
    assert.deepStrictEqual(log, ['early', 'late']);
    assert.strictEqual(Date.now(), 4000);
    assert.strictEqual(await promise, 'value');
  });

  test('wrong uses', () => {
    assert.throws(() => mock.timers.tick(1), { code: 'ERR_INVALID_STATE' });
    assert.throws(() => mock.timers.enable({ apis: ['nothing'] }), { code: 'ERR_INVALID_ARG_VALUE' });
    mock.timers.reset();
    mock.timers.enable({ apis: ['Date'] });
    assert.throws(() => mock.timers.enable(), { code: 'ERR_INVALID_STATE' });
    assert.throws(() => mock.timers.tick(-1), { code: 'ERR_INVALID_ARG_VALUE' });
    mock.timers.reset();
  });
});

describe('the context of a test', () => {
  let before = 0;
  beforeEach(() => {
    before++;
  });

  it('has a name', (t) => {
    assert.strictEqual(t.name, 'has a name');
    assert.strictEqual(t.fullName, 'the context of a test > has a name');
    assert.strictEqual(before, 1);
  });

  it('counts assertions', (t) => {
    t.plan(3);
    t.assert.strictEqual(1, 1);
    t.assert.ok(true);
    return t.test('and subtests', () => {});
  });

  it('waits for planned assertions', (t) => {
    t.plan(1, { wait: true });
    setTimeout(() => t.assert.ok(true), 5);
  });

  it('waits for a condition', async (t) => {
    let tries = 0;
    const value = await t.waitFor(
      () => {
        if (++tries < 3) throw new Error('not yet');
        return tries;
      },
      { interval: 1 },
    );
    assert.strictEqual(value, 3);
    await assert.rejects(
      t.waitFor(
        () => {
          throw new Error('never');
        },
        { interval: 1, timeout: 5 },
      ),
      { message: 'waitFor() timed out' },
    );
  });
});
