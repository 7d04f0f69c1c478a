'use strict';
// Records what Node's test runner says of every file here: `NODE record.js`.
// What differs from run to run, and the runner's own frames, are left out, as
// `tests/all/test_runner.rs` leaves them out of what slabjs says.

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');

process.chdir(__dirname);

/** Node escapes quotes twice; an error that has frames is printed without brackets. */
function mended(text) {
  const framed = /^Error \[ERR_TEST_FAILURE\]: ([^]*?)\n(?: {4}at .*\n)* {4}at .* \{$/gm;
  return text.replaceAll('&amp;quot;', '&quot;').replace(framed, '[Error [ERR_TEST_FAILURE]: $1] {');
}

function steady(line) {
  return line
    .replaceAll(`${__dirname}/`, '')
    .replace(/\(\d+(\.\d+)?ms\)/g, '(Nms)')
    .replace(/duration_ms(:?) [\d.]+/g, 'duration_ms$1 N')
    .replace(/time="[\d.]+"/g, 'time="N"')
    .replace(/hostname="[^"]*"/g, 'hostname="H"');
}

function steadyText(text) {
  const out = [];
  let block;
  for (const line of mended(text).split('\n')) {
    const indent = line.search(/\S|$/);
    if (block !== undefined && indent > block) continue;
    block = /^\s*stack: \|-$/.test(line) ? indent : undefined;
    if (block !== undefined || /lines matching cause stack trace/.test(line)) continue;
    if (!/^\s*at /.test(line)) out.push(steady(line));
    else if (line.endsWith('{')) out.push('{');
  }
  return out.join('\n').trimEnd() + '\n';
}

for (const file of fs.readdirSync('.')) {
  if (!file.endsWith('.js') || file === 'record.js') continue;
  for (const reporter of ['spec', 'tap', 'junit']) {
    const { stdout } = spawnSync(process.execPath, ['--test', `--test-reporter=${reporter}`, file], { encoding: 'utf8', timeout: 20000 });
    fs.writeFileSync(`${file}.${reporter}`, steadyText(stdout));
  }
}
