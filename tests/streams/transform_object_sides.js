const { Transform } = require('stream');
const parse = new Transform({ readableObjectMode: true, transform(chunk, encoding, callback) { callback(null, { length: chunk.length }); } });
const print = new Transform({ writableObjectMode: true, transform(object, encoding, callback) { callback(null, JSON.stringify(object)); } });
console.log(parse.readableObjectMode, parse.writableObjectMode, print.readableObjectMode, print.writableObjectMode);
console.log(parse.readableHighWaterMark, parse.writableHighWaterMark, print.readableHighWaterMark, print.writableHighWaterMark);
parse.pipe(print).on('data', (chunk) => console.log(chunk));
parse.write('abc'); parse.end('de');
