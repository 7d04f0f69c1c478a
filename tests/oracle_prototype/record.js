// node record.js > expected.txt: what Node answers to the calls of calls.js, a line each.
'use strict';
require('./calls.js');
const lines = oracleCalls().map((source) => oracleResult(source));
process.stdout.write(lines.join('\n') + '\n');
