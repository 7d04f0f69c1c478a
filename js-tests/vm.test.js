'use strict';
// node:vm: code in this realm, and in contexts with globals of their own.

const { test, describe } = require('node:test');
const assert = require('node:assert');
const vm = require('node:vm');

const isSlabjs = Boolean(process.versions.slabjs);

describe('contexts', () => {
  test('what a script declares lands on the object, and lives on', () => {
    const object = { a: 1 };
    assert.strictEqual(vm.createContext(object), object);
    assert.strictEqual(vm.createContext(object), object);
    vm.runInContext(
      'var b = a + 1; c = 3; let d = 4; globalThis.e = 5; this.f = 6; function g() { return b; }',
      object,
    );
    const { g, ...rest } = object;
    assert.deepStrictEqual(rest, { a: 1, b: 2, c: 3, e: 5, f: 6 });
    assert.strictEqual(g(), 2);
    assert.strictEqual(vm.runInContext('typeof d + d', object), 'number4');
    object.b = 10;
    assert.strictEqual(vm.runInContext('b + g()', object), 20);
    assert.ok(!('d' in object));
  });

  test('a function of the context writes to it later', () => {
    const object = vm.createContext({});
    const later = vm.runInContext('(function () { late = 5; })', object);
    later();
    assert.strictEqual(object.late, 5);
    assert.strictEqual(globalThis.late, undefined);
  });

  test('it has the globals of the language, not those of the host', () => {
    const types = vm.runInNewContext(
      '[typeof Array, typeof Map, typeof setTimeout, typeof Buffer, typeof URL, typeof require, typeof process]',
    );
    assert.deepStrictEqual(
      [...types],
      ['function', 'function', 'undefined', 'undefined', 'undefined', 'undefined', 'undefined'],
    );
  });

  test('its built-in classes are its own', () => {
    assert.strictEqual(vm.runInNewContext('outer === Array', { outer: Array }), false);
    assert.strictEqual(vm.runInNewContext('[]') instanceof Array, false);
    assert.ok(Array.isArray(vm.runInNewContext('[]')));
    assert.strictEqual(vm.runInNewContext('[] instanceof Array'), true);
    try {
      vm.runInNewContext('null.x');
      assert.fail();
    } catch (error) {
      assert.strictEqual(error.name, 'TypeError');
      assert.ok(!(error instanceof TypeError));
      assert.ok(require('node:util').types.isNativeError(error));
    }
  });

  test('properties: getters, deletion, keys, descriptors', () => {
    const object = vm.createContext({
      get z() {
        return 7;
      },
      h: 1,
    });
    assert.strictEqual(vm.runInContext('z', object), 7);
    assert.strictEqual(
      vm.runInContext('Object.keys(globalThis).join() + (globalThis === this)', object),
      'z,htrue',
    );
    assert.strictEqual(vm.runInContext('delete globalThis.h + typeof h', object), 'trueundefined');
    assert.ok(!('h' in object));
    vm.runInContext('var v = 1', object);
    assert.deepStrictEqual(Object.getOwnPropertyDescriptor(object, 'v'), {
      value: 1,
      writable: true,
      enumerable: true,
      configurable: true,
    });
    assert.strictEqual(vm.runInContext('delete globalThis.v', object), false);
    assert.strictEqual(
      vm.runInContext(
        'Object.defineProperty(globalThis, "k", { value: 1, configurable: true }); k = 2; k',
        object,
      ),
      1,
    );
    assert.strictEqual(vm.runInContext('undefined = 5; typeof undefined', object), 'undefined');
  });

  test('globals of the language can be covered', () => {
    assert.strictEqual(vm.runInNewContext('Array', { Array: 5 }), 5);
    assert.strictEqual(vm.runInNewContext('const Array = 6; Array'), 6);
    assert.strictEqual(
      vm.runInNewContext('inherited + typeof hasOwnProperty', Object.create({ inherited: 1 })),
      '1function',
    );
  });

  test('a frozen object keeps its own, and new names stay inside', () => {
    const object = vm.createContext(Object.freeze({ a: 1 }));
    vm.runInContext('a = 2; b = 3', object);
    assert.deepStrictEqual(object, { a: 1 });
    assert.strictEqual(vm.runInContext('typeof b + a', object), 'number1');
  });

  test('strict code can not make a global by assigning', () => {
    assert.throws(() => vm.runInNewContext('"use strict"; undeclared = 1', {}), { name: 'ReferenceError' });
  });

  test('eval and Function stay inside', () => {
    const object = vm.createContext({});
    assert.strictEqual(
      vm.runInContext('eval("var ev = 1"); Function("return typeof ev")()', object),
      'number',
    );
    assert.strictEqual(object.ev, 1);
  });

  test('without an object', () => {
    const global = vm.createContext(vm.constants.DONT_CONTEXTIFY);
    assert.ok(vm.isContext(global));
    assert.strictEqual(vm.runInContext('globalThis', global), global);
    assert.strictEqual(typeof global.Array, 'function');
  });

  test('promises of a context settle', async () => {
    assert.strictEqual(await vm.runInNewContext('(async () => { await null; return 5; })()'), 5);
  });

  test('arguments are checked', () => {
    assert.throws(() => vm.runInContext('1', {}), {
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "contextifiedObject" argument must be an vm.Context. Received an instance of Object',
    });
    for (const call of [() => vm.createContext(5), () => vm.isContext(5), () => vm.runInContext('1')]) {
      assert.throws(call, { code: 'ERR_INVALID_ARG_TYPE' });
    }
    assert.strictEqual(vm.isContext({}), false);
  });
});

