'use strict';
const { test, describe, it } = require('node:test');

test('not this', () => {});
test.only('this', () => {});
test('option', { only: true }, async (t) => {
  await t.test('subtests run', () => {});
});
describe('suite', () => {
  it.only('this too', () => {});
  it('not that', () => {});
});
describe.only('a whole suite', () => {
  it('runs', () => {});
  it('runs too', () => {});
});
describe('nothing here', () => {
  it('does not run', () => {});
});
