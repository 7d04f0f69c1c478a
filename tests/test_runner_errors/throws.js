'use strict'; require('node:test').test('runs', () => {}); throw new Error('the file throws');
