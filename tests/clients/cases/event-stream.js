'use strict';
const es = require('event-stream');
es.readArray([1, 2, 3]).pipe(es.map((n, callback) => callback(null, n * 2))).pipe(es.writeArray((error, all) => console.log(error, all)));
const split = es.split(); split.on('data', (line) => console.log(JSON.stringify(line))); split.write('a\nb'); split.end('c\n');
es.merge(es.readArray(['x']), es.readArray(['y'])).pipe(es.join('-')).pipe(es.wait((error, text) => console.log(text)));
