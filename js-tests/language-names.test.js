// `using`, `async` and `of` as names; sloppy code, where they are ordinary.
const { test } = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

test('functions, their names and their source', () => {
  function using(a) {
    return a;
  }
  function async(a, b) {
    return a + b;
  }
  function of(a) {
    return a;
  }
  assert.deepStrictEqual([using(1), async(2, 3), of(4)], [1, 5, 4]);
  assert.deepStrictEqual([using.name, async.name, of.name], ['using', 'async', 'of']);
  assert.strictEqual(String(using), 'function using(a) {\n    return a;\n  }');
  assert.strictEqual(
    (function using() {
      return using.name;
    })(),
    'using',
  );
});

test('variables, parameters, patterns', () => {
  let using = 1,
    async = 2,
    of = 3;
  using += 1;
  async = async / 2;
  of++;
  assert.deepStrictEqual({ using, async, of }, { using: 2, async: 1, of: 4 });
  ({ using, async, of } = { using: 5, async: 6, of: 7 });
  assert.deepStrictEqual([using, async, of], [5, 6, 7]);
  const add = (using, async, of) => using + async + of;
  assert.strictEqual(add(using, async, of), 18);
  assert.strictEqual(((async) => async + 1)(1) + ((of) => of + 1)(1) + ((using) => using + 1)(1), 6);
  const { using: { length: using2 } = 'ab', async: async2 = 3 } = {};
  assert.deepStrictEqual([using2, async2], [2, 3]);
});

test('members, labels, heads of loops', () => {
  class A {
    async;
    of;
    using = 1;
    static async() {
      return 2;
    }
  }
  assert.deepStrictEqual(Object.keys(new A()), ['async', 'of', 'using']);
  assert.strictEqual(A.async(), 2);
  const seen = [];
  using: for (const using of [1, 2]) {
    of: for (const of of [3]) {
      async: for (;;) {
        seen.push(using + of);
        break async;
      }
      continue using;
    }
  }
  assert.deepStrictEqual(seen, [4, 5]);
});

test('names given to what has none', () => {
  const using = class {};
  let async = () => {};
  const { of = function () {} } = {};
  assert.deepStrictEqual([using.name, async.name, of.name], ['using', 'async', 'of']);
  class Inner {
    static {
      this.own = class using {};
    }
  }
  assert.strictEqual(Inner.own.name, 'using');
});

test('eval and Function see them', () => {
  var async = (a) => a + 1;
  var using = 4;
  assert.strictEqual(eval('async(using)'), 5);
  assert.strictEqual(Function('using', 'async', 'return using + async')(1, 2), 3);
  globalThis.using = 'global';
  try {
    assert.strictEqual(Function('return typeof using + using')(), 'stringglobal');
  } finally {
    delete globalThis.using;
  }
});

const modules = {
  'of.mjs': 'export const of = 1; export function async() { return 2 }; const using = 3; export { using }',
  'default.mjs': 'export default async (a) => a',
  'call.mjs': 'const async = (a) => a * 2; export default async(21)',
  'import.mjs': `import { of, async, using } from './of.mjs';
import of2, { of as again } from './both.mjs';
import async2 from './default.mjs';
import * as all from './of.mjs';
export const sum = of + async() + using + of2 + again + (await async2(4)) + all.using;
export { sum as of }`,
  'both.mjs': 'export default 10; export { of } from "./of.mjs"',
  'end.mjs': 'const a = 1; export { a } // the end',
};

test('imports and exports', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'names-'));
  try {
    for (const [name, source] of Object.entries(modules)) fs.writeFileSync(path.join(folder, name), source);
    const load = (name) => import(path.join(folder, name));
    const loaded = await load('import.mjs');
    assert.strictEqual(loaded.sum, 1 + 2 + 3 + 10 + 1 + 4 + 3);
    assert.strictEqual(loaded.of, loaded.sum);
    assert.strictEqual((await load('call.mjs')).default, 42);
    assert.strictEqual((await load('default.mjs')).default.name, 'default');
    assert.strictEqual((await load('end.mjs')).a, 1);
    assert.deepStrictEqual(Object.keys(await load('of.mjs')), ['async', 'of', 'using']);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
