'use strict';
const { test, describe, it } = require('node:test');

test('says something', (t) => { t.diagnostic('hello'); t.diagnostic('second\nline'); });
describe('suite', () => {
  it('says it too', (t) => { t.diagnostic('inside'); });
});
console.log('on standard output');
console.error('on standard error');
test('writes', () => { console.log('from a test'); });
