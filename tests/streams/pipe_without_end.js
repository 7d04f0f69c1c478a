const { Readable, Writable } = require('stream');
const w = new Writable({ write(chunk, encoding, callback) { console.log('write', String(chunk)); callback(); } });
w.on('finish', () => console.log('finish'));
const r = Readable.from([Buffer.from('a')]);
r.pipe(w, { end: false });
r.on('end', () => { console.log('end', w.writableEnded); w.end('z'); });
