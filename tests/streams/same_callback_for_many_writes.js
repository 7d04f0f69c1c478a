const { Writable } = require('stream');
const w = new Writable({ write(chunk, encoding, callback) { callback(); } });
const cb = () => console.log('cb', w.writableLength);
w.write('a', cb); w.write('b', cb); w.write('c', () => console.log('other')); w.write('d', cb);
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('micro'));
