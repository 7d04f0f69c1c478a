'use strict';
const { test, describe, it, before, after, beforeEach, afterEach } = require('node:test');
const log = [];
const note = (text) => () => { log.push(text); };

before(note('root before'));
after(() => { console.log(log.join('\n')); });
beforeEach(note('root beforeEach'));
afterEach(note('root afterEach'));
test('one', note('one'));
describe('suite', () => {
  before(note('suite before'));
  after(note('suite after'));
  beforeEach(note('suite beforeEach'));
  afterEach(note('suite afterEach'));
  it('two', note('two'));
  it('three', note('three'));
  describe('inner', () => {
    beforeEach(note('inner beforeEach'));
    it('four', note('four'));
  });
});
test('subtests', async (t) => {
  t.before(note('t.before'));
  t.after(note('t.after'));
  t.beforeEach(note('t.beforeEach'));
  t.afterEach(note('t.afterEach'));
  await t.test('five', note('five'));
  await t.test('six', note('six'));
});
