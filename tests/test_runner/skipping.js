'use strict';
const { test, describe, it } = require('node:test');

test('skip option', { skip: true }, () => { throw new Error('never'); });
test('skip with a reason', { skip: 'not today' }, () => {});
test.skip('test.skip', () => {});
test('t.skip', (t) => { t.skip(); });
test('t.skip with a reason', (t) => { t.skip('found out'); });
test('todo option', { todo: true }, () => {});
test('todo with a reason', { todo: 'some day' }, () => {});
test('todo that fails', { todo: true }, () => { throw new Error('not yet'); });
test.todo('test.todo', () => {});
test.todo('todo without a body');
test('t.todo', (t) => { t.todo('later'); });
describe.skip('a skipped suite', () => { it('never', () => {}); });
describe.todo('a todo suite', () => { it('runs', () => {}); });
describe('mixed', () => {
  it.skip('skipped', () => {});
  it.todo('todo', () => {});
  it('runs', () => {});
});
test('# in a name, and \\ too', { skip: 'a # reason' }, () => {});
