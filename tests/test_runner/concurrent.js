'use strict';
const { test, describe, it } = require('node:test');
const order = [];
const step = (name, ms) => async () => {
  order.push(`${name} begins`);
  await new Promise((resolve) => setTimeout(resolve, ms));
  order.push(`${name} ends`);
};

describe('together', { concurrency: true }, () => {
  it('slow', step('slow', 40));
  it('fast', step('fast', 1));
});
describe('in turn', () => {
  it('slow', step('slow', 10));
  it('fast', step('fast', 1));
});
test('two at a time', { concurrency: 2 }, async (t) => {
  await Promise.all([t.test('a', step('a', 40)), t.test('b', step('b', 1)), t.test('c', step('c', 1))]);
});
test('order', () => {
  require('node:assert').strictEqual(order.join(), [
    'slow begins', 'fast begins', 'fast ends', 'slow ends', 'slow begins', 'slow ends', 'fast begins', 'fast ends',
    'a begins', 'b begins', 'b ends', 'c begins', 'c ends', 'a ends'].join());
});
