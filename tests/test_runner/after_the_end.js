'use strict';
const { test } = require('node:test');

test('ends before its timer', () => { setImmediate(() => { throw new Error('too late'); }); });
test('runs', () => new Promise((resolve) => { setTimeout(resolve, 20); }));
