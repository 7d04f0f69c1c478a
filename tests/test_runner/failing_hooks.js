'use strict';
const { describe, it, before, after, beforeEach, afterEach } = require('node:test');

describe('before fails', () => {
  before(() => { throw new Error('before'); });
  it('never runs', () => {});
  it('nor this', () => {});
});
describe('after fails', () => {
  after(() => { throw new Error('after'); });
  it('runs', () => {});
});
describe('beforeEach fails', () => {
  beforeEach(() => { throw new Error('beforeEach'); });
  it('first', () => {});
  it('second', () => {});
});
describe('afterEach fails', () => {
  afterEach(() => { throw new Error('afterEach'); });
  it('first', () => {});
});
