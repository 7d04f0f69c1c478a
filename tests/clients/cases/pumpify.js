'use strict';
const pumpify = require('pumpify'); const { Transform } = require('stream');
const step = (f) => new Transform({ transform(chunk, encoding, callback) { callback(null, f(String(chunk))); } });
const p = pumpify(step((s) => s + '1'), step((s) => s.toUpperCase()), step((s) => `<${s}>`));
p.on('data', (chunk) => console.log(String(chunk))); p.on('end', () => console.log('end')); p.on('finish', () => console.log('finish'));
p.write('ab'); p.write('cd'); p.end();
