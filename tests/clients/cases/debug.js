'use strict';
const debug = require('debug');

const lines = [];
debug.log = (...args) => lines.push(require('node:util').format(...args).replace(/^\S+Z /, '').replace(/\+\d+ms$/, '+'));
debug.enable('app:*,-app:quiet');
debug('app:one')('%s is %d %o %O %j %%', 'x', 5.5, { a: [1] }, new Map([[1, 2]]), { j: 1 });
debug('app:quiet')('not seen');
const two = debug('app').extend('two');
two('plain', { extra: true });
two(new Error('boom').message);
debug.formatters.h = (v) => v.toString('hex');
two('%h', Buffer.from('hi'));
console.log(lines, two.enabled, debug.enabled('app:quiet'), debug.disable(), two.enabled, two.namespace, debug.humanize(90061000));
