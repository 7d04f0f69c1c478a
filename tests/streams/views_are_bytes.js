const { Readable, Writable } = require('stream');
const views = [new Uint8Array([65, 66]), new Uint16Array([0x4443]), new DataView(new Uint8Array([1, 69, 70, 2]).buffer, 1, 2)];
const r = new Readable({ read() {} });
const w = new Writable({ write(chunk, encoding, callback) { console.log(chunk, encoding, Buffer.isBuffer(chunk)); callback(); } });
r.on('data', (chunk) => console.log(chunk));
for (const view of views) { r.push(view); w.write(view); }
