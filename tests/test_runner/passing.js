'use strict';
const { test, describe, it, suite } = require('node:test');
const assert = require('node:assert');

test('sync', () => { assert.ok(1); });
test('async', async () => { await new Promise((resolve) => setTimeout(resolve, 1)); });
test('callback', (t, done) => { setImmediate(done); });
test('nested', async (t) => {
  await t.test('first', () => {});
  await t.test('second', async (t) => {
    await t.test('third', () => {});
  });
});
describe('suite', () => {
  it('inside', () => {});
  describe('deeper', () => {
    it('and deeper', () => {});
  });
  describe('empty', () => {});
});
suite('another', () => {
  test('inside', () => {});
});
test(function named() {});
test();
test('', () => {});
