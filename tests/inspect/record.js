// Records what Node prints, for tests/inspect.rs:
//   node tests/inspect/record.js
'use strict';
const { spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const util = require('util');
const vm = require('vm');

const file = (name) => path.join(__dirname, name);

function corpus() {
  globalThis.util = util;
  let text = '';
  for (const line of fs.readFileSync(file('corpus.js'), 'utf8').split('\n')) {
    if (line === '' || line.startsWith('//')) continue;
    text += `> ${line}\n${printed(line)}\n`;
  }
  return text;
}

function printed(line) {
  try {
    const value = vm.runInThisContext(`(${line}\n)`);
    return line.startsWith('util.') ? String(value) : util.inspect(value);
  } catch (error) {
    return `threw ${String(error)}`;
  }
}

fs.writeFileSync(file('corpus.expected'), corpus());
const { stdout, stderr } = spawnSync(process.execPath, [file('console.js')], { encoding: 'utf8' });
// Frames, process ids and times differ from run to run; some lines name the program.
fs.writeFileSync(file('console.stdout'), stdout.replace(/[\d.]+ms$/gm, 'N ms').replace(/[\d.]+ms /g, 'N ms '));
fs.writeFileSync(file('console.stderr'), stderr.replace(/^ {4}at .*\n/gm, '').replace(/^\(Use .*\n/gm, '').replace(/^\(node:\d+\) /gm, ''));
