'use strict';
const { parse, parseExpressionAt, tokenizer, Parser } = require('acorn');
const { readFileSync } = require('node:fs');

const options = { ecmaVersion: 'latest', sourceType: 'module' };
const seen = {};
const walk = (node) => {
  if (node === null || typeof node !== 'object') return;
  if (typeof node.type === 'string') seen[node.type] = (seen[node.type] ?? 0) + 1;
  for (const key of Object.keys(node)) walk(node[key]);
};
walk(parse(readFileSync(require.resolve('acorn'), 'utf8'), { ecmaVersion: 'latest', sourceType: 'commonjs', allowHashBang: true }));
console.log(Object.entries(seen).sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, count]) => `${type} ${count}`).join(', '));
console.log(JSON.stringify(parse('export const {a = 1n, ...b} = await c?.[`x${1}`] ?? /y/gv;', options), (key, value) => (typeof value === 'bigint' ? String(value) : value)));
console.log([...tokenizer('let x = a / b /c/ /d/g; // end', { ...options, onComment: (block, text) => console.log('comment', text) })].map((token) => `${token.type.label}:${token.value ?? ''}`).join(' '));
console.log(parseExpressionAt('skip a + b', 5, options).end, Parser.extend((Base) => class extends Base { parseStatement(...args) { const node = super.parseStatement(...args); node.mine = true; return node; } }).parse('1;2', options).body.map((node) => node.mine));
for (const source of ['let a; let a', 'a b', 'for (const x;;);', 'class A { #b; #b }', '"use strict"; with (a) {}', '({a, a: 1}) => 1; (a, a) => 1', 'await: 1', '/(/', 'import {x} from "y" with {type: 1}', 'return', '\\u{110000}']) {
  try {
    parse(source, options);
    console.log('parsed', source);
  } catch (error) {
    console.log(error.name, error.message, error.pos);
  }
}
