'use strict';
const esprima = require('esprima');
const escodegen = require('escodegen');
const { thrown } = require('../lib/data');

const source = 'async function f(a, {b = 1, c}, ...d) { for (const [x, y] of z) { if (!x) continue; else y ** 2; } return `t${a}`; }\nclass A extends B { static get x() { return super.x; } *g() { yield* 1; } }\nvar r = /a\\/b/g, o = { "q-r": 1, [s]: 2, m() {}, get p() { return 0x1f; } }; label: do { try { throw new E; } catch (e) {} finally { break label } } while (a, b)';
const tree = esprima.parseModule(source, { comment: true, loc: true });
console.log(escodegen.generate(tree));
console.log(escodegen.generate(tree, { format: { compact: true, quotes: 'double', semicolons: false } }));
console.log(JSON.stringify(esprima.tokenize('a = /b/ / c; // d', { comment: true, range: true })), JSON.stringify(esprima.parseScript('1+2*3').body[0].expression), escodegen.generate({ type: 'BinaryExpression', operator: '*', left: { type: 'BinaryExpression', operator: '+', left: { type: 'Literal', value: 1 }, right: { type: 'Literal', value: 2 } }, right: { type: 'Literal', value: 'x\n\u2028' } }));
for (const bad of ['let a = ;', 'var 1', '"use strict"; 010', 'a\n++\n', '({a:1', 'for (;;']) console.log(thrown(() => esprima.parseScript(bad)));
