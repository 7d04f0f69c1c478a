'use strict';
const ini = require('ini');

const config = ini.parse('; top\nglobal = yes\n[a]\nx=1\ny[]=p\ny[]=q\n[a.b]\nquoted = "x ; y"\nescaped = a\\;b\nbare\n__proto__ = 1\n[e "sub"]\nk = null');
console.log(JSON.stringify(config));
console.log(ini.stringify(config, { whitespace: true, align: false }));
console.log(ini.encode({ a: [1, 2], b: { c: { d: 'e;f' } } }, { section: 's' }), ini.safe('"x"'), ini.unsafe('"a\\"b"'));
