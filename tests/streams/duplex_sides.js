const { Duplex } = require('stream');
const d = new Duplex({ readable: false, write(chunk, encoding, callback) { callback(); } });
console.log(d.readable, d.writable, d.readableEnded, d.writableFinished);
for (const event of ['end', 'finish', 'close']) d.on(event, () => console.log('w', event));
d.end('x');
const e = new Duplex({ writable: false, read() { this.push(null); } });
console.log(e.readable, e.writable, e.writableFinished);
for (const event of ['end', 'finish', 'close']) e.on(event, () => console.log('r', event));
e.resume();
