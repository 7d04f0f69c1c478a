// What Node answers to the calls of calls.js, a line each:
//   node25 record.js > expected.txt        (Node 25.8.1)
//   node26 record.js end > expected_end.txt  (Node 26.1 or later)
'use strict';
require('./calls.js');
const calls = process.argv[2] === 'end' ? oracleEndCalls() : oracleCalls();
process.stdout.write(calls.map((source) => oracleResult(source)).join('\n') + '\n');
