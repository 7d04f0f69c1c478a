'use strict';
const { test } = require('node:test');

test('met', (t) => {
  t.plan(2);
  t.assert.ok(true);
  t.assert.strictEqual(1, 1);
});
test('too few', (t) => { t.plan(2); t.assert.ok(true); });
test('too many', (t) => { t.plan(1); t.assert.ok(true); t.assert.ok(true); });
test('subtests count', async (t) => {
  t.plan(1);
  await t.test('one', () => {});
});
test('waits', (t) => {
  t.plan(1, { wait: true });
  setTimeout(() => { t.assert.ok(true); }, 10);
});
test('waits in vain', (t) => {
  t.plan(1, { wait: 20 });
});
