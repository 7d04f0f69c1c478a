'use strict';
// Writes what Node gives for each case: node tests/host_modules/record.js [NAME...]
// A case is a block of lines of NAME.cases.js between empty lines: the body of a
// function if it holds `return` or a semicolon, else an expression. Lines before the first empty
// one are run before each case.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const outcome = eval(fs.readFileSync(path.join(__dirname, 'show.js'), 'utf8'));

function cases(name) {
  const text = fs.readFileSync(path.join(__dirname, `${name}.cases.js`), 'utf8');
  const [setup, ...blocks] = text.trim().split(/\n\n+/);
  return { setup, blocks };
}

async function record(name) {
  const { setup, blocks } = cases(name);
  const out = [];
  for (const block of blocks) {
    const body = /\breturn\b|\bawait\b|;/.test(block) ? block : `return (${block}\n)`;
    const kind = /\bawait\b/.test(block) ? 'async ' : '';
    const run = eval(`(function (require) { ${setup}\nreturn ${kind}function () { ${body} } })`);
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'cases-'));
    process.chdir(directory);
    out.push(await outcome(run(require)));
    process.chdir(os.tmpdir());
    fs.rmSync(directory, { recursive: true });
  }
  const file = path.join(__dirname, `${name}.expected`);
  fs.writeFileSync(file, out.join('\n') + '\n');
  console.log(`${name}: ${out.length} cases`);
}

async function main() {
  const named = process.argv.slice(2);
  const all = fs.readdirSync(__dirname).filter((file) => file.endsWith('.cases.js'));
  const names = named.length ? named : all.map((file) => file.replace('.cases.js', ''));
  for (const name of names) await record(name);
}

main();
