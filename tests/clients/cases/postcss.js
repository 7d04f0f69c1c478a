'use strict';
const postcss = require('postcss');

(async () => {
  const plugin = { postcssPlugin: 'mine', Once(root) { root.append({ selector: '.end', nodes: [] }); }, Declaration: { color: (decl) => { if (decl.value === 'red') decl.value = 'blue'; } }, AtRule: { media: (rule) => { rule.params = rule.params.replace('600px', '500px'); } }, Rule(rule, { Declaration }) { if (rule.selector === 'a') rule.prepend(new Declaration({ prop: 'x', value: '1' })); } };
  const result = await postcss([plugin]).process('a{color:red;;b : url(x;y)}\n@media (min-width:600px){.q>p::before{content:"\\201C";color:red !important}}/* c */\n@import "x";', { from: 'in.css', to: 'out.css', map: { inline: false } });
  console.log(result.css);
  console.log(result.map.toString(), result.messages.length);
  result.root.walk((node) => console.log(node.type, node.source?.start?.line, node.source?.start?.column));
  for (const bad of ['a{', 'a{b:c}}', '"x', 'a{b}', '/*']) {
    try {
      postcss.parse(bad);
      console.log('parsed', bad);
    } catch (error) {
      console.log(error.name, error.message, error.line, error.column);
    }
  }
})();
