'use strict';
const moo = require('moo');
const { thrown } = require('../lib/data');

const lexer = moo.compile({ ws: { match: /\s+/, lineBreaks: true }, number: /0|[1-9][0-9]*/, string: { match: /"(?:\\["\\]|[^\n"\\])*"/, value: (s) => s.slice(1, -1) }, word: { match: /[a-zé]+/, type: moo.keywords({ kw: ['let', 'if'] }) }, op: ['=', '==', '('], err: moo.error });
lexer.reset('let x == "a\\"b"\n 12(é');
console.log([...lexer].map((t) => `${t.type}:${t.value}@${t.line}:${t.col}`).join(' '));
const states = moo.states({ main: { tick: { match: '`', push: 'lit' }, any: { match: /[^`]+/, lineBreaks: true } }, lit: { open: { match: '${', push: 'main2' }, end: { match: '`', pop: 1 }, text: { match: /(?:[^$`]|\$(?!\{))+/, lineBreaks: true } }, main2: { close: { match: '}', pop: 1 }, id: /\w+/ } });
console.log([...states.reset('a`b${c}d`e')].map((t) => t.type).join(' '), thrown(() => [...moo.compile({ a: 'a' }).reset('b')]), thrown(() => moo.compile({ a: /(x)/ })));
