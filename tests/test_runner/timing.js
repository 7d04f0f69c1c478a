'use strict';
const { test, describe, it } = require('node:test');

test('times out', { timeout: 10 }, () => new Promise((resolve) => { setTimeout(resolve, 5000).unref(); }));
test('subtest not awaited', (t) => {
  t.test('left behind', () => new Promise((resolve) => { setTimeout(resolve, 50); }));
});
test('the next one runs', () => {});
describe('a suite with a limit', { timeout: 20 }, () => {
  it('hangs', () => new Promise((resolve) => { setTimeout(resolve, 5000).unref(); }));
  it('is not reached', () => {});
});
