const { Readable, Writable } = require('stream');
const r = new Readable({ read() {} });
const w = new Writable({ write(chunk, encoding, callback) { callback(new Error('full')); } });
w.on('unpipe', () => console.log('unpipe'));
w.on('error', (error) => console.log('error', error.message));
w.on('close', () => console.log('close'));
r.pipe(w);
r.push('x');
setTimeout(() => console.log(r.destroyed, r.readableFlowing, r.listenerCount('data')), 1);
