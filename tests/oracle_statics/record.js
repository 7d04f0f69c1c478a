// node record.js > expected.txt: what Node answers to the calls of calls.js, a line each.
'use strict';
process.noDeprecation = true;
globalThis.buffer = require('node:buffer');
require('./show.js');
require('./calls.js');
process.stdout.write(`${oracleCalls().map(outcome).join('\n')}\n`);
