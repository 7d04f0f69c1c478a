const { Writable } = require('stream');
const w = new Writable({
  write(chunk, encoding, callback) { callback(); },
  final(callback) { console.log('final'); setTimeout(() => { console.log('final done'); callback(); }, 1); },
});
for (const event of ['prefinish', 'finish', 'close']) w.on(event, () => console.log(event));
w.end('x', () => console.log('end cb'));
console.log(w.writableEnded, w.writableFinished);
