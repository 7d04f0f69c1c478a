'use strict';
(async () => {
  const { marked, lexer, Marked } = await import('marked');
  const text = '# Title *x*\n\nSome **bold** _it_ `co<de` [l](http://a.b "t") ![i](x.png) ~~s~~ <b>raw</b> https://auto.link\n\n- a\n  1. b\n- [x] c\n\n> quote\n> > deep\n\n```js\nlet a = 1 < 2;\n```\n\n| a | b |\n|:--|--:|\n| 1 | `2|` |\n\n---\nline  \nbreak &amp; &copy; [ref]\n\n[ref]: /url\n';
  console.log(marked.parse(text));
  console.log(lexer(text).map((token) => token.type).join(' '), marked.parseInline('a *b*'));
  const own = new Marked({ gfm: false, renderer: { heading({ tokens, depth }) { return `H${depth}(${this.parser.parseInline(tokens)})`; } }, walkTokens(token) { if (token.type === 'text') token.text = token.text.replace('x', 'y'); } });
  console.log(own.parse('## x `x`\n\n~~no~~'), await marked.parse('*async*', { async: true }));
})();
