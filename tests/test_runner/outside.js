'use strict';
const { test } = require('node:test');

test('throws later', () => new Promise((resolve) => {
  setImmediate(() => { setTimeout(resolve, 5); throw new Error('uncaught'); });
}));
test('rejects later', () => new Promise((resolve) => {
  Promise.reject(new Error('unhandled'));
  setTimeout(resolve, 5);
}));
test('passes', () => {});
