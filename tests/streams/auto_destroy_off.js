const { Readable, Writable } = require('stream');
const r = new Readable({ autoDestroy: false, read() { this.push(null); } });
for (const event of ['end', 'close']) r.on(event, () => console.log('r', event, r.destroyed));
r.resume();
const w = new Writable({ autoDestroy: false, write(chunk, encoding, callback) { callback(new Error('w')); } });
for (const event of ['finish', 'error', 'close']) w.on(event, (error) => console.log('w', event, w.destroyed, error && error.message));
w.write('x', (error) => console.log('cb', error.message));
