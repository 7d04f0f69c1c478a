'use strict';
const picomatch = require('picomatch');

const paths = ['a.js', 'a/b.js', 'a/b/c.ts', '.x/y.js', 'foo-12.md', 'bar.MD', 'a(b).js', 'é/ü.js'];
for (const glob of ['*.js', '**/*.js', '{a,foo*}/**', '!(a).js', 'a/+([a-c])*', '?*.md', '[[:alpha:]]*.js', 'foo-{10..15}.md', '@(a|b)/**/*.ts', '**', '*(a|b)*', 'a\\(b\\).js']) console.log(glob, paths.filter(picomatch(glob)).join(' '), '|', paths.filter(picomatch(glob, { dot: true, nocase: true })).join(' '), '|', picomatch.makeRe(glob).source);
console.log(JSON.stringify(picomatch.scan('!./a/b/*.{js,ts}', { tokens: true })), picomatch.parse('a/*/{b,c}').output, picomatch.isMatch('a/b', ['x', 'a/*'], { ignore: 'a/c' }));
