'use strict';
const { test } = require('node:test');
const assert = require('node:assert');

const cycle = { a: 1 };
cycle.self = cycle;
const pairs = {
  'null and undefined': [null, undefined],
  'booleans': [true, false],
  'bigints': [1n, 2n],
  'quotes': ["it's", 'say "hi"'],
  'both quotes': ['it\'s "x"', '`'],
  'empty': [{}, []],
  'nested': [{ a: { b: { c: [1, { d: 2 }] } } }, { a: [] }],
  'dates': [new Date(0), new Date(1)],
  'regexps': [/a/g, /b/],
  'lines below': [{ text: 'one\ntwo' }, { text: '' }],
  'cycles': [cycle, { a: 1 }],
  'long strings': ['x'.repeat(200), 'y'],
  'empty string': ['', 'a'],
  'unusual keys': [{ 'a b': 1, 3: 2, '': 0 }, {}],
};
for (const [name, [actual, expected]] of Object.entries(pairs)) {
  test(name, () => { assert.deepStrictEqual(actual, expected); });
}
