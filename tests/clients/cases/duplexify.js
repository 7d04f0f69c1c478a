'use strict';
const duplexify = require('duplexify'); const { PassThrough } = require('stream');
const writable = new PassThrough(); const readable = new PassThrough();
const d = duplexify(); d.write('early');
writable.on('data', (chunk) => console.log('w', String(chunk)));
d.on('data', (chunk) => console.log('r', String(chunk))); d.on('finish', () => console.log('finish')); d.on('end', () => console.log('end'));
setImmediate(() => { d.setWritable(writable); d.setReadable(readable); readable.end('answer'); d.end('late'); });
