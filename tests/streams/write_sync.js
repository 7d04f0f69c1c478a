const { Writable } = require('stream');
const w = new Writable({ highWaterMark: 3, write(chunk, encoding, callback) { console.log('_write', String(chunk)); callback(); } });
w.on('drain', () => console.log('drain'));
console.log(w.write('a', () => console.log('cb a')), w.write('bcd', () => console.log('cb bcd')), w.writableLength, w.writableNeedDrain);
w.end('e', () => console.log('end cb'));
for (const event of ['prefinish', 'finish', 'close']) w.on(event, () => console.log(event, w.writableFinished, w.writableEnded));
