// Every member of the built-in modules and of the globals, a line each: what it is.
//   node api.js > api.expected      records what Node has
//   slabjs api.js table             prints docs/absent.md: what of that is not here
'use strict';
const { readFileSync } = require('node:fs');

const MODULES = ('assert assert/strict async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns ' +
  'dns/promises domain events fs fs/promises http http2 https inspector module net os path path/posix path/win32 perf_hooks process ' +
  'punycode querystring readline readline/promises repl sea sqlite stream stream/consumers stream/promises stream/web string_decoder ' +
  'test test/reporters timers timers/promises tls trace_events tty url util util/types v8 vm wasi worker_threads zlib').split(' ');

/** What a property is: a function's length, and its attributes. */
function face(found) {
  const flags = ['writable', 'enumerable', 'configurable'].filter((flag) => found[flag]).map((flag) => flag[0]).join('');
  if (found.get || found.set) return `accessor ${found.set ? 'get set' : 'get'} ${flags}`;
  return `${typeof found.value}${typeof found.value === 'function' ? `/${found.value.length}` : ''} ${flags}`;
}

const lines = [];

/** Notes the members of `owner`, and of classes among them those of the class and its prototype. */
function note(path, owner, depth) {
  for (const key of Object.getOwnPropertyNames(owner)) {
    if (key === 'caller' || key === 'arguments') continue;
    const found = Object.getOwnPropertyDescriptor(owner, key);
    lines.push(`${path} ${key} ${face(found)}`);
    const { value } = found;
    if (depth > 0 || typeof value !== 'function' || !/^[A-Z]/.test(key) || !value.prototype) continue;
    note(`${path} ${key}`, value, 1);
    note(`${path} ${key}.prototype`, value.prototype, 1);
  }
}

/** The exports of a module, `undefined` where there is none. */
function exportsOf(name) {
  try {
    return require(`node:${name}`);
  } catch {
    return undefined;
  }
}

for (const name of MODULES) {
  const found = exportsOf(name);
  if (found !== undefined) note(name, found, 0);
}
for (const name of Object.getOwnPropertyNames(globalThis).sort()) {
  if (name === 'buffer' || name === 'util') continue;
  lines.push(`globalThis ${name} ${typeof globalThis[name]}`);
}

/** The members of each owner in a list of lines, with what they are. */
function byOwner(rows) {
  const owners = new Map();
  for (const row of rows) {
    const [, path, key, what] = /^(.+?) ([^ ]+) ((?:accessor|function|object|string|number|boolean|undefined|bigint|symbol).*)$/.exec(row);
    if (!owners.has(path)) owners.set(path, new Map());
    owners.get(path).set(key, what);
  }
  return owners;
}

const HEAD = `# What of Node's modules is absent

Every member that Node 26.12.1's built-in modules, their classes and the globals have and slabjs has not, and
those that are something else here: another \`length\`, other attributes, an accessor for a value. A module that is
wholly absent has one row; so has a class.

This file is generated (\`tests/oracle/api.js\`), and a test compares it.

| where | absent | something else |
| --- | --- | --- |
`;

function table() {
  const nodes = byOwner(readFileSync(`${__dirname}/api.expected`, 'utf8').trim().split('\n'));
  const ours = byOwner(lines);
  let text = HEAD;
  const shown = (keys) => keys.map((key) => `\`${key}\``).join(', ');
  let [all, absent, others] = [0, 0, 0];
  for (const [path, members] of nodes) {
    const here = ours.get(path);
    all += members.size;
    if (here === undefined) {
      absent += members.size;
      const owner = path.split(' ')[0];
      if (owner === path || ours.get(owner)?.has(path.split(/[ .]/)[1])) text += `| ${path} | all ${members.size} members | |\n`;
      continue;
    }
    const missing = [...members.keys()].filter((key) => !here.has(key));
    const other = [...members].filter(([key, what]) => here.has(key) && here.get(key) !== what).map(([key]) => key);
    absent += missing.length;
    others += other.length;
    if (missing.length + other.length > 0) text += `| ${path} | ${shown(missing)} | ${shown(other)} |\n`;
  }
  return `${text}\n${all} members in Node, ${absent} absent, ${others} something else.\n`;
}

process.stdout.write(process.argv[2] === 'table' ? table() : `${lines.join('\n')}\n`);
