const { Readable, PassThrough } = require('stream');
const r = new Readable({ highWaterMark: 0, read(size) { console.log('_read', size); process.nextTick(() => this.push(n++ < 2 ? 'x' : null)); } });
let n = 0;
r.on('readable', () => console.log('readable', String(r.read())));
r.on('end', () => console.log('end'));
const p = new PassThrough({ readableHighWaterMark: 0 });
console.log(p.readableHighWaterMark, p.writableHighWaterMark, p.write('a'));
p.on('data', (chunk) => console.log(String(chunk))); p.end();
