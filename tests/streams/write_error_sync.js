const { Writable } = require('stream');
const w = new Writable({ write(chunk, encoding, callback) { callback(new Error('bad')); } });
w.on('error', (error) => console.log('error', error.message));
console.log(w.write('a', (error) => console.log('a', error.message)));
console.log(w.write('b', (error) => console.log('b', error.code || error.message)));
console.log(w.writable, w.destroyed, w.errored.message);
