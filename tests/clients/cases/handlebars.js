'use strict';
const Handlebars = require('handlebars');

Handlebars.registerHelper('loud', (text, options) => `${String(text).toUpperCase()}${options.hash.end ?? ''}`);
Handlebars.registerHelper('twice', function (options) { return options.fn(this) + options.fn({ ...this, name: 'B' }); });
Handlebars.registerPartial('row', '<li>{{@index}}:{{this}}{{#if @last}}.{{/if}}</li>');
const template = Handlebars.compile('{{#each list as |x i|}}{{> row x}}{{else}}none{{/each}}|{{loud name end="!"}}|{{{html}}}|{{html}}|{{#with a.b}}{{c}}{{../name}}{{/with}}|{{#twice}}{{name}}{{/twice}}|{{#unless no}}u{{/unless}}|{{lookup list 1}}|{{a.[x y]}}{{! c }}');
console.log(template({ list: ['p', 'q<'], name: 'ann', html: '<b>&"\'</b>', a: { b: { c: 1 }, 'x y': 'xy' }, no: 0 }));
console.log(template({ list: [], name: '', a: {} }));
const spec = Handlebars.precompile('{{#if a}}{{b}}{{/if}}');
console.log(Handlebars.template((0, eval)(`(${spec})`))({ a: 1, b: 'pre' }));
console.log(JSON.stringify(Handlebars.parse('{{a.b c=1}}').body[0].path.parts), new Handlebars.SafeString('<i>').toHTML(), Handlebars.escapeExpression('`='));
for (const bad of ['{{#if}}', '{{a', '{{#a}}{{/b}}', '{{none 1}}']) {
  try {
    console.log(Handlebars.compile(bad)({}));
  } catch (error) {
    console.log(error.name, error.message);
  }
}
