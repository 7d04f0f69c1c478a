'use strict';
(async () => {
  const { default: ejs } = await import('ejs');
  console.log(ejs.render('<% for (const x of list) { -%>\n<%= x %>,<%- x %>\n<% } %><%# c %><%% <%_ if (a) { _%>  yes<%_ } _%>', { list: ['<', 1], a: true }));
  console.log(ejs.render('Hi [?= name ?]!', { name: 'ann' }, { delimiter: '?', openDelimiter: '[', closeDelimiter: ']' }), await ejs.render('<%= await p %>', { p: Promise.resolve('late') }, { async: true }));
  for (const bad of ['<% if (', '<%= none.x %>', '<%= a']) {
    try {
      console.log(ejs.render(bad, {}));
    } catch (error) {
      console.log(error.name);
    }
  }
})();
