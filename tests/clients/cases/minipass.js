'use strict';
const { Minipass } = require('minipass');
const m = new Minipass({ encoding: 'utf8' }); m.on('data', (chunk) => console.log(chunk)); m.on('end', () => console.log('end')); m.write('a'); m.end(Buffer.from('€'));
(async () => { const s = new Minipass({ objectMode: true }); s.write(1); s.end({ b: 2 }); for await (const item of s) console.log(item); console.log(await new Minipass({ encoding: 'utf8' }).end('all').concat()); })();
require('stream').Readable.from([Buffer.from('piped')]).pipe(new Minipass()).on('data', (chunk) => console.log(String(chunk)));
new Minipass().end('out').pipe(new (require('stream').PassThrough)()).on('data', (chunk) => console.log(String(chunk)));
