'use strict';
const qs = require('qs');
const { thrown } = require('../lib/data');

for (const query of ['a=1&b[]=2&b[]=3&c[d][e]=4', 'a[1]=x&a[0]=y&a[50]=z', 'a.b=c&x=%E2%82%AC+%zz', '?q=%u0161', 'a&b=&=c', 'a[b][c][d][e][f][g]=1', '__proto__[x]=1&toString=2']) console.log(query, JSON.stringify(qs.parse(query)), JSON.stringify(qs.parse(query, { allowDots: true, depth: 2, strictNullHandling: true, ignoreQueryPrefix: true, arrayLimit: 100 })));
const value = { a: [1, { b: 'é &' }], c: null, d: undefined, e: new Date(0), f: { g: [] }, h: Buffer.from('hi'), i: true, j: 1n };
for (const arrayFormat of ['indices', 'brackets', 'repeat', 'comma']) console.log(qs.stringify(value, { arrayFormat }));
console.log(qs.stringify(value, { encode: false, skipNulls: true, sort: (a, b) => (a < b ? 1 : -1), addQueryPrefix: true, allowDots: true }), qs.stringify({ a: 'ü ' }, { charset: 'iso-8859-1', charsetSentinel: true, format: 'RFC1738' }), qs.parse('a=%FC', { charset: 'iso-8859-1' }).a);
console.log(thrown(() => { const a = {}; a.a = a; qs.stringify(a); }), thrown(() => qs.parse('a[b][c][d]=1', { depth: 1, strictDepth: true })));
