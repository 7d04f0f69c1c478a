'use strict';
// Early errors: what is refused before anything runs, and in which words.
const { test } = require('node:test');
const assert = require('node:assert');
const vm = require('node:vm');

const declared = (name) => `Identifier '${name}' has already been declared`;
const superError = "'super' keyword unexpected here";

// The body of a function, and what is said of it.
const table = [
  ['let a = 1; let a = 2', declared('a')],
  ['let a = 1; var a = 2', declared('a')],
  ['var b; const b = 1', declared('b')],
  ['const a = 1; { var a }', declared('a')],
  ['{ let b; let b }', declared('b')],
  ['try {} catch (e) { let e }', declared('e')],
  ['try {} catch ([e]) { var e }', declared('e')],
  ['class A {} class A {}', declared('A')],
  ['let q; function q() {}', declared('q')],
  ['let [x, x] = []', declared('x')],
  ['for (let a of []) { var a }', declared('a')],
  ['switch (1) { case 1: let a; case 2: let a }', declared('a')],
  ['class A { #a; #a }', declared('#a')],
  ['function f(x) { let x }', declared('x')],
  ['(a, a) => 1', 'Duplicate parameter name not allowed in this context'],
  ['function f(a = 1, a) {}', 'Duplicate parameter name not allowed in this context'],
  [
    "function f(a = 1) { 'use strict' }",
    "Illegal 'use strict' directive in function with non-simple parameter list",
  ],
  ["'use strict'; with ({}) {}", 'Strict mode code may not include a with statement'],
  ["'use strict'; var x; delete x", 'Delete of an unqualified identifier in strict mode.'],
  ["'use strict'; eval = 1", 'Unexpected eval or arguments in strict mode'],
  ["'use strict'; arguments++", 'Unexpected eval or arguments in strict mode'],
  ['break', 'Illegal break statement'],
  ['continue', 'Illegal continue statement: no surrounding iteration statement'],
  ['while (1) break y', "Undefined label 'y'"],
  ['x: { (function () { break x })() }', "Undefined label 'x'"],
  ['x: x: 1', "Label 'x' has already been declared"],
  ['const c', 'Missing initializer in const declaration'],
  ['let { b }', 'Missing initializer in destructuring declaration'],
  ['let let = 1', 'let is disallowed as a lexically bound name'],
  ['class A { constructor() {} constructor() {} }', 'A class may only have one constructor'],
  ['class A { constructor() { super() } }', superError],
  ['class A { m() { this.#b } }', "Private field '#b' must be declared in an enclosing class"],
  ['class A { #x; m() { delete this.#x } }', 'Private fields can not be deleted'],
  [
    'class A { x = arguments }',
    "'arguments' is not allowed in class field initializer or static initialization block",
  ],
  ['({ __proto__: 1, __proto__: 2 })', 'Duplicate __proto__ fields are not allowed in object literals'],
  ['function f(...a, b) {}', 'Rest parameter must be last formal parameter'],
  ['function f(...a = []) {}', 'Rest parameter may not have a default initializer'],
  ['a?.`x`', 'Invalid tagged template on optional chain'],
  ['new a?.b()', 'Invalid optional chain from new expression'],
  ['import x from "y"', 'Cannot use import statement outside a module'],
];

test('what is wrong with a body', () => {
  for (const [body, message] of table) {
    assert.throws(() => new vm.Script(`(function () {${body}\n})`), { name: 'SyntaxError', message }, body);
  }
});

test('Function and eval refuse it too', () => {
  assert.throws(() => new Function('let a; let a'), { name: 'SyntaxError', message: declared('a') });
  assert.throws(() => eval('const b = 1; { var b }'), { name: 'SyntaxError', message: declared('b') });
});

test('what only looks wrong', () => {
  const fine = [
    'var a; var a; function a() {}',
    'try {} catch (e) { var e }',
    '{ function f() {} function f() {} }',
    'let a; { let a; { var b } }',
    'function f(a, a) {} ',
    'x: for (;;) { (() => { x: for (;;) break x; })(); break x }',
    'class A { #a; m() { return #a in this } static #b; n() { return A.#b } }',
    '({ __proto__: null, ["__proto__"]: 1, __proto__() {} })',
    'var yield_, let_, async, of, get, set, static_',
    '({ async *[Symbol.iterator]() {}, get a() { return 1 }, set a(b) {} })',
  ];
  for (const body of fine) assert.ok(new vm.Script(`(function () {${body}\n})`), body);
});
