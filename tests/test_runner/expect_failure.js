'use strict';
const { test, it } = require('node:test');
test('expected', { expectFailure: true }, () => { throw new Error('as expected'); });
test('unexpectedly fine', { expectFailure: true }, () => {});
it.expectFailure('by method', () => { throw new Error('yes'); });
