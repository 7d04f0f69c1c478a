const { Writable } = require('stream');
const w = new Writable({ write(chunk, encoding, callback) { console.log('_write', String(chunk)); process.nextTick(callback, new Error('bad')); } });
w.on('error', (error) => console.log('error', error.message, w.writableErrored));
w.on('close', () => console.log('close', w.errored.message));
w.write('a', (error) => console.log('a', error.message));
w.write('b', (error) => console.log('b', error.message));
w.end((error) => console.log('end', error.message));
