const { Writable } = require('stream');
const w = new Writable({ highWaterMark: 3, write(chunk, encoding, callback) { console.log('_write', String(chunk)); setTimeout(callback, 1); } });
w.on('drain', () => console.log('drain', w.writableLength));
console.log(w.write('a'), w.write('b'), w.write('c'), w.writableLength, w.writableNeedDrain, w.writableBuffer.length);
w.end(() => console.log('ended'));
w.on('finish', () => console.log('finish'));
w.on('close', () => console.log('close'));
