'use strict';
const peggy = require('peggy');

const grammar = 'start = _ e:sum _ { return e; }\nsum = h:product t:(_ @("+"/"-") _ @product)* { return t.reduce((a, [op, b]) => (op === "+" ? a + b : a - b), h); }\nproduct = h:atom t:(_ "*" _ @atom)* { return t.reduce((a, b) => a * b, h); }\natom = number / "(" _ @sum _ ")"\nnumber "number" = $([0-9]+ ("." [0-9]+)?) { return parseFloat(text()); }\n_ = [ \\t]*';
const parser = peggy.generate(grammar);
console.log(parser.parse('1 + 2*(3 - 4.5)*2'));
for (const bad of ['1 +', '2 ** 3', '(1', '']) {
  try {
    parser.parse(bad);
  } catch (error) {
    console.log(error.name, error.message, JSON.stringify(error.location.start));
    console.log(error.format([{ source: undefined, text: bad }]));
  }
}
const source = peggy.generate(grammar, { output: 'source', format: 'commonjs', cache: true });
const made = { exports: {} };
new Function('module', source)(made);
console.log(source.length > 5000, made.exports.parse('2*3'));
try {
  peggy.generate('a = b');
} catch (error) {
  console.log(error.name, error.message);
}
