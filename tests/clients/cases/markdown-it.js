'use strict';
const MarkdownIt = require('markdown-it');

const md = new (MarkdownIt.default ?? MarkdownIt)({ html: true, linkify: true, typographer: true, breaks: true });
const text = '# T\n\n"q" -- (c) a...\nnew www.x.org\n\n1. one\n   * two\n\n     code\n2. x\n\n    indented\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n<div>raw</div>\n\n[a](<b c> "d") ![e](f) `` ` `` **b*c*d** ~~s~~ \\* &lt;\n\nSet\n===\n';
console.log(md.render(text));
console.log(md.parse(text, {}).map((token) => `${token.type}${token.nesting}`).join(' '), md.renderInline('_x_ __y__ javascript:z [q](javascript:1)'));
md.renderer.rules.strong_open = () => '<B>';
md.inline.ruler.before('emphasis', 'at', (state, silent) => { if (state.src[state.pos] !== '@') return false; if (!silent) state.push('text', '', 0).content = '(at)'; state.pos++; return true; });
console.log(md.renderInline('**x** a @b'));
