'use strict';
const Mustache = require('mustache');
const { thrown } = require('../lib/data');

console.log(Mustache.render('{{#list}}{{name}}{{^last}}, {{/last}}{{/list}} {{{raw}}} {{raw}} {{&raw}} {{>p}} {{#f}}x{{y}}{{/f}} {{a.b.c}}{{=<% %>=}}<%y%>', { list: [{ name: 'a' }, { name: 'b', last: true }], raw: '<&"\'/>', y: 5, f: () => (text, render) => `<${render(text)}>`, a: { b: { c: 0 } } }, { p: '[{{y}}]' }));
console.log(JSON.stringify(Mustache.parse('a{{#b}}{{c}}{{/b}}')), thrown(() => Mustache.render('{{#a}}')), thrown(() => Mustache.render('{{/a}}')), thrown(() => Mustache.render('{{a')));
