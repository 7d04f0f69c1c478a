'use strict';
const ndjson = require('ndjson');
const p = ndjson.parse(); p.on('data', (object) => console.log(object)); p.on('end', () => console.log('end')); p.write('{"a":1}\n{"b"'); p.end(':[2]}\n');
const s = ndjson.stringify(); s.on('data', (line) => console.log(JSON.stringify(line))); s.write({ x: 1 }); s.end([2]);
ndjson.parse({ strict: false }).on('data', (object) => console.log(object)).end('nonsense\n{"ok":true}\n');
