'use strict';
const JSONStream = require('JSONStream');
const p = JSONStream.parse('rows.*.id'); p.on('data', (id) => console.log(id)); p.on('end', () => console.log('end')); p.write('{"rows":[{"id":1},{"i'); p.end('d":"€"}]}');
const s = JSONStream.stringify(); let all = ''; s.on('data', (c) => { all += c; }); s.on('end', () => console.log(all)); s.write({ a: 1 }); s.write([2]); s.end();
