// Values that depend on how the source is read: lengths of arrays, parameters, `eval`.
const { test } = require('node:test');
const assert = require('node:assert');

// Each is run often enough for the engine to remember how it went.
const warm = (run) => {
  for (let i = 0; i < 6; i++) run();
};

test('assignments to the length of an array truncate it', () => {
  const list = [];
  const forms = [
    () => {
      list.length = 0;
    },
    () => {
      list.length -= list.length;
    },
    () => {
      list.length &&= 0;
    },
    () => {
      while (list.length) list.length--;
    },
    () => {
      while (list.length) --list.length;
    },
    () => {
      [list.length] = [0];
    },
    () => {
      ({ a: list.length } = { a: 0 });
    },
    () => {
      (({ ...list.length } = {}), (list.length = 0));
    },
    () => {
      for (list.length of [0]);
    },
    () => {
      for (list.length in { 0: 1 });
    },
    () => {
      list /* a comment */.length = 0;
    },
    () => {
      list.length = 0;
    },
    () => {
      eval('list.length = 0');
    },
    Function('list', 'return () => { list.length = 0 }')(list),
  ];
  forms
    .slice(0, 7)
    .concat(forms.slice(8))
    .forEach((form, index) => {
      warm(() => {
        list.push('a', 'b');
        form();
      });
      list.push('c');
      assert.deepStrictEqual(list.splice(0), ['c'], 'form ' + index);
      assert.strictEqual(list[1], undefined);
    });
});

test('a length that is none is refused', () => {
  const list = [1, 2, 3];
  const set = (length) => {
    list.length = length;
  };
  warm(() => set(3));
  assert.throws(() => set(-1), RangeError);
  assert.throws(() => set(1.5), RangeError);
  set('2');
  assert.deepStrictEqual(list, [1, 2]);
});

test('a class that extends Array', () => {
  class Stack extends Array {
    clear() {
      super.length = 0;
      this.length = 0;
    }
  }
  const stack = new Stack();
  warm(() => {
    stack.push(1, 2);
    stack.clear();
  });
  assert.deepStrictEqual([stack.length, stack[0]], [0, undefined]);
});

test('parameters and variables of one name', () => {
  assert.strictEqual(
    (function (a, f = () => a) {
      var a = 2;
      return f();
    })(1),
    1,
  );
  assert.deepStrictEqual(
    (function (a = 1, f = () => a) {
      var a;
      return [a, f()];
    })(),
    [1, 1],
  );
  assert.deepStrictEqual(
    (function ({ a }, f = () => a) {
      var a = 5;
      return [a, f()];
    })({ a: 1 }),
    [5, 1],
  );
  assert.deepStrictEqual(
    (function (
      a,
      f = function () {
        a = 9;
      },
    ) {
      var a = 5;
      f();
      return a;
    })(1),
    5,
  );
  assert.deepStrictEqual(
    (function (a, f = () => a) {
      function a() {}
      return [typeof a, a.name, f()];
    })(1),
    ['function', 'a', 1],
  );
  assert.deepStrictEqual(
    (function (a, f = () => a) {
      var a = 2;
      return { a, g: () => a, f: f() };
    })(1).a,
    2,
  );
  assert.deepStrictEqual(
    ((a, f = () => a) => {
      var a = 3;
      ({ a } = { a: a + 1 });
      return [a, f()];
    })(1),
    [4, 1],
  );
});

test('arguments are there for eval', () => {
  assert.strictEqual(
    (function () {
      return eval('arguments.length');
    })(1, 2),
    2,
  );
  assert.strictEqual(
    (function () {
      return (() => eval('arguments[0]'))();
    })('x'),
    'x',
  );
  assert.strictEqual(
    (function (a) {
      eval('arguments[0] = 5');
      return a;
    })(1),
    5,
  );
  class A {
    count() {
      return eval('arguments.length');
    }
  }
  assert.strictEqual(new A().count(1, 2, 3), 3);
});

test('functions made from text show it', () => {
  assert.strictEqual(
    String(new Function('a', 'b', 'return a.length = b')),
    'function anonymous(a,b\n) {\nreturn a.length = b\n}',
  );
  const Generator = Object.getPrototypeOf(function* () {}).constructor;
  assert.strictEqual(String(Generator('yield 1')), 'function* anonymous(\n) {\nyield 1\n}');
  assert.throws(() => new Function('a', '}, function () {'), SyntaxError);
  assert.throws(() => new Function('/*', '*/){'), SyntaxError);
  class Own extends Function {}
  assert.ok(new Own('return 1') instanceof Own);
  assert.strictEqual(new Own('return 1')(), 1);
  assert.strictEqual(Function.prototype.constructor, Function);
  assert.strictEqual(Function.prototype, Object.getPrototypeOf(Function));
});

test('columns in stacks are those of the source', () => {
  const list = [];
  const at = () => {
    list.length = 0;
    return new Error('here').stack;
  };
  const [, line, column] = /language-values\.test\.js:(\d+):(\d+)/.exec(at());
  const source = require('node:fs').readFileSync(__filename, 'utf8').split('\n');
  assert.ok(source[line - 1].slice(column - 1).startsWith('new Error('));
});
