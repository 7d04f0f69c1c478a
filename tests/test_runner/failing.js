'use strict';
const { test, describe, it } = require('node:test');
const assert = require('node:assert');

test('strictEqual', () => { assert.strictEqual(1, 2); });
test('deepStrictEqual', () => {
  assert.deepStrictEqual({ a: 1, b: [1, 2, 3], c: 'x' }, { a: 1, b: [1, 2, 4], c: 'x' });
});
test('strings', () => { assert.strictEqual('one\ntwo\nthree', 'one\n2\nthree'); });
test('with a message', () => { assert.strictEqual(1, 2, 'these differ'); });
test('error', () => { throw new TypeError('wrong type'); });
test('coded', () => { throw Object.assign(new RangeError('far'), { code: 'ERR_FAR', extra: { a: 1 } }); });
test('cause', () => { throw new Error('outer', { cause: new Error('inner') }); });
test('a string', () => { throw 'text'; });
test('undefined', () => { throw undefined; });
test('an object', () => { throw { a: 1 }; });
test('rejects', async () => { await Promise.reject(new Error('later')); });
test('callback', (t, done) => { done(new Error('given')); });
describe('suite', () => {
  it('passes', () => {});
  it('fails', () => { throw new Error('in a suite'); });
  describe('inner', () => {
    it('fails too', () => { assert.ok(false); });
  });
});
test('subtests', async (t) => {
  await t.test('good', () => {});
  await t.test('bad', () => { throw new Error('below'); });
});
describe('suite that throws', () => { throw new Error('while it is built'); });
test('multi line', () => { throw new Error('line one\nline two'); });
