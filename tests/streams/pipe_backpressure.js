const { Readable, Writable } = require('stream');
let n = 0;
const r = new Readable({ highWaterMark: 2, read() { console.log('_read'); this.push(n < 6 ? String(n++) : null); } });
const w = new Writable({ highWaterMark: 2, write(chunk, encoding, callback) { console.log('write', String(chunk)); setTimeout(callback, 1); } });
for (const event of ['pause', 'resume']) r.on(event, () => console.log(event));
w.on('drain', () => console.log('drain'));
r.pipe(w).on('finish', () => console.log('finish'));
