// Writes what Node prints for every expression of corpus.js:
//   node tests/inspect/record.js > tests/inspect/corpus.expected
'use strict';
const fs = require('fs');
const path = require('path');
const util = require('util');
const vm = require('vm');

globalThis.util = util;
const source = fs.readFileSync(path.join(__dirname, 'corpus.js'), 'utf8');
for (const line of source.split('\n')) {
  if (line === '' || line.startsWith('//')) continue;
  let text;
  try {
    const value = vm.runInThisContext(`(${line}\n)`);
    text = line.startsWith('util.') ? String(value) : util.inspect(value);
  } catch (error) {
    text = `threw ${String(error)}`;
  }
  process.stdout.write(`> ${line}\n${text}\n`);
}
