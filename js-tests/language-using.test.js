'use strict';
// `using` and `await using` (ECMAScript's explicit resource management).
const { test } = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const log = [];
const resource = (name) => ({
  name,
  [Symbol.dispose]() {
    log.push(name);
  },
});
const later = (name) => ({
  name,
  async [Symbol.asyncDispose]() {
    await null;
    log.push(name);
  },
});
const taken = () => log.splice(0);

test('blocks, functions and loops dispose in reverse order', () => {
  {
    using a = resource('a'),
      b = resource('b');
    log.push(a.name + b.name);
    using c = null;
    assert.strictEqual(c, null);
  }
  assert.deepStrictEqual(taken(), ['ab', 'b', 'a']);
  const early = () => {
    using a = resource('f');
    if (a) return log.push('body');
    log.push('never');
  };
  early();
  assert.deepStrictEqual(taken(), ['body', 'f']);
  for (using one of [resource(1), resource(2), resource(3)]) {
    if (one.name === 2) continue;
    log.push('in' + one.name);
  }
  assert.deepStrictEqual(taken(), ['in1', 1, 2, 'in3', 3]);
  for (using one = { n: 0, ...resource('for') }; one.n < 2; one.n++) log.push(one.n);
  assert.deepStrictEqual(taken(), [0, 1, 'for']);
});

test('generators, static blocks, switches and arrow functions', () => {
  const steps = function* () {
    using a = resource('g');
    yield a.name;
    yield 2;
  };
  for (const step of steps()) {
    log.push('step ' + step);
    break;
  }
  assert.deepStrictEqual(taken(), ['step g', 'g']);
  class A {
    static {
      using a = resource('static');
      this.made = a.name;
    }
  }
  switch (A.made) {
    case 'static': {
      using a = resource('case');
      log.push(a.name + '!');
      break;
    }
    default:
      log.push('no');
  }
  assert.deepStrictEqual(taken(), ['static', 'case!', 'case']);
  const outer = () => {
    using a = resource('outer');
    return (() => {
      using b = resource('inner');
      return a.name + b.name;
    })();
  };
  assert.strictEqual(outer(), 'outerinner');
  assert.deepStrictEqual(taken(), ['inner', 'outer']);
});

test('jumps out of blocks that dispose', () => {
  const run = () => {
    for (const i of [1, 2]) {
      using a = resource('u' + i);
      try {
        if (i === 1) continue;
        return a.name;
      } finally {
        log.push('f' + i);
      }
    }
  };
  assert.strictEqual(run(), 'u2');
  assert.deepStrictEqual(taken(), ['f1', 'u1', 'f2', 'u2']);
});

test('errors suppress each other', () => {
  const bad = (name) => ({
    [Symbol.dispose]() {
      throw new Error(name);
    },
  });
  const run = () => {
    using a = bad('a'),
      b = bad('b');
    throw new Error([typeof a, typeof b].join());
  };
  assert.throws(run, (error) => {
    assert.ok(error instanceof SuppressedError);
    assert.strictEqual(error.error.message, 'a');
    assert.strictEqual(error.suppressed.error.message, 'b');
    assert.strictEqual(error.suppressed.suppressed.message, 'object,object');
    return true;
  });
  assert.throws(() => {
    using a = {};
    return a;
  }, TypeError);
  assert.throws(() => {
    using a = 1;
    return a;
  }, TypeError);
});

test('await using waits', async () => {
  {
    await using a = later('a'),
      b = resource('b');
    log.push(a.name + b.name);
  }
  log.push('after');
  assert.deepStrictEqual(taken(), ['ab', 'b', 'a', 'after']);
  for (await using one of [later(1), later(2)]) log.push('in' + one.name);
  assert.deepStrictEqual(taken(), ['in1', 1, 'in2', 2]);
  const ticks = (async () => {
    {
      await using a = null;
      log.push(a);
    }
    log.push('ended');
  })();
  Promise.resolve().then(() => log.push('tick'));
  await ticks;
  assert.deepStrictEqual(taken(), [null, 'ended', 'tick']);
});

test('at the top of a module', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'using-'));
  const file = path.join(folder, 'top.mjs');
  globalThis.usingLog = [];
  fs.writeFileSync(
    file,
    `
const note = (name) => ({ name, async [Symbol.asyncDispose]() { await null; usingLog.push(name) }, [Symbol.dispose]() { usingLog.push(name) } });
await using a = note('a');
using b = note('b');
export const both = a.name + b.name;
export function later() { return a.name }
export default class Named { static of = both }
let { x, y = 2 } = { x: 1 };
if (x) usingLog.push('body', x + y);
export { x as renamed }`,
  );
  try {
    const top = await import(file);
    assert.deepStrictEqual(globalThis.usingLog, ['body', 3, 'b', 'a']);
    assert.deepStrictEqual([top.both, top.later(), top.default.of, top.renamed], ['ab', 'a', 'ab', 1]);
  } finally {
    delete globalThis.usingLog;
    fs.rmSync(folder, { recursive: true });
  }
});

test('the stacks', async () => {
  const stack = new DisposableStack();
  assert.strictEqual(stack.use(null), null);
  stack.use(resource('used'));
  stack.adopt(5, (value) => log.push(value));
  stack.defer(() => log.push('deferred'));
  const moved = stack.move();
  assert.deepStrictEqual([stack.disposed, moved.disposed], [true, false]);
  assert.throws(() => stack.use(null), ReferenceError);
  {
    using all = moved;
    assert.ok(all);
  }
  assert.deepStrictEqual(taken(), ['deferred', 5, 'used']);
  const waiting = new AsyncDisposableStack();
  waiting.use(later('later'));
  waiting.defer(async () => log.push('first'));
  await waiting.disposeAsync();
  assert.deepStrictEqual(taken(), ['first', 'later']);
  assert.strictEqual(String(waiting), '[object AsyncDisposableStack]');
  const suppressed = new SuppressedError(1, 2, 'm');
  assert.deepStrictEqual([suppressed.error, suppressed.suppressed, suppressed.message], [1, 2, 'm']);
  assert.deepStrictEqual([SuppressedError.length, Object.keys(suppressed)], [3, []]);
});