describe('Script', () => {
  test('runs again and again, anywhere', () => {
    const script = new vm.Script('n++; n');
    const object = vm.createContext({ n: 1 });
    assert.deepStrictEqual(
      [script.runInContext(object), script.runInContext(object), script.runInNewContext({ n: 10 })],
      [2, 3, 11],
    );
    globalThis.n = 5;
    assert.strictEqual(script.runInThisContext(), 6);
    delete globalThis.n;
  });

  test('does not parse', () => {
    assert.throws(
      () => new vm.Script('x y', { filename: 'foo.js' }),
      (error) => {
        assert.ok(error instanceof SyntaxError);
        assert.strictEqual(error.message, "Unexpected identifier 'y'");
        assert.strictEqual(error.stack.split('\n')[0], 'foo.js:1');
        return true;
      },
    );
    assert.throws(
      () => new vm.Script('\n\nfoo bar', { filename: 'x.js', lineOffset: 10 }),
      (error) => error.stack.startsWith('x.js:13\n'),
    );
    assert.throws(() => vm.Script('1'), { name: 'TypeError' });
  });

  test('places in errors', () => {
    try {
      vm.runInThisContext('throw new Error("q")', { filename: 'place.js', lineOffset: 4 });
      assert.fail();
    } catch (error) {
      assert.match(error.stack, /at place\.js:5:7/);
    }
    assert.throws(
      () => vm.runInThisContext('nothingOfThisName'),
      (error) => {
        assert.match(error.stack, /evalmachine\.<anonymous>/);
        return true;
      },
    );
  });

  test('options are checked', () => {
    assert.throws(() => vm.runInThisContext('1', 5), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => new vm.Script('1', { lineOffset: 'x' }), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => vm.runInThisContext('1', { timeout: -1 }), { code: 'ERR_OUT_OF_RANGE' });
    assert.strictEqual(vm.runInThisContext(5), 5);
  });

  test('a time limit is refused', { skip: isSlabjs ? false : 'Node has it' }, () => {
    assert.throws(() => vm.runInThisContext('1', { timeout: 5 }), {
      code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
    });
  });
});

describe('compileFunction', () => {
  test('a function of these parameters', () => {
    const add = vm.compileFunction('return a + b', ['a', 'b']);
    assert.strictEqual(add(1, 2), 3);
    assert.strictEqual(add.toString(), 'function (a, b) {\nreturn a + b\n}');
  });

  test('what it sees', () => {
    assert.strictEqual(vm.compileFunction('return x', [], { contextExtensions: [{ x: 5 }] })(), 5);
    const parsingContext = vm.createContext({ y: 1 });
    assert.strictEqual(
      vm.compileFunction('return typeof setTimeout + y', [], { parsingContext })(),
      'undefined1',
    );
  });

  test('a body can not close the function', () => {
    assert.throws(() => vm.compileFunction('}{'), { name: 'SyntaxError' });
    if (isSlabjs) assert.throws(() => vm.compileFunction('', ['a){}, (']), { name: 'SyntaxError' });
    assert.throws(() => vm.compileFunction(5), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => vm.compileFunction('', 5), { code: 'ERR_INVALID_ARG_TYPE' });
  });
});
