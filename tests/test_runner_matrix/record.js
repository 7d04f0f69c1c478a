'use strict';
// Runs the matrix and writes what it came to: `NODE record.js NODE SLABJS`. Node's outcomes go to
// `matrix.json`, which `tests/all/test_runner.rs` compares with; the table to docs/test-runner.md.

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const cases = require('./cases.js');

const HEAD =
  "const { test, it, describe, suite, before, after, beforeEach, afterEach, mock, snapshot, getTestContext, assert: testAssert } = require('node:test'); const assert = require('node:assert');\n";

/** What a report says, without what differs from run to run. */
function outcome(text, folder) {
  const lines = [];
  let block;
  for (const line of text.replaceAll(`${folder}/`, '').split('\n')) {
    const indent = line.search(/\S|$/);
    if (block !== undefined && indent > block) continue;
    block = /^\s*(stack|location|error|expected|actual): ?\|-$/.test(line) && line.includes('stack') ? indent : undefined;
    if (block !== undefined) continue;
    if (/^\s*# +at |^# Node\.js v|^# +\^$|^# node:internal|^# +throw err;|^# +code: '|^# \}$|^# \(Use `node|^1\.\.0$|^\s*at |duration_ms|^# memory|^TAP version|^\s*---$|^\s*\.\.\.$|^\s*type: '|^# tests|^# suites/.test(line)) continue;
    lines.push(line.replace(/\d+\.\d+ms/g, 'Nms').replace(/\((?:node|slabjs):\d+\)/, '(pid)'));
  }
  // Node tells late errors when they come, and numbers a file's own line by the files.
  const late = lines.filter((line) => LATE.test(line));
  const others = lines.filter((line) => !LATE.test(line));
  const text_ = [...others, ...late].join('\n').trim();
  return text_.replace(/^(ok|not ok) \d+ - case\.test\.js/gm, '$1 N - case.test.js');
}

const LATE = /^# Error: (Test|A resource)/;

/** Verdicts with their directives, and kinds of failures, without numbers. */
function verdictsOf(text) {
  const lines = text.split('\n').map((line) => line.trim());
  const told = lines.filter((line) => /^(ok|not ok) |^failureType: /.test(line));
  return told.map((line) => line.replace(/^(ok|not ok) \S+ - /, '$1 - '));
}

/** A line for the table: verdicts, kinds, and the exit code. */
function short({ code, text }) {
  const verdicts = [...text.matchAll(/^ *(ok|not ok) \d+ - (.*)$/gm)].map(([, verdict, name]) => `${verdict} ${name}`);
  const kinds = [...text.matchAll(/failureType: '(\w+)'/g)].map(([, kind]) => kind);
  const parts = [verdicts.join('; '), [...new Set(kinds)].join(', '), `exit ${code}`];
  return parts.filter((part) => part !== '').join(' — ').replaceAll('|', '\\|');
}

function run(command, args, folder) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: folder, env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1' } });
    let text = '';
    child.stdout.on('data', (data) => (text += data));
    child.stderr.on('data', () => {});
    const timer = setTimeout(() => child.kill('SIGKILL'), 8000);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, text: outcome(text, folder) });
    });
  });
}

async function one([what, source, flags = []], index, node, slabjs) {
  const results = [];
  for (const command of [node, slabjs]) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'matrix-'));
    const file = `case.test.js`;
    fs.writeFileSync(path.join(folder, file), HEAD + source);
    const args = command === node ? ['--test', '--test-reporter=tap', ...flags, file] : ['test', '--test-reporter=tap', ...flags, file];
    results.push(await run(command, args, fs.realpathSync(folder)));
    fs.rmSync(folder, { recursive: true });
  }
  return { what, source, flags, node: results[0], ours: results[1] };
}

async function main(node, slabjs) {
  const rows = [];
  const waiting = cases.map((given, index) => [given, index]);
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) rows[next[1]] = await one(next[0], next[1], node, slabjs);
  };
  await Promise.all([worker(), worker(), worker()]);
  const same = (row) => row.node.code === row.ours.code && row.node.text === row.ours.text;
  fs.writeFileSync(path.join(__dirname, 'matrix.json'), `${JSON.stringify(rows.map(({ what, source, flags, node, ours }) => ({
    what,
    source: HEAD + source,
    flags,
    // What the test suite compares: Node's verdicts, or ours where docs/test-runner.md shows another.
    succeeds: ours.code === 0,
    verdicts: verdictsOf(ours.text),
    isNodes: node.code === ours.code && verdictsOf(node.text).join() === verdictsOf(ours.text).join(),
  })), null, 1)}\n`);
  const isLike = (row) => row.node.code === row.ours.code && verdictsOf(row.node.text).join() === verdictsOf(row.ours.text).join();
  const ours = (row) => (same(row) ? 'the same' : isLike(row) ? 'the same verdicts' : short(row.ours));
  const lines = rows.map((row) => `| ${row.what.replaceAll('|', '\\|')} | ${short(row.node)} | ${ours(row)} |`);
  const head = fs.readFileSync(path.join(__dirname, 'head.md'), 'utf8').replace('ROWS', rows.length).replace('SAME', rows.filter(same).length).replace('LIKE', rows.filter((row) => !same(row) && isLike(row)).length);
  fs.writeFileSync(path.join(__dirname, '../../docs/test-runner.md'), `${head}\n| tried | Node | slabjs |\n| --- | --- | --- |\n${lines.join('\n')}\n`);
  for (const row of rows.filter((row) => !same(row))) {
    console.log(`=== ${row.what}\n${row.source} ${row.flags}\n--- node ${row.node.code}\n${row.node.text}\n--- ours ${row.ours.code}\n${row.ours.text}`);
  }
  console.log(rows.length, rows.filter(same).length);
}

main(...process.argv.slice(2));
