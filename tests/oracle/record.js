// What comes of the calls of a corpus, a line each; or, with `calls`, the calls:
//   node record.js CORPUS > CORPUS.expected
//   node record.js CORPUS calls
// All are recorded with Node 26.12.1; `list` goes to members.list. The tests run the same file under slabjs.
'use strict';
process.noDeprecation = true;
globalThis.buffer = require('node:buffer');
globalThis.util = require('node:util');
require('./show.js');

/** How a corpus lists its calls, and how it tells what came of one. */
const CORPORA = {
  prototype: () => { require('./prototype.calls.js'); return [oracleCalls(), oracleResult]; },
  end: () => { require('./prototype.calls.js'); return [oracleEndCalls(), oracleResult]; },
  statics: () => { require('./statics.calls.js'); return [oracleCalls(), outcome]; },
  views: () => { require('./views.calls.js'); return [oracleCalls(), outcome]; },
  blob: () => { require('./blob.calls.js'); return [oracleCalls(), settled]; },
  list: () => { require('./members.calls.js'); return [oracleMembers(), (member) => member]; },
  members: () => { require('./members.calls.js'); return [oracleCalls(), outcome]; },
};

(async () => {
  const [, , corpus, mode] = process.argv;
  const [calls, answer] = CORPORA[corpus]();
  const lines = [];
  for (const call of calls) lines.push(mode === 'calls' ? call : await answer(call));
  process.stdout.write(`${lines.join('\n')}\n`);
})();
