'use strict';
const nunjucks = require('nunjucks');

const env = new nunjucks.Environment(null, { autoescape: true, trimBlocks: true });
env.addFilter('twice', (text) => text + text);
env.addGlobal('version', 3);
console.log(env.renderString('{% macro m(a, b=2) %}[{{ a }}{{ b }}]{% endmacro %}{% for k, v in o %}{{ loop.index }}{{ k }}={{ v|upper }}{% if not loop.last %}, {% endif %}{% else %}none{% endfor %} {{ m(1) }} {{ html }} {{ html|safe }} {{ "x"|twice }} {{ [3,1,2]|sort|join("-") }} {{ 7 // 2 }} {{ 2 ** 3 }} {{ "a" in "abc" }} {% set y = list|length %}{{ y if y > 1 else "few" }} {{ version }} {# c #}{% raw %}{{ x }}{% endraw %}', { o: { a: 'x', b: 'y' }, html: '<b>', list: [1, 2] }));
console.log(env.renderString('{{ "hello world"|title|truncate(7) }} {{ 1234.567|round(1) }} {{ {a: 1}|dump }} {{ none|default("d") }} {{ items|groupby("k")|dump }} {{ "a b"|urlencode }} {% call(x) wrap() %}{{ x }}{% endcall %}', { items: [{ k: 1 }, { k: 2 }, { k: 1 }], wrap: function (options) { return `w${options?.caller?.('c') ?? ''}`; } }));
for (const bad of ['{% if %}', '{{ a | none }}', '{% for x in %}', '{{ f() }}']) {
  try {
    console.log(env.renderString(bad, {}));
  } catch (error) {
    console.log(error.name, error.message);
  }
}
