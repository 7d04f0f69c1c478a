const { Readable, Writable } = require('stream');
const r = new Readable({ read() {} });
r.on('data', (chunk) => { console.log('data', String(chunk)); Promise.resolve().then(() => console.log('micro after data')); process.nextTick(() => console.log('tick after data')); });
r.on('end', () => console.log('end'));
r.push('a'); r.push('b'); r.push(null);
const w = new Writable({ write(chunk, encoding, callback) { Promise.resolve().then(callback); } });
w.write('x', () => console.log('w x')); w.write('y', () => console.log('w y')); w.end(() => console.log('w end'));
process.nextTick(() => console.log('tick')); Promise.resolve().then(() => console.log('micro')); setImmediate(() => console.log('immediate'));
